"""What a care timeline shows, in plain Python: windows, where they lie on the axis, and the same in words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from wellness_desktop.base.language import tr
from wellness_desktop.kit.when import short_day, short_moment, span_words, time_text

LINEAR_UP_TO = timedelta(hours=120)
"""Longer pictures are drawn with a scale that gives the first day as much room as the following weeks."""

_ELAPSED_TICKS = (0, 12, 24, 72, 168, 336, 720, 2160, 4380, 8760)
_DAY = timedelta(days=1)


class State(StrEnum):
    """Where a window stands against now."""

    LATER = "later"
    OPEN = "open"
    CLOSED = "closed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Span:
    """One window of support. All moments are aware.

    `closes` None means that no end is stated. `target` is the best moment inside. `source` says whose range it
    is. `booked` is when something was booked into it, `done` that it took place.
    """

    key: str
    title: str
    opens: datetime
    closes: datetime | None = None
    target: datetime | None = None
    source: str = ""
    booked: datetime | None = None
    done: bool = False

    def state(self, now: datetime) -> State:
        """Where the window stands at `now`."""
        if self.done:
            return State.DONE
        if now < self.opens:
            return State.LATER
        return State.OPEN if self.closes is None or now <= self.closes else State.CLOSED


@dataclass(frozen=True, slots=True)
class Scale:
    """Turns moments into places between 0 and 1 along the axis."""

    start: datetime
    end: datetime
    now: datetime
    zone: tzinfo
    linear: bool

    def place(self, moment: datetime) -> float:
        """0 at the start, 1 at the end; not beyond either."""
        total = (self.end - self.start).total_seconds()
        passed = min(total, max(0.0, (moment - self.start).total_seconds()))
        if self.linear:
            return passed / total
        return math.log1p(passed / 21600) / math.log1p(total / 21600)

    def ticks(self) -> list[tuple[float, str]]:
        """Places along the axis and what is written there."""
        return self._day_ticks() if self.linear else self._elapsed_ticks()

    def now_words(self) -> str:
        """The present moment in few letters."""
        return short_moment(self.now, self.zone)

    def _day_ticks(self) -> list[tuple[float, str]]:
        """Midnights at the station."""
        here = self.start.astimezone(self.zone)
        ticks = []
        day = here.date()
        while True:
            day += _DAY
            midnight = datetime.combine(day, datetime.min.time(), self.zone)
            if midnight >= self.end:
                break
            ticks.append((self.place(midnight), short_day(day)))
        return ticks or [(0.0, short_day(here.date()))]

    def _elapsed_ticks(self) -> list[tuple[float, str]]:
        ticks = []
        for hours in _ELAPSED_TICKS:
            moment = self.start + timedelta(hours=hours)
            if moment < self.end:
                ticks.append((self.place(moment), _elapsed(hours)))
        return ticks


def fitting_scale(spans: Sequence[Span], now: datetime, start: datetime | None, zone: tzinfo) -> Scale:
    """The axis that shows all of the windows. A window without an end reaches to the end of the axis."""
    begin = min([span.opens for span in spans] + ([start] if start else []))
    ends = [moment for span in spans for moment in (span.closes, span.target, span.booked) if moment]
    end = max([*ends, begin + _DAY, *(span.opens + _DAY for span in spans if span.closes is None)])
    end += (end - begin) * 0.04
    return Scale(begin, end, now, zone, linear=end - begin <= LINEAR_UP_TO)


def status_words(span: Span, now: datetime) -> str:
    """Where the window stands, in a few words."""
    state = span.state(now)
    if state is State.DONE:
        return tr("Done")
    if state is State.LATER:
        return tr("Opens in {time}", time=span_words(span.opens - now))
    if state is State.CLOSED:
        return tr("Window has passed")
    if span.closes is None:
        return tr("Open now, no end stated")
    return tr("Open now, closes in {time}", time=span_words(span.closes - now))


def range_words(span: Span, zone: tzinfo) -> str:
    """From when to when, and the best time, at the station."""
    opens = short_moment(span.opens, zone)
    if span.closes is None:
        words = tr("from {opens}, no end stated", opens=opens)
    elif span.closes.astimezone(zone).date() == span.opens.astimezone(zone).date():
        closes = time_text(span.closes.astimezone(zone).time())
        words = tr("{opens} to {closes}", opens=opens, closes=closes)
    else:
        words = tr("{opens} to {closes}", opens=opens, closes=short_moment(span.closes, zone))
    if span.target is not None:
        words = tr("{range}, best by {target}", range=words, target=short_moment(span.target, zone))
    return words


def span_words_of(span: Span, now: datetime, zone: tzinfo) -> str:
    """Everything the picture shows of one window, in sentences."""
    parts = [tr("{title}: {status}.", title=span.title, status=status_words(span, now))]
    parts.append(tr("Window: {range}.", range=range_words(span, zone)))
    if span.booked is not None:
        parts.append(tr("Booked for {moment}.", moment=short_moment(span.booked, zone)))
    if span.source:
        parts.append(tr("Range from: {source}.", source=span.source))
    return " ".join(parts)


def _elapsed(hours: int) -> str:
    if hours == 0:
        return tr("start")
    if hours < 168:
        return tr("{count} h", count=hours)
    if hours < 720:
        return tr("{count} wk", count=hours // 168)
    return tr("{count} mo", count=round(hours / 730)) if hours < 8760 else tr("1 yr")
