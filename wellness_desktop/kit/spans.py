"""What a care timeline shows, in plain Python: windows, where they lie on the axis, and the same in words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from wellness_desktop.base.language import tr
from wellness_desktop.kit.when import (
    ClockChange,
    clock_changes,
    clock_words,
    month_name,
    short_day,
    short_moment,
    span_words,
)

LINEAR_UP_TO = timedelta(hours=120)
"""Longer pictures are drawn with a scale that gives the first day as much room as the following weeks."""

_ELAPSED_TICKS = (0, 6, 12, 24, 48, 72, 96, 168, 336, 720, 2160, 4380, 8760)
_DAY = timedelta(days=1)
_MOST_MOMENTS = 3


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
    is, `detail` everything else that is to be said about the range. `booked` is when things are booked into it,
    `held` when they took place, `done` that nothing more has to. `late` is said once the window has passed.
    """

    key: str
    title: str
    opens: datetime
    closes: datetime | None = None
    target: datetime | None = None
    source: str = ""
    booked: tuple[datetime, ...] = ()
    held: tuple[datetime, ...] = ()
    done: bool = False
    late: str = ""
    detail: str = ""

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
    origin: datetime | None = None
    """What the elapsed hours count from; the start when nothing else is said."""

    def place(self, moment: datetime) -> float:
        """0 at the start, 1 at the end; not beyond either."""
        total = (self.end - self.start).total_seconds()
        passed = min(total, max(0.0, (moment - self.start).total_seconds()))
        if self.linear:
            return passed / total
        return math.log1p(passed / 21600) / math.log1p(total / 21600)

    def ticks(self) -> list[tuple[float, str]]:
        """Places along the axis and the hours that passed there."""
        origin = self.origin or self.start
        moments = [(origin + timedelta(hours=hours), _elapsed(hours)) for hours in _ELAPSED_TICKS]
        return [(self.place(moment), words) for moment, words in moments if self.start <= moment < self.end]

    def days(self) -> list[tuple[float, str]]:
        """The day at the start, then the midnights at the station and the days that begin there."""
        day = self.start.astimezone(self.zone).date()
        found = [(0.0, short_day(day) if self.linear else _month_day(day))]
        while True:
            day += _DAY
            midnight = datetime.combine(day, datetime.min.time(), self.zone)
            if midnight >= self.end:
                return found
            words = short_day(day) if self.linear else _month_day(day)
            found.append((self.place(midnight), words))

    def changes(self) -> list[ClockChange]:
        """When clocks change along the axis."""
        return clock_changes(self.start, self.end, self.zone)

    def now_words(self) -> str:
        """The present moment in few letters."""
        return short_moment(self.now, self.zone)


def fitting_scale(spans: Sequence[Span], now: datetime, start: datetime | None, zone: tzinfo) -> Scale:
    """The axis that shows all of the windows. A window without an end reaches to the end of the axis."""
    begin = min([span.opens for span in spans] + ([start] if start else []))
    ends = [moment for span in spans for moment in (span.closes, span.target, *span.booked, *span.held) if moment]
    end = max([*ends, begin + _DAY, *(span.opens + _DAY for span in spans if span.closes is None)])
    end += (end - begin) * 0.04
    return Scale(begin, end, now, zone, linear=end - begin <= LINEAR_UP_TO, origin=start)


def status_words(span: Span, now: datetime) -> str:
    """Where the window stands, in a few words."""
    state = span.state(now)
    if state is State.DONE:
        return tr("Done")
    if state is State.LATER:
        return tr("Opens in {time}", time=span_words(span.opens - now))
    if state is State.CLOSED:
        return span.late or tr("Window has passed")
    if span.closes is None:
        return tr("Open now, no end stated")
    return tr("Open now, closes in {time}", time=span_words(span.closes - now))


def range_words(span: Span, zone: tzinfo) -> str:
    """From when to when, and the best time, at the station."""
    opens = short_moment(span.opens, zone)
    if span.closes is None:
        words = tr("from {opens}, no end stated", opens=opens)
    elif span.closes.astimezone(zone).date() == span.opens.astimezone(zone).date():
        closes = clock_words(span.closes, zone)
        words = tr("{opens} to {closes}", opens=opens, closes=closes)
    else:
        words = tr("{opens} to {closes}", opens=opens, closes=short_moment(span.closes, zone))
    if span.target is not None:
        words = tr("{range}, best by {target}", range=words, target=short_moment(span.target, zone))
    return words


def marks_words(span: Span, zone: tzinfo) -> list[str]:
    """What is booked and what took place, a sentence each."""
    found = []
    if span.held:
        found.append(tr("Took place {moments}.", moments=_several(span.held, zone)))
    if span.booked:
        found.append(tr("Booked for {moments}.", moments=_several(span.booked, zone)))
    return found


def span_words_of(span: Span, now: datetime, zone: tzinfo) -> str:
    """Everything the picture shows of one window, in sentences."""
    parts = [tr("{title}: {status}.", title=span.title, status=status_words(span, now).rstrip("."))]
    parts.append(tr("Window: {range}.", range=range_words(span, zone)))
    parts += marks_words(span, zone)
    if span.source:
        parts.append(tr("Range from: {source}.", source=span.source.rstrip(".")))
    if span.detail:
        parts.append(span.detail)
    return " ".join(parts)


def legend_words() -> str:
    """What the shapes mean, for whoever reads the picture."""
    return tr(
        "Full bar: useful now. Dashed: opens later. Hatched: its usual time is over. Pale: done. "
        "Diamond: best time. Calendar: booked. Check mark: took place. Upright line: now."
    )


def _several(moments: Sequence[datetime], zone: tzinfo) -> str:
    """A few moments one by one; of many, the next and how many there are."""
    if len(moments) > _MOST_MOMENTS:
        return tr("{first} and {count} more times", first=short_moment(moments[0], zone), count=len(moments) - 1)
    return "; ".join(short_moment(moment, zone) for moment in moments)


def _month_day(day: date) -> str:
    return tr("{month} {day}", month=month_name(day.month)[:3], day=day.day)


def _elapsed(hours: int) -> str:
    if hours == 0:
        return tr("start")
    if hours < 96:
        return tr("{count} h", count=hours)
    if hours < 168:
        return tr("{count} d", count=hours // 24)
    if hours < 720:
        return tr("{count} wk", count=hours // 168)
    return tr("{count} mo", count=round(hours / 730)) if hours < 8760 else tr("1 yr")
