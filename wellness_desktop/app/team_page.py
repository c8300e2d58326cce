"""The support team: its members let new helpers and coordinators in. No administrator can (DESIGN 5)."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellness_desktop.accounts.service import Account, Accounts
from wellness_desktop.app.account_states import role_words
from wellness_desktop.app.settings_pieces import Narrow, back_to_settings
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.tasks import Task, Tasks
from wellness_desktop.kit.text import Text


class TeamPage(Page):
    """`inside` says whether the person signed in holds the team's key."""

    back = Signal()

    def __init__(
        self, accounts: Accounts, tasks: Tasks, inside: Callable[[], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Support team"),
            tr("Who may read what was offered to whom. Only someone inside can let others in."),
            parent,
        )
        self._accounts, self._tasks, self._inside = accounts, tasks, inside
        self._task: Task | None = None
        self._name = ""
        self._build_page()
        self.refresh()

    def refresh(self) -> None:
        """Shows who waits now."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        inside = self._inside()
        waiting = self._accounts.waiting_for_team()
        for account in waiting:
            self._rows.addWidget(self._row(account))
        self._none.setVisible(inside and not waiting)
        self._outside.setVisible(not inside)
        self._ask_first.setVisible(bool(waiting))

    def _build_page(self) -> None:
        back_to_settings(self, self.back)
        card = self._card = Card(tr("Waiting to be let in"), "hourglass", parent=self)
        self._ask_first = Text(
            tr("Let someone in only when you know they were chosen for the team. Ask the coordinator if in doubt."),
            "muted",
            card,
        )
        self._none = Text(
            tr("Nobody waits. New helpers and coordinators stand here after they are added."), "body", card
        )
        self._outside = Text(
            tr("You are not inside yourself yet. Ask someone of the support team to open this page and let you in."),
            "body",
            card,
        )
        for each in (self._ask_first, self._none, self._outside):
            card.add(each)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        card.body.addLayout(self._rows)
        self.body.addWidget(Narrow(card, self))
        self.body.addStretch(1)

    def _row(self, account: Account) -> QWidget:
        row = QWidget(self._card)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text(account.name, "strong", row))
        words.addWidget(Text(role_words(account), "muted", row))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addLayout(words, 1)
        spoken = tr("Let {name} in", name=account.name)
        press = button(tr("Let in"), "check", spoken=spoken, press=lambda: self._let_in(account), parent=row)
        line.addWidget(press, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _let_in(self, account: Account) -> None:
        if self._task is not None:
            return
        self._name = account.name
        self._task = self._tasks.start(
            lambda _task: self._accounts.let_into_team(account.id), done=self._done, failed=self._failed
        )

    def _done(self, _result: object) -> None:
        self._task = None
        self.refresh()
        self.banner.say(
            tr("{name} is in the support team.", name=self._name), detail=tr("It counts from the next sign-in.")
        )

    def _failed(self, error: Exception) -> None:
        self._task = None
        if not isinstance(error, Problem):
            raise error
        self.banner.problem(error)
