"""Legal holds as values: what is kept from deletion, why, and who may lift it (chaplain_log.md 7.6).

A hold stops every deletion about an incident, or about the whole station. Anybody of the two offices may set one at
once; to lift it, the chief and the support coordinator act together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr

OFFICES = frozenset({Role.COORDINATOR, Role.PLANNER})
"""Whose two signatures lift a hold: the support coordinator's and the chief's."""


class HoldReason(StrEnum):
    """Why nothing is deleted; a fixed list, so that nobody types a story. Stored by value."""

    LAWSUIT = "lawsuit"
    COURT_ORDER = "court_order"
    RECORDS_REQUEST = "records_request"
    INQUIRY = "inquiry"
    COUNSEL = "counsel"

    @property
    def label(self) -> str:
        """The reason as it is picked and shown."""
        return {
            HoldReason.LAWSUIT: tr("A lawsuit is under way or expected"),
            HoldReason.COURT_ORDER: tr("A subpoena or court order"),
            HoldReason.RECORDS_REQUEST: tr("A public records request"),
            HoldReason.INQUIRY: tr("A criminal or internal inquiry"),
            HoldReason.COUNSEL: tr("The agency's counsel asked for it"),
        }[self]


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold that is in force."""

    id: UUID
    version: int
    incident_id: UUID | None
    """None for everything that the station keeps."""
    code_name: str
    """Of the incident; empty for the whole station."""
    reason: HoldReason
    set_at: datetime
    set_by: str
    """Name of the account."""
    lift_asked_by: UUID | None = None
    """The account whose signature to lift it is there already."""
    lift_asked_name: str = ""
    lift_asked_as: frozenset[Role] = frozenset()

    @property
    def is_for_all(self) -> bool:
        """Whether it holds the whole station's records."""
        return self.incident_id is None


def is_held(incident_id: UUID | None, holds: Iterable[UUID | None]) -> bool:
    """Whether records of this incident (None: of the station) may not be deleted, given what the holds are for."""
    return any(held is None or held == incident_id for held in holds)


def completes(asked_by: UUID, asked_as: Iterable[Role], account: UUID, roles: Iterable[Role]) -> bool:
    """Whether a second signature lifts a hold: another person, and both offices between the two of them.

    In a small agency one person may hold both offices; a second person of either office still has to agree.
    """
    return account != asked_by and {*asked_as, *roles} >= OFFICES


def held_problem() -> Problem:
    """Something would be deleted that a hold protects."""
    return Problem(
        tr("A legal hold is set. Nothing about this incident may be deleted."),
        tr("Nothing was changed. When the chief and the coordinator have lifted the hold, try again."),
    )


def held_words() -> str:
    """What everybody whose records are held is told, and whoever works with them."""
    return tr("Legal hold: nothing about this incident is deleted until the chief and the coordinator lift it.")
