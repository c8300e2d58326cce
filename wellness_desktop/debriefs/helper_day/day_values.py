"""What a helper's own day is made of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wellness_desktop.debriefs.long_tail.calls import Call, Plan
from wellness_desktop.debriefs.session_values import Session


@dataclass(frozen=True, slots=True)
class ToSee:
    """Somebody whom the person signed in is asked to see: a call to make, or a one-on-one contact."""

    name: str
    due: datetime
    """Aware: when to call, or when the contact begins."""
    exposure_id: UUID | None = None
    """Where they are listed: under the newest of their incidents. None for a family."""
    plan: Plan | None = None
    call: Call | None = None
    stands_in_for: str = ""
    """The helper whose call it is, where the person signed in is the deputy."""
    session: Session | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to call. A contact that is booked has its hour and is never late."""
        return self.call is not None and self.due <= now
