"""What a plan says, as it is sealed: for whom it is, and the days set by hand."""

import json
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from wellness_desktop.debriefs.session_values import FollowUpOutcome


@dataclass(frozen=True, slots=True)
class HandDay:
    """A day that somebody set."""

    id: str
    kind: str
    day: date
    outcome: FollowUpOutcome | None = None
    """None while it is still to come or to do."""


@dataclass(frozen=True, slots=True)
class SealedPlan:
    """Of a person of the roster, a guest (by exposure), or a family (by its label)."""

    person: UUID | None = None
    exposures: tuple[UUID, ...] = ()
    """Where the person was listed: so that the plan follows when two entries of the roster become one."""
    family: str = ""
    days: tuple[HandDay, ...] = ()
    cared: str = ""
    """The newest day on which somebody could not be reached that the coordinator has seen to."""

    def with_days(self, *days: HandDay) -> "SealedPlan":
        """The plan with these days added or changed."""
        kept = {one.id: one for one in self.days} | {one.id: one for one in days}
        return replace(self, days=tuple(sorted(kept.values(), key=lambda one: (one.day, one.id))))

    def without(self, *ids: str) -> "SealedPlan":
        """The plan without these days."""
        return replace(self, days=tuple(one for one in self.days if one.id not in ids))


def to_text(plan: SealedPlan) -> str:
    """As it is sealed."""
    return json.dumps(
        {
            "person": str(plan.person) if plan.person else "",
            "exposures": [str(one) for one in plan.exposures],
            "family": plan.family,
            "days": [[one.id, one.kind, one.day.isoformat(), one.outcome or ""] for one in plan.days],
            "cared": plan.cared,
        }
    )


def from_text(text: str) -> SealedPlan:
    """What was sealed."""
    found = json.loads(text)
    return SealedPlan(
        person=UUID(found["person"]) if found["person"] else None,
        exposures=tuple(UUID(one) for one in found["exposures"]),
        family=found["family"],
        days=tuple(
            HandDay(day_id, kind, date.fromisoformat(day), FollowUpOutcome(outcome) if outcome else None)
            for day_id, kind, day, outcome in found["days"]
        ),
        cared=found["cared"],
    )
