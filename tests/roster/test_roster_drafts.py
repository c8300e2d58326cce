"""An entry that was begun and not saved is kept, shown again as it was left, and gone once it is saved."""

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.roster.station import TODAY, a_person, a_phone, added
from tests.support.cut_text import cut_texts
from tests.support.looks import settle, show_at
from tests.support.walker import faults
from wellness_desktop.base.errors import Problem
from wellness_desktop.kit.dialogs import Question
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.roster.roster_page import RosterPage


@pytest.fixture
def open_page(qtbot, qapp, station):
    tasks, pages = Tasks(), []

    def make(folder=station):
        page = RosterPage(folder.roster(), tasks)
        show_at(qapp, page, 1150, 700)
        page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
        pages.append(page)
        return page

    yield make
    tasks.close()
    for page in pages:
        shiboken6.delete(page)  # before qtbot's own cleaning: a completer's list goes with its page


@pytest.fixture
def lee(roster):
    return added(roster, a_person("Lee Park", phones=(a_phone("406-555-0102", checked_on=TODAY),)))[0]


@pytest.fixture
def kim(roster, lee):
    return added(roster, a_person("Kim O'Neil"))[0]


def field(page, name):
    return page.form.form.field(name)


def type_in(target, text):
    target.setFocus()
    target.selectAll()
    QTest.keyClicks(target, text)


def handed_over(page):
    """The draft as it comes back from the store."""
    return json.loads(json.dumps(page.draft()))


def test_a_new_entry_without_a_name_comes_back_as_it_was_typed(open_page, roster):
    page = open_page()
    page.add_person()
    type_in(field(page, "phones").rows[0].number, "406-55")
    type_in(field(page, "hours"), "Evenings")
    type_in(field(page, "cycle_start"), "13/4")
    page.flush()
    assert roster.people() == []

    again = open_page()
    again.take_draft(handed_over(page))
    assert again.form.isVisible()
    assert field(again, "phones").rows[0].number.text() == "406-55"
    assert field(again, "hours").text() == "Evenings"
    assert field(again, "cycle_start").text() == "13/4"
    assert "not saved yet" in again.banner.words
    assert again.draft() == page.draft()

    type_in(field(again, "name"), "Ruth Okafor")
    type_in(field(again, "phones").rows[0].number, "406-555-0142")
    type_in(field(again, "cycle_start"), "3/4/2026")
    assert again.form.finish()
    (ruth,) = roster.people()
    assert (ruth.name, ruth.hours) == ("Ruth Okafor", "Evenings")
    assert again.draft() is None


def test_nothing_typed_and_everything_saved_leave_no_draft(open_page, roster, lee):
    page = open_page()
    assert page.draft() is None
    page.add_person()
    assert page.draft() is None
    page.edit(roster.person(lee.id))
    assert page.draft() is None
    type_in(field(page, "hours"), "Nights ")
    assert page.draft() is not None
    page.flush()
    assert roster.person(lee.id).hours == "Nights"
    assert page.draft() is None


def test_a_half_typed_number_of_a_saved_entry_comes_back_beside_the_right_ones(open_page, roster, lee):
    page = open_page()
    page.edit(roster.person(lee.id))
    field(page, "phones").add_button.click()
    type_in(field(page, "phones").rows[1].number, "406-")
    page.flush()
    again = open_page()
    again.take_draft(handed_over(page))
    rows = field(again, "phones").rows
    assert [row.number.text() for row in rows] == ["406-555-0102", "406-"]
    assert rows[0].saved.id == lee.phones[0].id
    assert field(again, "name").text() == "Lee Park"


def test_someone_else_s_change_in_between_is_not_overwritten(open_page, roster, lee):
    page = open_page()
    page.edit(roster.person(lee.id))
    type_in(field(page, "hours"), "Evenings")
    type_in(field(page, "email"), "lee@")
    page.flush()
    kept = handed_over(page)
    roster.change(replace(roster.person(lee.id), hours="Mornings"))

    again = open_page()
    again.take_draft(kept)
    type_in(field(again, "email"), "lee@x.example")
    again.flush()
    (question,) = again.findChildren(Question)
    assert "Hours: yours is “Evenings”, theirs is “Mornings”." in question.accessibleDescription()
    assert roster.person(lee.id).hours == "Mornings"
    question.answer("mine")
    assert roster.person(lee.id).hours == "Evenings"
    assert again.draft() is None


def test_the_draft_of_someone_taken_off_the_roster_becomes_a_new_entry(open_page, roster, lee):
    page = open_page()
    page.edit(roster.person(lee.id))
    type_in(field(page, "email"), "lee@")
    page.flush()
    kept = handed_over(page)
    roster.remove(lee.id)
    again = open_page()
    again.take_draft(kept)
    assert (field(again, "name").text(), field(again, "email").text()) == ("Lee Park", "lee@")
    type_in(field(again, "email"), "lee@x.example")
    assert again.form.finish()
    assert [person.name for person in roster.people()] == ["Lee Park"]


