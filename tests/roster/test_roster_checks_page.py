"""Typing back a call sheet by keyboard alone (roster/checks_view.py)."""

from datetime import timedelta
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.roster.station import HELPER, TODAY, a_phone, added, published
from tests.roster.typing_roster import press
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.kit.printing import PrintOffer

OLD = TODAY - timedelta(days=120)


def due(count):
    return [
        published(f"Peer {place:02}", phones=(a_phone(f"406-555-01{place:02}", published=True, checked_on=OLD),))
        for place in range(count)
    ]


def typed(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


@pytest.fixture
def checking(open_page, roster):
    def start(count):
        people = added(roster, *due(count))
        page = open_page()
        page.list.table.choose(lambda _person: True)
        page.list.table.setFocus()
        press(Qt.Key.Key_C)
        assert page.upkeep.checks.isVisible()
        return page, people

    return start


@pytest.mark.slow
def test_twenty_numbers_are_typed_back_by_keys_alone(checking, roster):
    page, people = checking(20)
    began = perf_counter()
    strokes = 0
    for place in range(20):
        if place % 5 == 1:  # a new number
            press(Qt.Key.Key_W)
            typed(f"406555099{place % 10}")
            press(Qt.Key.Key_Return)
            strokes += 12
        elif place % 5 == 3:
            press(Qt.Key.Key_N)
            strokes += 1
        else:
            press(Qt.Key.Key_Y)
            strokes += 1
    assert strokes == 16 + 4 * 12
    assert perf_counter() - began < 20, "at two keys a second it must stay under four minutes"
    after = [roster.person(person.id).phones[0] for person in people]
    for place, phone in enumerate(after):
        if place % 5 == 3:
            assert phone.checked_on == OLD
        else:
            assert phone.checked_on == TODAY
            assert phone.shown == (
                "(406) 555-099" + str(place % 10) if place % 5 == 1 else people[place].phones[0].shown
            )
    assert [each.person.name for each in roster.numbers_to_check()] == ["Peer 03", "Peer 08", "Peer 13", "Peer 18"]
    assert "last one" in page.upkeep.checks._left.text()


def test_an_answer_is_taken_back_with_control_z(checking, roster):
    page, [person, _] = checking(2)
    press(Qt.Key.Key_Y)
    assert roster.person(person.id).phones[0].checked_on == TODAY
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert roster.person(person.id).phones[0].checked_on == OLD
    assert page.upkeep.checks.table.current().waiting.person.id == person.id
    assert page.upkeep.checks.table.current().outcome is None


def test_an_empty_field_means_that_nobody_knows_the_new_number(checking, roster):
    _, [person] = checking(1)
    press(Qt.Key.Key_W)
    press(Qt.Key.Key_Return)
    [phone] = roster.person(person.id).phones
    assert (phone.shown, phone.checked_on) == ("(406) 555-0100", None)


def test_a_slip_is_said_and_can_be_typed_again(checking, roster):
    page, [person] = checking(1)
    press(Qt.Key.Key_W)
    typed("call me")
    press(Qt.Key.Key_Return)
    assert page.banner.words
    assert page.upkeep.checks.field.hasFocus()
    page.upkeep.checks.field.clear()
    typed("406 555 0177")
    press(Qt.Key.Key_Return)
    assert roster.person(person.id).phones[0].shown == "(406) 555-0177"


def test_escape_leaves_the_field_first_then_the_screen(checking):
    page, _ = checking(2)
    press(Qt.Key.Key_W)
    press(Qt.Key.Key_Escape)
    assert page.upkeep.checks.isVisible()
    assert page.upkeep.checks.table.view.hasFocus()
    press(Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_the_call_sheet_is_offered(checking, qtbot):
    page, _ = checking(2)
    page.upkeep.checks._print_button.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintOffer)), timeout=10_000)
    page.findChildren(PrintOffer)[0].close()


def test_a_member_has_no_way_to_other_peoples_checks(open_page, roster):
    added(roster, *due(2))
    page = open_page(Role.MEMBER, account=HELPER)
    page.upkeep.show_checks()
    assert page.list.isVisible()
    assert not hasattr(page.upkeep, "checks_button")


@pytest.mark.slow
def test_the_screen_reads_well_in_every_look(checking, qapp):
    page, _ = checking(3)
    press(Qt.Key.Key_W)
    assert not faults(page)
    assert not cut_in_any_look(qapp, page)
