"""A word or two in a rounded box: a state that can be read without its color."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wellness_desktop.kit import theme

KINDS = ("ok", "warn", "late", "info", "plain")


class Chip(QLabel):
    """Shows a state in words. `kind`: ok, warn, late (our own overdue tasks only), info or plain."""

    def __init__(self, words: str = "", kind: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFont(theme.scaled_font(0.92))
        self.setProperty("chip", kind)
        self.setText(words)

    def say(self, words: str, kind: str) -> None:
        """Shows another state."""
        self.setText(words)
        if self.property("chip") != kind:
            self.setProperty("chip", kind)
            theme.restyle(self)

    def theme_changed(self) -> None:
        self.setFont(theme.scaled_font(0.92))
