"""The sheet on top of replaced pages: what to take out, what to put in, and what becomes of the old ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from wellness_desktop.base.language import tr
from wellness_desktop.paper.block import Block, flow_all
from wellness_desktop.paper.tables import Cell, table, tick_box
from wellness_desktop.paper.text import heading
from wellness_desktop.paper.words import Run


@dataclass(frozen=True, slots=True)
class Swap:
    """One page of a binder that changes; an empty mark where there was no page, or will be none."""

    code: str
    out: str
    """The mark on the foot of the page to take out."""
    into: str
    """The mark on the foot of the page to put in its place."""


def removal_sheet(swaps: Sequence[Swap]) -> Block:
    """Boxes to tick for each page, the line for what was destroyed, and who did it."""
    rows: list[list[Cell]] = [
        [Run(swap.code, bold=True), *_half(swap.out, tr("nothing: a new page")), *_half(swap.into, tr("nothing"))]
        for swap in swaps
    ]
    head = [tr("Page"), tr("Out"), tr("Old page"), tr("In"), tr("New page")]
    done: list[list[Cell]] = [[tr("Old pages destroyed"), "", ""], [tr("New pages put in"), "", ""]]
    blocks = [
        heading(tr("Swap these pages"), 2),
        table(head, rows, [0.28, 0.09, 0.27, 0.09, 0.27], grid=True),
        heading(tr("When it is done"), 2),
        table([tr("What"), tr("Day"), tr("Initials")], done, [0.46, 0.3, 0.24], row_heads=True, grid=True),
    ]
    return Block(lambda look: flow_all(blocks, look))


def _half(mark: str, nothing: str) -> list[Cell]:
    return [tick_box(), Run(tr("mark {mark}", mark=mark))] if mark else ["", Run(nothing, italic=True)]
