"""What leaves the page of the log, and the file that comes in."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.tasks import Tasks

if TYPE_CHECKING:
    from wellness_desktop.debriefs.activity_log.exchange_desk import LogImport
    from wellness_desktop.debriefs.activity_log.log_page import LogPage
    from wellness_desktop.debriefs.service import Debriefs

CSV_NAME = "activity-log.csv"


class LogOutputs:
    """Prints, saves and reads for `page`, which shows what goes wrong in its banner."""

    def __init__(self, page: "LogPage", debriefs: "Debriefs", tasks: Tasks, private: Path | None) -> None:
        self._page, self._debriefs, self._tasks, self._private = page, debriefs, tasks, private

    def print_month(self, month: date, large: bool = False) -> None:
        """The own month sheet."""
        self._tasks.start(
            lambda _task: self._debriefs.log_sheet(month, large=large),
            done=self._printed,
            failed=self._not_made,
            words=tr("Making the sheet"),
        )

    def _printed(self, pdf: bytes) -> None:
        from wellness_desktop.kit.printing import offer_print

        offer_print(self._page, tr("Month sheet"), pdf, file_name="month-sheet.pdf", private=self._private)

    def _not_made(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self._page.banner.problem(error)

    def save_csv(self) -> None:
        """Asks where to, and saves the own log there."""
        dialog = _dialog(self._page, tr("Save my log"), str(Path.home() / CSV_NAME))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self.save_csv_to)
        dialog.open()

    def save_csv_to(self, path: str) -> None:
        """Saves the own log in this file."""
        with self._page.attempt():
            write_whole(Path(path), self._debriefs.export_log())
            self._page.banner.say(
                tr("Saved."), detail=tr("The file is not encrypted: whoever has it can read it. It names nobody.")
            )

    def choose_import(self) -> None:
        """Asks for the file of an older log."""
        dialog = _dialog(self._page, tr("Choose an older log"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._page.show_import)
        dialog.open()

    def read_import(self, path: str) -> "LogImport":
        """What that file would bring. Raises Problem for one that is no log."""
        from wellness_desktop.roster.csv_table import read_list_file

        return self._debriefs.log_import(read_list_file(Path(path)))


def _dialog(page: Page, title: str, start: str) -> QFileDialog:
    dialog = QFileDialog(page, title, start)
    dialog.setNameFilter(tr("Tables (*.csv)"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
