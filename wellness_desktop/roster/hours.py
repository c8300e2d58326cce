"""Whether somebody's hours, as they wrote them, say that they can be reached now. Where they do not, it says so.

Hours are typed by people: "Weekdays 7 to 19, nights for emergencies", "After 16:00", "Any hour". What cannot be
read for certain counts as unknown, never as yes or no.
"""

import re
from datetime import datetime

_ALWAYS = re.compile(r"\b(any ?time|any hour|day and night|24 ?/ ?7|24 hours|around the clock|always)\b")
_DEPENDS = re.compile(r"\b(shift|appointment|arrange\w*|except|not|no)\b")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_DAY_RANGE = re.compile(rf"\b{_DAY}\s*(?:-|–|to|through)\s*{_DAY}")
_ONE_DAY = re.compile(rf"\b{_DAY}\b")
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(a\.?m\.?|p\.?m\.?)?"
_RANGE = re.compile(rf"\b{_CLOCK}\s*(?:-|–|to|until)\s*{_CLOCK}(?![\d:])")
_AFTER = re.compile(rf"\b(?:after|from)\s+{_CLOCK}")
_BEFORE = re.compile(rf"\b(?:until|till|before)\s+{_CLOCK}")
_PARTS = {"morning": (6, 12), "afternoon": (12, 17), "evening": (17, 22), "night": (22, 6)}


def reachable_at(hours: str, local: datetime) -> bool | None:
    """Whether `hours` cover the moment, by the station's clock. None when they do not say so clearly."""
    text = hours.casefold()
    if not text.strip() or _DEPENDS.search(text):
        return None
    found = [_part(part, local) for part in re.split(r"[;,]|\band\b(?! night)", text) if part.strip()]
    if any(found):
        return True
    return None if None in found else False


def _part(text: str, local: datetime) -> bool | None:
    if _ALWAYS.search(text):
        return True
    day, clock = _on_day(text, local), _at_clock(text, local)
    if day is None and clock is None:
        return None
    return day is not False and clock is not False


def _on_day(text: str, local: datetime) -> bool | None:
    today = local.weekday()
    if "weekday" in text:
        return today < 5
    if "weekend" in text:
        return today >= 5
    if found := _DAY_RANGE.search(text):
        first, last = (_DAYS.index(found.group(number)) for number in (1, 2))
        return (today - first) % 7 <= (last - first) % 7
    days = [_DAYS.index(name) for name in _ONE_DAY.findall(text)]
    return today in days if days else None


def _at_clock(text: str, local: datetime) -> bool | None:
    now = local.hour * 60 + local.minute
    if found := _RANGE.search(text):
        starts, ends = _minutes(*found.groups()[:3]), _minutes(*found.groups()[3:])
        if found.group(3) is None and found.group(6) is not None and starts is not None and ends is not None:
            starts = starts + 720 if starts + 720 < ends and "p" in found.group(6) else starts
        return None if starts is None or ends is None else _between(now, starts, ends)
    if found := _AFTER.search(text):
        starts = _minutes(*found.groups())
        return None if starts is None else now >= starts
    if found := _BEFORE.search(text):
        ends = _minutes(*found.groups())
        return None if ends is None else now < ends
    parts = [span for word, span in _PARTS.items() if word in text]
    return any(_between(now, 60 * start, 60 * end) for start, end in parts) if parts else None


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    """Minutes since midnight; None for what is no clock time."""
    hours, minutes = int(hour), int(minute or 0)
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    return hours * 60 + minutes if hours <= 24 and minutes < 60 else None


def _between(now: int, starts: int, ends: int) -> bool:
    return starts <= now < ends if starts < ends else now >= starts or now < ends
