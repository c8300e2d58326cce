from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.support.station import A_NIGHT
from wellness_desktop.app.program import Program
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import Paths, find_paths
from wellness_desktop.base.settings import Settings
from wellness_desktop.store.stretching import LOWEST


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(A_NIGHT)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths(tmp_path / "station")


@pytest.fixture
def program(qtbot: QtBot, paths: Paths, clock: FixedClock) -> Iterator[Program]:
    """The whole program on an empty data folder, its window shown."""
    settings = Settings(agency_name="Millbrook Police Department", time_zone="America/Chicago")
    running = Program(paths, settings, clock, folder_is_fixed=True, stretching=LOWEST)
    running.show()
    qtbot.waitExposed(running.frame)
    yield running
    running.frame.close()


def words_of(widget: Any) -> str:
    """Everything a person can read in the widget now."""
    from PySide6.QtWidgets import QAbstractButton, QLabel

    shown = [
        each.text() for kind in (QLabel, QAbstractButton) for each in widget.findChildren(kind) if each.isVisible()
    ]
    return "\n".join(shown)
