"""Legal holds: who may set and lift one, what it stops, and who is told."""

from dataclasses import replace

import pytest

from tests.debriefs.booked import YES, a_session, after, offered_and_closed, the_booking, weeks_later
from tests.debriefs.station import ACCOUNTS, COORDINATOR, HELPER, SERGEANT, Station, an_incident
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.debriefs.local_rules import LocalRules
from wellness_desktop.debriefs.mentions import mentions
from wellness_desktop.debriefs.protocols import AttendanceValue
from wellness_desktop.debriefs.records import AttendanceRecord, ExposureRecord, OverrideRecord, SessionRecord
from wellness_desktop.debriefs.retention.holds import HoldReason, completes, is_held

# ------------------------------------------------------------------------------------------- setting and lifting


def test_either_office_sets_one_at_once_and_it_takes_both_to_lift(station: Station) -> None:
    incident = offered_and_closed(station, "Ana Ruiz")
    chief, room = station.chief_s_debriefs(), station.debriefs()
    hold = chief.hold_records(incident.id, HoldReason.LAWSUIT)
    assert (hold.code_name, hold.is_for_all) == (incident.code_name, False)
    with pytest.raises(Problem, match="together"):
        chief.lift(chief.holds()[0])
    asked = chief.ask_to_lift(hold)
    assert not chief.may_complete(asked)
    with pytest.raises(Problem, match="together"):
        chief.lift(asked)
    assert room.may_complete(asked)
    room.lift(asked)
    assert room.holds() == []
    events = [event for event, subject in station.audited() if subject == incident.id]
    assert events[-3:] == ["legal hold set", "lifting a legal hold asked", "legal hold lifted"]


def test_who_holds_both_offices_still_needs_a_second_person(station: Station) -> None:
    both = station.debriefs(COORDINATOR, Role.COORDINATOR, Role.PLANNER)
    hold = both.ask_to_lift(both.hold_records(None, HoldReason.COUNSEL))
    with pytest.raises(Problem, match="together"):
        both.lift(hold)
    station.chief_s_debriefs().lift(hold)
    assert not both.station_is_held


def test_two_coordinators_are_not_enough(station: Station) -> None:
    room = station.debriefs()
    hold = room.ask_to_lift(room.hold_records(None, HoldReason.COUNSEL))
    second = station.debriefs(HELPER, Role.COORDINATOR)
    with pytest.raises(Problem, match="together"):
        second.lift(hold)
    assert room.keep_holding(hold).lift_asked_by is None


def test_completes_by_table() -> None:
    one, other = (ACCOUNTS[name][0] for name in (COORDINATOR, SERGEANT))
    coordinator, planner = {Role.COORDINATOR}, {Role.PLANNER}
    assert completes(one, coordinator, other, planner)
    assert completes(one, coordinator | planner, other, coordinator)
    assert not completes(one, coordinator | planner, one, coordinator | planner)
    assert not completes(one, planner, other, planner)


def test_nobody_else_sets_or_sees_one(station: Station) -> None:
    for name in (SERGEANT, HELPER):
        with pytest.raises(NotAllowed):
            station.debriefs(name).hold_records(None, HoldReason.INQUIRY)
        with pytest.raises(NotAllowed):
            station.debriefs(name).holds()
    with pytest.raises(NotAllowed):
        station.debriefs(SERGEANT, Role.ADMINISTRATOR).hold_places()


def test_setting_it_twice_gives_the_one_in_force_and_a_stale_page_is_told(station: Station) -> None:
    room = station.debriefs()
    hold = room.hold_records(None, HoldReason.LAWSUIT)
    assert room.hold_records(None, HoldReason.INQUIRY).id == hold.id
    room.ask_to_lift(hold)
    with pytest.raises(ChangedElsewhere):
        station.chief_s_debriefs().lift(hold)
    with pytest.raises(Problem, match="no longer there"):
        room.hold_records(hold.id, HoldReason.LAWSUIT)


# ------------------------------------------------------------------------------------------------ what it stops


def closed_with_attendance(station: Station) -> None:
    room = station.debriefs()
    room.set_local_rules(LocalRules(policy="attendance_expected_participation_voluntary"))
    incident = an_incident(station)
    session = room.book(incident.id, the_booking(station, incident)).value
    after(station, session)
    values = dict.fromkeys(session.members or (), AttendanceValue.EXCUSED)
    room.close(room.hold(session, values).value, YES)
    room.close_incident(room.incident(incident.id))


