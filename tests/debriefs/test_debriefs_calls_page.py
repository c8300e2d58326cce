"""Calls to make, by keyboard: one key for what came of it, days set, lists handed over, all undoable."""

import json
from datetime import timedelta

import pytest
from PySide6.QtTest import QTest

from tests.debriefs.station import COORDINATOR, DAY, HELPER, Station, an_incident
from tests.debriefs.test_debriefs_long_tail import let_in, plan_of
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from tests.support.words import words_of
from wellness_desktop.base.errors import Problem
from wellness_desktop.debriefs.long_tail.calls_page import CallsPage
from wellness_desktop.debriefs.long_tail.form_card_view import FAMILY, HAND_OVER


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
    form = page.forms.form
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
    page.forms.form.form.set_values({"owner": people["Lee Park"].id, "deputy": people["Max Tull"].id})
    page.forms.form.save.click()
    assert plan_of(station, name).helpers() == "Lee Park, then Max Tull"
    page._open(HAND_OVER)
    page.forms.form.form.set_values({"leaving": people["Lee Park"].id, "to": people["Kim Hale"].id})
    page.forms.form.save.click()
    assert plan_of(station, name).helpers() == "Kim Hale, then Max Tull"
    page.banner.undo.take_back()
    assert plan_of(station, name).helpers() == "Lee Park, then Max Tull"


def test_whoever_hands_a_list_over_is_not_offered_as_the_next(calls_page, station: Station) -> None:
    page = calls_page()
    page._open(HAND_OVER)
    leaving, to = page.forms.form.form.field("leaving"), page.forms.form.form.field("to")
    leaving.setCurrentIndex(1)
    leaving.edited.emit()
    offered = [to.itemText(place) for place in range(to.count())]
    assert leaving.currentText() not in offered
    assert len(offered) == leaving.count() - 1


@pytest.mark.slow
def test_an_empty_page_and_a_full_one_can_be_heard_and_read(calls_page, station: Station, qapp) -> None:
    page = calls_page()
    assert "No calls to make" in words_of(page)
    assert faults(page) == []
    an_incident(station, "Ana Ruiz", "Ben Cole")
    station.clock.advance(timedelta(days=3))
    page.refresh()
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []
    page._open(FAMILY)
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


def test_what_is_typed_outlives_a_lock_another_plan_and_a_refusal(calls_page, station: Station) -> None:
    """Kept as a draft, sealed to whoever typed it; shown again where it was begun."""
    an_incident(station, "Ana Ruiz", "Ben Cole")
    page = calls_page()
    assert page.draft() is None
    press(page, "a")
    assert page.draft() is None, "an untouched form is no draft"
    ana = page.table.current().name
    QTest.keyClicks(page.forms.form.form.field("day"), "3/1/2020")
    page.forms.form.form.field("kind").set_value("trial")
    page.forms.form.save.click()
    assert "3/1/2020" in str(page.draft()), "refused, and still there"
    page.table.choose(lambda one: one.name != ana)
    assert page.forms.form is None
    page._open(FAMILY)
    QTest.keyClicks(page.forms.form.form.field("label"), "The Ha")
    kept = json.loads(json.dumps(page.draft()))
    again = calls_page()
    again.take_draft(kept)
    assert "here again" in again.banner.words
    assert again.forms.form.form.field("label").value() == "The Ha"
    assert again.draft() == kept
    again.forms.close_form()
    again.table.choose(lambda one: one.name != ana)
    again.table.choose(lambda one: one.name == ana)
    day = again.forms.form.form
    assert (day.field("day").text(), day.field("kind").value()) == ("3/1/2020", "trial")
    again._throw_away()
    assert again.draft() is None
    again.banner.undo.take_back()
    assert again.draft() is not None


def test_a_draft_about_a_plan_that_is_gone_says_so(calls_page, station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    page = calls_page()
    with pytest.raises(Problem, match="cannot be shown"):
        page.take_draft({"begun": [{"kind": "day", "plan": "person nobody", "fields": {}}]})
    assert page.draft() is None
