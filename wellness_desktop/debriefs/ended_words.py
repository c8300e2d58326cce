"""When it ended, typed as people say it: now, 2330, 20 min ago, yesterday 2215, 11/10 23:30. Plain Python, no Qt."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from wellness_desktop.base.language import tr
from wellness_desktop.kit.when import Reading, read_date, read_moment, read_time

NOW_WORDS = frozenset({"now", "n", "just now"})
ROUNDED = timedelta(minutes=5)
LONGEST_AGO_H = 24 * 60
"""Sixty days: nobody counts further back in hours."""
_AGO = re.compile(
    r"(?:about |~)?(an?|half an|\d{1,4}(?:\.\d)?)\s*(minutes?|mins?|m|hours?|hrs?|h|days?|d)"
    r"(?:\s*(\d{1,2})\s*(?:minutes?|mins?|m))?(?:\s+ago)?"
)


def read_ended(text: str, now: datetime, zone: tzinfo) -> Reading:
    """What a typed end means; a time of day alone is the last such time that has passed.

    Two moments where clocks showed that time twice; none, with the fault in words, where it cannot be read.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    if not words:
        return Reading(())
    if words in NOW_WORDS:
        return Reading((rounded(now),))
    ago = _ago(words)
    if ago is not None:
        return Reading((_whole_minute(now - ago),))
    today = now.astimezone(zone).date()
    clock = read_time(words)
    if clock is not None and _is_clock(words):
        return _last(clock, now, today, zone)
    day, clock = _day_and_clock(words, today)
    if day is None or clock is None:
        return Reading((), tr("Type a time such as 2330, 20 min ago, yesterday 2215 or 11/10 2330."))
    return read_moment(day, clock, zone)


def is_relative(text: str) -> bool:
    """Whether the text means another moment an hour later: now, 20 min ago, 2330. A date and time does not."""
    words = text.split()
    return not (len(words) == 2 and re.fullmatch(r"[\d/-]{6,10}", words[0]) and "/" in words[0])


def rounded(moment: datetime) -> datetime:
    """The last five minutes."""
    return moment.astimezone(UTC) - timedelta(
        minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond
    )


def _ago(words: str) -> timedelta | None:
    found = _AGO.fullmatch(words)
    if found is None:
        return None
    number = {"a": 1.0, "an": 1.0, "half an": 0.5}.get(found[1]) or float(found[1])
    unit = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}[found[2][0]]
    length = number * unit + timedelta(minutes=int(found[3] or 0))
    return length if length <= timedelta(hours=LONGEST_AGO_H) else None


def _is_clock(words: str) -> bool:
    """2330, 9:15, 11 pm: a time. A bare 20 or 330 may as well be minutes, so three letters are the least."""
    return len(words.replace(" ", "")) >= 3


def _last(clock: time, now: datetime, today: date, zone: tzinfo) -> Reading:
    """The last time before now at which clocks showed it, today or yesterday."""
    for day in (today, today - timedelta(days=1), today - timedelta(days=2)):
        reading = read_moment(day, clock, zone)
        past = tuple(moment for moment in reading.moments if moment <= now)
        if past:
            return Reading(past)
        if reading.fault and day == today:
            return reading
    return Reading((), tr("Type the date as well."))


def _day_and_clock(words: str, today: date) -> tuple[date | None, time | None]:
    parts = words.split()
    for cut in range(1, len(parts)):
        before, after = " ".join(parts[:cut]).removesuffix(" at"), " ".join(parts[cut:]).removeprefix("at ")
        for day_words, clock_words in ((before, after), (after, before)):
            day, clock = read_date(day_words, today), read_time(clock_words)
            if day is not None and clock is not None:
                return day, clock
    return None, None


def _whole_minute(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
