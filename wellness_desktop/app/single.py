"""A second start brings the first window to the front (DESIGN 4).

A lock file and a file that is touched, rather than a local socket: the program opens no socket of any kind.
The files lie in this login's own cache, so that another login of the PC may open the same records.
"""

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QFileSystemWatcher, QObject, Signal

from wellness_desktop.base.files import take_lock


class SingleWindow(QObject):
    """Holds the place of the first window for one data folder."""

    asked_to_show = Signal()

    def __init__(self, cache: Path, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        with suppress(OSError):
            cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest = QCryptographicHash.hash(str(data).encode(), QCryptographicHash.Algorithm.Sha256)
        name = bytes(digest.toHex().data()).decode()[:16]
        self._call = cache / f"show-{name}"
        self._place = cache / f"open-{name}.lock"
        self._handle: int | None = None

    def is_first(self) -> bool:
        """True for the first window; a second start calls the first to the front and should end.

        True as well where the disk is full or may not be written: a person in need of a phone number gets a
        window, and two windows on the same records do no harm.
        """
        # Not QLockFile: it flushes its file to the disk, four to eight milliseconds of every start.
        with suppress(OSError):
            self._handle = os.open(self._place, os.O_RDWR | os.O_CREAT, 0o600)
            if not take_lock(self._handle):
                self.let_go()
                return not self._call_first()
        try:
            self._call.write_text("")
        except OSError:
            if not self._call.exists():
                return True
        self._watcher = QFileSystemWatcher([str(self._call)], self)
        self._watcher.fileChanged.connect(self._called)
        return True

    def _call_first(self) -> bool:
        """Touches the file that the first window watches; False when it cannot be reached."""
        try:
            self._call.write_text("show")
        except OSError:
            try:
                os.utime(self._call)
            except OSError:
                return False
        return True

    def _called(self) -> None:
        self.asked_to_show.emit()

    def let_go(self) -> None:
        """Gives the place up, at the end."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
