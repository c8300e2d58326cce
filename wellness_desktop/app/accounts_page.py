"""Accounts: who may sign in, with which roles; passphrases; the recovery sheet. Administrators only (SEC-01 to SEC-08).

Support data is not to be had here: a helper's way into the support team is opened by the team, never from this page.
"""

from collections.abc import Callable
from datetime import tzinfo
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.service import Account, Accounts
from wellness_desktop.app.account_states import role_words, state_of, used_words
from wellness_desktop.app.account_view import AccountView
from wellness_desktop.app.settings_pieces import back_to_settings
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.dialogs import confirm
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.tasks import Task, Tasks


class AccountsPage(Page):
    """`recovery_sheet(code)` gives the sheet as PDF, `account_list(accounts)` the list for the yearly review;
    `offer(page, title, pdf)` shows a print. `me` is the account signed in. Key work runs off the window's thread.
    """

    back = Signal()

    def __init__(
        self,
        accounts: Accounts,
        me: UUID,
        tasks: Tasks,
        clock: Clock,
        zone: tzinfo,
        recovery_sheet: Callable[[str], bytes],
        account_list: Callable[[list[Account]], bytes],
        offer: Callable[[QWidget, str, bytes], object],
        words: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("Accounts"), tr("Everyone signs in under their own name. Nobody shares a passphrase."), parent
        )
        self._accounts, self._me, self._tasks = accounts, me, tasks
        self._clock, self._zone = clock, zone
        self._recovery_sheet, self._account_list, self._offer = recovery_sheet, account_list, offer
        self._task: Task | None = None
        self._build_page(words)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Shows who may sign in now."""
        with self.attempt():
            self.table.set_rows(self._accounts.accounts())
            if self.table.current() is None:
                self.table.choose(lambda _row: True)
            self._show_chosen()

    def leave(self) -> None:
        """Typed passphrases do not stay on a page that is left."""
        self.view.wipe()

    # What the page is made of

    def _build_page(self, words: tuple[str, ...]) -> None:
        self.add_button = button(tr("Add account"), "user-plus", "primary", press=self.add, parent=self)
        self.add_action(self.add_button)
        back_to_settings(self, self.back)
        self.table: Table[Account] = Table(
            self._columns(), tr("Accounts"), empty=EmptyState("users", tr("Nobody may sign in yet.")), lines=5
        )
        self.view = AccountView(self._clock, self._zone, words, self)
        self.beside = Beside(self.table, self.view, self, back=tr("Back to the list"), share=46)
        self.body.addWidget(self.beside, 1)
        self.sheet_button = button(tr("New recovery sheet"), "key-round", press=self._ask_new_sheet, parent=self)
        self.list_button = button(tr("Print the list"), "printer", press=self._print_list, parent=self)
        self.body.addLayout(button_row(self.sheet_button, self.list_button))

    def _columns(self) -> list[Column[Account]]:
        now, zone = self._clock.now, self._zone
        return [
            Column(tr("Name"), lambda one: one.name, width=18, faded=lambda one: one.closed),
            Column(
                tr("State"),
                lambda one: state_of(one, now()).label,
                icon=lambda one: state_of(one, now()).icon,
                tint=lambda _one: "muted",
                width=19,
            ),
            Column(tr("Roles"), role_words, width=0),
            Column(
                tr("Last used"),
                lambda one: used_words(one, zone),
                sort=lambda one: one.last_used_at,
                width=16,
                optional=True,
            ),
        ]

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _row: self._show_chosen())
        self.table.opened.connect(lambda _row: self.beside.show_detail())
        self.view.roles_wanted.connect(self._change_roles)
        self.view.close_wanted.connect(self._ask_close)
        self.view.release_wanted.connect(self._release)
        self.view.reset_wanted.connect(self._ask_reset)
        self.view.add_wanted.connect(self._add)
        self.view.left_form.connect(self._show_chosen)

    # What it does

    def add(self) -> None:
        """Opens the form for a new account."""
        self.beside.show_detail()
        self.view.show_new()

    def _show_chosen(self) -> None:
        account = self.table.current()
        if account is not None:
            self.view.show_account(account, mine=account.id == self._me)

    def _change_roles(self, account: Account, roles: frozenset[Role]) -> None:
        with self.attempt():
            self._accounts.change_roles(account.id, roles)
            self.refresh()
            self.banner.say(
                tr("The roles of {name} are changed.", name=account.name),
                lambda: self._roles_back(account),
                detail=tr("They count from the next sign-in."),
            )
            return
        self._show_chosen()

    def _roles_back(self, account: Account) -> None:
        self._accounts.change_roles(account.id, account.roles)
        self.refresh()

    def _release(self, account: Account) -> None:
        with self.attempt():
            self._accounts.release(account.id)
            self.refresh()
            self.banner.say(tr("{name} may try again.", name=account.name))

    def _ask_close(self, account: Account) -> None:
        confirm(
            self,
            tr("Close the account of {name}?", name=account.name),
            tr(
                "The passphrase opens nothing from this moment on, and what was sealed for this person alone stays "
                "closed for good. The name stays in the list. It cannot be undone. Family papers are deleted at once: "
                "if they may be needed, let two custodians open and print them first."
            ),
            do=tr("Close the account"),
            then=lambda: self._close(account),
        )

    def _close(self, account: Account) -> None:
        self._begin(
            lambda: self._accounts.close(account.id),
            tr("Closing the account …"),
            tr("The account of {name} is closed.", name=account.name),
        )

    def _ask_reset(self, account: Account, passphrase: str) -> None:
        confirm(
            self,
            tr("Give {name} a new passphrase?", name=account.name),
            tr("Whatever was sealed for {name} alone is lost for good. It cannot be undone.", name=account.name),
            do=tr("Reset the passphrase"),
            then=lambda: self._reset(account, passphrase),
        )

    def _reset(self, account: Account, passphrase: str) -> None:
        self._begin(
            lambda: self._accounts.reset_passphrase(account.id, passphrase),
            tr("Making new keys …"),
            tr("{name} has a new passphrase.", name=account.name),
            tr("Hand it over on paper, face to face. They change it after the first sign-in."),
        )

    def _add(self, name: str, passphrase: str, roles: frozenset[Role]) -> None:
        detail = tr("Hand the passphrase over on paper, face to face. They change it after the first sign-in.")
        if roles & {Role.HELPER, Role.COORDINATOR}:
            detail = tr("Hand the passphrase over on paper. Someone of the support team still has to let them in.")
        self._begin(
            lambda: self._accounts.add(name, passphrase, roles),
            tr("Making the account …"),
            tr("{name} may sign in.", name=name),
            detail,
        )

    def _ask_new_sheet(self) -> None:
        confirm(
            self,
            tr("Make a new recovery sheet?"),
            tr("Older sheets open nothing from now on. Print the new one at once: its code is shown this one time."),
            do=tr("Make a new sheet"),
            danger=False,
            then=self._new_sheet,
        )

    def _new_sheet(self) -> None:
        self._start(
            lambda: self._recovery_sheet(self._accounts.new_recovery_code()),
            tr("Making a new recovery sheet …"),
            self._offer_sheet,
        )

    def _offer_sheet(self, pdf: bytes) -> None:
        self._end()
        self.banner.say(
            tr("The new recovery sheet is made."), detail=tr("Print it, seal it, lock it away. Shred the older one.")
        )
        self._offer(self, tr("Recovery sheet"), pdf)

    def _print_list(self) -> None:
        with self.attempt():
            accounts = self._accounts.accounts()
            self._start(lambda: self._account_list(accounts), tr("Setting the list …"), self._offer_list)

    def _offer_list(self, pdf: bytes) -> None:
        self._end()
        self.banner.clear()
        self._offer(self, tr("List of accounts"), pdf)

    # Work off the window's thread

    def _begin(self, job: Callable[[], object], words: str, said: str, detail: str = "") -> None:
        self._said = (said, detail)
        self._start(job, words, self._done)

    def _start(self, job: Callable[[], Any], words: str, done: Callable[[Any], object]) -> None:
        if self._task is not None:
            return
        self.banner.note(words)
        self.view.setEnabled(False)
        self._task = self._tasks.start(lambda _task: job(), done=done, failed=self._failed, words=words)

    def _done(self, result: Any) -> None:
        self._end()
        said, detail = self._said
        self.view.finish()
        self.refresh()
        if isinstance(result, Account):
            self.table.choose(lambda row: row.id == result.id)
        self.banner.say(said, detail=detail)

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, Problem):
            raise error
        self.banner.problem(error)

    def _end(self) -> None:
        self._task = None
        self.view.setEnabled(True)
