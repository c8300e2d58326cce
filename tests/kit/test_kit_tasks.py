"""Longer work: every job gets exactly one answer, in the window's own thread, whatever happens."""

import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from wellness_desktop.base.errors import Cancelled, Problem
from wellness_desktop.kit.progress import ProgressRow
from wellness_desktop.kit.tasks import Task, Tasks


class Page(QObject):
    """Keeps what it was told, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Any] = []
        self.threads: set[int] = set()

    def done(self, value: Any) -> None:
        self._note("done", value)

    def failed(self, error: Exception) -> None:
        self._note("failed", error)

    def stopped(self) -> None:
        self._note("stopped", None)

    def _note(self, what: str, value: Any) -> None:
        self.threads.add(threading.get_ident())
        self.told.append((what, value))


@pytest.fixture
def tasks(qapp: Any) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()
    shiboken6.delete(made)


@pytest.fixture
def page(qapp: Any) -> Page:
    return Page()


def start(tasks: Tasks, page: Page, job: Any, **more: Any) -> Task:
    return tasks.start(job, done=page.done, failed=page.failed, **more)


def test_the_worker_holds_on_to_no_page_once_it_was_told(tasks: Tasks, qtbot: Any) -> None:
    """Let go last on the worker, a page would be destroyed in the wrong thread, and the program with it."""
    page = Page()
    gone = weakref.ref(page)
    start(tasks, page, lambda _task: 1)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.told == [("done", 1)]
    del page
    assert gone() is None


def test_the_result_comes_back_to_the_windows_thread(tasks: Tasks, page: Page, qtbot: Any) -> None:
    start(tasks, page, lambda _task: threading.get_ident())
    qtbot.waitUntil(lambda: bool(page.told))
    (what, worker) = page.told[0]
    assert what == "done"
    assert page.threads == {threading.get_ident()}
    assert worker != threading.get_ident()


def test_a_failure_always_has_somewhere_to_go(tasks: Tasks, page: Page, qtbot: Any) -> None:
    def fail(_task: Task) -> None:
        raise Problem("The stick is full.")

    start(tasks, page, fail)
    qtbot.waitUntil(lambda: bool(page.told))
    assert page.told[0][0] == "failed"
    assert page.told[0][1].title == "The stick is full."
    assert not tasks.busy


def test_jobs_run_one_after_the_other(tasks: Tasks, page: Page, qtbot: Any) -> None:
    running, most = [0], [0]

    def job(_task: Task) -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        threading.Event().wait(0.005)
        running[0] -= 1

    for _ in range(4):
        start(tasks, page, job)
    qtbot.waitUntil(lambda: len(page.told) == 4)
    assert most == [1]


def test_progress_arrives_and_the_newest_wins(tasks: Tasks, page: Page, qtbot: Any) -> None:
    steps: list[tuple[int, int]] = []

    def job(task: Task) -> str:
        for at in range(200):
            task.step(at + 1, 200)
        return "printed"

    task = start(tasks, page, job)
    task.progress.connect(lambda current, total: steps.append((current, total)))
    qtbot.waitUntil(lambda: page.told == [("done", "printed")])
    assert steps[-1] == (200, 200)
    assert steps == sorted(steps)


def endless(task: Task) -> None:
    while True:
        task.step()


@pytest.mark.parametrize("with_stopped", [True, False])
def test_stop_takes_effect_at_the_next_step(tasks: Tasks, page: Page, qtbot: Any, with_stopped: bool) -> None:
    task = start(tasks, page, endless, **({"stopped": page.stopped} if with_stopped else {}))
    task.stop()
    qtbot.waitUntil(lambda: bool(page.told))
    if with_stopped:
        assert page.told == [("stopped", None)]
    else:
        assert page.told[0][0] == "failed"
        assert isinstance(page.told[0][1], Cancelled)


def test_a_job_stopped_before_it_began_never_begins(tasks: Tasks, page: Page, qtbot: Any) -> None:
    gate, begun = threading.Event(), []
    start(tasks, page, lambda _task: gate.wait(5))
    second = start(tasks, page, lambda _task: begun.append("second"), stopped=page.stopped)
    second.stop()
    gate.set()
    qtbot.waitUntil(lambda: len(page.told) == 2)
    assert page.told == [("done", True), ("stopped", None)]
    assert begun == []


def test_closing_stops_everything_and_tells_everyone(tasks: Tasks, page: Page) -> None:
    for _ in range(3):
        start(tasks, page, endless, stopped=page.stopped)
    tasks.close()
    assert page.told == [("stopped", None)] * 3
    start(tasks, page, endless, stopped=page.stopped)
    tasks._deliver()
    assert len(page.told) == 4
    assert not tasks.busy
    assert "wellness-worker" not in {thread.name for thread in threading.enumerate()}


def test_a_page_that_is_gone_is_not_called(tasks: Tasks, page: Page, qtbot: Any) -> None:
    gate, told = threading.Event(), page.told
    start(tasks, page, lambda _task: gate.wait(5))
    shiboken6.delete(page)
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == []


def test_a_page_that_fails_on_the_answer_does_not_block_the_next(tasks: Tasks, page: Page, qtbot: Any) -> None:
    def stumble(_value: Any) -> None:
        raise RuntimeError("a defect of the page")

    with qtbot.capture_exceptions() as caught:
        tasks.start(lambda _task: 1, done=stumble, failed=page.failed)
        start(tasks, page, lambda _task: 2)
        qtbot.waitUntil(lambda: page.told == [("done", 2)])
    assert [type(error[1]) for error in caught] == [RuntimeError]


def test_the_busy_sign_goes_on_and_off_once(tasks: Tasks, page: Page, qtbot: Any) -> None:
    signs: list[bool] = []
    tasks.busy_changed.connect(signs.append)
    start(tasks, page, lambda _task: 1)
    start(tasks, page, lambda _task: 2)
    qtbot.waitUntil(lambda: len(page.told) == 2)
    assert signs == [True, False]


def test_the_progress_line_shows_and_stops_the_job(tasks: Tasks, page: Page, qtbot: Any) -> None:
    row = ProgressRow()
    qtbot.addWidget(row)
    reached = threading.Event()

    def job(task: Task) -> None:
        task.step(3, 9)
        reached.set()
        while True:
            task.step(3, 9)

    task = start(tasks, page, job, stopped=page.stopped, words="Printing the binder")
    row.follow(task)
    assert row.isVisible()
    qtbot.waitUntil(lambda: row.bar.maximum() == 9)
    assert row.bar.value() == 3
    assert row.bar.accessibleName() == "Printing the binder"
    row.stop_button.click()
    qtbot.waitUntil(lambda: page.told == [("stopped", None)])
    assert not row.isVisible()


def test_a_task_that_is_over_is_let_go_in_the_windows_thread_and_never_by_qt(
    tasks: Tasks, page: Page, qtbot: QtBot
) -> None:
    """Deleted later by Qt while the worker was at its next job, it ended the program once in some runs."""
    gone_in: list[str] = []
    for number in range(20):
        task = tasks.start(lambda _task: sum(range(5_000)), done=page.done, failed=page.failed, words=str(number))
        assert task.parent() is None
        weakref.finalize(task, lambda: gone_in.append(threading.current_thread().name))
        del task
    qtbot.waitUntil(lambda: len(gone_in) == 20)
    assert set(gone_in) == {threading.main_thread().name}
    assert tasks.findChildren(Task) == []
