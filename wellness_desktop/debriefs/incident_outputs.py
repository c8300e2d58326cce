"""What leaves the page of the incidents: printed sheets, and a session for a calendar."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.calendar import FILE_NAME
from wellness_desktop.debriefs.calendar_views.entries import View
from wellness_desktop.debriefs.incident_papers_view import IncidentPaper
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.tasks import Tasks

if TYPE_CHECKING:
    from wellness_desktop.debriefs.invitation_prints import Asked
    from wellness_desktop.debriefs.service import Debriefs
    from wellness_desktop.debriefs.session_papers_view import WantedPaper
    from wellness_desktop.roster.printed_line import PrintedLine


class IncidentOutputs:
    """Prints and saves for `page`, which shows what goes wrong in its banner."""

    def __init__(
        self,
        page: Page,
        debriefs: "Debriefs",
        tasks: Tasks,
        private: Path | None,
        lines: "Callable[[], Sequence[PrintedLine]]" = tuple,
    ) -> None:
        self._page, self._debriefs, self._tasks, self._private = page, debriefs, tasks, private
        self._lines = lines

    def print_of_incident(
        self, paper: IncidentPaper, incident: UUID, person: UUID | None = None, *, large: bool = False
    ) -> None:
        """One of the papers of an incident; its care windows also of one `person` listed for it."""
        room = self._debriefs
        make: dict[IncidentPaper, Callable[[], bytes]] = {
            IncidentPaper.CARE: lambda: room.care_sheet(incident, person, large=large),
            IncidentPaper.HANDOVER: lambda: room.handover_sheet(incident, large=large),
            IncidentPaper.OUTSIDE: lambda: room.outside_sheet(incident, large=large),
            IncidentPaper.GROUND_RULES: lambda: room.ground_rules_sheet(large=large),
        }
        self._print(paper.label, f"{paper.value.replace('_', '-')}.pdf", make[paper])

    def print_handover(self, *, large: bool = False) -> None:
        """What the next one on duty has to know of all open incidents."""
        room = self._debriefs
        self._print(IncidentPaper.HANDOVER.label, "handover.pdf", lambda: room.handover_sheet(large=large))

    def print_paper(self, session: Session, wanted: "WantedPaper") -> None:
        """One of the papers of a session."""
        from wellness_desktop.debriefs.session_papers_view import SessionPaper

        room, large, any_hour = self._debriefs, wanted.large, self._any_hour()
        make: dict[SessionPaper, Callable[[], bytes]] = {
            SessionPaper.LETTERS: lambda: room.invitation_letters(session.id, any_hour, large=large),
            SessionPaper.LETTER: lambda: room.invitation_letter(session.id, any_hour, large=large),
            SessionPaper.SHEET: lambda: room.session_sheet(session.id, large=large),
            SessionPaper.SHEET_WITH_NAMES: lambda: room.session_sheet(session.id, with_names=True, large=large),
            SessionPaper.GROUND_RULES: lambda: room.ground_rules_sheet(large=large),
            SessionPaper.POCKET: room.ground_rules_pocket,
            SessionPaper.NOTICE: lambda: room.confidentiality_notice(large=large),
        }
        self._print(wanted.paper.label, wanted.paper.file_name, make[wanted.paper])

    def _any_hour(self) -> "Asked | None":
        """The first line that somebody answers day and night, for the invitations."""
        from wellness_desktop.debriefs.invitation_prints import Asked

        line = next((one for one in self._lines() if one.always), None)
        return Asked(line.name, line.numbers, line.detail) if line else None

    def print_calendar(self, view: View, day: date, large: bool) -> None:
        """What the calendar shows on that day."""
        self._print(
            tr("Support calendar"), "calendar.pdf", lambda: self._debriefs.print_calendar(view, day, large=large)
        )

    def _print(self, title: str, file_name: str, make: Callable[[], bytes]) -> None:
        self._tasks.start(
            lambda _task: (title, file_name, make()),
            done=self._printed,
            failed=self._not_printed,
            words=tr("Making the sheet"),
        )

    def _printed(self, made: tuple[str, str, bytes]) -> None:
        from wellness_desktop.kit.printing import offer_print

        title, file_name, pdf = made
        offer_print(self._page, title, pdf, file_name=file_name, private=self._private)

    def _not_printed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self._page.banner.problem(error)

    def save_invitation(self, session: Session) -> None:
        """Asks where to, and saves the session for a calendar."""
        dialog = QFileDialog(self._page, tr("Save the calendar file"), str(Path.home() / FILE_NAME))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Calendar files (*.ics)"))
        dialog.setDefaultSuffix("ics")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save_invitation_to(session, path))
        dialog.open()

    def save_invitation_to(self, session: Session, path: str) -> None:
        """Saves the session for a calendar. It says "Busy" and the time, nothing else."""
        with self._page.attempt():
            write_whole(Path(path), self._debriefs.invitation(session.id))
            self._page.banner.say(tr("Saved."), detail=tr("The entry says “Busy” and the time, nothing else."))
