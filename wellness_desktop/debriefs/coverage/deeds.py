"""What is done on the coverage board, saved at once; the page around it follows without looking everything up anew."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.coverage.board import CoverageBoard
from wellness_desktop.debriefs.incident_values import Incident, IncidentStatus
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.roster.people import Done

if TYPE_CHECKING:
    from wellness_desktop.debriefs.coverage.board_view import BoardView
    from wellness_desktop.debriefs.incident_view import IncidentView
    from wellness_desktop.debriefs.service import Debriefs
    from wellness_desktop.kit.page import Page

PAUSE_MS = 900
"""How long nobody types before proposals are searched anew."""


class CoverageDeeds:
    """Saves what the board asks for and tells of it in the banner of `page`, with undo."""

    def __init__(self, page: "Page", debriefs: "Debriefs", view: "IncidentView") -> None:
        self._page, self._debriefs, self._view = page, debriefs, view
        self._pause = QTimer(page, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._propose)

    def connect(self, board: "BoardView | None") -> None:
        """Listens to the board, once it is made."""
        if board is not None:
            board.set_wanted.connect(self.note)
            board.nobody_wanted.connect(self.nobody_in)
            board.add_wanted.connect(self._add_somebody)

    def note(self, people: Sequence[UUID], kind: Kind, state: Offered) -> None:
        """Notes for these people where they stand with a kind of support."""
        name = self._debriefs.protocols.interventions[kind].name
        words = tr_count(
            "Noted: {kind}, {state}.",
            "Noted for {count} people: {kind}, {state}.",
            len(people),
            kind=name,
            state=state.label.lower(),
        )
        detail = tr("It is forgotten at the next follow-up.") if state is Offered.DECLINED else ""
        self._do(lambda: self._debriefs.set_offered_to(people, kind, state), words, detail)

    def nobody_in(self, circles: Sequence[Circle]) -> None:
        """Notes that nobody of these circles met the event."""
        named = ", ".join(circle.label for circle in circles)
        incident = self._incident()
        self._do(
            lambda: self._debriefs.say_nobody_in(incident.id, circles),
            tr("Noted: nobody of {circles}. You can still list somebody.", circles=named),
        )

    def refuses_closing(self, incident: Incident) -> bool:
        """Whether somebody was not offered anything yet; then that is said, and the keyboard is put on them."""
        blanks = self._debriefs.coverage_board(incident.id).blanks
        if not blanks:
            return False
        self._view.show_parts()
        board = self._view.board
        if board is not None:
            self._view.place_wanted.emit(board)
            board.to_first_blank()
        self._page.banner.warn(
            tr_count(
                "{count} person was not offered anything yet, so the incident stays open.",
                "{count} people were not offered anything yet, so the incident stays open.",
                len(blanks),
            ),
            tr("Offer each a contact; then press O on each line, or on the line of a circle for all of it."),
        )
        return True

    def not_thought_of(self, incident: Incident) -> str:
        """Circles of which nobody is listed and nobody said so: a sentence for the question before closing."""
        left = self._debriefs.coverage_board(incident.id).to_ask
        if not left:
            return ""
        return tr("Nobody is listed of: {circles}.", circles=", ".join(one.label for one in left))

    def _do(self, deed: Callable[[], Done[None]], words: str, detail: str = "") -> None:
        with self._page.attempt():
            done = deed()
            self._show()
            self._page.banner.say(words, lambda: self._take_back(done), detail=detail)

    def _take_back(self, done: Done[None]) -> None:
        with self._page.attempt():
            done.undo()
        self._show()

    def _show(self) -> None:
        """What hangs on the coverage follows; proposals only when who declined is somebody else than before, and
        after a pause: to search them anew at every key would make whoever notes for 200 people wait.
        """
        before, shown = self._incident(), self._view.coverage
        with self._debriefs.at_one_moment():
            incident = self._debriefs.incident(before.id)
            self._view.show_coverage(incident)
        if incident.offered_to_all != before.offered_to_all:
            self._page.refresh()
        elif _declined(shown) != _declined(self._view.coverage):
            self._pause.start()

    def _propose(self) -> None:
        incident = self._view.incident
        if incident is not None and incident.status is IncidentStatus.OPEN:
            with self._page.attempt():
                self._view.proposals.show_incident(incident)

    def _add_somebody(self) -> None:
        people = self._view.people
        self._page.show_widget(people.adding)
        people.adding.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _incident(self) -> Incident:
        shown = self._view.incident
        if shown is None:
            raise ValueError("no incident is shown")
        return shown


def _declined(board: CoverageBoard | None) -> set[tuple[UUID, Kind]]:
    people = board.people if board is not None else ()
    return {
        (one.exposure_id, kind) for one in people for kind, state in one.offered.items() if state is Offered.DECLINED
    }
