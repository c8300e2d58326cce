"""From the start page through a reader's door to a guide and back, by keyboard, and nothing of it is kept."""

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.support.cut_text import cut_texts
from tests.support.looks import look, settle, show_at
from tests.support.walker import faults
from tests.support.words import words_of
from wellness_desktop.app.front_door_page import reader_doors
from wellness_desktop.app.program import Program
from wellness_desktop.base.paths import Paths
from wellness_desktop.library.doors import Doors

DOORS = [door for door, *_ in reader_doors()]


def alt(program: Program, qtbot: QtBot, keys: str) -> None:
    """Presses the key of a door, and waits until it is open: a button shows for a moment that it is pressed."""
    QTest.keyClick(program.frame, Qt.Key(ord(keys[-1])), Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: program.frame.page_key == "door")
    settle(program.app)


def buttons(program: Program) -> dict[str, QPushButton]:
    return {each.text(): each for each in program.frame.page.findChildren(QPushButton) if each.isVisible()}


@pytest.mark.parametrize(("door", "keys"), [(door, keys) for door, _, _, keys in reader_doors()])
def test_one_key_opens_each_door(program: Program, qtbot: QtBot, door: str, keys: str) -> None:
    title = next(each.title for each in Doors(program.library).doors() if each.id == door)
    alt(program, qtbot, keys)
    assert program.frame.page.title == title
    assert program.frame.page.banner.words == ""
    assert "Call or text 988" in words_of(program.frame.page)
    assert program.frame.rail.places.currentItem().text() == "Start"


def test_every_way_in_stands_on_the_first_screen(program: Program, qapp: QApplication) -> None:
    program.frame.resize(1366, 768)
    settle(qapp)
    page = program.frame.page
    shown = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    assert {"Get help now", "an officer", "a chaplain", "Open the library", "Set up"} <= {each.text() for each in shown}
    for each in shown:
        assert each.mapTo(page, QPoint(0, each.height())).y() <= page.height(), each.text()


@pytest.mark.parametrize(("percent", "width", "height"), [(100, 1024, 700), (200, 1366, 768), (200, 1024, 700)])
def test_no_word_of_a_door_is_cut_off_in_the_window(
    program: Program, qapp: QApplication, percent: int, width: int, height: int
) -> None:
    with look(qapp, "light", percent):
        program.open_rooms.open_door("supervisor")
        show_at(qapp, program.frame, width, height)
        assert cut_texts(program.frame) == []
        assert faults(program.frame.page) == []


@pytest.mark.slow
def test_the_rows_keep_their_height_when_text_grows_and_the_window_shrinks(
    program: Program, qapp: QApplication
) -> None:
    """Codes that come and go while the page is laid out must leave no row lower than its words."""
    program.open_rooms.open_door("family")
    for percent, width, height in ((100, 1366, 768), (200, 1366, 768), (200, 1024, 700), (100, 1366, 768)):
        with look(qapp, "light", percent):
            program.frame.resize(width, height)
            settle(qapp, 6)
            assert cut_texts(program.frame.page) == []


def test_a_guide_behind_a_door_leads_back_to_the_door(program: Program, qtbot: QtBot) -> None:
    alt(program, qtbot, "Alt+F")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settle(program.app)
    assert program.frame.page_key == "library"
    assert program.frame.rail.places.currentItem().text() == "Start"
    assert "Back to my page" in buttons(program)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    settle(program.app)
    assert program.frame.page.title == "For families"
    assert QApplication.focusWidget().text().startswith("1. For the family")
    page = program.go("library")
    settle(program.app)
    assert "living with the job" not in page.findChild(type(page._reader)).browser.toPlainText()
    program.open_rooms.open_hit(("guide", "G02"))
    assert "Back to the library" in buttons(program), "a guide found in the library leads back to the library"


def test_the_path_behind_a_door_leads_back_to_the_door(program: Program, qtbot: QtBot) -> None:
    alt(program, qtbot, "Alt+S")
    program.frame.page.path_wanted.emit("five-officers")
    settle(program.app)
    assert program.frame.page.title == "Start a wellness program with five officers"
    assert program.frame.rail.places.currentItem().text() == "Start"
    buttons(program)["A wellness program with five officers and no budget"].click()
    assert program.frame.page_key == "library"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert program.frame.page_key == "path"
    buttons(program)["Back to my page"].click()
    settle(program.app)
    assert program.frame.page.title == "For supervisors"
    program.open_rooms.open_path("five-officers")
    buttons(program)["Library"].click()
    assert program.frame.page_key == "library", "a path found in the library leads back to the library"


def test_from_a_door_to_lines_and_people(program: Program, qtbot: QtBot) -> None:
    alt(program, qtbot, "Alt+R")
    buttons(program)["All support lines"].click()
    assert program.frame.page_key == "lines"
    program.go("start")
    alt(program, qtbot, "Alt+R")
    buttons(program)["Our own team"].click()
    assert program.frame.page_key == "people"
    program.go("start")
    alt(program, qtbot, "Alt+C")
    buttons(program)["Back"].click()
    assert program.frame.page_key == "start"


def test_an_open_door_is_closed_when_nobody_is_there(program: Program, qtbot: QtBot) -> None:
    alt(program, qtbot, "Alt+O")
    program._nobody_there()
    assert program.frame.page_key == "start"
    assert "door" not in program.frame.pages


@pytest.mark.slow
def test_doors_leave_no_trace(program: Program, qtbot: QtBot, paths: Paths) -> None:
    qtbot.waitUntil(lambda: paths.library_index.exists() and not program.searching.busy, timeout=20_000)
    before = _files(paths.data)
    for door in DOORS:
        program.go("start")
        program.open_rooms.open_door(door)
        settle(program.app)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert _files(paths.data) == before


def _files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
