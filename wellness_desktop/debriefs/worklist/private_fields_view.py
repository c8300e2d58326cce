"""A field and a list whose words cannot be copied: the clipboard is read by other programs and outlives a lock."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.table import Table

_TAKES_WORDS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class PrivateField(TextField):
    """Nothing in it can be marked, so nothing can be copied, cut or dragged out; no keyboard is to learn from it."""

    def __init__(self, most: int) -> None:
        super().__init__(most=most)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhHiddenText
        )
        # On some systems marking alone copies, before any key is pressed.
        self.selectionChanged.connect(self.deselect)


def keep_off_clipboard(table: Table[Any]) -> None:
    """Lets no key copy a row; Qt's own lists copy the chosen cell."""
    table.view.installEventFilter(_NoCopy(table))


class _NoCopy(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return any(event.matches(key) for key in _TAKES_WORDS)
        return super().eventFilter(watched, event)
