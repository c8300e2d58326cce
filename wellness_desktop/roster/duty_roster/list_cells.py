"""What one cell of a shift list says: a day, a shift by letter or by hours, off, leave. Plain text in, values out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wellness_desktop.base.names import name_key
from wellness_desktop.roster import csv_safety
from wellness_desktop.roster.kinds import CalendarKind

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OFF = frozenset({"", "-", "--", "o", "off", "x", "rdo", "do", "free", "."})
_WORDS = {
    CalendarKind.LEAVE: (
        "l",
        "lv",
        "leave",
        "al",
        "pto",
        "vac",
        "vacation",
        "v",
        "sick",
        "s/l",
        "fmla",
        "hol",
        "holiday",
    ),
    CalendarKind.COURT: ("ct", "court"),
    CalendarKind.TRAINING: ("tr", "trn", "training", "school", "class"),
    CalendarKind.ON_CALL: ("c", "oc", "on call", "oncall", "call"),
}
"""Why somebody is away is not taken over: whatever word stands there for it becomes leave."""
_CLOCK = r"(\d{1,2}(?::?\d{2})?\s*(?:[ap]\.?m?\.?)?)"
_HOURS = re.compile(rf"^{_CLOCK}\s*(?:-|\u2013|to|until|/)\s*{_CLOCK}$", re.IGNORECASE)
_MOMENT = re.compile(rf"^(.+?)[T ,]+{_CLOCK}(?::\d{{2}})?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says of a day. Either a kind for the whole day, or the hours of a shift."""

    kind: CalendarKind
    starts: time | None = None
    hours: float = 0.0


def plain(cell: str) -> str:
    """The cell without what spreadsheets put around text."""
    return csv_safety.unwrapped(cell)


def is_formula(cell: str) -> bool:
    """Whether a cell would have to be worked out; it is not, since it may do anything. A dash is a day off."""
    text = plain(cell)
    return text.startswith(("=", "@", "+")) and csv_safety.is_formula(text)


def said(cell: str, letters: Mapping[str, tuple[time, float]]) -> Said | None:
    """What a cell says, None when nothing that is known. `letters` are shifts by letter: start and hours."""
    text = plain(cell)
    key = name_key(text)
    upper = text.upper()
    if upper in letters and upper not in ("O", "X"):
        starts, hours = letters[upper]
        return Said(CalendarKind.LISTED, starts, hours)
    if key in _OFF:
        return Said(CalendarKind.LISTED_OFF)
    for kind, words in _WORDS.items():
        if key in words:
            return Said(kind)
    span = _HOURS.match(text)
    if span is None:
        return None
    starts_at, ends_at = clock(span.group(1)), clock(span.group(2))
    if starts_at is None or ends_at is None:
        return None
    return Said(CalendarKind.LISTED, starts_at, hours_between(starts_at, ends_at))


def hours_between(starts: time, ends: time) -> float:
    """Hours by the clock from one time to the next such time; equal times are a whole day."""
    minutes = (ends.hour * 60 + ends.minute - starts.hour * 60 - starts.minute) % (24 * 60)
    return (minutes or 24 * 60) / 60


def clock(text: str) -> time | None:
    """0600, 06:00, 6, 6a, 6:00 PM as a time; 24:00 is midnight. None for anything else."""
    found = re.match(r"^(\d{1,2}):?(\d{2})?(?::\d{2})?\s*([ap])?\.?m?\.?$", text.strip(), re.IGNORECASE)
    if found is None:
        return None
    hour, minute, half = int(found.group(1)), int(found.group(2) or 0), (found.group(3) or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute) == (24, 0):
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def day(text: str, month: date) -> date | None:
    """A day as people write it: 2026-12-01, 12/1/2026, 12/1, Tue 12/1, Dec 1, or the 1 of `month`.

    Without a year it is the one nearest to `month`. None for anything else.
    """
    words = plain(text).lower().replace(",", " ")
    words = " ".join(word for word in words.split() if word.rstrip(".")[:3] not in _WEEKDAYS)
    words = re.sub(r"[t ]00:00(:00)?$", "", words)
    if found := re.match(r"^(\d{4})-(\d{1,2})-(\d{1,2})$", words):
        return _date(int(found.group(1)), int(found.group(2)), int(found.group(3)))
    if found := re.match(r"^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?$", words):
        first, second = int(found.group(1)), int(found.group(2))
        if first > 12 >= second:
            first, second = second, first
        return _in_year(first, second, found.group(3), month)
    if found := re.match(r"^(?:([a-z]{3,9})\.?\s*(\d{1,2})|(\d{1,2})[\s-]*([a-z]{3,9})\.?)(?:[\s-]+(\d{4}))?$", words):
        name = (found.group(1) or found.group(4))[:3]
        if name in _MONTHS:
            return _in_year(_MONTHS.index(name) + 1, int(found.group(2) or found.group(3)), found.group(5), month)
    if re.match(r"^\d{1,2}$", words):
        return _date(month.year, month.month, int(words))
    return None


def moment(text: str, month: date) -> tuple[date | None, time | None]:
    """A day and a time in one cell, or one of the two."""
    words = plain(text)
    only = clock(words)
    if only is not None and not words.isdecimal():
        return None, only
    if (found := _MOMENT.match(words)) and (at := clock(found.group(2))) is not None:
        on = day(found.group(1), month)
        if on is not None:
            return on, at
    if words.isdecimal() and len(words) >= 3:
        return None, only
    return day(words, month), None


def is_weekday(cell: str) -> bool:
    """Whether a cell is the name of a weekday, as in the line below the dates."""
    words = name_key(plain(cell)).rstrip(".")
    return bool(words) and (words[:3] in _WEEKDAYS or words in ("m", "t", "w", "th", "f", "sa", "su", "s"))


def _in_year(month: int, number: int, year: str | None, near: date) -> date | None:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, number)
    there = [found for one in (-1, 0, 1) if (found := _date(near.year + one, month, number))]
    middle = near + timedelta(days=14)
    return min(there, key=lambda found: abs(found - middle), default=None)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return datetime(year, month, number).date()  # noqa: DTZ001 - a calendar date has no zone
    except ValueError:
        return None
