"""Shift patterns as data: repeating day codes, read from resources/protocols/shift_patterns.toml.

Names of patterns are used loosely, so a person's duty is always the sequence itself, never a name.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resource
from wellness_desktop.debriefs.protocol_files import FORMAT, Entry, damaged, every
from wellness_desktop.debriefs.protocols import Status

LONGEST_CYCLE = 84
"""Days of the longest sequence an agency can type."""


class Code(StrEnum):
    """What a day of the pattern is."""

    DAY = "D"
    EVENING = "E"
    NIGHT = "N"
    WHOLE_DAY = "H"
    """24 hours."""
    ON_CALL = "C"
    """On call from home: not a shift, and not protected rest either."""
    OFF = "O"

    @property
    def is_shift(self) -> bool:
        """Whether the person is on duty."""
        return self not in (Code.ON_CALL, Code.OFF)


@dataclass(frozen=True, slots=True)
class Team:
    """One team of a pattern: its place in the cycle, and codes it exchanges (nights instead of days)."""

    name: str
    offset: int
    swap: Mapping[Code, Code] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A repeating schedule."""

    id: str
    label: str
    sequence: tuple[Code, ...]
    shift_hours: float
    teams: tuple[Team, ...] = ()
    other_hours: Mapping[int, float] = field(default_factory=dict)
    """Length of the shift on days of the cycle that differ, such as a payback day."""
    on_call_after_shift: bool = False
    heavy_days: frozenset[int] = frozenset()
    """Days of the cycle on which a session is a last choice."""
    average_week_h: float = 0.0
    status: Status = Status.DESIGN
    source: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()
    first_weekday: str = ""

    @property
    def name(self) -> str:
        """The name on screen."""
        return tr(self.label)

    def team(self, name: str) -> Team:
        """The team called so. Raises KeyError when the pattern has none of that name."""
        for team in self.teams:
            if team.name == name:
                return team
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's schedule: a pattern, the place in it, and when shifts begin here."""

    sequence: tuple[Code, ...]
    cycle_start: date
    """The date on which offset 0 is on the first code."""
    offset: int
    shift_hours: float
    starts: Mapping[Code, time]
    swap: Mapping[Code, Code] = field(default_factory=dict)
    other_hours: Mapping[int, float] = field(default_factory=dict)
    on_call_after_shift: bool = False
    heavy_days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns shipped with the program, and the usual times at which shifts begin."""

    patterns: Mapping[str, Pattern]
    starts: Mapping[Code, time]

    def duty(self, pattern_id: str, team: str, cycle_start: date) -> Duty:
        """The duty of a team with the usual times. Raises KeyError for an unknown pattern or team."""
        pattern = self.patterns[pattern_id]
        return duty_in(pattern, pattern.team(team), cycle_start, self.starts)


def duty_in(pattern: Pattern, team: Team, cycle_start: date, starts: Mapping[Code, time]) -> Duty:
    """The duty of one team of a pattern."""
    return Duty(
        sequence=pattern.sequence,
        cycle_start=cycle_start,
        offset=team.offset,
        shift_hours=pattern.shift_hours,
        starts=starts,
        swap=team.swap,
        other_hours=pattern.other_hours,
        on_call_after_shift=pattern.on_call_after_shift,
        heavy_days=pattern.heavy_days,
    )


def parse_sequence(text: str) -> tuple[Code, ...]:
    """Day codes typed as letters, with or without blanks and commas.

    Raises ValueError for other letters, for none, and for more than 84 days.
    """
    letters = [letter for letter in text.upper() if letter not in " ,;-/"]
    if not 1 <= len(letters) <= LONGEST_CYCLE:
        raise ValueError("a sequence has 1 to 84 days")
    return tuple(Code(letter) for letter in letters)


@cache
def load_patterns() -> Patterns:
    """The patterns shipped with the program. Raises Problem when the file is missing or damaged."""
    return read_patterns(resource("protocols", "shift_patterns.toml"))


def read_patterns(path: Path) -> Patterns:
    """The patterns in the file. Raises Problem when it is damaged."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        if found["meta"]["format"] != FORMAT:
            raise ValueError("an unknown format")
        patterns = every(found["pattern"], _pattern)
        starts = {Code(code): time.fromisoformat(text) for code, text in found["default_start"].items()}
        if len({pattern.id for pattern in patterns}) != len(patterns):
            raise ValueError("a pattern stands twice")
        if any(code.is_shift and code not in starts for code in Code):
            raise ValueError("a shift has no time at which it starts")
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise damaged() from error
    return Patterns({pattern.id: pattern for pattern in patterns}, starts)


def _pattern(entry: Entry) -> Pattern:
    sequence = parse_sequence(entry.text("sequence"))
    pattern = Pattern(
        id=entry.text("id"),
        label=entry.text("label"),
        sequence=sequence,
        shift_hours=entry.number("shift_hours"),
        teams=tuple(every(entry.take("teams", []), _team)),
        other_hours={int(day): float(hours) for day, hours in entry.take("other_hours", {}).items()},
        on_call_after_shift=entry.flag("on_call_after_shift"),
        heavy_days=frozenset(int(day) for day in entry.take("heavy_days", [])),
        average_week_h=entry.number("average_week_h"),
        status=entry.one_of("status", Status),
        source=entry.text("source", ""),
        note=entry.text("note", ""),
        aliases=tuple(entry.texts("aliases")),
        first_weekday=entry.text("first_weekday", ""),
    )
    days = range(len(sequence))
    if any(day not in days for day in [*pattern.other_hours, *pattern.heavy_days]):
        raise ValueError("a day lies outside the cycle")
    return pattern


def _team(entry: Entry) -> Team:
    swap: dict[str, Any] = entry.take("swap", {})
    return Team(
        name=entry.text("name"),
        offset=entry.whole("offset"),
        swap={Code(old): Code(new) for old, new in swap.items()},
    )
