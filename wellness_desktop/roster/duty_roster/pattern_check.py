"""What must be right before an agency's own pattern can be saved, each fault in words and at its field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.duty_roster.pattern_values import LONGEST_NAME, OwnPattern, OwnTeam
from wellness_desktop.roster.duty_roster.patterns import LONGEST_CYCLE, Code, is_shift
from wellness_desktop.roster.duty_roster.shifts import place_in_cycle

LONGEST_TEAM = 40
LONGEST_SHIFT_H = 48.0
MOST_TEAMS = 24
_BETWEEN = " ,;-/\t\n"
_OFF_SIGNS = "0."
"""Also typed for a day off: a zero for the letter, and a dot."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right. `field` is name, days, first_day, shift X (a letter), team N (from 1) or teams."""

    field: str
    words: str


class WrongPattern(Problem):
    """A pattern that makes no sense, with every fault; the title is the first of them."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].words, tr("Nothing was saved."))
        self.faults = tuple(faults)


def typed_days(text: str) -> tuple[str, ...]:
    """Letters of days as typed: small or capital, with or without blanks, also as 2D 2O.

    Never raises; what is no letter stands in the result as it is and is found by `faults`.
    """
    found: list[str] = []
    times = ""
    for sign in text.upper():
        if sign in _BETWEEN:
            continue
        if sign in "123456789" or (sign == "0" and times):
            times += sign
            continue
        letter = Code.OFF.value if sign in _OFF_SIGNS else sign
        found += [letter] * min(int(times or 1), LONGEST_CYCLE + 1)
        times = ""
    if times:
        found.append(times)
    return tuple(found[: LONGEST_CYCLE + 1])


def days_text(sequence: Sequence[str], week: int = 7) -> str:
    """Letters of days, in groups of a week where whole weeks make the cycle, so that they can be counted."""
    if len(sequence) % week:
        return "".join(sequence)
    groups = ["".join(sequence[start : start + week]) for start in range(0, len(sequence), week)]
    return " ".join(groups)


def typed_swap(text: str) -> dict[str, str]:
    """Letters that a team works instead, typed as "D=N" or "D N". Raises ValueError for anything else."""
    letters = [sign for sign in text.upper() if sign not in "=> ,;-/:"]
    if len(letters) % 2 or any(not _is_letter(letter) for letter in letters):
        raise ValueError("not pairs of letters")
    return dict(zip(letters[::2], letters[1::2], strict=True))


def swap_text(team: OwnTeam) -> str:
    """The same as it is typed."""
    return ", ".join(f"{old}={new}" for old, new in team.swap.items())


def faults(pattern: OwnPattern, others: Iterable[OwnPattern] = ()) -> list[Fault]:
    """Everything that must be put right; `others` are the agency's patterns, which have names of their own."""
    found = [*_name_faults(pattern, others), *_day_faults(pattern), *_shift_faults(pattern), *_team_faults(pattern)]
    return found or list(_overlaps(pattern))


def require_sound(pattern: OwnPattern, others: Iterable[OwnPattern] = ()) -> None:
    """Raises WrongPattern when something has to be put right first."""
    if found := faults(pattern, others):
        raise WrongPattern(found)


def _name_faults(pattern: OwnPattern, others: Iterable[OwnPattern]) -> Iterable[Fault]:
    if not pattern.name.strip():
        yield Fault("name", tr("Give the pattern a name."))
    elif len(pattern.name) > LONGEST_NAME:
        yield Fault("name", tr("Use at most {count} letters for the name.", count=LONGEST_NAME))
    elif name_key(pattern.name) in {name_key(one.name) for one in others if one.id != pattern.id}:
        yield Fault("name", tr("Another pattern has this name. Choose a different one."))


