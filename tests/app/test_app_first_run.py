"""The first run: Enter goes on from every field, and the cursor stands where the next key belongs."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.words import words_of
from wellness_desktop.app.first_run_page import FirstRunPage
from wellness_desktop.app.program import Program
from wellness_desktop.base.settings import Settings
from wellness_desktop.kit.tasks import Tasks

PASSPHRASE = "river lamp otter seventeen"


def press(qtbot: QtBot, key: Qt.Key) -> None:
    where = QApplication.focusWidget()
    assert where is not None
    qtbot.keyClick(where, key)


def type_in(qtbot: QtBot, text: str) -> None:
    where = QApplication.focusWidget()
    assert where is not None
    qtbot.keyClicks(where, text)


def test_the_station_is_made_with_typing_and_enter_alone(program: Program, qtbot: QtBot, qapp: QApplication) -> None:
    program.frame.activateWindow()
    qtbot.waitUntil(program.frame.isActiveWindow)
    page: Any = program.go("first-run")
    type_in(qtbot, "Harlan Creek Police Department")
    press(qtbot, Qt.Key.Key_Return)
    type_in(qtbot, "Sam O'Neil")
    press(qtbot, Qt.Key.Key_Return)
    type_in(qtbot, PASSPHRASE)
    press(qtbot, Qt.Key.Key_Return)
    assert "Type the passphrase a second time." in words_of(page)
    type_in(qtbot, PASSPHRASE)
    press(qtbot, Qt.Key.Key_Enter)
    qtbot.waitUntil(page._print.hasFocus, timeout=20_000)
    assert "The station is made." in words_of(page)
    assert program.station_exists()


def test_a_folder_that_seems_synced_is_warned_about_once(qtbot: QtBot, tasks: Tasks) -> None:
    page = FirstRunPage(
        tasks,
        Settings(agency_name="Harlan Creek"),
        "America/Chicago",
        Path("/home/sam/Dropbox/station"),
        lambda _answers: b"",
        lambda *_: None,
        lambda: "",
    )
    qtbot.addWidget(page)
    page.show()
    page._go(1)
    assert "copied to an online service" in words_of(page)
    assert "press Next again" in words_of(page)
    assert page._where_line.text() == "Step 1 of 4"
    page._go(1)
    assert page._where_line.text() == "Step 2 of 4"
