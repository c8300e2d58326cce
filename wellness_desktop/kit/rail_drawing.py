"""How a place in the rail is drawn: icon beside its words, or above them in a narrow rail."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from wellness_desktop.kit import theme
from wellness_desktop.kit.icons import icon_size, pixmap

ICON_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ICON_SCALE = 1.15
COMPACT_WORDS = 0.66
"""At 200 % text the words of a narrow rail are still a third larger than ordinary text."""

COMPACT_ICON = 1.0
COMPACT_CHARS = 14

_WRAP = int(Qt.TextFlag.TextWordWrap)


def place_size(words: str, *, compact: bool) -> QSize:
    """The room a place takes."""
    line = theme.text_height()
    if not compact:
        width = QFontMetrics(theme.scaled_font()).horizontalAdvance(words)
        return QSize(round(line * 2.2) + icon_size(ICON_SCALE).width() + width, round(line * 2.2))
    metrics = QFontMetrics(theme.scaled_font(COMPACT_WORDS))
    widest_word = max(metrics.horizontalAdvance(word) for word in words.split())
    width = max(widest_word, metrics.averageCharWidth() * COMPACT_CHARS) + 8
    box = metrics.boundingRect(QRect(0, 0, width - 8, 1000), _WRAP, words)
    return QSize(width, icon_size(COMPACT_ICON).height() + box.height() + round(line * 0.45))


class PlacePainter(QStyledItemDelegate):
    """Draws the places of one list; where the keyboard is, there is a ring."""

    def __init__(self, places: QListWidget) -> None:
        super().__init__(places)
        self._list: Any = places

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option
        return place_size(index.data(), compact=self._list.compact)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Asks the list, not `option.state`: QStyle brings 570 constants with it, five milliseconds of every start."""
        here = index.row() == self._list.here
        rect = QRect(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here or index.row() == self._list.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("rail_here" if here else "rail_hover"))
            painter.drawRoundedRect(rect, 7, 7)
        if self._list.hasFocus() and index == self._list.currentIndex():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("on_rail_here" if here else "rail_text"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 6, 6)
        tint = "on_rail_here" if here else "rail_text"
        painter.setPen(theme.color(tint))
        picture = pixmap(index.data(ICON_ROLE), tint, COMPACT_ICON if self._list.compact else ICON_SCALE)
        if self._list.compact:
            self._paint_compact(painter, rect, picture, index.data())
        else:
            self._paint_wide(painter, rect, picture, index.data())
        painter.restore()

    def _paint_wide(self, painter: QPainter, rect: QRect, picture: Any, words: str) -> None:
        side = icon_size(ICON_SCALE).width()
        left = rect.left() + round(theme.text_height() * 0.7)
        painter.drawPixmap(left, rect.center().y() - side // 2 + 1, picture)
        painter.setFont(theme.scaled_font())
        left += side + round(theme.text_height() * 0.7)
        painter.drawText(QRect(left, rect.top(), rect.right() - left, rect.height()), _MIDDLE, words)

    def _paint_compact(self, painter: QPainter, rect: QRect, picture: Any, words: str) -> None:
        side = icon_size(COMPACT_ICON).width()
        top = rect.top() + round(theme.text_height() * 0.18)
        painter.drawPixmap(rect.center().x() - side // 2 + 1, top, picture)
        painter.setFont(theme.scaled_font(COMPACT_WORDS))
        below = QRect(rect.left() + 4, top + side + 2, rect.width() - 8, rect.bottom() - top - side)
        painter.drawText(below, _WRAP | int(Qt.AlignmentFlag.AlignHCenter), words)


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
