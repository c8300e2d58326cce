"""What is done with a session on the page of the incidents, and what the banner says of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.incident_outputs import IncidentOutputs
from wellness_desktop.debriefs.protocols import AttendanceValue
from wellness_desktop.debriefs.session_states import CancelReason
from wellness_desktop.debriefs.session_values import Booking, Closing, Session

if TYPE_CHECKING:
    from wellness_desktop.debriefs.service import Debriefs
    from wellness_desktop.debriefs.session_papers_view import WantedPaper
    from wellness_desktop.debriefs.sessions_view import SessionsView

Do = Callable[[Callable[[], object], str], None]
"""Does something and says it in the banner, with a way back where the service has one."""


class SessionDeeds:
    """Acts on the signals of a `SessionsView`."""

    def __init__(self, debriefs: "Debriefs", outputs: IncidentOutputs, do: Do) -> None:
        self._debriefs, self._outputs, self._do = debriefs, outputs, do
        self._view: SessionsView | None = None

    def follow(self, view: "SessionsView") -> None:
        """Acts on whatever is done in the view from now on."""
        self._view = view
        view.changed.connect(self.change)
        view.held.connect(self.hold)
        view.closed.connect(self.close)
        view.canceled.connect(self.cancel)
        view.readied.connect(self.ready)
        view.merged.connect(self.merge)
        view.offered.connect(self.offer)
        view.confirmed.connect(self.confirm)
        view.paper_wanted.connect(self.print_paper)
        view.invitation_wanted.connect(self._outputs.save_invitation)

    def change(self, session: Session, booking: Booking) -> None:
        """Saves time, place, team and cover."""
        self._do(lambda: self._debriefs.change_session(session, booking), tr("Saved."))

    def hold(self, session: Session, attendance: dict[UUID, AttendanceValue]) -> None:
        """Notes that it took place."""
        words = tr("Noted: it took place. Close it with four questions.")
        self._do(lambda: self._debriefs.hold(session, attendance), words)

    def close(self, session: Session, closing: Closing) -> None:
        """Ends it with the four answers."""
        self._do(lambda: self._debriefs.close(session, closing), tr("The session is closed."))

    def cancel(self, session: Session, reason: CancelReason) -> None:
        """Takes it off."""
        words = tr("Canceled. Save the calendar file again, so that calendars drop it.")
        self._do(lambda: self._debriefs.cancel(session, reason), words)

    def ready(self, session: Session, rested: bool, room_away: bool) -> None:
        """Keeps the two ticks."""
        words = tr("Noted for this session. It is forgotten when the session is closed.")
        self._do(lambda: self._debriefs.set_ready(session, rested=rested, room_away=room_away), words)

    def merge(self, session: Session, into: Session) -> None:
        """Puts two together."""
        words = tr("Merged. Print the invitations again, and save both calendar files.")
        self._do(lambda: self._debriefs.merge(session, into), words)

    def offer(self, session: Session) -> None:
        """People were asked whether it suits them."""
        self._do(lambda: self._debriefs.offer_session(session), tr("Noted: people were asked."))

    def confirm(self, session: Session) -> None:
        """Makes it firm."""
        self._do(lambda: self._debriefs.confirm_session(session), tr("It is firm now. Print the invitations."))

    def print_paper(self, session: Session, wanted: "WantedPaper") -> None:
        """Prints, and puts the choice of papers away."""
        self._outputs.print_paper(session, wanted)
        for card in self._view.cards if self._view is not None else ():
            if card.session.id == session.id:
                card.close_form()
