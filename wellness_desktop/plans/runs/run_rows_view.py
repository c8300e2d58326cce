"""Rows of a run to tick off: large targets, Space ticks, arrows move. Made once, then told anew."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button
from wellness_desktop.kit.icons import give_icon
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.runs.row import Row

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
HEIGHT = 2.6
"""Lines of text that a row is high at least: it is hit with a cold hand."""


class RunRows(QWidget):
    """Shows rows and headings. `pressed` comes with the id, `keyed` with the id and a letter of `letters`."""

    pressed = Signal(str)
    keyed = Signal(str, str)

    def __init__(self, tip: str, letters: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, QPushButton] = {}
        self._tip, self._letters = tip, letters
        self._heads: list[Text] = []
        self._shape: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """The same rows as before are told anew where they stand, so that the cursor stays; others are made."""
        shape = [row.id for row in rows]
        if shape != self._shape:
            self._make(rows)
            self._shape = shape
        heads = iter(self._heads)
        for row in rows:
            if not row.id:
                head = next(heads)
                if head.text() != row.words:
                    head.setText(row.words)
            else:
                self._tell(self.rows[row.id], row)

    def focus_first(self) -> None:
        """The cursor on the first row."""
        for made in self.rows.values():
            made.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def theme_changed(self) -> None:
        for made in self.rows.values():
            made.setMinimumHeight(round(theme.text_height() * HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            item = str(watched.property("item"))
            key = Qt.Key(event.key())
            if key in STEPS:
                return self._move(item, STEPS[key])
            if event.text() and event.text().upper() in self._letters:
                self.keyed.emit(item, event.text().upper())
                return True
        return super().eventFilter(watched, event)

    def _move(self, item: str, step: int) -> bool:
        ids = list(self.rows)
        place = ids.index(item) + step
        if not 0 <= place < len(ids):
            return False
        self.rows[ids[place]].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _make(self, rows: Sequence[Row]) -> None:
        held = next((item for item, made in self.rows.items() if made.hasFocus()), "")
        while (place := self._column.takeAt(0)) is not None:
            old = place.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.rows, self._heads = {}, []
        for row in rows:
            if not row.id:
                self._heads.append(Text(row.words, "heading", self))
                self._column.addWidget(self._heads[-1])
                continue
            made = button(row.words, row.icon, "row", tip=self._tip, parent=self)
            made.clicked.connect(lambda _checked=False, item=row.id: self.pressed.emit(item))
            made.setProperty("item", row.id)
            made.installEventFilter(self)
            self.rows[row.id] = made
            self._column.addWidget(made)
        self.theme_changed()
        if held in self.rows:
            self.rows[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, made: QPushButton, row: Row) -> None:
        if made.property("said") != (row.words, row.icon):
            made.setText(row.words.replace("&", "&&"))
            made.setAccessibleName(row.words)
            give_icon(made, row.icon, row.tint, 1.2)
            made.setProperty("said", (row.words, row.icon))
