"""Form fields for prints that are filled in on screen: a frame to type in below its label, a box to tick."""

from typing import Literal

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from wellness_desktop.paper.block import Block, Look
from wellness_desktop.paper.form_widgets import text_widget, tick_widget
from wellness_desktop.paper.lists import draw_box
from wellness_desktop.paper.tagging import Element, TaggedCanvas
from wellness_desktop.paper.words import Text, Words, words


class TextField(Flowable):
    """A label and a field to type in below it. On paper it is a frame to write in.

    Without `shown` the label is only spoken: the head of a table's column says it to the eye.
    """

    def __init__(
        self, label: Words, name: str, lines: int, high: float, element: Element, *, shown: bool = True
    ) -> None:
        super().__init__()
        self.label, self.name, self.lines, self.high, self.element = label, name, lines, high, element
        self.shown = shown

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        self.width = availWidth
        self.box = self.high * self.lines * (1 if self.lines == 1 else 0.75)
        if not self.shown:
            self.height = self.box
            return self.width, self.height
        self.height = self.label.wrapOn(self.canv, availWidth, availHeight)[1] + self.box + self.high * 0.35
        return self.width, self.height

    def draw(self) -> None:
        canvas, foot = self.canv, self.high * 0.3 if self.shown else 0
        if self.shown:
            self.label.drawOn(canvas, 0, foot + self.box + 2)
        canvas.saveState()
        canvas.setLineWidth(0.7)
        canvas.rect(0, foot, self.width, self.box)
        canvas.restoreState()
        if isinstance(canvas, TaggedCanvas):
            rect = (1, foot + 1, self.width - 1, foot + self.box - 1)
            size = self.label.style.fontSize
            says = self.label.getPlainText()
            text_widget(canvas, rect, self.name, says, self.element, size=size, many_lines=self.lines > 1)


class TickField(Flowable):
    """A box to tick, on screen or on paper, and what it means."""

    def __init__(self, label: Words, name: str, side: float, element: Element) -> None:
        super().__init__()
        self.label, self.name, self.side, self.element = label, name, side, element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        self.width = availWidth
        self.height = self.label.wrapOn(self.canv, availWidth, availHeight)[1] + self.side * 0.4
        return self.width, self.height

    def draw(self) -> None:
        canvas, side = self.canv, self.side
        self.label.drawOn(canvas, 0, self.side * 0.4)
        foot = self.side * 0.4 + self.label.baseline() + self.label.style.fontSize * 0.36 - side / 2
        draw_box(canvas, 0.5, foot, side)
        if isinstance(canvas, TaggedCanvas):
            tick_widget(canvas, (0.5, foot, side), self.name, self.label.getPlainText(), self.element)


def form_field(label: Text, kind: Literal["text", "tick"] = "text", *, lines: int = 1, shown: bool = True) -> Block:
    """A field to fill in on screen or by hand: a frame for text, `lines` high, or a box to tick.

    A frame whose label is not `shown` stands in a table and is named for screen readers only.
    """

    def flow(look: Look) -> list[Flowable]:
        look.facts.fields += 1
        name = f"field{look.facts.fields}"
        branch = look.under(look.element("Div"))
        if kind == "tick":
            style = ParagraphStyle("tick", parent=look.styles.body, leftIndent=look.styles.tick * 1.75)
            element = branch.element("Form")
            return [TickField(words(label, style, branch.element("P")), name, look.styles.tick, element)]
        said = words(label, look.styles.body, branch.element("P"))
        return [TextField(said, name, lines, look.styles.line, branch.element("Form"), shown=shown)]

    return Block(flow)
