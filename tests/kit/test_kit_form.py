"""Forms: labels and hints belong to their fields, checks speak while typing, saving needs no button."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tests.support.looks import settle, show_at
from tests.support.walker import faults, spoken_description, spoken_name
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.kit.button import button
from wellness_desktop.kit.fields import (
    ChecksField,
    ChoiceField,
    NotesField,
    NumberField,
    RadioField,
    TextField,
    TickField,
)
from wellness_desktop.kit.form import Form, _Row
from wellness_desktop.kit.moment import MomentField
from wellness_desktop.kit.passphrase import PassphraseField
from wellness_desktop.kit.text import Text

NOW = datetime(2026, 11, 22, 9, 10, tzinfo=UTC)


def no_digits(value: str) -> str:
    return "A name has no digits." if any(letter.isdigit() for letter in value) else ""


@pytest.fixture
def form(qtbot: Any, qapp: Any) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.add("&Name", TextField(), "As on the badge.", name="name", check=no_digits, required="Type a name.")
    made.add("&Phone", TextField(), name="phone")
    show_at(qapp, made, 500, 400)
    made.activateWindow()
    return made


def test_label_name_and_hint_come_from_one_call(form: Form) -> None:
    field = form.field("name")
    assert spoken_name(field) == "Name"
    assert spoken_description(field) == "As on the badge."
    labels = [label for label in form.findChildren(QLabel) if label.buddy() is field]
    assert [label.text() for label in labels] == ["&Name"]
    assert faults(form) == []


def test_alt_and_the_letter_go_to_the_field(form: Form, qtbot: Any) -> None:
    form.field("name").setFocus()
    qtbot.keyClick(form, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(form.field("phone").hasFocus)


def test_saving_waits_for_a_pause_and_comes_once(form: Form, qtbot: Any) -> None:
    told: list[dict[str, Any]] = []
    form.changed.connect(lambda: told.append(form.values()))
    qtbot.keyClicks(form.field("name"), "Lee")
    assert told == []
    assert form.waiting
    qtbot.waitUntil(lambda: not form.waiting)
    assert told == [{"name": "Lee", "phone": ""}]


def test_leaving_a_field_saves_at_once(form: Form, qtbot: Any) -> None:
    qtbot.keyClicks(form.field("name"), "Lee")
    with qtbot.waitSignal(form.changed, timeout=200):
        qtbot.keyClick(form.field("name"), Qt.Key.Key_Tab)
    assert not form.waiting


def test_what_is_wrong_is_kept_as_a_draft_but_not_saved(form: Form, qtbot: Any) -> None:
    drafts, saves = [], []
    form.drafted.connect(lambda: drafts.append(form.values()["name"]))
    form.changed.connect(lambda: saves.append(form.values()["name"]))
    qtbot.keyClicks(form.field("name"), "Lee2")
    form.flush()
    assert drafts == ["Lee2"]
    assert saves == []


def error_beside(form: Form, name: str) -> str:
    row = form._entry(name).row
    errors = [label for label in row.findChildren(Text) if label.property("tone") == "danger" and label.isVisible()]
    assert [label.text() for label in errors if label.text()] == ([row.fault] if row.fault else [])
    return row.fault


def test_a_fault_is_told_in_words_and_goes_as_soon_as_it_is_mended(form: Form, qtbot: Any) -> None:
    field = form.field("name")
    qtbot.keyClicks(field, "Lee2")
    assert error_beside(form, "name") == ""
    form.flush()
    assert error_beside(form, "name") == "A name has no digits."
    assert "A name has no digits." in spoken_description(field)
    assert field.property("wrong") is True
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert error_beside(form, "name") == ""
    assert spoken_description(field) == "As on the badge."


def test_an_untouched_field_is_not_nagged_about(form: Form, qtbot: Any) -> None:
    qtbot.keyClicks(form.field("phone"), "555")
    form.flush()
    assert error_beside(form, "name") == ""


def test_confirm_shows_all_faults_and_goes_to_the_first(form: Form, qtbot: Any) -> None:
    form.field("phone").setFocus()
    assert not form.confirm()
    assert error_beside(form, "name") == "Type a name."
    qtbot.waitUntil(form.field("name").hasFocus)
    form.set_values({"name": "Lee"})
    assert error_beside(form, "name") == ""
    assert form.confirm()


def test_filling_is_silent(form: Form, qtbot: Any) -> None:
    with qtbot.assertNotEmitted(form.changed, wait=0), qtbot.assertNotEmitted(form.drafted, wait=0):
        form.set_values({"name": "Lee", "phone": "555"})
        form.flush()
    assert form.values() == {"name": "Lee", "phone": "555"}


def test_a_service_can_add_what_only_it_knows(form: Form) -> None:
    form.set_error("phone", "Someone else has this number.")
    assert error_beside(form, "phone") == "Someone else has this number."


def test_a_hidden_field_is_not_checked(form: Form) -> None:
    form.show_field("name", shown=False)
    assert form.confirm()
    assert not form.field("name").isVisible()


def test_two_columns_where_there_is_room_and_one_where_not(qtbot: Any, qapp: Any) -> None:
    form = Form(columns=2)
    qtbot.addWidget(form)
    first, second = form.add("First", TextField()), form.add("Second", TextField())
    wide = form.add("Wide", NotesField(), wide=True)
    show_at(qapp, form, 1100, 500)
    assert first.mapTo(form, first.rect().topLeft()).y() == second.mapTo(form, second.rect().topLeft()).y()
    assert wide.width() > first.width() * 1.8
    show_at(qapp, form, 420, 600)
    assert first.mapTo(form, first.rect().topLeft()).y() < second.mapTo(form, second.rect().topLeft()).y()
    assert form.heightForWidth(420) >= wide.mapTo(form, wide.rect().bottomLeft()).y()


CHOICES = ((1, "Phone"), (2, "Text & chat"), (None, "Neither"))


@pytest.mark.parametrize(
    ("field", "value", "empty"),
    [
        (TextField, "Lee", ""),
        (NotesField, "two\nlines", ""),
        (lambda: NumberField(1, 50), 12, None),
        (lambda: ChoiceField([("a", "A"), (("t", 1), "B")], empty="None"), ("t", 1), None),
        (lambda: ChecksField(CHOICES[:2]), (2,), ()),
        (lambda: RadioField(CHOICES[:2]), 2, None),
        (lambda: TickField("Yes"), True, False),
    ],
)
def test_every_field_gives_back_what_it_was_given_and_stays_silent(
    qtbot: Any, field: Any, value: Any, empty: Any
) -> None:
    made = field()
    qtbot.addWidget(made)
    with qtbot.assertNotEmitted(made.edited, wait=0):
        assert made.value() == empty
        made.set_value(value)
        assert made.value() == value
        made.set_value(None)
        assert made.value() == empty


def test_fields_tell_of_what_a_person_does(qtbot: Any) -> None:
    checks, radio, tick = ChecksField(CHOICES[:2]), RadioField(CHOICES[:2]), TickField("Yes")
    for field in (checks, radio, tick):
        qtbot.addWidget(field)
        field.show()
    for field, pressed in ((checks, checks.parts()[1]), (radio, radio.parts()[0]), (tick, tick)):
        with qtbot.waitSignals([field.edited, field.left], timeout=500):
            qtbot.keyClick(pressed, Qt.Key.Key_Space)
    assert (checks.value(), radio.value(), tick.value()) == ((2,), 1, True)
    assert checks.parts()[1].text() == "Text && chat"


def test_a_list_of_choices_keeps_its_value_when_others_are_offered(qtbot: Any) -> None:
    field = ChoiceField([(1, "One"), (2, "Two")])
    qtbot.addWidget(field)
    field.set_value(2)
    field.offer([(2, "Two"), (3, "Three")])
    assert field.value() == 2
    field.offer([(3, "Three")])
    assert field.value() == 3


def events() -> ChoiceField:
    kinds = ["Line-of-duty death", "Serious line-of-duty injury", "Officer-involved shooting", "Death of a child"]
    return ChoiceField([(words, words) for words in kinds], empty="Choose, or type the first letters")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("off", "Officer-involved shooting"),
        ("serious line", "Serious line-of-duty injury"),
        ("death of a c", "Death of a child"),
        ("shoot", "Officer-involved shooting"),
        ("child", "Death of a child"),
        ("type the", None),
        ("LINE", "Line-of-duty death"),
    ],
)
def test_a_choice_is_found_by_typing_its_words_spaces_and_all(qtbot: Any, typed: str, found: str | None) -> None:
    field = events()
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, typed)
    assert field.value() == found
    assert not field.view().isVisible()


def test_the_same_letter_goes_on_to_the_next_choice_and_says_so(qtbot: Any) -> None:
    field = ChoiceField([("lee", "Lee"), ("lopez", "Lopez"), ("kerr", "Kerr")])
    qtbot.addWidget(field)
    with qtbot.waitSignals([field.edited, field.left], timeout=500):
        qtbot.keyClicks(field, "l")
    assert field.value() == "lopez"
    qtbot.keyClicks(field, "l")
    assert field.value() == "lee"


def test_a_space_alone_still_opens_the_choices(qtbot: Any) -> None:
    field = events()
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert field.view().isVisible()
    field.hidePopup()


def test_scrolling_over_a_list_of_choices_changes_nothing(qtbot: Any) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    field = ChoiceField([(1, "One"), (2, "Two")])
    qtbot.addWidget(field)
    field.show()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(field.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    field.wheelEvent(turn)
    assert field.value() == 1
    assert not turn.isAccepted()


def test_numbers_count_with_the_arrows_and_say_what_is_wrong(qtbot: Any) -> None:
    field = NumberField(1, 3)
    qtbot.addWidget(field)
    for _ in range(5):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 3
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 2
    field.setText("7")
    assert field.value() is None
    assert field.fault() == "Type a whole number from 1 to 3."


def test_notes_grow_with_the_text_and_tab_goes_on(qtbot: Any, qapp: Any) -> None:
    form = Form()
    qtbot.addWidget(form)
    notes = form.add("Notes", NotesField(lines=2), name="notes")
    after = form.add("Next", TextField())
    show_at(qapp, form, 500, 500)
    before = notes.height()
    qtbot.keyClicks(notes, "one")
    for _ in range(4):
        qtbot.keyClick(notes, Qt.Key.Key_Return)
    assert notes.height() > before
    form.activateWindow()
    notes.setFocus()
    with qtbot.waitSignal(notes.left, timeout=500):
        qtbot.keyClick(notes, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_the_key_of_a_label_reaches_fields_made_of_parts(qtbot: Any, qapp: Any) -> None:
    form = Form()
    qtbot.addWidget(form)
    secret = form.add("&Passphrase", PassphraseField(), name="secret")
    moment = form.add("&When", MomentField(FixedClock(NOW), ZoneInfo("America/Chicago")), name="when")
    checks = form.add("&Roles", ChecksField([(1, "One"), (2, "Two")]), name="roles")
    show_at(qapp, form, 600, 500)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    for key, field in ((Qt.Key.Key_W, moment), (Qt.Key.Key_P, secret), (Qt.Key.Key_R, checks)):
        qtbot.keyClick(form, key, Qt.KeyboardModifier.AltModifier)
        assert field.isAncestorOf(qapp.focusWidget())


def test_a_click_counts_although_leaving_the_field_says_something(qtbot: Any, qapp: Any) -> None:
    """Pressing a button leaves the field above it; the words that appear there must not move the button away."""
    page = QWidget()
    column = QVBoxLayout(page)
    form = Form()
    name = form.add("&Name", TextField(), name="name", required="Type a name. " * 20)
    pressed: list[str] = []
    row = button("Go", kind="row", press=lambda: pressed.append(form.values()["name"]))
    column.addWidget(form)
    column.addWidget(row)
    column.addStretch(1)
    qtbot.addWidget(page)
    show_at(qapp, page, 500, 500)
    page.activateWindow()
    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_A)
    qtbot.keyClick(name, Qt.Key.Key_Backspace)
    window, at = page.windowHandle(), row.mapTo(page, row.rect().center())
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    qtbot.waitUntil(lambda: not name.hasFocus())
    settle(qapp)
    assert form.findChild(_Row).fault == ""
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    qtbot.waitUntil(lambda: pressed == [""])
    assert form.findChild(_Row).fault


def test_what_was_typed_is_sent_before_the_button_pressed_next_acts(qtbot: Any, qapp: Any, form: Form) -> None:
    said: list[str] = []
    form.changed.connect(lambda: said.append("saved"))
    form.add_buttons(button("Go", press=lambda: said.append("pressed")))
    settle(qapp)
    go = form.findChild(QPushButton)
    form.field("name").setFocus()
    qtbot.keyClicks(form.field("name"), "Lee")
    window, at = form.windowHandle(), go.mapTo(form, go.rect().center())
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    qtbot.waitUntil(lambda: "pressed" in said)
    assert said == ["saved", "pressed"]


def test_suggestions_are_offered_and_free_text_is_taken(qtbot: Any) -> None:
    field = TextField(suggestions=["English", "Español"])
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "nglish")
    assert field.completer().currentCompletion() == "English"
    assert field.value() == "nglish"


def test_a_heading_goes_with_the_last_of_its_fields(form: Form) -> None:
    form.add("Badge", TextField(), name="badge")
    form.add_heading("At work", over=("badge", "unit"))
    form.add("Unit", TextField(), name="unit")
    heading = next(label for label in form.findChildren(QLabel) if label.text() == "At work")
    for badge, unit, stands in ((True, False, True), (False, False, False), (False, True, True)):
        form.show_field("badge", badge)
        form.show_field("unit", unit)
        assert heading.isVisibleTo(form) == stands


def test_the_cursor_goes_to_the_first_field_that_is_shown(form: Form, qtbot: Any) -> None:
    form.show_field("name", False)
    form.focus_first()
    qtbot.waitUntil(form.field("phone").hasFocus)


def test_what_the_service_found_stays_until_the_field_is_changed(form: Form, qtbot: Any) -> None:
    """Words that went at the next pause were never read: the form just did not save."""
    qtbot.keyClicks(form.field("phone"), "555")
    form.set_error("phone", "Someone else has this number.")
    form.field("name").setFocus()
    form.flush()
    with qtbot.waitSignal(form.drafted, timeout=3000):
        qtbot.keyClicks(form.field("name"), "Dana")
    assert "Someone else has this number." in shown(form)
    qtbot.keyClicks(form.field("phone"), "1")
    form.flush()
    assert "Someone else has this number." not in shown(form)
    form.set_error("phone", "Someone else has this number.")
    assert form.confirm(), "the service decides again"
    assert "Someone else has this number." not in shown(form)


def shown(form: Form) -> list[str]:
    return [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
