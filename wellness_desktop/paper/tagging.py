"""Tagged PDF on open-source ReportLab: marked content on the page, a structure tree behind it.

A page lies inside marked content from its first to its last operator. What a flowable draws inside `mark` belongs
to an element of the structure tree; everything else is an artifact (rules, boxes, header and foot).
An element joins the tree when its first piece is drawn, so the reading order is the order on paper.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from wellness_desktop.paper.canvas import PaperCanvas, Place


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree. `role` is a standard type of PDF 1.7, such as P, H1, TD or Figure."""

    role: str
    parent: "Element | None" = None
    alt: str = ""
    """Alternative text; required for a Figure."""
    scope: str = ""
    """Column or Row, for a TH."""
    numbering: str = ""
    """ListNumbering of an L: None, Disc or Decimal."""
    bbox: tuple[float, float, float, float] | None = None
    once: bool = False
    """Drawn again on every page (table heads), but read only the first time."""
    level: int = 0
    """1 to 3 for headings, which open a section of the tree."""
    kids: list["Element"] = field(default_factory=list)
    marks: list[tuple[int, "int | PDFObjectReference"]] = field(default_factory=list)
    """Page number and either a marked-content number or an annotation."""
    joined: bool = False

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.parent.kids.append(self)


class TaggedCanvas(PaperCanvas):
    """A canvas that keeps every page inside marked content and builds the structure tree."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.root = Element("Document", joined=True)
        self._sections: list[tuple[int, Element]] = [(0, self.root)]
        self.page_marks: list[list[Element]] = [[]]
        self.annotations: list[tuple[Element, PDFDictionary]] = []
        self.fields: list[PDFObjectReference] = []
        self._open = False
        super().__init__(*args, **kwargs)
        self._code.append("/Artifact BMC")
        self._fresh = list(self._code)

    def _startPage(self) -> None:  # noqa: N802 - ReportLab calls it
        super()._startPage()  # type: ignore[misc]  # missing from the stubs
        self._code.append("/Artifact BMC")
        self._fresh = list(self._code)
        self.page_marks.append([])

    @property
    def sheet_number(self) -> int:
        """Which page of the file this is; where only some pages are drawn, not the page of the print."""
        return len(self.page_marks)

    def showPage(self) -> None:  # noqa: N802 - ReportLab calls it
        self._code.append("EMC")
        super().showPage()

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802 - ReportLab calls it
        super()._setAnnotations(page)  # type: ignore[misc]  # missing from the stubs
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self.page_marks) - 1
        page.Tabs = PDFName("S")

    @contextmanager
    def tag(self, element: Element | None) -> Iterator[None]:
        """What is drawn inside belongs to the element; inside another tag, or for None, nothing changes."""
        if element is None or self._open or (element.once and element.marks):
            yield
            return
        self._join(element)
        marks = self.page_marks[-1]
        number = len(marks)
        marks.append(element)
        element.marks.append((self.sheet_number, number))
        self._code.append(f"EMC /{element.role} <</MCID {number}>> BDC")
        self._open = True
        try:
            yield
        finally:
            self._open = False
            self._code.append("EMC /Artifact BMC")

    def _join(self, element: Element) -> None:
        """Hangs the element's whole branch into the tree, under the section that is open now."""
        while not element.joined and element.parent is not None:
            element = element.parent
        if element.joined:
            return
        element.joined = True
        if element.level:
            while self._sections[-1][0] >= element.level:
                self._sections.pop()
            section = Element("Sect", self._sections[-1][1], joined=True)
            self._sections.append((element.level, section))
        self._sections[-1][1].kids.append(element)

    def link_to(self, place: Place, rect: tuple[float, float, float, float], says: str, element: Element) -> None:
        """Makes the rectangle jump to a heading; `says` is read aloud."""
        canvas: Any = self
        entries = {"Dest": canvas._bookmarkReference(place.key), "Border": PDFArray([0, 0, 0])}
        self.annotate("Link", rect, {**entries, "Contents": PDFString(says)}, element)

    def annotate(
        self, kind: str, rect: tuple[float, float, float, float], entries: dict[str, Any], element: Element
    ) -> PDFObjectReference:
        """Adds an annotation that belongs to the element."""
        self._join(element)
        canvas: Any = self
        corners = [round(edge, 2) for edge in canvas._absRect(rect, 1)]
        annotation = PDFDictionary(
            {"Type": PDFName("Annot"), "Subtype": PDFName(kind), "Rect": PDFArray(corners), "F": 4, **entries}
        )
        annotation["P"] = PDFObjectReference(f"Page{self.sheet_number}")
        name = f"mark{len(self.annotations)}"
        self.annotations.append((element, annotation))
        canvas._addAnnotation(annotation, name)
        reference: PDFObjectReference = self._doc.refAnnotation(name)
        element.marks.append((self.sheet_number, reference))
        return reference

    def save(self) -> None:
        """Writes the structure tree, then the file."""
        from wellness_desktop.paper.structure import write_structure

        if self._code != self._fresh:
            self.showPage()
        write_structure(self)
        self._code.clear()
        super().save()


@contextmanager
def mark(canvas: Canvas, element: Element | None) -> Iterator[None]:
    """Tags what is drawn inside, if the canvas can tag."""
    if isinstance(canvas, TaggedCanvas):
        with canvas.tag(element):
            yield
    else:
        yield
