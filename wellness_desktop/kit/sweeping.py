"""Python's cyclic garbage is swept in the window's thread only.

Left alone, Python sweeps in whichever thread happens to allocate; on the worker it would then destroy widgets and
timers there, which Qt forbids ("Timers cannot be stopped from another thread") and may crash on.
"""

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

EVERY_MS = 1000


class _Sweeper(QObject):
    """Does what Python's own thresholds ask for, at moments of its own."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return


def sweep_here() -> None:
    """Called by the first object that starts a thread; further calls change nothing."""
    app = QCoreApplication.instance()
    if app is None or app.findChild(QObject, "sweeper") is not None:
        return
    gc.disable()
    _Sweeper(app).setObjectName("sweeper")
