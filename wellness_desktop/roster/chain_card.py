"""The call chain as a card: who is tried first, after how many minutes the next, and the line that always answers."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.number_text import NumberText
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.call_chain import ChainStep

FEWEST = 2
"""One step alone is no chain: the line at its end stands on the page anyway."""


class ChainCard(Card):
    """Made anew only when the chain is another, so that a screen reader is not thrown out of place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("If nobody answers: try them in this order"), "list", parent=parent)
        self._shown: Sequence[ChainStep] = ()
        self.hide()

    def show_steps(self, steps: Sequence[ChainStep]) -> None:
        """Shows these steps; hidden while there is no chain."""
        self.setVisible(len(steps) >= FEWEST)
        if tuple(steps) == self._shown:
            return
        self._shown = tuple(steps)
        while (item := self.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, step in enumerate(steps, 1):
            self.add(_step(number, step, self))


def step_words(number: int, step: ChainStep) -> str:
    """One step on one line: its number, who it is, how to reach them."""
    ways = ", ".join(step.numbers)
    if not ways:
        return tr("{number}. {who}", number=number, who=step.title)
    return tr("{number}. {who}, {ways}", number=number, who=step.title, ways=ways)


def _step(number: int, step: ChainStep, parent: QWidget) -> QWidget:
    row = QWidget(parent)
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 2, 0, 2)
    column.setSpacing(1)
    column.addWidget(NumberText(step_words(number, step), "strong", row, selectable=True))
    column.addWidget(Text(step.give_up_words, "muted", row))
    return row
