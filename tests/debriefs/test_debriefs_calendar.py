"""The calendar over all incidents: who sees what, nothing outside the span, nobody's name."""

import re
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import event

from tests.debriefs.booked import YES, a_session, after, person
from tests.debriefs.station import (
    COORDINATOR,
    DAY,
    ENDED,
    HELPER,
    NOW,
    SERGEANT,
    ZONE,
    Station,
    a_report,
    an_incident,
    give_calls,
)
from tests.paper.tag_checker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.calendar_views.entries import EntryKind, View
from wellness_desktop.debriefs.incident_values import IncidentStatus
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.records import IncidentRecord, SessionRecord
from wellness_desktop.debriefs.session_states import CancelReason, SessionState
from wellness_desktop.debriefs.session_values import FollowUpOutcome, Offered
from wellness_desktop.debriefs.wording import banned_in, stray_debrief

SPAN = (NOW - 2 * DAY, NOW + 30 * DAY)
NAMES = ("Ana", "Ruiz", "Ben", "Cole", "Doyle", "Lang", "Moss", "Kim", "Hale", "Lee", "Park")


def kinds(entries) -> set[EntryKind]:
    return {one.kind for one in entries}


def seal(station: Station, record: SessionRecord) -> None:
    """An empty sealed list, as the table asks for one."""
    record.sealed = station.rings[COORDINATOR].seal(
        '{"members": []}', record=record.id, version=record.sealing, to="support_team"
    )


