"""The plan read on the screen, section by section, with everything filled in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.plan_view import empty_out
from wellness_desktop.plans.reading_text import ReadLine, section_lines

if TYPE_CHECKING:
    from wellness_desktop.plans.merged import MergedPlan

FIRST = "S11"
"""Whoever opens a plan in a hurry wants what to do."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A section with its lines."""

    id: str
    title: str
    about: str
    lines: tuple[ReadLine, ...]


class ReadingView(QWidget):
    """Sections at the left, the text of the chosen one at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections = Table[Leaf](
            [Column(tr("Section"), lambda leaf: tr("{code}  {title}", code=leaf.id, title=leaf.title), width=0)],
            tr("Sections of the plan"),
            self,
            lines=8,
        )
        self.card = Card(tr("Section"), parent=self)
        self._about = Text("", "muted", self.card)
        self.card.add(self._about)
        self._shown: list[Text] = []
        self._words = QVBoxLayout()
        self._words.setSpacing(6)
        self.card.body.addLayout(self._words)
        side = QWidget(self)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.card)
        right.addStretch(1)
        self._beside = Beside(self.sections, side, self, back=tr("Back to the sections"), share=72)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._beside, 1)
        self.sections.chosen.connect(self._show)
        self.sections.opened.connect(lambda _leaf: self._beside.show_detail())

    def show_plan(self, plan: "MergedPlan") -> None:
        """Shows the plan; opens what to do now."""
        found = section_lines(plan)
        leaves = [
            Leaf(body.section.id, body.section.title, body.section.about, found[body.section.id])
            for body in plan.sections
            if found.get(body.section.id)
        ]
        self.sections.set_rows(leaves)
        self.sections.choose(lambda leaf: leaf.id == FIRST)
        self._show(self.sections.current())
        self.sections.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def text(self) -> str:
        """What stands in the card now."""
        return "\n".join(line.text() for line in self._shown)

    def _show(self, leaf: Leaf | None) -> None:
        if leaf is None:
            return
        self.card.set_title(tr("{code}  {title}", code=leaf.id, title=leaf.title))
        self._about.setText(leaf.about)
        empty_out(self._words)
        self._shown.clear()
        group = ""
        for line in leaf.lines:
            if line.group != group and line.group:
                self._words.addSpacing(6)
                self._say(line.group, "strong")
            group = line.group
            self._say(line.text, "body")

    def _say(self, words: str, style: str) -> None:
        line = Text(words, style, self.card, selectable=style == "body")
        self._shown.append(line)
        self._words.addWidget(line)
