"""The path and the tools in the whole program: from search and library, signed out and signed in, and gone at lock."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.app.made_demo import demo_in, services_of
from tests.support.station import PHRASE, a_station
from tests.support.words import words_of
from wellness_desktop.accounts.roles import Role
from wellness_desktop.app.program import Program
from wellness_desktop.base.clock import Clock, FixedClock
from wellness_desktop.base.paths import Paths
from wellness_desktop.library.path_progress import PathProgress
from wellness_desktop.library.path_step_view import StepCard
from wellness_desktop.library.path_values import next_step
from wellness_desktop.library.service import Library
from wellness_desktop.library.tool_view import ToolCards
from wellness_desktop.roster.board import Board, BoardContact, BoardPhone, replace_board


def press(program: Program, words: str) -> None:
    page: Any = program.frame.page
    button = next(each for each in page.findChildren(QPushButton) if each.isVisible() and each.text() == words)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def tick(program: Program, step: str) -> None:
    page: Any = program.frame.page
    card = next(each for each in page.findChildren(StepCard) if each.step.id == step)
    card.done.setFocus()
    QTest.keyClick(card.done, Qt.Key.Key_Space)


@pytest.fixture
def on_board(paths: Paths) -> None:
    """A chaplain whose number was checked, and a peer whose number was not."""
    people = (("Thomas Oduya", "chaplain", date(2026, 11, 20)), ("Lee Park", "peer", None))
    contacts = tuple(
        BoardContact(
            key=name, name=name, call_name="", agency="", roles=(role,), hours="", languages=(),
            phones=(BoardPhone("Cell", f"555-014{number}", f"tel:555014{number}", True, checked),),
        )
        for number, (name, role, checked) in enumerate(people)
    )  # fmt: skip
    paths.data.mkdir(parents=True, exist_ok=True)
    replace_board(paths.board, Board(contacts=contacts))


def test_a_search_leads_to_the_path_and_a_guide_back_to_it(program: Program) -> None:
    groups = program.open_rooms.find("start a wellness program")
    key = next(hit.key for group in groups for hit in group.hits if hit.key[0] == "path")
    program.open_rooms.open_hit(key)
    assert program.frame.page_key == "path"
    assert "Sign in to plan the steps" in words_of(program.frame.page)
    press(program, "Running it: one page a month")
    assert program.frame.page_key == "library"
    press(program, "Back to my page")
    assert program.frame.page_key == "path"


def test_from_the_library_to_the_path_to_a_tool(program: Program, qtbot: QtBot) -> None:
    library: Any = program.go("library")
    library.show_entry("path", "five-officers")
    press(program, "Open the path")
    qtbot.waitUntil(lambda: program.frame.page_key == "path")
    press(program, "Letter from the chief to families")
    assert program.frame.page_key == "library"
    assert program.frame.page.findChild(ToolCards).tool.id == "family-letter"


def test_tools_are_filled_from_the_station_board(program: Program, on_board: None) -> None:
    team = program.open_rooms.published()
    assert [(one.name, one.roles, one.phone) for one in team] == [
        ("Thomas Oduya", ("chaplain",), "555-0140"),
        ("Lee Park", ("peer",), ""),
    ], "a number that nobody checked is not handed out"
    library: Any = program.go("library")
    library.show_entry("tool", "peer-support-policy")
    values = library.findChild(ToolCards).values()
    assert values["chaplain"] == "Thomas Oduya"
    assert values["peers"] == "Lee Park"


def test_signed_in_the_agency_ticks_and_after_the_lock_nothing_shows_it(
    program: Program, paths: Paths, clock: FixedClock
) -> None:
    station = a_station(paths.data, clock)
    station.create("Dana Whitfield", PHRASE, frozenset({Role.MEMBER, Role.PLANNER}))[0].end()
    program.open_rooms.forget_station()
    program.open_records(program.open_rooms.station().sign_in("Dana Whitfield", PHRASE))
    program.open_rooms.open_path("five-officers")
    tick(program, "start")
    assert "1 of 10 steps done" in words_of(program.frame.page)
    program.go("today")
    assert "1 of 10 steps done" in words_of(program.go("path", "library"))
    program.lock()
    assert "path" not in program.frame.pages
    program.open_rooms.open_path("five-officers")
    words = words_of(program.frame.page)
    assert "Sign in to plan the steps" in words
    assert "steps done" not in words


def test_the_demo_agency_is_four_steps_along(tmp_path_factory: pytest.TempPathFactory) -> None:
    services = services_of(demo_in(tmp_path_factory, tmp_path_factory.mktemp("path") / "demo"), "Dana Whitfield")
    mine, path = services.signed_in, Library().toolbox.path("five-officers")
    try:
        known = PathProgress(mine.store, mine.actor, Clock(), mine.audit).steps(path)
    finally:
        mine.end()
    assert [step.id for step in path.steps if known[step.id].done_on] == ["start", "ask", "scope", "upkeep"]
    coming = next_step(path, known)
    assert coming is not None
    assert coming.id == "allies"
    assert all(progress.planned_for is None or progress.version for progress in known.values())
    assert sum(progress.planned_for is not None and progress.done_on is None for progress in known.values()) == 3
