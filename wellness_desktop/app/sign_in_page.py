"""Signing in: a name and a passphrase, or the recovery sheet. Help and the library stay open beside it."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.app.one_of import OneOf, narrow
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.passphrase import PassphraseField
from wellness_desktop.kit.tasks import Task, Tasks
from wellness_desktop.kit.text import Text


class SignInPage(Page):
    """`signed_in` carries what `sign_in` or `recover` returned. The work runs off the window's thread."""

    signed_in = Signal(object)
    call_wanted = Signal()
    """Somebody would rather be called than sign in."""

    def __init__(
        self,
        tasks: Tasks,
        sign_in: Any,
        recover: Any,
        demo: list[tuple[str, str, str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`sign_in(name, passphrase)` and `recover(code, name, passphrase)` may take a second and raise Problem.

        `demo` lists name, role and passphrase of the demo agency's people, to be filled in with one press.
        """
        super().__init__(
            tr("Sign in"), tr("For the roster, incidents and crisis plans. Get help now needs no sign-in."), parent
        )
        self._tasks = tasks
        self._sign_in = sign_in
        self._recover = recover
        self._task: Task | None = None
        self._build_page(demo or [])

    def forget(self) -> None:
        """Forgets what was typed and waits at the first field."""
        self._name_form.set_values({"name": "", "passphrase": ""})
        self._sheet_form.set_values({"code": "", "name": "", "passphrase": ""})
        self._ways.setCurrentIndex(0)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Puts the cursor where typing begins."""
        first = self._name if not self._name.value() else self._passphrase
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the page is made of

    def _build_page(self, demo: list[tuple[str, str, str]]) -> None:
        self._ways = OneOf(self)
        self._ways.addWidget(self._by_name())
        self._ways.addWidget(self._by_sheet())
        self.body.addWidget(self._ways)
        if demo:
            self.body.addWidget(self._demo_card(demo))
        self.body.addStretch(1)

    def _by_name(self) -> QWidget:
        card = Card()
        self._name_form = Form(card)
        self._name = self._name_form.add(
            tr("&Name"), TextField(most=120), name="name", required=tr("Type the name you sign in with.")
        )
        self._passphrase = self._name_form.add(
            tr("&Passphrase"), PassphraseField(), name="passphrase", required=tr("Type your passphrase.")
        )
        card.add(self._name_form)
        self._enter = button(tr("Sign in"), "log-in", "primary", press=self._try_name, parent=card)
        other = button(tr("Use the recovery sheet"), kind="link", press=lambda: self._show(1), parent=card)
        call = button(tr("Ask for a call without signing in"), kind="link", press=self.call_wanted.emit, parent=card)
        card.body.addLayout(button_row(self._enter, other, call))
        self._name.returnPressed.connect(lambda: self._passphrase.setFocus(Qt.FocusReason.TabFocusReason))
        self._passphrase.entered.connect(self._try_name)
        return narrow(card, 84)

    def _by_sheet(self) -> QWidget:
        card = Card(tr("The recovery sheet"), "key-round")
        card.add(
            Text(
                tr(
                    "The sheet makes you an administrator. If the name has an account already, it gets the new "
                    "passphrase, and what was sealed under the old one stays closed for good."
                ),
                "muted",
                card,
            )
        )
        self._sheet_form = Form(card)
        self._sheet_form.add(
            tr("&Code on the sheet"),
            TextField(most=80),
            tr("32 letters and digits. Spaces, dashes and small letters do not matter."),
            name="code",
            required=tr("Type the code."),
        )
        self._sheet_form.add(
            tr("Your &name"), TextField(most=120), name="name", required=tr("Type the name you will sign in with.")
        )
        self._sheet_form.add(
            tr("New &passphrase"),
            PassphraseField(),
            tr("At least 15 characters. Four or five words are easiest."),
            name="passphrase",
            required=tr("Type a new passphrase."),
        )
        card.add(self._sheet_form)
        self._enter_by_sheet = button(
            tr("Open with the sheet"), "key-round", "primary", press=self._try_sheet, parent=card
        )
        back = button(tr("Back to name and passphrase"), kind="link", press=lambda: self._show(0), parent=card)
        card.body.addLayout(button_row(self._enter_by_sheet, back))
        return narrow(card, 84)

    def _demo_card(self, people: list[tuple[str, str, str]]) -> Card:
        card = Card(tr("The demo agency"), "info")
        card.add(Text(tr("Nobody here is real. Choose whose day you want to see."), "muted", card))
        for name, role, phrase in people:
            words = tr("{name}, {role}: {phrase}", name=name, role=role, phrase=phrase)
            card.add(button(words, "user-round", "row", press=partial(self._try, name, phrase), parent=card))
        return card

    # What it does

    def _show(self, way: int) -> None:
        self.banner.clear()
        self._ways.setCurrentIndex(way)
        form = (self._name_form, self._sheet_form)[way]
        form.field(("name", "code")[way]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _try_name(self) -> None:
        if self._name_form.confirm():
            values = self._name_form.values()
            self._try(values["name"], values["passphrase"])

    def _try(self, name: str, passphrase: str) -> None:
        self._begin(lambda _task: self._sign_in(name, passphrase))

    def _try_sheet(self) -> None:
        if self._sheet_form.confirm():
            values = self._sheet_form.values()
            self._begin(
                lambda _task: self._recover(values["code"], values["name"], values["passphrase"]),
            )

    def _begin(self, job: Any) -> None:
        if self._task is not None:
            return
        self.banner.note(tr("Opening the records …"))
        self._set_waiting(True)
        self._task = self._tasks.start(job, done=self._done, failed=self._failed)

    def _done(self, result: Any) -> None:
        self._task = None
        self._set_waiting(False)
        self.banner.clear()
        self.forget()
        self.signed_in.emit(result)

    def _failed(self, error: Exception) -> None:
        self._task = None
        self._set_waiting(False)
        if not isinstance(error, Problem):
            raise error
        self.banner.problem(error)
        self._name_form.set_values({"passphrase": ""})
        self.focus_first()

    def _set_waiting(self, waiting: bool) -> None:
        for each in (self._enter, self._enter_by_sheet):
            each.setEnabled(not waiting)
