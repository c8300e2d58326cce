"""The last thing done, and how to take it back. Undo first, confirm rarely (DESIGN 1.6)."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Undo(QObject):
    """Remembers one action until the next one; there is no clock running against a slow hand."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._take_back: Callable[[], object] | None = None

    @property
    def possible(self) -> bool:
        """Whether there is something to take back."""
        return self._take_back is not None

    def remember(self, take_back: Callable[[], object]) -> None:
        """The action just done can be taken back by calling `take_back`; the one before no longer can."""
        self._take_back = take_back
        self.changed.emit()

    def forget(self) -> None:
        """Nothing can be taken back any more (page left, locked)."""
        if self._take_back is not None:
            self._take_back = None
            self.changed.emit()

    def take_back(self) -> bool:
        """Takes the last action back, once. False when there was none.

        What the action's own undo raises goes to the caller; it can then be tried again.
        """
        action = self._take_back
        if action is None:
            return False
        action()
        if self._take_back is action:
            self.forget()
        return True
