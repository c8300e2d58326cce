"""An empty list says what belongs there and offers the first step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from wellness_desktop.kit.button import button
from wellness_desktop.kit.icons import give_icon
from wellness_desktop.kit.text import Text


class EmptyState(QWidget):
    """Icon, one sentence, perhaps a second quiet one, and a button for the first step."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        action: str = "",
        press: Callable[[], object] | None = None,
        parent: QWidget | None = None,
        *,
        detail: str = "",
        action_icon: str = "plus",
    ) -> None:
        super().__init__(parent)
        self.sentence = Text(sentence, "strong", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(1)
        picture = QLabel(self)
        give_icon(picture, icon, "muted", 2.4)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(_centered(self.sentence))
        if detail:
            column.addWidget(_centered(Text(detail, "muted", self)))
        if action:
            column.addSpacing(4)
            first = button(action, action_icon, "primary", press=press, parent=self)
            column.addWidget(first, 0, Qt.AlignmentFlag.AlignHCenter)
            self.setFocusProxy(first)
        column.addStretch(1)


def _centered(text: Text) -> Text:
    text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return text
