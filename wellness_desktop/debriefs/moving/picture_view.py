"""The picture of the days, on which sessions are moved by mouse and by keys. What a time costs is said elsewhere."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.moving.costs import Movable
from wellness_desktop.debriefs.moving.days import HALF_HOUR, DayTable
from wellness_desktop.debriefs.moving.picture_drawing import DaysPainter, Shown

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class DaysPicture(QWidget):
    """`moved` at each step of the chosen session, `put_down` when it is let go or at Enter, `chosen` at another one.

    Left and Right move by half an hour, Up and Down by a day, Home puts it back, Space goes to the next session.
    """

    moved = Signal()
    put_down = Signal()
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: DayTable | None = None
        self.sessions: Sequence[Movable] = ()
        self._chosen = 0
        self._at: datetime | None = None
        self._now: datetime | None = None
        self._grip: float | None = None
        """While the mouse holds the block: where in it, in half hours from its beginning."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Days and times"))

    def show_days(self, table: DayTable, sessions: Sequence[Movable], chosen: int, now: datetime) -> None:
        """Shows these days and sessions; the chosen one stands where it is booked or proposed."""
        self._table, self.sessions, self._now = table, sessions, now
        self._chosen = min(chosen, max(0, len(sessions) - 1))
        self._at = sessions[self._chosen].starts if sessions else None
        self._grip = None
        self._fit()

    @property
    def session(self) -> Movable | None:
        """The session that keys and mouse move."""
        return self.sessions[self._chosen] if self.sessions else None

    @property
    def place(self) -> int:
        """Which of the sessions that is."""
        return self._chosen

    @property
    def at(self) -> datetime | None:
        """Where it stands now."""
        return self._at

    @property
    def is_moved(self) -> bool:
        """Whether it stands elsewhere than it is booked or proposed."""
        return self.session is not None and self._at != self.session.starts

    def move_to(self, moment: datetime) -> bool:
        """Moves the chosen session there; False where it cannot be put."""
        if self._table is None or self.session is None or not self._table.may_begin(moment):
            return False
        if moment != self._at:
            self._at = moment
            self.update()
            self.moved.emit()
        return True

    def put_back(self) -> None:
        """Puts the chosen session back to where it is booked or proposed."""
        if self.session is not None and self.is_moved:
            self._at = self.session.starts
            self.update()
            self.moved.emit()

    def area_of(self, moment: datetime) -> QRectF:
        """Where a session that begins then is drawn, for tests and for scrolling."""
        found = self._table.place(moment) if self._table else None
        return self._painter().box(*found, 1) if found else QRectF()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or self._at is None:
            super().keyPressEvent(event)
        elif key in _SIDEWAYS:
            self.move_to(self._at + _SIDEWAYS[key] * HALF_HOUR)
        elif key in _DAYS:
            self._by_days(_DAYS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_Escape) and self.is_moved:
            self.put_back()
        elif key == Qt.Key.Key_Space:
            self._next()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.put_down.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or self._table is None or self._at is None:
            return
        held = self._block_under(point)
        if held is None:
            self._grip = 0.0
            self._drag(point)
            return
        if held != self._chosen:
            self._choose(held)
        found = self._table.place(self._at)
        row, slot = self._painter().under(point.x(), point.y())
        self._grip = slot - found[1] if found is not None and row == found[0] else 0.0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._grip is not None:
            self._grip = None
            if self.is_moved:
                self.put_down.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # How it looks

    def sizeHint(self) -> QSize:
        return QSize(320, self._painter().height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._table is None or self._now is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = self._at or self._now
        shown = Shown(self._table, self.sessions, self._chosen, at, self._now, self.hasFocus())
        self._painter().paint(painter, shown)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def theme_changed(self) -> None:
        self._fit()

    def _by_days(self, days: int) -> None:
        """To the same time of the station's clock on another day; where that day has no such time, the nearest."""
        found = self._table.place(self._at) if self._table and self._at else None
        if self._table is None or found is None:
            return
        row, slot = found
        if 0 <= row + days < len(self._table.rows):
            other = self._table.rows[row + days]
            clock = (self._at or other.begins).astimezone(self._table.zone)
            same = [
                n
                for n in range(len(other.counts))
                if _clock(other.moment(n), self._table) == (clock.hour, clock.minute)
            ]
            nearest = same[0] if same else min(int(slot), len(other.counts) - 1)
            self.move_to(other.moment(nearest))

    def _next(self) -> None:
        if len(self.sessions) > 1:
            self._choose((self._chosen + 1) % len(self.sessions))

    def _choose(self, number: int) -> None:
        self._chosen = number
        self._at = self.sessions[number].starts
        self.update()
        self.chosen.emit()

    def _drag(self, point: QPoint) -> None:
        row, slot = self._painter().under(point.x(), point.y())
        if self._table is not None and 0 <= row < len(self._table.rows):
            there = self._table.rows[row]
            wanted = round(slot - (self._grip or 0.0)) if self._grip else int(slot)
            self.move_to(there.moment(min(max(wanted, 0), len(there.counts) - 1)))

    def _block_under(self, point: QPoint) -> int | None:
        painter, table = self._painter(), self._table
        order = [self._chosen, *(n for n in range(len(self.sessions)) if n != self._chosen)]
        for number in order:
            session = self.sessions[number]
            at = self._at if number == self._chosen else session.starts
            found = table.place(at) if table and at else None
            if found is not None and painter.box(*found, session.minutes / 30).contains(point.toPointF()):
                return number
        return None

    def _painter(self) -> DaysPainter:
        rows = len(self._table.rows) if self._table else 1
        return DaysPainter(self.width(), rows, self._table.slots if self._table else 48)

    def _fit(self) -> None:
        height = self._painter().height
        if height != self.height():
            self.setFixedHeight(height)
        self.update()


def _clock(moment: datetime, table: DayTable) -> tuple[int, int]:
    local = moment.astimezone(table.zone)
    return local.hour, local.minute
