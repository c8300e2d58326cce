"""The helpers that judge pages find what they are meant to find."""

from typing import Any

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.support.cut_text import cut_texts
from tests.support.looks import show_at
from tests.support.walker import faults, fields_without_label, order_faults, shared_keys, unnamed_controls, unreachable
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.text import Text


@pytest.fixture
def page(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    return made


def put(page: QWidget, widget: QWidget) -> QWidget:
    layout = page.layout()
    assert layout is not None
    layout.addWidget(widget)
    return widget


def test_a_control_without_a_name_is_found(page: QWidget, qapp: Any) -> None:
    put(page, QPushButton())
    put(page, QLineEdit())
    show_at(qapp, page, 300, 200)
    assert len(unnamed_controls(page)) == 2
    assert len(fields_without_label(page)) == 1


def test_a_label_that_points_to_the_field_is_enough(page: QWidget, qapp: Any) -> None:
    label, line = QLabel("&Name"), QLineEdit()
    label.setBuddy(line)
    put(page, label)
    put(page, line)
    show_at(qapp, page, 300, 200)
    assert faults(page) == []


def test_what_tab_passes_over_is_found(page: QWidget, qapp: Any) -> None:
    class Trap(QPushButton):
        def focusNextPrevChild(self, _forward: bool) -> bool:
            return True

    for each in (QPushButton("First"), Trap("Trap"), QPushButton("Behind the trap")):
        put(page, each)
    show_at(qapp, page, 300, 200)
    assert ["Behind the trap" in each for each in unreachable(page)] == [True]


def test_a_key_that_two_buttons_claim_is_found(page: QWidget, qapp: Any) -> None:
    one, two = QPushButton("One"), QPushButton("Two")
    for each in (one, two):
        each.setShortcut("Ctrl+Shift+C")
        put(page, each)
    show_at(qapp, page, 300, 200)
    assert shared_keys(page) == ["Ctrl+Shift+C for One, Two"]
    two.setShortcut("Ctrl+Shift+P")
    assert shared_keys(page) == []


def test_tab_that_goes_up_is_found(page: QWidget, qapp: Any) -> None:
    first, second, third = QPushButton("First"), QPushButton("Second"), QPushButton("Third")
    for each in (third, second, first):
        put(page, each)
    show_at(qapp, page, 300, 200)
    assert order_faults(page) == []
    QWidget.setTabOrder(second, third)
    assert order_faults(page) != []


def test_tab_that_goes_backwards_on_a_line_is_found(qtbot: Any, qapp: Any) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    right, left = QPushButton("Right"), QPushButton("Left")
    row = QHBoxLayout(page)
    row.addWidget(right)
    row.insertWidget(0, left)
    show_at(qapp, page, 300, 100)
    assert len(order_faults(page)) == 1


def test_cut_words_are_found(page: QWidget, qapp: Any) -> None:
    short, narrow, low = QPushButton("A button with many words"), QLabel("A label with many words"), Text("word " * 60)
    short.setFixedWidth(40)
    narrow.setFixedWidth(30)
    low.setFixedHeight(10)
    hint = QLineEdit()
    hint.setPlaceholderText("A hint that is much too long")
    hint.setFixedWidth(60)
    for each in (short, narrow, low, hint):
        put(page, each)
    show_at(qapp, page, 300, 300)
    assert len(cut_texts(page)) == 4


def test_running_out_of_the_page_is_found(qtbot: Any, qapp: Any) -> None:
    page = Page("Title")
    qtbot.addWidget(page)
    wide = QLabel("wide")
    wide.setFixedWidth(2000)
    page.body.addWidget(wide)
    show_at(qapp, page, 600, 400)
    found = cut_texts(page)
    assert any("runs sideways" in fault for fault in found)
    assert any("out of the page" in fault for fault in found)


def test_a_sound_page_has_no_faults(page: QWidget, qapp: Any) -> None:
    put(page, Text("Plain words that wrap where they must, at any width."))
    put(page, QPushButton("Press"))
    show_at(qapp, page, 160, 200)
    assert cut_texts(page) == []
    assert faults(page) == []
