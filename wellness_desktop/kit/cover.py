"""What others see after F9: a plain clock. Nothing on it says what the program is."""

from datetime import datetime, tzinfo

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import day_words, time_text


class Cover(QWidget):
    """Lies over its whole window and hides the program's other windows; F9, Escape or a click lifts it.

    Made once with the window, so that covering is only showing. The window's title becomes neutral too.
    """

    changed = Signal(bool)

    def __init__(self, window: QWidget, clock: Clock, zone: tzinfo) -> None:
        super().__init__(window)
        self._window, self._clock, self._zone = window, clock, zone
        self._title = ""
        self._others: list[QWidget] = []
        self._focus: QWidget | None = None
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._time = _centered("clock", self)
        self._day = _centered("lead", self)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._time)
        column.addWidget(self._day)
        column.addStretch(3)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_time)
        window.installEventFilter(self)
        self.hide()

    @property
    def covered(self) -> bool:
        """Whether the program is hidden now."""
        return not self.isHidden()

    def toggle(self) -> None:
        """Covers, or lifts the cover."""
        if self.covered:
            self.lift()
        else:
            self.cover()

    def cover(self) -> None:
        """Hides everything at once."""
        if self.covered:
            return
        self._focus = QApplication.focusWidget()
        self._show_time()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._others = [
            other
            for other in QApplication.topLevelWidgets()
            if other is not self._window and other.isVisible() and not other.isAncestorOf(self)
        ]
        for other in self._others:
            other.hide()
        self._title = self._window.windowTitle()
        self._window.setWindowTitle(tr("Clock"))
        self._tick.start()
        self.changed.emit(True)

    def lift(self) -> None:
        """Shows everything as it was."""
        if not self.covered:
            return
        self._tick.stop()
        self.hide()
        self._window.setWindowTitle(self._title)
        # What lay below may have been closed meanwhile (lock).
        for other in self._others:
            if shiboken6.isValid(other):
                other.show()
        self._others = []
        self._window.activateWindow()
        if self._focus is not None and shiboken6.isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None
        self.changed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grows with the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.covered:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing typed reaches what lies below."""
        if event.key() in (Qt.Key.Key_F9, Qt.Key.Key_Escape):
            self.lift()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.lift()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab must not wander to what lies below."""
        del forward
        return True

    def _show_time(self) -> None:
        now: datetime = self._clock.now().astimezone(self._zone)
        self._time.setText(time_text(now.time()))
        self._day.setText(day_words(now.date()))
        self.setAccessibleName(tr("Clock"))


def _centered(style: str, parent: QWidget) -> Text:
    text = Text("", style, parent, wrap=False)
    text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return text
