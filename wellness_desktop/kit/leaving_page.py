"""A page on which anybody leaves something sealed: help first, then the form, then that it waits to be read.

The next person at this PC must find nothing: the form is emptied as soon as it is sealed, Ctrl+Z included.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.text import Text


@dataclass(frozen=True, slots=True)
class LeavingWords:
    """What stands on the page; `first_icon` and `icon` are those of the two cards."""

    title: str
    purpose: str
    first: str
    first_icon: str
    on_paper: str
    form: str
    icon: str
    done: str
    another: str


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What was left: how to take it back, and what to say about it."""

    take_back: Callable[[], object]
    banner: str
    thanks: str


class LeavingPage(Page):
    """`_build_form`, `_fill`, `_is_ready`, `_say`, `_seal` and `_print` are the kind's own.

    Below the title: `first`, a card for help that does not wait; `card` with `form`; and what happens next.
    """

    help_wanted = Signal()

    def __init__(self, words: LeavingWords, parent: QWidget | None = None) -> None:
        super().__init__(words.title, words.purpose, parent)
        self.first = Card(words.first, words.first_icon, tr("Get help now"), self)
        self.first.acted.connect(self.help_wanted)
        self.body.addWidget(self.first)
        self.paper_button = button(words.on_paper, "printer", press=self._print, parent=self)
        self.seal_button = button(
            tr("Seal it and leave it here"),
            "lock",
            "primary",
            tip=tr("From anywhere on this page: Ctrl+Enter"),
            press=self._leave,
            parent=self,
        )
        self.add_action(self.paper_button)
        self.add_action(self.seal_button)
        self.card = Card(words.form, words.icon, parent=self)
        self._told = Text("", "muted", self.card)
        self.card.add(self._told)
        self.form = Form(self.card, columns=2)
        self._build_form(self.form)
        self.card.add(self.form)
        self.body.addWidget(self.card)
        self._build_done(words)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._leave)

    # What each kind has of its own

    def _build_form(self, form: Form) -> None:
        """Adds the fields."""
        raise NotImplementedError

    def _fill(self) -> None:
        """Puts what stands in an empty form into it."""
        raise NotImplementedError

    def _is_ready(self) -> bool:
        """Whether there is somebody whose key it can be sealed to."""
        raise NotImplementedError

    def _say(self, ready: bool) -> str:
        """Who can open it, or why nothing can be left here."""
        raise NotImplementedError

    def _seal(self) -> LeftBehind:
        """Seals and keeps what is typed. Raises Problem."""
        raise NotImplementedError

    def _print(self) -> None:
        """Offers the same on paper."""
        raise NotImplementedError

    # What they share

    @property
    def is_done(self) -> bool:
        """Whether something was just left, and the form is away."""
        return not self.done.isHidden()

    def refresh(self) -> None:
        """Shows whether something can be left here, and who opens it."""
        ready = self._is_ready()
        self.form.setVisible(ready)
        self.seal_button.setVisible(ready and not self.is_done)
        self._told.setText(self._say(ready))

    def start_anew(self) -> None:
        """Empties the page, so that the next person at this PC finds nothing."""
        self._empty()
        self.done.hide()
        self.card.show()

    def focus_first(self) -> None:
        """Puts the cursor where typing begins."""
        if self.form.isVisibleTo(self):
            self.form.focus_first()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Into the first field."""
        del reason
        self.focus_first()

    def _build_done(self, words: LeavingWords) -> None:
        self.done = Card(words.done, "check", parent=self)
        self._thanks = Text("", "body", self.done)
        self.done.add(self._thanks)
        self.another_button = button(words.another, press=self._another, parent=self.done)
        self.done.body.addLayout(button_row(self.another_button))
        self.done.hide()
        self.body.addWidget(self.done)

    def _empty(self) -> None:
        self._fill()
        for field in self.form.findChildren(QPlainTextEdit):
            field.document().clearUndoRedoStacks()  # or Ctrl+Z shows the next person what was typed

    def _leave(self) -> None:
        if not self.form.isVisibleTo(self) or not self.form.confirm():
            return
        with self.attempt():
            left = self._seal()
            self._empty()
            self._thanks.setText(left.thanks)
            self.done.show()
            self.another_button.setFocus(Qt.FocusReason.OtherFocusReason)  # hidden with it, the cursor would go astray
            self.card.hide()
            self.refresh()
            self.banner.say(left.banner, lambda: self._undo(left.take_back))

    def _another(self) -> None:
        self.start_anew()
        self.refresh()
        self.focus_first()

    def _undo(self, take_back: Callable[[], object]) -> None:
        take_back()
        self.start_anew()
        self.refresh()
        self.banner.note(tr("Taken back. Nothing is kept."))
