"""The screens around the roster's list that keep it right: checks, prints, agreement, paper, taking somebody off.

One object, so that the page stays short; each screen is built when it is first opened.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.screens import ScreensPage
from wellness_desktop.kit.tasks import Tasks

if TYPE_CHECKING:
    from wellness_desktop.roster.checks_view import ChecksView
    from wellness_desktop.roster.people_view import PeopleView
    from wellness_desktop.roster.service import Roster

OpenScreen = Callable[[QWidget, str, str], None]


class Upkeep:
    """Opens its screens on `page` through `show(screen, title, purpose)`."""

    def __init__(
        self,
        page: ScreensPage,
        roster: "Roster",
        tasks: Tasks,
        show: OpenScreen,
        *,
        agency: str,
        paper: Literal["letter", "a4"],
        private: Path | None,
    ) -> None:
        self._page, self._roster, self._tasks, self._show = page, roster, tasks, show
        self._agency, self._paper, self._private = agency, paper, private

    def add_ways_in(self, people: "PeopleView") -> None:
        """Puts buttons under the list of people, and keys into it."""
        if not self._roster.actor.may(Can.EDIT_ROSTER):
            return
        self.checks_button = button(
            tr("Check numbers"), "clipboard-check", "link", press=self.show_checks, parent=people
        )
        people.add_below(self.checks_button)
        people.table.act("C", tr("check numbers"), lambda _person: self.show_checks())

    @cached_property
    def checks(self) -> "ChecksView":
        """Typing back a call sheet."""
        from wellness_desktop.roster.checks_view import ChecksView

        made = ChecksView(self._roster, self._page.banner, self.print_call_sheet, self._page.screens_parent)
        return self._page.take_in(made)

    def show_checks(self) -> None:
        """Opens the numbers that wait for a check."""
        if not self._roster.actor.may(Can.EDIT_ROSTER):
            return
        self._page.banner.clear()
        self._show(self.checks, tr("Check numbers"), tr("One key each: is this number still right?"))
        with self._page.attempt():
            self.checks.start()

    def print_call_sheet(self) -> None:
        """Prints what the screen shows, to call from."""
        self.offer(
            tr("Call sheet"),
            lambda: self._roster.print_call_sheet(agency=self._agency, size=self._paper),
            tr("call sheet.pdf"),
        )

    def offer(self, title: str, make: Callable[[], bytes], file_name: str) -> None:
        """Makes a print beside the window and offers it."""
        self._tasks.start(
            lambda _task: make(),
            done=lambda pdf: self._offer(title, pdf, file_name),
            failed=self._not_printed,
            words=tr("Preparing: {title}", title=title),
        )

    def _offer(self, title: str, pdf: bytes, file_name: str) -> None:
        from wellness_desktop.kit.printing import offer_print

        offer_print(self._page, title, pdf, file_name=file_name, private=self._private)

    def _not_printed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self._page.banner.problem(error)