@pytest.mark.parametrize("whole_station", [True, False])
def test_cl09_a_hold_stops_the_run_and_lifting_lets_it_go_on(station: Station, *, whole_station: bool) -> None:
    closed_with_attendance(station)
    room = station.debriefs()
    incident = room.incidents()[0]
    hold = room.hold_records(None if whole_station else incident.id, HoldReason.COURT_ORDER)
    weeks_later(station, 70)
    with station.store.read() as work:
        assert work.query(AttendanceRecord).count() == 5
        assert work.query(ExposureRecord).count() == 5
    assert all(not run.total for run in room.retention_runs())
    station.chief_s_debriefs().lift(room.ask_to_lift(hold))
    weeks_later(station, 1)
    with station.store.read() as work:
        assert work.query(AttendanceRecord).count() == 0
        assert work.query(ExposureRecord).count() == 0


def test_a_hold_on_one_incident_leaves_the_others_to_the_run(station: Station) -> None:
    held, other = (offered_and_closed(station, name) for name in ("Joe One", "Jim Two"))
    station.debriefs().hold_records(held.id, HoldReason.LAWSUIT)
    weeks_later(station, 70)
    room = station.debriefs()
    assert len(room.incident(held.id).exposed) == 1
    assert room.incident(other.id).exposed == ()


def test_nothing_is_deleted_by_hand_either(station: Station) -> None:
    incident = an_incident(station)
    room = station.debriefs()
    done = room.book(incident.id, the_booking(station, incident))
    listed = room.add_exposed(incident.id, [replace_name("Flo Berg")])
    room.hold_records(incident.id, HoldReason.LAWSUIT)
    for deed in (
        lambda: room.remove_exposed(incident.id, incident.exposed[0].id),
        done.undo,
        listed.undo,
    ):
        with pytest.raises(Problem, match="A legal hold is set"):
            deed()
    with station.store.read() as work:
        assert work.query(SessionRecord).count() == 1
        assert work.query(ExposureRecord).count() == 6


def replace_name(name: str):
    from wellness_desktop.debriefs.incident_values import NewExposure

    return NewExposure(name)


def test_a_held_session_is_not_taken_back_with_its_attendance(station: Station) -> None:
    room = station.debriefs()
    room.set_local_rules(LocalRules(policy="attendance_expected_participation_voluntary"))
    session = a_session(station)
    after(station, session)
    done = room.hold(session, dict.fromkeys(session.members or (), AttendanceValue.EXCUSED))
    room.hold_records(None, HoldReason.RECORDS_REQUEST)
    with pytest.raises(Problem, match="A legal hold is set"):
        done.undo()


def test_an_exception_outlives_another_choice_of_leader_while_held(station: Station) -> None:
    from wellness_desktop.roster.conflicts import OverrideReason

    room = station.debriefs()
    incident = an_incident(station)
    peer = station.people()["Lee Park"].id
    incident = room.change_incident(replace(incident, inquiry=frozenset({peer}))).value
    booking = the_booking(station, incident)
    with_peer = replace(booking, leaders=(*booking.leaders, peer), overrides={peer: OverrideReason.COUNSEL_AGREED})
    session = room.book(incident.id, with_peer).value
    room.hold_records(incident.id, HoldReason.INQUIRY)
    room.change_session(session, replace(with_peer, leaders=booking.leaders, overrides={}))
    with station.store.read() as work:
        assert work.query(OverrideRecord).count() == 1


# -------------------------------------------------------------------------------------------------- who is told


def test_everybody_whose_records_are_held_is_told(station: Station) -> None:
    incident = an_incident(station, "Sam Ortega", "Ana Ruiz")
    room, sergeant = station.debriefs(), station.debriefs(SERGEANT, Role.MEMBER)
    assert not sergeant.my_records_held()
    hold = room.hold_records(incident.id, HoldReason.LAWSUIT)
    assert sergeant.my_records_held()
    assert not station.debriefs(HELPER).my_records_held()
    assert station.debriefs(SERGEANT).is_held(incident.id)
    assert not sergeant.station_is_held
    assert not station.debriefs(SERGEANT, Role.ADMINISTRATOR).my_records_held()
    station.chief_s_debriefs().lift(room.ask_to_lift(hold))
    assert not sergeant.my_records_held()


def test_taking_somebody_off_the_roster_says_that_a_hold_is_on(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    people = station.people()

    def told(name: str) -> list[str]:
        with station.store.read() as work:
            return [one.what for one in mentions(work, people[name].id) if "hold" in one.what]

    assert told("Ana Ruiz") == []
    station.debriefs().hold_records(incident.id, HoldReason.LAWSUIT)
    assert told("Ana Ruiz") == ["1 legal hold is on"]
    assert told("Ben Cole") == []
    station.debriefs().hold_records(None, HoldReason.LAWSUIT)
    assert told("Ana Ruiz") == ["2 legal holds are on"]
    assert told("Ben Cole") == ["1 legal hold is on"]


def test_a_hold_on_the_station_holds_every_incident() -> None:
    from uuid import uuid4

    one, other = uuid4(), uuid4()
    assert is_held(one, [None])
    assert is_held(one, [one])
    assert not is_held(one, [other])
    assert is_held(None, [None])
    assert not is_held(None, [one])
