"""Buttons: their rows, keys, icons, and how they show the keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.support.looks import settle, show_at
from tests.support.walker import spoken_description, spoken_name
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.theme import color


def test_a_button_row_goes_on_to_the_next_line(qtbot: Any, qapp: QApplication) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = button_row(*(button(f"Button number {at}") for at in range(4)))
    holder.setLayout(row)
    show_at(qapp, holder, 700, 200)
    wide = row.heightForWidth(700)
    assert row.heightForWidth(200) > 3 * wide
    show_at(qapp, holder, 200, 400)
    shown = holder.findChildren(QPushButton)
    assert len({each.y() for each in shown}) == 4
    assert all(each.width() >= each.sizeHint().width() for each in shown)


def test_a_button_says_its_key_and_keeps_ampersands(qtbot: Any) -> None:
    pressed: list[int] = []
    made = button(
        "Smith & Sons", "phone", spoken="Call Smith & Sons", shortcut="Ctrl+J", press=lambda: pressed.append(1)
    )
    qtbot.addWidget(made)
    made.show()
    assert made.text() == "Smith && Sons"
    assert spoken_name(made) == "Call Smith & Sons"
    assert "Ctrl+J" in spoken_description(made)
    made.click()
    assert pressed == [1]


@pytest.mark.parametrize("kind", ["primary", "help"])
def test_a_filled_button_shows_that_it_has_the_focus(qtbot: Any, qapp: QApplication, kind: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    pressed, other = button("Start", kind=kind), button("Other")
    column.addWidget(pressed)
    column.addWidget(other)
    show_at(qapp, window, 300, 200)
    window.activateWindow()
    other.setFocus()
    before = pressed.grab().toImage()
    pressed.setFocus()
    after = pressed.grab().toImage()
    ring = theme.color(f"on_{'accent' if kind == 'primary' else 'help'}").name()
    middle = after.height() // 2
    assert ring not in {before.pixelColor(x, middle).name() for x in range(8)}
    assert ring in {after.pixelColor(x, middle).name() for x in range(8)}


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("kind", ["", "primary", "danger", "link", "row", "quiet", "help"])
def test_enter_presses_the_button_that_has_the_focus(qtbot: Any, kind: str, key: Qt.Key) -> None:
    pressed: list[bool] = []
    made = button("Start", kind=kind, press=lambda: pressed.append(True))
    qtbot.addWidget(made)
    qtbot.keyClick(made, key)
    assert pressed == [True]


def test_enter_held_down_presses_once(qtbot: Any, qapp: QApplication) -> None:
    pressed: list[bool] = []
    made = button("Start", press=lambda: pressed.append(True))
    qtbot.addWidget(made)
    for again in (False, True, True):
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=again)
        qapp.sendEvent(made, held)
    assert pressed == [True]


def test_a_card_passes_its_link_on(qtbot: Any) -> None:
    card = Card("On call now", "phone-call", "Rota")
    qtbot.addWidget(card)
    link = card.findChild(QPushButton)
    assert spoken_name(link) == "On call now: Rota"
    with qtbot.waitSignal(card.acted, timeout=500):
        link.click()


@pytest.mark.parametrize("kind", ["", "primary", "danger", "help"])
def test_the_icon_of_a_button_that_is_off_is_as_dark_as_its_words(qtbot: Any, kind: str) -> None:
    made = button("Save", "check", kind)
    qtbot.addWidget(made)
    drawn = made.icon().pixmap(made.iconSize(), QIcon.Mode.Disabled).toImage()
    inks = {
        drawn.pixelColor(x, y).name()
        for x in range(drawn.width())
        for y in range(drawn.height())
        if drawn.pixelColor(x, y).alpha() == 255
    }
    assert inks == {color("muted").name()}


def test_a_plain_button_shows_the_keyboard_by_its_ring_alone(qtbot: Any, qapp: QApplication) -> None:
    """The style would shade the words as well, as if they were marked."""
    window = QWidget()
    qtbot.addWidget(window)
    other, made = QLineEdit(), button("Care windows", "printer")
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(made)
    show_at(qapp, window, 300, 120)
    window.activateWindow()
    other.setFocus()
    inner = made.rect().adjusted(5, 5, -5, -5)
    before = made.grab(inner).toImage()
    qtbot.keyClick(other, Qt.Key.Key_Tab)
    settle(qapp)
    assert made.hasFocus()
    assert made.grab(inner).toImage() == before
