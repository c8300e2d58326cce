"""The first run: Enter goes on from every field, and the cursor stands where the next key belongs."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.words import words_of
from wellness_desktop.app.first_run_page import FirstRunPage
from wellness_desktop.app.program import Program
from wellness_desktop.base.settings import Settings
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.store.keyring import Locked

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
    page._agency.set_values({"agency_name": ""})
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
    page._put_away.click()
    qtbot.mouseClick(page._next, Qt.MouseButton.LeftButton)
    assert program.frame.page_key == "today"
    assert program.frame.rail._title.text() == "Harlan Creek Police Department"


def test_every_door_leads_back_to_the_sheet_until_it_is_put_away(program: Program, qtbot: QtBot) -> None:
    page: Any = program.go("first-run")
    page._agency.set_values({"agency_name": "Harlan Creek"})
    page._you.set_values({"name": "Sam O'Neil"})
    page._secret.set_values({"passphrase": PASSPHRASE, "again": PASSPHRASE})
    page._show_step(2)
    page._go(1)
    qtbot.waitUntil(lambda: page.has_made_station, timeout=20_000)
    signed_in = page.keeper._signed_in
    program.go("help")
    qtbot.mouseClick(program.frame.key, Qt.MouseButton.LeftButton)
    assert program.frame.page_key == "first-run"
    assert page._where_line.text() == "Step 4 of 4"
    program.go("help")
    program._nobody_there()
    assert program.way_in() == "sign-in"
    with pytest.raises(Locked):
        _ = signed_in.keyring.store_key


def test_nobody_stays_signed_in_behind_a_forgotten_recovery_sheet(program: Program, qtbot: QtBot) -> None:
    page: Any = program.go("first-run")
    program._nobody_there()
    assert program.frame.page_key == "first-run"  # what was typed so far is not lost
    page._agency.set_values({"agency_name": "Harlan Creek"})
    page._you.set_values({"name": "Sam O'Neil"})
    page._secret.set_values({"passphrase": PASSPHRASE, "again": PASSPHRASE})
    page._begin()
    qtbot.waitUntil(lambda: page.has_made_station, timeout=20_000)
    keyring = page.keeper._signed_in.keyring
    program._nobody_there()
    assert program.frame.page_key == "start"
    assert "recovery sheet was not put away" in program.frame.page.banner.words  # type: ignore[union-attr]
    with pytest.raises(Locked):
        _ = keyring.store_key


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
