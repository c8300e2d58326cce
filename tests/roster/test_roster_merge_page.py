"""Doubles made one, and a contact handed to a phone, by keyboard (roster/merge_view.py, contact_code_view.py)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.roster.station import HELPER, TODAY, a_person, a_phone, added, handed_on
from tests.roster.typing_roster import names, press
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role

LONG = "Bartholomew Featherstonehaugh-Cholmondeley"


@pytest.fixture
def doubles(roster):
    return added(
        roster,
        a_person("Ann Bell", hours="mornings", phones=(a_phone("406-555-0101", checked_on=TODAY),)),
        a_person("A. Bell", hours="evenings", email="ann@x.example", phones=(a_phone("406-555-0102"),)),
        a_person(LONG, agency="Granite County Sheriff's Office, Mountain Division", hours="Any hour " * 8),
        a_person(LONG, agency="Millbrook Police Department", hours="Never on Sundays " * 4),
        a_person("Lee Park"),
    )


def opened(open_page, qtbot, **more):
    page = open_page(**more)
    page.list.table.setFocus()
    page.list.choose(page.list.table.rows.shown()[0].id)
    press(Qt.Key.Key_D)
    qtbot.waitUntil(lambda: page.exchange.doubles.pairs.rows.total == 2)
    return page, page.exchange.doubles


def test_two_entries_are_made_one_by_keyboard_and_brought_back(open_page, qtbot, roster, doubles):
    page, view = opened(open_page, qtbot)
    assert QApplication.focusWidget() is view.pairs.view
    view.pairs.choose(lambda pair: "Bell" in pair.one.name)
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is view.lines.view
    assert [(line.field, line.takes) for line in view.lines.rows.shown()] == [
        ("name", "left"),
        ("phones", "both"),
        ("hours", "left"),
        ("email", "right"),
    ]
    view.lines.choose(lambda line: line.field == "hours")
    press(Qt.Key.Key_R)
    assert [line.takes for line in view.lines.rows.shown()] == ["left", "both", "right", "right"]
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_Return)
    assert view.lines.current().takes == "right"
    press(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: view.pairs.rows.total == 1)
    (ann,) = [person for person in roster.people() if "Bell" in person.name]
    assert (ann.name, ann.hours, ann.email) == ("Ann Bell", "evenings", "ann@x.example")
    assert [phone.shown for phone in ann.phones] == ["(406) 555-0101", "(406) 555-0102"]
    assert "Ann Bell is one entry now." in page.banner.words
    page.banner.undo.take_back()
    qtbot.waitUntil(lambda: view.pairs.rows.total == 2)
    assert len(roster.people()) == 5
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(page.list.isVisible)
    assert "A. Bell" in names(page)


def test_two_people_are_left_out_until_taken_back(open_page, qtbot, station, roster, doubles):
    page, view = opened(open_page, qtbot)
    view.pairs.choose(lambda pair: "Bell" in pair.one.name)
    assert not view.again_button.isVisible()
    press(Qt.Key.Key_T)
    assert view.pairs.rows.total == 1
    assert "stay two people" in page.banner.words
    assert len(station.roster().duplicates()) == 1, "whoever signs in next is not asked again"
    page.banner.undo.take_back()
    qtbot.waitUntil(lambda: view.pairs.rows.total == 2)
    assert len(roster.people()) == 5


def test_what_was_said_to_be_two_people_can_be_offered_again(open_page, qtbot, roster, doubles):
    for pair in roster.duplicates():
        roster.two_people(pair)
    page = open_page()
    page.exchange.doubles_button.click()
    view = page.exchange.doubles
    qtbot.waitUntil(view.again_button.isVisible)
    assert view.pairs.rows.total == 0
    assert faults(page) == []
    view.again_button.click()
    qtbot.waitUntil(lambda: view.pairs.rows.total == 2)
    assert not view.again_button.isVisible()


def test_somebody_who_saved_meanwhile_is_met(open_page, qtbot, roster, doubles):
    from dataclasses import replace

    page, view = opened(open_page, qtbot)
    view.pairs.choose(lambda pair: "Bell" in pair.one.name)
    roster.change(replace(doubles[1], hours="nights"))
    view.merge_button.click()
    assert "Someone else changed this entry" in page.banner.words
    assert len(roster.people()) == 5


@pytest.mark.slow
def test_the_screen_is_sound_in_every_look(open_page, qapp, qtbot, doubles):
    page, view = opened(open_page, qtbot, size=(1150, 1500))
    view.pairs.choose(lambda pair: pair.one.name == LONG)
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []


def test_without_doubles_it_says_so(open_page, qtbot, roster):
    added(roster, a_person("Ann Bell"), a_person("Lee Park"))
    page = open_page()
    page.exchange.doubles_button.click()
    view = page.exchange.doubles
    assert not view.pairs.isVisible(), "nothing is claimed before it was looked for"
    qtbot.waitUntil(lambda: QApplication.focusWidget() in view.pairs.findChildren(QPushButton))
    assert not view._beside.isVisible()
    assert faults(page) == []
    press(Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_a_contact_is_shown_as_a_code_for_a_phone(open_page, qapp, roster):
    (ruth, _never) = added(
        roster,
        handed_on("Ruth Okafor", phones=(a_phone("406-555-0101 x7", published=True, checked_on=TODAY),)),
        a_person("Never asked"),
    )
    page = open_page(size=(1150, 1100))
    page.list.table.setFocus()
    page.list.choose(ruth.id)
    press(Qt.Key.Key_Q)
    view = page.exchange.code
    assert view.isVisible()
    assert view.code.startswith("BEGIN:VCARD")
    assert "+14065550101" in view.code
    assert view._says.text() == "Ruth Okafor, (406) 555-0101 ext. 7"
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []
    QTest.keyClick(view.done_button, Qt.Key.Key_Space)
    assert page.list.isVisible()
    page.list.choose(ruth.id)
    (button,) = [
        each
        for each in page.list.view.findChildren(QPushButton)
        if each.text() == "Code for a phone" and each.isVisibleTo(page.list.view)
    ]
    button.click()
    assert view.isVisible()
    press(Qt.Key.Key_Escape)
    page.list.choose(_never.id)
    page.list.table.setFocus()
    press(Qt.Key.Key_Q)
    assert "Never asked has not agreed to be handed on." in page.banner.words
    assert page.list.isVisible()


def test_others_make_codes_of_published_people_only_and_see_no_doubles(open_page, roster, doubles):
    page = open_page(Role.MEMBER, account=HELPER)
    assert not page.exchange.doubles_button.isVisible()
    page.exchange.show_doubles()
    assert not page.list.isHidden()
