"""The retention run: what goes when, under which clock, with which key, and whether the bytes are really gone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.debriefs.booked import YES, a_session, after, offered_and_closed, the_booking, weeks_later
from tests.debriefs.everything_kept import on_disk
from tests.debriefs.moments import moments
from tests.debriefs.station import COORDINATOR, DAY, NOW, SERGEANT, Station, an_incident
from wellness_desktop.accounts.records import AuditRecord
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import Cancelled, NotAllowed
from wellness_desktop.debriefs.desk import SUPPORT_TEAM
from wellness_desktop.debriefs.local_rules import LocalRules
from wellness_desktop.debriefs.protocols import AttendanceValue
from wellness_desktop.debriefs.records import (
    AttendanceRecord,
    CoverageRecord,
    ExposureRecord,
    FollowUpRecord,
    IncidentRecord,
    OverrideRecord,
    RequestRecord,
    SessionRecord,
)
from wellness_desktop.debriefs.retention.holds import HoldReason
from wellness_desktop.debriefs.retention.periods import AGAIN_AFTER, LEAP, Subject, Verdict, verdict
from wellness_desktop.debriefs.retention.records import LegalHoldRecord, RetentionRunRecord
from wellness_desktop.debriefs.session_values import FollowUpOutcome, Offered
from wellness_desktop.roster.conflicts import OverrideReason


def count(station: Station, kind: type) -> int:
    with station.store.read() as work:
        return work.query(kind).count()


def held_and_closed(station: Station) -> None:
    """An incident with one session, with attendance and an exception, all closed."""
    room = station.debriefs()
    room.set_local_rules(LocalRules(policy="attendance_expected_participation_voluntary"))
    incident = an_incident(station)
    peer = station.people()["Lee Park"].id
    room.change_incident(_with_inquiry(room.incident(incident.id), peer))
    booking = the_booking(station, incident, place="Fire hall", note="Two tables, soup")
    booking = _with_leader(booking, peer)
    session = room.book(incident.id, booking).value
    after(station, session)
    values = dict.fromkeys(session.members or (), AttendanceValue.INFORMATION_PART)
    room.close(room.hold(session, values).value, YES)
    room.close_incident(room.incident(incident.id))


def _with_inquiry(incident, person):
    from dataclasses import replace

    return replace(incident, inquiry=frozenset({person}))


def _with_leader(booking, person):
    from dataclasses import replace

    overrides = {person: OverrideReason.COUNSEL_AGREED}
    return replace(booking, leaders=tuple({*booking.leaders, person}), overrides=overrides)


# ------------------------------------------------------------------------------------------- what goes when


def test_ninety_days_after_closing_the_lists_are_gone_and_the_counts_stay(station: Station) -> None:
    held_and_closed(station)
    assert (count(station, AttendanceRecord), count(station, OverrideRecord)) == (5, 1)
    weeks_later(station, 12)
    assert (count(station, AttendanceRecord), count(station, ExposureRecord)) == (5, 5)
    weeks_later(station, 2)
    for kind in (AttendanceRecord, OverrideRecord, CoverageRecord):
        assert count(station, kind) == 0, kind
    room = station.debriefs()
    [summary] = room.incidents()
    [session] = room.sessions(summary.id)
    assert (summary.people, session.seats) == (5, 5)
    assert (session.place, session.note, session.cover, session.members) == ("", "", "", ())
    assert room.incident(summary.id).inquiry == frozenset()


def test_whoever_is_still_to_be_asked_stays_until_that_is_over(station: Station) -> None:
    """The anniversary is a year away; the list of who was exposed is not kept for it, the reminder is."""
    offered_and_closed(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    ben = next(one for one in room.follow_ups(room.incidents()[0].id) if one.name == "Ben Cole")
    room.settle(ben, FollowUpOutcome.STOPPED)
    weeks_later(station, 14)
    [incident] = room.incidents()
    assert [one.name for one in room.incident(incident.id).exposed] == ["Ana Ruiz"]
    assert incident.people == 2
    assert {one.label for one in room.follow_ups(incident.id)} >= {"Anniversary"}
    weeks_later(station, 60)
    assert count(station, ExposureRecord) == 0
    assert count(station, FollowUpRecord) == 0


def test_an_open_incident_keeps_everything(station: Station) -> None:
    an_incident(station, "Ana Ruiz", "Joe Quill")
    weeks_later(station, 60)
    incident = station.debriefs().incidents()[0]
    assert [one.name for one in station.debriefs().incident(incident.id).exposed] == ["Ana Ruiz", "Joe"]


def test_whoever_was_deleted_from_the_roster_leaves_the_lists(station: Station) -> None:
    """Section 15, test 10: the list shrinks, what was counted for a session stays."""
    session = a_session(station)
    roster = station.roster()
    roster.remove(station.people()["Ana Ruiz"].id)
    station.clock.advance(31 * DAY)
    roster.empty_bin()
    station.debriefs().run_retention()
    assert count(station, ExposureRecord) == 4
    assert station.debriefs().session(session.id).seats == 5


def test_a_request_that_nobody_settled_goes_after_ninety_days_unless_something_is_held(station: Station) -> None:
    with station.store.work() as work:
        for days in (0, 40):
            row = RequestRecord(id=uuid4(), asked_at=NOW + timedelta(days=days), sealing=1)
            ring = station.rings[COORDINATOR]
            row.sealed = ring.seal("{}", record=row.id, version=1, to=SUPPORT_TEAM)
            work.add(row)
    for _ in range(3):
        station.clock.advance(30 * DAY)
        station.debriefs().run_retention()
    assert count(station, RequestRecord) == 2
    hold = station.debriefs().hold_records(None, HoldReason.LAWSUIT)
    station.clock.advance(DAY)
    assert station.debriefs().run_retention().deleted == {}
    with station.store.work() as work:
        work.delete(work.get_one(LegalHoldRecord, hold.id))
    station.clock.advance(DAY)
    assert station.debriefs().run_retention().deleted == {Subject.REQUESTS: 1}
    assert count(station, RequestRecord) == 1


def test_the_audit_log_is_kept_for_thirteen_months(station: Station) -> None:
    """SEC-20: the oldest lines go, the chain of the rest holds."""
    from wellness_desktop.accounts.audit import broken_links

    an_incident(station)
    first = _oldest_line(station)
    weeks_later(station, 56)
    assert _oldest_line(station) == first
    weeks_later(station, 1)
    assert _oldest_line(station) > first
    with station.store.read() as work:
        assert list(broken_links(work)) == []


def _oldest_line(station: Station) -> int:
    with station.store.read() as work:
        return work.scalars(select(AuditRecord.number).order_by(AuditRecord.number)).first() or 0


# ------------------------------------------------------------------------------------------------ who runs it


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ADMINISTRATOR])
def test_whoever_signs_in_runs_it(station: Station, role: Role) -> None:
    offered_and_closed(station, "Joe Quill")
    room = station.debriefs(SERGEANT, role)
    for _ in range(20):
        station.clock.advance(timedelta(weeks=4))
        room.run_retention()
    assert count(station, ExposureRecord) == 0


def test_it_runs_once_a_day_and_says_what_went_in_counts(station: Station) -> None:
    held_and_closed(station)
    room = station.debriefs()
    assert room.run_retention() is not None
    station.clock.advance(timedelta(hours=3))
    assert room.run_retention() is None
    weeks_later(station, 14)
    runs = room.retention_runs()
    deleted = {subject: sum(run.deleted.get(subject, 0) for run in runs) for subject in Subject}
    assert deleted == {
        Subject.ATTENDANCE: 5,
        Subject.OVERRIDES: 1,
        Subject.EXPOSURES: 0,
        Subject.FOLLOW_UPS: 0,
        Subject.PLAN_DAYS: 0,
        Subject.GUESTS: 0,
        Subject.REQUESTS: 0,
        Subject.SESSIONS: 1,
        Subject.LOG_ENTRIES: 0,
        Subject.AUDIT: 0,
        Subject.REPORTS: 0,
        Subject.FEEDBACK: 0,
        Subject.COPIES: 0,
    }
    assert ("retention run", None) in station.audited()
    with pytest.raises(NotAllowed):
        station.debriefs(SERGEANT).retention_runs()


def test_only_so_many_runs_are_remembered(station: Station) -> None:
    for _ in range(14):
        weeks_later(station, 1)
    assert count(station, RetentionRunRecord) == 12


def test_it_can_be_stopped_and_goes_on_the_next_time(station: Station) -> None:
    for name in ("Joe One", "Jim Two"):
        offered_and_closed(station, name)
    weeks_later(station, 12)
    station.clock.advance(timedelta(weeks=2))

    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        station.debriefs().run_retention(stop)
    with station.store.read() as work:
        assert [row.listed for row in work.query(IncidentRecord)].count(None) == 1
    station.debriefs().run_retention()
    with station.store.read() as work:
        assert [row.listed for row in work.query(IncidentRecord)] == [1, 1]


# ---------------------------------------------------------------------------------------------------- clock


def test_a_clock_that_was_set_back_deletes_nothing(station: Station) -> None:
    """ "Under a clock that never goes back": it waits until the time is caught up."""
    held_and_closed(station)
    weeks_later(station, 12)
    station.clock.advance(-3 * DAY)
    assert station.debriefs().run_retention() is None
    station.clock.advance(17 * DAY)
    assert station.debriefs().run_retention() is not None
    assert count(station, AttendanceRecord) == 0


def test_a_clock_that_leapt_ahead_has_to_say_so_twice(station: Station) -> None:
    """Deleting cannot be undone; an empty battery or a slip in the PC's date must not do it."""
    held_and_closed(station)
    room = station.debriefs()
    room.run_retention()
    station.clock.advance(400 * DAY)
    doubted = room.run_retention()
    assert doubted is not None
    assert doubted.waits
    assert count(station, AttendanceRecord) == 5
    station.clock.advance(-399 * DAY)  # somebody mends the date: all is as it was
    assert room.run_retention() is not None
    assert count(station, AttendanceRecord) == 5
    station.clock.advance(400 * DAY)  # and now a year has really gone by
    room.run_retention()
    station.clock.advance(DAY)
    room.run_retention()
    assert count(station, AttendanceRecord) == 0


