import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wellness_desktop.app.crash import crash_report, watch_for_crashes
from wellness_desktop.app.program import Program
from wellness_desktop.app.single import SingleWindow
from wellness_desktop.app.start import open_window
from wellness_desktop.base.errors import Problem


def test_a_second_start_calls_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleWindow(tmp_path / "cache", tmp_path / "data")
    second = SingleWindow(tmp_path / "cache", tmp_path / "data")
    other = SingleWindow(tmp_path / "cache", tmp_path / "other")
    assert first.is_first()
    with qtbot.waitSignal(first.asked_to_show, timeout=5000):
        assert not second.is_first()
    assert other.is_first()
    first.let_go()
    assert second.is_first()
    second.let_go()
    other.let_go()


def test_a_disk_that_refuses_keeps_nobody_from_a_window(qtbot: QtBot, tmp_path: Path) -> None:
    """A file in the place of the folder refuses everyone, root too, as a read-only or full disk does."""
    (tmp_path / "cache").write_text("")
    assert SingleWindow(tmp_path / "cache" / "deep", tmp_path / "data").is_first()


def test_a_first_window_that_cannot_be_called_is_not_waited_for(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleWindow(tmp_path / "cache", tmp_path / "data")
    second = SingleWindow(tmp_path / "cache", tmp_path / "data")
    assert first.is_first()
    (tmp_path / "cache" / "gone").write_text("")
    second._call = tmp_path / "cache" / "gone" / "show"
    assert second.is_first()
    first.let_go()


def test_the_program_opens_on_a_disk_that_refuses(tmp_path: Path) -> None:
    """The whole start, in a process of its own: numbers to call although not a byte can be written."""
    (tmp_path / "file").write_text("")
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QTimer;"
        "from wellness_desktop.app import start;"
        "from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "QTimer.singleShot(1500, lambda: app.exit(7));"
        "sys.exit(start.open_window(Path(sys.argv[1]), demo=False))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "file" / "station")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (7, False), done.stderr


def test_a_crash_report_quotes_nothing_that_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[Problem, str]] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    watch_for_crashes(lambda problem, report: told.append((problem, report)))
    try:
        raise KeyError("Dana Whitfield, 555-0142")
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    problem, report = told[0]
    assert "KeyError" in report
    assert "test_app_single_and_crash.py" in report
    assert "Whitfield" not in problem.title + problem.advice + report
    assert str(Path(__file__).parent) not in report


def test_a_problem_is_shown_as_it_is_and_needs_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[Problem, str]] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    watch_for_crashes(lambda problem, report: told.append((problem, report)))
    try:
        raise Problem("The stick is gone.", "Put it back.")
    except Problem as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert (told[0][0].title, told[0][1]) == ("The stick is gone.", "")


def test_the_report_names_version_and_system() -> None:
    assert crash_report(ValueError, None).startswith("Wellness Desktop ")


def test_a_crash_in_the_running_program_is_told_in_the_banner(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    watch_for_crashes(program.tell)
    try:
        raise KeyError("Dana Whitfield")
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    page = program.frame.page
    assert page is not None
    assert "Something in the program went wrong." in page.banner.words
    page.banner._action_button.click()
    report = QGuiApplication.clipboard().text()
    assert "KeyError" in report
    assert "Whitfield" not in report + page.banner.words


def test_opening_the_window_watches_for_crashes(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sys.excepthook
    monkeypatch.setattr(sys, "excepthook", before)
    monkeypatch.setattr(QApplication, "exec", lambda *_: 0)
    assert open_window(tmp_path, demo=False) == 0
    assert sys.excepthook is not before
