"""What stands around the content of every page: head, foot, draft watermark. All of it is an artifact."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from wellness_desktop.base.language import tr
from wellness_desktop.paper import fonts
from wellness_desktop.paper.canvas import Notes, PaperCanvas
from wellness_desktop.paper.dates import day_text, moment_text
from wellness_desktop.paper.page_marks import mark_of
from wellness_desktop.paper.styles import HAIR, styles

if TYPE_CHECKING:
    from wellness_desktop.paper.sheet import Sheet

INCH = 72.0


@dataclass(frozen=True, slots=True)
class Margins:
    """Room around the content, in points; head and foot stand in it."""

    left: float
    right: float
    top: float
    bottom: float


def margins(sheet: "Sheet") -> Margins:
    """The margins; a punched sheet has an inch at the left."""
    foot = styles(sheet.large).foot
    return Margins(
        left=(1.0 if sheet.punched else 0.75) * INCH,
        right=0.75 * INCH,
        top=0.5 * INCH + foot * 2.9,
        bottom=0.5 * INCH + foot * 3.9,
    )


class Furniture:
    """Draws head and foot of each page of one print."""

    def __init__(self, sheet: "Sheet", room: Margins, known: Notes) -> None:
        self.sheet, self.room, self.known = sheet, room, known
        self.size = styles(sheet.large).foot

    def under(self, canvas: Any, document: Any) -> None:
        """Before the content: the watermark, so that text stays readable on it."""
        word = self._across(canvas)
        if canvas.dry or not word:
            return
        wide, high = document.pagesize
        mark_across(canvas, wide / 2, high / 2, word)

    def _across(self, canvas: Any) -> str:
        """The word across this page, or nothing."""
        if self.sheet.drill:
            return tr("DRILL")
        return tr("DRAFT") if self._stands(canvas)[1] else ""

    def _stands(self, canvas: Any) -> tuple[str, bool]:
        """Version and draft mark of this page, by where the last pass found its section."""
        return self.sheet.stands(self.known.section_of(canvas.getPageNumber())[0])

    def over(self, canvas: Any, document: Any) -> None:
        """After the content, when the page's section is known: head and foot."""
        if canvas.dry:
            return
        wide, high = document.pagesize
        left, right = self.room.left, wide - self.room.right
        canvas.saveState()
        canvas.setFillGray(0)
        canvas.setStrokeGray(HAIR)
        canvas.setLineWidth(0.6)
        self._head(canvas, left, right, high - 0.5 * INCH - self.size)
        self._foot(canvas, left, right, 0.5 * INCH + self.size * 1.5)
        canvas.restoreState()

    def _head(self, canvas: PaperCanvas, left: float, right: float, y: float) -> None:
        sheet = self.sheet
        marks = [word] if (word := self._across(canvas)) else []
        if sheet.mark:
            marks.append(sheet.mark)
        used = self._write(canvas, left, right, y, "  ·  ".join(marks), fonts.BOLD, at_right=True, most=0.5)
        who = "  ·  ".join(part for part in (sheet.agency, sheet.title) if part)
        self._write(canvas, left, right - used - self.size, y, who, fonts.BODY)
        canvas.line(left, y - self.size * 0.7, right, y - self.size * 0.7)

    def _foot(self, canvas: PaperCanvas, left: float, right: float, y: float) -> None:
        sheet = self.sheet
        canvas.line(left, y + self.size * 1.25, right, y + self.size * 1.25)
        printed = tr("Printed {moment}", moment=moment_text(sheet.printed_on))
        number = self._stands(canvas)[0]
        version = tr("Version {version}", version=number) if number else ""
        page = self._page_text(canvas.getPageNumber(), canvas)
        used = self._write(canvas, left, right, y, page, fonts.BOLD, at_right=True, most=0.6)
        facts = "  ·  ".join(part for part in (version, printed) if part)
        self._write(canvas, left, right - used - self.size, y, facts, fonts.BODY)
        y -= self.size * 1.35
        used = 0.0
        if sheet.copy:
            copy = tr("Copy {number} of {count}", number=sheet.copy[0], count=sheet.copy[1])
            copy = f"{copy}  ·  {sheet.copy_mark}" if sheet.copy_mark else copy
            used = self._write(canvas, left, right, y, copy, fonts.BODY, at_right=True, most=0.4)
        if sheet.check_again_by:
            again = tr("Check again by {day}", day=day_text(sheet.check_again_by))
            self._write(canvas, left, right - used - self.size, y, again, fonts.BOLD)

    def _page_text(self, number: int, canvas: PaperCanvas) -> str:
        section, count = canvas.notes.section_of(number)
        if section:
            code, marks = self.sheet.page_code(section, count), self.known.fingerprints
            mark = mark_of(marks[number - 1]) if self.sheet.marked and number <= len(marks) else ""
            return f"{code}  ·  {mark}" if mark else code
        return tr("Page {number} of {count}", number=number, count=max(self.known.pages, number))

    def _write(
        self,
        canvas: PaperCanvas,
        left: float,
        right: float,
        y: float,
        text: str,
        font: str,
        *,
        at_right: bool = False,
        most: float = 1.0,
    ) -> float:
        """Writes one line, shortened to its part of the width; returns the width used."""
        line = shortened(fonts.main_font_only(text), font, self.size, (right - left) * most)
        canvas.setFont(font, self.size)
        if at_right:
            canvas.drawRightString(right, y, line)
        else:
            canvas.drawString(left, y, line)
        return float(stringWidth(line, font, self.size))


def draft_mark(canvas: Any, x: float, y: float, share: float = 1.0, *, angle: float = 52) -> None:
    """The word DRAFT across a page around the point x, y; `share` of its full size on a smaller card."""
    mark_across(canvas, x, y, tr("DRAFT"), share, angle=angle)


def mark_across(canvas: Any, x: float, y: float, words: str, share: float = 1.0, *, angle: float = 52) -> None:
    """A word across a page, in outline."""
    word = fonts.main_font_only(words)
    size = share * min(170.0, 560.0 / (0.62 * max(len(word), 1)))
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(angle)
    canvas.setStrokeGray(0.7)
    canvas.setLineWidth(1.1)
    start = -stringWidth(word, fonts.BOLD, size) / 2
    outline = canvas.beginText(start, -size * 0.35)
    outline.setFont(fonts.BOLD, size)
    outline.setTextRenderMode(1)  # only the outline: a gray fill turns to dots on a bad printer
    outline.textOut(word)
    canvas.drawText(outline)
    canvas.restoreState()


def shortened(text: str, font: str, size: float, width: float) -> str:
    """The text, cut with an ellipsis where it would be wider than `width` points."""
    text = " ".join(text.split())
    if stringWidth(text, font, size) <= width:
        return text
    while text and stringWidth(text + "…", font, size) > width:
        text = text[:-1]
    return text.rstrip() + "…"
