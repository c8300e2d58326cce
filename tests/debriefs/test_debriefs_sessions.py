"""Sessions from proposal to closing: leaders, cover, notes, attendance, and nothing of what was said."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.debriefs.station import DAY, HELPER, SERGEANT, Station, an_incident, exposure_of
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.incident_values import CounselAnswer, Incident
from wellness_desktop.debriefs.local_rules import LocalRules
from wellness_desktop.debriefs.proposal_facts import Need
from wellness_desktop.debriefs.proposals_view import bookings_of, contacts_of
from wellness_desktop.debriefs.protocols import AttendanceValue, Kind
from wellness_desktop.debriefs.records import AttendanceRecord, OverrideRecord, SessionRecord
from wellness_desktop.debriefs.session_states import CancelReason, SessionState
from wellness_desktop.debriefs.session_values import Booking, Closing, Offered, Session
from wellness_desktop.roster.conflicts import OverrideReason

YES = Closing(ground_rules_read=True, clinician_available=True, safety_step=True, follow_up_assigned=True)


def the_booking(station: Station, incident: Incident, **changes: object) -> Booking:
    """The first proposal of the group session, as a booking."""
    proposed = station.debriefs().proposals(incident.id, Kind.GROUP_DEBRIEFING)
    return replace(bookings_of(proposed, proposed.best)[0], **changes)  # type: ignore[arg-type]


def a_session(station: Station, **changes: object) -> Session:
    incident = an_incident(station)
    return station.debriefs().book(incident.id, the_booking(station, incident, **changes)).value


def after(station: Station, session: Session) -> None:
    station.clock.advance(session.ends - station.clock.now())


def person(station: Station, name: str) -> UUID:
    return station.people()[name].id


# ------------------------------------------------------------------------------------------- the first walk


def test_the_whole_walk_proposed_booked_held_closed(station: Station) -> None:
    """Issue 2: one proposed session that respects shift patterns, booked, held, closed."""
    incident = an_incident(station)
    room = station.debriefs()
    best = room.proposals(incident.id).best
    assert best.reached == 5
    session = room.book(incident.id, the_booking(station, incident, place="Fire hall, upper room")).value
    assert session.state is SessionState.SCHEDULED
    assert [one.name for one in session.leaders] == ["Kim Hale", "Lee Park"]
    assert session.cover == "Gus Webb"
    after(station, session)
    held = room.hold(session).value
    assert held.state is SessionState.HELD
    closed = room.close(held, YES)
    assert closed.state is SessionState.CLOSED
    assert room.coverage(incident.id)[0].offered == {Kind.GROUP_DEBRIEFING: Offered.DONE}
    assert room.offered_to_all(incident.id)


def test_a_sergeant_books_and_sees_no_names(station: Station) -> None:
    incident = an_incident(station)
    room = station.debriefs(SERGEANT)
    proposed = room.proposals(incident.id, Kind.GROUP_DEBRIEFING)
    session = room.book(incident.id, bookings_of(proposed, proposed.best)[0]).value
    assert session.members is None
    assert session.seats == 5
    assert station.debriefs().session(session.id).members is not None
    with pytest.raises(NotAllowed):
        room.hold(session)


def test_a_helper_sees_the_own_sessions_only(station: Station) -> None:
    session = a_session(station)
    [mine] = station.debriefs(HELPER).my_sessions()
    assert (mine.id, mine.members) == (session.id, None)
    with pytest.raises(NotAllowed):
        station.debriefs(HELPER).sessions(session.incident_id)


def test_a_booking_can_be_taken_back(station: Station) -> None:
    incident = an_incident(station)
    room = station.debriefs()
    done = room.book(incident.id, the_booking(station, incident))
    assert room.offered_to_all(incident.id)
    done.undo()
    assert room.sessions(incident.id) == []
    assert not room.offered_to_all(incident.id)


def test_who_is_booked_is_not_proposed_again_and_leaders_are_busy(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    again = room.proposals(session.incident_id, Kind.GROUP_DEBRIEFING)
    assert again.request.attendees == ()
    assert again.best.reasons == ("Nobody is left to ask for this kind of support.",)
    other = an_incident(station, "Sam Ortega", trigger="traumatic_call")
    [offer] = room.proposals(other.id, Kind.ONE_ON_ONE).best.individuals
    assert offer.starts != session.starts


def test_contacts_are_booked_one_by_one(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    proposed = room.proposals(incident.id)
    assert proposed.kind is Kind.DEFUSING
    proposed = room.proposals(incident.id, Kind.ONE_ON_ONE)
    bookings = contacts_of(proposed, proposed.best)
    assert len(bookings) == 2
    saved = [room.book(incident.id, booking).value for booking in bookings]
    assert {one.state for one in saved} == {SessionState.SCHEDULED}
    assert {line.name: line.offered for line in room.coverage(incident.id)} == {
        "Ana Ruiz": {Kind.ONE_ON_ONE: Offered.BOOKED},
        "Ben Cole": {Kind.ONE_ON_ONE: Offered.BOOKED},
    }


# ---------------------------------------------------------------------------------------------- complete


def test_db06_without_a_clinician_it_is_tentative_and_cannot_be_held(station: Station) -> None:
    session = a_session(station, leaders=(person(station, "Lee Park"),))
    assert session.state is SessionState.TENTATIVE
    assert session.needs == (Need.CLINICIAN,)
    after(station, session)
    with pytest.raises(Problem, match="not complete"):
        station.debriefs().hold(session)


def test_without_cover_it_is_tentative_until_another_agency_covers(station: Station) -> None:
    """Section 12: a session without cover is tentative."""
    session = a_session(station, covers=())
    assert session.needs == (Need.COVER,)
    room = station.debriefs(SERGEANT)
    seen = room.session(session.id)
    changed = room.change_session(seen, replace(room.as_booking(seen), cover_agency="County, two cars")).value
    assert station.debriefs().session(session.id).members == session.members
    assert changed.state is SessionState.SCHEDULED
    assert changed.cover == "County, two cars"


def test_changing_can_be_taken_back_and_moves_are_counted(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    later = replace(room.as_booking(session), starts=session.starts + DAY)
    done = room.change_session(session, later)
    assert done.value.starts == session.starts + DAY
    assert done.value.booked_moves == 1
    done.undo()
    assert room.session(session.id).starts == session.starts
    assert room.session(session.id).members == session.members


def test_two_people_who_change_one_session_do_not_overwrite_each_other(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    room.change_session(session, replace(room.as_booking(session), place="Church hall"))
    with pytest.raises(ChangedElsewhere):
        room.cancel(session, CancelReason.TIME)


def test_a_group_session_waits_until_the_incident_is_over(station: Station) -> None:
    """COI-9."""
    incident = an_incident(station, still_open=True)
    with pytest.raises(Problem, match="not over yet"):
        station.debriefs().book(incident.id, the_booking(station, incident))


def test_a_contact_is_for_one_person_and_a_session_for_somebody_listed(station: Station) -> None:
    incident = an_incident(station)
    booking = the_booking(station, incident)
    with pytest.raises(Problem, match="for one person"):
        station.debriefs().book(incident.id, replace(booking, kind=Kind.ONE_ON_ONE))
    with pytest.raises(Problem, match="Nobody is in this session"):
        station.debriefs().book(incident.id, replace(booking, members=(UUID(int=3),)))
    with pytest.raises(Problem, match="length"):
        station.debriefs().book(incident.id, replace(booking, minutes=3))


# ----------------------------------------------------------------------------------------------- leaders


def test_db04_an_involved_helper_needs_the_coordinator_s_recorded_reason(station: Station) -> None:
    """Section 15, test 3: an audit row exists, without content."""
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle", "Lee Park")
    members = tuple(one.id for one in incident.exposed if one.name != "Lee Park")
    leaders = (person(station, "Kim Hale"), person(station, "Lee Park"))
    booking = the_booking(station, incident, members=members, leaders=leaders, posts=0, covers=())
    room = station.debriefs()
    with pytest.raises(Problem, match="Lee Park was part of this incident"):
        room.book(incident.id, booking)
    reasoned = replace(booking, overrides={leaders[1]: OverrideReason.NOBODY_ELSE})
    with pytest.raises(Problem, match="Lee Park was part of this incident"):
        station.debriefs(SERGEANT).book(incident.id, reasoned)
    session = room.book(incident.id, reasoned).value
    with station.store.read() as work:
        [override] = work.query(OverrideRecord).all()
    assert (override.rule, override.reason) == ("COI-1", OverrideReason.NOBODY_ELSE)
    assert ("override used", session.id) in station.audited()
    sergeant = station.debriefs(SERGEANT)
    seen = sergeant.session(session.id)
    moved = sergeant.change_session(seen, replace(sergeant.as_booking(seen), place="Fire hall"))
    moved.undo()
    with station.store.read() as work:
        assert work.query(OverrideRecord).count() == 1


def test_db05_a_superior_is_never_proposed_and_refused_when_chosen(station: Station) -> None:
    from wellness_desktop.roster.kinds import PersonRole

    roster = station.roster()
    sergeant = station.people()["Sam Ortega"]
    roster.change(replace(sergeant, roles=sergeant.roles | {PersonRole.PEER}))
    incident = an_incident(station)
    proposed = station.debriefs().proposals(incident.id, Kind.GROUP_DEBRIEFING)
    assert all(sergeant.id not in s.leaders for choice in proposed.proposals.choices for s in choice.sessions)
    chosen = the_booking(station, incident, leaders=(person(station, "Kim Hale"), sergeant.id))
    with pytest.raises(Problem, match="reports to Sam Ortega"):
        station.debriefs().book(incident.id, chosen)


def test_coi3_who_takes_part_in_the_inquiry_does_not_lead(station: Station) -> None:
    incident = an_incident(station)
    room = station.debriefs()
    peer = person(station, "Lee Park")
    room.change_incident(replace(incident, inquiry=frozenset({peer}), counsel=CounselAnswer.YES))
    proposed = room.proposals(incident.id, Kind.GROUP_DEBRIEFING)
    assert [(who, "inquiry" in reason) for who, reason in proposed.proposals.left_out] == [(peer, True)]


def test_coi5_a_helper_named_after_the_incident_is_a_warning(station: Station) -> None:
    """Section 15, test 4."""
    roster = station.roster()
    chaplain = station.people()["Max Tull"]
    roster.change(replace(chaplain, designated_on=None))
    incident = an_incident(station)
    request = station.debriefs().proposals(incident.id, Kind.GROUP_DEBRIEFING).request
    warnings = {leader.name: leader.warnings for leader in request.leaders}
    assert any("not named in writing" in warning for warning in warnings["Max Tull"])
    assert warnings["Lee Park"] == ()


def test_coi7_helpers_who_carried_a_lot_are_asked_to_rotate(station: Station) -> None:
    room = station.debriefs()
    for _ in range(3):
        incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Di Lang", trigger="traumatic_call")
        booking = the_booking(station, incident)
        room.book(incident.id, booking)
    station.clock.advance(5 * DAY)
    incident = an_incident(station, trigger="k9_death")
    request = station.debriefs().proposals(incident.id, Kind.GROUP_DEBRIEFING).request
    tired = [leader.name for leader in request.leaders if any("rotate" in warning for warning in leader.warnings)]
    assert "Kim Hale" in tired


# ------------------------------------------------------------------------------------------ notes and state


def test_a_note_that_names_somebody_is_refused_and_nothing_is_saved(station: Station) -> None:
    incident = an_incident(station)
    with pytest.raises(Problem, match="names somebody"):
        station.debriefs().book(incident.id, the_booking(station, incident, note="Ruis brings the coffee"))
    assert station.debriefs().sessions(incident.id) == []


def test_montana_hides_the_note_and_refuses_a_new_one(station: Station) -> None:
    """Section 15, test 7."""
    session = a_session(station, note="Two tables")
    montana = station.debriefs(settings=Settings(state="MT"))
    assert montana.session(session.id).note == ""
    booking = replace(montana.as_booking(session), note="Two tables")
    with pytest.raises(Problem, match="no room for a note"):
        montana.change_session(montana.session(session.id), booking)


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
    station.clock.advance(91 * DAY)
    assert room.tidy() == 1
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
    first = room.set_local_rules(LocalRules(rest_after_night_h=6, during_shifts=False))
    assert room.proposals(an_incident(station).id).request.rules.engine.rest_after_night_h == 6
    room.set_local_rules(replace(first, rest_after_night_h=None))
    with pytest.raises(ChangedElsewhere):
        room.set_local_rules(first)


# ------------------------------------------------------------------------------------------ held and closed


def test_a_session_is_not_held_before_it_begins(station: Station) -> None:
    with pytest.raises(Problem, match="not begun"):
        station.debriefs().hold(a_session(station))


def test_held_can_be_taken_back_closed_cannot(station: Station) -> None:
    session = a_session(station)
    after(station, session)
    room = station.debriefs()
    done = room.hold(session)
    done.undo()
    assert room.session(session.id).state is SessionState.SCHEDULED
    held = room.hold(room.session(session.id)).value
    closed = room.close(held, YES)
    with pytest.raises(Problem, match="This session is closed"):
        room.close(closed, YES)


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
