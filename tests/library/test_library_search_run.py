"""Searching on the library's page, on a worker as the program does it: order, Enter, what is not wanted any more."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from wellness_desktop.base.errors import Problem
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.library_page import LibraryPage
from wellness_desktop.library.reader_view import ReaderView
from wellness_desktop.library.service import Library


@pytest.fixture
def worker() -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def page(desk: Desk, worker: Tasks, qtbot: QtBot) -> LibraryPage:
    page = LibraryPage(replace(desk, searching=worker))
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    return page


def current(page: LibraryPage) -> str:
    entry = page._list.current()
    return entry.id if entry else ""


def test_it_searches_off_the_windows_thread(page: LibraryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    threads = []
    real = Library.find

    def find(self: Library, text: str, state: str = "") -> Any:
        threads.append(threading.current_thread())
        return real(self, text, state)

    monkeypatch.setattr(Library, "find", find)
    qtbot.keyClicks(page._box, "copline")
    qtbot.waitUntil(lambda: current(page) == "copline")
    assert threads
    assert threading.main_thread() not in threads


def test_an_older_search_never_overtakes_a_newer_one(
    page: LibraryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    real = Library.find

    def find(self: Library, text: str, state: str = "") -> Any:
        if text == "gambling":
            go_on.wait(10)
        return real(self, text, state)

    monkeypatch.setattr(Library, "find", find)
    shown: list[str] = []
    page._search.found.connect(lambda found: shown.append(found.hits[0].id))
    page._box.setText("gambling")
    page._box.setText("copline")
    go_on.set()
    qtbot.waitUntil(lambda: current(page) == "copline")
    qtbot.waitUntil(lambda: not page._search.pending)
    assert shown == ["copline"]


def test_enter_waits_for_what_was_typed(page: LibraryPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page._box, "officer involved shooting")
    qtbot.keyClick(page._box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.findChild(ReaderView) is not None and page.findChild(ReaderView).isVisible())
    assert page._reader.browser.toPlainText().startswith("First hours after a shooting")


def test_what_is_emptied_meanwhile_shows_no_results(page: LibraryPage, qtbot: QtBot) -> None:
    guides = [entry.id for entry in page._list.entries()]
    page._box.setText("copline")
    page._box.clear()
    qtbot.waitUntil(lambda: not page._search.pending)
    qtbot.wait(50)
    assert [entry.id for entry in page._list.entries()] == guides


def test_a_problem_stands_in_the_banner(page: LibraryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(_self: Library, _text: str, _state: str = "") -> Any:
        raise Problem("The library cannot be searched on this PC.", "Choose from the list.")

    monkeypatch.setattr(Library, "find", find)
    page._box.setText("sleep")
    qtbot.waitUntil(lambda: "cannot be searched" in page.banner.words)
