"""Today and the pages behind Settings in the running program: every key opens, every way leads back."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.app.settings_people import press, words
from tests.support.looks import settle
from tests.support.station import PHRASE, a_station
from wellness_desktop.accounts.roles import Role
from wellness_desktop.app.settings_page import ways
from wellness_desktop.base.settings import load_settings

ROLES = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.PLANNER})


@pytest.fixture
def entered(program: Any, clock: Any) -> Any:
    """The program with its first account signed in."""
    signed_in, _ = a_station(program.paths.data, clock).create("Dana Whitfield", PHRASE, ROLES)
    program.open_records(signed_in)
    settle(QApplication.instance())
    yield program
    program.lock()


def test_today_leads_to_the_backups_and_back(entered: Any) -> None:
    page = entered.frame.page
    assert page.title == "Today"
    row = next(row for row in page._list.rows if row.matter.go == "backup")
    row.way.click()
    assert entered.frame.page.title == "Backups"
    press(entered.frame.page, "All settings").click()
    assert entered.frame.page.title == "Settings"


def test_today_opens_the_rota(entered: Any) -> None:
    page = entered.frame.page
    row = next(row for row in page._list.rows if row.matter.record == "on-call")
    row.way.click()
    assert entered.frame.page.title == "On call"


@pytest.mark.slow
def test_every_way_opens_its_page(entered: Any) -> None:
    for way in ways(entered.own_rooms.actor):
        hub = entered.go("settings")
        hub.go.emit(way.key)
        page = entered.frame.page
        assert entered.frame.page_key == way.key
        assert "Your roles do not include this." not in page.banner.words
        press(page, "All settings").click()
        assert entered.frame.page_key == "settings"


def test_a_new_name_counts_everywhere_at_once(entered: Any) -> None:
    page = entered.go("station", "settings")
    field = page._agency.field("agency_name")
    field.setText("Harmon Police Department")
    field.edited.emit()
    entered.go("today")
    assert load_settings(entered.paths.settings).agency_name == "Harmon Police Department"
    assert entered.settings.agency_name == "Harmon Police Department"
    assert "Today" in words(entered.frame.page)


@pytest.mark.slow
def test_large_text_counts_at_once_and_stays(entered: Any) -> None:
    from wellness_desktop.kit.theme import apply_theme

    page = entered.go("settings")
    size = page._look.field("text_percent")
    before = size.font().pointSizeF()
    try:
        size.set_value(200)
        size.edited.emit()
        settle(QApplication.instance())
        assert entered.frame.font().pointSizeF() == pytest.approx(2 * before)
        assert load_settings(entered.paths.settings).text_percent == 200
        assert entered.frame.page is page
    finally:
        apply_theme(QApplication.instance(), "light", 100)
