"""What a session can become next (section 14). A step that is not listed here does not exist."""

from collections.abc import Collection
from enum import StrEnum

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.proposal_facts import Need


class SessionState(StrEnum):
    """Where a session stands. Stored by value."""

    PROPOSED = "proposed"
    OFFERED = "offered"
    TENTATIVE = "tentative"
    """Waits for a clinician, a leader or cover (DB-06, section 12)."""
    SCHEDULED = "scheduled"
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"
    """Merged into another session."""

    @property
    def label(self) -> str:
        """The state on screen and paper."""
        return {
            SessionState.PROPOSED: tr("Proposed"),
            SessionState.OFFERED: tr("Offered"),
            SessionState.TENTATIVE: tr("Tentative"),
            SessionState.SCHEDULED: tr("Scheduled"),
            SessionState.HELD: tr("Held"),
            SessionState.CLOSED: tr("Closed"),
            SessionState.CANCELLED: tr("Canceled"),
            SessionState.SUPERSEDED: tr("Merged into another"),
        }[self]

    @property
    def is_ahead(self) -> bool:
        """Whether it may still take place."""
        return self in AHEAD


AHEAD = frozenset({SessionState.PROPOSED, SessionState.OFFERED, SessionState.TENTATIVE, SessionState.SCHEDULED})
TOOK_PLACE = frozenset({SessionState.HELD, SessionState.CLOSED})
ENDED = frozenset({SessionState.CLOSED, SessionState.CANCELLED, SessionState.SUPERSEDED})

_STEPS: dict[SessionState, frozenset[SessionState]] = {
    SessionState.PROPOSED: frozenset(
        {SessionState.OFFERED, SessionState.TENTATIVE, SessionState.SCHEDULED, *ENDED} - {SessionState.CLOSED}
    ),
    SessionState.OFFERED: frozenset(
        {SessionState.TENTATIVE, SessionState.SCHEDULED, SessionState.CANCELLED, SessionState.SUPERSEDED}
    ),
    SessionState.TENTATIVE: frozenset({SessionState.SCHEDULED, SessionState.CANCELLED, SessionState.SUPERSEDED}),
    SessionState.SCHEDULED: frozenset(
        {SessionState.TENTATIVE, SessionState.HELD, SessionState.CANCELLED, SessionState.SUPERSEDED}
    ),
    SessionState.HELD: frozenset({SessionState.CLOSED}),
}


class CancelReason(StrEnum):
    """Why a session does not take place; a fixed list, so that nothing about a person is typed."""

    TIME = "time"
    TEAM = "team"
    COVER = "cover"
    OPERATIONS = "operations"
    WEATHER = "weather"
    ONE_ON_ONE = "one_on_one"

    @property
    def label(self) -> str:
        """The reason as the coordinator picks it."""
        return {
            CancelReason.TIME: tr("Another time suits better"),
            CancelReason.TEAM: tr("The team cannot come"),
            CancelReason.COVER: tr("Nobody can cover"),
            CancelReason.OPERATIONS: tr("The incident is not over"),
            CancelReason.WEATHER: tr("Roads or weather"),
            CancelReason.ONE_ON_ONE: tr("One-on-one contacts instead"),
        }[self]


def may_become(now: SessionState, then: SessionState) -> bool:
    """Whether a session may take that step."""
    return then in _STEPS.get(now, frozenset())


def require_step(now: SessionState, then: SessionState) -> None:
    """Raises Problem when a session may not take that step."""
    if not may_become(now, then):
        raise Problem(
            tr("This session is {state}.", state=now.label.lower()),
            tr("It cannot become {then} now. Nothing was changed.", then=then.label.lower()),
        )


def booked_state(needs: Collection[Need]) -> SessionState:
    """Scheduled, or tentative while something is still to be found (DB-06)."""
    return SessionState.TENTATIVE if needs else SessionState.SCHEDULED


def require_complete(needs: Collection[Need]) -> None:
    """Raises Problem while a session may not be marked scheduled or held."""
    if needs:
        raise Problem(tr("This session is not complete yet."), " ".join(need.label for need in sorted(needs)))
