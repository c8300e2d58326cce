"""When two roster entries become one, whoever holds a seat or stands in a field of a plan is still the right person."""

from uuid import UUID

from sqlalchemy.orm import Session

from wellness_desktop.plans.community.records import PartnerRecord
from wellness_desktop.plans.copies.records import CopyRecord
from wellness_desktop.plans.records import FactRecord, SeatRecord
from wellness_desktop.store.pointing import Place, PointBack, point_to

_PLACES: tuple[Place, ...] = (
    (FactRecord, "person_id"),
    (SeatRecord, "person_id"),
    (CopyRecord, "holder_id"),
    (PartnerRecord, "person_id"),
)


def follow(session: Session, old: UUID, new: UUID) -> PointBack:
    """Makes the plans name `new` where they named `old`; gives the way back."""
    return point_to(session, _PLACES, old, new)
