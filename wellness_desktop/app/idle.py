"""Locks after idle time and after the PC slept (SEC-10). Watching never keeps anything about what was typed."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

from wellness_desktop.base.clock import Clock

LOOK_EVERY = timedelta(seconds=10)
SLEPT = timedelta(minutes=2)
"""A gap this long between two looks means that the PC was asleep or the program stood still."""

SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Says when nobody has touched keyboard or mouse for the set time, or when the PC woke up."""

    gone = Signal()

    def __init__(self, clock: Clock, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit = timedelta(minutes=minutes)
        self._touched = self._looked = clock.now()
        self._timer = QTimer(self)
        self._timer.setInterval(int(LOOK_EVERY.total_seconds() * 1000))
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begins to watch, from now."""
        self._touched = self._looked = self._clock.now()
        self._timer.start()

    def stop(self) -> None:
        """Stops watching, this window and those to come: nothing is open that could be locked."""
        self._timer.stop()

    def set_minutes(self, minutes: int) -> None:
        """Takes a new limit from the settings."""
        self._limit = timedelta(minutes=minutes)

    def follow(self, window: QWindow | None) -> None:
        """Also watches this window. Only native windows are watched: a filter on the whole application
        would run Python for every paint of every widget.
        """
        if window is not None and self._timer.isActive():
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notes that somebody is there; lets every event through."""
        if event.type() in SIGNS_OF_LIFE:
            self._touched = self._clock.now()
        return False

    def look(self) -> None:
        """Emits `gone` when the time is up, the PC slept, or the clock was set back."""
        now = self._clock.now()
        slept = not timedelta(0) <= now - self._looked <= SLEPT
        idle = not timedelta(0) <= now - self._touched < self._limit
        self._looked = now
        if slept or idle:
            self._touched = now
            self.gone.emit()
