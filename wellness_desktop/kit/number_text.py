"""A telephone number on the screen: never broken over two lines, and copied as people write it."""

import re
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.text import Text

_NUMBER = re.compile(r"(?<![\w-])(?:\+?1[ .-])?\(?\d{2,4}\)?(?:[ .-][\dA-Z]{2,})+(?![\w-])")
"""Digits, and the letters of a number like 1-800-COPLINE, with what people write between them."""
_WHOLE = str.maketrans({" ": "\u00a0", "-": "\u2011"})


def unbroken(words: str) -> str:
    """The words with every number in them held together: no line ends between (507) and 555-0131."""
    return _NUMBER.sub(lambda found: found[0].translate(_WHOLE), words)


def as_written(words: str) -> str:
    """The words as they were before `unbroken`: what a clipboard, a search or a phone can use."""
    return words.replace("\u00a0", " ").replace("\u2011", "-")


class NumberText(Text):
    """Words with a number in them. `text()`, and what is copied, hold the number as it was given."""

    def __init__(self, text: str, style: str = "body", parent: QWidget | None = None, **options: Any) -> None:
        super().__init__(text, style, parent, **options)
        self.setAccessibleName(text)

    def setText(self, text: str) -> None:
        super().setText(unbroken(text))

    def text(self) -> str:
        return as_written(super().text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            self._copy()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu would copy the signs that hold the number together."""
        if not self.textInteractionFlags():
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        copy = menu.addAction(tr("Copy"))
        copy.setEnabled(bool(super().text()))
        copy.triggered.connect(self._copy)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        chosen = as_written(self.selectedText()) or self.text()
        QGuiApplication.clipboard().setText(chosen)

    def _fit_longest_word(self, width: int) -> None:
        """Fonts grow in steps, so what fits by calculation may still be a pixel too wide."""
        super()._fit_longest_word(width)
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right()
        font = self.font()
        while font.pointSizeF() > theme.scaled_font(1.0).pointSizeF() and self._widest(font) > room:
            font.setPointSizeF(font.pointSizeF() - 0.5)
            self.setFont(font)

    def _widest(self, font: QFont) -> int:
        return max((QFontMetrics(font).horizontalAdvance(word) for word in super().text().split(" ")), default=0)

    def _longest_word(self, factor: float) -> int:
        """A number counts as one word."""
        return self._widest(theme.scaled_font(factor, self._weight))