def _day_faults(pattern: OwnPattern) -> Iterable[Fault]:
    wrong = [letter for letter in pattern.sequence if not _is_letter(letter)]
    if not pattern.sequence:
        yield Fault("days", tr("Type one letter for each day of the cycle, such as DDOODDD."))
    elif wrong:
        yield Fault("days", tr("“{sign}” is no letter for a day. Use letters, and O for a day off.", sign=wrong[0]))
    elif len(pattern.sequence) > LONGEST_CYCLE:
        yield Fault("days", tr("A cycle has at most {count} days. Shorten it.", count=LONGEST_CYCLE))
    elif not any(is_shift(letter) for letter in pattern.sequence):
        yield Fault("days", tr("No day of this cycle is a shift. Type a letter such as D for a day on duty."))
    if any(not 0 <= day < len(pattern.sequence) for day in (*pattern.other_hours, *pattern.heavy_days)):
        yield Fault("days", tr("A day with hours of its own lies beyond the cycle. Type the whole cycle."))


def _shift_faults(pattern: OwnPattern) -> Iterable[Fault]:
    if len({one.letter for one in pattern.shifts}) != len(pattern.shifts):
        yield Fault("days", tr("A letter stands for two shifts. Use another letter for one of them."))
    for letter in pattern.letters_used:
        shift = pattern.shift(letter)
        if not _is_letter(letter):
            continue
        if shift is None:
            yield Fault(_shift(letter), tr("Say when shift {letter} starts and how long it is.", letter=letter))
        elif not 0 < shift.hours <= LONGEST_SHIFT_H:
            yield Fault(_shift(letter), tr("Shift {letter} lasts more than 0 and up to 48 hours.", letter=letter))
        elif not shift.name.strip():
            yield Fault(_shift(letter), tr("Give shift {letter} a name, such as Days.", letter=letter))
    if any(not 0 < hours <= LONGEST_SHIFT_H for hours in pattern.other_hours.values()):
        yield Fault("days", tr("A shift lasts up to 48 hours. Correct the hours of the single days."))


def _team_faults(pattern: OwnPattern) -> Iterable[Fault]:
    if not pattern.teams:
        yield Fault("teams", tr("Add at least one team."))
    if len(pattern.teams) > MOST_TEAMS:
        yield Fault("teams", tr("A pattern has at most {count} teams.", count=MOST_TEAMS))
    seen: set[str] = set()
    for number, team in enumerate(pattern.teams, 1):
        key = name_key(team.name)
        if not key:
            yield Fault(_team(number), tr("Give team {number} a name.", number=number))
        elif key in seen or len(team.name) > LONGEST_TEAM:
            yield Fault(_team(number), tr("Give team {number} a short name of its own.", number=number))
        seen.add(key)
        if pattern.sequence and not 0 <= team.offset < len(pattern.sequence):
            yield Fault(
                _team(number),
                tr(
                    "{team} starts on a day from 1 to {count} of the cycle.",
                    team=team.name,
                    count=len(pattern.sequence),
                ),
            )
        if any(is_shift(old) != is_shift(new) for old, new in team.swap.items()):
            yield Fault(_team(number), tr("{team} can only work another shift instead of a shift.", team=team.name))


def _overlaps(pattern: OwnPattern) -> Iterable[Fault]:
    """A shift that still runs when the same team's next one starts."""
    for number, team in enumerate(pattern.teams, 1):
        duty = pattern.duty(team)
        before = None
        for step in range(-3, len(pattern.sequence)):
            day = pattern.first_day + timedelta(days=step)
            place = place_in_cycle(duty, day)
            letter = duty.swap.get(duty.sequence[place], duty.sequence[place])
            if not is_shift(letter):
                continue
            starts = datetime.combine(day, duty.starts[letter])
            if before is not None and before > starts:
                yield Fault(
                    _team(number),
                    tr("{team}: a shift still runs when the next one starts. Shorten it or move it.", team=team.name),
                )
                break
            before = starts + timedelta(hours=duty.length(place, letter))


def _is_letter(letter: str) -> bool:
    return len(letter) == 1 and "A" <= letter <= "Z"


def _shift(letter: str) -> str:
    return f"shift {letter}"


def _team(number: int) -> str:
    return f"team {number}"
