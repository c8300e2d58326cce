"""The care windows as a picture for paper: legible in black and white, with the same facts in its alternative text."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.roster.duty_roster.shifts import DAY, at_local
from wellness_desktop.roster.when import moment_text, span_text

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block

EVEN_UP_TO = timedelta(hours=120)
"""Longer pictures give the first hours more room, since most is decided in them."""
BEND_H = 6.0
LABEL_SHARE = 0.30
ROW, AXIS = 24.0, 22.0
WIDTH = 540.0
OPEN_END = timedelta(days=2)
"""How far a window without an end is drawn beyond the others."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One window. All moments are aware."""

    title: str
    opens: datetime
    target: datetime | None
    closes: datetime | None
    booked: datetime | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """Places between 0 and 1 for moments; even for a few days, bent towards the start for longer spans."""

    start: datetime
    end: datetime

    def place(self, moment: datetime) -> float:
        """0 at the start, 1 at the end, never beyond."""
        whole = self.end - self.start
        passed = min(whole, max(timedelta(), moment - self.start))
        if whole <= EVEN_UP_TO:
            return passed / whole
        return math.log1p(_hours(passed) / BEND_H) / math.log1p(_hours(whole) / BEND_H)

    def midnights(self, zone: ZoneInfo) -> list[datetime]:
        """The midnights at the station that have room for their name."""
        day = self.start.astimezone(zone).date() + DAY
        found: list[datetime] = []
        last = 0.0
        while (moment := at_local(day, datetime.min.time(), zone)) < self.end:
            place = self.place(moment)
            if place - last >= 0.09 and place <= 0.97:
                found.append(moment)
                last = place
            day += DAY
        return found


def windows_picture(bars: Sequence[Bar], now: datetime, zone: ZoneInfo, *, large: bool = False) -> "Block":
    """The picture, or an empty block when there is nothing to draw."""
    from wellness_desktop.paper import blocks as b

    if not bars:
        return b.space(0.1)
    scale = 1.35 if large else 1.0
    start = min(bar.opens for bar in bars)
    ends = [moment for bar in bars for moment in (bar.closes, bar.target, bar.booked) if moment]
    end = max([*ends, start + DAY])
    if any(bar.closes is None for bar in bars):
        end += OPEN_END
    axis = Axis(start, end)

    def draw(canvas: Any, width: float, height: float) -> None:
        _draw(canvas, width, height, bars, axis, now, zone, scale)

    alt = " ".join(_words(bar, zone) for bar in bars)
    caption = tr("Bar: useful. Diamond: best about then. Dot: booked. Dashed line: when this was printed.")
    return b.figure(WIDTH, (len(bars) * ROW + AXIS) * scale, draw, alt, caption)


def _draw(
    canvas: Any,
    width: float,
    height: float,
    bars: Sequence[Bar],
    axis: Axis,
    now: datetime,
    zone: ZoneInfo,
    scale: float,
) -> None:
    from wellness_desktop.paper import fonts

    size = 8.6 * scale
    left = width * LABEL_SHARE
    room = width - left - 4
    top = height - AXIS * scale
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.4)
    canvas.setFillGray(0)
    canvas.setFont(fonts.BODY, size * 0.9)
    for midnight in axis.midnights(zone):
        x = left + axis.place(midnight) * room
        canvas.line(x, 0, x, top)
        local = midnight.astimezone(zone)
        canvas.drawCentredString(x, top + 5 * scale, f"{local.month}/{local.day}")
    canvas.drawString(left, top + 5 * scale, f"{axis.start.astimezone(zone):%H:%M}")
    for number, bar in enumerate(bars):
        middle = top - (number + 0.5) * ROW * scale
        _draw_bar(canvas, bar, axis, (left, room, middle, scale))
        canvas.setFillGray(0)
        canvas.setFont(fonts.BODY, size)
        lines = _fitted(bar.title, left - 8, size)
        foot = middle - size * 0.35 + (len(lines) - 1) * size * 0.55
        for line, words in enumerate(lines):
            canvas.drawString(0, foot - line * size * 1.1, words)
    if axis.start < now < axis.end:
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.8)
        canvas.setDash(3, 2)
        x = left + axis.place(now) * room
        canvas.line(x, 0, x, top + 2)
        canvas.setDash()


def _draw_bar(canvas: Any, bar: Bar, axis: Axis, where: tuple[float, float, float, float]) -> None:
    left, room, middle, scale = where
    first = left + axis.place(bar.opens) * room
    last = left + axis.place(bar.closes or axis.end) * room
    high = 9 * scale
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.8)
    canvas.setFillGray(0.82)
    canvas.rect(first, middle - high / 2, max(last - first, 2), high, stroke=1, fill=1)
    if bar.closes is None:
        canvas.setFillGray(1)
        canvas.setStrokeGray(1)
        canvas.rect(last - 1, middle - high, 2, 2 * high, stroke=0, fill=1)
    if bar.target is not None:
        _diamond(canvas, left + axis.place(bar.target) * room, middle, 4.2 * scale)
    if bar.booked is not None:
        canvas.setFillGray(0)
        canvas.circle(left + axis.place(bar.booked) * room, middle, 3.4 * scale, stroke=0, fill=1)


def _diamond(canvas: Any, x: float, y: float, half: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y + half)
    path.lineTo(x + half, y)
    path.lineTo(x, y - half)
    path.lineTo(x - half, y)
    path.close()
    canvas.setFillGray(1)
    canvas.setStrokeGray(0)
    canvas.drawPath(path, stroke=1, fill=1)


def _fitted(title: str, room: float, size: float) -> list[str]:
    """The title on one line, or broken once where it does not fit."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    from wellness_desktop.paper import fonts

    if stringWidth(title, fonts.BODY, size) <= room:
        return [title]
    words = title.split()
    for count in range(len(words) - 1, 0, -1):
        first = " ".join(words[:count])
        if stringWidth(first, fonts.BODY, size) <= room:
            return [first, " ".join(words[count:])]
    return [title]


def _words(bar: Bar, zone: ZoneInfo) -> str:
    if bar.closes is None:
        words = tr("{title}: from {opens} on.", title=bar.title, opens=moment_text(bar.opens, zone))
    else:
        words = tr("{title}: {span}.", title=bar.title, span=span_text(bar.opens, bar.closes, zone))
    if bar.target is not None:
        words += " " + tr("Best about {target}.", target=moment_text(bar.target, zone))
    if bar.booked is not None:
        words += " " + tr("Booked for {booked}.", booked=moment_text(bar.booked, zone))
    return words


def _hours(span: timedelta) -> float:
    return span / timedelta(hours=1)
