"""What every part of the roster's service stands on: the store, the actor, and one way to save."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit, Event
from wellness_desktop.accounts.desk import StationDesk
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.board import replace_board
from wellness_desktop.roster.mentions import Hand, LetGo, Teller
from wellness_desktop.roster.papers import PaperKind
from wellness_desktop.roster.publishing import board_now
from wellness_desktop.roster.team_records import PaperRecord
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.pointing import Follower
from wellness_desktop.store.store import Store

LONGEST_HOLDER = 120


class Desk(StationDesk):
    """The common ground of the service's parts; see service.py for the whole."""

    def __init__(
        self,
        store: Store,
        actor: Actor,
        keyring: Keyring,
        clock: Clock,
        audit: Audit,
        zone: ZoneInfo,
        board_path: Path,
    ) -> None:
        super().__init__(store, actor, keyring, clock, audit, zone)
        self._board_path = board_path
        self._followers: list[Follower] = []
        self._tellers: list[Teller] = []
        self._hands: list[Hand] = []
        self._let_go: list[LetGo] = []

    def follow_merges(self, *followers: Follower) -> None:
        """Tells other rooms when two entries become one, so that what they keep names the one that stays."""
        self._followers += followers

    def ask_for_mentions(self, *tellers: Teller) -> None:
        """Asks other rooms, too, what mentions somebody who is about to be taken off the roster."""
        self._tellers += tellers

    def hand_over_through(self, hand: Hand, let_go: LetGo) -> None:
        """Lets another room hand over what somebody does there, and take it from them when they go."""
        self._hands.append(hand)
        self._let_go.append(let_go)

    def let_go_through(self, *let_go: LetGo) -> None:
        """Lets another room take what it keeps about somebody when they go, and hand nothing over."""
        self._let_go += let_go

    @contextmanager
    def _work(self, event: str, subject: UUID | None) -> Iterator[Session]:
        """A unit of work that leaves a line in the audit log and an up-to-date station board."""
        with self._store.work() as session:
            yield session
            session.flush()
            self._audit.record(session, self._actor, event, subject)
            board = board_now(session, self._clock.now())
        replace_board(self._board_path, board)

    def _note(self, event: str) -> None:
        """Leaves a line in the audit log for something that changed nothing: a print, an export."""
        with self._store.work() as session:
            self._audit.record(session, self._actor, event)

    def _printed(self, kind: PaperKind, people: Iterable[UUID], holder: str = "") -> None:
        """Leaves a line in the audit log and, where the print shows people, one in the register."""
        shown = sorted({str(one) for one in people})
        with self._store.work() as session:
            if shown:
                record = PaperRecord(
                    kind=kind.value,
                    made_at=self._clock.now(),
                    account_id=self._actor.account_id,
                    people=shown,
                    holder=" ".join(holder.split())[:LONGEST_HOLDER],
                )
                session.add(record)
            self._audit.record(session, self._actor, Event.PRINTED)

    def publish(self) -> None:
        """Brings the station board up to date: called at sign-in, since time alone moves the coming weeks.

        Raises Problem when the folder refuses; the board is then gone rather than wrong.
        """
        with self._store.read() as session:
            board = board_now(session, self._clock.now())
        replace_board(self._board_path, board)


def gone() -> Problem:
    """Somebody was taken off the roster meanwhile."""
    return Problem(
        tr("This person is no longer on the roster."),
        tr("Nothing was changed. Go back to the list; it shows who is there now."),
    )


def changed_elsewhere(theirs: object) -> ChangedElsewhere:
    """Somebody saved first; both texts are to be shown."""
    return ChangedElsewhere(
        tr("Someone else changed this entry while you had it open."),
        tr("Nothing was overwritten. Compare the two, then save yours again if it is still right."),
        theirs,
    )
