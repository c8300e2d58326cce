"""The boxes of a form: a small label at the top, room to write below it, beside each other like on a printed form.

The same boxes print blank, to write in by hand, and as fields to fill in on screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from wellness_desktop.paper.block import Block, Look
from wellness_desktop.paper.form_widgets import OneOf, choice_widget, text_widget, tick_widget
from wellness_desktop.paper.lists import draw_box
from wellness_desktop.paper.styles import HAIR
from wellness_desktop.paper.tagging import Element, TaggedCanvas
from wellness_desktop.paper.words import Words, words

Kind = Literal["text", "tick", "one_of", "choice"]


@dataclass(frozen=True, slots=True)
class FormBox:
    """One thing to fill in."""

    name: str
    """What the field is called in the file; unlike any other of the same print."""
    label: str
    kind: Kind = "text"
    """text; tick; one_of (boxes, one is ticked); choice (a list on screen, an empty cell on paper)."""
    lines: int = 1
    share: float = 1.0
    """Of the row's width, beside the other boxes."""
    options: tuple[str, ...] = ()
    value: str = ""
    """What stands there already."""
    says: str = ""
    """What is read aloud, where the label alone does not say it."""

    @property
    def spoken(self) -> str:
        return self.says or self.label


class _Answer(Flowable):
    """One box of a row, without its frame."""

    def __init__(self, box: FormBox, look: Look, *, fillable: bool) -> None:
        super().__init__()
        self.box, self.look, self.fillable = box, look, fillable
        styles = look.styles
        self.side, self.pad = styles.tick, styles.body.fontSize * 0.32
        self.line = styles.line * 0.8
        label = ParagraphStyle("box", parent=styles.small, spaceAfter=0, leading=styles.small.fontSize * 1.25)
        answer = ParagraphStyle("answer", parent=styles.body, spaceAfter=0, leading=styles.body.fontSize * 1.25)
        if box.kind == "tick":
            label = ParagraphStyle("box-tick", parent=answer, leftIndent=self.side * 1.6)
        self.label = words(box.label, label, look.element("P"))
        self.answers: list[Words] = []
        self.elements: list[Element] = []
        for option in box.options if box.kind == "one_of" else ():
            self.answers.append(words(option, answer, look.element("P")))
            self.elements.append(look.element("Form"))
        if not self.answers:
            self.elements.append(look.element("Form"))
        self.value = words(box.value, answer) if box.value else None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        self.width = availWidth
        room = availWidth - 2 * self.pad
        tall = self.label.wrapOn(self.canv, room, availHeight)[1]
        self.least = tall + 2 * self.pad
        if self.box.kind == "one_of":
            self.least += self._place_answers(room) + self.pad
        elif self.box.kind != "tick":
            self.least += self.line * self.box.lines - self.pad
        self.height = self.least
        return self.width, self.height

    def _place_answers(self, room: float) -> float:
        """Lays the answers out from left to right, as many to a line as there is room for."""
        self.places: list[tuple[float, float]] = []
        left, line, high = 0.0, 1, self.answers[0].style.leading + self.pad
        for answer in self.answers:
            answer.wrapOn(self.canv, room - self.side * 1.5, 1e4)
            wide = answer.used_width() + self.side * 1.5
            if left and left + wide > room:
                left, line = 0.0, line + 1
            self.places.append((left, line * high))
            left += wide + self.side * 1.3
        return line * high

    def draw(self) -> None:
        top = self.height - self.pad
        if self.box.kind == "tick":
            self._draw_tick(top)
            return
        self.label.drawOn(self.canv, self.pad, top - self.label.height)
        under = top - self.label.height
        if self.box.kind == "one_of":
            self._draw_answers(under)
            return
        if not self.fillable:
            self._draw_by_hand(under)
        elif isinstance(self.canv, TaggedCanvas):
            rect = (1.5, 1.5, self.width - 1.5, under - 1)
            self._add_widget(self.canv, rect)

    def _add_widget(self, canvas: TaggedCanvas, rect: tuple[float, float, float, float]) -> None:
        box, size = self.box, self.look.styles.body.fontSize
        if box.kind == "choice":
            choice_widget(canvas, rect, box.name, box.spoken, self.elements[0], size=size, options=box.options)
            return
        text_widget(
            canvas,
            rect,
            box.name,
            box.spoken,
            self.elements[0],
            size=size,
            many_lines=box.lines > 1,
            value=self.value,
        )

    def _draw_by_hand(self, under: float) -> None:
        """What is known already, and faint lines where there are several to write on."""
        canvas = self.canv
        used = 0.0
        if self.value is not None:
            used = self.value.wrapOn(canvas, self.width - 2 * self.pad, under)[1]
            self.value.element = self.look.element("P")
            self.value.drawOn(canvas, self.pad, max(under - used - 1, self.pad))
        canvas.saveState()
        canvas.setStrokeGray(HAIR + 0.3)
        canvas.setLineWidth(0.4)
        for number in range(1, self.box.lines):
            if under - number * self.line > 4 and number * self.line > used:
                canvas.line(self.pad, under - number * self.line, self.width - self.pad, under - number * self.line)
        canvas.restoreState()

    def _draw_tick(self, top: float) -> None:
        canvas = self.canv
        self.label.drawOn(canvas, self.pad, top - self.label.height)
        foot = top - self.label.height + self.label.baseline() + self.label.style.fontSize * 0.36 - self.side / 2
        draw_box(canvas, self.pad, foot, self.side)
        if self.fillable and isinstance(canvas, TaggedCanvas):
            tick_widget(canvas, (self.pad, foot, self.side), self.box.name, self.box.spoken, self.elements[0])

    def _draw_answers(self, under: float) -> None:
        canvas = self.canv
        group = None
        if self.fillable and isinstance(canvas, TaggedCanvas):
            group = OneOf(canvas, self.box.name, self.box.spoken)
        for answer, element, (left, down) in zip(self.answers, self.elements, self.places, strict=True):
            foot = under - down
            side = self.side * 0.9
            middle = foot + answer.baseline() + answer.style.fontSize * 0.36
            draw_box(canvas, self.pad + left, middle - side / 2, side)
            if group is not None:
                place = (self.pad + left, middle - side / 2, side)
                group.add(place, answer.getPlainText(), element)
            answer.drawOn(canvas, self.pad + left + self.side * 1.4, foot)


