"""The care windows as a picture for paper: every state has a pattern, so that a bad printer in black does.

The axis is the one on the screen (kit.spans): hours that passed and days at the station, with changes of the clock.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.kit.spans import Scale, Span, State, fitting_scale, range_words, span_words_of
from wellness_desktop.kit.when import span_words

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block

LABEL_SHARE = 0.29
ROW, LINE = 33.0, 11.0
BAR = 9.0
WIDTH = 540.0
TALLEST = 410.0
"""Points; more rows go on in a second picture, or they would not fit below the title."""
HATCH = 4.0


def windows_picture(
    spans: Sequence[Span], now: datetime, start: datetime, zone: ZoneInfo, *, large: bool = False
) -> "list[Block]":
    """The picture in as many parts as the page needs; none when there is nothing to draw."""
    from wellness_desktop.paper import blocks as b

    if not spans:
        return []
    scale = fitting_scale(spans, now, start, zone)
    size = 1.35 if large else 1.0
    most = max(1, int((TALLEST - _Picture.axis_height(scale, size)) / (ROW * size)))
    even = math.ceil(len(spans) / math.ceil(len(spans) / most))
    pictures = [_Picture(spans[first : first + even], scale, size) for first in range(0, len(spans), even)]
    return [
        b.figure(WIDTH, one.height, one.draw, one.alt, _caption() if one is pictures[-1] else "") for one in pictures
    ]


@dataclass(frozen=True, slots=True)
class _Picture:
    """One part: the axis above, and below it a title, a bar and its range in words for each window."""

    spans: Sequence[Span]
    scale: Scale
    size: float

    @staticmethod
    def axis_height(scale: Scale, size: float) -> float:
        """Points above the first row: when it was printed, hours, days, and changes of the clock if there are any."""
        return (3.4 + bool(scale.changes())) * LINE * size

    @property
    def height(self) -> float:
        """Points of the whole part."""
        return self.axis_height(self.scale, self.size) + len(self.spans) * ROW * self.size

    @property
    def alt(self) -> str:
        """Everything it shows, in sentences."""
        told = [span_words_of(span, self.scale.now, self.scale.zone) for span in self.spans]
        return " ".join([*told, *(change.words(self.scale.zone) for change in self.scale.changes())])

    def draw(self, canvas: Any, width: float, height: float) -> None:
        """Paints from the lower left corner."""
        left = width * LABEL_SHARE
        pen = _Pen(canvas, left, width - left - 6, self.scale, self.size)
        top = height - self.axis_height(self.scale, self.size)
        self._draw_axis(pen, top, height)
        for number, span in enumerate(self.spans):
            pen.row(span, top - number * ROW * self.size, self.scale)

    def _draw_axis(self, pen: "_Pen", top: float, height: float) -> None:
        scale, step = self.scale, LINE * self.size
        base = height - step * 0.9
        pen.along(scale.ticks(), base - step)
        pen.along(scale.days(), base - 2 * step)
        for place, _ in scale.days() if scale.linear else scale.ticks():
            pen.upright(place, 0, top, gray=0.75)
        changes = [(scale.place(change.at), _change_words(change.shift)) for change in scale.changes()]
        pen.along(changes, base - 3 * step)
        for place, _ in changes:
            pen.upright(place, 0, top, gray=0, dots=(1, 2))
        pen.now(scale, base, top)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws on a canvas at places along the axis."""

    canvas: Any
    left: float
    room: float
    scale: Scale
    size: float

    def x(self, moment: datetime) -> float:
        return self.left + self.scale.place(moment) * self.room

    def upright(self, place: float, low: float, high: float, *, gray: float, dots: Sequence[int] = ()) -> None:
        canvas = self.canvas
        canvas.setStrokeGray(gray)
        canvas.setLineWidth(0.4 if gray else 0.9)
        canvas.setDash(*dots)
        x = self.left + place * self.room
        canvas.line(x, low, x, high)
        canvas.setDash()

    def along(self, ticks: Sequence[tuple[float, str]], base: float) -> None:
        """Writes what fits side by side."""
        from reportlab.pdfbase.pdfmetrics import stringWidth

        from wellness_desktop.paper import fonts

        size = 7.6 * self.size
        self.canvas.setFillGray(0)
        self.canvas.setFont(fonts.BODY, size)
        free = 0.0
        for place, words in ticks:
            width = stringWidth(words, fonts.BODY, size)
            start = min(max(self.left, self.left + place * self.room - width / 2), self.left + self.room - width)
            if start >= free:
                self.canvas.drawString(start, base, words)
                free = start + width + 5 * self.size

    def now(self, scale: Scale, base: float, top: float) -> None:
        """Where it was printed, by a long dash and in words."""
        place = scale.place(scale.now)
        self.along([(place, tr("printed {moment}", moment=scale.now_words()))], base)
        if scale.start < scale.now < scale.end:
            self.upright(place, 0, top, gray=0, dots=(6, 3))

    def row(self, span: Span, top: float, scale: Scale) -> None:
        """A window: its title at the left, its bar, and below it from when to when."""
        middle = top - 10 * self.size
        self._title(span, middle)
        self._bar(span, middle)
        self._marks(span, middle)
        self._range(span, middle, scale)

    def _title(self, span: Span, middle: float) -> None:
        from wellness_desktop.paper import fonts

        size = 8.6 * self.size
        lines = _fitted(span.title, self.left - 8, size)
        self.canvas.setFillGray(0)
        self.canvas.setFont(fonts.BODY, size)
        for number, words in enumerate(lines):
            self.canvas.drawString(0, middle - size * 0.35 - number * size * 1.15, words)

    def _range(self, span: Span, middle: float, scale: Scale) -> None:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        from wellness_desktop.paper import fonts

        size = 7.2 * self.size
        words = range_words(span, scale.zone)
        words = words[:1].upper() + words[1:]
        if span.done:
            words = tr("Done. {range}", range=words)
        while stringWidth(words, fonts.BODY, size) > self.room and size > 5:
            size -= 0.2
        base, wide = middle - 14.5 * self.size, stringWidth(words, fonts.BODY, size)
        self.canvas.setFillGray(1)  # the upright lines of the axis would run through the words
        self.canvas.rect(self.left, base - size * 0.3, wide + 1, size * 1.2, stroke=0, fill=1)
        self.canvas.setFillGray(0)
        self.canvas.setFont(fonts.BODY, size)
        self.canvas.drawString(self.left, base, words)

    def _bar(self, span: Span, middle: float) -> None:
        canvas, state = self.canvas, span.state(self.scale.now)
        first, high = self.x(span.opens), BAR * self.size
        last = self.left + self.room if span.closes is None else self.x(span.closes)
        wide, low = max(last - first, 3.0), middle - high / 2
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.9)
        canvas.setFillGray(0.72 if state is State.OPEN else 1)
        if state is State.LATER:
            canvas.setDash(3, 2)
        canvas.rect(first, low, wide, high, stroke=1, fill=1)
        canvas.setDash()
        if state is State.CLOSED:
            self._hatch(first, low, wide, high)
        if span.closes is None:
            self._open_end(first + wide, low, high)

    def _hatch(self, first: float, low: float, wide: float, high: float) -> None:
        """Thin slanted lines inside the bar: its usual time is over."""
        canvas = self.canvas
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(first, low, wide, high)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.setLineWidth(0.5)
        x = first - high
        while x < first + wide:
            canvas.line(x, low, x + high, low + high)
            x += HATCH * self.size
        canvas.restoreState()

    def _open_end(self, x: float, low: float, high: float) -> None:
        """An arrow head instead of the end: no end is stated."""
        path = self.canvas.beginPath()
        path.moveTo(x, low - 2)
        path.lineTo(x + 5, low + high / 2)
        path.lineTo(x, low + high + 2)
        path.close()
        self.canvas.setFillGray(0)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def _marks(self, span: Span, middle: float) -> None:
        canvas, size = self.canvas, self.size
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.9)
        if span.target is not None:
            self._diamond(self.x(span.target), middle, 4.2 * size)
        for moment in span.booked:
            canvas.setFillGray(0)
            canvas.circle(self.x(moment), middle, 3.6 * size, stroke=0, fill=1)
        for moment in span.held:
            x = self.x(moment)
            canvas.setFillGray(1)
            canvas.circle(x, middle, 5 * size, stroke=1, fill=1)
            canvas.lines(
                [
                    (x - 2.4 * size, middle, x - 0.6 * size, middle - 2.2 * size),
                    (x - 0.6 * size, middle - 2.2 * size, x + 2.8 * size, middle + 2.4 * size),
                ]
            )

    def _diamond(self, x: float, y: float, half: float) -> None:
        path = self.canvas.beginPath()
        path.moveTo(x, y + half)
        path.lineTo(x + half, y)
        path.lineTo(x, y - half)
        path.lineTo(x - half, y)
        path.close()
        self.canvas.setFillGray(1)
        self.canvas.drawPath(path, stroke=1, fill=1)


def _caption() -> str:
    return tr(
        "Gray: useful when this was printed. Dashed: opened later. Hatched: its usual time was over. White: done. "
        "Diamond: best about then. Dot: booked. Check mark: took place. Long dashes: when this was printed."
    )


def _change_words(shift: timedelta) -> str:
    length = span_words(abs(shift))
    if shift < timedelta():
        return tr("clocks back {length}", length=length)
    return tr("clocks forward {length}", length=length)


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
