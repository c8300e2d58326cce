"""Telephone numbers on screen: never broken, copied as people write them, the code in its room at once."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextLayout, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.journeys.keyboard import CONTROL
from tests.support.looks import look, show_at
from tests.support.station import A_NIGHT
from wellness_desktop.kit.number_text import NumberText, as_written, unbroken
from wellness_desktop.library.line_view import LineCard
from wellness_desktop.library.lines import Line


class TestNumbersOnScreen:
    @pytest.mark.parametrize(
        ("words", "whole"),
        [
            ("(507) 555-0131", "(507)\u00a0555\u20110131"),
            ("Call or text 1-800-985-5990", "Call or text 1\u2011800\u2011985\u20115990"),
            ("1-800-COPLINE", "1\u2011800\u2011COPLINE"),
            ("Text START to 678-678", "Text START to 678\u2011678"),
            ("988, then press 1", "988, then press 1"),
            ("Monday to Friday, 9-17", "Monday to Friday, 9-17"),
            ("a well-known line", "a well-known line"),
        ],
    )
    def test_held_together(self, words: str, whole: str) -> None:
        assert unbroken(words) == whole
        assert as_written(unbroken(words)) == words

    def test_never_broken_at_any_width(self, qapp: QApplication) -> None:
        """The layout that Qt's labels use, pixel by pixel from a hand's width down."""
        for width in range(600, 150, -10):
            layout = QTextLayout(unbroken("Call (507) 555-0131 at night"), qapp.font())
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WordWrap)
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
            layout.endLayout()
            lines = [
                layout.text()[line.textStart() : line.textStart() + line.textLength()]
                for line in map(layout.lineAt, range(layout.lineCount()))
            ]
            assert any("(507)\u00a0555\u20110131" in each for each in lines), width

    def test_at_200_percent_on_a_small_screen(self, qapp: QApplication, qtbot: QtBot) -> None:
        line = Line("own", "Ida Moss", "own", "Peer supporter", call="(507) 555-0131", hours="On call now")
        card = LineCard(line, A_NIGHT.date())
        qtbot.addWidget(card)
        with look(qapp, percent=200):
            for width in (850, 620, 480, 400):
                show_at(qapp, card, width, 600)
                number = next(each for each in card.findChildren(NumberText) if each.text() == "(507) 555-0131")
                needed = number.fontMetrics().horizontalAdvance(QLabel.text(number))
                assert needed <= number.width(), width
                assert number.height() < number.fontMetrics().lineSpacing() * 2

    def test_copied_as_people_write_it(self, qtbot: QtBot) -> None:
        number = NumberText("(507) 555-0131", "huge", selectable=True)
        qtbot.addWidget(number)
        number.show()
        assert number.text() == "(507) 555-0131"
        number.setSelection(0, 14)
        QTest.keyClick(number, Qt.Key.Key_C, CONTROL)
        assert QGuiApplication.clipboard().text() == "(507) 555-0131"
        number.setSelection(0, 5)
        QTest.keyClick(number, Qt.Key.Key_C, CONTROL)
        assert QGuiApplication.clipboard().text() == "(507)"

    def test_the_code_has_its_room_before_it_is_drawn(self, qtbot: QtBot) -> None:
        """The number is on the screen first, and nothing moves when the code comes."""
        line = Line("copline", "COPLINE", "responders", "Anyone.", call="1-800-267-5463", hours="Day and night")
        card = LineCard(line, A_NIGHT.date())
        qtbot.addWidget(card)
        card.resize(700, 300)
        places: list[Any] = []
        code: Any = card._code
        paint, drawn = code.paintEvent, []
        code.paintEvent = lambda event: (
            places.append(code.geometry()),
            drawn.append(code._grid is not None),
            paint(event),
        )
        card.show()
        qtbot.waitUntil(lambda: code._grid is not None)
        assert drawn[0] is False
        assert len(set(map(str, places))) == 1
        assert card.code == "tel:18002675463"