class _BoxRow(Flowable):
    """Boxes beside each other, each in its frame, all as high as the highest."""

    def __init__(self, answers: Sequence[_Answer], after: float) -> None:
        super().__init__()
        self.answers, self.after = answers, after

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab calls it
        return self.after

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        whole = sum(answer.box.share for answer in self.answers)
        self.width = availWidth
        self.widths = [availWidth * answer.box.share / whole for answer in self.answers]
        pairs = zip(self.answers, self.widths, strict=True)
        self.height = max(answer.wrapOn(self.canv, wide, availHeight)[1] for answer, wide in pairs)
        return self.width, self.height

    def draw(self) -> None:
        left = 0.0
        for answer, wide in zip(self.answers, self.widths, strict=True):
            answer.height = self.height
            self.canv.saveState()
            self.canv.setLineWidth(0.7)
            self.canv.setStrokeGray(0)
            self.canv.rect(left, 0, wide, self.height)
            self.canv.restoreState()
            answer.drawOn(self.canv, left, 0)
            left += wide


def form_rows(rows: Sequence[Sequence[FormBox]], *, fillable: bool) -> Block:
    """Rows of boxes below each other. Without `fillable` they are to be written in by hand."""

    def flow(look: Look) -> list[Flowable]:
        made = []
        for row in rows:
            branch = look.under(look.element("Div"))
            made.append(_BoxRow([_Answer(box, branch, fillable=fillable) for box in row], 0))
        if made:
            made[-1].after = look.styles.gap * 1.6
        return list[Flowable](made)

    return Block(flow)


class _Cell(Flowable):
    """A cell of a table to fill in; the table draws its frame, and the column's head says what goes in."""

    def __init__(self, box: FormBox, look: Look, element: Element, *, fillable: bool) -> None:
        super().__init__()
        self.box, self.look, self.element, self.fillable = box, look, element, fillable
        style = look.styles.cell
        self.value: Words | None = words(box.value, style) if box.value else None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        style = self.look.styles
        self.width = availWidth
        self.height = max(style.line * 0.68, style.cell.leading * self.box.lines)
        if self.value is not None:
            self.height = max(self.height, self.value.wrapOn(self.canv, availWidth, availHeight)[1])
        return self.width, self.height

    def draw(self) -> None:
        canvas, box = self.canv, self.box
        if box.kind == "tick":
            side = self.look.styles.tick
            left, foot = (self.width - side) / 2, (self.height - side) / 2
            draw_box(canvas, left, foot, side)
            if self.fillable and isinstance(canvas, TaggedCanvas):
                tick_widget(canvas, (left, foot, side), box.name, box.spoken, self.element)
        elif self.fillable and isinstance(canvas, TaggedCanvas):
            size, more = self.look.styles.cell.fontSize, 2.5
            rect = (-more, -more, self.width + more, self.height + more)
            if box.kind == "choice":
                choice_widget(canvas, rect, box.name, box.spoken, self.element, size=size, options=box.options)
            else:
                text_widget(
                    canvas, rect, box.name, box.spoken, self.element, size=size, many_lines=True, value=self.value
                )
        elif self.value is not None:
            self.value.element = self.element
            self.value.drawOn(canvas, 0, self.height - self.value.height)


def form_cell(box: FormBox, *, fillable: bool) -> Block:
    """A cell to fill in, for `table(..., grid=True)`."""

    def flow(look: Look) -> list[Flowable]:
        role = "Form" if fillable else "P"
        return [_Cell(box, look, look.element(role), fillable=fillable)]

    return Block(flow)
