"""Typing through the roster's page, and reading what stands on it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.printed_line import PrintedLine

LINES = [PrintedLine("988 Suicide & Crisis Lifeline", ("988",), "Day and night.")]
OFFICER = frozenset({PersonRole.OFFICER})
LONGEST_PATTERN = "Resident deputy: 5-8s, on call after the shift and on alternate weekends"
PATTERNS = [("four_tens", "Four tens"), ("pitman_fixed", "Pitman 2-3-2"), ("resident_deputy", LONGEST_PATTERN)]


def type_in(field, text):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def tab(times=1):
    for _ in range(times):
        press(Qt.Key.Key_Tab)


def errors(form):
    """What stands in red beside the fields."""
    labels = form.findChildren(QLabel)
    return [each.text() for each in labels if each.property("tone") == "danger" and each.isVisibleTo(form)]


def names(page):
    return [person.name for person in page.list.table.rows.shown()]


def press_shortcut(button):
    """The button's own keys, as a person would press them; Qt clicks it a moment later."""
    combination = button.shortcut()[0]
    press(combination.key(), combination.keyboardModifiers())


def buttons_of(widget):
    return [each.text() for each in widget.findChildren(QPushButton) if each.isVisibleTo(widget)]
