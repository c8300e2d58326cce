"""After an update: where it says something else about a line than the agency does. Both are shown, one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.number_text import NumberText
from wellness_desktop.kit.text import Text
from wellness_desktop.library.line_differences import Difference


class DifferencesCard(Card):
    """Hidden while there is nothing to choose. `kept` and `taken` come with the Difference that was settled."""

    kept = Signal(object)
    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("An update says something else"), "refresh-cw", parent=parent)
        self.add(
            Text(tr("Your agency's words are shown until you choose. Dial both numbers before you do."), "muted", self)
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(14)
        self.body.addLayout(self._rows)
        self.hide()

    def show_all(self, found: Sequence[Difference]) -> None:
        """Shows these; none hides the card."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for each in found:
            self._rows.addWidget(self._row(each))
        self.setVisible(bool(found))

    def _row(self, one: Difference) -> QWidget:
        row = QWidget(self)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        about = tr("{line}: {field}", line=one.name, field=one.label)
        column.addWidget(Text(about, "strong", row))
        column.addWidget(NumberText(tr("Your agency: {ours}", ours=one.ours), "body", row, selectable=True))
        theirs = tr("The update: {theirs}", theirs=one.theirs) if one.theirs else tr("The update has it no longer.")
        column.addWidget(NumberText(theirs, "body", row, selectable=True))
        if one.why:
            column.addWidget(Text(one.why, "muted", row))
        ways = [button(tr("Take the update's"), spoken=tr("{about}: take the update's", about=about), parent=row)]
        if one.field == "gone":
            ways[0].setText(tr("Let it go"))
        if not one.why:  # a number that must not be used cannot be kept
            ways.insert(0, button(tr("Keep ours"), spoken=tr("{about}: keep ours", about=about), parent=row))
            ways[0].clicked.connect(lambda _checked=False: self.kept.emit(one))
        ways[-1].clicked.connect(lambda _checked=False: self.taken.emit(one))
        column.addLayout(button_row(*ways))
        return row
