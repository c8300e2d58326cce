"""Questions name their answers, Escape is safe, and help, hide and lock still answer."""

from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from tests.support.walker import faults
from wellness_desktop.kit.dialogs import ALWAYS_KEYS, Answer, Question, ask, confirm

ANSWERS = (Answer("keep", "Keep as it is"), Answer("burn", "Burn it", "danger"))


@pytest.fixture
def window(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


@pytest.fixture
def answers() -> list[str]:
    return []


@pytest.fixture
def question(window: QWidget, answers: list[str], qtbot: Any) -> Question:
    made = ask(window, "Burn this line?", "It cannot be taken back.", answers=ANSWERS, safe="keep", then=answers.append)
    qtbot.waitUntil(made.isVisible)
    return made


def press(question: Question, key: str) -> QPushButton:
    found = question.findChild(QPushButton, key)
    assert found is not None
    return found


def test_it_returns_at_once_and_answers_later(question: Question, answers: list[str], qtbot: Any) -> None:
    assert answers == []
    qtbot.mouseClick(press(question, "burn"), Qt.MouseButton.LeftButton)
    assert answers == ["burn"]
    qtbot.waitUntil(lambda: not shiboken6.isValid(question) or not question.isVisible())


def test_escape_closing_and_enter_give_the_safe_answer(window: QWidget, qtbot: Any) -> None:
    answers: list[str] = []
    for way in ("escape", "close", "enter"):
        question = ask(window, "Burn this line?", answers=ANSWERS, safe="keep", then=answers.append)
        question.activateWindow()
        if way == "escape":
            qtbot.keyClick(question, Qt.Key.Key_Escape)
        elif way == "close":
            question.close()
        else:
            qtbot.waitUntil(press(question, "keep").hasFocus)
            qtbot.keyClick(question, Qt.Key.Key_Return)
        assert not shiboken6.isValid(question) or not question.isVisible(), way
    assert answers == ["keep"] * 3


def test_a_second_click_is_not_a_second_answer(question: Question, answers: list[str]) -> None:
    question.answer("burn")
    question.answer("keep")
    assert answers == ["burn"]


def test_every_answer_is_named_and_reached(question: Question) -> None:
    assert faults(question) == []
    assert [press(question, answer.key).text() for answer in ANSWERS] == ["Keep as it is", "Burn it"]


@pytest.mark.parametrize("keys", ALWAYS_KEYS)
def test_help_hide_and_lock_answer_over_an_open_question(
    window: QWidget, answers: list[str], qtbot: Any, keys: str
) -> None:
    pressed: list[str] = []
    shortcut = QShortcut(QKeySequence(keys), window)
    shortcut.activated.connect(lambda: pressed.append(keys))
    question = ask(window, "Burn this line?", answers=ANSWERS, safe="keep", then=answers.append)
    question.activateWindow()
    qtbot.waitUntil(question.isActiveWindow)
    qtbot.keySequence(question, QKeySequence(keys))
    assert pressed == [keys]
    assert answers == ["keep"]


def test_confirm_acts_only_on_its_own_words(window: QWidget) -> None:
    done: list[int] = []
    confirm(window, "Remove?", "For good.", do="Remove it", then=lambda: done.append(1)).answer("keep")
    assert done == []
    confirm(window, "Remove?", "For good.", do="Remove it", then=lambda: done.append(1)).answer("do")
    assert done == [1]
