"""The layout behind cards and forms: as many columns as there is room to read, one when there is little.

Qt's own layouts remember heights for the number of columns they have now; here the height for a width follows
from the columns that the width allows.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from wellness_desktop.kit import theme

UNLIMITED = 16777215


class Columns(QLayout):
    """Deals its widgets out to 1 to `most` columns, each at least `chars` characters wide.

    In `stacks` each column is filled on its own, so that cards keep their height without gaps; otherwise
    the widgets of a line share a line. A widget added as wide takes a line of its own.
    """

    def __init__(self, parent: QWidget, *, most: int, chars: int, gap: tuple[int, int], stacks: bool) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._most, self._chars, self._gap, self._stacks = most, chars, gap, stacks
        self._items: list[QLayoutItem] = []
        self._wide: set[QWidget] = set()

    def add(self, widget: QWidget, *, wide: bool = False) -> None:
        """Adds the widget at the end."""
        if wide:
            self._wide.add(widget)
        self.addWidget(widget)
        self.invalidate()  # a widget that is shown before it is added has the others laid out without it

    def widgets(self) -> list[QWidget]:
        """The widgets, in their order."""
        found = (item.widget() for item in self._items)
        return [widget for widget in found if widget is not None]

    def clear(self) -> None:
        """Removes and deletes all widgets."""
        for widget in self.widgets():
            widget.hide()
            widget.deleteLater()
        self._items.clear()
        self._wide.clear()
        self.invalidate()

    def columns_for(self, width: int) -> int:
        """How many columns a width allows."""
        across = self._gap[0]
        return max(1, min(self._most, (width + across) // (theme.chars(self._chars) + across)))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        width = max(
            [theme.chars(self._chars), *(item.sizeHint().width() for item in self._items if not item.isEmpty())]
        )
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """The height is not bounded here: it follows from the width in the end."""
        return QSize(max((item.minimumSize().width() for item in self._items if not item.isEmpty()), default=0), 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Places the widgets (or only measures) and returns the height they take."""
        columns = self.columns_for(rect.width())
        across, down = self._gap
        width = (rect.width() - across * (columns - 1)) // columns
        tops = [rect.top()] * columns
        line: list[tuple[QLayoutItem, int, int]] = []
        column = 0
        for item in (item for item in self._items if not item.isEmpty()):
            wide = item.widget() in self._wide
            if wide and column:
                column = self._end_line(line, tops, move=move)
            given = rect.width() if wide else width
            line.append((item, rect.left() + column * (width + across), given))
            if self._stacks and not wide:
                tops[column] = self._put(line.pop(), tops[column], move=move) + down
                column = (column + 1) % columns
                continue
            column += 1
            if wide or column == columns:
                column = self._end_line(line, tops, move=move)
        self._end_line(line, tops, move=move)
        return max(0, max(tops) - rect.top() - down)

    def _end_line(self, line: list[tuple[QLayoutItem, int, int]], tops: list[int], *, move: bool) -> int:
        """Places what shares a line, from the same top; the next line starts below the tallest."""
        if line:
            top = max(tops)
            bottom = max(self._put(each, top, move=move) for each in line)
            tops[:] = [bottom + self._gap[1]] * len(tops)
            line.clear()
        return 0

    @staticmethod
    def _put(place: tuple[QLayoutItem, int, int], top: int, *, move: bool) -> int:
        item, left, width = place
        most = item.maximumSize().width()
        width = min(width, most) if most < UNLIMITED else width
        height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
        if move:
            item.setGeometry(QRect(left, top, width, height))
        return top + height
