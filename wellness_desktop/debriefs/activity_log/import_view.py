"""An older log before it is taken in: what comes, what was dropped of it, and which rows stay out and why."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.activity_log.entry_check import hours_words
from wellness_desktop.debriefs.activity_log.import_clean import Dropped
from wellness_desktop.debriefs.activity_log.log_words import two_sentences
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.text import Text

if TYPE_CHECKING:
    from wellness_desktop.debriefs.activity_log.exchange_desk import LogImport


class ImportView(QWidget):
    """`take_in_wanted(LogImport)`, or `back_wanted`."""

    take_in_wanted = Signal(object)
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: LogImport | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addStretch(1)
        self._cards: list[QWidget] = []

    def show_import(self, found: "LogImport") -> None:
        """Shows this preview in place of the one before."""
        self._found = found
        for card in self._cards:
            card.hide()
            card.deleteLater()
        comes = Card(tr("What comes in"), "import", parent=self)
        comes.add(Text(self._sum_words(found), "strong", comes))
        comes.add(Text(two_sentences(), "body", comes))
        self.take_button = button(
            tr("Take in these entries"),
            "check",
            "primary",
            press=lambda: self.take_in_wanted.emit(self._found),
            parent=comes,
        )
        self.take_button.setEnabled(bool(found.entries))
        leave = button(tr("Take in nothing"), press=self.back_wanted.emit, parent=comes)
        comes.body.addLayout(button_row(self.take_button, leave))
        self._cards = [comes]
        if found.dropped:
            self._cards.append(self._listed(tr("What is dropped"), "trash-2", [_said(one) for one in found.dropped]))
        out = [tr("{reason}: {count}", reason=why.label, count=count) for why, count in found.left_out.items() if count]
        if out:
            self._cards.append(self._listed(tr("Rows that stay out"), "ban", out))
        for card in self._cards:
            self._column.insertWidget(self._column.count() - 1, card)
            card.show()
        (self.take_button if found.entries else leave).setFocus()

    def _sum_words(self, found: "LogImport") -> str:
        if not found.entries:
            return tr("Nothing: the list below says why for each row.")
        said = tr_count("{count} entry", "{count} entries", len(found.entries))
        return tr(
            "{said} of {rows} rows, together {time}.", said=said, rows=found.rows, time=hours_words(found.minutes)
        )

    def _listed(self, title: str, icon: str, lines: list[str]) -> Card:
        card = Card(title, icon, parent=self)
        for line in lines:
            card.add(Text(line, "body", card))
        return card


def _said(one: Dropped) -> str:
    cells = tr_count("{count} cell", "{count} cells", one.cells)
    return tr("{column}: {cells}. {why}.", column=one.column, cells=cells, why=one.why.label)
