"""A QR code on screen, to scan with an own phone, so that no call is made from the station."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.base.qr_code import Grid, qr_modules
from wellness_desktop.kit import theme

QUIET = 4
"""Modules of white around the code, without which phones miss it."""


class QrLabel(QWidget):
    """Draws `text` as a QR code, always dark on white, in whole pixels a module.

    `words` say what it holds (the number or address), since a picture cannot be read aloud. The code is made
    when it is first painted.
    """

    def __init__(self, text: str, words: str, parent: QWidget | None = None, *, lines: float = 7.0) -> None:
        super().__init__(parent)
        self._text, self._lines = text, lines
        self._grid: Grid | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, words)

    def say(self, text: str, words: str) -> None:
        """Shows another text."""
        self._text, self._grid = text, None
        self.setAccessibleName(tr("QR code: {words}", words=words))
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """What a phone reads from the code."""
        return self._text

    def sizeHint(self) -> QSize:
        side = round(theme.text_height() * self._lines)
        return QSize(side, side)

    def theme_changed(self) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._grid is None:
            self._grid = qr_modules(self._text)
        grid = self._grid
        painter = QPainter(self)
        side = min(self.width(), self.height())
        ratio = self.devicePixelRatioF()
        # Whole device pixels a module keep every edge sharp.
        module = max(1, int(side * ratio) // (len(grid) + 2 * QUIET)) / ratio
        offset = (side - module * len(grid)) / 2
        painter.fillRect(QRectF(0, 0, side, side), Qt.GlobalColor.white)
        offset = round(offset * ratio) / ratio
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawRects(
            [
                QRectF(offset + column * module, offset + row * module, module, module)
                for row, line in enumerate(grid)
                for column, dark in enumerate(line)
                if dark
            ]
        )
        painter.end()
