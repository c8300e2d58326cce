import gc
import threading

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from wellness_desktop.kit.tasks import Tasks


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
