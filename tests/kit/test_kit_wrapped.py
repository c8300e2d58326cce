"""Words of buttons and tick boxes that are longer than the line they stand on."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from tests.support.cut_text import cut_in_any_look, cut_texts
from tests.support.looks import settle, show_at
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChecksField, ChoiceField, RadioField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page

LONG = "Without Tom Nguyễn, nobody is left for Incident commander, Family liaison and Public information"
CHOICES = [(n, f"A long answer number {n} to choose") for n in range(7)]


def made(kind: str) -> QAbstractButton:
    return button(LONG, "triangle-alert", "row") if kind == "row" else TickField(LONG)


@pytest.mark.parametrize("kind", ["row", "tick"])
def test_the_words_wrap_where_one_line_is_too_short(qtbot: Any, qapp: QApplication, kind: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    one = made(kind)
    column.addWidget(one)
    column.addStretch(1)
    show_at(qapp, window, 300, 300)
    assert window.width() == 300
    line = one.sizeHint().height()
    assert one.height() >= line + one.fontMetrics().height()
    assert cut_texts(window) == []
    show_at(qapp, window, 1100, 300)
    assert one.height() == line


@pytest.mark.parametrize("kind", ["row", "tick"])
def test_wrapped_words_are_painted_on_every_line(qtbot: Any, qapp: QApplication, kind: str) -> None:
    one = made(kind)
    qtbot.addWidget(one)
    show_at(qapp, one, 300, one.heightForWidth(300))
    picture = one.grab().toImage()
    paper = picture.pixelColor(picture.width() - 12, picture.height() // 2 - 1)
    right = [y for y in range(4, picture.height() - 4) if _inked(picture, y, paper)]
    assert right[0] < picture.height() // 4
    assert right[-1] > picture.height() * 3 // 4


def _inked(picture: Any, y: int, paper: Any) -> bool:
    """Whether something is drawn in that line, right of icon and box."""
    return any(picture.pixelColor(x, y) != paper for x in range(60, 200))


def test_a_wrapped_tick_is_still_ticked_by_a_click_on_its_words(qtbot: Any, qapp: QApplication) -> None:
    one = TickField(LONG)
    qtbot.addWidget(one)
    show_at(qapp, one, 300, one.heightForWidth(300))
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton, pos=one.rect().center())
    assert one.value()


def test_nothing_makes_a_page_wider_than_its_window(qtbot: Any, qapp: QApplication) -> None:
    page = Page("Fields", "Many and long.")
    qtbot.addWidget(page)
    card = Card(parent=page)
    form = Form(card, columns=2)
    form.add("Roles", ChecksField(CHOICES, columns=4), wide=True)
    form.add("Or one", RadioField(CHOICES, columns=4), wide=True)
    form.add("Pattern", ChoiceField([(1, "Short"), (2, LONG)]))
    form.add("Sure", TickField(LONG))
    card.add(form)
    card.add(button(LONG, "info", "row"))
    card.body.addLayout(button_row(TickField(LONG), TickField("Short")))
    page.body.addWidget(card)
    page.body.addStretch(1)
    assert cut_in_any_look(qapp, page) == []
    assert page.scroll.widget().width() <= page.scroll.viewport().width()


def test_as_many_answers_stand_side_by_side_as_there_is_room_for(qtbot: Any, qapp: QApplication) -> None:
    field = ChecksField(CHOICES, columns=4)
    qtbot.addWidget(field)
    show_at(qapp, field, 1600, 300)
    tops = [box.y() for box in field.parts()]
    assert tops.count(tops[0]) == 4
    show_at(qapp, field, 320, 500)
    assert len({box.y() for box in field.parts()}) == len(CHOICES)


def test_an_answer_longer_than_its_field_stands_whole_in_the_tip(qtbot: Any, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = ChoiceField([(1, "Short"), (2, LONG)], window)
    field.setGeometry(0, 0, 300, 40)  # inside a window: a window's own size is the platform's to give, and late
    show_at(qapp, window, 1300, 80)
    assert field.toolTip() == ""
    field.set_value(2)
    assert field.toolTip() == LONG
    field.setGeometry(0, 0, 1200, 40)
    settle(qapp)
    assert field.toolTip() == ""
