"""An agency's own shift pattern: frozen values between service and page, and their way to and from plain JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.roster.duty_roster.patterns import Code, Duty, Pattern, Patterns, is_shift

LONGEST_NAME = 60
FREE = "-"
UNKNOWN = "?"
"""How a day off is shown in pictures: quieter than a letter."""


@dataclass(frozen=True, slots=True)
class ShiftHours:
    """What one letter of a pattern stands for. Times are by the clock on the wall."""

    letter: str
    name: str
    starts: time
    hours: float

    @property
    def ends(self) -> time:
        """The clock time at which it ends, often the next morning."""
        minutes = (self.starts.hour * 60 + self.starts.minute + round(self.hours * 60)) % (24 * 60)
        return time(minutes // 60, minutes % 60)

    @property
    def words(self) -> str:
        """Days, 06:00 to 18:00."""
        return tr("{name}, {start} to {end}", name=self.name, start=f"{self.starts:%H:%M}", end=f"{self.ends:%H:%M}")


@dataclass(frozen=True, slots=True)
class OwnTeam:
    """One team of an own pattern. `id` is None until it is saved."""

    name: str
    offset: int = 0
    """The day of the cycle, from 0, on which it stands on the pattern's first date."""
    swap: Mapping[str, str] = field(default_factory=dict)
    """Letters that this team works instead: nights where the pattern says days."""
    id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPattern:
    """A pattern of the agency. `id` is None until it is saved."""

    name: str = ""
    sequence: tuple[str, ...] = ()
    shifts: tuple[ShiftHours, ...] = ()
    first_day: date
    """The date on which offset 0 is on the first day of the cycle."""
    teams: tuple[OwnTeam, ...] = ()
    on_call_after_shift: bool = False
    other_hours: Mapping[int, float] = field(default_factory=dict)
    """Length of the shift on days of the cycle that differ, from 0."""
    heavy_days: frozenset[int] = frozenset()
    id: UUID | None = None
    version: int = 0

    def duty(self, team: OwnTeam) -> Duty:
        """What a member of the team works."""
        return Duty(
            sequence=self.sequence,
            cycle_start=self.first_day,
            offset=team.offset,
            shift_hours=0.0,
            starts={one.letter: one.starts for one in self.shifts},
            swap=team.swap,
            other_hours=self.other_hours,
            on_call_after_shift=self.on_call_after_shift,
            heavy_days=self.heavy_days,
            hours={one.letter: one.hours for one in self.shifts},
        )

    @property
    def letters_used(self) -> list[str]:
        """The letters of shifts that the days and the teams use, in the order in which they first appear."""
        used = [*self.sequence, *(new for team in self.teams for new in team.swap.values())]
        return [letter for letter in dict.fromkeys(used) if is_shift(letter)]

    def shift(self, letter: str) -> ShiftHours | None:
        """What a letter stands for."""
        return next((one for one in self.shifts if one.letter == letter), None)


def copied(shipped: Pattern, patterns: Patterns, first_day: date) -> OwnPattern:
    """A shipped pattern as a start for the agency's own."""
    made = OwnPattern(
        name=shipped.name[:LONGEST_NAME],
        sequence=tuple(str(code.value) for code in shipped.sequence),
        first_day=first_day,
        teams=tuple(
            OwnTeam(team.name, team.offset, {str(old): str(new) for old, new in team.swap.items()})
            for team in shipped.teams
        ),
        on_call_after_shift=shipped.on_call_after_shift,
        other_hours=dict(shipped.other_hours),
        heavy_days=shipped.heavy_days,
    )
    shifts = tuple(
        ShiftHours(letter, Code(letter).label, patterns.starts[letter], shipped.shift_hours)
        for letter in made.letters_used
    )
    return replace(made, shifts=shifts)


def as_json(pattern: OwnPattern) -> dict[str, Any]:
    """The parts of a pattern that are kept as one value; teams are rows of their own."""
    return {
        "shifts": [[one.letter, one.name, f"{one.starts:%H:%M}", one.hours] for one in pattern.shifts],
        "other_hours": {str(day): hours for day, hours in sorted(pattern.other_hours.items())},
        "heavy_days": sorted(pattern.heavy_days),
    }


def shifts_from_json(kept: Mapping[str, Any]) -> tuple[ShiftHours, ...]:
    """The letters of a saved pattern."""
    return tuple(
        ShiftHours(letter, name, time.fromisoformat(starts), float(hours))
        for letter, name, starts, hours in kept.get("shifts", ())
    )
