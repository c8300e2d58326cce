"""Changing one's own passphrase. Nothing sealed is lost: the same keys are kept under new words."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.app.settings_pieces import Narrow, Suggested, back_to_settings, weakness
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.passphrase import PassphraseField
from wellness_desktop.kit.tasks import Task, Tasks
from wellness_desktop.store.key_problems import WrongPassphrase


class PassphrasePage(Page):
    """`change(old, new)` runs off the window's thread and may raise Problem; `words` do not count in a passphrase."""

    back = Signal()

    def __init__(
        self,
        tasks: Tasks,
        change: Callable[[str, str], None],
        words: tuple[str, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("Your passphrase"), tr("What you sealed stays yours: it opens with the new one as with the old."), parent
        )
        self._tasks, self._change, self._words = tasks, change, words
        self._task: Task | None = None
        back_to_settings(self, self.back)
        self._build_page()

    def refresh(self) -> None:
        """Forgets what was typed."""
        self._wipe()
        self.focus_first()

    def focus_first(self) -> None:
        """Puts the cursor where typing begins."""
        self._form.field("old").setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Typed passphrases do not stay on a page that is left."""
        self._wipe()

    def _build_page(self) -> None:
        card = Card(parent=self)
        form = self._form = Form(card)
        form.add(
            tr("Passphrase &now"), PassphraseField(), name="old", required=tr("Type the passphrase you signed in with.")
        )
        new = form.add(
            tr("&New passphrase"),
            PassphraseField(),
            tr("At least 15 characters. Four or five words with spaces are easiest to keep."),
            name="new",
            required=tr("Type a new passphrase."),
            check=lambda text: weakness(text, self._words),
        )
        again = form.add(
            tr("The &same again"),
            PassphraseField(),
            name="again",
            required=tr("Type the new passphrase a second time."),
            check=lambda text: "" if text == new.value() else tr("The two are not the same."),
        )
        card.add(form)
        self._suggested = Suggested((new, again), card)
        card.add(self._suggested)
        self.save_button = button(tr("Change it"), "check", "primary", press=self._begin, parent=card)
        card.body.addLayout(button_row(self.save_button))
        again.entered.connect(self._begin)
        self.body.addWidget(Narrow(card, self))
        self.body.addStretch(1)

    def _begin(self) -> None:
        self._form.flush()
        if self._task is not None or not self._form.confirm():
            return
        values = self._form.values()
        self.save_button.setEnabled(False)
        self.banner.note(tr("Changing your passphrase …"))
        self._task = self._tasks.start(
            lambda _task: self._change(values["old"], values["new"]), done=self._done, failed=self._failed
        )

    def _done(self, _result: object) -> None:
        self._end()
        self._wipe()
        self.banner.say(
            tr("Your passphrase is changed."), detail=tr("It counts from the next sign-in. Keep its paper like cash.")
        )

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, Problem):
            raise error
        self.banner.clear()
        if isinstance(error, WrongPassphrase):
            self.focus_first()
            self._form.set_error("old", tr("This is not the passphrase you signed in with."))
        else:
            self.banner.problem(error)

    def _end(self) -> None:
        self._task = None
        self.save_button.setEnabled(True)

    def _wipe(self) -> None:
        self._form.set_values({"old": "", "new": "", "again": ""})
        self._form.field("old").wipe()
        self._suggested.wipe()
