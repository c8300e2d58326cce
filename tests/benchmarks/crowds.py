"""Requests for proposals of the two sizes that DESIGN 10 names."""

import random

from tests.debriefs.people import a_calendar, a_cover, a_leader, a_request, an_attendee
from wellness_desktop.debriefs.proposal_facts import Request

TEAMS = ("A days", "B days", "C nights", "D nights")


def fifteen() -> Request:
    """15 people on four teams, four leaders, the three days from 24 to 96 hours."""
    return _crowd(15, leaders=4, hours=(24, 60, 96))


def two_hundred() -> Request:
    """200 people on four teams, 30 leaders, seven days."""
    return _crowd(200, leaders=30, hours=(24, 60, 192))


def _crowd(people: int, *, leaders: int, hours: tuple[float, float, float]) -> Request:
    chance = random.Random(3)  # noqa: S311 - test data
    return a_request(
        [an_attendee(number, a_calendar(chance.choice(TEAMS))) for number in range(1, people + 1)],
        [
            a_leader(1000 + number, clinician=number % 3 == 0, calendar=a_calendar(chance.choice(TEAMS)))
            for number in range(leaders)
        ],
        [a_cover(2000 + number, a_calendar(chance.choice(TEAMS))) for number in range(6)],
        hours=hours,
    )
