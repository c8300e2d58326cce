"""Section 14: penciled in, offered, confirmed, made ready, merged; and attendance under each policy."""

from dataclasses import replace

import pytest

from tests.debriefs.booked import YES, a_session, after, the_booking
from tests.debriefs.station import DAY, SERGEANT, Station, an_incident, exposure_of
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.local_rules import LocalRules
from wellness_desktop.debriefs.protocols import AttendanceValue, Kind
from wellness_desktop.debriefs.readiness import Ready, ticks
from wellness_desktop.debriefs.records import AttendanceRecord, SessionRecord
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.debriefs.session_values import Offered, Session

EXPECTED = "attendance_expected_participation_voluntary"
REQUIRED = "attendance_required_participation_voluntary"


def penciled_in(station: Station, **changes: object) -> Session:
    incident = an_incident(station)
    return station.debriefs().book(incident.id, the_booking(station, incident, **changes), firm=False).value


# --------------------------------------------------------------------------------------------- the first steps


def test_penciled_in_offered_and_firm(station: Station) -> None:
    room = station.debriefs()
    session = penciled_in(station)
    assert session.state is SessionState.PROPOSED
    offered = room.offer_session(session)
    assert offered.value.state is SessionState.OFFERED
    firm = room.confirm_session(offered.value)
    assert firm.value.state is SessionState.SCHEDULED
    firm.undo()
    assert room.session(session.id).state is SessionState.OFFERED
    with pytest.raises(ChangedElsewhere):
        offered.undo()


def test_what_is_only_penciled_in_stays_so_when_it_is_changed_and_is_not_held(station: Station) -> None:
    room = station.debriefs()
    session = penciled_in(station)
    changed = room.change_session(session, replace(room.as_booking(session), place="Fire hall")).value
    assert (changed.place, changed.state) == ("Fire hall", SessionState.PROPOSED)
    after(station, changed)
    with pytest.raises(Problem, match="This session is proposed"):
        room.hold(changed)


def test_db06_a_session_without_cover_or_clinician_becomes_tentative(station: Station) -> None:
    room = station.debriefs()
    session = penciled_in(station, leaders=(), covers=())
    assert room.confirm_session(session).value.state is SessionState.TENTATIVE
    with pytest.raises(Problem, match="This session is tentative"):
        room.offer_session(room.session(session.id))


# ---------------------------------------------------------------------------------------------------- readiness


def test_three_of_the_five_are_known_and_two_are_ticked(station: Station) -> None:
    room = station.debriefs(SERGEANT)
    session = a_session(station, covers=())
    shown = {one.what: one.done for one in ticks(session, still_open=False)}
    assert shown == {
        Ready.OVER: True,
        Ready.RESTED: False,
        Ready.CLINICIAN: True,
        Ready.ROOM: False,
        Ready.COVER: False,
    }
    done = room.set_ready(session, rested=True, room_away=True)
    assert all(one.done for one in ticks(done.value, still_open=False) if one.what.is_asked)
    assert not ticks(done.value, still_open=True)[0].done
    done.undo()
    assert not room.session(session.id).rested


def test_the_ticks_are_forgotten_when_the_session_is_closed(station: Station) -> None:
    room = station.debriefs()
    session = room.set_ready(a_session(station), rested=True, room_away=True).value
    after(station, session)
    closed = room.close(room.hold(session).value, YES).value
    assert not closed.rested
    assert not closed.room_away
    with pytest.raises(Problem, match="This session is closed"):
        room.set_ready(closed, rested=True, room_away=True)


def test_no_tick_is_about_a_person() -> None:
    columns = {name for name in SessionRecord.__table__.columns.keys() if name in ("rested", "room_away")}  # noqa: SIM118
    assert columns == {"rested", "room_away"}
    assert str(SessionRecord.__table__.columns["rested"].type) == "BOOLEAN"


# ------------------------------------------------------------------------------------------------------- merged


def two_defusings(station: Station) -> tuple[Session, Session]:
    room = station.debriefs()
    incident = an_incident(station)
    booking = replace(
        the_booking(station, incident),
        kind=Kind.DEFUSING,
        covers=(),
        posts=0,
        minutes=45,
    )
    first, second = incident.exposed[:2], incident.exposed[2:]
    one = room.book(incident.id, replace(booking, members=tuple(each.id for each in first))).value
    later = booking.starts + DAY / 8
    other = replace(booking, members=tuple(each.id for each in second), starts=later)
    return one, room.book(incident.id, other).value


def test_a_merged_session_hands_its_people_on_and_can_be_taken_back(station: Station) -> None:
    room = station.debriefs()
    one, other = two_defusings(station)
    assert [each.id for each in room.may_merge(one)] == [other.id]
    done = room.merge(one, other)
    assert done.value.seats == 5
    assert set(done.value.members or ()) == {*(one.members or ()), *(other.members or ())}
    gone = room.session(one.id)
    assert (gone.state, gone.merged_into) == (SessionState.SUPERSEDED, other.id)
    assert b"STATUS:CANCELLED" in room.invitation(one.id)
    board = {line.name: dict(line.offered) for line in room.coverage(one.incident_id)}
    assert {offered[Kind.DEFUSING] for offered in board.values()} == {Offered.BOOKED}
    done.undo()
    assert room.session(one.id).state is one.state
    assert set(room.session(other.id).members or ()) == set(other.members or ())
    assert room.session(other.id).seats == 3


