"""The searches of the library's page: each on a worker, and an older one never tells after a newer one was asked."""

import shiboken6
from PySide6.QtCore import QObject, Signal

from wellness_desktop.base.errors import Problem
from wellness_desktop.kit.tasks import Task
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.service import Found


class SearchRun(QObject):
    """`found` comes with the answer (library.service.Found) to what was asked last, `failed` with a Problem.

    Without a worker for searches on the desk the answer comes at once.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = 0
        self._running: Task | None = None

    @property
    def pending(self) -> bool:
        """Whether an answer is still to come."""
        return self._running is not None

    def ask(self, text: str) -> None:
        """Searches for `text`; whatever was asked before is not wanted any more."""
        self.drop()
        number, state, library = self._asked, self._desk.state(), self._desk.library
        if self._desk.searching is None:
            try:
                self.found.emit(library.find(text, state))
            except Problem as problem:
                self.failed.emit(problem)
            return

        def done(found: Found) -> None:
            if shiboken6.isValid(self) and number == self._asked:
                self._running = None
                self.found.emit(found)

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            if shiboken6.isValid(self) and number == self._asked:
                self._running = None
                self.failed.emit(error)

        self._running = self._desk.searching.start(
            lambda _task: library.find(text, state), done=done, failed=failed, stopped=lambda: None
        )

    def read_ahead(self) -> None:
        """Index and catalogue are made ready while the person looks at the list, so that no keystroke waits."""
        tasks, library = self._desk.tasks, self._desk.library
        tasks.start(lambda _task: library.prepare(), done=_ready, failed=_ready)
        tasks.start(lambda _task: library.catalogue(), done=_ready, failed=_ready)

    def drop(self) -> None:
        """No answer is wanted any more."""
        self._asked += 1
        if self._running is not None:
            self._running.stop()
            self._running = None


def _ready(_result: object) -> None:
    """Nothing to say: a search that needs the index makes it itself, and tells what went wrong."""