def words(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


# ------------------------------------------------------------------------------------------------ who sees what


def test_the_coordinator_sees_sessions_follow_ups_and_the_ends_of_windows(station: Station) -> None:
    session = a_session(station, place="Fire hall")
    found = station.debriefs().calendar_between(*SPAN)
    assert kinds(found) == set(EntryKind)
    [booked] = [one for one in found if one.kind is EntryKind.SESSION]
    assert (booked.starts, booked.ends, booked.record_id) == (session.starts, session.ends, session.id)
    assert (booked.state, booked.place) == (session.state, "Fire hall")
    first = next(one for one in found if one.kind is EntryKind.FOLLOW_UP)
    assert (first.about, first.people, first.open_people) == ("After 24 hours", 5, 5)
    assert list(found) == sorted(found, key=lambda one: one.starts)


def test_a_supervisor_sees_no_follow_ups(station: Station) -> None:
    a_session(station)
    assert kinds(station.debriefs(SERGEANT).calendar_between(*SPAN)) == {EntryKind.SESSION, EntryKind.WINDOW}


def test_a_helper_sees_the_own_sessions_and_follow_ups_only(station: Station) -> None:
    mine = person(station, "Lee Park")
    session = a_session(station, leaders=(person(station, "Kim Hale"), mine))
    room = station.debriefs()
    other = room.something_happened(a_report("Flo Berg", trigger="child_fatality")).value
    booking = room.as_booking(session)
    room.book(
        other.id,
        replace(booking, kind=Kind.ONE_ON_ONE, members=(other.exposed[0].id,), leaders=(person(station, "Max Tull"),)),
    )
    give_calls(room, mine, "Ana Ruiz")
    found = station.debriefs(HELPER).calendar_between(*SPAN)
    assert {one.record_id for one in found if one.kind is EntryKind.SESSION} == {session.id}
    assert {one.people for one in found if one.kind is EntryKind.FOLLOW_UP} == {1}
    assert EntryKind.WINDOW not in kinds(found)
    assert {one.incident_id for one in found} == {session.incident_id}


def test_who_is_not_in_the_roster_sees_nothing_and_who_has_no_part_may_not_look(station: Station) -> None:
    a_session(station)
    assert station.debriefs(COORDINATOR, Role.HELPER).calendar_between(*SPAN) == ()
    for roles in ((Role.MEMBER,), (Role.PLANNER,), (Role.ADMINISTRATOR,)):
        with pytest.raises(NotAllowed):
            station.debriefs(SERGEANT, *roles).calendar_between(*SPAN)


def test_no_entry_holds_a_name_or_the_kind_of_event(station: Station) -> None:
    session = a_session(station)
    found = station.debriefs().calendar_between(*SPAN)
    incident = station.debriefs().incident(session.incident_id)
    for one in found:
        assert not [name for name in NAMES if re.search(rf"\b{name}\b", repr(one))]
        assert incident.trigger.name not in repr(one)
        assert one.about not in one.title


# ---------------------------------------------------------------------------------------------- what stands in it


def test_canceled_sessions_and_windows_that_are_done_are_gone(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    closes = [one for one in room.calendar_between(*SPAN) if one.kind is EntryKind.WINDOW]
    assert session.title in {one.about for one in closes}
    after(station, session)
    room.close(room.hold(session).value, YES)
    held = room.calendar_between(*SPAN)
    assert session.title not in {one.about for one in held if one.kind is EntryKind.WINDOW}
    assert [one.state for one in held if one.kind is EntryKind.SESSION] == [SessionState.CLOSED]
    second = a_session(station)
    room.cancel(second, CancelReason.TIME)
    assert second.id not in {one.record_id for one in room.calendar_between(*SPAN)}


def test_a_closed_incident_has_no_windows_but_its_follow_ups_go_on(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    room.set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.OFFERED)
    room.close_incident(room.incident(incident.id))
    assert kinds(room.calendar_between(*SPAN)) == {EntryKind.FOLLOW_UP}


def test_what_was_settled_is_counted_as_done(station: Station) -> None:
    an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    station.clock.advance(2 * DAY)
    room.settle(room.follow_ups_due()[0], FollowUpOutcome.DONE)
    first = next(one for one in room.calendar_between(*SPAN) if one.kind is EntryKind.FOLLOW_UP)
    assert (first.people, first.open_people, first.state_words) == (2, 1, "1 of 2 to be done")


def test_whoever_was_taken_off_the_roster_is_not_counted(station: Station) -> None:
    an_incident(station, "Ana Ruiz", "Ben Cole")
    station.roster().remove(person(station, "Ben Cole"))
    found = station.debriefs().calendar_between(*SPAN)
    assert {one.people for one in found if one.kind is EntryKind.FOLLOW_UP} == {1}


def test_a_session_that_runs_into_the_span_is_shown_and_one_that_ended_is_not(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    middle = session.starts + timedelta(minutes=30)

    def shown(starts: datetime, ends: datetime) -> list[object]:
        return [one.record_id for one in room.calendar_between(starts, ends) if one.kind is EntryKind.SESSION]

    assert shown(middle, middle + DAY) == [session.id]
    assert shown(session.ends, session.ends + DAY) == []
    assert shown(session.starts - DAY, session.starts) == []


# ---------------------------------------------------------------------------------------------------- the view kept


def test_the_view_is_kept_for_each_person(station: Station) -> None:
    mine, theirs = station.debriefs(), station.debriefs(SERGEANT)
    assert mine.chosen_view() is View.INCIDENTS
    mine.choose_view(View.MONTH)
    mine.choose_view(View.WEEK)
    assert station.debriefs().chosen_view() is View.WEEK
    assert theirs.chosen_view() is View.INCIDENTS


# ------------------------------------------------------------------------------------------------------ ten years


@pytest.mark.parametrize("incidents", [200, pytest.param(5000, marks=pytest.mark.slow)])
def test_ten_years_of_sessions_do_not_slow_a_week_down(station: Station, incidents: int) -> None:
    """Four sessions an incident: 20,000 in the slow case."""
    room = station.debriefs()
    a_session(station)
    week = (datetime(2026, 11, 9, 6, tzinfo=UTC), datetime(2026, 11, 16, 6, tzinfo=UTC))
    few = room.calendar_between(*week)
    queries: list[str] = []
    engine = _engine(station)
    event.listen(engine, "before_cursor_execute", lambda *args: queries.append(args[2]))
    room.calendar_between(*week)
    before = len(queries)
    with station.store.work() as work:
        for number in range(incidents):
            incident = IncidentRecord(
                code_name=f"Old {number}",
                trigger="traumatic_call",
                profile="program_default",
                status=IncidentStatus.CLOSED,
                ended_at=ENDED - timedelta(days=20 + number),
                reported_at=ENDED,
            )
            work.add(incident)
            work.flush()
            for day in range(4):
                session = SessionRecord(
                    incident_id=incident.id,
                    kind=Kind.ONE_ON_ONE,
                    state=SessionState.CLOSED,
                    starts_at=incident.ended_at + timedelta(days=day + 1),
                    minutes=60,
                    seats=1,
                    policy="voluntary",
                    sealing=1,
                )
                seal(station, session)
                work.add(session)
    del queries[:]
    began = time.perf_counter()
    assert room.calendar_between(*week) == few
    assert time.perf_counter() - began < 0.5
    assert len(queries) == before, "the same questions as with one incident"


def _engine(station: Station):
    with station.store.read() as work:
        return work.get_bind()


# ---------------------------------------------------------------------------------------------------------- paper


@pytest.mark.parametrize("view", [View.WEEK, View.MONTH, View.LIST, View.TIMELINE])
def test_paper_names_nobody_and_no_kind_of_support(station: Station, view: View) -> None:
    a_session(station, place="Fire hall")
    room = station.debriefs()
    for large in (False, True):
        pdf = room.print_calendar(view, date(2026, 11, 11), large=large)
        text = words(pdf)
        assert "2026-A" in text
        assert "Support session, Event 2026-A" in text
        assert "Fire hall" in text
        assert not [name for name in NAMES if re.search(rf"\b{name}\b", text)]
        assert "CISD" not in text
        assert "shooting" not in text.lower()
        assert not stray_debrief(text)
        assert not banned_in(text)
        assert faults(pdf) == []
    assert room.print_calendar(view, date(2026, 11, 11)) == room.print_calendar(view, date(2026, 11, 11))


def test_paper_says_when_the_clock_changes_and_fits_the_station_s_paper(station: Station) -> None:
    room = station.debriefs(settings=Settings(paper="a4"))
    for view in (View.WEEK, View.MONTH):
        pdf = room.print_calendar(view, date(2026, 11, 1))
        assert "Clocks go back 1 hour" in words(pdf)
        assert round(float(PdfReader(BytesIO(pdf)).pages[0].mediabox.width)) == 595
    assert "Nothing stands in this time" in words(room.print_calendar(View.LIST, date(2031, 5, 5)))


def test_printing_is_noted_and_a_helper_s_paper_has_the_own_ones(station: Station) -> None:
    a_session(station, leaders=(person(station, "Kim Hale"), person(station, "Lee Park")))
    text = words(station.debriefs(HELPER).print_calendar(View.WEEK, date(2026, 11, 11)))
    assert "Support session, Event 2026-A" in text
    assert "Usual time ends" not in text
    assert station.audited()[-1][0] == "printed"
    assert ZONE.key == "America/Chicago"
