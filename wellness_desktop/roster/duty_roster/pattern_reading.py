"""From rows to patterns, teams and what people work, in the unit of work of the caller."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.duty_roster.pattern_values import OwnPattern, OwnTeam, shifts_from_json
from wellness_desktop.roster.duty_roster.patterns import load_patterns
from wellness_desktop.roster.duty_roster.records import PatternRecord, TeamRecord, TeamTimeRecord
from wellness_desktop.roster.duty_roster.shifts import Stint, Stints
from wellness_desktop.roster.people import Person

LONG_AGO = date(1970, 1, 1)
"""The pattern in somebody's entry counts from ever on, until a team takes its place."""


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team to be on. `number` counts from 1 and is the key that puts somebody on it, up to 9."""

    id: UUID
    number: int
    name: str
    pattern: OwnPattern
    team: OwnTeam

    @property
    def words(self) -> str:
        """The team, and its pattern where the name alone would not say it."""
        return tr("{team} ({pattern})", team=self.name, pattern=self.pattern.name)


@dataclass(frozen=True, slots=True)
class TeamTime:
    """Somebody on a team from a day on, or on none."""

    person_id: UUID
    team_id: UUID | None
    since: date
    id: UUID | None = None


def patterns_in(session: Session) -> list[OwnPattern]:
    """The agency's patterns with their teams, by name."""
    teams: defaultdict[UUID, list[OwnTeam]] = defaultdict(list)
    for row in session.scalars(select(TeamRecord).order_by(TeamRecord.position, TeamRecord.id)):
        teams[row.pattern_id].append(OwnTeam(row.name, row.offset, dict(row.swap), row.id))
    found = [pattern_of(record, teams[record.id]) for record in session.scalars(select(PatternRecord))]
    return sorted(found, key=lambda one: (name_key(one.name), str(one.id)))


def pattern_of(record: PatternRecord, teams: Iterable[OwnTeam]) -> OwnPattern:
    """A pattern's row as a frozen value."""
    kept = record.details
    return OwnPattern(
        name=record.name,
        sequence=tuple(record.days),
        shifts=shifts_from_json(kept),
        first_day=record.first_day,
        teams=tuple(teams),
        on_call_after_shift=record.on_call_after_shift,
        other_hours={int(day): float(hours) for day, hours in kept.get("other_hours", {}).items()},
        heavy_days=frozenset(kept.get("heavy_days", ())),
        id=record.id,
        version=record.edits,
    )


def choices_in(session: Session) -> list[TeamChoice]:
    """Every team of every pattern, numbered in the order in which they are shown."""
    teams = [(pattern, team) for pattern in patterns_in(session) for team in pattern.teams]
    return [
        TeamChoice(team.id, number, team.name, pattern, team)
        for number, (pattern, team) in enumerate(teams, 1)
        if team.id is not None
    ]


def times_in(session: Session) -> list[TeamTime]:
    """Who is on which team from when, in order."""
    rows = session.scalars(select(TeamTimeRecord).order_by(TeamTimeRecord.since, TeamTimeRecord.id))
    return [TeamTime(row.person_id, row.team_id, row.since, row.id) for row in rows]


def works_of(people: Iterable[Person], choices: Iterable[TeamChoice], times: Iterable[TeamTime]) -> dict[UUID, Stints]:
    """What everybody works over time: the pattern in their entry, until a team takes its place.

    Whoever has neither is left out: nothing is known of their shifts.
    """
    teams = {choice.id: choice for choice in choices}
    stints: defaultdict[UUID, list[Stint]] = defaultdict(list)
    for person in people:
        first = _entry_stint(person)
        if first is not None:
            stints[person.id].append(first)
    for time in times:
        choice = teams.get(time.team_id) if time.team_id else None
        duty = choice.pattern.duty(choice.team) if choice else None
        stints[time.person_id].append(Stint(time.since, duty, choice.name if choice else ""))
    return {person: Stints(tuple(each)) for person, each in stints.items()}


def _entry_stint(person: Person) -> Stint | None:
    """The shipped pattern named in somebody's entry; None where it names none that this program has."""
    if not person.shift_pattern or person.cycle_start is None:
        return None
    try:
        duty = load_patterns().duty(person.shift_pattern, person.shift_team, person.cycle_start)
    except KeyError:
        return None
    return Stint(LONG_AGO, duty, person.shift_team)
