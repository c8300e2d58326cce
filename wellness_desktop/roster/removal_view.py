"""Taking somebody off the roster: what mentions them, what becomes of it and why, and the paper to shred."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.form import Form
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
        self._names: Mapping[UUID, str] = {}
        self._banner = banner
        self._cards: QWidget | None = None
        self.remove_button = button(tr("Take off the roster"), "trash-2", "primary", press=self._pressed, parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self.hand_card = Card(tr("Hand over first"), "handshake", parent=self)
        form = Form(self.hand_card)
        self.taker = ChoiceField([], empty=tr("Choose a helper"))
        form.add(tr("&Who takes over"), self.taker, tr("Calls, follow-ups and sessions to lead, in one go."))
        self.hand_button = button(tr("Hand over"), "handshake", press=self._hand_over, parent=self.hand_card)
        self.hand_card.add(form)
        self.hand_card.body.addLayout(button_row(self.hand_button))
        self._column.addWidget(self.hand_card)
        self._column.addLayout(button_row(self.remove_button))
        paper = Card(tr("Paper to shred"), "file-text", parent=self)
        self.papers = PapersView(roster, banner, paper, lines=3)
        paper.add(self.papers)
        self._column.addWidget(paper, 1)

    def start(self, person: Person, names: Mapping[UUID, str]) -> None:
        """Shows what hangs on this person. `names` gives words to the ids on paper."""
        found = self._roster.mentions(person.id)
        self._person, self._names = person, names
        self._offer_takers(person, found)
        self.remove_button.setAccessibleName(tr("Take {name} off the roster", name=person.name))
        self._show(found)
        self.papers.start(names, person.id)
        first = self.taker if self.hand_card.isVisibleTo(self) else self.remove_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self._column.insertWidget(2, self._cards)
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

    def _offer_takers(self, person: Person, found: Sequence[Mention]) -> None:
        handed = any(each.can_be_handed for each in found)
        self.hand_card.setVisible(handed)
        if handed:
            self.taker.offer([(one.id, one.name) for one in self._roster.helpers() if one.id != person.id])

    def _hand_over(self) -> None:
        person, to = self._person, self.taker.value()
        if person is None:
            return
        if to is None:
            self._banner.note(tr("Choose who takes over."))
            self.taker.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            done = self._roster.hand_on(person.id, to)
        except Problem as problem:
            self._banner.problem(problem)
            return
        self.start(person, self._names)

        def undo() -> None:
            done.undo()
            self.start(person, self._names)

        self._banner.say(tr("Handed over."), undo, detail=done.value)

    def _pressed(self) -> None:
        if self._person is not None:
            self._remove(self._person)
