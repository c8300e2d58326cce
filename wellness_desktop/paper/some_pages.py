"""Draws only some pages of a print, each exactly as it stands in the whole: what a loose-leaf binder needs."""

from collections.abc import Collection, Mapping
from typing import Any

from wellness_desktop.paper.canvas import Place
from wellness_desktop.paper.tagging import Element, TaggedCanvas


class SomePagesCanvas(TaggedCanvas):
    """A tagged canvas that stays dry on every page that is not wanted, and leaves it out of the file."""

    def __init__(self, *args: Any, wanted: Collection[int], pages_of: Mapping[str, int], **kwargs: Any) -> None:
        """`pages_of` says on which page of the whole print each heading stands, by its key."""
        self._wanted, self._pages_of = wanted, pages_of
        super().__init__(*args, **kwargs)
        self._look_at_page()

    def showPage(self) -> None:  # noqa: N802 - ReportLab calls it
        if self.dry:
            self.turn_page()
            self._skip_page()
        else:
            super().showPage()
        self._look_at_page()

    def save(self) -> None:
        """Writes the file; a last page that is not wanted leaves nothing."""
        self.dry = False
        super().save()

    def link_to(self, place: Place, rect: tuple[float, float, float, float], says: str, element: Element) -> None:
        """A link to a page that is left out leads nowhere, so it is plain text."""
        if self._pages_of.get(place.key, 0) in self._wanted:
            super().link_to(place, rect, says, element)

    def _look_at_page(self) -> None:
        self.dry = self.getPageNumber() not in self._wanted

    def _skip_page(self) -> None:
        """Begins the next page in the place of this one."""
        self.page_marks.pop()
        self._startPage()
