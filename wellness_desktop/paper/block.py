"""A block is a value that knows how to become flowables, once it is told the sheet's styles and width.

Prints build lists of blocks without knowing paper size or print size; `sheet.make` decides both.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from reportlab.platypus import Flowable

from wellness_desktop.paper.canvas import Notes, Place
from wellness_desktop.paper.styles import Styles
from wellness_desktop.paper.tagging import Element


@dataclass(slots=True)
class Facts:
    """What the layout passes before this one found out; contents lists read it."""

    notes: Notes = field(default_factory=Notes)
    page_code: Callable[[Place], str] = lambda place: str(place.page)
    """What the page of a heading calls itself."""
    listed: Callable[[], Sequence[tuple[str, str]]] = tuple
    """Code and mark of every page that belongs to a section; the list of pages reads it."""
    has_contents: bool = False
    fields: int = 0
    """How many form fields were made so far; their names count up."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where a block will stand: styles, width in points, and the element it belongs to."""

    styles: Styles
    width: float
    facts: Facts
    parent: Element | None = None

    def narrower(self, by: float) -> "Look":
        """The same look with `by` points less width."""
        return replace(self, width=self.width - by)

    def under(self, parent: Element) -> "Look":
        """The same look for what belongs to the element `parent`."""
        return replace(self, parent=parent)

    def element(self, role: str, *, alt: str = "", numbering: str = "", scope: str = "", once: bool = False) -> Element:
        """A new element of the structure tree below this look's element."""
        return Element(role, self.parent, alt=alt, numbering=numbering, scope=scope, once=once)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a print. Reusable: the same block may be made into two prints."""

    flow: Callable[[Look], list[Flowable]]


def flow_all(blocks: Sequence[Block], look: Look) -> list[Flowable]:
    """The flowables of all blocks, in order."""
    return [flowable for block in blocks for flowable in block.flow(look)]
