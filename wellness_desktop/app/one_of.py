"""Shows one of several widgets, and is only as tall as that one."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellness_desktop.kit import theme


class OneOf(QWidget):
    """Like a stack of pages, but a hidden page never makes the shown one longer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, page: QWidget) -> None:
        """Adds a page; the first one is shown."""
        self._pages.append(page)
        self._column.addWidget(page)
        page.setVisible(len(self._pages) == 1)

    def setCurrentIndex(self, place: int) -> None:
        """Shows the page at this place, hides the others."""
        for at, page in enumerate(self._pages):
            page.setVisible(at == place)

    def currentIndex(self) -> int:
        """Which page is shown."""
        return next((at for at, page in enumerate(self._pages) if not page.isHidden()), 0)


def narrow(card: QWidget, chars: int) -> QWidget:
    """The card at a width that reads in one glance, at the left like everything else.

    Beside an empty space in a row, since a column asks for the height at the full width and would cut it.
    """
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(card, 1)
    row.addStretch(0)
    card.setMaximumWidth(theme.chars(chars))
    return holder
