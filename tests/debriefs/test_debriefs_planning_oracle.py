"""Proposals against an oracle that knows section 13 and nothing of the program: the same value in each of more than
five hundred random agencies.
"""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.debriefs import planning_oracle as oracle
from tests.debriefs.people import PROTOCOLS, RULES, ZONE
from wellness_desktop.debriefs.availability import Calendar, times_of
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.grid import Grid
from wellness_desktop.debriefs.proposal_facts import Attendee, Cover, Leader, Need, Request
from wellness_desktop.debriefs.proposals import propose
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.roads import Drive
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.roster.duty_roster.shifts import Change
from wellness_desktop.roster.kinds import CalendarKind

QUICK, ALL = 60, 600
FIRST_DAYS = (
    datetime(2026, 11, 10, 12, tzinfo=UTC),
    datetime(2026, 10, 31, 12, tzinfo=UTC),
    datetime(2026, 3, 7, 12, tzinfo=UTC),
)
"""An ordinary week, and the nights in which the clock changes."""


def a_problem(seed: int) -> oracle.Problem:
    """Up to eight people and four helpers with shifts, leave, calls and drives, and a window of some hours."""
    chance = random.Random(seed)  # noqa: S311 - test data
    first = chance.choice(FIRST_DAYS)

    def spans(most: int, hours: tuple[int, ...], *, apart: bool = False) -> tuple[oracle.Span, ...]:
        found: list[oracle.Span] = []
        for _ in range(chance.randint(0, most)):
            begins = first + timedelta(minutes=30 * chance.randrange(-24, 120))
            span = (begins, begins + timedelta(hours=chance.choice(hours)))
            if not apart or not any(span[0] < end and start < span[1] for start, end in found):
                found.append(span)
        return tuple(sorted(found))

    def somebody(slept_since: datetime | None = None) -> oracle.Somebody:
        return oracle.Somebody(spans(2, (8, 10, 12), apart=True), spans(1, (2, 5, 12)), spans(1, (12, 24)), slept_since)

    people = [
        oracle.Exposed(
            somebody(first if chance.random() < 0.5 else None),
            chance.choice((True, True, True, False, None)),
            chance.random() < 0.7,
            chance.random() < 0.9,
        )
        for _ in range(chance.randint(3, 8))
    ]
    numbers = range(len(people))
    helpers = [
        oracle.Helper(
            somebody() if chance.random() < 0.6 else oracle.Somebody(),
            number % 2 == 0,
            chance.random() < 0.1,
            frozenset(n for n in numbers if chance.random() < 0.2),
            frozenset(n for n in numbers if chance.random() < 0.1),
            chance.choice((0, 0, 1)),
            chance.choice((0, 30, 90)),
            chance.random() < 0.3,
        )
        for number in range(chance.randint(3, 4))
    ]
    opens = first + timedelta(hours=chance.choice((8, 13, 18, 25, 26, 28, 31, 40)), minutes=chance.choice((0, 10, 50)))
    least = chance.choice((1, 1, 2, 2, 3))
    return oracle.Problem(
        zone=ZONE,
        opens=opens,
        target=opens + timedelta(minutes=chance.randrange(0, 600)),
        closes=opens + timedelta(hours=chance.choice((4, 5, 7))),
        minutes=chance.choice((60, 60, 120)),
        least=least,
        most=chance.randint(least, chance.choice((2, 3, 4)) if least < 3 else 4),
        people=tuple(people),
        helpers=tuple(helpers),
        covers=tuple(somebody() for _ in range(chance.randint(0, 2))),
    )


def as_request(problem: oracle.Problem) -> Request:
    """The same problem in the program's own words."""
    grid = Grid.covering(problem.opens - timedelta(hours=6), problem.closes + timedelta(hours=6))

    def times(one: oracle.Somebody, *, known: bool = True):
        kinds = (
            (CalendarKind.EXTRA_DUTY, one.shifts),
            (CalendarKind.COURT, ()),
            (CalendarKind.LEAVE, one.away),
            (CalendarKind.ON_CALL, one.on_call),
        )
        changes = [Change(kind, *span) for kind, found in kinds for span in found]
        return replace(times_of(Calendar(None, tuple(changes)), grid, ZONE, RULES, one.slept_since), known=known)

    group = {True: Exposure.ON_SCENE, False: Exposure.AFTER, None: Exposure.NOT_EXPOSED}
    intervention = replace(
        PROTOCOLS.interventions[Kind.GROUP_DEBRIEFING], group_min=problem.least, group_max=problem.most
    )
    return Request(
        intervention=intervention,
        minutes=problem.minutes,
        opens=problem.opens,
        target=problem.target,
        closes=problem.closes,
        earliest=problem.opens,
        zone=ZONE,
        grid=grid,
        rules=RULES,
        attendees=tuple(
            Attendee(
                UUID(int=n),
                f"P{n}",
                group[one.near],
                Circle.PATROL if one.patrol else Circle.RECORDS,
                times(one.time, known=one.known),
            )
            for n, one in enumerate(problem.people)
        ),
        leaders=tuple(
            Leader(
                id=UUID(int=100 + n),
                name=f"L{n}",
                clinician=one.clinician,
                times=times(one.time),
                drive=Drive(one.drive),
                by_phone=one.phone,
                refused="was there" if one.refused else "",
                blocked={UUID(int=who): "chain" for who in one.blocked},
                close={UUID(int=who): "close" for who in one.close},
                warnings=("rotate",) * one.warnings,
            )
            for n, one in enumerate(problem.helpers)
        ),
        covers=tuple(
            Cover(UUID(int=200 + n), f"C{n}", Circle.PATROL, times(one)) for n, one in enumerate(problem.covers)
        ),
    )


def check(seed: int) -> int:
    """Compares one agency, and says how many sessions reach the most of its people."""
    problem = a_problem(seed)
    best = propose(as_request(problem)).choices[0]
    wanted = oracle.best_plan(problem)
    led = bool(best.sessions) and not any({Need.LEADER, Need.CLINICIAN} & set(one.needs) for one in best.sessions)
    assert led == (wanted is not None), seed
    if wanted is None:
        return 0
    plan = [
        (one.starts, bool(problem.people[one.members[0].int].near), tuple(sorted(who.int - 100 for who in one.leaders)))
        for one in best.sessions
    ]
    cost = oracle.cost_of_plan(problem, plan, sure=wanted.sure)
    reached = best.reached if wanted.sure else best.reached + best.to_ask
    assert (reached, len(best.sessions), cost) == (wanted.reached, wanted.sessions, wanted.cost), seed
    assert best.reached == sum(problem.people[who.int].known for one in best.sessions for who in one.members), seed
    if not wanted.sure:
        assert any(Need.ANSWERS in one.needs for one in best.sessions), seed
    return wanted.sessions


def test_the_best_choice_is_as_good_as_the_oracle_s() -> None:
    """Agencies that can meet in one, two or three sessions, or not at all."""
    assert {check(seed) for seed in range(QUICK)} == {0, 1, 2, 3}


@pytest.mark.slow
def test_the_best_choice_is_as_good_as_the_oracle_s_in_hundreds_more() -> None:
    found = [check(seed) for seed in range(QUICK, ALL)]
    assert sum(sessions > 0 for sessions in found) > 200
    assert sum(sessions == 3 for sessions in found) > 20
