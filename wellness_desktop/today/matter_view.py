"""The matters on the page, under how soon they want a person: what it is, a line about it, the way there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.text import Text
from wellness_desktop.today.matters import Matter, Urgency

_CHIPS = {Urgency.NOW: "warn", Urgency.TODAY: "info", Urgency.SOON: "plain", Urgency.QUIET: "plain"}


class MatterRow(QWidget):
    """`opened` comes with the matter."""

    opened = Signal(object)

    def __init__(self, matter: Matter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matter = matter
        self.way: QPushButton | None = None
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Text(matter.title, "strong", self))
        if matter.detail:
            words.addWidget(Text(matter.detail, "muted", self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        if matter.go:
            spoken = tr("Open: {what}", what=matter.title)
            self.way = button(tr("Open"), spoken=spoken, press=lambda: self.opened.emit(matter), parent=self)
            row.addWidget(self.way, 0, Qt.AlignmentFlag.AlignTop)


class MatterList(QWidget):
    """Made anew only when the matters are others, so that a screen reader is not thrown out of place."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Matter, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    @property
    def rows(self) -> list[MatterRow]:
        """The rows, in their order."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, MatterRow)]

    def show_matters(self, matters: Sequence[Matter], before: QWidget, after: QWidget) -> None:
        """Shows these. `before` and `after` are what Tab reaches before and after the list."""
        if tuple(matters) == self._shown:
            return
        self._shown = tuple(matters)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        urgency: Urgency | None = None
        for matter in matters:
            if matter.urgency is not urgency:
                urgency = matter.urgency
                self._column.addWidget(_heading(urgency, self))
            row = MatterRow(matter, self)
            row.opened.connect(self.opened)
            self._column.addWidget(row)
            if row.way is not None:
                # New widgets come last in the order of Tab; these belong in the middle of it.
                QWidget.setTabOrder(before, row.way)
                before = row.way
        QWidget.setTabOrder(before, after)


def _heading(urgency: Urgency, parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    holder.setLayout(button_row(Chip(urgency.label, _CHIPS[urgency], holder)))
    return holder
