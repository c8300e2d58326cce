"""The window never waits: longer work runs on one worker and comes back to the window's own thread.

One worker means that two jobs never write at once.
"""

import logging
import threading
from collections.abc import Callable
from queue import Empty, Queue
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from wellness_desktop.base.errors import Cancelled
from wellness_desktop.kit.sweeping import sweep_here

log = logging.getLogger(__name__)

CLOSING_SECONDS = 20.0
"""How long closing waits for a job that does not look up from its work."""


class Task(QObject):
    """One job. The job calls `step` between pieces of work; the page may call `stop` at any time."""

    progress = Signal(int, int)
    """How many pieces are done, and of how many (0 when nobody knows)."""
    ended = Signal()
    """Comes once, after `done`, `failed` or `stopped` was called."""

    def __init__(self, tasks: "Tasks", words: str) -> None:
        super().__init__()  # no parent and no deleteLater: Python alone lets it go, in the window's thread
        self.words = words
        self._tasks = tasks
        self._stop = threading.Event()
        self._latest: tuple[int, int] | None = None

    def step(self, current: int = 0, total: int = 0) -> None:
        """Called by the job on the worker: tells how far it is. Raises Cancelled when a stop was asked for."""
        if self._stop.is_set():
            raise Cancelled
        self._latest = (current, total)
        self._tasks.tell()

    def stop(self) -> None:
        """Asks the job to stop at its next step; one that has not begun never begins."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether a stop was asked for."""
        return self._stop.is_set()

    def show_progress(self) -> None:
        """Sends on the newest progress; the ones in between would only cost time."""
        latest, self._latest = self._latest, None
        if latest is not None:
            self.progress.emit(*latest)


class _Job:
    """What to run, and whom to tell: exactly one of the three, exactly once."""

    def __init__(
        self,
        task: Task,
        run: Callable[[Task], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
        stopped: Callable[[], object] | None,
    ) -> None:
        self.task: Task | None = task
        self.run, self.done, self.failed, self.stopped = run, done, failed, stopped
        self.answer: Callable[[], object] = lambda: None

    def work(self) -> None:
        """Runs on the worker."""
        task = self.task
        try:
            if task is None or task.stopping:
                raise Cancelled
            result = self.run(task)
        except Cancelled as cancelled:
            self.answer = self._stopped(cancelled)
        except Exception as error:
            told = error
            self.answer = lambda: _call(self.failed, told)
        else:
            self.answer = lambda: _call(self.done, result)

    def refuse(self) -> None:
        """The program closes before the job began."""
        self.answer = self._stopped(Cancelled())

    def forget(self) -> None:
        """Lets go of the page, in the window's thread.

        The worker still holds the job until it takes the next one, and whoever lets a widget go last destroys it
        in the thread it is in: on the worker that ends the program.
        """
        self.run = self.done = self.failed = _nothing
        self.stopped = self.task = None
        self.answer = lambda: None

    def _stopped(self, cancelled: Cancelled) -> Callable[[], object]:
        stopped = self.stopped
        if stopped is None:
            return lambda: _call(self.failed, cancelled)
        return lambda: _call(stopped)


class Tasks(QObject):
    """Runs jobs one after the other on a single thread of its own."""

    busy_changed = Signal(bool)
    _wake = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: Queue[_Job | None] = Queue()
        self._finished: Queue[_Job] = Queue()
        self._running: list[Task] = []
        self._thread: threading.Thread | None = None
        self._closed = False
        self._told = threading.Event()
        self._wake.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        job: Callable[[Task], Any],
        *,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
        stopped: Callable[[], object] | None = None,
        words: str = "",
    ) -> Task:
        """Runs `job(task)` on the worker; then, in the window's thread, calls exactly one of the others.

        `done` gets what the job returned, `failed` the exception it raised. After a stop `stopped` is called,
        or `failed` with Cancelled where there is no `stopped`. `words` say what the job does, for a progress
        line. Pass bound methods of the page: they are not called any more once the page is gone.
        """
        task = Task(self, words)
        work = _Job(task, job, done, failed, stopped)
        self._running.append(task)
        if len(self._running) == 1:
            self.busy_changed.emit(True)
        if self._closed:
            work.refuse()
            self._finished.put(work)
            self.tell()
            return task
        self._waiting.put(work)
        if self._thread is None:
            sweep_here()
            self._thread = threading.Thread(target=self._work, name="wellness-worker", daemon=True)
            self._thread.start()
        return task

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._running)

    def close(self) -> None:
        """Stops everything, waits for the job at work to end, and tells everyone. No job begins afterwards."""
        if self._closed:
            return
        self._closed = True
        for task in self._running:
            task.stop()
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(CLOSING_SECONDS)
        self._deliver()

    def tell(self) -> None:
        """Wakes the window's thread, once for any number of news."""
        if not self._told.is_set():
            self._told.set()
            self._wake.emit()

    def _work(self) -> None:
        """The worker's whole life."""
        while (job := self._waiting.get()) is not None:
            job.work()
            self._finished.put(job)
            self.tell()

    def _deliver(self) -> None:
        """In the window's thread: sends progress and answers on. A page that fails on its answer is a defect,
        which goes further, but only after all the others were told.
        """
        self._told.clear()
        for task in list(self._running):
            task.show_progress()
        defects: list[Exception] = []
        while True:
            try:
                job = self._finished.get_nowait()
            except Empty:
                break
            try:
                self._end(job)
            except Exception as error:
                defects.append(error)
        for defect in defects[1:]:
            log.error("another answer failed", exc_info=defect)
        if defects:
            raise defects[0]

    def _end(self, job: _Job) -> None:
        task = job.task
        if task is None:
            return
        self._running.remove(task)
        try:
            job.answer()
        finally:
            job.forget()
            task.ended.emit()
            if not self._running:
                self.busy_changed.emit(False)


def _nothing(_value: Any) -> None:
    """What a job does and tells once everyone was told."""


def _call(target: Callable[..., object], *values: object) -> None:
    """Calls the page back, unless its window is gone."""
    owner = getattr(target, "__self__", None)
    if isinstance(owner, QObject) and not shiboken6.isValid(owner):
        return
    target(*values)
