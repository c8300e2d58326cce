"""Somebody's papers while two custodians read them. They go from the screen when it is left, hidden or locked."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import day_words
from wellness_desktop.plans.packets.questions import Section, others, sections
from wellness_desktop.plans.packets.values import Opened


class OpenedView(QWidget):
    """Words to read; nothing in it can be changed."""

    closed = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._title = Text("", "heading", self)
        self._dates = Text("", "muted", self)
        column.addWidget(self._title)
        column.addWidget(self._dates)
        close = button(tr("Close the papers"), "x", "primary", press=self.closed.emit, parent=self)
        keep = button(tr("Print for an envelope"), "printer", press=self.print_wanted.emit, parent=self)
        column.addLayout(button_row(close, keep))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        column.addLayout(self._cards)
        column.addStretch(1)

    @property
    def shown(self) -> Opened | None:
        """What is on the screen."""
        return self._opened

    def show_opened(self, opened: Opened) -> None:
        """Shows what was answered."""
        self._clear()
        self._opened = opened
        self._title.setText(tr("Family papers: {name}", name=opened.name))
        self._dates.setText(
            tr(
                "Written on {written}, looked at on {looked}.",
                written=day_words(opened.papers.written_on),
                looked=day_words(opened.reviewed_on),
            )
        )
        answers = dict(opened.papers.answers)
        for section in sections():
            if section.answered(answers):
                self._cards.addWidget(self._card(section, answers))
        if left := others(answers):
            card = Card(tr("More"), "file-text", parent=self)
            for words in left.values():
                card.add(Text(words, "body", card, selectable=True))
            self._cards.addWidget(card)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the lock: nothing of it stays behind."""
        if self._opened is not None and self.isHidden():
            self._clear()
        super().hideEvent(event)

    def _card(self, section: Section, answers: dict[str, str]) -> Card:
        card = Card(section.title, "file-text", parent=self)
        if section.warning is not None:
            card.add(Text(" ".join((section.warning.title, *section.warning.texts)), "muted", card))
        for group in section.groups:
            pairs = [(one.label, answers[one.key]) for one in group.questions if answers.get(one.key, "").strip()]
            if not pairs:
                continue
            if group.title:
                card.add(Text(group.title, "strong", card))
            card.add(Facts(pairs, card, most=2))
        return card

    def _clear(self) -> None:
        self._opened = None
        self._title.setText("")
        self._dates.setText("")
        while (item := self._cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
