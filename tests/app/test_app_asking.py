"""Something happened and Ask for a call in the whole program: from the front door, from Today, from the lock screen."""

import json
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.app.begun_pages import DANA, PHRASES, Enter
from tests.support.looks import settle
from tests.support.words import words_of
from wellness_desktop.accounts.roles import Role
from wellness_desktop.app.program import Program
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import Paths
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import PersonDetails

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NUMBER = "507-555-0142"


class Typist:
    """Types into whatever has the focus, and counts every key that is no part of a name or passphrase."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.count = 0
        self._program, self._bot = program, qtbot

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1
        QTest.keyClick(QApplication.focusWidget() or self._program.frame, key, modifier)
        QApplication.processEvents()

    def write(self, words: str, *, name: bool = False) -> None:
        for letter in words:
            self.count += not name
            QTest.keyClick(QApplication.focusWidget(), letter)

    def open_report(self) -> Any:
        """Alt+H at the front door: one key."""
        self.press(Qt.Key.Key_H, ALT)
        self.until(lambda: self._program.frame.page_key == "happened" and self._program.frame.page.what.hasFocus())
        return self._program.frame.page

    def until(self, so: Any) -> None:
        self._bot.waitUntil(so, timeout=30_000)


@pytest.fixture
def typist(enter: Enter, program: Program, qtbot: QtBot) -> Typist:
    """At the front door of a station with six people."""
    enter(DANA)
    roster = program.own_rooms.services.roster  # type: ignore[union-attr]
    for name in ("Ana Ruiz", "Ben Cole", "Cy Doyle", "Di Lang", "Ed Moss"):
        roster.add(PersonDetails(name=name, roles=frozenset({PersonRole.OFFICER})))
    program.lock()
    program.go("start")
    program.frame.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is program.frame)
    settle(QApplication.instance())
    return Typist(program, qtbot)


def report(typist: Typist) -> None:
    """What, when, five people."""
    typist.write("ois")
    typist.press(Qt.Key.Key_Return)
    typist.write("2330")
    typist.press(Qt.Key.Key_Return)
    for name in ("ruiz", "cole", "doyle", "lang", "Joe"):
        typist.write(name if name == "Joe" else _whole(name), name=True)
        typist.press(Qt.Key.Key_Return)


def _whole(last: str) -> str:
    return {"ruiz": "Ana Ruiz", "cole": "Ben Cole", "doyle": "Cy Doyle", "lang": "Di Lang"}[last]


def saved(program: Program) -> Any:
    (summary,) = program.own_rooms.services.debriefs.incidents()  # type: ignore[union-attr]
    return program.own_rooms.services.debriefs.incident(summary.id)  # type: ignore[union-attr]


def test_from_the_front_door_to_a_saved_incident_in_at_most_25_keys_beyond_names(
    typist: Typist, program: Program, clock: FixedClock
) -> None:
    """Issue 6, unsigned: every key is counted but the letters of names and of the passphrase."""
    typist.open_report()
    report(typist)
    typist.press(Qt.Key.Key_Return, CONTROL)
    assert program.frame.page_key == "sign-in"
    typist.write(DANA, name=True)
    typist.press(Qt.Key.Key_Return)
    typist.write(PHRASES[DANA], name=True)
    typist.press(Qt.Key.Key_Return)
    typist.until(lambda: program.frame.page_key == "happened")
    typist.press(Qt.Key.Key_Return, CONTROL)
    assert program.frame.page_key == "incidents"
    assert typist.count <= 25
    incident = saved(program)
    assert incident.trigger.id == "officer_involved_shooting"
    assert incident.ended_at == clock.now() - timedelta(hours=2, minutes=30)
    assert [one.name for one in incident.exposed] == ["Ana Ruiz", "Ben Cole", "Cy Doyle", "Di Lang", "Joe"]


@pytest.mark.slow
def test_from_today_to_a_saved_incident_in_at_most_25_keys_beyond_names(
    typist: Typist, program: Program, enter: Enter
) -> None:
    enter(DANA)
    button = next(each for each in program.frame.page.findChildren(QPushButton) if each.text() == "Something happened")
    button.setFocus()  # where Tab comes first, by a test of Today
    typist.press(Qt.Key.Key_Return)
    report(typist)
    typist.press(Qt.Key.Key_Return, CONTROL)
    assert program.frame.page_key == "incidents"
    assert typist.count <= 25
    assert len(saved(program).exposed) == 5


def test_idle_time_at_the_front_door_takes_nothing_of_a_report_begun(typist: Typist, program: Program) -> None:
    typist.open_report()
    report(typist)
    page: Any = program.frame.page
    before = page.report()
    program._nobody_there()
    assert program.frame.page is page
    assert page.report() == before


@pytest.mark.slow
def test_a_group_named_before_signing_in_is_looked_up_after_it(typist: Typist, program: Program, enter: Enter) -> None:
    typist.open_report()
    typist.write("lodd")
    page: Any = program.frame.page
    page.exposed.setFocus()
    typist.write("patrol", name=True)
    typist.press(Qt.Key.Key_Return)
    assert "Looked up after you sign in" in words_of(page)
    assert page.report().groups == ("circle:patrol",)
    program.open_rooms.save_typed_report()
    enter(DANA)
    again: Any = program.frame.page
    assert len(again.exposed.people()) == 5


# ------------------------------------------------------------------------------------------------ asking for a call


def test_from_the_locked_screen_a_request_reaches_the_team_and_leaves_no_name(
    typist: Typist, program: Program, enter: Enter, paths: Paths
) -> None:
    """Section 3: it works without a sign-in; what is on the disk says nothing."""
    program.go("sign-in")
    page: Any = program.frame.page
    page.call_wanted.emit()
    assert program.frame.page_key == "ask"
    QApplication.processEvents()
    typist.write(NUMBER)
    typist.press(Qt.Key.Key_Return, CONTROL)
    assert "Only the support team can open it" in program.frame.page.banner.words  # type: ignore[union-attr]
    for path in paths.data.rglob("*"):
        if path.is_file():
            assert NUMBER.encode() not in path.read_bytes(), path.name
    assert len(list(paths.notes.iterdir())) == 1
    enter(DANA)
    assert "Somebody asked for a call" in words_of(program.frame.page)
    assert NUMBER not in words_of(program.frame.page)
    program.go("asking")
    assert NUMBER in words_of(program.frame.page)
    assert list(paths.notes.iterdir()) == []


@pytest.mark.parametrize("door", ["start", "help", "people", "sign-in"])
def test_every_open_door_leads_to_it(typist: Typist, program: Program, door: str) -> None:
    page: Any = program.go(door)
    words = {"sign-in": "Ask for a call without signing in"}.get(door, "Ask for a call")
    next(each for each in page.findChildren(QPushButton) if each.text() == words).click()
    assert program.frame.page_key == "ask"


def test_what_is_typed_there_is_gone_when_nobody_is_there(typist: Typist, program: Program) -> None:
    program.go("ask")
    QApplication.processEvents()
    typist.write(NUMBER)
    program._nobody_there()
    assert program.frame.page_key == "start"
    page: Any = program.go("ask")
    assert page.form.field("reach").text() == ""


def test_a_member_passes_a_report_on_and_the_coordinator_starts_from_it(
    typist: Typist, program: Program, enter: Enter
) -> None:
    """A dispatcher's request: no plan begins, nothing is lost, the team is told."""
    typist.open_report()
    report(typist)
    page: Any = program.frame.page
    assert page.pass_on_button.isVisible()
    page.pass_on_button.click()
    assert not page.has_typed
    enter(DANA)
    assert "A report was passed on to the team" in words_of(program.frame.page)
    asking: Any = program.go("asking")
    QTest.keyClick(asking.table.view, Qt.Key.Key_Return)
    happened: Any = program.frame.page
    assert [one.name for one in happened.exposed.people()][:4] == ["Ana Ruiz", "Ben Cole", "Cy Doyle", "Di Lang"]
    assert all(one.person_id for one in happened.exposed.people()[:4])


