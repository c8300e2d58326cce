"""The board as cells to walk through: arrows go, one key moves a cell on, a letter says a state outright."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.coverage.board import BoardPerson, CoverageBoard, next_state, still_to_offer
from wellness_desktop.debriefs.coverage.board_cells_view import BoardModel, CircleLine, Line
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.kit import theme

LETTERS = {
    Qt.Key.Key_N: Offered.TO_OFFER,
    Qt.Key.Key_O: Offered.OFFERED,
    Qt.Key.Key_D: Offered.DECLINED,
    Qt.Key.Key_B: Offered.BOOKED,
    Qt.Key.Key_X: Offered.DONE,
}
NEXT_BLANK = Qt.Key.Key_G
MOST_LINES, FEWEST_LINES = 16, 4
NAME_CHARS, HOW_CHARS = 20, 17
PADDING_CHARS = 4.5
"""Left and right of a cell's words."""
_GO_ON = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BoardTable(QTableView):
    """`wanted(people, kind, state)` when a cell is to become another; `moved` when another cell is the current one.

    `fixed` when a key was pressed on a cell that a session decides.
    """

    wanted = Signal(object, object, object)
    moved = Signal()
    fixed = Signal()

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = model
        self.setModel(model)
        self.setAccessibleName(tr("Who was offered what"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(_Ground(self))
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda _index: self._step(back=False))
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.moved.emit())
        model.modelReset.connect(self._fit)
        model.dataChanged.connect(lambda *_what: self._fit_columns())
        self._fit()

    def show_board(self, board: CoverageBoard) -> None:
        """Shows the board; the cursor stays with its person and kind, or goes to the first blank."""
        index = self.currentIndex()
        key, kind = self.board.key_at(index.row()), self.board.kind_at(index.column())
        self.board.show_board(board)
        row = self.board.find(key) if key is not None else -1
        if row >= 0 and (kind is None or kind in self.board.kinds):
            column = self.board.kinds.index(kind) + BoardModel.FIRST_KIND if kind is not None else index.column()
            if (row, column) != (self.currentIndex().row(), self.currentIndex().column()):
                self.setCurrentIndex(self.board.index(row, column))
        elif not self.to_next_blank():
            self._go(1, BoardModel.FIRST_KIND)

    @property
    def line(self) -> Line | None:
        """The line of the cursor."""
        row = self.currentIndex().row()
        return self.board.lines[row] if 0 <= row < len(self.board.lines) else None

    @property
    def kind(self) -> Kind | None:
        """The kind of the cursor's column."""
        return self.board.kind_at(self.currentIndex().column())

    @property
    def circle_line(self) -> CircleLine | None:
        """The circle in which the cursor stands."""
        for row in range(min(self.currentIndex().row(), len(self.board.lines) - 1), -1, -1):
            line = self.board.lines[row]
            if isinstance(line, CircleLine):
                return line
        return None

    def to_next_blank(self) -> bool:
        """To the next person whom nobody has offered anything; False when there is none."""
        lines, first = self.board.lines, self.currentIndex().row() + 1
        order = [*range(first, len(lines)), *range(min(first, len(lines)))]
        found = [row for row in order if isinstance(one := lines[row], BoardPerson) and one.is_blank]
        if not found:
            return False
        column = self.currentIndex().column()
        self._go(found[0], column if column >= BoardModel.FIRST_KIND else self._usual_column())
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif event.isAutoRepeat() and (key in _GO_ON or key in LETTERS):
            event.accept()  # a key held down a moment too long must not go round through the states
        elif key in _GO_ON or key == Qt.Key.Key_Backspace:
            self._step(back=shift or key == Qt.Key.Key_Backspace)
        elif key in LETTERS:
            self._say(LETTERS[key])
        elif key == NEXT_BLANK:
            self.to_next_blank()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters say a state."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def theme_changed(self) -> None:
        self._fit()

    def offer_to_circle(self) -> None:
        """Notes for everybody of the circle who was not offered it yet that they were."""
        circle, kind = self.circle_line, self.kind or self._usual_kind()
        if circle is not None and kind is not None:
            self._send([circle], kind, Offered.OFFERED)

    def offer_to_everybody(self) -> None:
        """The same for everybody on the board."""
        kind = self.kind or self._usual_kind()
        if kind is not None:
            self._send([line for line in self.board.lines if isinstance(line, CircleLine)], kind, Offered.OFFERED)

    def _step(self, *, back: bool) -> None:
        line, kind = self.line, self.kind
        if kind is None or line is None:
            return
        if isinstance(line, CircleLine):
            self._send([line], kind, Offered.OFFERED)
        else:
            self._say(next_state(line.state(kind), back=back))

    def _say(self, state: Offered) -> None:
        line, kind = self.line, self.kind
        if kind is None or line is None:
            return
        if isinstance(line, CircleLine):
            self._send([line], kind, state)
        elif kind in line.from_sessions:
            self.fixed.emit()
        elif line.state(kind) is not state:
            self.wanted.emit([line.exposure_id], kind, state)

    def _send(self, circles: list[CircleLine], kind: Kind, state: Offered) -> None:
        """Offered goes to those who were not offered it yet; any other state to everybody it is not decided for."""
        people = [one for circle in circles for one in circle.people if kind not in one.from_sessions]
        if state is Offered.OFFERED:
            wanted = still_to_offer(people, kind)
        else:
            wanted = [one.exposure_id for one in people if one.state(kind) is not state]
        if wanted:
            self.wanted.emit(wanted, kind, state)

    def _usual_kind(self) -> Kind | None:
        return Kind.ONE_ON_ONE if Kind.ONE_ON_ONE in self.board.kinds else next(iter(self.board.kinds), None)

    def _usual_column(self) -> int:
        kind = self._usual_kind()
        return BoardModel.FIRST_KIND + (self.board.kinds.index(kind) if kind is not None else 0)

    def _go(self, row: int, column: int) -> None:
        if row < len(self.board.lines):
            self.setCurrentIndex(self.board.index(row, column))

    def _fit(self) -> None:
        height = theme.text_height()
        self.setIconSize(QSize(round(height * 0.9), round(height * 0.9)))
        rows = min(max(self.board.rowCount(), FEWEST_LINES), MOST_LINES)
        self.verticalHeader().setMinimumSectionSize(round(height * 2.0))
        self.verticalHeader().setDefaultSectionSize(round(height * 2.0))
        self.horizontalHeader().setMinimumSectionSize(theme.chars(8))
        self.setFixedHeight(round(height * 2.0) * rows + round(height * 2.6) + 22)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """The name takes what is left; how somebody met it goes where there is no room."""
        if not self.board.columnCount():
            return
        header, room = self.horizontalHeader(), self.viewport().width()
        widths = [self._kind_width(column) for column in range(BoardModel.FIRST_KIND, self.board.columnCount())]
        wide = room >= sum(widths) + theme.chars(NAME_CHARS + HOW_CHARS)
        self.setColumnHidden(1, not wide)
        taken = sum(widths) + (theme.chars(HOW_CHARS) if wide else 0)
        name = max(theme.chars(NAME_CHARS), room - taken)
        for column, width in enumerate([name, theme.chars(HOW_CHARS), *widths]):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)

    def _kind_width(self, column: int) -> int:
        """Room for the title, and for every state with the mark of a session before it."""
        metrics = QFontMetrics(theme.scaled_font(0.96, QFont.Weight.DemiBold))
        title = metrics.horizontalAdvance(self.board.headerData(column, Qt.Orientation.Horizontal))
        mark = self.iconSize().width() + theme.chars(1) if self._has_marks(column) else 0
        states = max(metrics.horizontalAdvance(words) for words in (tr("Declined"), tr("To offer"), tr("Offered")))
        return max(title, mark + states) + theme.chars(PADDING_CHARS)

    def _has_marks(self, column: int) -> bool:
        kind = self.board.kind_at(column)
        return any(isinstance(line, BoardPerson) and kind in line.from_sessions for line in self.board.lines)


class _Ground(QStyledItemDelegate):
    """Fills a cell with its own soft color first: the style sheet of tables leaves that out."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        color = index.data(Qt.ItemDataRole.BackgroundRole)
        if color is not None:
            painter.fillRect(option.rect, color)
        super().paint(painter, option, index)
