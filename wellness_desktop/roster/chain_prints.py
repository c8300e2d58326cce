"""The call chain as a block for any print."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.roster.call_chain import ChainStep

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.words import Run, Text


def chain_blocks(steps: Sequence[ChainStep], *, level: int = 2) -> "list[Block]":
    """Heading and table: who is tried, how to reach them, when to go on. `steps` are those made for paper."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.words import unbroken

    rows: list[tuple[Text, Text, Text]] = []
    for number, step in enumerate(steps, 1):
        ways: list[str | Run] = [part for way in step.numbers for part in (unbroken(way), "\n")]
        rows.append(([f"{number}. ", b.bold(step.title)], ways[:-1] or tr("See who is on call"), step.give_up_words))
    head = (tr("Try"), tr("Number"), tr("Then"))
    return [
        b.heading(tr("If nobody answers: try them in this order"), level, lines_below=4),
        b.table(head, rows, widths=(40, 30, 30)),
    ]
