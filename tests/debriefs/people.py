"""Builders of valid people and requests for proposals, so that a test names only what it is about."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.debriefs.availability import Calendar, Rules, times_of
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.grid import Grid
from wellness_desktop.debriefs.proposal_facts import Attendee, Choice, Cover, Leader, Request
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.roads import Drive
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.roster.duty_roster.patterns import load_patterns
from wellness_desktop.roster.duty_roster.shifts import Change
from wellness_desktop.roster.kinds import CalendarKind

ZONE = ZoneInfo("America/Chicago")
PROTOCOLS = load_protocols()
PATTERNS = load_patterns()
RULES = Rules(PROTOCOLS.engine)
END = datetime(2026, 11, 10, 23, 50, tzinfo=ZONE).astimezone(UTC)
"""When the incident of these tests ended: ten minutes to midnight."""
GRID = Grid.covering(END - timedelta(hours=6), END + timedelta(days=11))
CYCLE = date(2026, 1, 5)


def a_calendar(team: str = "A days", pattern: str = "pitman_fixed") -> Calendar:
    """Somebody on a Pitman team."""
    return Calendar(PATTERNS.duty(pattern, team, CYCLE))


def an_attendee(
    number: int,
    calendar: Calendar | None = None,
    *,
    exposure: Exposure = Exposure.ON_SCENE,
    circle: Circle = Circle.PATROL,
    commands: Sequence[int] = (),
    grid: Grid = GRID,
    rules: Rules = RULES,
    known: bool = True,
) -> Attendee:
    """Attendee P1, P2 … ; the number is also the id. Without a calendar nothing but sleep is in the way; with
    `known` off, nobody has entered their shifts."""
    return Attendee(
        id=UUID(int=number),
        name=f"P{number}",
        exposure=exposure,
        circle=circle,
        times=replace(times_of(calendar or Calendar(), grid, ZONE, rules, END), known=known),
        commands=frozenset(UUID(int=below) for below in commands),
    )


def a_leader(
    number: int,
    *,
    clinician: bool = False,
    calendar: Calendar | None = None,
    blocked: dict[int, str] | None = None,
    refused: str = "",
    warnings: tuple[str, ...] = (),
    travel: int = 0,
    grid: Grid = GRID,
) -> Leader:
    """Leader L101, L102 …"""
    return Leader(
        id=UUID(int=number),
        name=f"L{number}",
        clinician=clinician,
        times=times_of(calendar or Calendar(), grid, ZONE, RULES),
        drive=Drive(travel),
        refused=refused,
        blocked={UUID(int=who): reason for who, reason in (blocked or {}).items()},
        warnings=warnings,
    )


def a_cover(number: int, calendar: Calendar | None = None, circle: Circle = Circle.PATROL) -> Cover:
    """Somebody who was not exposed and can cover."""
    return Cover(UUID(int=number), f"C{number}", circle, times_of(calendar or Calendar(), GRID, ZONE, RULES))


TEAM = (a_leader(101, clinician=True), a_leader(102))


def a_request(
    attendees: Sequence[Attendee],
    leaders: Sequence[Leader] = TEAM,
    covers: Sequence[Cover] = (),
    *,
    kind: Kind = Kind.GROUP_DEBRIEFING,
    hours: tuple[float, float, float] = (24, 60, 240),
    earliest: datetime = END,
    rules: Rules = RULES,
    grid: Grid = GRID,
) -> Request:
    """A request for a kind of support, `hours` after the incident: opens, target, closes."""
    intervention = PROTOCOLS.interventions[kind]
    opens, target, closes = (END + timedelta(hours=number) for number in hours)
    return Request(
        intervention=intervention,
        minutes=intervention.minutes,
        opens=opens,
        target=target,
        closes=closes,
        earliest=earliest,
        zone=ZONE,
        grid=grid,
        rules=rules,
        attendees=tuple(attendees),
        leaders=tuple(leaders),
        covers=tuple(covers),
    )


def everybody(choice: Choice) -> list[UUID]:
    inside = [who for session in choice.sessions for who in session.members]
    return sorted(inside + [offer.attendee for offer in choice.individuals], key=lambda who: who.int)


def a_random_request(seed: int, people: int, leaders: int, hours: tuple[float, float, float] = (24, 60, 96)) -> Request:
    chance = random.Random(seed)  # noqa: S311 - test data

    def calendar() -> Calendar:
        duty = a_calendar(chance.choice(["A days", "B days", "C nights", "D nights"])).duty
        changes = []
        for _ in range(chance.randrange(3)):
            start = END + timedelta(hours=chance.randrange(100))
            kind = chance.choice([CalendarKind.COURT, CalendarKind.LEAVE, CalendarKind.SHIFT_FREE])
            changes.append(Change(kind, start, start + timedelta(hours=chance.choice([2, 5, 12]))))
        return Calendar(duty, tuple(changes))

    exposures = [Exposure.ON_SCENE] * 4 + [Exposure.BY_RADIO, Exposure.AFTER, Exposure.NOT_EXPOSED]
    return a_request(
        [an_attendee(number, calendar(), exposure=chance.choice(exposures)) for number in range(1, people + 1)],
        [
            a_leader(
                100 + number,
                clinician=number % 2 == 0,
                calendar=Calendar() if number % 3 else calendar(),
                blocked={who: "close" for who in range(1, people + 1) if chance.random() < 0.15},
            )
            for number in range(leaders)
        ],
        [a_cover(200 + number, calendar()) for number in range(2)],
        hours=hours,
    )
