"""Proposals: who is reached, when, by whom, and what everybody else is offered."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from tests.debriefs.people import (
    END,
    GRID,
    PROTOCOLS,
    RULES,
    TEAM,
    ZONE,
    a_calendar,
    a_cover,
    a_leader,
    a_random_request,
    a_request,
    an_attendee,
)
from wellness_desktop.debriefs.availability import Calendar
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.proposal_facts import Choice, Need
from wellness_desktop.debriefs.proposals import propose, session_at
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.wording import banned_in, stray_debrief
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.roster.duty_roster.shifts import Change
from wellness_desktop.roster.kinds import CalendarKind


def hours_after(choice: Choice, number: int = 0) -> float:
    return (choice.sessions[number].starts - END) / timedelta(hours=1)


def test_people_without_shifts_meet_at_the_time_the_window_aims_for() -> None:
    best = propose(a_request([an_attendee(number) for number in range(1, 6)])).choices[0]
    assert best.reached == 5
    assert len(best.sessions) == 1
    assert abs(hours_after(best) - 60) < 6
    assert best.sessions[0].clinician == UUID(int=101)
    assert not best.tentative


def test_nobody_is_proposed_a_time_in_the_rest_after_a_night_shift() -> None:
    people = [an_attendee(1, a_calendar("C nights")), an_attendee(2), an_attendee(3), an_attendee(4)]
    for choice in propose(a_request(people)).choices:
        for session in choice.sessions:
            assert not people[0].times.obstacles(GRID.index(session.starts), 24) or UUID(int=1) not in session.members


def test_a_mixed_roster_of_days_and_nights_is_reached_with_cover_named() -> None:
    teams = ["A days", "A days", "B days", "C nights", "C nights", "D nights"]
    people = [an_attendee(number, a_calendar(team)) for number, team in enumerate(teams, 1)]
    best = propose(a_request(people, covers=[a_cover(201)])).choices[0]
    assert best.reached == 6
    for session in best.sessions:
        on_duty = [who for who in people if who.id in session.members and _on_duty(who.times, session.starts)]
        assert bool(on_duty) == bool(session.covers)
        assert not session.needs


def _on_duty(times: object, starts: datetime) -> bool:
    return bool(times.on_duty >> GRID.index(starts) & ((1 << 24) - 1))  # type: ignore[attr-defined]


def test_a_post_without_cover_makes_the_session_tentative() -> None:
    """Section 12: a session without cover is tentative."""
    people = [an_attendee(number, a_calendar("A days")) for number in (1, 2, 3)]
    away = Change(CalendarKind.LEAVE, END, END + timedelta(days=20))
    request = a_request(people, covers=[a_cover(201, Calendar(None, (away,)))])
    choice = session_at(request, datetime(2026, 11, 13, 12, tzinfo=ZONE))
    assert choice.sessions[0].needs == (Need.COVER,)
    assert choice.tentative


def test_a_colleague_on_duty_covers_before_one_who_is_off() -> None:
    people = [an_attendee(number, a_calendar("A days")) for number in (1, 2, 3)]
    covers = [a_cover(201), a_cover(202, a_calendar("A days"))]
    request = a_request(people, covers=covers)
    noon = datetime(2026, 11, 13, 12, tzinfo=ZONE)
    assert session_at(request, noon).sessions[0].covers == (UUID(int=202),)


def test_a_dispatcher_on_duty_needs_a_dispatcher_to_cover() -> None:
    people = [an_attendee(number, a_calendar("A days"), circle=Circle.DISPATCH) for number in (1, 2, 3)]
    noon = datetime(2026, 11, 13, 12, tzinfo=ZONE)
    officer = session_at(a_request(people, covers=[a_cover(201)]), noon)
    dispatcher = session_at(a_request(people, covers=[a_cover(201, circle=Circle.DISPATCH)]), noon)
    assert officer.sessions[0].needs == (Need.COVER,)
    assert dispatcher.sessions[0].needs == ()


def test_an_exposed_colleague_who_sits_in_another_session_can_cover() -> None:
    shifts = a_calendar("A days")
    people = [an_attendee(number, shifts) for number in range(1, 5)]
    cover = replace(a_cover(301, shifts), attendee=UUID(int=4))
    noon = datetime(2026, 11, 13, 12, tzinfo=ZONE)
    leaders = [a_leader(101, clinician=True, blocked={4: "too close"}), a_leader(102)]
    choice = session_at(a_request(people, leaders, [cover]), noon)
    assert choice.sessions[0].covers == (UUID(int=301),)
    assert choice.individuals[0].reason == "too close"


# ------------------------------------------------------------------------------------------- like exposure


def test_two_people_get_one_on_one_contacts_and_no_group() -> None:
    """Section 12 and DESIGN 6.4: a group has three people at least."""
    proposals = propose(a_request([an_attendee(1), an_attendee(2)]))
    assert len(proposals.choices) == 1
    assert proposals.choices[0].sessions == ()
    assert {offer.helper for offer in proposals.choices[0].individuals} <= {UUID(int=101), UUID(int=102)}
    assert all("Too few" in offer.reason for offer in proposals.choices[0].individuals)


def test_those_who_were_there_and_those_who_heard_later_do_not_sit_together() -> None:
    near = [
        an_attendee(number, exposure=Exposure.BY_RADIO if number == 1 else Exposure.ON_SCENE) for number in range(1, 5)
    ]
    far = [an_attendee(number, exposure=Exposure.AFTER) for number in range(5, 9)]
    best = propose(a_request(near + far)).choices[0]
    assert best.reached == 8
    assert sorted(sorted(who.int for who in session.members) for session in best.sessions) == [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
    ]


def test_whoever_was_not_exposed_is_named_but_not_seated() -> None:
    people = [an_attendee(number) for number in range(1, 5)]
    people.append(an_attendee(5, exposure=Exposure.NOT_EXPOSED))
    best = propose(a_request(people)).choices[0]
    assert best.reached == 4
    assert [offer.attendee for offer in best.individuals] == [UUID(int=5)]
    assert "Not exposed" in best.individuals[0].reason


def test_more_than_twenty_people_make_more_than_one_session() -> None:
    best = propose(a_request([an_attendee(number) for number in range(1, 46)])).choices[0]
    assert best.reached == 45
    assert len(best.sessions) == 3
    assert all(3 <= len(session.members) <= 20 for session in best.sessions)


def test_a_rank_above_another_in_the_room_is_said() -> None:
    """COI-8."""
    people = [an_attendee(1, commands=[2]), an_attendee(2), an_attendee(3)]
    best = propose(a_request(people)).choices[0]
    assert any("P1 is above P2" in warning for warning in best.sessions[0].warnings)


# ------------------------------------------------------------------------------------------------ leaders


def test_db04_whoever_was_involved_does_not_lead_and_the_reason_is_given() -> None:
    leaders = [a_leader(101, clinician=True), a_leader(102, refused="L102 was part of this incident."), a_leader(103)]
    proposals = propose(a_request([an_attendee(number) for number in (1, 2, 3)], leaders))
    assert all(UUID(int=102) not in session.leaders for choice in proposals.choices for session in choice.sessions)
    assert proposals.left_out == ((UUID(int=102), "L102 was part of this incident."),)


def test_db05_nobody_leads_somebody_of_their_own_chain() -> None:
    leaders = [a_leader(101, clinician=True), a_leader(102, blocked={1: "P1 reports to L102."}), a_leader(103)]
    best = propose(a_request([an_attendee(number) for number in (1, 2, 3, 4)], leaders)).choices[0]
    assert best.reached == 4
    assert best.sessions[0].leaders == (UUID(int=101), UUID(int=103))


def test_db06_a_group_without_a_clinician_stays_tentative() -> None:
    best = propose(a_request([an_attendee(number) for number in (1, 2, 3)], [a_leader(102), a_leader(103)])).choices[0]
    assert best.sessions[0].needs == (Need.CLINICIAN,)
    assert best.sessions[0].clinician is None
    assert len(best.sessions[0].leaders) == 1


def test_without_any_helper_the_times_still_stand() -> None:
    best = propose(a_request([an_attendee(number) for number in (1, 2, 3)], [])).choices[0]
    assert best.reached == 3
    assert best.sessions[0].needs == (Need.CLINICIAN, Need.LEADER)


def test_a_team_from_elsewhere_is_a_choice_when_it_reaches_more() -> None:
    leaders = [a_leader(101, clinician=True, blocked={4: "close friends"}), a_leader(102)]
    choices = propose(a_request([an_attendee(number) for number in (1, 2, 3, 4)], leaders)).choices
    assert (choices[0].reached, choices[0].tentative) == (3, False)
    assert choices[0].individuals[0].helper == UUID(int=102)
    assert (choices[1].reached, choices[1].tentative) == (4, True)


def test_a_leader_who_should_rather_not_is_taken_last() -> None:
    leaders = [a_leader(101, clinician=True), a_leader(102, warnings=("Please rotate.",)), a_leader(103)]
    best = propose(a_request([an_attendee(number) for number in (1, 2, 3)], leaders)).choices[0]
    assert best.sessions[0].leaders == (UUID(int=101), UUID(int=103))
    assert best.sessions[0].warnings == ()


def test_a_leader_far_away_drives_in_free_time() -> None:
    court = Calendar(None, (Change(CalendarKind.COURT, END, END + timedelta(hours=57, minutes=10)),))
    leaders = [a_leader(101, clinician=True, calendar=court, travel=120), a_leader(102)]
    best = propose(a_request([an_attendee(number) for number in (1, 2, 3)], leaders)).choices[0]
    assert best.sessions[0].starts >= END + timedelta(hours=59, minutes=10)


# ----------------------------------------------------------------------------------- never an empty result


def test_the_fewest_missing_are_named_when_a_group_can_never_meet() -> None:
    away = Calendar(None, (Change(CalendarKind.LEAVE, END, END + timedelta(days=20)),))
    proposals = propose(a_request([an_attendee(1), an_attendee(2), an_attendee(3, away)]))
    [only] = proposals.choices
    assert only.sessions == ()
    assert any(reason.startswith("The fewest are missing on") and "P3" in reason for reason in only.reasons)
    assert len(only.individuals) == 3
    assert only.individuals[2].helper is not None


def test_after_the_window_contact_is_still_offered() -> None:
    late = END + timedelta(days=10, hours=1)
    [only] = propose(a_request([an_attendee(number) for number in (1, 2, 3)], earliest=late)).choices
    assert "still useful" in only.reasons[0]
    assert all(offer.helper for offer in only.individuals)
    assert all(offer.starts is None or offer.starts >= late for offer in only.individuals)


def test_a_kind_for_one_person_gives_each_their_own_time_with_a_clinician() -> None:
    people = [an_attendee(number) for number in (1, 2, 3)]
    request = a_request(people, kind=Kind.WITH_CLINICIAN, hours=(12, 72, 168))
    [only] = propose(request).choices
    assert {offer.helper for offer in only.individuals} == {UUID(int=101)}
    times = sorted(offer.starts for offer in only.individuals if offer.starts)
    assert len(times) == 3
    assert all(later - earlier >= timedelta(minutes=90) for earlier, later in pairwise(times))
    assert times[0] >= END + timedelta(hours=12)
    assert only.reasons == ("Everybody is offered a time of their own.",)


# --------------------------------------------------------------------------------------- another time


def test_moving_a_session_says_who_could_not_come_and_why() -> None:
    people = [an_attendee(1, a_calendar("C nights")), an_attendee(2), an_attendee(3), an_attendee(4)]
    request = a_request(people, TEAM)
    after_a_night = datetime(2026, 11, 14, 8, tzinfo=ZONE)
    choice = session_at(request, after_a_night)
    assert choice.sessions[0].starts == after_a_night
    assert len(choice.sessions[0].members) == 3
    assert choice.individuals[0].reason == "P1 rests after a night shift then."


def test_a_time_at_which_nobody_can_come_is_answered_too() -> None:
    choice = session_at(a_request([an_attendee(number) for number in (1, 2, 3)]), END + timedelta(hours=26))
    assert choice.sessions == ()
    assert all("sleeps then" in offer.reason for offer in choice.individuals)


def test_a_time_after_the_window_is_not_refused() -> None:
    """Section 5: the program never refuses a date."""
    late = datetime(2026, 11, 21, 14, tzinfo=ZONE)
    assert session_at(a_request([an_attendee(number) for number in (1, 2, 3)]), late).reached == 3


# ---------------------------------------------------------------------------------------------- words


def test_db01_and_db09_hold_in_every_sentence_of_a_proposal() -> None:
    for seed in range(20):
        for choice in propose(a_random_request(seed, people=9, leaders=3)).choices:
            sentences = [*choice.reasons, *(offer.reason for offer in choice.individuals)]
            for session in choice.sessions:
                sentences += [*session.reasons, *session.warnings, *(need.label for need in session.needs)]
            for sentence in sentences:
                assert not stray_debrief(sentence)
                assert not banned_in(sentence)


def test_unknown_shifts_are_asked_about_and_counted_apart() -> None:
    """Three who are known make the session; the fourth and fifth are asked to it."""
    people = [*(an_attendee(number) for number in (1, 2, 3)), *(an_attendee(one, known=False) for one in (4, 5))]
    [session] = (best := propose(a_request(people)).choices[0]).sessions
    assert (best.reached, best.to_ask) == (3, 2)
    assert [who.int for who in session.members] == [1, 2, 3, 4, 5]
    assert [who.int for who in session.not_known] == [4, 5]
    assert session.needs == ()
    assert session.reasons[:2] == (
        "3 people can come.",
        "Not known if P4 and P5 can come: their shifts are not entered. Ask first.",
    )
    assert best.reasons == ("Reaches 3 of 5.", "2 people are to be asked, whose shifts are not known.")


def test_a_helper_without_shifts_is_asked_as_well() -> None:
    """Nothing is known against them, which is not the same as being free."""
    known = a_calendar("A days")
    people = [an_attendee(number) for number in (1, 2, 3)]
    leaders = [a_leader(101, clinician=True), a_leader(102, calendar=known)]
    [session] = propose(a_request(people, leaders=leaders)).choices[0].sessions
    assert set(session.leaders) == {UUID(int=101), UUID(int=102)}
    words = " ".join(session.reasons)
    assert "Not known if L101 can lead: their shifts are not entered. Ask first." in words
    assert "L102" not in words


def test_where_nobody_has_entered_shifts_there_is_a_proposal_that_says_so() -> None:
    """The first night of a new agency: a time to ask for, and nobody counted as able to come."""
    best = propose(a_request([an_attendee(number, known=False) for number in (1, 2, 3)])).choices[0]
    assert (best.reached, best.to_ask) == (0, 3)
    assert best.sessions[0].needs == (Need.ANSWERS,)
    assert best.tentative
    assert not any("can come." in words for words in best.sessions[0].reasons)
    assert best.reasons == ("3 people are to be asked, whose shifts are not known.",)


def test_too_few_known_people_are_no_group_until_the_others_said_yes() -> None:
    best = propose(a_request([an_attendee(1), an_attendee(2), an_attendee(3, known=False)])).choices[0]
    assert (best.reached, best.to_ask) == (2, 1)
    assert Need.ANSWERS in best.sessions[0].needs


def test_a_time_that_reaches_more_of_those_who_are_known_beats_one_that_suits_the_unknown() -> None:
    """P5 and P6 have the morning only, P4 from noon on. The second choice asks whether everybody can be reached."""
    window = (24, 26, 60)
    away = Calendar(None, (Change(CalendarKind.LEAVE, END + timedelta(hours=36), END + timedelta(hours=80)),))
    later = Calendar(None, (Change(CalendarKind.COURT, END, END + timedelta(hours=36)),))
    people = [
        *(an_attendee(number) for number in (1, 2, 3)),
        an_attendee(4, later),
        *(an_attendee(number, away, known=False) for number in (5, 6)),
    ]
    best, second, *_ = propose(a_request(people, hours=window)).choices
    assert (best.reached, best.to_ask, best.tentative) == (4, 0, False)
    assert (second.reached + second.to_ask, second.tentative) == (6, True)


def test_the_unknown_are_not_seated_where_their_own_rules_forbid_it() -> None:
    """Not with those who met it another way, nor with a leader of their own chain."""
    blocked = (a_leader(101, clinician=True), a_leader(102, blocked={4: "P4 reports to L102."}))
    people = [
        *(an_attendee(number) for number in (1, 2, 3)),
        an_attendee(4, known=False),
        an_attendee(5, known=False, exposure=Exposure.AFTER),
    ]
    best = propose(a_request(people, blocked)).choices[0]
    assert best.to_ask == 0
    assert {offer.attendee.int for offer in best.individuals} == {4, 5}
    assert not any(offer.known for offer in best.individuals)


def test_a_time_of_ones_own_is_asked_about_too() -> None:
    offers = propose(a_request([an_attendee(1), an_attendee(2, known=False)])).choices[-1].individuals
    assert [offer.known for offer in offers] == [True, False]


def test_the_values_come_from_the_protocols() -> None:
    assert RULES.engine is PROTOCOLS.engine
    assert PROTOCOLS.interventions[Kind.GROUP_DEBRIEFING].group_min == 3
