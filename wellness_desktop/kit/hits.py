"""The list of search results below the search box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.icons import pixmap

_HELD = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `key` says where it leads, `detail` is a quiet second line."""

    key: Any
    title: str
    detail: str = ""
    icon: str = "file-text"


@dataclass(frozen=True, slots=True)
class Group:
    """Results of one kind under their heading."""

    title: str
    hits: Sequence[Hit]


class HitList(QFrame):
    """Groups of hits; one is marked, and the focus stays in the search box."""

    picked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Search results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_HitPainter(self.list))
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(self._click)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.list)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Lists these, and marks the first hit."""
        self.list.clear()
        for group in groups:
            self._add(group.title, group)
            for hit in group.hits:
                self._add(hit.title, hit)
        if not groups:
            self._add(tr("Nothing found. Try another word."), Group("", ()))
        self.move_mark(1)

    def hits(self) -> list[Hit]:
        """All hits listed, in their order."""
        held = (self.list.item(row).data(_HELD) for row in range(self.list.count()))
        return [each for each in held if isinstance(each, Hit)]

    def marked(self) -> Hit | None:
        """The hit that Enter would choose."""
        item = self.list.currentItem()
        held = item.data(_HELD) if item else None
        return held if isinstance(held, Hit) else None

    def marked_words(self) -> str:
        """The marked hit in words."""
        hit = self.marked()
        return " ".join(part for part in (hit.title, hit.detail) if part) if hit else ""

    def move_mark(self, step: int) -> None:
        """Marks the next hit (or the one before), passing over headings; stays at the ends."""
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count():
            if isinstance(self.list.item(row).data(_HELD), Hit):
                self.list.setCurrentRow(row)
                return
            row += step

    def wanted_height(self, width: int) -> int:
        """The height that shows everything."""
        del width
        return sum(self.list.sizeHintForRow(row) for row in range(self.list.count())) + 20

    def _add(self, words: str, held: Group | Hit) -> None:
        item = QListWidgetItem(words, self.list)
        item.setData(_HELD, held)
        if isinstance(held, Hit):
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{held.title}. {held.detail}".strip())
        else:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _click(self, item: QListWidgetItem) -> None:
        held = item.data(_HELD)
        if isinstance(held, Hit):
            self.picked.emit(held)


class _HitPainter(QStyledItemDelegate):
    """A heading, or an icon with two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option
        line = theme.text_height()
        held = index.data(_HELD)
        if not isinstance(held, Hit):
            return QSize(100, round(line * 1.8))
        return QSize(100, round(line * (2.9 if held.detail else 2.0)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        held = index.data(_HELD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        if isinstance(held, Hit):
            from PySide6.QtWidgets import QStyle  # brings 570 constants with it; a start without a search is quicker

            state: Any = option.state
            self._paint_hit(painter, rect, held, marked=bool(state & QStyle.StateFlag.State_Selected))
        else:
            painter.setFont(theme.scaled_font(0.92, QFont.Weight.DemiBold))
            painter.setPen(theme.color("muted"))
            place = rect.adjusted(theme.chars(1.5), 0, -8, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.restore()

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: Hit, *, marked: bool) -> None:
        line = theme.text_height()
        if marked:
            painter.setBrush(theme.color("chosen"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        left = rect.left() + theme.chars(1.5)
        top = rect.top() + round(line * 0.4)
        painter.drawPixmap(left, top, pixmap(hit.icon, "on_chosen" if marked else "accent", 1.1))
        left += round(line * 1.7)
        width = rect.right() - left - theme.chars(1)
        self._line(painter, QRect(left, top, width, line), hit.title, QFont.Weight.DemiBold, "text", marked)
        below = QRect(left, top + round(line * 1.1), width, line)
        self._line(painter, below, hit.detail, QFont.Weight.Normal, "muted", marked)

    @staticmethod
    def _line(painter: QPainter, place: QRect, words: str, weight: QFont.Weight, tint: str, marked: bool) -> None:
        painter.setFont(theme.scaled_font(1.0 if weight == QFont.Weight.DemiBold else 0.92, weight))
        painter.setPen(theme.color("on_chosen" if marked else tint))
        shown = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
