"""What a helper's own day is made of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wellness_desktop.debriefs.session_values import FollowUp, Session


@dataclass(frozen=True, slots=True)
class ToSee:
    """Somebody whom the person signed in is asked to see: a follow-up of their own, or a one-on-one contact."""

    id: UUID
    """Of the follow-up or the session."""
    incident_id: UUID
    code_name: str
    exposure_id: UUID
    name: str
    due: datetime
    """Aware: when to ask again, or when the contact begins."""
    follow_up: FollowUp | None = None
    session: Session | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to ask again. A contact that is booked has its hour and is never late."""
        return self.follow_up is not None and self.due <= now
