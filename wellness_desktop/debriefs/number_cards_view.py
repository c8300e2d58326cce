"""The first numbers of Get help now, side by side, before anything is asked (DB-15)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.library.lines import Line

MOST = 3


class NumberCards(Reflow):
    """Up to three lines to call: who, and how."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((), parent, most=MOST, column_chars=30)
        self._shown: list[tuple[str, str]] | None = None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows the first of these lines; nothing moves when they are the same as before."""
        pairs = [(line.name, line.ways[0]) for line in lines[:MOST] if line.ways]
        if pairs == self._shown:
            return
        self._shown = pairs
        self.clear()
        for name, way in pairs:
            self.add(_Number(name, way, self))


class _Number(QWidget):
    def __init__(self, name: str, way: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(way, "heading", self, selectable=True))
        column.addWidget(Text(name, "small", self))
