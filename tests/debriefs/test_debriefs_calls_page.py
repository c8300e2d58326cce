"""Calls to make, by keyboard: one key for what came of it, days set, lists handed over, all undoable."""

from datetime import timedelta

import pytest
from PySide6.QtTest import QTest

from tests.debriefs.station import COORDINATOR, DAY, HELPER, Station, an_incident
from tests.debriefs.test_debriefs_long_tail import let_in, plan_of
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from tests.support.words import words_of
from wellness_desktop.debriefs.long_tail.calls_page import CallsPage


@pytest.fixture
def calls_page(opened, station: Station):
    def make(name: str = COORDINATOR) -> CallsPage:
        return opened(CallsPage(station.debriefs(name), "Incidents & support"))

    return make


def press(page: CallsPage, key: str) -> None:
    page.focus_first()
    QTest.keyClick(page.table.view, key)


def test_a_due_call_is_settled_with_one_key_and_taken_back(calls_page, station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    station.clock.advance(2 * DAY)
    page = calls_page()
    assert "After 24 hours" in page.table.current().next_call(station.clock.now()).label
    press(page, "d")
    assert "Ana Ruiz: Done" in page.banner.words
    assert plan_of(station, "Ana Ruiz").next_call(station.clock.now()).due > station.clock.now()
    page.banner.undo.take_back()
    assert plan_of(station, "Ana Ruiz").next_call(station.clock.now()).due <= station.clock.now()


def test_a_call_that_is_not_due_asks_first(calls_page, station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    page = calls_page()
    before = plan_of(station, "Ana Ruiz").calls(station.clock.now())
    press(page, "d")
    assert "not due yet" in page.banner.words
    assert plan_of(station, "Ana Ruiz").calls(station.clock.now()) == before


def test_a_day_is_set_by_keyboard(calls_page, station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    page = calls_page()
    press(page, "a")
    form = page._form
    form.form.field("kind").set_value("trial")
    QTest.keyClicks(form.form.field("day"), "3/1/2027")
    form.save.click()
    assert any(day.name == "Trial" for day in plan_of(station, "Ana Ruiz").days)
    assert "Trial" not in words_of(page.table)


def test_owner_deputy_and_the_whole_list(calls_page, station: Station) -> None:
    an_incident(station, "Ana Ruiz", "Ben Cole")
    page = calls_page()
    people = station.people()
    press(page, "w")
    name = page.table.current().name
    page._form.form.set_values({"owner": people["Lee Park"].id, "deputy": people["Max Tull"].id})
    page._form.save.click()
    assert plan_of(station, name).helpers() == "Lee Park, then Max Tull"
    page._open_hand_over()
    page._form.form.set_values({"leaving": people["Lee Park"].id, "to": people["Kim Hale"].id})
    page._form.save.click()
    assert plan_of(station, name).helpers() == "Kim Hale, then Max Tull"
    page.banner.undo.take_back()
    assert plan_of(station, name).helpers() == "Lee Park, then Max Tull"


def test_an_empty_page_and_a_full_one_can_be_heard_and_read(calls_page, station: Station, qapp) -> None:
    page = calls_page()
    assert "No calls to make" in words_of(page)
    assert faults(page) == []
    an_incident(station, "Ana Ruiz", "Ben Cole")
    station.clock.advance(timedelta(days=3))
    page.refresh()
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []
    page._open_family()
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []


def test_a_helper_s_page_has_the_own_plans_and_no_handing_over(calls_page, station: Station) -> None:
    let_in(station)
    an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    room.give_plan(plan_of(station, "Ana Ruiz"), station.people()[HELPER].id, None)
    page = calls_page(HELPER)
    text = words_of(page)
    assert page.table.current().name == "Ana Ruiz"
    assert not page.table.choose(lambda one: one.name == "Ben Cole")
    assert "Hand over" not in text
    station.rings[COORDINATOR].put_out("support_team", station.rings[HELPER].account_id)
