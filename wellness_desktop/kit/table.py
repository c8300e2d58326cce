"""A list: filters while typing, opens with Enter, acts with single keys, says what belongs in it when empty."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit import theme
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.icons import icon_size
from wellness_desktop.kit.key_line import GAP, KeyLine
from wellness_desktop.kit.rows import Column, Rows
from wellness_desktop.kit.search_field import SearchField
from wellness_desktop.kit.text import Text

__all__ = ["Column", "Rows", "Table"]

T = TypeVar("T")


class Table(QWidget, Generic[T]):
    """Rows of one kind. `opened` comes with the row at Enter or double click, `chosen` when the row changes.

    `name` is what screen readers call the list. With `filter_hint` a search field stands above it.
    `search` gives the text a row is found by; without it, the texts of all columns. What stands in an `empty`
    list may be given as a function: it is made when the list is empty for the first time. `enter` says what Enter
    does, where that is not simply "open".
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[T]],
        name: str,
        parent: QWidget | None = None,
        *,
        empty: EmptyState | Callable[[], EmptyState] | None = None,
        filter_hint: str = "",
        search: Callable[[T], str] | None = None,
        lines: int = 6,
        enter: str = "",
    ) -> None:
        super().__init__(parent)
        self.rows: Rows[T] = Rows(columns, self, search=search)
        self.search = SearchField(self)  # made before the list, so that Tab comes here first
        self.view = _View(self)
        self._name = name
        self._lines = lines
        self._acts: dict[str, Callable[[T], object]] = {}
        self._quiet = False
        self._empty = empty
        self._nothing: QWidget | None = None
        self._told = False
        self._build(filter_hint, enter or tr("open"))
        self._connect()
        self._restyle()

    def set_rows(self, rows: Iterable[T], same: Callable[[T, T], bool] | None = None) -> None:
        """Shows these rows. The chosen row stays chosen when `same` finds it again (by default, equal `id`).

        Where it is gone, the row that took its place is chosen, so that a keyboard goes on from there.
        """
        before, place = self.current(), self.view.currentIndex().row()
        self._keeping(lambda: self.rows.set_rows(rows), before, same or _same_id, place)

    def filter(self, text: str) -> None:
        """Shows the rows that hold every word of the text; the chosen row stays chosen if it is still shown."""
        before = self.current()
        self._keeping(lambda: self.rows.filter(text), before, _is)
        if self.search.text() != text:
            self.search.setText(text)

    def current(self) -> T | None:
        """The chosen row, or None."""
        return self.rows.row(self.view.currentIndex().row())

    def choose(self, wanted: Callable[[T], bool]) -> bool:
        """Chooses the first row shown that is wanted. False when there is none."""
        place = self.rows.find(wanted)
        if place < 0:
            return False
        self.view.selectRow(place)
        self.view.scrollTo(self.rows.index(place, 0))
        return True

    def act(self, key: str, words: str, do: Callable[[T], object]) -> None:
        """Gives the list a key that acts on the chosen row: a letter, or "Del". `words` name it below the list, unless
        the page names the key itself.
        """
        self._acts[key.upper()] = do
        if not words:
            return
        text = tr("{key}: {words}", key=key if len(key) > 1 else key.upper(), words=words)
        self._keys.setText(f"{self._keys.text()}{GAP}{text}")
        self._keys.show()
        self.view.setAccessibleDescription(self._keys.text())

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Into the rows. (A focus proxy would make Tab pass over the search field.)"""
        self.view.setFocus(reason)

    def sort_by(self, column: int, *, descending: bool = False) -> None:
        """Sorts by the column, and shows the arrow."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.view.sortByColumn(column, order)

    def theme_changed(self) -> None:
        self._restyle()

    def showEvent(self, event: QShowEvent) -> None:
        """A list that was never given any rows says that it is empty."""
        if not self._told:
            self._show_state()
        super().showEvent(event)

    def _build(self, filter_hint: str, enter: str) -> None:
        self.search.setPlaceholderText(filter_hint)
        self.search.setAccessibleName(tr("Filter: {list}", list=self._name))
        self.search.setVisible(bool(filter_hint))
        self._count = Text("", "muted", self, wrap=False)
        self._count.setVisible(bool(filter_hint))
        self._keys = KeyLine(tr("{key}: {words}", key=tr("Enter"), words=enter), self)
        self.view.setAccessibleDescription(self._keys.text())
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.search, 1)
        top.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        column.addWidget(self._keys)

    def _what_is_shown(self, shown: int, total: int) -> QWidget:
        """The rows, or what is said in their place; most lists are never empty, so that is made when it is needed."""
        if shown:
            return self.view
        if total == 0:
            if not isinstance(self._empty, EmptyState):
                make = self._empty or (lambda: EmptyState("list", tr("Nothing here yet.")))
                self._empty = make()
            return self._in_stack(self._empty)
        if self._nothing is None:
            self._nothing = _NothingFound(self._clear_filter, self)
        return self._in_stack(self._nothing)

    def _in_stack(self, page: QWidget) -> QWidget:
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        return page

    def _connect(self) -> None:
        self.view.setAccessibleName(self._name)
        self.view.setModel(self.rows)
        self.view.setSortingEnabled(True)
        self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.view.selectionModel().currentRowChanged.connect(self._row_changed)
        self.view.doubleClicked.connect(lambda _index: self._open())
        self.view.pressed_key = self._press
        self.view.resized = self._fit_columns
        self.search.textChanged.connect(self.filter)
        self.search.returnPressed.connect(self._enter_list)
        self.search.installEventFilter(self)
        # Counting aloud at every letter would talk over the person typing.
        self._tell = QTimer(self, singleShot=True, interval=700)
        self._tell.timeout.connect(lambda: announce(self, self._count.text()))

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Down goes from the search field into the list, Escape empties the field."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self._enter_list()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self._clear_filter()
                return True
        return super().eventFilter(watched, event)

    def _enter_list(self) -> None:
        if self.rows.rowCount():
            if not self.view.currentIndex().isValid():
                self.view.selectRow(0)
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _clear_filter(self) -> None:
        self.search.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return True
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return False
        name = "DEL" if event.key() == Qt.Key.Key_Delete else event.text().upper()
        do, row = self._acts.get(name), self.current()
        if do is None or row is None:
            return False
        # A key held down a moment too long must not go on through the list.
        if not event.isAutoRepeat():
            do(row)
        return True

    def _open(self) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row)

    def _row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        """Tab into the list makes its first row current without marking it; what is shown beside it is marked."""
        if now.isValid() and not self.view.selectionModel().isRowSelected(now.row(), now.parent()):
            self.view.selectRow(now.row())
        if not self._quiet:
            self.chosen.emit(self.current())

    def _keeping(
        self, change: Callable[[], None], before: T | None, same: Callable[[T, T], bool], otherwise: int = -1
    ) -> None:
        """Changes the rows; `chosen` is told only when the chosen row is another one afterwards."""
        self._quiet = True
        change()
        if before is not None:
            place = self.rows.find(lambda row: same(row, before))
            if place < 0:
                place = min(otherwise, self.rows.rowCount() - 1)
            if place >= 0:
                self.view.selectRow(place)
        self._quiet = False
        if self.current() is not before:
            self.chosen.emit(self.current())
        self._show_state()

    def _show_state(self) -> None:
        self._told = True
        shown, total = self.rows.rowCount(), self.rows.total
        self._stack.setCurrentWidget(self._what_is_shown(shown, total))
        if shown == total:
            self._count.setText(tr_count("{count} entry", "{count} entries", total))
        else:
            self._count.setText(tr("{shown} of {total}", shown=shown, total=total))
            self._tell.start()
        self._keys.setVisible(shown > 0)

    def _restyle(self) -> None:
        self.view.fit_text()
        self.view.setMinimumHeight(self.view.verticalHeader().defaultSectionSize() * (self._lines + 1) + 8)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Columns go from the right until the others fit, optional ones first; one takes what is left."""
        widths = [theme.chars((column.width or 20) + 3) for column in self.rows.columns]
        stretched = next((at for at, column in enumerate(self.rows.columns) if not column.width), 0)
        hidden = self._too_many(widths, stretched)
        header = self.view.horizontalHeader()
        for place, width in enumerate(widths):
            self.view.setColumnHidden(place, place in hidden)
            stretches = place == stretched
            header.setSectionResizeMode(
                place, QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
            )
            if not stretches:
                self.view.setColumnWidth(place, width)

    def _too_many(self, widths: list[int], stretched: int) -> set[int]:
        """Columns without room; opening a row still shows everything."""
        room = self.view.viewport().width()
        hidden: set[int] = set()
        places = [place for place in reversed(range(len(widths))) if place != stretched]
        for place in sorted(places, key=lambda place: not self.rows.columns[place].optional):
            if sum(width for at, width in enumerate(widths) if at not in hidden) <= room:
                break
            hidden.add(place)
        return hidden


class _NothingFound(QWidget):
    """Stands in place of the rows when the filter lets none through."""

    def __init__(self, show_all: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(1)
        words = Text(tr("Nothing in this list holds those words."), "strong", self)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        again = button(tr("Show all"), press=show_all, parent=self)
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)


class _View(QTableView):
    """The table itself; hands keys to its owner first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pressed_key: Callable[[QKeyEvent], bool] = lambda _event: False
        self.resized: Callable[[], None] = lambda: None
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def fit_text(self) -> None:
        """Row height and header follow the text size."""
        height = theme.text_height()
        # Fixed heights: asking a Python model for every row's size costs half a second (findings 8).
        self.verticalHeader().setMinimumSectionSize(round(height * 2.2))
        self.verticalHeader().setDefaultSectionSize(round(height * 2.2))
        self.horizontalHeader().setMinimumSectionSize(theme.chars(8))
        self.setIconSize(icon_size())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.pressed_key(event):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Single keys act; the search field finds."""


def _is(one: Any, other: Any) -> bool:
    return one is other


def _same_id(one: Any, other: Any) -> bool:
    own = getattr(one, "id", None)
    return one == other if own is None else own == getattr(other, "id", None)
