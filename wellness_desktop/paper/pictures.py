"""QR codes and figures. Every one has a text that says the same."""

from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.qr_code import Grid, qr_modules
from wellness_desktop.paper.block import Block, Look
from wellness_desktop.paper.canvas import reader
from wellness_desktop.paper.tagging import Element, mark
from wellness_desktop.paper.words import Text, Words, words

Draw = Callable[[Canvas, float, float], None]

QUIET = 4
"""Empty modules around a QR code, without which phones do not find it."""
MOST_BYTES = 700
"""More would need modules finer than a bad printer can draw in an inch and a half."""


class Picture(Flowable):
    """A drawing that belongs to a Figure, with a caption below."""

    def __init__(self, width: float, height: float, draw: Draw, element: Element, caption: Words | None = None) -> None:
        super().__init__()
        self.wide, self.high, self.paint, self.element, self.caption = width, height, draw, element, caption
        self.after = 6.0

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab calls it
        return self.after

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        below = 0.0
        if self.caption is not None:
            below = self.caption.wrapOn(self.canv, min(self.wide, availWidth), availHeight)[1] + 2
        self.width, self.height, self.below = self.wide, self.high + below, below
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        if (dry := reader(canvas)) is not None:
            dry.read(self.element.alt)
            return
        left, foot = canvas.absolutePosition(0, self.below)
        right, top = canvas.absolutePosition(self.wide, self.height)
        self.element.bbox = (left, foot, right, top)
        canvas.saveState()
        canvas.translate(0, self.below)
        with mark(canvas, self.element):
            self.paint(canvas, self.wide, self.high)
        canvas.restoreState()
        if self.caption is not None:
            self.caption.drawOn(canvas, 0, 0)


def figure(width: float, height: float, draw: Draw, alt: str, caption: Text = "") -> Block:
    """A drawing of a size in points. `draw(canvas, width, height)` paints from the lower left corner.

    `alt` says in words what the drawing shows. Text in it must use the fonts of `paper.fonts`.
    """

    def flow(look: Look) -> list[Flowable]:
        wide = min(width, look.width)
        element = look.element("Figure", alt=alt)
        below = words(caption, look.styles.figure, look.element("P")) if caption else None
        return [Picture(wide, height, draw, element, below)]

    return Block(flow)


def qr(payload: str, caption: Text, alt: str, *, inches: float = 1.2) -> Block:
    """A QR code to scan with one's own phone. Raises Problem when the payload is too long to be read well."""
    modules = qr_code(payload)
    return figure(inches * 72, inches * 72, lambda canvas, wide, _: draw_qr(canvas, modules, wide), alt, caption)


def qr_code(payload: str) -> Grid:
    """The dark (True) and light modules of a QR code with error correction M."""
    if len(payload.encode("utf-8")) > MOST_BYTES:
        raise Problem(
            tr("This text is too long for a QR code."),
            tr("Leave out what a phone does not need, such as notes and second numbers."),
        )
    return qr_modules(payload)


def draw_qr(canvas: Canvas, modules: Grid, side: float) -> None:
    """Draws the code as one path, its lower left corner at the origin, `side` points wide."""
    count = len(modules)
    unit = side / (count + 2 * QUIET)
    path = canvas.beginPath()
    for row, line in enumerate(modules):
        start = 0
        while start < count:
            end = start
            while end < count and line[end]:
                end += 1
            if end > start:
                y = side - (row + 1 + QUIET) * unit
                path.rect((start + QUIET) * unit, y, (end - start) * unit, unit)
            start = max(end, start + 1)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
