"""Places to write by hand: labelled lines, ruled lines, signatures, boxes of timed steps."""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether

from wellness_desktop.base.language import tr
from wellness_desktop.paper.block import Block, Look, flow_all
from wellness_desktop.paper.lists import checklist
from wellness_desktop.paper.stack import Boxed
from wellness_desktop.paper.text import heading, text
from wellness_desktop.paper.words import Run, Text, Words, words

LABEL_SHARE = 0.5
"""The most of a line that its label may take; a longer one stands above the line."""


class FillRow(Flowable):
    """Labels side by side, each with a line to write on; a long label stands above its line."""

    def __init__(self, labels: Sequence[Words], columns: int, high: float, gutter: float) -> None:
        super().__init__()
        self.labels, self.columns, self.high, self.gutter = labels, columns, high, gutter
        self.after = 0.0

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab calls it
        return self.after

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        self.width = availWidth
        self.each = (availWidth - self.gutter * (self.columns - 1)) / self.columns
        self.height = self.high
        for label in self.labels:
            label.wrapOn(self.canv, self.each, availHeight)
            if self._above(label):
                self.height = max(self.height, label.height + self.high * 1.4)
        return self.width, self.height

    def _above(self, label: Words) -> bool:
        return label.used_width() > self.each * LABEL_SHARE

    def draw(self) -> None:
        for number, label in enumerate(self.labels):
            left = number * (self.each + self.gutter)
            foot = label.style.fontSize * 0.22
            if self._above(label):
                label.drawOn(self.canv, left, self.high)
                rule(self, left, left + self.each, foot)
            else:
                label.drawOn(self.canv, left, 0)
                rule(self, left + label.used_width() + 5, left + self.each, foot)


class SignatureRow(Flowable):
    """Lines for a signature, the name in print, and the date, each with its label below."""

    def __init__(self, labels: Sequence[Words], shares: Sequence[float], high: float) -> None:
        super().__init__()
        self.labels, self.shares, self.high = labels, shares, high

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        self.width, self.gutter = availWidth, self.high * 0.5
        room = availWidth - self.gutter * (len(self.labels) - 1)
        self.widths = [room * share for share in self.shares]
        heights = [
            label.wrapOn(self.canv, width, availHeight)[1]
            for label, width in zip(self.labels, self.widths, strict=True)
        ]
        self.below = max(heights)
        self.height = self.below + self.high
        return self.width, self.height

    def draw(self) -> None:
        left = 0.0
        for label, width in zip(self.labels, self.widths, strict=True):
            rule(self, left, left + width, self.below + 2)
            label.drawOn(self.canv, left, self.below - label.height)
            left += width + self.gutter


class RuledLines(Flowable):
    """Empty lines to write on."""

    def __init__(self, count: int, high: float, after: float) -> None:
        super().__init__()
        self.count, self.high, self.after = count, high, after

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab calls it
        return self.after

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's
        self.width, self.height = availWidth, self.count * self.high
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803, ARG002 - ReportLab's
        fitting = int(availHeight / self.high)
        if not 0 < fitting < self.count:
            return []
        return [
            RuledLines(fitting, self.high, 0),
            RuledLines(self.count - fitting, self.high, self.after),
        ]

    def draw(self) -> None:
        for number in range(self.count):
            rule(self, 0, self.width, number * self.high + 1)


def rule(flowable: Flowable, left: float, right: float, y: float) -> None:
    """A thin black line to write on; an artifact to a reader."""
    canvas = flowable.canv
    canvas.saveState()
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.6)
    canvas.line(left, y, right, y)
    canvas.restoreState()


def fill_lines(labels: Sequence[str], *, columns: int = 1) -> Block:
    """Labelled lines to fill in by hand, `columns` of them beside each other."""

    def flow(look: Look) -> list[Flowable]:
        style = ParagraphStyle("label", parent=look.styles.body, spaceAfter=0)
        lines = [words(label, style, look.element("P")) for label in labels]
        rows = [lines[start : start + columns] for start in range(0, len(lines), columns)]
        made = [FillRow(row, columns, look.styles.line, look.styles.body.fontSize * 1.5) for row in rows]
        if made:
            made[-1].after = look.styles.gap * 2
        return list[Flowable](made)

    return Block(flow)


def writing_lines(count: int) -> Block:
    """Empty ruled lines, for notes."""
    return Block(lambda look: [RuledLines(count, look.styles.line, look.styles.gap * 2)])


def signature(roles: Sequence[str]) -> Block:
    """Who signs: for each role a line for the signature, the printed name and the date."""

    def flow(look: Look) -> list[Flowable]:
        rows: list[Flowable] = []
        for role in roles:
            said = [tr("Signature, {role}", role=role), tr("Name in print"), tr("Date")]
            labels = [words(label, look.styles.small, look.element("P")) for label in said]
            rows.append(SignatureRow(labels, (0.44, 0.36, 0.2), look.styles.line * 1.25))
        return rows

    return Block(flow)


def time_box(
    title: str,
    items: Sequence[Text],
    *,
    when: str = "",
    level: int = 3,
    time: bool = False,
    initials: bool = False,
) -> Block:
    """Steps of one stretch of time, in a frame: what it is, when it is, boxes to tick."""

    def flow(look: Look) -> list[Flowable]:
        padding = look.styles.body.fontSize * 0.9
        inner = look.narrower(2 * padding).under(look.element("Sect"))
        named: Text = [title, Run(f"  ·  {when}")] if when else title
        content = flow_all([heading(named, level), checklist(items, time=time, initials=initials)], inner)
        if content:
            content[-1].spaceAfter = 0
        return [Boxed(content, padding=padding, rule=1.4, gap=look.styles.gap * 1.6)]

    return Block(flow)


def answer_space(question: Text, lines: int = 3) -> Block:
    """A question and lines to write the answer on, kept together."""
    return Block(lambda look: [KeepTogether(flow_all([text(question, "strong"), writing_lines(lines)], look))])