def test_roles_that_start_no_plan_pass_on_what_was_typed_before_signing_in(
    typist: Typist, program: Program, enter: Enter
) -> None:
    typist.open_report()
    report(typist)
    program.open_rooms.save_typed_report()
    typed = program.open_rooms.waiting_report
    program.open_rooms.waiting_report = None
    enter(DANA)
    rooms: Any = program.own_rooms
    object.__setattr__(rooms.actor, "roles", frozenset({Role.MEMBER}))
    program.frame.drop_page("happened")
    program.open_rooms.waiting_report = typed
    rooms.take_report()
    page: Any = program.frame.page
    assert "Your roles do not start a support plan." in page.banner.words
    assert page.report() == typed
    assert not page.start.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    assert "Sealed for the support team" in page.banner.words


def test_a_swapped_address_is_told_at_the_next_sign_in(
    typist: Typist, program: Program, enter: Enter, paths: Paths
) -> None:
    found = json.loads(paths.note_address.read_text())
    key = found["address"]
    paths.note_address.write_text(json.dumps(found | {"address": key[:-4] + "AAA="}))
    enter(DANA)
    assert "another key than the support team's" in program.frame.page.banner.words  # type: ignore[union-attr]
    assert json.loads(paths.note_address.read_text())["address"] == key


# ------------------------------------------------------------------------------------------- a note without a name


def test_a_note_from_the_front_door_is_read_by_the_coordinator_and_answered_there(
    typist: Typist, program: Program, enter: Enter
) -> None:
    """And what came of it stands on the station board, whoever looks."""
    press_words(program, "Leave a note without your name")
    typist.until(lambda: program.frame.page_key == "leave-note")
    program.frame.page.focus_first()
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_Tab)
    typist.write("Zebrawort is dead behind the mill")
    typist.press(Qt.Key.Key_Return, CONTROL)
    assert "Nothing says who wrote it" in program.frame.page.banner.words
    folder = program.paths.feedback
    assert len(list(folder.iterdir())) == 1
    enter(DANA)
    page: Any = program.go("notes", "today")
    assert "Zebrawort" in words_of(page)
    assert not list(folder.iterdir())
    page.answer.form.set_values({"said": "The radio is dead there.", "did": "The county moves the repeater."})
    QTest.mouseClick(page.answer.save_button, Qt.MouseButton.LeftButton)
    program.lock()
    program.go("people")
    assert "The county moves the repeater." in words_of(program.frame.page)
    assert "Zebrawort" not in words_of(program.frame.page)


def press_words(program: Program, words: str) -> None:
    button = next(each for each in program.frame.page.findChildren(QPushButton) if each.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
