"""The banner says what happened and what to do, offers undo until the next action, and is read aloud."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit

from tests.support.looks import settle, show_at
from wellness_desktop.base.errors import Problem
from wellness_desktop.kit.button import button
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.undo import Undo


@pytest.fixture
def page(qtbot: Any, qapp: Any) -> Page:
    made = Page("People & lines", "Who can help.")
    qtbot.addWidget(made)
    made.field = QLineEdit()  # type: ignore[attr-defined]
    made.body.addWidget(made.field)  # type: ignore[attr-defined]
    show_at(qapp, made, 900, 500)
    made.activateWindow()
    return made


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What was read aloud, and whether it interrupted."""
    said: list[tuple[str, bool]] = []

    def listen(event: Any) -> None:
        urgent = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
        said.append((event.message(), urgent))

    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(listen))
    return said


def test_it_is_quiet_until_there_is_something_to_say(page: Page) -> None:
    assert not page.banner.isVisible()
    assert page.banner.words == ""
    page.banner.say("Saved.")
    assert page.banner.isVisible()
    assert page.banner.words == "Saved."
    page.banner.clear()
    assert not page.banner.isVisible()


def test_done_waits_and_trouble_interrupts_when_read_aloud(page: Page, heard: list[tuple[str, bool]]) -> None:
    page.banner.say("Dana was removed.", undo=lambda: None)
    page.banner.problem(Problem("The disk is full.", "Free some space."))
    assert heard == [("Dana was removed.", False), ("The disk is full. Free some space.", True)]


def test_undo_by_button_takes_back_once(page: Page, qtbot: Any) -> None:
    taken: list[int] = []
    page.banner.say("Removed.", undo=lambda: taken.append(1))
    qtbot.mouseClick(page.banner._undo_button, Qt.MouseButton.LeftButton)
    assert taken == [1]
    assert page.banner.words == "Taken back."
    assert not page.banner._undo_button.isVisible()


def test_undo_by_ctrl_z_but_not_over_typed_text(page: Page, qtbot: Any) -> None:
    taken: list[int] = []
    field = page.field  # type: ignore[attr-defined]
    qtbot.keyClicks(field, "typed")
    field.setFocus()
    page.banner.say("Removed.", undo=lambda: taken.append(1))
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert taken == []
    assert field.text() == ""
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert taken == [1]


def test_the_next_action_ends_the_chance_to_undo(page: Page) -> None:
    taken: list[str] = []
    page.banner.say("First.", undo=lambda: taken.append("first"))
    page.banner.say("Second.", undo=lambda: taken.append("second"))
    page.banner._take_back()
    page.banner._take_back()
    assert taken == ["second"]
    page.banner.say("Third.", undo=lambda: taken.append("third"))
    page.banner.note("Something else.")
    page.banner._take_back()
    assert taken == ["second"]


def test_an_undo_that_fails_says_why_and_can_be_tried_again(page: Page) -> None:
    undo = Undo()

    def refuse() -> None:
        raise Problem("Someone changed it meanwhile.")

    undo.remember(refuse)
    with pytest.raises(Problem):
        undo.take_back()
    assert undo.possible
    page.banner.say("Removed.", undo=refuse)
    page.banner._take_back()
    assert page.banner.words == "Someone changed it meanwhile."


def test_undo_remembers_what_its_own_undo_did(qapp: Any) -> None:
    undo, said = Undo(), []

    def back() -> None:
        said.append("back")
        undo.remember(lambda: said.append("forth"))

    undo.remember(back)
    assert undo.take_back()
    assert undo.possible
    assert undo.take_back()
    assert not undo.take_back()
    assert said == ["back", "forth"]


def test_attempt_shows_a_problem_and_lets_a_defect_through(page: Page) -> None:
    with page.attempt():
        raise Problem("No name.", "Type one.")
    assert page.banner.words == "No name. Type one."
    with pytest.raises(ZeroDivisionError), page.attempt():
        raise ZeroDivisionError


def test_an_action_can_be_offered(page: Page, qtbot: Any) -> None:
    pressed: list[int] = []
    page.banner.warn("Two are on nights.", action="Show them", press=lambda: pressed.append(1))
    qtbot.mouseClick(page.banner._action_button, Qt.MouseButton.LeftButton)
    assert pressed == [1]
    page.banner.say("Done.")
    assert not page.banner._action_button.isVisible()


def test_typed_text_is_never_markup(page: Page) -> None:
    page.banner.say("<b>O'Neil</b> & <duty phone> was removed.")
    assert page.banner._title.textFormat() == Qt.TextFormat.PlainText
    assert page.banner.words == "<b>O'Neil</b> & <duty phone> was removed."


def test_the_title_can_change_and_names_the_page(page: Page) -> None:
    page.set_title("Lines", "Numbers to call.")
    assert (page.title, page.accessibleName()) == ("Lines", "Lines")


@pytest.mark.parametrize("fields", [3, 30])
@pytest.mark.parametrize("which", [0, -1])
def test_the_field_that_is_typed_in_does_not_move(qtbot: Any, qapp: Any, fields: int, which: int) -> None:
    page = Page("A form", "Saved while typing.")
    qtbot.addWidget(page)
    lines = [TextField() for _ in range(fields)]
    for line in lines:
        page.body.addWidget(line)
    page.body.addStretch(1)
    show_at(qapp, page, 700, 500)
    page.activateWindow()
    field = lines[which]
    field.setFocus()
    page.show_widget(field)
    settle(qapp)
    before = field.mapTo(page, QPoint(0, 0)).y()
    page.banner.say("Saved: Name.", lambda: None)
    settle(qapp)
    assert field.mapTo(page, QPoint(0, 0)).y() == before
    page.banner.say("Saved: Name.", lambda: None, detail="It stands in every plan that names this person.")
    settle(qapp)
    assert field.mapTo(page, QPoint(0, 0)).y() == before
    page.banner.clear()
    settle(qapp)
    assert field.mapTo(page, QPoint(0, 0)).y() == before


def test_without_a_cursor_in_a_field_the_page_makes_room(qtbot: Any, qapp: Any) -> None:
    page = Page("A list", "")
    qtbot.addWidget(page)
    press = button("Go on")
    page.body.addWidget(press)
    page.body.addStretch(1)
    show_at(qapp, page, 700, 500)
    page.activateWindow()
    press.setFocus()
    before = press.mapTo(page, QPoint(0, 0)).y()
    page.banner.say("Saved.")
    settle(qapp)
    assert press.mapTo(page, QPoint(0, 0)).y() >= before + page.banner.height()
