"""A paragraph that tags itself, keeps its list mark when a page ends in it, and is measured once per width."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from wellness_desktop.paper import fonts
from wellness_desktop.paper.canvas import PaperCanvas, reader
from wellness_desktop.paper.tagging import Element, mark

FADED = "#5e5e5e"
"""6.5:1 on white: paler than its neighbors, and still read on a bad printer."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in bold, italic or both; a faded one is out of date and set in gray."""

    text: str
    bold: bool = False
    italic: bool = False
    faded: bool = False


Text = str | Run | Sequence[str | Run]
"""What people typed, or we wrote: plain text, or pieces of it. Never markup."""


def to_markup(text: Text) -> str:
    """ReportLab markup of the text; everything typed is escaped."""
    if isinstance(text, str):
        return fonts.markup(text)
    if isinstance(text, Run):
        piece = fonts.markup(text.text)
        piece = f"<i>{piece}</i>" if text.italic else piece
        piece = f'<font color="{FADED}">{piece}</font>' if text.faded else piece
        return f"<b>{piece}</b>" if text.bold else piece
    return "".join(to_markup(piece) for piece in text)


def plain(text: Text) -> str:
    """The text without its pieces' looks, as it will be read."""
    if isinstance(text, str):
        return fonts.printed(text)
    if isinstance(text, Run):
        return fonts.printed(text.text)
    return "".join(plain(piece) for piece in text)


def unbroken(text: str) -> Run:
    """A number or address in bold that stays on one line, if the line is long enough."""
    return Run(text.replace(" ", "\u00a0"), bold=True)


HIGH_ENOUGH = 1_000_000.0
"""Points: more than any paragraph takes."""


class Words(Paragraph):
    """A paragraph that belongs to a structure element; parts made by a page break share it."""

    element: Element | None = None
    reads: str | None = None
    """What the page's fingerprint reads here instead of the words."""
    drawn_mark: "Callable[[Canvas, Words], None] | None" = None
    """Draws the list mark or tick box left of the first line."""
    blPara: Any  # noqa: N815 - ReportLab's broken lines
    _measured: float | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        if self._measured == availWidth and hasattr(self, "blPara"):
            return self.width, self.height
        size: tuple[float, float] = super().wrap(availWidth, availHeight)
        self._measured = availWidth
        return size

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        parts: list[Any] = super().split(availWidth, availHeight)
        for part in parts:
            part.element = self.element
        if parts and parts[0] is not self:
            parts[0].drawn_mark = self.drawn_mark
        return parts

    def draw(self) -> None:
        if (dry := reader(self.canv)) is not None:
            dry.read(self.said())
            return
        if self.drawn_mark is not None:
            self.drawn_mark(self.canv, self)
        _part_lines(self.blPara)
        with mark(self.canv, self.element):
            super().draw()

    def said(self) -> str:
        """The words of this part of the paragraph, line by line as they were broken."""
        if self.reads is not None:
            return self.reads
        if not hasattr(self, "blPara"):  # a table that went over a page gives its cells on unbroken
            self.wrap(self._measured or self.width, HIGH_ENOUGH)
        return " ".join(map(_line_text, self.blPara.lines))

    def baseline(self) -> float:
        """Height of the first line's baseline above the paragraph's foot."""
        first = self.blPara if self.blPara.kind == 0 or not self.blPara.lines else self.blPara.lines[0]
        return float(self.height - getattr(first, "ascent", self.style.fontSize))

    def used_width(self) -> float:
        """Width of the widest line as it was broken."""
        room = self.width - self.style.leftIndent
        return max((room - _spare(line) for line in self.blPara.lines), default=0.0)

    def last_line_end(self) -> float:
        """Where the last line ends, from the paragraph's left edge."""
        if not self.blPara.lines:
            return float(self.style.leftIndent)
        return float(self.width - _spare(self.blPara.lines[-1]))


class HeadingWords(Words):
    """A heading: noted for the contents, made a bookmark, tagged at a level without jumps."""

    level = 1

    def draw(self) -> None:
        canvas = self.canv
        if isinstance(canvas, PaperCanvas):
            text = self.getPlainText(identify=False)
            level = canvas.note_heading(self.level, text)
            if self.element is not None:
                self.element.role, self.element.level = f"H{level}", level
            if not canvas.dry:
                canvas.bookmark(level, text, self.height)
        super().draw()


def words(text: Text, style: ParagraphStyle, element: Element | None = None) -> Words:
    """A paragraph of escaped text in a style."""
    paragraph = Words(to_markup(text), style)
    paragraph.element = element
    return paragraph


def _spare(line: Any) -> float:
    """The width that a broken line leaves unused, in either of ReportLab's two forms of line."""
    return float(line[0] if isinstance(line, tuple) else line.extraSpace)


def _line_text(line: Any) -> str:
    """The words of a broken line, in either of ReportLab's two forms of line."""
    if isinstance(line, tuple):
        return " ".join(line[1])
    return "".join(getattr(piece, "text", "") for piece in line.words)


def _part_lines(lines: Any) -> None:
    """Stores the space between wrapped lines, or some readers join the words around a line's end."""
    if getattr(lines, "parted", False):
        return
    lines.parted = True
    for line in lines.lines[:-1]:
        if isinstance(line, tuple):
            line[1].append("")
        elif line.words and not hasattr(line.words[-1], "cbDefn") and not line.words[-1].text.endswith(" "):
            line.words[-1].text += " "
