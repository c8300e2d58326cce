"""Attendance by the agency's policy, and sessions held, closed, canceled and moved."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.debriefs.booked import YES, a_session, after, weeks_later
from tests.debriefs.station import DAY, SERGEANT, Station, an_incident, exposure_of
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.debriefs.choice_card_view import contacts_of
from wellness_desktop.debriefs.local_rules import LocalRules
from wellness_desktop.debriefs.protocols import AttendanceValue, Kind
from wellness_desktop.debriefs.records import AttendanceRecord, SessionRecord
from wellness_desktop.debriefs.retention.holds import HoldReason
from wellness_desktop.debriefs.session_states import CancelReason, SessionState
from wellness_desktop.debriefs.session_values import Session

# -------------------------------------------------------------------------------------------- attendance


def hold_with(station: Station, rules: LocalRules | None, value: AttendanceValue) -> Session:
    room = station.debriefs()
    if rules:
        room.set_local_rules(rules)
    session = a_session(station)
    after(station, session)
    return room.hold(session, {session.members[0]: value}).value  # type: ignore[index]


def rows(station: Station) -> list[AttendanceRecord]:
    with station.store.read() as work:
        return work.query(AttendanceRecord).all()


def test_db10_without_a_policy_nothing_of_attendance_is_stored(station: Station) -> None:
    """Section 15, test 9."""
    session = hold_with(station, None, AttendanceValue.PRESENT)
    assert session.policy == "voluntary"
    assert rows(station) == []


def test_db10_under_a_policy_three_values_are_kept_sealed_until_a_date(station: Station) -> None:
    policy = LocalRules(policy="attendance_expected_participation_voluntary")
    session = hold_with(station, policy, AttendanceValue.INFORMATION_PART)
    room = station.debriefs()
    assert list(room.attendance(session.id).values()) == [AttendanceValue.INFORMATION_PART]
    [row] = rows(station)
    assert b"information" not in row.sealed
    with pytest.raises(NotAllowed):
        station.debriefs(SERGEANT).attendance(session.id)
    room.close(session, YES)
    weeks_later(station, 12)
    assert len(rows(station)) == 1
    weeks_later(station, 1)
    assert rows(station) == []


def test_a_value_that_the_policy_does_not_know_is_refused(station: Station) -> None:
    policy = LocalRules(policy="attendance_required_participation_voluntary", citation="GO 12.4 Peer support")
    with pytest.raises(Problem, match="not part of the attendance policy"):
        hold_with(station, policy, AttendanceValue.DECLINED)


def test_required_attendance_needs_its_policy(station: Station) -> None:
    with pytest.raises(Problem, match="needs the agency policy"):
        station.debriefs().set_local_rules(LocalRules(policy="attendance_required_participation_voluntary"))
    with pytest.raises(Problem, match="rest cannot"):
        station.debriefs().set_local_rules(LocalRules(rest_after_night_h=30))
    with pytest.raises(NotAllowed):
        station.debriefs(SERGEANT).set_local_rules(LocalRules())


def test_a_contact_is_always_voluntary(station: Station) -> None:
    room = station.debriefs()
    room.set_local_rules(LocalRules(policy="attendance_expected_participation_voluntary"))
    incident = an_incident(station, "Ana Ruiz")
    proposed = room.proposals(incident.id, Kind.ONE_ON_ONE)
    [booking] = contacts_of(proposed, proposed.best)
    assert room.book(incident.id, booking).value.policy == "voluntary"


def test_local_rules_change_the_proposals_and_know_their_version(station: Station) -> None:
    room = station.debriefs()
    first = room.set_local_rules(LocalRules(rest_after_night_h=6, during_shifts=False)).value
    assert room.proposals(an_incident(station).id).request.rules.engine.rest_after_night_h == 6
    room.set_local_rules(replace(first, rest_after_night_h=None))
    with pytest.raises(ChangedElsewhere):
        room.set_local_rules(first)


def test_rules_are_taken_back_also_the_first_ones(station: Station) -> None:
    room = station.debriefs()
    first = room.set_local_rules(LocalRules(rest_after_night_h=6, during_shifts=False))
    second = room.set_local_rules(replace(first.value, policy="voluntary"))
    second.undo()
    assert replace(room.local_rules(), version=0) == replace(first.value, version=0)
    with pytest.raises(ChangedElsewhere):
        first.undo()
    again = room.set_local_rules(replace(room.local_rules(), during_shifts=True))
    room.set_local_rules(replace(again.value, rest_after_night_h=9))
    with pytest.raises(ChangedElsewhere):
        again.undo()


# ------------------------------------------------------------------------------------------ held and closed


def test_a_session_is_not_held_before_it_begins(station: Station) -> None:
    with pytest.raises(Problem, match="not begun"):
        station.debriefs().hold(a_session(station))


def test_held_can_be_taken_back_and_a_closed_one_takes_no_step(station: Station) -> None:
    session = a_session(station)
    after(station, session)
    room = station.debriefs()
    done = room.hold(session)
    done.undo()
    assert room.session(session.id).state is SessionState.SCHEDULED
    held = room.hold(room.session(session.id)).value
    closed = room.close(held, YES).value
    with pytest.raises(Problem, match="This session is closed"):
        room.close(closed, YES)


def test_closing_is_taken_back_with_its_answers_and_its_clock(station: Station) -> None:
    room = station.debriefs()
    room.set_local_rules(LocalRules(policy="attendance_expected_participation_voluntary"))
    session = room.set_ready(a_session(station), rested=True, room_away=True).value
    after(station, session)
    held = room.hold(session, dict.fromkeys(session.members or (), AttendanceValue.INFORMATION_PART)).value
    before = kept(station, session)
    station.clock.advance(3 * DAY)
    done = room.close(held, replace(YES, safety_step=True))
    assert kept(station, session) != before
    done.undo()
    back = room.session(session.id)
    assert (back.state, back.members, back.rested, back.room_away) == (SessionState.HELD, held.members, True, True)
    assert kept(station, session) == before
    closed = room.close(back, YES)
    room.hold_records(session.incident_id, HoldReason.LAWSUIT)
    with pytest.raises(Problem, match="hold"):
        closed.undo()


def kept(station: Station, session: Session) -> tuple[object, ...]:
    """What closing adds to a session and its attendance, opened."""
    with station.store.read() as work:
        record = work.get_one(SessionRecord, session.id)
        rows = work.scalars(select(AttendanceRecord.keep_until).where(AttendanceRecord.session_id == session.id))
        opened = station.rings["Dana Whitfield"].open(record.sealed, record=record.id, version=record.sealing)
        answers = (record.ground_rules_read, record.clinician_available, record.follow_up_assigned, record.closed_at)
        return (opened, answers, sorted(rows))


def test_a_safety_step_is_kept_sealed_as_a_date_and_nothing_else(station: Station) -> None:
    session = a_session(station)
    after(station, session)
    room = station.debriefs()
    room.close(room.hold(session).value, YES)
    with station.store.read() as work:
        record = work.get_one(SessionRecord, session.id)
    opened = station.rings["Dana Whitfield"].open(record.sealed, record=record.id, version=record.sealing)
    assert '"safety_step": "2026-11-13"' in opened
    assert room.session(session.id).members == session.members


def test_a_canceled_session_frees_people_and_can_come_back(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    done = room.cancel(session, CancelReason.WEATHER)
    assert done.value.state is SessionState.CANCELLED
    assert not room.offered_to_all(session.incident_id)
    assert room.proposals(session.incident_id, Kind.GROUP_DEBRIEFING).best.reached == 5
    done.undo()
    assert room.session(session.id).state is SessionState.SCHEDULED


def test_an_incident_with_a_session_ahead_is_not_closed_and_nobody_taken_off(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    incident = room.incident(session.incident_id)
    with pytest.raises(Problem, match="not closed yet"):
        room.close_incident(incident)
    with pytest.raises(Problem, match="Sessions are planned"):
        room.remove_exposed(incident.id, exposure_of(incident, "Ed Moss"))


def test_sessions_of_a_day_for_today(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    assert [one.id for one in room.sessions_between(session.starts, session.starts + DAY)] == [session.id]
    assert room.sessions_between(session.ends, session.ends + DAY) == []


def test_moving_a_session_in_the_proposals_says_what_it_costs(station: Station) -> None:
    incident = an_incident(station)
    room = station.debriefs()
    proposed = room.proposals(incident.id, Kind.GROUP_DEBRIEFING)
    choice = room.at_time(proposed, proposed.best.sessions[0].starts + timedelta(hours=5))
    assert choice.reached < 5
    assert len(choice.individuals) + choice.reached == 5
    with pytest.raises(ValueError, match="outside"):
        room.at_time(proposed, incident.ended_at + timedelta(days=400))


def test_a_window_that_waits_cannot_be_proposed_yet(station: Station) -> None:
    incident = an_incident(station, trigger="lodd")
    with pytest.raises(Problem, match="waits for its starting moment"):
        station.debriefs().proposals(incident.id, Kind.GROUP_DEBRIEFING)
    assert station.debriefs().proposals(incident.id).kind is Kind.DEFUSING
