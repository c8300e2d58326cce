"""Find in the text that is open: every place is marked, one after the other is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QTextEdit, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.text import Text

MOST_MARKS = 500


class FindBar(QWidget):
    """Enter goes to the next place, Shift+Enter to the one before; what was typed is kept nowhere."""

    def __init__(self, browser: QTextBrowser, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent)
        self._browser = browser
        hint = hint or tr("Find in this guide")
        self._places: list[QTextCursor] = []
        self._here = -1
        self._field = _Field(hint, self)
        self._field.setAccessibleName(hint)
        self._count = Text("", "muted", self, wrap=False)
        self._before = button("", "chevron-up", spoken=tr("Place before"), parent=self)
        self._after = button("", "chevron-down", spoken=tr("Next place"), parent=self)
        self._close = button("", "x", "quiet", spoken=tr("Close the search"), parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._field, 1)
        for each in (self._count, self._before, self._after, self._close):
            row.addWidget(each)
        self._field.textChanged.connect(self._search)
        self._field.stepped.connect(self.step)
        self._before.clicked.connect(lambda _on=False: self.step(-1))
        self._after.clicked.connect(lambda _on=False: self.step(1))
        self._close.clicked.connect(self._closed)
        self.hide()

    def open(self) -> None:
        """Shows the field, ready to type."""
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def look_for(self, phrase: str) -> None:
        """Shows the field with a phrase and what it finds; the focus stays where it is."""
        self.show()
        self._field.setText(phrase)

    def again(self) -> None:
        """Looks for the same words in a text that has changed."""
        if not self.isHidden():
            self._search(self._field.text())

    def close_quietly(self) -> None:
        """Hides the field and takes the marks away."""
        self._field.clear()
        self.hide()

    def step(self, step: int) -> None:
        """Goes to the next place, or back; after the last comes the first."""
        if not self._places:
            return
        self._here = (self._here + step) % len(self._places)
        self._show()

    def _closed(self) -> None:
        self.close_quietly()
        self._browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, text: str) -> None:
        self._places = self._find_all(text.strip())
        self._here = 0 if self._places else -1
        self._show()

    def _find_all(self, text: str) -> list[QTextCursor]:
        found: list[QTextCursor] = []
        document: QTextDocument = self._browser.document()
        cursor = document.find(text) if text else QTextCursor()
        while not cursor.isNull() and len(found) < MOST_MARKS:
            found.append(cursor)
            cursor = document.find(text, cursor)
        return found

    def _show(self) -> None:
        marks = []
        for place, cursor in enumerate(self._places):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format = _mark(here=place == self._here)
            marks.append(mark)
        self._browser.setExtraSelections(marks)
        if self._here >= 0:
            cursor = QTextCursor(self._places[self._here])
            cursor.clearSelection()
            self._browser.setTextCursor(cursor)
            self._browser.ensureCursorVisible()
        self._count.setText(self._words())
        if self._field.text():
            announce(self, self._words())

    def _words(self) -> str:
        if not self._field.text().strip():
            return ""
        if not self._places:
            return tr("Not found")
        return tr("{here} of {all}", here=self._here + 1, all=len(self._places))


def _mark(*, here: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(QBrush(theme.color("chosen" if here else "warn_soft")))
    look.setForeground(QBrush(theme.color("on_chosen" if here else "on_warn_soft")))
    return look


class _Field(TextField):
    """A field whose Enter steps through what was found."""

    stepped = Signal(int)

    def __init__(self, hint: str, parent: QWidget) -> None:
        super().__init__("", parent, placeholder=hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return
        super().keyPressEvent(event)
