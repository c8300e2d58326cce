"""People by days as one picture. Arrows move, letters change a day; what stands under the cursor is said in words.

As many days are shown as have room: a month, else two weeks, else one. It reads without color: letters, a frame
around today, hatching where nobody is on.
"""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit import theme
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.scrolling import bring_into_view
from wellness_desktop.roster.duty_roster.month import Picture, Row, day_head
from wellness_desktop.roster.duty_roster.month_drawing import Line, Look, MonthPainter, lines_of

COMMANDS = {
    Qt.Key.Key_L: "leave",
    Qt.Key.Key_K: "court",
    Qt.Key.Key_T: "training",
    Qt.Key.Key_X: "free",
    Qt.Key.Key_V: "overtime",
    Qt.Key.Key_U: "call_out",
    Qt.Key.Key_S: "trade",
    Qt.Key.Key_M: "team",
    Qt.Key.Key_Return: "exact",
    Qt.Key.Key_Enter: "exact",
    Qt.Key.Key_Delete: "clear",
    Qt.Key.Key_Backspace: "clear",
}
LETTER = "letter "
"""Before a letter of a pattern in a command: N sets a night shift. With Shift also those that are commands."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class MonthGrid(QWidget):
    """Shows what it is given; whoever owns it saves.

    `chosen` when the cursor moves, `command(str)` for a key that changes something, `page_wanted(int)` where the
    cursor would leave the days shown. `editable` False takes the arrows only.
    """

    chosen = Signal()
    command = Signal(str)
    page_wanted = Signal(int)

    def __init__(
        self, today: date, parent: QWidget | None = None, *, editable: bool = True, teams: bool = True
    ) -> None:
        super().__init__(parent)
        self.picture = Picture((), (), (), ())
        self.lines: list[Line] = []
        self.line, self.day, self.head = 0, 0, 0
        self._today, self._editable, self._teams = today, editable, teams
        self._marked: tuple[UUID, date] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Who works when"))
        self.theme_changed()

    def show_picture(self, picture: Picture, today: date, marked: tuple[UUID, date] | None = None) -> None:
        """Shows this picture; the cursor stays with the person it stood on. `marked` is a day to be traded."""
        before = self.person
        self.picture, self._today, self._marked = picture, today, marked
        self.lines = lines_of(picture.rows, with_teams=self._teams)
        if before is not None:
            self.choose_person(before)
        self.line = min(self.line, max(len(self.lines) - 1, 0))
        self.day = min(self.day, max(len(picture.days) - 1, 0))
        self.head = min(self.head, max(len(picture.days) - 1, 0))
        self._fit()
        self._tell(aloud=False)

    # What is chosen

    @property
    def person(self) -> UUID | None:
        """Whose day it is; None on a team's line."""
        line = self._line
        return self.picture.rows[line.rows[0]].member.id if line and not line.is_team else None

    @property
    def people(self) -> list[UUID]:
        """Everybody meant: one person, or a whole team."""
        return [self.picture.rows[row].member.id for row in self._line.rows] if self._line else []

    @property
    def row(self) -> Row | None:
        """The person's row under the cursor."""
        line = self._line
        return self.picture.rows[line.rows[0]] if line and not line.is_team else None

    @property
    def first(self) -> date:
        """The first day that is chosen."""
        return self.picture.days[min(self.day, self.head)]

    @property
    def last(self) -> date:
        """The last day that is chosen."""
        return self.picture.days[max(self.day, self.head)]

    @property
    def words(self) -> str:
        """What is chosen, in words."""
        line = self._line
        if line is None or not self.picture.days:
            return tr("Nobody is shown.")
        when = day_head(self.first)
        if self.first != self.last:
            when = tr("{first} to {last}", first=when, last=day_head(self.last))
        if line.is_team:
            many = tr_count("{count} person", "{count} people", len(line.rows))
            return tr("{team}, {people}. {when}.", team=line.heading, people=many, when=when)
        row = self.picture.rows[line.rows[0]]
        cells = row.cells[min(self.day, self.head) : max(self.day, self.head) + 1]
        said = cells[0].spoken if len(cells) == 1 else " ".join(cell.text for cell in cells)
        return tr("{name}. {when}: {what}.", name=row.member.name, when=when, what=said)

    def choose_person(self, person: UUID) -> None:
        """Puts the cursor on this person's line."""
        for number, line in enumerate(self.lines):
            if not line.is_team and self.picture.rows[line.rows[0]].member.id == person:
                self.line = number

    def choose(self, person: UUID, day: date) -> None:
        """Puts the cursor on one day of somebody."""
        self.choose_person(person)
        self.choose_day(day)

    def choose_day(self, day: date) -> None:
        """Puts the cursor on a day, where it is shown."""
        if day in self.picture.days:
            self.day = self.head = self.picture.days.index(day)
        self._tell(aloud=False)
        self._scroll_there()

    def step_down(self) -> None:
        """On to the next person, on the same day, as after filling in one line of a list."""
        for number in range(self.line + 1, len(self.lines)):
            if not self.lines[number].is_team:
                self.line = number
                break
        self._tell(aloud=False)
        self._scroll_there()

    @property
    def _line(self) -> Line | None:
        return self.lines[self.line] if self.line < len(self.lines) else None

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._step(_STEPS[key], shift)
        elif key in _ROWS:
            self._move(self.line + _ROWS[key], self.day, self.head)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            day = 0 if key == Qt.Key.Key_Home else len(self.picture.days) - 1
            self._move(self.line, self.day if shift else day, day)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.page_wanted.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif event.isAutoRepeat() or not self._act(key, shift):
            super().keyPressEvent(event)

    def _act(self, key: Qt.Key, shift: bool) -> bool:
        if not self._editable or not self.people:
            return False
        if key in COMMANDS and not (shift and Qt.Key.Key_A <= key <= Qt.Key.Key_Z):
            self.command.emit(COMMANDS[key])
        elif Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
            self.command.emit(LETTER + chr(int(key)))
        else:
            return False
        return True

    def _step(self, steps: int, shift: bool) -> None:
        head = self.head + steps
        if 0 <= head < len(self.picture.days):
            self._move(self.line, self.day if shift else head, head)
        elif not shift:
            self.page_wanted.emit(steps)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self._move(found[0], found[1], found[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if event.buttons() & Qt.MouseButton.LeftButton and found is not None and found[1] != self.head:
            self._move(self.line, self.day, found[1], aloud=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._at(event.position().toPoint()) is not None:
            self._act(Qt.Key.Key_Return, shift=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # How it looks

    def days_that_fit(self, width: int) -> int:
        """How many days have room beside the names: 31, 14 or 7."""
        return self._paper().days_that_fit(width)

    def sizeHint(self) -> QSize:
        return QSize(self._paper().least_width, self._height())

    def theme_changed(self) -> None:
        self._fit()

    def cell_box(self, line: int, day: int) -> QRectF:
        """Where a day of a line is drawn, for scrolling there and for tests."""
        return self._paper().cell_box(line, day)

    def _paper(self) -> MonthPainter:
        return MonthPainter(self.width(), len(self.picture.days))

    def _height(self) -> int:
        return self._paper().height(len(self.lines) if self._teams else len(self.lines) - 1)

    def _fit(self) -> None:
        if self._height() != self.height():
            self.setFixedHeight(self._height())
        self.setMinimumWidth(self._paper().least_width)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = (self.line, min(self.day, self.head), max(self.day, self.head))
        look = Look(self._today, chosen, self._marked, focused=self.hasFocus(), teams=self._teams, font=self.font())
        self._paper().paint(painter, self.picture, self.lines, look, event.rect())
        painter.end()

    def _at(self, point: QPoint) -> tuple[int, int] | None:
        line, day = self._paper().under(point.x(), point.y())
        if not 0 <= line < len(self.lines) or not self.picture.days:
            return None
        return line, min(max(day, 0), len(self.picture.days) - 1)

    def _move(self, line: int, day: int, head: int, *, aloud: bool = True) -> None:
        if not self.lines:
            return
        self.line = min(max(line, 0), len(self.lines) - 1)
        self.day, self.head = day, head
        self._tell(aloud=aloud)
        self._scroll_there()

    def _scroll_there(self) -> None:
        there = self.cell_box(self.line, self.head).center().toPoint()
        bring_into_view(self, there, 3 * theme.text_height())

    def _tell(self, *, aloud: bool = True) -> None:
        words = self.words
        self.setAccessibleDescription(words)
        self.update()
        self.chosen.emit()
        if aloud and self.hasFocus():
            announce(self, words)
