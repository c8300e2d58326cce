"""Lays a print out: dry passes until page numbers and contents stand still, then one that draws."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import Any, Protocol

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageBreak, PageTemplate

from wellness_desktop.paper import fonts
from wellness_desktop.paper.block import Block, Facts, Look, flow_all
from wellness_desktop.paper.canvas import DryCanvas, Notes, PaperCanvas, heading_key
from wellness_desktop.paper.furniture import Furniture, Margins, margins
from wellness_desktop.paper.page_marks import mark_of, read_pages
from wellness_desktop.paper.sheet import Printed, PrintedPage, Sheet
from wellness_desktop.paper.some_pages import SomePagesCanvas
from wellness_desktop.paper.stack import Stack, grouped
from wellness_desktop.paper.styles import styles
from wellness_desktop.paper.tagging import TaggedCanvas

MOST_PASSES = 6
"""A contents list settles in two or three passes; more would mean it swings between two lengths."""


class Around(Protocol):
    """What draws head and foot of each page."""

    def under(self, canvas: Any, document: Any) -> None: ...

    def over(self, canvas: Any, document: Any) -> None: ...


class _Pages(BaseDocTemplate):
    """Full pages of one frame, with the sheet's head and foot."""

    def __init__(self, sheet: Sheet, furniture: Around, out: BytesIO, room: Margins) -> None:
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


Maker = Callable[..., PaperCanvas]


@dataclass(frozen=True, slots=True)
class Settled:
    """A print whose pages are known, not yet drawn. It is drawn once; `again` makes it anew for another copy."""

    sheet: Sheet
    blocks: tuple[Block, ...]
    look: Look
    story: list[Flowable]

    @property
    def notes(self) -> Notes:
        """What the last pass found out."""
        return self.look.facts.notes

    @property
    def pages(self) -> tuple[PrintedPage, ...]:
        """Which page holds what."""
        return _pages(self.sheet, self.notes)

    def draw(self, canvas_class: Maker = TaggedCanvas) -> Printed:
        """The finished print."""
        out, room = BytesIO(), margins(self.sheet)
        run(self.sheet, self.story, room, Furniture(self.sheet, room, self.notes), canvas_class, out)
        return Printed(out.getvalue(), self.pages)

    def draw_some(self, wanted: Collection[int]) -> Printed:
        """Only these pages, counted from 1; each as it stands in the whole."""
        drawn = self.draw(some_pages(wanted, self.notes))
        return Printed(drawn.pdf, tuple(page for page in drawn.pages if page.number in wanted))

    def again(self, sheet: Sheet, front: Sequence[Block] = (), behind: Notes | None = None) -> "Settled":
        """The same print on another sheet of the same size, without a dry pass.

        Pages of its own may stand in `front`; `behind` are the notes of what comes before all that in the file.
        """
        before = behind or Notes()
        if front:
            before = _behind(before, settle(sheet, front).notes)
        look, blocks = replace(_look(sheet), styles=self.look.styles), (*front, *self.blocks)
        look.facts.notes = _behind(before, self.notes)
        return Settled(sheet, blocks, look, _ready(blocks, look))


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
    look, room = _look(sheet, scale), margins(sheet)
    facts = look.facts
    story = _ready(blocks, look)
    for _ in range(MOST_PASSES):
        before = facts.notes
        facts.notes = run(sheet, story, room, Furniture(sheet, room, facts.notes), DryCanvas, BytesIO())
        if facts.notes == before or not facts.has_contents:
            break
    notes = facts.notes
    notes.fingerprints = read_pages(sheet, notes, partial(page_code, sheet, notes))
    return Settled(sheet, tuple(blocks), look, story)


def _look(sheet: Sheet, scale: float = 1.0) -> Look:
    """The look of a sheet, with facts that nothing has been found out about."""
    room, facts = margins(sheet), Facts()
    facts.page_code = lambda place: page_code(sheet, facts.notes, place.page)
    facts.listed = lambda: _listed(sheet, facts.notes)
    return Look(styles(sheet.large, scale), paper_size(sheet)[0] - room.left - room.right, facts)


def some_pages(wanted: Collection[int], notes: Notes) -> Maker:
    """Makes the canvas that draws only these pages."""
    return partial(SomePagesCanvas, wanted=wanted, pages_of={place.key: place.page for place in notes.places})


def _listed(sheet: Sheet, notes: Notes) -> list[tuple[str, str]]:
    """Code and mark of the pages that lie in a section; no mark while the layout still moves."""
    marks = [mark_of(one) for one in notes.fingerprints] or [""] * notes.pages
    return [
        (page_code(sheet, notes, number), marks[number - 1])
        for number in range(notes.first, notes.pages + 1)
        if notes.section_of(number)[0]
    ]


def _behind(front: Notes, notes: Notes) -> Notes:
    """The notes of a print that gets the pages of `front` in front of it."""
    pages, headings = front.pages, len(front.places)
    moved = [
        replace(place, page=place.page + pages, key=heading_key(number + headings))
        for number, place in enumerate(notes.places)
    ]
    return Notes(
        places=[*front.places, *moved],
        starts=[*front.starts, *((code, page + pages) for code, page in notes.starts)],
        pages=pages + notes.pages,
        contents_after=headings + notes.contents_after,
        fingerprints=("",) * pages + notes.fingerprints,
        first=pages + 1,
    )


def run(
    sheet: Sheet,
    story: Sequence[Flowable],
    room: Margins,
    furniture: Around,
    canvas_class: Maker,
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


def _ready(blocks: Sequence[Block], look: Look) -> list[Flowable]:
    """The flowables of a print, laid out in the same way in every pass."""
    story = _without_empty_pages(flow_all(blocks, look))
    _let_go_of_next(story)
    return story


def _forget_last_pass(story: Sequence[Flowable]) -> None:
    """Takes away the note "moved to the next page once already", which ReportLab leaves on flowables."""
    for flowable in story:
        vars(flowable).pop("_postponed", None)
        if isinstance(flowable, KeepTogether):
            _forget_last_pass(grouped(flowable))


def _let_go_of_next(story: Sequence[Flowable]) -> None:
    """Takes the wish to stay with what follows off everything that stands on a page by itself.

    ReportLab grants it in the first pass and forgets it, so that later passes would break pages elsewhere; and it
    moves a heading's whole table to the next page. Our headings ask for the room they need (`CondPageBreak`).
    """
    for flowable in story:
        vars(flowable)["keepWithNext"] = 0
        if isinstance(flowable, KeepTogether):
            _let_go_of_next(grouped(flowable))


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
        section, code = notes.section_of(number)[0], page_code(sheet, notes, number)
        pages.append(PrintedPage(number, section, code, on_it, notes.fingerprints[number - 1]))
    return tuple(pages)
