"""How long a number is trusted, and what happens to it afterwards (DESIGN 1.7, 6.1; facts/support_lines.toml).

Every line says when it was checked and until when that holds: a year where two sources state the number and it may be
printed, ninety days for any other, and ninety days for what an agency dialed itself. After its day a line

* says "Not checked since …" in words and goes grey,
* sinks below the fresh lines of the same need, on Get help now below every other line, and
* never reaches a card, a handout or a sheet for the wall.

It is not hidden: somebody may need it tonight, and its date lets them judge.

Two numbers never expire. 988 is assigned by federal rule and not by an operator who may move; 911 stands above all
lines, without a date. A page or a card without 988 would be worse than one whose date is old, so 988 keeps its place
and its color and is always printed; its date is shown all the same, as "Not checked since …" once it is late.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from wellness_desktop.base.language import tr
from wellness_desktop.kit.when import month_name
from wellness_desktop.library.lines import ALWAYS_THERE, KINDS, Line, OwnHelper

CALLED_HOLDS = timedelta(days=90)
"""How long an agency's own call holds (recheck_every_days of the fact file; the roster's numbers hold as long)."""


def fades(line: Line, today: date) -> bool:
    """Whether the line goes grey and sinks: past its day, and not one of the numbers that never expire."""
    return line.id != ALWAYS_THERE and line.stale(today)


def may_be_printed(lines: Iterable[Line], today: date) -> list[Line]:
    """The lines that may stand on paper on this day: sure enough and not past their day; 988 always."""
    return [line for line in lines if line.id == ALWAYS_THERE or (line.print_ok and not line.stale(today))]


def own_to_print(own: Iterable[OwnHelper]) -> list[OwnHelper]:
    """The agency's people whose number may stand on paper: there is one, and it needs no check."""
    return [helper for helper in own if helper.phone and not helper.needs_check]


def by_need(lines: Iterable[Line], today: date) -> list[Line]:
    """By need, and in each need the fresh ones first; otherwise as they come."""
    return sorted(lines, key=lambda line: (KINDS.index(line.kind), fades(line, today)))


def late_last(lines: Sequence[Line], today: date) -> list[Line]:
    """Late lines below all others; otherwise as they come. For Get help now, where every line serves one need."""
    return sorted(lines, key=lambda line: fades(line, today))


def long_day(day: date) -> str:
    """A date without its weekday: November 22, 2026."""
    return tr("{month} {day}, {year}", month=month_name(day.month), day=day.day, year=day.year)


def age_words(line: Line, today: date, day_words: Callable[[date], str] = long_day) -> str:
    """When the number was checked, in words; blank for a line without a date. `day_words` writes a date."""
    if line.checked_on is None:
        return ""
    day = day_words(line.checked_on)
    return tr("Not checked since {day}", day=day) if line.stale(today) else tr("Checked {day}", day=day)


def agency_words(line: Line, day_words: Callable[[date], str] = long_day) -> str:
    """The mark of a line that the agency corrected, called or added; blank for one as it was shipped."""
    return tr("Your agency, {day}", day=day_words(line.agency_on)) if line.agency_on else ""
