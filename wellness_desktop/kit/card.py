"""A titled box for one subject."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wellness_desktop.kit.button import button
from wellness_desktop.kit.icons import give_icon
from wellness_desktop.kit.text import Text


class Card(QFrame):
    """Icon, title, perhaps a link at the right (`acted` when pressed), and a `body` to fill."""

    acted = Signal()

    def __init__(
        self,
        title: str = "",
        icon: str = "",
        action: str = "",
        parent: QWidget | None = None,
        *,
        flat: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "flat" if flat else "true")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 18)
        outer.setSpacing(12)
        self.title = Text(title, "heading", self)
        self.title.setVisible(bool(title))
        if title:
            self.setAccessibleName(title)
            outer.addLayout(self._head(title, icon, action))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        """Shows another title."""
        self.title.setText(title)
        self.setAccessibleName(title)

    def add(self, widget: QWidget) -> QWidget:
        """Adds the widget at the end of the body, and returns it."""
        self.body.addWidget(widget)
        return widget

    def _head(self, title: str, icon: str, action: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(10)
        if icon:
            picture = QLabel(self)
            give_icon(picture, icon, "accent", 1.25)
            head.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.title, 1)
        if action:
            link = button(action, kind="link", spoken=f"{title}: {action}", press=self.acted.emit, parent=self)
            head.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        return head
