"""The contents list: headings of this print, with the page or section page each stands on."""

from collections.abc import Callable

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from wellness_desktop.base.language import tr
from wellness_desktop.paper.block import Block, Look
from wellness_desktop.paper.canvas import PaperCanvas, Place, reader
from wellness_desktop.paper.stack import Stack, Stamp
from wellness_desktop.paper.styles import indented
from wellness_desktop.paper.tagging import Element, TaggedCanvas, mark
from wellness_desktop.paper.words import Words, words


class _Line(Flowable):
    """One heading, dots, and its page; the whole line is a link."""

    def __init__(self, place: Place, code: str, label: Words, element: Element) -> None:
        super().__init__()
        self.place, self.code, self.label, self.element = place, code, label, element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        style = self.label.style
        self.number_width = stringWidth(self.code, style.fontName, style.fontSize)
        self.label.wrapOn(self.canv, availWidth - max(self.number_width, 24) - 12, availHeight)
        self.width, self.height = availWidth, self.label.height + 3
        return self.width, self.height

    def draw(self) -> None:
        canvas, style = self.canv, self.label.style
        if (dry := reader(canvas)) is not None:
            dry.read(self.label.said())
            dry.read(self.code)
            return
        self.label.drawOn(canvas, 0, 3)
        y = 3 + self.label.baseline() - (self.label.height - style.leading)
        self._dots(y)
        canvas.setFont(style.fontName, style.fontSize)
        with mark(canvas, self.element):
            canvas.drawRightString(self.width, y, self.code)
        if isinstance(canvas, TaggedCanvas):
            says = tr("Go to {heading}", heading=self.place.text)
            canvas.link_to(self.place, (0, 0, self.width, self.height), says, self.element)

    def _dots(self, y: float) -> None:
        """Leaders between the heading and its page: an artifact, so that no one hears a hundred dots."""
        start = self.label.last_line_end() + 5
        end = self.width - self.number_width - 5
        if end <= start:
            return
        self.canv.saveState()
        self.canv.setDash(0.6, 3.4)
        self.canv.setLineWidth(0.8)
        self.canv.line(start, y + 0.8, end, y + 0.8)
        self.canv.restoreState()


class ContentsList(Stack):
    """Fills itself from what the pass before this one noted."""

    def __init__(self, look: Look, listed: Callable[[Place], bool], code_of: Callable[[Place], str]) -> None:
        super().__init__([])
        self.look, self.listed, self.code_of = look, listed, code_of
        self.element = look.element("TOC")
        self._read: object = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        notes = self.look.facts.notes
        if self._read is not notes:
            self._read = notes
            self.element.kids.clear()
            self.content = [self._line(place) for place in notes.places[notes.contents_after :] if self.listed(place)]
        return super().wrap(availWidth, availHeight)

    def _line(self, place: Place) -> _Line:
        entry = Element("TOCI", self.element)
        link = Element("Link", Element("Reference", entry))
        style = self.look.styles.strong if place.level == 1 else self.look.styles.body
        inset = indented(style, (place.level - 1) * self.look.styles.body.fontSize * 1.3)
        return _Line(place, self.code_of(place), words(place.text, inset, link), link)


def _begin(canvas: PaperCanvas) -> None:
    """Headings before this one are not listed, the heading of the contents itself above all."""
    canvas.notes.contents_after = len(canvas.notes.places)


def contents(levels: int = 2, *, of: Callable[[str], bool] | None = None) -> Block:
    """The headings that follow, down to a level, with their pages and links to them; all, or those in sections whose
    code `of` wants.
    """

    def listed(place: Place) -> bool:
        return place.level <= levels and (of is None or of(place.section))

    def flow(look: Look) -> list[Flowable]:
        look.facts.has_contents = True
        return [Stamp(_begin), ContentsList(look, listed, look.facts.page_code)]

    return Block(flow)
