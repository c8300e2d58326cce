"""Several copies of a print in one file, whole or some pages of each, every copy with its own head and foot."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.platypus import Flowable, PageBreak

from wellness_desktop.paper.block import Block
from wellness_desktop.paper.canvas import Notes
from wellness_desktop.paper.furniture import Furniture, margins
from wellness_desktop.paper.layout import Settled, run, some_pages
from wellness_desktop.paper.sheet import Printed, PrintedPage, Sheet


@dataclass(frozen=True, slots=True)
class Part:
    """One copy in the file."""

    print: Settled
    sheet: Sheet
    """Its own head and foot; size and print size are those of the print."""
    front: tuple[Block, ...] = ()
    """Pages in front of it that are not part of the print, such as a removal sheet."""
    wanted: Collection[int] | None = None
    """Which of its pages, counted from 1; None for all."""


class _EachItsOwn:
    """Head and foot of each page from the part it belongs to."""

    def __init__(self) -> None:
        self._ends: list[int] = []
        self._furniture: list[Furniture] = []

    def add(self, last_page: int, furniture: Furniture) -> None:
        """The pages up to `last_page` that no other part has are drawn by this furniture."""
        self._ends.append(last_page)
        self._furniture.append(furniture)

    def under(self, canvas: Any, document: Any) -> None:
        self._of(canvas).under(canvas, document)

    def over(self, canvas: Any, document: Any) -> None:
        self._of(canvas).over(canvas, document)

    def _of(self, canvas: Any) -> Furniture:
        return self._furniture[bisect_left(self._ends, canvas.getPageNumber())]


def bundle(parts: Sequence[Part]) -> Printed:
    """All parts as one file, one behind the other. Raises ValueError without any."""
    if not parts:
        raise ValueError("a bundle needs a part")
    notes, story = Notes(), list[Flowable]()
    furniture, wanted, pages = _EachItsOwn(), set[int](), list[PrintedPage]()
    for part in parts:
        made = part.print.again(part.sheet, part.front, notes)
        own = part.wanted if part.wanted is not None else range(1, part.print.notes.pages + 1)
        drawn = {*range(notes.pages + 1, made.notes.first), *(made.notes.first - 1 + number for number in own)}
        pages += [page for page in made.pages if page.number in drawn]
        wanted |= drawn
        story += [PageBreak(), *made.story] if story else made.story
        furniture.add(made.notes.pages, Furniture(part.sheet, margins(part.sheet), made.notes))
        notes = made.notes
    out, sheet = BytesIO(), parts[0].sheet
    run(sheet, story, margins(sheet), furniture, some_pages(wanted, notes), out)
    return Printed(out.getvalue(), tuple(pages))
