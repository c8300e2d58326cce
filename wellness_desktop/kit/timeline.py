"""Care windows as a picture: when each opens, is best and closes, against now. The same facts in words beside it.

Nothing counts down and nothing is red: a closed window is a fact, not a reproach.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.spans import Scale, Span, fitting_scale, span_words_of
from wellness_desktop.kit.timeline_drawing import SPAN_ROLE, RowPainter, axis_lines, bar_area, draw_axis

__all__ = ["Span", "Timeline"]

Index = QModelIndex | QPersistentModelIndex


class Timeline(QFrame):
    """Rows of care windows under one axis. `opened` comes with a row's key at Enter or double click."""

    opened = Signal(str)
    current_changed = Signal(str)
    """The key of the row that keys or the mouse went to."""

    def __init__(self, name: str, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._scale: Scale | None = None
        self.axis = _Axis(self)
        self.rows = _Rows(self)
        self.view = _View(self)
        self.view.setAccessibleName(name)
        self.view.setModel(self.rows)
        self.view.setItemDelegate(RowPainter(self.view))
        self.view.opened.connect(lambda row: self.opened.emit(self.rows.spans[row].key))
        self.view.selectionModel().currentChanged.connect(self._tell_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.axis)
        column.addWidget(self.view)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_spans(self, spans: Iterable[Span], now: datetime, start: datetime | None = None) -> None:
        """Shows these windows. The axis begins at `start` (when it happened), or at the first opening."""
        kept = tuple(spans)
        self._scale = fitting_scale(kept, now, start, self._zone) if kept else None
        self.rows.show(kept, self._scale)
        self.axis.show_scale(self._scale)
        self.view.setAccessibleDescription(" ".join(self.words()))
        self.view.fit_height()

    def clock_changes(self) -> list[str]:
        """When clocks change along the picture, a sentence each."""
        if self._scale is None:
            return []
        return [change.words(self._scale.zone) for change in self._scale.changes()]

    def _tell_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.current_changed.emit(self.rows.spans[index.row()].key)

    def words(self) -> list[str]:
        """Each row in a sentence or two: what the picture shows, for reading aloud or printing."""
        if self._scale is None:
            return []
        return [span_words_of(span, self._scale.now, self._zone) for span in self.rows.spans]

    def theme_changed(self) -> None:
        self.axis.updateGeometry()
        self.axis.update()
        self.view.fit_height()


class _Rows(QAbstractListModel):
    """The windows as a list, so that screen readers and keys treat them as one."""

    def __init__(self, owner: Timeline) -> None:
        super().__init__(owner)
        self._owner = owner
        self.spans: Sequence[Span] = ()
        self.scale: Scale | None = None

    def show(self, spans: Sequence[Span], scale: Scale | None) -> None:
        self.beginResetModel()
        self.spans, self.scale = spans, scale
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.spans)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.scale is None:
            return None
        span = self.spans[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return span.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return span_words_of(span, self.scale.now, self.scale.zone)
        return (span, self.scale) if role == SPAN_ROLE else None


class _View(QListView):
    """As high as its rows: the page scrolls, not the picture."""

    opened = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def fit_height(self) -> None:
        """Takes the height of all rows at the present width."""
        if self.model() is None:
            return
        self.scheduleDelayedItemsLayout()
        height = sum(self.sizeHintForIndex(self.model().index(row, 0)).height() for row in range(self._count()))
        self.setFixedHeight(height + 2 * self.frameWidth() + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _count(self) -> int:
        return self.model().rowCount()


class _Axis(QWidget):
    """The line of times above the rows."""

    def __init__(self, owner: Timeline) -> None:
        super().__init__(owner)
        self._owner = owner
        self._scale: Scale | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_scale(self, scale: Scale | None) -> None:
        self._scale = scale
        self.setVisible(scale is not None)
        if scale is not None:
            changes = (change.words(scale.zone) for change in scale.changes())
            self.setAccessibleName(" ".join([tr("Now is {now}.", now=scale.now_words()), *changes]))
        self.updateGeometry()
        self.update()

    def sizeHint(self):  # type: ignore[no-untyped-def] # Qt's own signature
        hint = super().sizeHint()
        lines = axis_lines(self._scale) if self._scale is not None else 0
        hint.setHeight(round(theme.text_height() * lines))
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._scale is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_axis(painter, self._scale, bar_area(self._owner.view.viewport().width()))
        painter.end()
