"""The search box: a keystroke, a list, an arrow, Enter; older results never overtake newer ones."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tests.support.looks import show_at
from tests.support.walker import faults, spoken_name
from wellness_desktop.base.errors import Problem
from wellness_desktop.kit.hits import Group, Hit
from wellness_desktop.kit.searchbox import SearchBox
from wellness_desktop.kit.tasks import Tasks

SLEEP = Hit("sleep", "Sleep after a critical incident", "What helps tonight")
NIGHTS = Hit("nights", "Working nights")
DANA = Hit("dana", "Dana Whitfield", "Peer supporter")


def find(text: str) -> list[Group]:
    hits = [hit for hit in (SLEEP, NIGHTS) if text.casefold() in hit.title.casefold()]
    people = [DANA] if text.casefold() in DANA.title.casefold() else []
    return [Group(title, found) for title, found in (("Guides", hits), ("People", people)) if found]


@pytest.fixture
def window(qtbot: Any, qapp: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.addWidget(SearchBox(made, find))
    other = QLineEdit()
    other.setAccessibleName("Other")
    column.addWidget(other)
    column.addStretch(1)
    show_at(qapp, made, 900, 600)
    made.activateWindow()
    return made


@pytest.fixture
def box(window: QWidget) -> SearchBox:
    made = window.findChild(SearchBox)
    assert isinstance(made, SearchBox)
    return made


def test_ctrl_k_comes_here_from_anywhere(window: QWidget, box: SearchBox, qtbot: Any) -> None:
    other = next(line for line in window.findChildren(QLineEdit) if line is not box)
    other.setFocus()
    qtbot.keySequence(other, QKeySequence("Ctrl+K"))
    qtbot.waitUntil(box.hasFocus)


def test_results_come_at_each_keystroke_with_the_first_one_marked(box: SearchBox, qtbot: Any) -> None:
    qtbot.keyClicks(box, "n")
    assert box.popup.isVisible()
    assert box.popup.hits() == [SLEEP, NIGHTS, DANA]
    assert box.popup.marked() == SLEEP
    qtbot.keyClicks(box, "i")
    assert box.popup.hits() == [NIGHTS]
    assert box.popup.marked() == NIGHTS


def test_arrows_pass_over_headings_and_stay_at_the_ends(box: SearchBox, qtbot: Any) -> None:
    qtbot.keyClicks(box, "n")
    marked = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(box, key)
        marked.append(box.popup.marked())
    assert marked == [NIGHTS, DANA, DANA, NIGHTS, SLEEP, SLEEP]


def test_enter_chooses_and_leaves_no_trace(box: SearchBox, qtbot: Any) -> None:
    qtbot.keyClicks(box, "n")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.chosen, timeout=500) as told:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told.args == [NIGHTS]
    assert box.text() == ""
    assert not box.popup.isVisible()
    assert box.popup.list.count() == 1


def test_a_click_chooses_too(box: SearchBox, qtbot: Any, qapp: Any) -> None:
    qtbot.keyClicks(box, "dana")
    qapp.processEvents()
    place = box.popup.list.visualItemRect(box.popup.list.currentItem()).center()
    with qtbot.waitSignal(box.chosen, timeout=500) as told:
        qtbot.mouseClick(box.popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [DANA]


def test_nothing_found_says_so_and_enter_hands_the_words_on(box: SearchBox, qtbot: Any) -> None:
    qtbot.keyClicks(box, "xyz")
    assert box.popup.hits() == []
    assert box.popup.list.item(0).text() == "Nothing found. Try another word."
    with qtbot.waitSignal(box.submitted, timeout=500) as told:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told.args == ["xyz"]


def test_escape_and_leaving_close_the_list(window: QWidget, box: SearchBox, qtbot: Any) -> None:
    qtbot.keyClicks(box, "n")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.popup.isVisible()
    assert box.text() == ""
    box.setFocus()
    qtbot.keyClicks(box, "n")
    next(line for line in window.findChildren(QLineEdit) if line is not box).setFocus()
    qtbot.waitUntil(lambda: not box.popup.isVisible())


def test_the_list_is_named_and_stays_inside_the_window(window: QWidget, box: SearchBox, qtbot: Any, qapp: Any) -> None:
    qtbot.keyClicks(box, "n")
    assert window.rect().contains(box.popup.geometry())
    show_at(qapp, window, 420, 300)
    assert box.popup.isVisible()
    assert window.rect().contains(box.popup.geometry())
    assert spoken_name(box.popup.list) == "Search results"
    assert faults(window) == []


def test_a_problem_while_searching_is_a_line_in_the_list(box: SearchBox, qtbot: Any) -> None:
    def fail(_text: str) -> list[Group]:
        raise Problem("The library is being rebuilt.")

    box.set_find(fail)
    qtbot.keyClicks(box, "n")
    assert box.popup.list.item(0).text() == "The library is being rebuilt."


@pytest.fixture
def worker(qapp: Any) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()
    shiboken6.delete(made)


def test_older_results_never_overtake_newer_ones(window: QWidget, worker: Tasks, qtbot: Any) -> None:
    gate, asked = threading.Event(), []

    def slow(text: str) -> list[Group]:
        asked.append(text)
        if text == "s":
            gate.wait(5)
        return [Group("Guides", (Hit(text, text),))]

    box = SearchBox(window, slow, tasks=worker)
    box.show()
    box.setFocus()
    qtbot.keyClicks(box, "sleep")
    gate.set()
    qtbot.waitUntil(lambda: [hit.key for hit in box.popup.hits()] == ["sleep"])
    qtbot.waitUntil(lambda: not worker.busy)
    assert [hit.key for hit in box.popup.hits()] == ["sleep"]
    assert asked == ["s", "sleep"]


def test_what_was_wiped_does_not_come_back(window: QWidget, worker: Tasks, qtbot: Any) -> None:
    gate = threading.Event()

    def slow(text: str) -> list[Group]:
        gate.wait(5)
        return [Group("Guides", (Hit(text, text),))]

    box = SearchBox(window, slow, tasks=worker)
    box.show()
    box.setFocus()
    qtbot.keyClicks(box, "s")
    box.wipe()
    gate.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert box.popup.hits() == []
    assert not box.popup.isVisible()


def test_enter_waits_for_the_results_of_what_was_typed(window: QWidget, worker: Tasks, qtbot: Any) -> None:
    """Whoever types faster than the search answers must not land on a hit of the letters before."""
    gate = threading.Event()

    def slow(text: str) -> list[Group]:
        if text != "s":
            gate.wait(5)
        return [Group("Guides", (Hit(text, text),))]

    box = SearchBox(window, slow, tasks=worker)
    box.show()
    box.setFocus()
    chosen: list[Hit] = []
    box.chosen.connect(chosen.append)
    qtbot.keyClicks(box, "s")
    qtbot.waitUntil(lambda: [hit.key for hit in box.popup.hits()] == ["s"])
    qtbot.keyClicks(box, "leep")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen == []
    gate.set()
    qtbot.waitUntil(lambda: [hit.key for hit in chosen] == ["sleep"])
    assert not box.popup.isVisible()


def test_no_list_opens_after_the_box_was_left(window: QWidget, worker: Tasks, qtbot: Any) -> None:
    gate = threading.Event()

    def slow(text: str) -> list[Group]:
        gate.wait(5)
        return [Group("Guides", (Hit(text, text),))]

    box = SearchBox(window, slow, tasks=worker)
    box.show()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "sleep")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    next(line for line in window.findChildren(QLineEdit) if not isinstance(line, SearchBox)).setFocus()
    chosen: list[Hit] = []
    box.chosen.connect(chosen.append)
    gate.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert not box.popup.isVisible()
    assert chosen == []
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(box.popup.isVisible)


def test_escape_in_the_empty_box_goes_back_to_where_one_was(window: QWidget, box: SearchBox, qtbot: Any) -> None:
    other = next(line for line in window.findChildren(QLineEdit) if line is not box)
    other.setFocus()
    qtbot.keySequence(other, QKeySequence("Ctrl+K"))
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "n")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.hasFocus()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(other.hasFocus)
