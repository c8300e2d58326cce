"""The front door: what anyone can do without signing in, and what it leaves behind (nothing)."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.support.looks import look, settle
from tests.support.words import words_of
from wellness_desktop.app.program import Program
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import Paths
from wellness_desktop.debriefs.something_happened_page import SomethingHappenedPage
from wellness_desktop.roster.board import Board, BoardContact, BoardDuty, BoardPhone, replace_board
from wellness_desktop.roster.on_call import Layer


def snapshot(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_first_page_has_numbers_and_five_ways_in(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "988" in words_of(program.frame))  # the doors stand first, the numbers right after
    words = words_of(program.frame)
    for part in ("Call or text 988", "Get help now", "Something happened", "Find someone to talk to", "Library"):
        assert part in words
    assert "Set up" in words


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_our_own_people_on_call_stand_before_every_line_and_above_the_fold(
    program: Program, qapp: QApplication, clock: FixedClock, paths: Paths, size: tuple[int, int]
) -> None:
    hour = timedelta(hours=1)
    people = [
        BoardContact(key, name, "", "", (), "", (), (BoardPhone("Mobile", number, "", True, None),))
        for key, name, number in (("1", "Ida Moss", "(507) 555-0131"), ("2", "Thomas Oduya", "(507) 555-0125"))
    ]
    duties = [
        BoardDuty(layer, one.key, clock.now() - hour, clock.now() + hour)
        for layer, one in zip((Layer.PRIMARY, Layer.BACKUP), people, strict=True)
    ]
    paths.board.parent.mkdir(parents=True, exist_ok=True)
    replace_board(paths.board, Board(tuple(people), tuple(duties)))
    program.frame.resize(*size)
    page = program.frame.page
    page.refresh()
    settle(qapp)
    tops = {
        label.text(): label.mapTo(page, QPoint(0, label.height())).y()
        for label in page.findChildren(QLabel)
        if label.isVisible()
    }
    first, second = tops["Ida Moss: (507) 555-0131"], tops["Thomas Oduya: (507) 555-0125"]
    assert first < second < tops["Call or text 988"] < page.height()


def test_the_search_box_takes_the_room_there_is(program: Program, qapp: QApplication) -> None:
    with look(qapp, percent=200):
        program.frame.resize(1366, 768)
        settle(qapp)
        search, key = program.frame.search, program.frame.key
        right = search.mapTo(program.frame, QPoint(search.width(), 0)).x()
        assert key.mapTo(program.frame, QPoint(0, 0)).x() - right < 60
        assert search.placeholderText() == "Search everything (Ctrl+K)"


def test_one_key_leads_to_help_from_every_open_page(program: Program, qtbot: QtBot) -> None:
    for key in ("start", "library", "first-run"):
        program.go(key)
        qtbot.keyClick(program.frame, Qt.Key.Key_F1)
        assert program.frame.page_key == "help"
        assert "988" in words_of(program.frame.page)
        qtbot.waitUntil(lambda: "1-800-267-5463" in words_of(program.frame.page))


def test_alt_and_a_number_open_the_places(program: Program, qtbot: QtBot) -> None:
    for key, place in ((Qt.Key.Key_4, "library"), (Qt.Key.Key_1, "start"), (Qt.Key.Key_2, "help")):
        qtbot.keyClick(program.frame, key, Qt.KeyboardModifier.AltModifier)
        assert program.frame.page_key == place


def test_something_happened_opens_ready_to_type(program: Program, qtbot: QtBot) -> None:
    program.frame.activateWindow()
    start = next(each for each in program.frame.pages["start"].findChildren(QPushButton) if each.text() == "Start")
    start.setFocus()
    qtbot.keyClick(start, Qt.Key.Key_Return)
    page = program.frame.page
    assert isinstance(page, SomethingHappenedPage)
    qtbot.waitUntil(page.what.hasFocus)
    qtbot.keyClicks(page.what, "serious line")
    assert page.what.currentText() == "Serious line-of-duty injury"


def test_f9_hides_everything_and_brings_it_back(program: Program, qtbot: QtBot) -> None:
    program.go("help")
    qtbot.keyClick(program.frame, Qt.Key.Key_F9)
    assert program.cover.covered
    assert "Wellness" not in program.frame.windowTitle()
    qtbot.keyClick(program.cover, Qt.Key.Key_F9)
    assert not program.cover.covered
    assert program.frame.page_key == "help"


def test_search_finds_a_guide_and_opens_it(program: Program, qtbot: QtBot) -> None:
    qtbot.keyClick(program.frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(program.frame.search.hasFocus)
    qtbot.keyClicks(program.frame.search, "telling a family")
    found = program.frame.search.popup.hits
    qtbot.waitUntil(lambda: any("telling a family" in hit.title.lower() for hit in found()), timeout=20_000)
    qtbot.keyClick(program.frame.search, Qt.Key.Key_Return)
    assert program.frame.page_key == "library"
    assert program.frame.search.text() == ""


@pytest.mark.slow
def test_reading_and_searching_leave_no_trace(program: Program, qtbot: QtBot, paths: Paths) -> None:
    qtbot.waitUntil(lambda: paths.library_index.exists() and not program.searching.busy, timeout=20_000)
    before = snapshot(paths.data)
    for phrase in ("suicide", "drinkng", "night shift", "chaplain"):
        program.frame.search.setFocus()
        qtbot.keyClicks(program.frame.search, phrase)
        qtbot.waitUntil(lambda: not program.searching.busy, timeout=10_000)
        program.frame.search.wipe()
    for guide in program.library.guides():
        program.open_rooms.open_hit(("guide", guide.id))
    program.go("help")
    assert snapshot(paths.data) == before


def test_nothing_private_can_be_opened_without_signing_in(program: Program) -> None:
    for key in ("today", "roster", "incidents", "plans", "settings"):
        try:
            program.go(key)
        except KeyError:
            continue
        raise AssertionError(key)


def test_when_nobody_is_there_the_front_door_shows_its_first_page_again(program: Program) -> None:
    program.open_rooms.open_hit(("guide", "G01"))
    program._nobody_there()
    assert program.frame.page_key == "start"
    assert "ending it" not in words_of(program.go("library")).replace("If you are the one thinking of ending it", "", 2)
