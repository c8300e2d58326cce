"""Flowables that hold flowables: a stack, a stack in a box, two stacks side by side."""

from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from wellness_desktop.paper.canvas import PaperCanvas

Placed = tuple[Flowable, float, float]
"""A flowable, the distance of its top from the stack's top, and its height."""


class Stack(Flowable):
    """Flowables one below the other, split between them or inside them at a page's end."""

    def __init__(self, content: Sequence[Flowable]) -> None:
        super().__init__()
        self.content = _settled(content)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's
        self.width = availWidth
        self.height = self._place(self.canv, availWidth)
        return self.width, self.height

    def _place(self, canvas: Canvas, width: float) -> float:
        """Measures the content; returns its height."""
        self._placed: list[Placed] = []
        top, space, height = 0.0, 0.0, 0.0
        for part in self.content:
            gap = max(space, part.getSpaceBefore()) if self._placed else 0.0
            _, tall = part.wrapOn(canvas, width, 1e6)
            self._placed.append((part, top + gap, tall))
            top += gap + tall
            height = top
            space = part.getSpaceAfter()
        return height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        above, below = self.divide(self.canv, availWidth, availHeight)
        return [Stack(above), Stack(below)] if above and below else []

    def divide(self, canvas: Canvas, width: float, height: float) -> tuple[list[Flowable], list[Flowable]]:
        """What fits into `height`, and the rest. A heading never ends the first part."""
        self._place(canvas, width)
        for number, (part, top, tall) in enumerate(self._placed):
            if top + tall <= height:
                continue
            pieces = part.splitOn(canvas, width, height - top) if height > top else []
            if len(pieces) > 1:
                return [*self.content[:number], pieces[0]], [*pieces[1:], *self.content[number + 1 :]]
            while number and _stays_with_next(self.content[number - 1]):
                number -= 1  # noqa: PLW2901 - steps back over headings
            return self.content[:number], self.content[number:]
        return self.content, []

    def draw(self) -> None:
        for part, top, tall in self._placed:
            part.drawOn(self.canv, 0, self.height - top - tall)


def _stays_with_next(part: Flowable) -> bool:
    return bool(part.getKeepWithNext())  # type: ignore[no-untyped-call]  # missing from the stubs


def grouped(group: KeepTogether) -> list[Flowable]:
    """What a group holds."""
    return list(group._content)  # type: ignore[attr-defined]  # missing from the stubs


def _settled(content: Sequence[Flowable]) -> list[Flowable]:
    """The content without page breaks, which mean nothing inside a box, and without groups."""
    parts: list[Flowable] = []
    for part in content:
        if isinstance(part, KeepTogether):
            parts += _settled(grouped(part))
        elif not isinstance(part, CondPageBreak | PageBreak):
            parts.append(part)
    return parts


class Stamp(Flowable):
    """Nothing to see: tells the canvas something at its place, such as that a section begins on this page."""

    def __init__(self, tell: Callable[[PaperCanvas], None]) -> None:
        super().__init__()
        self.tell = tell
        self.width = self.height = 0
        self.keepWithNext = 1

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's
        return 0, 0

    def draw(self) -> None:
        if isinstance(self.canv, PaperCanvas):
            self.tell(self.canv)


KEPT_WHOLE = 0.45
"""A box up to this part of a page moves to the next page rather than being cut: its steps belong together."""


class Boxed(Flowable):
    """A stack in a frame; `bar` draws a thick bar at the left instead, `filled` makes it black. Goes on over pages.

    `left` moves it to the right of the margin, as words to say below a list item stand.
    """

    def __init__(
        self,
        content: Sequence[Flowable],
        *,
        padding: float,
        rule: float = 1.2,
        bar: bool = False,
        filled: bool = False,
        gap: float = 8,
        left: float = 0,
    ) -> None:
        super().__init__()
        self.stack = Stack(content)
        self.padding, self.rule, self.bar, self.filled, self.gap = padding, rule, bar, filled, gap
        self.left = left

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab calls it
        return self.gap

    def getSpaceBefore(self) -> float:  # noqa: N802 - ReportLab calls it
        return self.gap

    def _inside(self, width: float) -> float:
        return width - self.left - (self.padding if self.bar else 2 * self.padding)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        _, tall = self.stack.wrapOn(self.canv, self._inside(availWidth), availHeight)
        self.width, self.height = availWidth, tall + 2 * self._above()
        return self.width, self.height

    def _above(self) -> float:
        return self.padding * (0.2 if self.bar else 0.75)

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        frame = getattr(self, "_frame", None)
        if frame is not None and self.height <= KEPT_WHOLE * frame._height:
            return []
        above, below = self.stack.divide(self.canv, self._inside(availWidth), availHeight - 2 * self._above())
        if not above or not below:
            return []
        return [self._again(above), self._again(below)]

    def _again(self, content: Sequence[Flowable]) -> "Boxed":
        same = {"padding": self.padding, "rule": self.rule, "gap": self.gap, "left": self.left}
        return Boxed(content, bar=self.bar, filled=self.filled, **same)

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.translate(self.left, 0)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(self.rule)
        if self.bar:
            canvas.line(self.rule / 2, 0, self.rule / 2, self.height)
        else:
            half = self.rule / 2
            canvas.setFillGray(0)
            wide = self.width - self.left - self.rule
            canvas.roundRect(half, half, wide, self.height - self.rule, 3, fill=int(self.filled))
        canvas.restoreState()
        self.stack.drawOn(canvas, self.left + self.padding, self._above())


class SideBySide(Flowable):
    """Two stacks beside each other, read left then right. Higher than a page, they follow each other."""

    def __init__(
        self, left: Sequence[Flowable], right: Sequence[Flowable], *, share: float, gutter: float, gap: float
    ) -> None:
        super().__init__()
        self.left, self.right = Stack(left), Stack(right)
        self.share, self.gutter, self.gap = share, gutter, gap

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab calls it
        return self.gap

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        canvas = self.canv
        room = availWidth - self.gutter
        self._start = room * self.share + self.gutter
        _, first = self.left.wrapOn(canvas, room * self.share, availHeight)
        _, second = self.right.wrapOn(canvas, room * (1 - self.share), availHeight)
        self.width, self.height = availWidth, max(first, second)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        frame = getattr(self, "_frame", None)
        if frame is not None and self.height <= frame._height:
            return []
        whole = Stack([*self.left.content, Spacer(1, self.gap), *self.right.content])
        above, below = whole.divide(self.canv, availWidth, availHeight)
        return [Stack(part) for part in (above, below) if part] if above else []

    def draw(self) -> None:
        self.left.drawOn(self.canv, 0, self.height - self.left.height)
        self.right.drawOn(self.canv, self._start, self.height - self.right.height)
