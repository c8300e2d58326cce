"""My part: own entry, what one carried lately, times away, own words, close ties, training. For oneself only."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.care_load import Load
from wellness_desktop.roster.courses_view import CoursesView
from wellness_desktop.roster.my_cards_view import TiesCard, TimesCard, WordsCard
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.person_view import front_door_words

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster


class MyPartView(QWidget):
    """What belongs to the person signed in. `edit` opens the own entry."""

    def __init__(
        self,
        roster: "Roster",
        banner: Banner,
        edit: Callable[[Person], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._roster, self._banner, self._edit = roster, banner, edit
        self._me: Person | None = None
        self._build()

    def start(self) -> None:
        """Shows everything as it is now. Raises Problem when something cannot be read."""
        me = self._me = self._roster.me()
        self._nobody.setVisible(me is None)
        self._cards.setVisible(me is not None)
        if me is None:
            return
        self._show_entry(me)
        self.times.refresh(me)
        self.words.refresh(me)
        for each in (self.load_card, self.ties, self.training):
            each.setVisible(me.is_helper)
        if me.is_helper:
            self._show_load(self._roster.my_load())
            self.ties.refresh(me)
            self.courses.show_one(self._roster.credentials(me.id))
        self.edit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Saves what waits for a pause in typing."""
        self.words.form.flush()

    def begun(self) -> dict[str, Any] | None:
        """What is typed and not saved, by card."""
        if self._me is None:
            return None
        parts = {name: getattr(self, name).begun() for name in ("times", "words", "ties", "courses")}
        return {name: begun for name, begun in parts.items() if begun is not None} or None

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows what `begun` gave. Raises Problem when no entry is one's own any more."""
        self.start()
        if self._me is None:
            raise Problem(
                tr("No roster entry belongs to your sign-in any more."), tr("What you typed under My part is kept.")
            )
        for name in ("times", "words", "ties", "courses"):
            if name in kept:
                getattr(self, name).go_on(kept[name])

    def throw_away(self) -> None:
        """Shows everything as it is saved."""
        for each in (self.times, self.words, self.ties):
            each.throw_away()
        self.courses.cancel()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._nobody = EmptyState(
            "id-card",
            tr("No roster entry belongs to your sign-in yet."),
            detail=tr("Ask the support coordinator to add you; the roster then asks whether the entry is yours."),
            parent=self,
        )
        column.addWidget(self._nobody)
        self.entry_card = Card(tr("My entry"), "id-card", parent=self)
        self._entry = Text("", "body", self.entry_card, selectable=True)
        self.entry_card.add(self._entry)
        self.edit_button = button(tr("Edit my entry"), "pencil", press=self._edit_mine, parent=self.entry_card)
        self.entry_card.body.addLayout(button_row(self.edit_button))
        self.load_card = Card(tr("What I carried lately"), "heart", parent=self)
        self._load = Text("", "body", self.load_card, selectable=True)
        self.load_card.add(self._load)
        self.load_card.add(
            Text(
                tr("Only you see this. Whoever plans sees that you should rest, and no number."),
                "small",
                self.load_card,
            )
        )
        self.times = TimesCard(self._roster, self._banner, self)
        self.words = WordsCard(self._roster, self._banner, self)
        self.ties = TiesCard(self._roster, self._banner, self)
        self.training = Card(tr("My training"), "graduation-cap", parent=self)
        self.courses = CoursesView(self._roster, self._banner, self.training)
        self.training.add(self.courses)
        self._cards = Reflow(parent=self, most=2, column_chars=58)
        for card in (self.entry_card, self.load_card, self.words, self.times, self.ties):
            self._cards.add(card)
        self._cards.add(self.training, wide=True)
        column.addWidget(self._cards)
        column.addStretch(1)

    def _show_entry(self, me: Person) -> None:
        numbers = [tr("{label} {number}", label=one.label, number=one.shown).strip() for one in me.phones]
        lines = [me.name, me.role_words, *numbers, front_door_words(me)]
        if me.consult:
            lines.append(tr("For a hard talk I may call {name}.", name=me.consult))
        self._entry.setText("\n".join(line for line in lines if line))

    def _show_load(self, load: Load | None) -> None:
        if load is None:
            return
        lines = [
            tr("Last 30 days: {words}.", words=load.month.words),
            tr("Last 90 days: {words}.", words=load.quarter.words),
        ]
        if load.rotate:
            lines.append(tr("That is a lot. Let somebody else take the next one, and call somebody for yourself."))
        self._load.setText("\n".join(lines))

    def _edit_mine(self) -> None:
        if self._me is not None:
            self._edit(self._me)
