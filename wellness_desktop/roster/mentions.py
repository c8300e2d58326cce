"""What mentions a person, what becomes of it when they are taken off the roster, and why.

Each room says its own part; the roster only lays them side by side.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from wellness_desktop.base.language import tr
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.records import PersonRecord
from wellness_desktop.store.pointing import PointBack


def account_of(session: Session, person_id: UUID) -> UUID | None:
    """The account that the person signs in with, for rooms that keep things by account."""
    record = session.get(PersonRecord, person_id)
    return record.account_id if record is not None else None


class Fate(StrEnum):
    """What becomes of one mention. The order is that of the screen."""

    HANDS = "hands"
    NOW = "now"
    LATER = "later"
    STAYS = "stays"

    @property
    def label(self) -> str:
        return {
            Fate.HANDS: tr("Needs somebody's hand"),
            Fate.NOW: tr("Goes at once"),
            Fate.LATER: tr("Kept 30 days for Undo, then deleted"),
            Fate.STAYS: tr("Stays, and why"),
        }[self]


@dataclass(frozen=True, slots=True)
class Mention:
    """One kind of thing that mentions the person."""

    fate: Fate
    what: str
    """With its count: "4 times on call in the coming weeks"."""
    why: str = ""
    """What happens to it, or why it is kept; a sentence."""
    can_be_handed: bool = False
    """Whether the room it is in can hand it to another helper at once."""


Teller = Callable[[Session, UUID], list[Mention]]
"""How a room says what mentions a person."""
Hand = Callable[[UUID, UUID], Done[str]]
"""How a room hands to a second helper what a first one does there; says in a sentence what went over."""
LetGo = Callable[[Session, UUID], PointBack]
"""How a room takes everything out of the hands of somebody who goes, in the roster's unit of work."""
