"""The path's page by keyboard: read without signing in; ticked, planned, undone and printed by those who may."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.library.conftest import Printed
from tests.store_help import KEY
from tests.support.cut_text import cut_in_any_look
from tests.support.looks import show_at
from tests.support.station import A_NIGHT
from tests.support.walker import faults
from tests.support.words import words_of
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.path_page import PathPage
from wellness_desktop.library.path_progress import PathProgress
from wellness_desktop.library.path_step_view import StepCard
from wellness_desktop.library.paths import LibraryPath
from wellness_desktop.store.store import Store

CHICAGO = ZoneInfo("America/Chicago")
CLOCK = FixedClock(A_NIGHT)
TODAY = date(2026, 11, 24)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "station.db", KEY, CLOCK)
    yield made
    made.close()


@pytest.fixture
def progress(store: Store) -> Callable[[Role], PathProgress]:
    return lambda role: PathProgress(store, Actor(uuid4(), "Dana", frozenset({role})), CLOCK, Audit(CLOCK))


@pytest.fixture
def path(desk: Desk) -> LibraryPath:
    return desk.library.toolbox.path("five-officers")


@pytest.fixture
def open_page(desk: Desk, path: LibraryPath, qtbot: QtBot) -> Callable[..., PathPage]:
    def show(progress: PathProgress | None = None) -> PathPage:
        page = PathPage(path, desk, CLOCK, CHICAGO, progress)
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        return page

    return show


def card(page: PathPage, step: str) -> StepCard:
    return next(each for each in page.findChildren(StepCard) if each.step.id == step)


def press(page: PathPage, words: str) -> None:
    button = next(each for each in page.findChildren(QPushButton) if each.isVisible() and each.text() == words)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


class TestReading:
    def test_without_signing_in_every_step_is_there_and_nothing_can_be_ticked(
        self, open_page: Callable[..., PathPage], path: LibraryPath
    ) -> None:
        page = open_page()
        words = words_of(page)
        assert "Sign in to plan the steps and tick them off." in words
        for step in path.steps:
            for part in (step.title, step.who, step.time, step.proof, step.when, *step.do):
                assert part in words, part
        assert not any(each.done.isVisible() for each in page.findChildren(StepCard))

    def test_guides_and_tools_are_one_press_away(self, open_page: Callable[..., PathPage], qtbot: QtBot) -> None:
        page = open_page()
        with qtbot.waitSignal(page.guide_wanted) as guide:
            press(page, "Peer support with six officers: build the team with your neighbors")
        assert guide.args == ["G13"]
        with qtbot.waitSignal(page.tool_wanted) as tool:
            press(page, "The monthly page")
        assert tool.args == ["monthly-page"]
        with qtbot.waitSignal(page.library_wanted):
            press(page, "Library")


class TestProgress:
    def test_a_tick_by_keyboard_is_today_is_kept_and_undone(
        self, open_page: Callable[..., PathPage], progress: Callable[[Role], PathProgress], path: LibraryPath
    ) -> None:
        mine = progress(Role.PLANNER)
        page = open_page(mine)
        assert "0 of 10 steps done. Next: Name one person, hang three numbers." in words_of(page)
        first = card(page, "start")
        first.done.setFocus()
        QTest.keyClick(first.done, Qt.Key.Key_Space)
        assert mine.steps(path)["start"].done_on == TODAY
        assert "Done: Name one person, hang three numbers." in page.banner.words
        assert "Done November 24, 2026" in words_of(first)
        assert "1 of 10 steps done. Next: Ask what people need, fix one thing." in words_of(page)
        press(page, "Undo")
        assert mine.steps(path)["start"].done_on is None
        assert not first.done.value()
        assert "0 of 10 steps done" in words_of(page)

    def test_another_day_can_be_typed_and_a_step_planned(
        self, open_page: Callable[..., PathPage], progress: Callable[[Role], PathProgress], path: LibraryPath
    ) -> None:
        mine = progress(Role.COORDINATOR)
        page = open_page(mine)
        step = card(page, "scope")
        for field, day in ((step.planned_for, "12/01/2026"),):
            field.setFocus()
            QTest.keyClicks(field, day)
            page.flush()
        assert mine.steps(path)["scope"].planned_for == date(2026, 12, 1)
        assert "Planned for December 1, 2026" in words_of(step)
        step.done.setFocus()
        QTest.keyClick(step.done, Qt.Key.Key_Space)
        step.done_on.setFocus()
        step.done_on.selectAll()
        QTest.keyClicks(step.done_on, "11/20/2026")
        page.flush()
        kept = mine.steps(path)["scope"]
        assert (kept.planned_for, kept.done_on) == (date(2026, 12, 1), date(2026, 11, 20))

    def test_a_day_to_come_is_refused_in_words(
        self, open_page: Callable[..., PathPage], progress: Callable[[Role], PathProgress], path: LibraryPath
    ) -> None:
        mine = progress(Role.COORDINATOR)
        page = open_page(mine)
        step = card(page, "ask")
        step.done.setFocus()
        QTest.keyClick(step.done, Qt.Key.Key_Space)
        step.done_on.setFocus()
        step.done_on.selectAll()
        QTest.keyClicks(step.done_on, "06/01/2027")
        page.flush()
        assert "day to come" in page.banner.words
        assert mine.steps(path)["ask"].done_on == TODAY

    def test_somebody_else_was_quicker(
        self, open_page: Callable[..., PathPage], progress: Callable[[Role], PathProgress], path: LibraryPath
    ) -> None:
        page = open_page(progress(Role.COORDINATOR))
        progress(Role.PLANNER).set_step(path, "start", date(2026, 12, 24), None, 0)
        first = card(page, "start")
        first.done.setFocus()
        QTest.keyClick(first.done, Qt.Key.Key_Space)
        assert "Someone else saved this" in page.banner.words
        assert first.planned_for.value() == date(2026, 12, 24), "their version is shown"
        assert not first.done.value()

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.HELPER, Role.SUPERVISOR])
    def test_the_others_read_how_far_it_is(
        self,
        open_page: Callable[..., PathPage],
        progress: Callable[[Role], PathProgress],
        path: LibraryPath,
        role: Role,
    ) -> None:
        progress(Role.PLANNER).set_step(path, "start", None, TODAY, 0)
        page = open_page(progress(role))
        assert "1 of 10 steps done" in words_of(page)
        assert "Done November 24, 2026" in words_of(card(page, "start"))
        assert not card(page, "start").done.isVisible()

    def test_the_last_step_is_said(
        self, open_page: Callable[..., PathPage], progress: Callable[[Role], PathProgress], path: LibraryPath
    ) -> None:
        mine = progress(Role.PLANNER)
        for step in path.steps:
            mine.set_step(path, step.id, None, TODAY, 0)
        assert "All 10 steps are done" in words_of(open_page(mine))


class TestPrinting:
    def test_the_plan_carries_the_ticks(
        self,
        open_page: Callable[..., PathPage],
        progress: Callable[[Role], PathProgress],
        path: LibraryPath,
        printed: Printed,
        qtbot: QtBot,
    ) -> None:
        mine = progress(Role.PLANNER)
        mine.set_step(path, "start", None, TODAY, 0)
        press(open_page(mine), "Print the plan")
        qtbot.waitUntil(lambda: len(printed.titles) == 1, timeout=20_000)
        assert "1 of 10 steps done." in printed.texts[0]
        assert "Nov 24, 2026" in printed.texts[0]

    def test_signed_out_it_is_blank(self, open_page: Callable[..., PathPage], printed: Printed, qtbot: QtBot) -> None:
        press(open_page(), "Print the plan")
        qtbot.waitUntil(lambda: len(printed.titles) == 1, timeout=20_000)
        assert "steps done" not in printed.texts[0]


@pytest.mark.slow
def test_every_word_can_be_read_and_every_control_reached(
    open_page: Callable[..., PathPage],
    progress: Callable[[Role], PathProgress],
    path: LibraryPath,
    qapp: QApplication,
) -> None:
    mine = progress(Role.PLANNER)
    mine.set_step(path, "start", TODAY, TODAY, 0)
    page = open_page(mine)
    show_at(qapp, page, 1150, 700)
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []
