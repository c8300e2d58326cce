"""The rota as weeks of days with layers below each other: the picture on screen and on paper, and the same in words.

A day is as long as it is at the station, so the picture of a clock-change day is as true as any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.roster.on_call import LAYERS, Duty, Layer, Span, gaps, station_moment
from wellness_desktop.roster.when import length_text, span_text

DAYS = 7
COMING_WEEKS = 8
MOST_GAPS = 6
MOST_GAPS_BEHIND = 3
"""In the layers behind the first, where a gap is less of a worry."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a duty or gap that falls into one week: from `left` to `right`, in days from its Monday."""

    left: float
    right: float
    duty: Duty | None
    """None where nobody is on call."""


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which that day begins at the station."""
    return station_moment(datetime.combine(day, time()), zone)


def week_span(monday: date, zone: ZoneInfo, weeks: int = 1) -> Span:
    """From the Monday's midnight, `weeks` weeks long by the calendar."""
    return Span(midnight(monday, zone), midnight(monday + timedelta(days=DAYS * weeks), zone))


def month_mondays(day: date) -> list[date]:
    """The Mondays of all weeks that touch the month of that day."""
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    mondays = [monday_of(first)]
    while mondays[-1] + timedelta(days=DAYS) < after:
        mondays.append(mondays[-1] + timedelta(days=DAYS))
    return mondays


def place(moment: datetime, monday: date, zone: ZoneInfo) -> float:
    """Where the moment stands in its week, in days from the Monday: 1.5 is Tuesday noon on a day of 24 hours."""
    day = moment.astimezone(zone).date()
    start, end = midnight(day, zone), midnight(day + timedelta(days=1), zone)
    return (day - monday).days + (moment - start) / (end - start)


def pieces(duties: Sequence[Duty], layer: Layer, monday: date, zone: ZoneInfo) -> list[Piece]:
    """Who is on call in one week, and where nobody is, from left to right. Where two overlap, both are there."""
    week = week_span(monday, zone)
    mine = [duty for duty in duties if duty.layer is layer and duty.starts < week.ends and duty.ends > week.starts]
    found = [_piece(Span(duty.starts, duty.ends), duty, monday, week, zone) for duty in mine]
    found += [_piece(gap, None, monday, week, zone) for gap in gaps(mine, layer, week)]
    return sorted(found, key=lambda piece: (piece.left, piece.right))


def _piece(span: Span, duty: Duty | None, monday: date, week: Span, zone: ZoneInfo) -> Piece:
    left = 0.0 if span.starts <= week.starts else place(span.starts, monday, zone)
    right = float(DAYS) if span.ends >= week.ends else place(span.ends, monday, zone)
    return Piece(left, right, duty)


def gap_words(duties: Sequence[Duty], now: datetime, zone: ZoneInfo, weeks: int = COMING_WEEKS) -> list[str]:
    """What the picture of the coming weeks shows of gaps, layer by layer, in sentences for a screen reader."""
    today = now.astimezone(zone).date()
    ahead = Span(now, midnight(today + timedelta(days=DAYS * weeks), zone))
    return [_gaps_of(gaps(duties, layer, ahead), layer, ahead, zone) for layer in LAYERS]


def _gaps_of(found: Sequence[Span], layer: Layer, ahead: Span, zone: ZoneInfo) -> str:
    if not found:
        return tr("{layer}: somebody at every hour.", layer=layer.label)
    if found == [ahead]:
        return tr("{layer}: nobody.", layer=layer.label)
    most = MOST_GAPS if layer is Layer.PRIMARY else MOST_GAPS_BEHIND
    parts = [
        tr("{span} ({length})", span=span_text(gap.starts, gap.ends, zone), length=length_text(gap.length))
        for gap in found[:most]
    ]
    if len(found) > most:
        more = len(found) - most
        parts.append(tr_count("{count} more time", "{count} more times", more))
    return tr("{layer}: nobody {spans}.", layer=layer.label, spans="; ".join(parts))
