"""Typing through the pages of the incidents, and reading what stands on them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from wellness_desktop.kit.text import Text
from wellness_desktop.library.lines import Line

LINES = [
    Line("988", "988 Suicide & Crisis Lifeline", "crisis", "everybody", call="988", text_to="988"),
    Line("copline", "COPLINE", "responders", "officers", call="1-800-267-5463"),
]


def said(page) -> str:
    """Every word on the page now."""
    words = [label.text() for label in page.findChildren(Text) if label.isVisibleTo(page)]
    return " ".join([*words, *(each.text() for each in page.findChildren(QPushButton) if each.isVisibleTo(page))])


def press(page, words: str) -> None:
    """Presses the button with these words that can be seen."""
    for each in page.findChildren(QPushButton):
        if each.text() == words and each.isVisibleTo(page) and each.isEnabled():
            each.setFocus()
            QTest.keyClick(each, Qt.Key.Key_Space)
            return
    pytest.fail(f"no button says {words}")
