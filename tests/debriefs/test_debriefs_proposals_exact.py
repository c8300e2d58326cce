"""Proposals against every rule and against a search by hand: nobody is forgotten, and no plan reaches more."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations, pairwise

from tests.debriefs.people import (
    GRID,
    ZONE,
    a_random_request,
    everybody,
)
from wellness_desktop.debriefs.proposal_facts import Choice, Need, Request
from wellness_desktop.debriefs.proposals import propose
from wellness_desktop.roster.conflicts import Exposure


def test_nobody_is_forgotten_whatever_the_request() -> None:
    for seed in range(60):
        request = a_random_request(seed, people=9, leaders=3)
        choices = propose(request).choices
        assert choices
        for choice in choices:
            assert everybody(choice) == [attendee.id for attendee in request.attendees]
            assert all(offer.reason for offer in choice.individuals)


def test_every_choice_keeps_every_rule() -> None:
    for seed in range(60):
        request = a_random_request(seed, people=9, leaders=4)
        for choice in propose(request).choices:
            _check_choice(request, choice)


def test_people_whose_shifts_are_not_known_are_asked_by_the_same_rules() -> None:
    for seed in range(40):
        request = a_random_request(seed, people=9, leaders=4)
        some = [replace(one, times=replace(one.times, known=one.id.int % 3 > 0)) for one in request.attendees]
        asking = replace(request, attendees=tuple(some))
        for choice in propose(asking).choices:
            _check_choice(asking, choice)
            assert everybody(choice) == [attendee.id for attendee in asking.attendees]
            assert {who.int % 3 for session in choice.sessions for who in session.not_known} <= {0}
            sure = [len(session.members) - len(session.not_known) for session in choice.sessions]
            assert [one < 3 for one in sure] == [Need.ANSWERS in session.needs for session in choice.sessions]


def _check_choice(request: Request, choice: Choice) -> None:
    people = {attendee.id: attendee for attendee in request.attendees}
    leaders = {leader.id: leader for leader in request.leaders}
    for session in choice.sessions:
        start = GRID.index(session.starts)
        assert request.opens <= session.starts
        assert session.ends <= request.closes
        assert session.starts.astimezone(ZONE).minute in (0, 30)
        assert 3 <= len(session.members) <= 20
        assert len({people[who].is_near for who in session.members}) == 1
        for who in session.members:
            assert people[who].times.obstacles(start, 24) == []
        for who in session.leaders:
            assert not leaders[who].refused
            assert not set(leaders[who].blocked) & set(session.members)
    spans = sorted((session.starts, session.ends) for session in choice.sessions)
    for (_, end), (start, _) in pairwise(spans):
        assert start - end >= timedelta(minutes=30)


def test_the_same_request_always_gives_the_same_answer() -> None:
    assert propose(a_random_request(4, people=12, leaders=4)) == propose(a_random_request(4, people=12, leaders=4))


def test_the_best_choice_reaches_as_many_as_any_other_plan() -> None:
    """Against every pair and triple of times, with every team, on small requests."""
    for seed in range(40):
        request = a_random_request(seed, people=5, leaders=3, hours=(24, 40, 46))
        best = propose(request).choices[0]
        found = _most_by_hand(request)
        reached = (
            best.reached if not any(Need.LEADER in s.needs or Need.CLINICIAN in s.needs for s in best.sessions) else 0
        )
        assert reached == found, seed


def _most_by_hand(request: Request) -> int:
    """The largest number of people in one or two led sessions, counted without masks or bounds."""
    meetings = []
    start = request.opens.replace(minute=0) - timedelta(hours=1)
    while start <= request.closes:
        start += timedelta(minutes=30)
        if start < request.opens or start + timedelta(minutes=request.minutes) > request.closes:
            continue
        index = GRID.index(start)
        able = [one for one in request.leaders if not one.refused and one.times.starts(24) >> index & 1]
        for team in combinations(able, 2):
            if not any(one.clinician for one in team):
                continue
            for near in (True, False):
                members = frozenset(
                    one.id
                    for one in request.attendees
                    if one.is_near == near
                    and one.exposure is not Exposure.NOT_EXPOSED
                    and not one.times.obstacles(index, 24)
                    and not any(one.id in leader.blocked for leader in team)
                )
                if len(members) >= 3:
                    meetings.append((start, members))
    best = max((len(members) for _, members in meetings), default=0)
    for (one, here), (other, there) in combinations(meetings, 2):
        # Five people make two groups of three only if a person could sit twice, which nobody can.
        if abs(one - other) >= timedelta(minutes=request.minutes + 30) and len(here | there) >= 6:
            best = max(best, len(here | there))
    return best
