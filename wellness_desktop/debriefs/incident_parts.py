"""What stands below the care windows of an incident, mostly below the fold; made when it is first asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from wellness_desktop.debriefs.coverage.board_view import BoardView
from wellness_desktop.debriefs.coverage.given_view import GivenView
from wellness_desktop.debriefs.exposed_list_view import ExposedListView
from wellness_desktop.debriefs.follow_ups_view import FollowUpsView
from wellness_desktop.debriefs.proposals_view import ProposalsView
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.sessions_view import SessionsView
from wellness_desktop.kit.card import Card


@dataclass(frozen=True, slots=True)
class Parts:
    """The cards of one page, in their order."""

    sessions: SessionsView
    proposals: ProposalsView
    people: ExposedListView
    board: BoardView | None
    """None for whoever does not open sealed records; `given` takes its place then."""
    given: GivenView | None
    follow_ups: FollowUpsView | None
    """None for whoever does not open sealed records."""

    @property
    def cards(self) -> Iterator[Card]:
        """Those that there are, from top to bottom."""
        order = (self.sessions, self.proposals, self.people, self.board, self.given, self.follow_ups)
        return (card for card in order if card is not None)


def make_parts(debriefs: Debriefs, parent: QWidget) -> Parts:
    """The parts for the person signed in."""
    sealed = debriefs.opens_sealed
    return Parts(
        sessions=SessionsView(debriefs, parent),
        proposals=ProposalsView(debriefs, parent),
        people=ExposedListView(debriefs, parent),
        board=BoardView(debriefs, parent) if sealed else None,
        given=None if sealed else GivenView(parent),
        follow_ups=FollowUpsView(debriefs, parent) if sealed else None,
    )
