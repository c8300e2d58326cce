"""The roster page, typed through with the keyboard on a real station (roster/roster_page.py and its views)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.roster.station import HELPER, HOUR, NOON, TODAY, a_person, a_phone, added, published
from tests.roster.typing_roster import (
    buttons_of,
    errors,
    names,
    press,
    press_shortcut,
    tab,
    type_in,
)
from tests.support.cases import slow
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.language import tr
from wellness_desktop.kit.dialogs import Question
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.roster.kinds import PersonRole, Standing
from wellness_desktop.roster.on_call import Layer


def test_the_list_puts_old_numbers_last_and_says_who_is_on_call(open_page, roster, team):
    roster.add_duty(Layer.PRIMARY, team[2].id, NOON - HOUR, NOON + HOUR)
    page = open_page()
    assert names(page) == ["Ann Bell", "Lee Park", "Ruth Okafor", "Sam O'Neil"]
    words = page.list.on_call_words
    assert "First to call: Sam O'Neil, (406) 555-0103 (check before use), until Tue Mar 10, 13:00." in words
    assert "Nobody is first to call from Tue Mar 10, 13:00." in words


def test_typing_finds_by_name_number_role_and_agency(open_page, team):
    page = open_page()
    page.list.setFocus()
    for typed, found in (
        ("okaf", ["Ruth Okafor"]),
        ("0120", ["Ann Bell"]),
        ("406 555 0102", ["Lee Park"]),
        ("chaplain granite", ["Ruth Okafor"]),
        ("zzz", []),
    ):
        QTest.keyClicks(QApplication.focusWidget(), typed)
        assert names(page) == found
        press(Qt.Key.Key_Escape)
    assert len(names(page)) == 4


def test_a_person_is_added_by_keyboard_alone(open_page, qtbot, roster):
    page = open_page(Role.COORDINATOR)
    press_shortcut(page.add_button)
    qtbot.waitUntil(page.form.isVisible)
    QTest.keyClicks(QApplication.focusWidget(), "Ruth Okafor")
    tab()
    QTest.keyClicks(QApplication.focusWidget(), "Chap")
    page.form.form.field("roles").parts()[1].setFocus()
    press(Qt.Key.Key_Space)
    row = page.form.form.field("phones").rows[0]
    type_in(row.number, "406-555-0142")
    tab()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.list.isVisible)
    (ruth,) = roster.people()
    assert (ruth.name, ruth.call_name, ruth.roles) == ("Ruth Okafor", "Chap", frozenset({PersonRole.CHAPLAIN}))
    assert [(phone.label, phone.shown) for phone in ruth.phones] == [("Mobile", "(406) 555-0142")]
    assert page.list.table.current().name == "Ruth Okafor"
    assert "Saved: Ruth Okafor." in page.banner.words


def test_it_saves_as_one_types_and_undo_takes_all_of_it_back(open_page, qtbot, roster, team):
    page = open_page()
    page.edit(roster.person(team[1].id))
    type_in(page.form.form.field("call_name"), "Parkway")
    qtbot.waitUntil(lambda: roster.person(team[1].id).call_name == "Parkway", timeout=3000)
    type_in(page.form.form.field("hours"), "Evenings")
    qtbot.waitUntil(lambda: roster.person(team[1].id).hours == "Evenings", timeout=3000)
    page.banner.undo.take_back()
    back = roster.person(team[1].id)
    assert (back.call_name, back.hours) == ("", "")
    assert page.form.form.field("call_name").value() == ""


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the list of labels has no screen here
def test_a_number_added_while_typing_is_saved_once(open_page, qtbot, roster, team):
    page = open_page()
    page.edit(roster.person(team[1].id))
    phones = page.form.form.field("phones")
    phones.add_button.click()
    type_in(phones.rows[1].number, "406-555-0177")
    tab()
    qtbot.waitUntil(lambda: len(roster.person(team[1].id).phones) == 2, timeout=3000)
    first = roster.person(team[1].id).phones[1].id
    type_in(phones.rows[1].label, "Home")
    tab()
    qtbot.waitUntil(lambda: roster.person(team[1].id).phones[1].label == "Home", timeout=3000)
    assert roster.person(team[1].id).phones[1].id == first
    phones.rows[0].remove_button.click()
    page.flush()
    assert [phone.shown for phone in roster.person(team[1].id).phones] == ["(406) 555-0177"]


def test_a_wrong_number_is_said_beside_the_field_and_nothing_is_saved(open_page, qtbot, roster, team):
    page = open_page()
    page.edit(roster.person(team[1].id))
    row = page.form.form.field("phones").rows[0]
    type_in(row.number, "555-01")
    tab()
    page.form.finish()
    assert page.form.isVisible()
    assert any("too few digits" in error for error in errors(page.form.form))
    assert QApplication.focusWidget() is row.number
    assert roster.person(team[1].id).phones[0].typed == "406-555-0102"


def test_an_empty_new_entry_is_simply_left(open_page, roster):
    page = open_page()
    page.add_person()
    press(Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert roster.people() == []


def test_both_texts_are_shown_when_two_people_edit_one_entry(open_page, qtbot, station, roster, team):
    page = open_page()
    page.edit(roster.person(team[1].id))
    roster.change(replace(roster.person(team[1].id), hours="Mornings", email="lee@x.example"))
    type_in(page.form.form.field("hours"), "Evenings")
    page.flush()
    (question,) = page.findChildren(Question)
    assert "Hours: yours is “Evenings”, theirs is “Mornings”." in question.accessibleDescription()
    assert "E-mail: yours is “nothing”, theirs is “lee@x.example”." in question.accessibleDescription()
    question.answer("theirs")
    assert page.form.form.field("hours").value() == "Mornings"
    assert roster.person(team[1].id).hours == "Mornings"


def test_ones_own_text_can_be_saved_over_it_knowingly(open_page, roster, team):
    page = open_page()
    page.edit(roster.person(team[1].id))
    roster.change(replace(roster.person(team[1].id), hours="Mornings"))
    type_in(page.form.form.field("hours"), "Evenings")
    page.flush()
    (question,) = page.findChildren(Question)
    question.answer("mine")
    assert roster.person(team[1].id).hours == "Evenings"


def test_single_keys_act_on_the_chosen_person(open_page, roster, team):
    page = open_page()
    page.list.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "sam")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_R)
    assert roster.person(team[2].id).phones[0].checked_on == TODAY
    page.banner.undo.take_back()
    assert roster.person(team[2].id).phones[0].checked_on == TODAY - timedelta(days=120)
    press(Qt.Key.Key_Delete)
    assert page.upkeep.removal.remove_button.hasFocus()
    press(Qt.Key.Key_Return)
    assert "Sam O'Neil" not in [person.name for person in roster.people()]
    assert "Sam O'Neil was taken off the roster." in page.banner.words
    page.banner.undo.take_back()
    assert "Sam O'Neil" in [person.name for person in roster.people()]
    page.list.table.filter("")
    page.list.choose(team[0].id)
    page.list.table.setFocus()
    press(Qt.Key.Key_E)
    assert page.form.isVisible()
    assert page.form.form.field("name").value() == "Ruth Okafor"


def test_the_phone_list_asks_whose_numbers_and_opens_the_print(open_page, qtbot, station, team):
    page = open_page(Role.COORDINATOR)
    page.print_button.click()
    (question,) = page.findChildren(Question)
    question.answer("everybody")
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintOffer)), timeout=10_000)
    assert station.audited()[-1] == ("printed", None)
    page.findChildren(PrintOffer)[0].close()


def test_the_export_holds_what_was_agreed(open_page, tmp_path, team):
    page = open_page()
    page.outputs.export_to(str(tmp_path / "out.csv"))
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "Ruth Okafor" in text
    assert "Lee Park" not in text
    assert "Exported 1 person." in page.banner.words


def test_a_member_sees_published_people_and_edits_only_the_own_entry(open_page, roster, team):
    (mine,) = added(roster, a_person("Dee Earl", account_id=HELPER))
    page = open_page(Role.MEMBER, account=HELPER)
    assert sorted(names(page)) == ["Dee Earl", "Ruth Okafor"]
    assert not page.add_button.isVisible()
    assert not page.exchange.import_button.isVisible()
    page.list.choose(mine.id)
    assert "Edit" in buttons_of(page.list.view)
    page.list.choose(team[0].id)
    assert "Edit" not in buttons_of(page.list.view)
    page.show_on_call()
    assert not page.on_call.save_button.isVisible()


def test_whoever_bears_the_name_of_an_entry_is_asked_whether_it_is_theirs(open_page, roster, station):
    (dana,) = added(roster, a_person("Dana Whitfield"))
    page = open_page(Role.MEMBER)
    assert "An entry here carries your name, Dana Whitfield." in page.banner.words
    next(each for each in page.banner.findChildren(QPushButton) if each.text() == "It is mine").click()
    assert page.list.table.current().id == dana.id
    assert "Edit" in buttons_of(page.list.view)
    page.banner.undo.take_back()
    assert roster.person(dana.id).account_id is None


def test_the_detail_says_how_to_reach_somebody(open_page, roster, team):
    (pat,) = added(
        roster,
        published(
            "Pat Roy",
            standing=Standing.PAUSED,
            reports_to=team[0].id,
            hours="Evenings",
            travel_minutes=35,
            telehealth=True,
            phones=(a_phone("406-555-0155", takes_texts=True),),
        ),
    )
    page = open_page()
    page.list.choose(pat.id)
    words = page.list.view.words
    for part in (
        "(406) 555-0155",
        "Mobile, takes texts. Never checked. Check before use.",
        "Taking a break",
        "Agreed to the front door, but no number is ticked for it",
        "Hours: Evenings",
        "35 minutes away",
        "Reports to Ruth Okafor",
    ):
        assert part in words


def test_an_empty_roster_offers_the_first_step(open_page, qtbot):
    page = open_page()
    first = next(each for each in page.list.findChildren(QPushButton) if each.text() == tr("Add the first person"))
    assert first.isVisible()
    assert not page.list.view.isVisible(), "one calm message is enough"
    first.click()
    assert page.form.isVisible()


SCREENS = {
    "list": lambda page, team: page.list.choose(team[0].id),
    "edit": lambda page, _team: page.edit(page.list.table.rows.shown()[2]),
    "add": lambda page, _team: page.add_person(),
    "on call": lambda page, team: page.show_on_call(team[1]),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_every_control_is_named_reached_and_in_order(open_page, roster, team, screen):
    roster.add_duty(Layer.PRIMARY, team[1].id, NOON, NOON + HOUR)
    page = open_page(Role.COORDINATOR, Role.PLANNER, size=(1150, 2600))
    SCREENS[screen](page, team)
    assert faults(page) == []


@pytest.mark.parametrize("screen", ["list", "edit", slow("on call")])  # adding shows a part of what editing shows
def test_nothing_is_cut_off_in_any_size(open_page, qapp, roster, team, screen):
    roster.add_duty(Layer.PRIMARY, team[1].id, NOON, NOON + HOUR)
    page = open_page(Role.COORDINATOR, Role.PLANNER)
    SCREENS[screen](page, team)
    assert cut_in_any_look(qapp, page) == []


@pytest.mark.slow
def test_five_thousand_people_can_be_imported_and_filtered(open_page, roster):
    """How long a keystroke takes is measured in tests/benchmarks, never here."""
    rows = [f"Person{place} Name{place % 97},406-555-01{place % 100:02},Officer" for place in range(5000)]
    roster.import_people(roster.import_preview(("Name,Desk,Role\n" + "\n".join(rows)).encode()), doubles=True)
    page = open_page()
    page.list.table.search.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "name42")
    assert len(names(page)) == 52
