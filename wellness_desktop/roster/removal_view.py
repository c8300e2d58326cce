"""Taking somebody off the roster: what mentions them, what becomes of it and why, and the paper to shred."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.mentions import Fate, Mention
from wellness_desktop.roster.papers_view import PapersView
from wellness_desktop.roster.people import Person

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

_ICONS = {Fate.HANDS: "clipboard-list", Fate.NOW: "check", Fate.LATER: "calendar-clock", Fate.STAYS: "archive"}


class RemovalView(QWidget):
    """One card for each fate; the button takes the person off."""

    def __init__(
        self, roster: "Roster", banner: Banner, remove: Callable[[Person], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._roster, self._remove = roster, remove
        self._person: Person | None = None
        self._cards: QWidget | None = None
        self.remove_button = button(tr("Take off the roster"), "trash-2", "primary", press=self._pressed, parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._column.addLayout(button_row(self.remove_button))
        paper = Card(tr("Paper to shred"), "file-text", parent=self)
        self.papers = PapersView(roster, banner, paper, lines=3)
        paper.add(self.papers)
        self._column.addWidget(paper, 1)

    def start(self, person: Person, names: Mapping[UUID, str]) -> None:
        """Shows what hangs on this person. `names` gives words to the ids on paper."""
        found = self._roster.mentions(person.id)
        self._person = person
        self.remove_button.setAccessibleName(tr("Take {name} off the roster", name=person.name))
        self._show(found)
        self.papers.start(names, person.id)
        self.remove_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def words(self) -> str:
        """Everything that stands there, line by line."""
        return "\n".join(each.text() for each in self.findChildren(QLabel) if each.isVisibleTo(self) and each.text())

    def _show(self, found: Sequence[Mention]) -> None:
        if self._cards is not None:
            self._column.removeWidget(self._cards)
            self._cards.hide()
            self._cards.deleteLater()
        cards = [self._card(fate, [each for each in found if each.fate is fate]) for fate in Fate]
        self._cards = Reflow([card for card in cards if card is not None], self, most=2, column_chars=46)
        self._column.insertWidget(1, self._cards)
        self._cards.show()

    def _card(self, fate: Fate, mentions: Sequence[Mention]) -> Card | None:
        if not mentions:
            return None
        card = Card(fate.label, _ICONS[fate], parent=self)
        for each in mentions:
            card.add(Text(each.what, "strong", card))
            if each.why:
                card.add(Text(each.why, "small", card))
        return card

    def _pressed(self) -> None:
        if self._person is not None:
            self._remove(self._person)
