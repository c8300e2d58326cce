"""The coverage board: who was forgotten, circles nobody thought of, undo, and what a chief sees."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.debriefs.booked import YES, a_session, after
from tests.debriefs.station import (
    COORDINATOR,
    DAY,
    ENDED,
    HELPER,
    OFFICERS,
    SERGEANT,
    Station,
    an_incident,
    exposure_of,
)
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.coverage.board import (
    MOST_NAMES,
    OFTEN_FORGOTTEN,
    STEPS,
    ask_words,
    circle_state_words,
    forgotten_words,
    names_words,
    next_state,
    still_to_offer,
)
from wellness_desktop.debriefs.incident_values import NewExposure, Report
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_values import FollowUpOutcome, Offered
from wellness_desktop.roster.conflicts import Exposure

BOTH = (Kind.ONE_ON_ONE, Kind.GROUP_DEBRIEFING)


def test_at_first_everybody_is_forgotten_and_said_by_name(station: Station) -> None:
    board = station.debriefs().coverage_board(an_incident(station, "Ana Ruiz", "Flo Berg").id)
    assert forgotten_words(board) == "2 people have not been offered anything: Ana Ruiz, Flo Berg."
    assert {circle: [one.name for one in people] for circle, people in board.circles()} == {
        Circle.PATROL: ["Ana Ruiz"],
        Circle.DISPATCH: ["Flo Berg"],
    }


def test_one_kind_offered_is_no_longer_forgotten(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Flo Berg")
    room = station.debriefs()
    room.set_offered(exposure_of(incident, "Ana Ruiz"), Kind.ONE_ON_ONE, Offered.OFFERED)
    board = room.coverage_board(incident.id)
    assert forgotten_words(board) == "1 person has not been offered anything: Flo Berg."
    room.set_offered(exposure_of(incident, "Flo Berg"), Kind.ONE_ON_ONE, Offered.DECLINED)
    assert forgotten_words(room.coverage_board(incident.id)) == "Everybody listed was offered something."


def test_guests_of_other_agencies_stand_on_the_board_and_the_unexposed_do_not(station: Station) -> None:
    room = station.debriefs()
    report = Report(
        "officer_involved_shooting",
        ENDED,
        (
            NewExposure("Joe Quill", circle=Circle.MUTUAL_AID),
            NewExposure("Ana Ruiz", exposure=Exposure.NOT_EXPOSED),
        ),
    )
    board = room.coverage_board(room.something_happened(report).value.id)
    assert [(one.name, one.is_guest, one.circle) for one in board.people] == [("Joe", True, Circle.MUTUAL_AID)]
    assert Circle.PATROL in board.listed
    assert Circle.MUTUAL_AID not in board.to_ask


def test_circles_nobody_thought_of_are_asked_about_until_somebody_answers(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    assert room.coverage_board(incident.id).to_ask == OFTEN_FORGOTTEN
    done = room.say_nobody_in(incident.id, [Circle.JAIL, Circle.RETIREES])
    left = room.coverage_board(incident.id).to_ask
    assert left == tuple(one for one in OFTEN_FORGOTTEN if one not in (Circle.JAIL, Circle.RETIREES))
    done.undo()
    assert room.coverage_board(incident.id).to_ask == OFTEN_FORGOTTEN
    room.add_exposed(incident.id, [NewExposure("Flo Berg")])
    assert Circle.DISPATCH not in room.coverage_board(incident.id).to_ask


def test_undo_of_nobody_there_leaves_what_was_said_before(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    room.say_nobody_in(incident.id, [Circle.JAIL])
    room.say_nobody_in(incident.id, [Circle.JAIL, Circle.FAMILY]).undo()
    assert room.coverage_board(incident.id).nobody_in == {Circle.JAIL}


def test_every_circle_that_is_asked_about_has_its_own_question() -> None:
    asked = [ask_words(circle) for circle in OFTEN_FORGOTTEN]
    assert len(set(asked)) == len(OFTEN_FORGOTTEN)
    assert all("?" in words for words in asked)


def test_offered_to_all_leaves_those_further_on_as_they_are(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle")
    room = station.debriefs()
    room.set_offered(exposure_of(incident, "Ana Ruiz"), Kind.ONE_ON_ONE, Offered.DONE)
    room.set_offered(exposure_of(incident, "Ben Cole"), Kind.ONE_ON_ONE, Offered.DECLINED)
    [(_, people)] = room.coverage_board(incident.id).circles()
    assert circle_state_words(people, Kind.ONE_ON_ONE) == "2 of 3"
    wanted = still_to_offer(people, Kind.ONE_ON_ONE)
    assert wanted == [exposure_of(incident, "Cy Doyle")]
    done = room.set_offered_to(wanted, Kind.ONE_ON_ONE, Offered.OFFERED)
    assert room.offered_to_all(incident.id)
    done.undo()
    assert not room.offered_to_all(incident.id)
    board = room.coverage_board(incident.id)
    assert [one.state(Kind.ONE_ON_ONE) for one in board.people] == [Offered.DONE, Offered.DECLINED, Offered.TO_OFFER]


def test_undo_puts_back_what_was_noted_and_is_refused_after_somebody_else_noted_more(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    [ana] = incident.exposed
    room = station.debriefs()
    first = room.set_offered(ana.id, Kind.ONE_ON_ONE, Offered.OFFERED)
    second = room.set_offered(ana.id, Kind.ONE_ON_ONE, Offered.DONE)
    second.undo()
    assert room.coverage_board(incident.id).people[0].state(Kind.ONE_ON_ONE) is Offered.OFFERED
    with pytest.raises(Problem, match="has changed since"):
        first.undo()


def test_db11_undo_does_not_bring_back_what_was_forgotten(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    [ana] = incident.exposed
    room = station.debriefs()
    room.set_offered(ana.id, Kind.ONE_ON_ONE, Offered.DECLINED)
    later = room.set_offered(ana.id, Kind.FAMILY_SUPPORT, Offered.OFFERED)
    station.clock.advance(2 * DAY)
    room.settle(room.follow_ups_due()[0], FollowUpOutcome.DONE)
    with pytest.raises(Problem, match="has changed since"):
        later.undo()
    assert Offered.DECLINED not in room.coverage_board(incident.id).people[0].offered.values()


def test_what_a_session_says_stands_on_the_board_and_is_marked(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    for one in room.coverage_board(session.incident_id).people:
        assert one.state(Kind.GROUP_DEBRIEFING) is Offered.BOOKED
        assert one.from_sessions == {Kind.GROUP_DEBRIEFING}
    after(station, session)
    room.close(room.hold(session).value, YES)
    states = {one.state(Kind.GROUP_DEBRIEFING) for one in room.coverage_board(session.incident_id).people}
    assert states == {Offered.DONE}


def test_the_board_shows_what_the_event_asks_for_and_no_follow_ups(station: Station) -> None:
    kinds = station.debriefs().coverage_board(an_incident(station).id).kinds
    assert {*BOTH, Kind.DEFUSING, Kind.WITH_CLINICIAN} <= set(kinds)
    assert Kind.FOLLOW_UP not in kinds


def test_only_the_support_team_sees_the_board(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    for name, roles in (
        (SERGEANT, ()),
        (HELPER, ()),
        (COORDINATOR, (Role.PLANNER,)),
        (SERGEANT, (Role.ADMINISTRATOR,)),
    ):
        with pytest.raises(NotAllowed):
            station.debriefs(name, *roles).coverage_board(incident.id)
        with pytest.raises(NotAllowed):
            station.debriefs(name, *roles).say_nobody_in(incident.id, [Circle.JAIL])
    with pytest.raises(Problem, match="support team's key"):
        station.debriefs(SERGEANT, Role.COORDINATOR).coverage_board(incident.id)


def test_an_incident_with_blanks_is_not_closed_and_says_whose_they_are(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    room.set_offered(exposure_of(incident, "Ana Ruiz"), Kind.ONE_ON_ONE, Offered.OFFERED)
    with pytest.raises(Problem) as refused:
        room.close_incident(room.incident(incident.id))
    assert "Who was offered what" in refused.value.advice
    assert "Ben Cole" in refused.value.advice
    assert "Ana Ruiz" not in refused.value.advice


# ---------------------------------------------------------------------------------------------------- the chief


def test_a_chief_sees_two_answers_and_no_names(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    chief = station.debriefs(SERGEANT, Role.PLANNER)
    [before] = chief.support_given()
    assert (before.session_held, before.offered_to_all, before.is_open) == (False, True, True)
    after(station, session)
    room.close(room.hold(session).value, YES)
    room.add_exposed(session.incident_id, [NewExposure("Flo Berg")])
    [now] = chief.support_given()
    assert (now.session_held, now.offered_to_all) == (True, False)
    assert not [name for name in station.people() if name.split()[-1] in repr(now)]
    with pytest.raises(NotAllowed):
        station.debriefs(HELPER).support_given()


def test_a_planner_sees_no_incident_behind_the_two_answers(station: Station) -> None:
    incident = an_incident(station)
    chief = station.debriefs(SERGEANT, Role.PLANNER)
    with pytest.raises(NotAllowed):
        chief.incident(incident.id)
    with pytest.raises(NotAllowed):
        chief.coverage(incident.id)


# ----------------------------------------------------------------------------------------------------- rules


def test_one_key_goes_through_all_states_and_back() -> None:
    seen = [Offered.TO_OFFER]
    for _ in STEPS:
        seen.append(next_state(seen[-1]))
    assert seen == [*STEPS, Offered.TO_OFFER]
    assert all(next_state(next_state(state), back=True) is state for state in Offered)


@given(st.integers(0, 250))
@settings(max_examples=40)
def test_many_names_are_told_as_some_and_how_many_more(count: int) -> None:
    words = names_words([f"N{number}" for number in range(count)])
    assert words.count("N") == min(count, MOST_NAMES)
    assert (f"and {count - MOST_NAMES} more" in words) == (count > MOST_NAMES)


@pytest.mark.slow
def test_two_hundred_people_are_noted_in_one_go(station: Station) -> None:
    room = station.debriefs()
    guests = tuple(NewExposure(f"Guest{number}", circle=Circle.MUTUAL_AID) for number in range(195))
    report = Report("officer_involved_shooting", ENDED, guests + tuple(NewExposure(name) for name in OFFICERS))
    incident = room.something_happened(replace(report)).value
    everybody = [one.id for one in incident.exposed]
    began = time.perf_counter()
    done = room.set_offered_to(everybody, Kind.ONE_ON_ONE, Offered.OFFERED)
    board = room.coverage_board(incident.id)
    took = timedelta(seconds=time.perf_counter() - began)
    assert not board.blanks
    assert len(board.people) == 200
    assert took < timedelta(seconds=8), took
    done.undo()
    assert len(room.coverage_board(incident.id).blanks) == 200
