"""Prepares a paper off the window's thread and shows it: the one way from the plans' screens to the printer."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.sheets.kinds import Paper, SheetKind

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans


class PaperPrinting(QObject):
    """Makes papers one after the other and offers each in a window of its own.

    `private` is the folder for prints that are opened elsewhere; it is emptied at lock and exit.
    """

    def __init__(self, plans: "Plans", tasks: Tasks, banner: Banner, private: Path | None, page: QWidget) -> None:
        super().__init__(page)
        self._plans, self._tasks, self._banner, self._private, self._page = plans, tasks, banner, private, page

    def start(self, kind: SheetKind, plan: str, *, large: bool = False, only: Collection[str] = ()) -> None:
        """Prepares the paper and shows it; what cannot be printed is said in the banner."""
        sheets = self._plans.sheets
        self._tasks.start(
            lambda _task: sheets.make(kind, plan, large=large, only=only),
            done=self._offer,
            failed=self.not_printed,
            words=tr("Preparing the print"),
        )

    def start_other(self, title: str, file_name: str, make: Callable[[], bytes]) -> None:
        """Prepares a print that is none of the papers, such as two versions compared."""
        self._tasks.start(
            lambda _task: (title, file_name, make()),
            done=self._offer_other,
            failed=self.not_printed,
            words=tr("Preparing the print"),
        )

    def _offer(self, paper: Paper) -> None:
        self.offer(paper.title, paper.file_name, paper.pdf)

    def _offer_other(self, made: tuple[str, str, bytes]) -> None:
        self.offer(*made)

    def offer(self, title: str, file_name: str, pdf: bytes, *, printed: Callable[[], object] | None = None) -> None:
        """Shows a finished print; `printed` is called when it was printed, saved or opened."""
        from wellness_desktop.kit.printing import offer_print

        offer_print(self._page, title, pdf, file_name=file_name, private=self._private, printed=printed)

    def not_printed(self, error: Exception) -> None:
        """Says why in the banner; what is no Problem is raised."""
        if not isinstance(error, Problem):
            raise error
        self._banner.problem(error)
