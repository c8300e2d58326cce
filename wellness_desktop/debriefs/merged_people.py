"""When two roster entries become one, incidents and sessions that named the one name the other."""

from uuid import UUID

from sqlalchemy.orm import Session

from wellness_desktop.debriefs.long_tail.records import YearPlanRecord
from wellness_desktop.debriefs.records import (
    ExposureRecord,
    FollowUpRecord,
    IncidentRecord,
    LeaderRecord,
    OverrideRecord,
    RoadRecord,
    SessionRecord,
)
from wellness_desktop.store.pointing import Place, PointBack, point_to

_PLACES: tuple[Place, ...] = (
    (ExposureRecord, "person_id"),
    (FollowUpRecord, "owner_id"),
    (FollowUpRecord, "deputy_id"),
    (IncidentRecord, "inquiry"),
    (IncidentRecord, "died_or_hurt"),
    (LeaderRecord, "person_id"),
    (OverrideRecord, "person_id"),
    (RoadRecord, "person_id"),
    (SessionRecord, "covers"),
    (YearPlanRecord, "owner_id"),
    (YearPlanRecord, "deputy_id"),
)


def follow(session: Session, old: UUID, new: UUID) -> PointBack:
    """Makes incidents name `new` where they named `old`; gives the way back."""
    return point_to(session, _PLACES, old, new)
