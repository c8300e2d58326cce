"""What leaves the roster page: the printed phone list, and the published contacts as a file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.roster.printed_line import PrintedLine

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster


class ListOutputs:
    """Prints and exports for `page`, which shows what goes wrong in its banner."""

    def __init__(
        self,
        page: Page,
        roster: "Roster",
        tasks: Tasks,
        lines: Callable[[], Sequence[PrintedLine]],
        agency: str,
        paper: Literal["letter", "a4"],
        private: Path | None,
    ) -> None:
        self._page, self._roster, self._tasks = page, roster, tasks
        self._lines, self._agency, self._paper, self._private = lines, agency, paper, private

    def print_list(self) -> None:
        """Prints the phone list; asks first whose numbers, where there is a choice."""
        if not self._roster.actor.may(Can.PRINT_CONFIDENTIAL):
            self._print(everybody=False)
            return
        from wellness_desktop.kit.dialogs import Answer, ask

        ask(
            self._page,
            tr("Whose numbers?"),
            tr("A list with everybody's numbers is marked confidential. Old copies go into the shredder."),
            answers=(
                Answer("none", tr("Do not print")),
                Answer("published", tr("Only those on the front door")),
                Answer("everybody", tr("Everybody"), "primary"),
            ),
            safe="none",
            then=lambda key: self._print(everybody=key == "everybody") if key != "none" else None,
        )

    def export(self) -> None:
        """Asks where to, and saves the published contacts there as CSV."""
        dialog = QFileDialog(self._page, tr("Export published contacts"), str(Path.home() / tr("contacts.csv")))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Lists (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, path: str) -> None:
        """Saves the published contacts there."""
        with self._page.attempt():
            write_whole(Path(path), self._roster.export_csv())
            self._page.banner.say(
                tr("Exported."), detail=tr("Only people and numbers that were agreed to be shown are in the file.")
            )

    def _print(self, *, everybody: bool) -> None:
        lines = self._lines()
        self._tasks.start(
            lambda _task: self._roster.print_phone_list(
                lines, everybody=everybody, agency=self._agency, size=self._paper
            ),
            done=self._offer,
            failed=self._not_printed,
            words=tr("Preparing the phone list"),
        )

    def _offer(self, pdf: bytes) -> None:
        from wellness_desktop.kit.printing import offer_print

        offer_print(self._page, tr("Phone list"), pdf, file_name=tr("phone list.pdf"), private=self._private)

    def _not_printed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self._page.banner.problem(error)