def test_a_check_ticked_on_another_day_is_not_taken_for_today(open_page, station, roster, lee):
    page = open_page()
    page.add_person()
    row = field(page, "phones").rows[0]
    type_in(row.number, "406-555-0199")
    row.checked.click()
    kept = handed_over(page)
    assert open_and_take(open_page, kept).checked.value() is True
    station.clock.advance(timedelta(days=1))
    assert open_and_take(open_page, kept).checked.value() is False


def open_and_take(open_page, kept):
    page = open_page()
    page.take_draft(kept)
    return field(page, "phones").rows[0]


def test_it_can_be_thrown_away_and_that_can_be_taken_back(open_page, roster):
    page = open_page()
    page.add_person()
    type_in(field(page, "hours"), "Evenings")
    again = open_page()
    again.take_draft(handed_over(page))
    again.banner._action_button.click()
    assert again.list.isVisible()
    assert again.draft() is None
    assert "Thrown away." in again.banner.words
    again.banner.undo.take_back()
    assert again.form.isVisible()
    assert again.draft() == page.draft()


def test_escape_says_why_it_stays_and_offers_to_throw_away(open_page, roster, lee):
    page = open_page()
    page.edit(roster.person(lee.id))
    type_in(field(page, "email"), "lee@")
    page._leave()
    assert page.form.isVisible()
    assert "This is not finished yet." in page.banner.words
    page.banner._action_button.click()
    assert page.list.isVisible()
    assert page.draft() is None
    assert roster.person(lee.id).email == ""


def test_a_search_that_leads_away_keeps_the_entry_and_the_way_back(open_page, roster, lee):
    page = open_page()
    page.add_person()
    type_in(field(page, "hours"), "Evenings")
    page.show_person(lee.id)
    assert page.list.isVisible()
    assert page.list.table.current().name == "Lee Park"
    assert page.draft() is not None
    page.banner._action_button.click()
    assert page.form.isVisible()
    assert page.title == "Add a person"
    assert field(page, "hours").text() == "Evenings"


def test_another_entry_does_not_take_the_place_of_an_unfinished_one(open_page, roster, lee, kim):
    page = open_page()
    page.edit(roster.person(lee.id))
    type_in(field(page, "email"), "lee@")
    page.show_person(kim.id)
    page.edit(roster.person(kim.id))
    assert field(page, "name").text() == "Lee Park"
    assert field(page, "email").text() == "lee@"
    page.banner._action_button.click()
    assert field(page, "name").text() == "Kim O'Neil"
    page.banner.undo.take_back()
    assert field(page, "email").text() == "lee@"


def test_what_could_not_be_saved_stays_open_and_is_kept(open_page, station, roster, monkeypatch):
    @contextmanager
    def full():
        raise Problem("The disk is full.", "Free some space, then try again.")
        yield

    page = open_page()
    page.add_person()
    type_in(field(page, "name"), "Ruth Okafor")
    with monkeypatch.context() as broken:
        broken.setattr(station.store, "work", full)
        assert not page.form.finish()
    assert page.form.isVisible()
    assert "The disk is full." in page.banner.words
    assert page.draft()["fields"]["name"] == "Ruth Okafor"
    assert page.form.finish()
    assert [person.name for person in roster.people()] == ["Ruth Okafor"]
    assert page.draft() is None


def test_a_draft_that_is_back_can_be_read_and_reached(open_page, qapp):
    page = open_page()
    page.add_person()
    type_in(field(page, "phones").rows[0].number, "406-55")
    again = open_page()
    again.take_draft(handed_over(page))
    settle(qapp)
    assert faults(again) == []
    assert cut_texts(again) == []


def test_an_on_call_time_that_was_begun_is_kept(open_page, roster):
    lee, ann = added(
        roster,
        a_person("Lee Park", phones=(a_phone("406-555-0102"),)),
        a_person("Ann Bell", phones=(a_phone("406-555-0120"),)),
    )
    page = open_page()
    page.show_on_call(lee)
    assert page.draft() is None, "what the program filled in is nobody's typing"
    page.on_call.form.field("weeks").setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "3")
    page.show_list()
    assert "Something you typed here is not saved yet." in page.banner.words
    page.show_on_call()
    assert page.on_call.form.field("weeks").text() == "13"
    kept = json.loads(json.dumps(page.draft()))

    again = open_page()
    again.take_draft(kept)
    assert again.on_call.form.field("weeks").text() == "13"
    assert "What you typed before is here again." in again.banner.words
    again.show_on_call(ann)
    assert again.on_call.form.field("person").value() == ann.id
    again._throw_duty_away()
    assert again.draft() is None
    again.banner._take_back()
    assert again.draft()["duty"]["fields"]["weeks"] == "13"
    assert again.on_call.save()
    assert again.draft() is None
