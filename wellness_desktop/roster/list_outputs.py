"""What leaves the roster page: the printed phone list, and the people who agreed as a file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.roster.papers import PaperSetup
from wellness_desktop.roster.printed_line import PrintedLine

if TYPE_CHECKING:
    from wellness_desktop.roster.export_desk import ExportForm
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

    def print_list(self, setup: PaperSetup | None = None) -> None:
        """Prints the phone list; asks first whose numbers, where there is a choice."""
        on = setup or PaperSetup(self._agency, self._paper)
        if not self._roster.actor.may(Can.PRINT_CONFIDENTIAL):
            self._print(on, everybody=False)
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
            then=lambda key: self._print(on, everybody=key == "everybody") if key != "none" else None,
        )

    def export(self) -> None:
        """Asks where to and as what, and saves the people who agreed to be handed on there."""
        from wellness_desktop.roster.export_desk import ExportForm

        dialog = QFileDialog(self._page, tr("Export contacts"), str(Path.home() / tr("contacts")))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        forms = {f"{form.label} (*.{form.ending})": form for form in ExportForm}
        dialog.setNameFilters(list(forms))
        dialog.setDefaultSuffix(ExportForm.CSV.ending)
        dialog.filterSelected.connect(lambda words: dialog.setDefaultSuffix(forms[words].ending))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.export_to(path, forms[dialog.selectedNameFilter()]))
        dialog.open()

    def export_to(self, path: str, form: "ExportForm | None" = None) -> None:
        """Saves the people who agreed there, in this form or the one that the file's name asks for."""
        from wellness_desktop.roster.export_desk import form_for

        with self._page.attempt():
            wanted = form if form is not None and path.casefold().endswith(f".{form.ending}") else form_for(path)
            count = len(self._roster.handed_on())
            write_whole(Path(path), self._roster.export_contacts(wanted, self._agency))
            self._page.banner.say(
                tr_count("Exported {count} person.", "Exported {count} people.", count),
                detail=tr("Only people who agreed to be handed to other agencies, and the numbers they ticked."),
            )

    def _print(self, on: PaperSetup, *, everybody: bool) -> None:
        lines = self._lines()
        self._tasks.start(
            lambda _task: self._roster.print_phone_list(
                lines, everybody=everybody, agency=on.agency, size=on.size, large=on.large, holder=on.holder
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
