import gc
import threading

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from wellness_desktop.kit.tasks import Tasks


class _Loop(QObject):
    """Garbage that only sweeping finds; notes in which thread that was."""

    def __init__(self, swept_in: list[str]) -> None:
        super().__init__()
        self.me, self.swept_in = self, swept_in

    def __del__(self) -> None:
        self.swept_in.append(threading.current_thread().name)


def test_no_thread_beside_the_window_sweeps_while_tests_run(qtbot: QtBot) -> None:
    swept_in: list[str] = []

    def take_in() -> None:
        kept: list[object] = []
        for _ in range(50_000):
            kept.append([kept])  # enough to make Python want to sweep

    for _ in range(3):
        _Loop(swept_in)
        thread = threading.Thread(target=take_in)
        thread.start()
        thread.join()
    gc.collect()
    assert swept_in
    assert set(swept_in) == {threading.main_thread().name}


def test_the_worker_never_sweeps_what_belongs_to_the_window(qtbot: QtBot) -> None:
    tasks = Tasks()
    swept_in: list[str] = []

    class Loop(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.me = self
            self.timer = QTimer(self, interval=10)
            self.timer.start()

        def __del__(self) -> None:
            swept_in.append(threading.current_thread().name)

    def work(_task: object) -> int:
        kept = []
        for _ in range(20_000):
            kept.append([kept])  # enough to make Python want to sweep
        return len(kept)

    answers: list[int] = []
    for _ in range(3):
        tasks.start(lambda _task: 0, done=answers.append, failed=answers.append)  # type: ignore[arg-type]
        Loop()
        tasks.start(work, done=answers.append, failed=answers.append)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(answers) == 6, timeout=20_000)
    tasks.close()
    gc.collect()
    assert swept_in
    assert set(swept_in) == {threading.main_thread().name}
