"""Reading and saying dates and times as people at a station write them. Plain Python, no Qt."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from wellness_desktop.base.language import tr, tr_count

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_STRIDE = timedelta(days=7)
"""Clocks are changed less often than this."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date and a time on the wall mean at a place: one moment, two (clocks went back) or none.

    `fault` says in words why there is none.
    """

    moments: tuple[datetime, ...]
    fault: str = ""


def read_date(text: str, today: date) -> date | None:
    """A date typed as 11/22/2026, 11/22, 11-22-26, 2026-11-22, Nov 22, today, yesterday or tomorrow.

    Without a year the nearest such day counts. None when it cannot be read.
    """
    text = text.strip().casefold().replace(",", " ")
    near = {"today": 0, "t": 0, "yesterday": -1, "y": -1, "tomorrow": 1}
    if text in near:
        return today + timedelta(days=near[text])
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = (int(part) for part in found.groups())
        return _day(year, month, day)
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?", text):
        return _with_year(found[3], int(found[1]), int(found[2]), today)
    if found := re.fullmatch(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:\s+(\d{4}))?", text):
        month = _month(found[1])
        return _with_year(found[3], month, int(found[2]), today) if month else None
    return None


def read_time(text: str) -> time | None:
    """A time typed as 0130, 130, 1:30, 13, 1 pm or 1:30p. None when it cannot be read."""
    text = text.strip().casefold()
    found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(?:h|hrs)?\s*([ap])?\.?m?\.?", text)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_moment(day: date, clock: time, zone: tzinfo) -> Reading:
    """The moment(s), in UTC, when clocks in `zone` showed `clock` on `day`.

    In the night when clocks go back an hour comes twice; when they go forward an hour never comes.
    """
    wall = datetime.combine(day, clock)
    moments = tuple(
        dict.fromkeys(
            moment
            for moment in (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
            if moment.astimezone(zone).replace(tzinfo=None) == wall
        )
    )
    if moments:
        return Reading(tuple(sorted(moments)))
    return Reading((), _skipped(wall, zone))


def date_text(day: date) -> str:
    """A date as it stands in a field: 11/22/2026."""
    return f"{day.month:02}/{day.day:02}/{day.year:04}"


def time_text(clock: time) -> str:
    """A time as it stands in a field: 01:30."""
    return f"{clock.hour:02}:{clock.minute:02}"


def day_words(day: date) -> str:
    """A date in words: Sunday, November 22, 2026."""
    return tr(
        "{weekday}, {month} {day}, {year}",
        weekday=weekday_name(day),
        month=month_name(day.month),
        day=day.day,
        year=day.year,
    )


def short_day(day: date) -> str:
    """A date in few letters: Sun, Nov 22."""
    return tr("{weekday}, {month} {day}", weekday=weekday_name(day)[:3], month=month_name(day.month)[:3], day=day.day)


def moment_words(moment: datetime, zone: tzinfo) -> str:
    """A moment in words at the station: Sunday, November 22, 2026, 01:30."""
    here = moment.astimezone(zone)
    return tr("{day}, {time}", day=day_words(here.date()), time=time_text(here.time()))


def short_moment(moment: datetime, zone: tzinfo) -> str:
    """A moment in few letters at the station: Sun, Nov 22, 01:30."""
    return tr("{day}, {time}", day=short_day(moment.astimezone(zone).date()), time=clock_words(moment, zone))


def clock_words(moment: datetime, zone: tzinfo) -> str:
    """01:30 at the station; in the hour that comes twice when clocks go back, with the zone's letters: 01:30 CST."""
    here = moment.astimezone(zone)
    if here.replace(fold=0).utcoffset() == here.replace(fold=1).utcoffset():
        return time_text(here.time())
    return tr("{time} {letters}", time=time_text(here.time()), letters=here.tzname() or "")


def span_words(length: timedelta) -> str:
    """A length of time in words: 40 minutes, 31 hours, 9 days. Rounded down, never negative."""
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 60:
        return tr_count("{count} minute", "{count} minutes", minutes)
    if minutes < 72 * 60:
        return tr_count("{count} hour", "{count} hours", minutes // 60)
    return tr_count("{count} day", "{count} days", minutes // (24 * 60))


@dataclass(frozen=True, slots=True)
class ClockChange:
    """Clocks at a place are put forward or back."""

    at: datetime
    """The first moment of the new time, in UTC."""
    shift: timedelta
    """By how much they are put forward; negative when they go back."""

    def words(self, zone: tzinfo) -> str:
        """Clocks go back 1 hour on Sun, Nov 1."""
        day, length = short_day(self.at.astimezone(zone).date()), span_words(abs(self.shift))
        if self.shift < timedelta():
            return tr("Clocks go back {length} on {day}.", length=length, day=day)
        return tr("Clocks go forward {length} on {day}.", length=length, day=day)


def clock_changes(start: datetime, end: datetime, zone: tzinfo) -> list[ClockChange]:
    """When clocks change between two moments (aware), to the minute."""
    found = []
    before = start.astimezone(UTC)
    last = end.astimezone(UTC)
    while before < last:
        after = min(before + _STRIDE, last)
        shift = _offset(after, zone) - _offset(before, zone)
        if shift:
            found.append(ClockChange(_first_of_new_time(before, after, zone), shift))
        before = after
    return found


def _first_of_new_time(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    old = _offset(before, zone)
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        before, after = (middle, after) if _offset(middle, zone) == old else (before, middle)
    return after


def _offset(moment: datetime, zone: tzinfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def weekday_name(day: date) -> str:
    """The day of the week in full."""
    return (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )[day.weekday()]


def month_name(month: int) -> str:
    """The month in full; 1 is January."""
    return (
        tr("January"),
        tr("February"),
        tr("March"),
        tr("April"),
        tr("May"),
        tr("June"),
        tr("July"),
        tr("August"),
        tr("September"),
        tr("October"),
        tr("November"),
        tr("December"),
    )[month - 1]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_year(year: str | None, month: int, day: int, today: date) -> date | None:
    if year is not None:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    near = [_day(today.year + step, month, day) for step in (-1, 0, 1)]
    return min((each for each in near if each), key=lambda each: abs(each - today), default=None)


def _month(name: str) -> int:
    """The month whose full name begins with these letters, or 0."""
    full = {"sept": 9}
    if name in full:
        return full[name]
    place = _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else 0
    return place if place and month_name(place).casefold().startswith(name) else 0


def _skipped(wall: datetime, zone: tzinfo) -> str:
    """Says which hour of that night never came."""
    before = wall.replace(tzinfo=zone, fold=0).utcoffset() or timedelta()
    after = wall.replace(tzinfo=zone, fold=1).utcoffset() or timedelta()
    start = wall
    while not wall_exists(start - timedelta(minutes=1), zone):
        start -= timedelta(minutes=1)
    return tr(
        "There was no {time} that night: clocks went from {start} to {end}.",
        time=time_text(wall.time()),
        start=time_text(start.time()),
        end=time_text((start + abs(after - before)).time()),
    )


def wall_exists(wall: datetime, zone: tzinfo) -> bool:
    """Whether clocks in `zone` ever showed this date and time."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall
