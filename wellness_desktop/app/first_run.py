"""What the first run does with its answers: the folder, the station, the settings, the recovery sheet."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from wellness_desktop.app.first_run_page import FirstAnswers, FirstRunPage
from wellness_desktop.base.language import tr
from wellness_desktop.base.paths import Paths, remember_folder, shared_folder
from wellness_desktop.base.settings import save_settings

if TYPE_CHECKING:
    from wellness_desktop.accounts.station import SignedIn
    from wellness_desktop.app.program import Program


class FirstRun:
    """Makes the station as asked; keeps it signed in until the sheet is put away."""

    def __init__(self, program: "Program", folder_is_fixed: bool) -> None:
        self._program = program
        self._signed_in: SignedIn | None = None
        self.page = FirstRunPage(
            program.tasks,
            program.settings,
            str(program.zone()),
            program.paths.data if folder_is_fixed else None,
            self.create,
            self._offer,
            _suggest,
        )
        self.page.finished.connect(self._finish)
        self.page.given_up.connect(self._let_go)

    def create(self, answers: FirstAnswers) -> bytes:
        """Makes the station (off the window's thread) and returns its recovery sheet as PDF."""
        from wellness_desktop.accounts.prints import recovery_sheet
        from wellness_desktop.accounts.station import Station

        program = self._program
        paths = Paths(answers.folder, program.paths.cache) if answers.folder else program.paths
        signed_in, code = Station(paths, program.clock, program.stretching).create(
            answers.name, answers.passphrase, answers.roles, (answers.settings.agency_name,)
        )
        save_settings(paths.settings, answers.settings)
        if answers.folder is not None and answers.folder != shared_folder():
            remember_folder(answers.folder)
        program.paths, program.settings = paths, answers.settings
        program.open_rooms.forget_station()
        self._signed_in = signed_in
        today = program.clock.today(program.zone())
        return recovery_sheet(code, answers.settings.agency_name, today, size=answers.settings.paper)

    def _offer(self, parent: QWidget, sheet: bytes, printed: Callable[[], object]) -> Any:
        from wellness_desktop.kit.printing import offer_print

        return offer_print(parent, tr("Recovery sheet"), sheet, private=self._program.paths.private, printed=printed)

    def _finish(self) -> None:
        signed_in, self._signed_in = self._signed_in, None
        if signed_in is not None:
            self._program.open_records(signed_in)

    def _let_go(self) -> None:
        """The page goes away before the sheet was put away: nobody may stay signed in behind it."""
        signed_in, self._signed_in = self._signed_in, None
        if signed_in is not None:
            signed_in.end()


def build_first_run(program: "Program", *, folder_is_fixed: bool) -> FirstRunPage:
    """The page, with everything behind it kept alive by the page itself."""
    first = FirstRun(program, folder_is_fixed)
    first.page.keeper = first  # type: ignore[attr-defined]  # the page lives as long as it is shown
    return first.page


def _suggest() -> str:
    from wellness_desktop.accounts.passphrases import suggest

    return suggest()