@given(last=moments(), hours=st.integers(-24 * 400, 24 * 400), noted_hours=st.integers(-24 * 60, 24 * 60))
def test_verdicts(last, hours: int, noted_hours: int) -> None:
    """A run needs a date near the last one, or the same far date twice a day apart."""
    now = last + timedelta(hours=hours)
    noted = now - timedelta(hours=noted_hours)
    near = abs(now - last) <= LEAP
    assert (verdict(last, None, now) is Verdict.RUN) == (AGAIN_AFTER <= now - last <= LEAP)
    twice = not near and AGAIN_AFTER <= now - noted <= LEAP
    assert (verdict(last, noted, now) is Verdict.RUN) == (twice or AGAIN_AFTER <= now - last <= LEAP)
    assert verdict(None, None, now) is Verdict.RUN


# ---------------------------------------------------------------------------------------------------- bytes


def test_what_was_deleted_stands_in_no_byte_of_the_store(station: Station) -> None:
    """CL-10: used pages, free pages and the log, decrypted; not only what a query finds."""
    key = station.rings[COORDINATOR].store_key
    path = station.folder / "station.db"
    room = station.debriefs()
    incident = an_incident(station, "Quillonia", "Ana Ruiz", "Ben Cole", "Cy Doyle", "Di Lang")
    booking = the_booking(station, incident, place="Zebrawood hall", note="Gazpacho for all")
    session = room.book(incident.id, booking).value
    station.store.fold_in()
    before = on_disk(path, key)
    for marker in (b"Quillonia", b"Zebrawood", b"Gazpacho"):
        assert marker in before
    after(station, session)
    room.close(room.hold(session).value, YES)
    for one in incident.exposed:
        if one.id not in (session.members or ()):
            room.set_offered(one.id, session.kind, Offered.OFFERED)
    room.close_incident(room.incident(incident.id))
    weeks_later(station, 14)
    gone = on_disk(path, key)
    for marker in (b"Quillonia", b"Zebrawood", b"Gazpacho"):
        assert marker not in gone, marker


def test_the_store_s_log_is_folded_in_after_a_run(station: Station) -> None:
    offered_and_closed(station, "Ana Ruiz")
    station.debriefs().run_retention()
    log = station.folder / "station.db-wal"
    assert not log.exists() or log.stat().st_size == 0


def test_a_session_keeps_its_kind_day_and_number(station: Station) -> None:
    held_and_closed(station)
    with station.store.read() as work:
        before = work.query(SessionRecord).one()
    weeks_later(station, 14)
    with station.store.read() as work:
        [row] = work.query(SessionRecord)
    for name in ("kind", "state", "starts_at", "minutes", "seats", "policy", "ground_rules_read"):
        assert getattr(row, name) == getattr(before, name), name
    opened = station.rings[COORDINATOR].open(row.sealed, record=row.id, version=row.sealing)
    assert opened == '{"members": []}'
    assert before.starts_at > NOW
