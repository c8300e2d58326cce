"""A plain question with named answers. It waits in its own window and stops nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.icons import give_icon
from wellness_desktop.kit.text import Text

ALWAYS_KEYS = ("F1", "F9", "Ctrl+L")
"""Help, hide and lock answer even while a question is open (DESIGN 8)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One button of a question. `kind` as for `button`; name what will happen, never just yes or no."""

    key: str
    words: str
    kind: str = ""


class Question(QDialog):
    """The question's window. `answered` comes once, with the key of the answer or of the safe one."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None, title: str, detail: str, answers: Sequence[Answer], safe: str) -> None:
        super().__init__(parent)
        self._safe = safe
        self._answer = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setAccessibleDescription(detail)
        self._build(title, detail, answers)
        let_always_keys_through(self)

    def answer(self, key: str) -> None:
        """Gives an answer and closes."""
        if not self._answer:
            self._answer = key
            # Not close(): that would ask reject() for leave, which is a question already answered.
            self.done(QDialog.DialogCode.Accepted)
            self.answered.emit(key)

    def reject(self) -> None:
        """Escape and the window's own close button give the safe answer."""
        self.answer(self._safe)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, and no other."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if focused is not None and hasattr(focused, "click"):
                focused.click()
            return
        super().keyPressEvent(event)

    def _build(self, title: str, detail: str, answers: Sequence[Answer]) -> None:
        mark = QLabel(self)
        give_icon(mark, "circle-question-mark", "accent", 2.0)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(Text(title, "heading", self))
        if detail:
            words.addWidget(Text(detail, "body", self))
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        row = button_row(at_end=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 20)
        column.setSpacing(20)
        column.addLayout(top)
        column.addLayout(row)
        for answer in answers:
            each = button(answer.words, kind=answer.kind, parent=self)
            each.setObjectName(answer.key)
            each.clicked.connect(lambda _on=False, key=answer.key: self.answer(key))
            row.addWidget(each)
            if answer.key == self._safe:
                each.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setMinimumWidth(theme.chars(56))


def ask(
    parent: QWidget,
    title: str,
    detail: str = "",
    *,
    answers: Sequence[Answer],
    safe: str,
    then: Callable[[str], object],
) -> Question:
    """Opens a question over the parent's window and returns at once; `then` gets the key of the answer.

    `safe` is the key of the answer that changes nothing: it has the focus, and Escape gives it.
    """
    question = Question(parent.window(), title, detail, answers, safe)
    question.answered.connect(then)
    question.open()
    return question


def confirm(
    parent: QWidget, title: str, detail: str, *, do: str, then: Callable[[], object], danger: bool = True
) -> Question:
    """Asks before something that cannot be undone. `do` names it on the button; "Keep as it is" is safe."""
    answers = (Answer("keep", tr("Keep as it is")), Answer("do", do, "danger" if danger else "primary"))
    return ask(
        parent,
        title,
        detail,
        answers=answers,
        safe="keep",
        then=lambda key: then() if key == "do" else None,
    )


def let_always_keys_through(dialog: QDialog) -> None:
    """Closes the dialog and presses the main window's own shortcut when help, hide or lock is asked for.

    Qt keeps the shortcuts of a window quiet while a dialog stands over it.
    """
    for keys in ALWAYS_KEYS:
        shortcut = QShortcut(QKeySequence(keys), dialog)
        shortcut.activated.connect(lambda keys=keys: _pass_on(dialog, keys))


def _pass_on(dialog: QDialog, keys: str) -> None:
    parent = dialog.parentWidget()
    window = parent.window() if parent is not None else None
    dialog.reject()
    if window is None:
        return
    for shortcut in window.findChildren(QShortcut):
        if shortcut.key() == QKeySequence(keys) and shortcut.parent() is not dialog:
            shortcut.activated.emit()
            return
