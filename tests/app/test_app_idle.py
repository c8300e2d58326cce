from datetime import UTC, datetime, timedelta

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wellness_desktop.app.idle import IdleWatch
from wellness_desktop.app.program import Program
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import Paths
from wellness_desktop.base.settings import Settings

KEY = QEvent(QEvent.Type.KeyPress)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 8, 7, 50, tzinfo=UTC))  # ten minutes before a clock change in Chicago


@pytest.fixture
def watch(qtbot: QtBot, clock: FixedClock) -> IdleWatch:
    parent = QObject()
    watch = IdleWatch(clock, 10, parent)
    watch.start()
    watch.keep = parent  # type: ignore[attr-defined]
    return watch


def gone(qtbot: QtBot, watch: IdleWatch) -> bool:
    with qtbot.waitSignal(watch.gone, timeout=1, raising=False) as blocker:
        watch.look()
    return blocker.signal_triggered


def test_locks_when_nobody_touched_anything(qtbot: QtBot, watch: IdleWatch, clock: FixedClock) -> None:
    for _ in range(9):
        clock.advance(timedelta(minutes=1))
        assert not gone(qtbot, watch)
    clock.advance(timedelta(minutes=1))
    assert gone(qtbot, watch)


def test_a_key_starts_the_time_again(qtbot: QtBot, watch: IdleWatch, clock: FixedClock) -> None:
    for _ in range(30):
        clock.advance(timedelta(minutes=1))
        watch.eventFilter(watch, KEY)
        assert not gone(qtbot, watch)


@pytest.mark.parametrize("jump", [timedelta(minutes=3), timedelta(hours=8), timedelta(hours=-1)])
def test_locks_when_the_pc_slept_or_the_clock_was_set_back(
    qtbot: QtBot, watch: IdleWatch, clock: FixedClock, jump: timedelta
) -> None:
    clock.advance(jump)
    watch.eventFilter(watch, KEY)  # the key that woke it must not count
    assert gone(qtbot, watch)


def test_a_window_that_is_gone_is_watched_no_longer(qtbot: QtBot, paths: Paths) -> None:
    """Its watch asked for a page that was deleted, and looked at every key of the windows that came after."""
    clock = FixedClock(datetime(2026, 3, 8, 12, tzinfo=UTC))
    program = Program(paths, Settings(lock_after_minutes=5), clock, folder_is_fixed=True)
    watch = program._idle
    assert watch._timer.isActive()
    shiboken6.delete(program.frame)
    assert not watch._timer.isActive()
    clock.advance(timedelta(hours=1))
    later = QWindow()
    watch.follow(later)
    touched = watch._touched
    QApplication.sendEvent(later, KEY)
    assert watch._touched == touched