def test_only_sessions_of_one_kind_that_are_ahead_are_merged_and_not_too_many(station: Station) -> None:
    room = station.debriefs()
    one, other = two_defusings(station)
    with pytest.raises(Problem, match="cannot be merged"):
        room.merge(one, a_session(station))
    with pytest.raises(NotAllowed):
        station.debriefs(SERGEANT).merge(one, other)
    assert station.debriefs(SERGEANT).may_merge(one) == []
    crowded = an_incident(station, *(f"G{chr(97 + number)}n" for number in range(12)))
    base = replace(room.as_booking(one), members=None)
    halves = (crowded.exposed[:6], crowded.exposed[6:])
    first, second = (
        room.book(crowded.id, replace(base, members=tuple(each.id for each in half))).value for half in halves
    )
    with pytest.raises(Problem, match="too many"):
        room.merge(first, second)


# --------------------------------------------------------------------------------------- attendance, policy by policy


def stored(station: Station) -> int:
    with station.store.read() as work:
        return work.query(AttendanceRecord).count()


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        ("voluntary", set()),
        (EXPECTED, {AttendanceValue.INFORMATION_PART, AttendanceValue.EXCUSED, AttendanceValue.DECLINED}),
        (REQUIRED, {AttendanceValue.PRESENT, AttendanceValue.EXCUSED}),
    ],
)
@pytest.mark.parametrize("value", AttendanceValue)
def test_db10_exactly_the_values_of_the_policy_are_kept(
    station: Station, policy: str, allowed: set[AttendanceValue], value: AttendanceValue
) -> None:
    """Section 6: none, three, or two. There is no fourth policy and no reason field."""
    room = station.debriefs()
    room.set_local_rules(LocalRules(policy=policy, citation="GO 12.4"))
    session = a_session(station)
    after(station, session)
    person = (session.members or ())[0]
    if allowed and value not in allowed:
        with pytest.raises(Problem, match="not part of the attendance policy"):
            room.hold(session, {person: value})
        assert stored(station) == 0
        return
    room.hold(session, {person: value})
    assert stored(station) == (1 if allowed else 0)
    assert room.attendance(session.id) == ({person: value} if allowed else {})


def test_db10_another_policy_later_makes_no_rows_for_old_sessions(station: Station) -> None:
    room = station.debriefs()
    session = a_session(station)
    room.set_local_rules(LocalRules(policy=EXPECTED))
    after(station, session)
    held = room.hold(session, dict.fromkeys(session.members or (), AttendanceValue.EXCUSED)).value
    assert held.policy == "voluntary"
    assert stored(station) == 0
    room.close(held, YES)
    assert stored(station) == 0


def test_attendance_is_kept_of_those_who_were_asked_only(station: Station) -> None:
    room = station.debriefs()
    room.set_local_rules(LocalRules(policy=EXPECTED))
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle", "Flo Berg")
    flo = exposure_of(incident, "Flo Berg")
    booking = the_booking(station, incident)
    session = room.book(incident.id, replace(booking, members=tuple(set(booking.members or ()) - {flo}))).value
    after(station, session)
    with pytest.raises(Problem, match="was not asked"):
        room.hold(session, {flo: AttendanceValue.EXCUSED})


# --------------------------------------------------------------------------------------------------------- note


def test_a_state_that_forbids_notes_hides_an_old_one_and_saving_clears_it(station: Station) -> None:
    """Section 9: written_record none; what was typed before the switch is not shown, and does not block a change."""
    session = a_session(station, note="Two tables")
    montana = station.debriefs(settings=Settings(state="MT"))
    shown = montana.session(session.id)
    assert shown.note == ""
    assert montana.as_booking(shown).note == ""
    montana.change_session(shown, replace(montana.as_booking(shown), place="Fire hall"))
    assert station.debriefs().session(session.id).note == ""
    with pytest.raises(Problem, match="no room for a note"):
        montana.book(session.incident_id, replace(montana.as_booking(session), note="Soup"))


@pytest.mark.parametrize("note", ["Doyle's chair", "soup for Ruiz-Cole", "Annie brings cake", "room for moss2", "Lnag"])
def test_names_hidden_in_longer_words_and_call_names_are_found(station: Station, note: str) -> None:
    roster = station.roster()
    roster.change(replace(station.people()["Ana Ruiz"], call_name="Annie"))
    incident = an_incident(station)
    with pytest.raises(Problem, match="names somebody"):
        station.debriefs().book(incident.id, the_booking(station, incident, note=note))
