"""Lays a print out: dry passes until page numbers and contents stand still, then one that draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageBreak, PageTemplate

from wellness_desktop.paper import fonts
from wellness_desktop.paper.block import Block, Facts, Look, flow_all
from wellness_desktop.paper.canvas import DryCanvas, Notes, PaperCanvas
from wellness_desktop.paper.furniture import Furniture, Margins, margins
from wellness_desktop.paper.sheet import Printed, PrintedPage, Sheet
from wellness_desktop.paper.stack import Stack, grouped
from wellness_desktop.paper.styles import styles
from wellness_desktop.paper.tagging import TaggedCanvas

MOST_PASSES = 6
"""A contents list settles in two or three passes; more would mean it swings between two lengths."""


class _Pages(BaseDocTemplate):
    """Full pages of one frame, with the sheet's head and foot."""

    def __init__(self, sheet: Sheet, furniture: Furniture, out: BytesIO, room: Margins) -> None:
        wide, high = paper_size(sheet)
        super().__init__(
            out,
            pagesize=(wide, high),
            title=fonts.printed(sheet.title),
            subject=fonts.printed(sheet.subject or sheet.title),
            author=fonts.printed(sheet.agency),
            creator="Wellness Desktop",
            producer="Wellness Desktop",
            lang=sheet.language,
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.BODY,
        )
        frame = Frame(
            room.left,
            room.bottom,
            wide - room.left - room.right,
            high - room.bottom - room.top,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(PageTemplate("page", [frame], onPage=furniture.under, onPageEnd=furniture.over))


def paper_size(sheet: Sheet) -> tuple[float, float]:
    """Width and height in points."""
    wide, high = A4 if sheet.size == "a4" else LETTER
    return float(wide), float(high)


@dataclass(frozen=True, slots=True)
class Settled:
    """A print whose pages are known, not yet drawn."""

    sheet: Sheet
    story: list[Flowable]
    notes: Notes

    def draw(self, canvas_class: type[PaperCanvas] = TaggedCanvas) -> Printed:
        """The finished print."""
        out, room = BytesIO(), margins(self.sheet)
        _run(self.sheet, self.story, room, Furniture(self.sheet, room, self.notes), canvas_class, out)
        return Printed(out.getvalue(), _pages(self.sheet, self.notes))


def lay_out(sheet: Sheet, blocks: Sequence[Block], canvas_class: type[PaperCanvas] = TaggedCanvas) -> Printed:
    """The finished print. A plain `PaperCanvas` leaves the tags out, to measure what they cost."""
    return settle(sheet, blocks).draw(canvas_class)


def fitted(sheet: Sheet, blocks: Sequence[Block], scales: Sequence[float], most_pages: int) -> Printed | None:
    """The print at the first of `scales` that needs at most `most_pages`; None when none does."""
    for scale in scales:
        settled = settle(sheet, blocks, scale)
        if settled.notes.pages <= most_pages:
            return settled.draw()
    return None


def settle(sheet: Sheet, blocks: Sequence[Block], scale: float = 1.0) -> Settled:
    """Runs dry passes until page numbers and contents stand still."""
    look_styles, room = styles(sheet.large, scale), margins(sheet)
    facts = Facts()
    facts.page_code = lambda place: page_code(sheet, facts.notes, place.page)
    look = Look(look_styles, paper_size(sheet)[0] - room.left - room.right, facts)
    story = _without_empty_pages(flow_all(blocks, look))
    for _ in range(MOST_PASSES):
        before = facts.notes
        facts.notes = _run(sheet, story, room, Furniture(sheet, room, facts.notes), DryCanvas, BytesIO())
        if facts.notes == before or not facts.has_contents:
            break
    return Settled(sheet, story, facts.notes)


def _run(
    sheet: Sheet,
    story: Sequence[Flowable],
    room: Margins,
    furniture: Furniture,
    canvas_class: type[PaperCanvas],
    out: BytesIO,
) -> Notes:
    """One pass over the story; what was found on the way."""
    _forget_last_pass(story)
    document = _Pages(sheet, furniture, out, room)
    made: list[PaperCanvas] = []

    def maker(*args: object, **kwargs: object) -> PaperCanvas:
        made.append(canvas_class(*args, **kwargs))
        return made[-1]

    document.build(list(story), canvasmaker=maker)
    return made[-1].notes


def _forget_last_pass(story: Sequence[Flowable]) -> None:
    """Takes away the note "moved to the next page once already", which ReportLab leaves on flowables."""
    for flowable in story:
        vars(flowable).pop("_postponed", None)
        if isinstance(flowable, KeepTogether):
            _forget_last_pass(grouped(flowable))


def _without_empty_pages(story: list[Flowable]) -> list[Flowable]:
    """No page break at the very start or end, and never two in a row; a print without content has one page."""
    kept: list[Flowable] = []
    for flowable in story:
        if isinstance(flowable, PageBreak) and (not kept or isinstance(kept[-1], PageBreak)):
            continue
        kept.append(flowable)
    while kept and isinstance(kept[-1], PageBreak):
        kept.pop()
    return kept or [Stack([])]


def page_code(sheet: Sheet, notes: Notes, number: int) -> str:
    """What page `number` calls itself: its code in its section, or the plain number."""
    section, count = notes.section_of(number)
    return sheet.page_code(section, count) if section else str(number)


def _pages(sheet: Sheet, notes: Notes) -> tuple[PrintedPage, ...]:
    """Which page holds what."""
    pages = []
    for number in range(1, notes.pages + 1):
        on_it = tuple(place.text for place in notes.places if place.page == number)
        pages.append(PrintedPage(number, notes.section_of(number)[0], page_code(sheet, notes, number), on_it))
    return tuple(pages)
