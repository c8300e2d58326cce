"""When each part of a plan has to be looked at again (crisis_plans.md L)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wellness_desktop.base.language import tr
from wellness_desktop.plans.days import months_later
from wellness_desktop.plans.merged import MergedPlan
from wellness_desktop.plans.merging import Fact

CALL_TREE_MONTHS = 6
"""Call trees are checked every six months, or on any change; also the date on the foot of every page."""
DAYS_BEFORE_AN_END = 60
"""Agreements are looked at this long before they end."""
DAYS_FOR_A_NEW_CHIEF = 60
"""After an election or with a new chief, every plan is read again within this time."""
PLAN_OWNER = "R01"
"""The role of the chief or sheriff in every plan."""


@dataclass(frozen=True, slots=True)
class Review:
    """Something to look at again."""

    what: str
    due: date | None
    """None as long as the plan was never approved."""
    rule: str
    """Why then, in words."""


def reviews(plan: MergedPlan, facts: Mapping[str, Fact]) -> tuple[Review, ...]:
    """The plan, its call tree and the agreements it stands on, the next one first."""
    approved = plan.changes[-1].day if plan.changes else None
    found = [
        Review(tr("The whole plan"), plan.standing.review_on, tr("Every 12 months, and after each use or exercise.")),
        Review(
            tr("Call tree and numbers"),
            months_later(approved, CALL_TREE_MONTHS) if approved else None,
            tr("Every 6 months, and at any change."),
        ),
        *_agreements(plan, facts),
    ]
    return tuple(sorted(found, key=lambda one: one.due or date.max))


def _agreements(plan: MergedPlan, facts: Mapping[str, Fact]) -> list[Review]:
    fields = [line.field for body in plan.sections for line in body.facts if line.field.kind == "date"]
    ends = [(one.label, facts[one.id].text) for one in fields if one.id in facts and facts[one.id].text]
    return [
        Review(
            label,
            date.fromisoformat(end) - timedelta(days=DAYS_BEFORE_AN_END),
            tr("60 days before it ends."),
        )
        for label, end in ends
    ]
