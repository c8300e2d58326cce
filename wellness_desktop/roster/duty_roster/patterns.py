"""Shift patterns as data: repeating day codes, read from resources/protocols/shift_patterns.toml.

Names of patterns are used loosely, so a person's duty is always the sequence itself, never a name. An agency's own
patterns (pattern_values.py) use the same `Duty`, with letters of their own.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resource

FORMAT = 1
LONGEST_CYCLE = 84
"""Days of the longest sequence an agency can type."""


class Code(StrEnum):
    """What a day of a shipped pattern is. An agency's own pattern may have further letters for its shifts."""

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
        return is_shift(self)

    @property
    def label(self) -> str:
        """The code in words."""
        return {
            Code.DAY: tr("Day shift"),
            Code.EVENING: tr("Evening shift"),
            Code.NIGHT: tr("Night shift"),
            Code.WHOLE_DAY: tr("24 hours"),
            Code.ON_CALL: tr("On call from home"),
            Code.OFF: tr("Off"),
        }[self]


def is_shift(letter: str) -> bool:
    """Whether a day of this letter is on duty: every letter but those for off and on call from home."""
    return letter not in (Code.ON_CALL, Code.OFF)


@dataclass(frozen=True, slots=True)
class Team:
    """One team of a pattern: its place in the cycle, and codes it exchanges (nights instead of days)."""

    name: str
    offset: int
    swap: Mapping[str, str] = field(default_factory=dict)


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
    check_locally: bool = False
    """A usual form of the pattern that nobody has read in a source: the agency checks it against its own."""
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

    sequence: tuple[str, ...]
    cycle_start: date
    """The date on which offset 0 is on the first code."""
    offset: int
    shift_hours: float
    starts: Mapping[str, time]
    swap: Mapping[str, str] = field(default_factory=dict)
    other_hours: Mapping[int, float] = field(default_factory=dict)
    on_call_after_shift: bool = False
    heavy_days: frozenset[int] = frozenset()
    hours: Mapping[str, float] = field(default_factory=dict)
    """Length by letter, where a shift is not `shift_hours` long."""

    def length(self, place: int, letter: str) -> float:
        """How many hours by the clock the shift of a day of the cycle takes."""
        return self.other_hours.get(place, self.hours.get(letter, self.shift_hours))


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns shipped with the program, and the usual times at which shifts begin."""

    patterns: Mapping[str, Pattern]
    starts: Mapping[str, time]

    def duty(self, pattern_id: str, team: str, cycle_start: date) -> Duty:
        """The duty of a team with the usual times. Raises KeyError for an unknown pattern or team."""
        pattern = self.patterns[pattern_id]
        return duty_in(pattern, pattern.team(team), cycle_start, self.starts)


def duty_in(pattern: Pattern, team: Team, cycle_start: date, starts: Mapping[str, time]) -> Duty:
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
        patterns = [_pattern(table) for table in found["pattern"]]
        starts: dict[str, time] = {
            Code(code): time.fromisoformat(text) for code, text in found["default_start"].items()
        }
        if len({pattern.id for pattern in patterns}) != len(patterns):
            raise ValueError("a pattern stands twice")
        if any(code.is_shift and code not in starts for code in Code):
            raise ValueError("a shift has no time at which it starts")
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise Problem(
            tr("The program's own shift patterns are damaged."),
            tr("Your records are safe. Install the program again over the old one."),
        ) from error
    return Patterns({pattern.id: pattern for pattern in patterns}, starts)


_STATUSES = frozenset({"source", "derived", "memory", "design"})
_KEYS = frozenset(
    {
        "id",
        "label",
        "sequence",
        "shift_hours",
        "teams",
        "other_hours",
        "on_call_after_shift",
        "heavy_days",
        "average_week_h",
        "status",
        "source",
        "note",
        "aliases",
        "first_weekday",
    }
)


def _pattern(table: Mapping[str, Any]) -> Pattern:
    """One table of the file; what nobody would read is a mistake in it."""
    if unknown := set(table) - _KEYS:
        raise ValueError(f"unknown keys: {sorted(unknown)}")
    if table["status"] not in _STATUSES:
        raise ValueError("an unknown status")
    sequence = parse_sequence(table["sequence"])
    pattern = Pattern(
        id=str(table["id"]),
        label=str(table["label"]),
        sequence=sequence,
        shift_hours=float(table["shift_hours"]),
        teams=tuple(_team(team) for team in table.get("teams", ())),
        other_hours={int(day): float(hours) for day, hours in table.get("other_hours", {}).items()},
        on_call_after_shift=bool(table.get("on_call_after_shift", False)),
        heavy_days=frozenset(int(day) for day in table.get("heavy_days", ())),
        average_week_h=float(table["average_week_h"]),
        check_locally=table["status"] == "memory",
        source=str(table.get("source", "")),
        note=str(table.get("note", "")),
        aliases=tuple(str(alias) for alias in table.get("aliases", ())),
        first_weekday=str(table.get("first_weekday", "")),
    )
    days = range(len(sequence))
    if any(day not in days for day in [*pattern.other_hours, *pattern.heavy_days]):
        raise ValueError("a day lies outside the cycle")
    return pattern


def _team(table: Mapping[str, Any]) -> Team:
    if unknown := set(table) - {"name", "offset", "swap"}:
        raise ValueError(f"unknown keys: {sorted(unknown)}")
    swap = table.get("swap", {})
    return Team(str(table["name"]), int(table["offset"]), {Code(old): Code(new) for old, new in swap.items()})
