"""A field to search in, with a lens that grows with the text."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from wellness_desktop.kit import theme
from wellness_desktop.kit.icons import icon_size, pixmap


class SearchField(QLineEdit):
    """A line of text with a lens at its start; Qt's own icons in fields stay small at 200 % text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(200)
        self._make_room()

    def theme_changed(self) -> None:
        self._make_room()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = icon_size(1.0).width()
        painter = QPainter(self)
        left = round(theme.text_height() * 0.65)
        painter.drawPixmap(left, (self.height() - side) // 2, pixmap("search", "muted", 1.0))
        painter.end()

    def _make_room(self) -> None:
        self.setTextMargins(icon_size(1.0).width() + round(theme.text_height() * 0.3), 0, 0, 0)
