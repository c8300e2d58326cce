"""What a click sets off waits until the mouse button is let go, so that nothing moves away from under the click."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class UntilRelease(QObject):
    """Calls `then` as soon as the mouse button is let go, before the button below the pointer hears of it."""

    def __init__(self, then: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._then = then
        self._waits = False

    def must_wait(self) -> bool:
        """Whether a mouse button is down now; if so, `then` will be called."""
        app = QApplication.instance()
        if app is None or not QApplication.mouseButtons():
            return False
        if not self._waits:
            self._waits = True
            app.installEventFilter(self)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Acts when the release reaches a widget, not its window: where it hit is settled by then."""
        if event.type() == QEvent.Type.MouseButtonRelease and self._waits and isinstance(watched, QWidget):
            self._waits = False
            app = QApplication.instance()
            if app is not None:
                app.removeEventFilter(self)
            self._then()
        return False
