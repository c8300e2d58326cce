"""What the picture of the days asks for: a form with another time, and how a road is."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr

if TYPE_CHECKING:
    from wellness_desktop.debriefs.incident_view import IncidentView
    from wellness_desktop.debriefs.proposals_view import ProposalsView
    from wellness_desktop.debriefs.roads import Road
    from wellness_desktop.debriefs.service import Debriefs
    from wellness_desktop.debriefs.session_values import Session
    from wellness_desktop.kit.page import Page
    from wellness_desktop.roster.people import Done

Do = Callable[[Callable[[], object], str], None]
"""Saves something, and tells of it with undo."""


class MoveDeeds:
    """Opens forms and saves roads for `page`; a moved session is saved by its own form only."""

    def __init__(self, page: "Page", debriefs: "Debriefs", view: "IncidentView", do: Do) -> None:
        self._page, self._debriefs, self._view, self._do = page, debriefs, view, do

    def connect(self, proposals: "ProposalsView") -> None:
        """Listens to the proposals, once they are made."""
        proposals.change_wanted.connect(self._open_moved)
        proposals.road_changed.connect(self._save_road)

    def _open_moved(self, session: "Session", starts: datetime) -> None:
        """Opens the session's form with the time at which it was put down; a person saves it or goes back."""
        card = self._view.sessions.open_moved(session, starts)
        if card is not None:
            self._page.show_widget(card)

    def _save_road(self, road: "Road") -> None:
        def save() -> "Done[Road]":
            done = self._debriefs.set_road(road)
            self._view.proposals.close_roads()
            return done

        self._do(save, tr("Saved. Proposals look at this road from now on."))
