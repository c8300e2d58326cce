"""One model serves every list: columns are declared, filtering and sorting stay fast at 5,000 rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QIcon

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.kit import theme
from wellness_desktop.kit.icons import icon

T = TypeVar("T")
FOLD_AFTER_MS = 50
"""The filter is made ready once the list is painted, and before anybody has typed a letter."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its title and how it says something about a row.

    `text` is what is shown; `spoken` replaces it for screen readers where the text is a symbol or too short;
    `sort` gives a value to sort by when the text would sort wrongly (dates); `icon` names an icon and `tint`
    its color token; `width` is in characters and 0 takes what is left; an `optional` column goes when the
    list gets too narrow; a `faded` row is shown grey (out of date).
    """

    title: str
    text: Callable[[T], str]
    spoken: Callable[[T], str] | None = None
    sort: Callable[[T], Any] | None = None
    icon: Callable[[T], str] | None = None
    tint: Callable[[T], str] | None = None
    width: int = 18
    optional: bool = False
    faded: Callable[[T], bool] | None = None


class Rows(QAbstractTableModel, Generic[T]):
    """The rows of a list. Filters on one prepared folded text for each row, so a keystroke costs no Qt calls."""

    def __init__(
        self,
        columns: Sequence[Column[T]],
        parent: QObject | None = None,
        *,
        search: Callable[[T], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._search = search
        self._all: list[T] = []
        self._folded: list[str] | None = None
        self._shown: list[T] = []
        self._filter = ""
        self._sorted: tuple[int, bool] | None = None

    def set_rows(self, rows: Iterable[T]) -> None:
        """Shows these rows, filtered and sorted as before."""
        self._all = list(rows)
        self._folded = None
        self._order()
        self._show()
        QTimer.singleShot(FOLD_AFTER_MS, self, self._folds)

    def filter(self, text: str) -> None:
        """Shows the rows that hold every word of `text`, in any column, whatever case and accents."""
        folded = name_key(text)
        if folded != self._filter:
            self._filter = folded
            self._show()

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return len(self._all)

    def row(self, place: int) -> T | None:
        """The row shown at `place`, or None."""
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def find(self, wanted: Callable[[T], bool]) -> int:
        """The place of the first row shown that is wanted, or -1."""
        return next((place for place, row in enumerate(self._shown) if wanted(row)), -1)

    def shown(self) -> Sequence[T]:
        """The rows shown, in their order (for printing what is on screen)."""
        return tuple(self._shown)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._order()
        self._show()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._shown[index.row()]
        answer = _ANSWERS.get(role)
        return answer(column, row) if answer else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.FontRole:
            return theme.scaled_font(0.96, QFont.Weight.DemiBold)
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def _searched(self, row: T) -> str:
        if self._search is not None:
            return self._search(row)
        return " ".join(column.text(row) for column in self.columns)

    def _order(self) -> None:
        """Sorts all rows once, so that filtering keeps the order for nothing."""
        if self._sorted is None:
            return
        column, backwards = self.columns[self._sorted[0]], self._sorted[1]
        key = column.sort or (lambda row: name_key(column.text(row)))
        keys = [_nothing_last(key(row), backwards) for row in self._all]
        order = sorted(range(len(keys)), key=keys.__getitem__, reverse=backwards)
        self._all = [self._all[place] for place in order]
        if self._folded is not None:
            self._folded = [self._folded[place] for place in order]

    def _show(self) -> None:
        words = self._filter.split()
        shown = self._all
        if words:
            left = list(zip(self._all, self._folds(), strict=True))
            for word in words:
                left = [pair for pair in left if word in pair[1]]
            shown = [row for row, _ in left]
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def _folds(self) -> list[str]:
        """What the filter looks in, for each row: made when it is first needed, or once the list stands there."""
        if self._folded is None:
            self._folded = _fold([self._searched(row) for row in self._all])
        return self._folded


def _spoken(column: Column[Any], row: Any) -> str:
    words = column.spoken(row) if column.spoken else column.text(row)
    return tr("{column}: {words}", column=column.title, words=words or tr("nothing"))


def _picture(column: Column[Any], row: Any) -> QIcon | None:
    name = column.icon(row) if column.icon else ""
    return icon(name, column.tint(row) if column.tint else "text") if name else None


def _ink(column: Column[Any], row: Any) -> QColor | None:
    return theme.color("muted") if column.faded and column.faded(row) else None


_ANSWERS: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.ToolTipRole: lambda column, row: column.text(row) or None,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.DecorationRole: _picture,
    Qt.ItemDataRole.ForegroundRole: _ink,
}
"""What each of Qt's questions about a cell is answered with; all others are answered by the style."""


def _fold(texts: list[str]) -> list[str]:
    """Folds many texts; plain ASCII, which is most of them, needs no Unicode work."""
    return [text.lower() if text.isascii() else name_key(text) for text in texts]


def _nothing_last(value: Any, backwards: bool) -> tuple[bool, Any]:
    """Rows with nothing to sort by come last in both directions."""
    nothing = value is None or value == ""
    return (nothing != backwards, None if nothing else value)
