"""The board as a table of cells: a line for each circle, and below it its people; a column for each kind of support.

One model for 200 people, so that nothing is built for each cell.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QIcon

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.coverage.board import BoardPerson, CoverageBoard, circle_state_words
from wellness_desktop.debriefs.incident_values import exposure_label
from wellness_desktop.debriefs.protocols import Intervention, Kind
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.kit import theme
from wellness_desktop.kit.icons import icon

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_FILLS = {
    Offered.OFFERED: ("info_soft", "on_info_soft"),
    Offered.BOOKED: ("info_soft", "on_info_soft"),
    Offered.DONE: ("ok_soft", "on_ok_soft"),
    Offered.DECLINED: ("sunken", "text"),
}
_BLANK = ("warn_soft", "on_warn_soft")
NOTHING_YET = "–"
"""Of this kind; but the person was offered another. Only whoever was offered nothing at all stands out."""


@dataclass(frozen=True, slots=True)
class CircleLine:
    """The line above the people of one circle; what is done in it is done for all of them."""

    circle: Circle
    people: tuple[BoardPerson, ...]


Line = CircleLine | BoardPerson


class BoardModel(QAbstractTableModel):
    """Columns: the person, how they met it, and each kind."""

    FIRST_KIND = 2

    def __init__(self, interventions: Mapping[Kind, Intervention], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._interventions = interventions
        self.lines: list[Line] = []
        self.kinds: tuple[Kind, ...] = ()
        self._answers: dict[int, Callable[[Line, int], Any]] = {
            Role.DisplayRole: self._text,
            Role.ToolTipRole: lambda line, column: self._text(line, column) or None,
            Role.AccessibleTextRole: lambda line, column: self.spoken(line, self.kind_at(column)),
            Role.FontRole: lambda line, _column: _font(line),
            Role.BackgroundRole: lambda line, column: self._ink(line, column, background=True),
            Role.ForegroundRole: lambda line, column: self._ink(line, column, background=False),
            Role.DecorationRole: self._mark,
        }

    def show_board(self, board: CoverageBoard) -> None:
        """Shows this board."""
        lines: list[Line] = []
        for circle, people in board.circles():
            lines.append(CircleLine(circle, people))
            lines += people
        keys = [_key(line) for line in lines]
        if board.kinds == self.kinds and keys == [_key(line) for line in self.lines]:
            self.lines = lines  # the same people: nothing moves, and the cursor stays
            last = self.index(len(lines) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.lines, self.kinds = lines, board.kinds
        self.endResetModel()

    def kind_at(self, column: int) -> Kind | None:
        """The kind of a column; None for the first two."""
        place = column - self.FIRST_KIND
        return self.kinds[place] if 0 <= place < len(self.kinds) else None

    def find(self, key: Circle | UUID) -> int:
        """The line of a circle or a person, or -1."""
        return next((row for row, line in enumerate(self.lines) if _key(line) == key), -1)

    def key_at(self, row: int) -> Circle | UUID | None:
        """What `find` finds the line by."""
        return _key(self.lines[row]) if 0 <= row < len(self.lines) else None

    def kind_name(self, kind: Kind) -> str:
        """The kind as it is called on screen."""
        return self._interventions[kind].name

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self.FIRST_KIND + len(self.kinds)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        kind = self.kind_at(section)
        if role == Role.ToolTipRole and kind is not None:
            return self.kind_name(kind)
        if role == Role.FontRole:
            return theme.scaled_font(0.96, QFont.Weight.DemiBold)
        if role != Role.DisplayRole:
            return None
        if kind is None:
            return tr("Name") if section == 0 else tr("How")
        return tr(self._interventions[kind].short)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        answer = self._answers.get(role)
        return answer(self.lines[index.row()], index.column()) if answer else None

    def spoken(self, line: Line, kind: Kind | None) -> str:
        """A cell in one sentence, for the line below the board and for screen readers."""
        who = self._who(line)
        if kind is None:
            return who
        name = self.kind_name(kind)
        if isinstance(line, CircleLine):
            state = circle_state_words(line.people, kind)
            return tr("{who} {kind}: offered to {state}.", who=who, kind=name, state=state)
        state = line.state(kind).label.lower()
        if kind in line.from_sessions:
            return tr("{who} {kind}: {state}, by a session.", who=who, kind=name, state=state)
        return tr("{who} {kind}: {state}.", who=who, kind=name, state=state)

    def _who(self, line: Line) -> str:
        if isinstance(line, CircleLine):
            people = tr_count("{count} person", "{count} people", len(line.people))
            return tr("All of {circle}, {people}.", circle=line.circle.label, people=people)
        return tr("{name}, {how}.", name=_name(line), how=exposure_label(line.exposure).lower())

    def _text(self, line: Line, column: int) -> str:
        kind = self.kind_at(column)
        if isinstance(line, CircleLine):
            if kind is not None:
                return circle_state_words(line.people, kind)
            return line.circle.label if column == 0 else ""
        if kind is None:
            return _name(line) if column == 0 else exposure_label(line.exposure)
        state = line.state(kind)
        if state is Offered.TO_OFFER and not line.is_blank:
            return NOTHING_YET
        return tr("Declined") if state is Offered.DECLINED else state.label

    def _ink(self, line: Line, column: int, *, background: bool) -> QColor | None:
        """Quiet where nothing has to be done; the words say the same without color."""
        kind = self.kind_at(column)
        if isinstance(line, CircleLine):
            return theme.color("sunken" if background else "text")
        if line.is_blank:
            return theme.color(_BLANK[0 if background else 1])
        if kind is None:
            return None
        fill = _FILLS.get(line.state(kind))
        if fill is None:
            return None if background else theme.color("muted")
        return theme.color(fill[0 if background else 1])

    def _mark(self, line: Line, column: int) -> QIcon | None:
        """A small calendar where a session says it."""
        kind = self.kind_at(column)
        if kind is None or isinstance(line, CircleLine) or kind not in line.from_sessions:
            return None
        return icon("calendar-check", _FILLS[line.state(kind)][1])


def _font(line: Line) -> QFont | None:
    return theme.scaled_font(0.96, QFont.Weight.DemiBold) if isinstance(line, CircleLine) else None


def _name(person: BoardPerson) -> str:
    return tr("{name} (guest)", name=person.name) if person.is_guest else person.name


def _key(line: Line) -> Circle | UUID:
    return line.circle if isinstance(line, CircleLine) else line.exposure_id
