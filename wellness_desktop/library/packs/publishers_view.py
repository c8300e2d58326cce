"""Whose packs this station takes, and adding a publisher by comparing the words of the key."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.library.line_freshness import long_day
from wellness_desktop.library.packs.keys import PackKey
from wellness_desktop.library.packs.trust import AgencyKey

WORDS_A_LINE = 4


class PublishersView(QWidget):
    """The list of trusted publishers."""

    add_wanted = Signal()
    remove_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(tr("Trusted publishers"), "heading", self))
        self._project = Text("", "body", self)
        column.addWidget(self._project)
        self._lost = Text("", "strong", self)
        self._lost.hide()
        column.addWidget(self._lost)
        self.table: Table[AgencyKey] = Table(
            [
                Column(tr("Publisher"), lambda one: one.key.name, width=0),
                Column(tr("Added"), lambda one: long_day(one.added_on), sort=lambda one: one.added_on, width=20),
                Column(tr("Counts"), _counts, width=30),
            ],
            tr("Trusted publishers"),
            self,
            empty=EmptyState(
                "key-round",
                tr("No agency's publisher is trusted yet."),
                detail=tr("A county or state team that makes packs gives you a file that ends in .wdkey."),
            ),
            lines=2,
        )
        column.addWidget(self.table)
        self.add_button = button(tr("Add a publisher"), "plus", press=self.add_wanted.emit, parent=self)
        self.remove_button = button(tr("Stop trusting"), "ban", press=self._remove, parent=self)
        column.addLayout(button_row(self.add_button, self.remove_button))
        self.table.chosen.connect(lambda row: self.remove_button.setEnabled(row is not None))
        self.remove_button.setEnabled(False)

    def show_keys(self, project: Sequence[PackKey], agency: Sequence[AgencyKey]) -> None:
        """Shows the keys of this moment."""
        names = ", ".join(dict.fromkeys(key.name for key in project))
        self._project.setText(
            tr("Packs of {names} count as part of the program.", names=names)
            if project
            else tr(
                "This copy of the program carries no key of the project. It takes packs of the publishers below only."
            )
        )
        lost = ", ".join(each.key.name for each in agency if not each.confirmed)
        self._lost.setText(
            tr("No administrator of this station added this key, so it does not count: {names}. "
               "Add it again after comparing its words, or stop trusting it.", names=lost)
        )  # fmt: skip
        self._lost.setVisible(bool(lost))
        self.table.set_rows(agency)
        if self.table.current() is None:
            self.table.choose(lambda _row: True)
        self.remove_button.setEnabled(self.table.current() is not None)

    def _remove(self) -> None:
        if (row := self.table.current()) is not None:
            self.remove_wanted.emit(row)


class NewKeyCard(Card):
    """The words of a key that may be trusted, large enough to read out over the phone."""

    trusted = Signal(object)
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Do you know this publisher?"), "shield-check", parent=parent)
        self._key: PackKey | None = None
        self._who = Text("", "strong", self)
        self.add(self._who)
        self.add(
            Text(
                tr(
                    "Call the publisher at a number that you had before this file. Ask for the twelve words of "
                    "their key. Trust it only when every word is the same."
                ),
                "body",
                self,
            )
        )
        self._words = [self._line() for _ in range(3)]
        self.trust_button = button(tr("The words are the same: trust it"), "shield-check", "primary", press=self._trust)
        self.cancel_button = button(tr("Do not trust it"), press=self.refused.emit)
        self.body.addLayout(button_row(self.trust_button, self.cancel_button))
        self.hide()

    def show_key(self, key: PackKey, *, known: bool = False) -> None:
        """Asks about this key; the focus is on the answer that changes nothing. A `known` one is only shown."""
        self._key = key
        self.set_title(tr("The words of this key") if known else tr("Do you know this publisher?"))
        self.trust_button.setVisible(not known)
        self.cancel_button.setText(tr("Close") if known else tr("Do not trust it"))
        self._who.setText(key.name)
        for place, line in enumerate(self._words):
            line.setText("   ".join(key.words[place * WORDS_A_LINE : (place + 1) * WORDS_A_LINE]))
        self.show()
        self.cancel_button.setFocus()

    def words(self) -> str:
        """What stands to be read out."""
        return " ".join(line.text() for line in self._words)

    def _line(self) -> Text:
        line = Text("", "big", self, selectable=True)
        self.add(line)
        return line

    def _trust(self) -> None:
        if self._key is not None:
            self.trusted.emit(self._key)


def _counts(row: AgencyKey) -> str:
    return tr("Yes") if row.confirmed else tr("No: add it again")
