"""The list of the library: icon, title, a quiet line, and a few words of the text with what was found marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit import theme
from wellness_desktop.kit.icons import pixmap
from wellness_desktop.library.service import MARK_OFF, MARK_ON

_MOST_TITLE_LINES, _MOST_TEXT_LINES = 3, 2
_MOST_HEIGHTS = 5000
_MORE_THAN_FIT = 20
"""No screen is so high that it shows more entries at once."""
ICONS = {
    "help": "life-buoy", "guide": "book-open", "line": "phone", "resource": "file-text", "document": "folder",
    "tool": "clipboard", "path": "footprints",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. `text` may hold marks; a `faded` entry is stale or not about wellness."""

    kind: str
    id: str
    title: str
    note: str = ""
    text: str = ""
    faded: bool = False
    icon: str = ""

    @property
    def spoken(self) -> str:
        """The entry in words, for a screen reader."""
        plain = self.text.replace(MARK_ON, "").replace(MARK_OFF, "")
        return ". ".join(part.rstrip(".") for part in (self.title, self.note, plain) if part)


class EntriesView(QListView):
    """Arrows choose, Enter or a double click opens."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.measured = False
        """Until the first look the width is not the right one, and each width measures every entry."""
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._changed)
        self.activated.connect(self._activated)

    def show_entries(self, entries: Sequence[Entry], *, keep: bool = False) -> None:
        """Replaces the list and chooses its first entry; with `keep`, the one chosen before if it is still there."""
        before = self.current() if keep else None
        # Known beforehand, so that entries are not measured once without the bar and once beside it.
        long = len(entries) > _MORE_THAN_FIT
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if long else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        self._rows.replace(entries)
        places = [place for place, entry in enumerate(entries) if before and entry.id == before.id]
        self.choose_place(places[0] if places else 0 if entries else -1)

    def entries(self) -> tuple[Entry, ...]:
        """What is listed."""
        return tuple(self._rows.entries)

    def entry_at(self, place: int) -> Entry | None:
        """The entry at this place, or None."""
        return self._rows.at(place)

    def current(self) -> Entry | None:
        """The chosen entry, or None."""
        return self._rows.at(self.currentIndex().row())

    def choose_place(self, place: int) -> None:
        """Chooses the entry at this place; none for -1."""
        if place < 0:
            self.setCurrentIndex(QModelIndex())
            self.chosen.emit(None)
            return
        index = self._rows.index(place)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        # After a new search the same place may hold another entry.
        self.chosen.emit(self.current())

    def choose(self, entry_id: str) -> bool:
        """Chooses the entry with this id; False when it is not listed."""
        for place, entry in enumerate(self._rows.entries):
            if entry.id == entry_id:
                self.choose_place(place)
                return True
        return False

    def step(self, step: int) -> None:
        """Chooses the next entry or the one before, while the focus is elsewhere."""
        if self._rows.entries:
            place = self.currentIndex().row() + step
            self.choose_place(max(0, min(len(self._rows.entries) - 1, place)))

    def sizeHint(self) -> QSize:
        return QSize(theme.chars(40), theme.text_height() * 8)

    def theme_changed(self) -> None:
        self._painter.forget_heights()
        self._lay_out_again()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.measured:
            self.measured = True
            self.doItemsLayout()
            if self.currentIndex().isValid():
                self.scrollTo(self.currentIndex())
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        """Heights follow from the width and the text size."""
        self.scheduleDelayedItemsLayout()

    def _changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and self.hasFocus():
            self.chosen.emit(self._rows.at(now.row()))

    def _activated(self, index: QModelIndex) -> None:
        entry = self._rows.at(index.row())
        if entry is not None:
            self.opened.emit(entry)

    def open_current(self) -> None:
        """Opens the chosen entry, as Enter does."""
        entry = self.current()
        if entry is not None:
            self.opened.emit(entry)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def replace(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def at(self, place: int) -> Entry | None:
        return self.entries[place] if 0 <= place < len(self.entries) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.at(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        return None


class _Painter(QStyledItemDelegate):
    """Paints an entry in as many lines as its words need at this width."""

    def __init__(self, view: EntriesView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[int, int] = {}
        """By a hash of the words and the width: hundreds of entries are measured once, and no word is kept."""

    def forget_heights(self) -> None:
        """Another font or text size."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option
        entry = self._view.entry_at(index.row())
        width = self._view.viewport().width()
        if entry is None or not self._view.measured:
            return QSize(width, theme.text_height() * 5)
        known = hash((entry.title, entry.note, entry.text, width))
        if known not in self._heights:
            if len(self._heights) > _MOST_HEIGHTS:
                self._heights.clear()
            self._heights[known] = self._lay_out(None, QRect(0, 0, width, 0), entry, chosen=False)
        return QSize(width, self._heights[known])

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = self._view.entry_at(index.row())
        if entry is None:
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        if chosen:
            painter.setBrush(theme.color("chosen"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect.adjusted(3, 2, -3, -2), 6, 6)
        self._lay_out(painter, rect, entry, chosen=chosen)
        painter.restore()

    def _lay_out(self, painter: QPainter | None, rect: QRect, entry: Entry, *, chosen: bool) -> int:
        """Paints when there is a painter; returns the height needed either way."""
        line = theme.text_height()
        left = rect.left() + theme.chars(1.5)
        top = rect.top() + round(line * 0.5)
        tint = "on_chosen" if chosen else "help" if entry.kind == "help" else "muted" if entry.faded else "accent"
        if painter is not None:
            painter.drawPixmap(left, top, pixmap(entry.icon or ICONS[entry.kind], tint, 1.1))
        left += round(line * 1.75)
        width = max(40, rect.right() - left - theme.chars(1.5))
        words = "on_chosen" if chosen else "muted" if entry.faded else "text"
        quiet = "on_chosen" if chosen else "muted"
        place = QPoint(left, top)
        strong = theme.scaled_font(1.0, QFont.Weight.DemiBold)
        small = theme.scaled_font(0.92)
        for text, font, color, most in (
            (entry.title, strong, words, _MOST_TITLE_LINES),
            (entry.note, small, quiet, 1),
            (entry.text, small, words, _MOST_TEXT_LINES),
        ):
            if text:
                place.setY(place.y() + _lines(painter, place, width, text, font, color, most))
        return place.y() - rect.top() + round(line * 0.5)


def _lines(painter: QPainter | None, place: QPoint, width: int, text: str, font: QFont, color: str, most: int) -> int:
    """Sets a text in at most `most` lines, found words in bold; returns its height."""
    plain, formats = _marks(text)
    metrics = QFontMetrics(font)
    layout = QTextLayout(plain, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    height = 0
    shown = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPoint(0, height))
        shown.append(line)
        if len(shown) == most:
            break
        height += metrics.lineSpacing()
    layout.endLayout()
    if painter is not None and shown:
        painter.setPen(theme.color(color))
        last = shown[-1]
        cut = last.textStart() + last.textLength() < len(plain)
        for line in shown[:-1] if cut else shown:
            line.draw(painter, place)
        if cut:
            rest = metrics.elidedText(plain[last.textStart() :], Qt.TextElideMode.ElideRight, width)
            painter.setFont(font)
            painter.drawText(place.x(), place.y() + height + metrics.ascent(), rest)
    return metrics.lineSpacing() * len(shown)


def _marks(text: str) -> tuple[str, list[QTextLayout.FormatRange]]:
    """The plain text, and where the found words stand in it."""
    plain, formats = "", []
    for part in text.split(MARK_ON):
        found, _, rest = part.rpartition(MARK_OFF)
        if found:
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = len(plain), len(found)
            look = QTextCharFormat()
            look.setFontWeight(QFont.Weight.Bold)
            look.setFontUnderline(True)
            mark.format = look
            formats.append(mark)
        plain += found + rest
    return plain, formats


def nothing_found() -> str:
    """What an empty list of results says."""
    return tr("Nothing found. Try another word, or fewer words.")


def found_words(count: int, meant: Sequence[str]) -> str:
    """What stands above results: how many, and which words were searched for in place of typing slips."""
    if not count:
        return nothing_found()
    words = tr_count("{count} result", "{count} results", count)
    if meant:
        return tr("{results}, for “{words}”", results=words, words=" ".join(meant))
    return words
