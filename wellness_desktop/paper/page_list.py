"""The list of the pages in force: every page of a loose-leaf binder with its mark, several to a line."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from wellness_desktop.base.language import tr
from wellness_desktop.paper.block import Block, Look
from wellness_desktop.paper.page_marks import POINTER
from wellness_desktop.paper.stack import Stack
from wellness_desktop.paper.tables import Cell, table
from wellness_desktop.paper.words import Run, words

ACROSS, ACROSS_LARGE = 5, 2
"""Pages to a line, in normal and in large print."""


class PageList(Stack):
    """Fills itself from what the pass before this one read."""

    def __init__(self, look: Look) -> None:
        super().__init__([])
        self.look = look
        self.element = look.element("Div")
        self._read: object = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        facts = self.look.facts
        if self._read is not facts.notes:
            self._read = facts.notes
            self.element.kids.clear()
            self.content = _rows(facts.listed()).flow(self.look.under(self.element))
        return super().wrap(availWidth, availHeight)


def page_list() -> Block:
    """All pages of this print that belong to a section, each with the mark on its foot."""

    def flow(look: Look) -> list[Flowable]:
        look.facts.has_contents = True
        return [PageList(look)]

    return Block(flow)


def _rows(pages: Sequence[tuple[str, str]]) -> Block:
    """The pages in their order, line by line."""

    def flow(look: Look) -> list[Flowable]:
        across = ACROSS_LARGE if look.styles.large else ACROSS
        rows: list[list[Cell]] = []
        for start in range(0, len(pages), across):
            line = pages[start : start + across]
            cells: list[Cell] = [cell for code, mark in line for cell in (code, _Mark(code, mark).block)]
            rows.append(cells + ["", ""] * (across - len(line)))
        return table([tr("Page"), tr("Mark")] * across, rows, [0.64, 0.36] * across, tight=True).flow(look)

    return Block(flow)


class _Mark:
    """The mark of a page in the list. A fingerprint reads the page's code there, for the mark is known last."""

    def __init__(self, code: str, mark: str) -> None:
        self.code, self.mark = code, mark

    @property
    def block(self) -> Block:
        """One cell of the table."""
        return Block(self._flow)

    def _flow(self, look: Look) -> list[Flowable]:
        made = words(Run(self.mark, bold=True), look.styles.cell, look.parent)
        made.reads = POINTER + self.code
        return [made]
