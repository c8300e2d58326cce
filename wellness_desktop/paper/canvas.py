"""The canvas every print is drawn on: it knows headings and sections, and prints black as one ink."""

from dataclasses import dataclass, field
from typing import Any, Literal

from reportlab.lib.colors import Color, toColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from wellness_desktop.paper import fonts


@dataclass(slots=True)
class Place:
    """Where a heading came to stand."""

    level: int
    text: str
    page: int
    section: str
    key: str


@dataclass(slots=True)
class Notes:
    """What a layout pass learns, for the contents page, "page x of y" and the binder's register."""

    places: list[Place] = field(default_factory=list)
    starts: list[tuple[str, int]] = field(default_factory=list)
    """Code and first page of each section."""
    pages: int = 0
    contents_after: int = 0
    """How many headings stand before the contents list."""
    last_level: int = 0
    texts: list[list[str]] = field(default_factory=list, compare=False)
    """What stands on each page, without head and foot; what a dry pass read."""
    fingerprints: tuple[str, ...] = field(default=(), compare=False)
    """One for each page, once the layout stands still (page_marks.py)."""
    first: int = field(default=1, compare=False)
    """The first page of the print itself, where others stand in front of it in the same file."""

    def section_of(self, page: int) -> tuple[str, int]:
        """The section a page lies in and its number there; an empty code outside sections."""
        begun = [start for start in self.starts if start[1] <= page]
        return (begun[-1][0], page - begun[-1][1] + 1) if begun else ("", page)


def heading_key(number: int) -> str:
    """The bookmark of the heading that is number `number` in its print, from 0."""
    return f"h{number}"


class _InkText(PDFTextObject):
    """Text whose grays stay gray: RGB black would print as a mixture of inks."""

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: N802, N803 - ReportLab's name
        level = _gray_level(aColor)
        if level is None:
            super().setFillColor(aColor, alpha)
        else:
            self.setFillGray(level)


def _gray_level(color: Any) -> float | None:
    """How light a colorless color is, 0 for black; None for a color, or for one that lets things show through."""
    plain = toColor(color)
    if type(plain) is Color and plain.red == plain.green == plain.blue and plain.alpha == 1:
        return float(plain.red)
    return None


class PaperCanvas(Canvas):
    """A canvas that knows headings and sections. By itself it draws without tags."""

    dry = False
    """A dry canvas only counts: flowables skip their drawing."""

    # ReportLab's own, missing from its stubs.
    _doc: Any
    _code: list[str]
    _pageNumber: int  # noqa: N815

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.notes = Notes()
        self._said: list[str] = []
        self.language: str = kwargs.get("lang") or "en-US"
        kwargs["initialFontName"] = fonts.BODY
        kwargs["pdfVersion"] = (1, 7)
        super().__init__(*args, **kwargs)

    def beginText(  # noqa: N802 - ReportLab calls it
        self, x: float = 0, y: float = 0, direction: Literal["LTR", "RTL"] | None = None
    ) -> PDFTextObject:
        return _InkText(self, x, y, direction=direction)

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: N802, N803 - ReportLab's name
        level = _gray_level(aColor)
        if level is None:
            super().setFillColor(aColor, alpha)
        else:
            self.setFillGray(level)

    def setStrokeColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: N802, N803 - ReportLab's name
        level = _gray_level(aColor)
        if level is None:
            super().setStrokeColor(aColor, alpha)
        else:
            self.setStrokeGray(level)

    def note_heading(self, level: int, text: str) -> int:
        """Registers a heading here; returns the level of its tag, which never jumps (no H3 under H1)."""
        tagged = min(level, self.notes.last_level + 1)
        if not self.dry:
            self.notes.last_level = tagged
        key = heading_key(len(self.notes.places))
        section = self.notes.starts[-1][0] if self.notes.starts else ""
        self.notes.places.append(Place(level, text, self.getPageNumber(), section, key))
        return tagged

    def read(self, text: str) -> None:
        """A dry canvas reads what it does not draw: the page's text, from which its fingerprint is made."""
        self._said.append(text)

    def turn_page(self) -> None:
        """Counts the page that ends here, and keeps what it says."""
        self.notes.pages += 1
        self.notes.texts.append(self._said)
        self._said = []

    def note_section(self, code: str) -> None:
        """From this page on, pages count in the section `code`."""
        self.notes.starts.append((code, self.getPageNumber()))

    def bookmark(self, level: int, text: str, height: float) -> None:
        """Makes the heading noted last a bookmark whose view begins at its top."""
        key = self.notes.places[-1].key
        _, top = self.absolutePosition(0, height)
        self.bookmarkPage(key, fit="XYZ", left=0, top=round(top, 1))
        # In a print of some pages only, the heading above this one may be missing.
        deepest = self._doc.outline.currentlevel + 1
        self.addOutlineEntry(text, key, min(level - 1, deepest), closed=level > 1)

    def showPage(self) -> None:  # noqa: N802 - ReportLab calls it
        self.turn_page()
        super().showPage()


class DryCanvas(PaperCanvas):
    """Counts pages, notes headings and reads the words, and keeps nothing that was drawn."""

    dry = True

    def showPage(self) -> None:  # noqa: N802 - ReportLab calls it
        self.turn_page()
        self._startPage()  # type: ignore[attr-defined]  # missing from the stubs

    def save(self) -> None:
        """A dry pass leaves no file."""


def reader(canvas: Canvas) -> PaperCanvas | None:
    """The canvas when it only counts and reads; None when what a flowable draws comes on paper."""
    return canvas if isinstance(canvas, PaperCanvas) and canvas.dry else None
