"""Whether a plan rests on what lets an agency withstand a crisis (crisis_plans.md A.1): six factors, told when empty.

A warning, never a block: each factor has at least one filled section (CP-T16).
"""

from wellness_desktop.base.language import tr
from wellness_desktop.plans.merged import MergedPlan

REVIEW_LEAD = "R20"


def empty_factors(plan: MergedPlan) -> tuple[str, ...]:
    """The factors for which nothing is filled in yet, each as what to do about it."""
    reviewer = next((line for line in plan.roles if line.role.id == REVIEW_LEAD), None)
    there = (
        (
            _says(plan, "S07", "S08", "S16"),
            tr("Plan early: write down local facts, relations and the budget (S07, S08, S16)."),
        ),
        (
            any(one.name and one.name != one.field.default for one in plan.partners),
            tr("Engage the community: name partners and who calls them (S17)."),
        ),
        (_says(plan, "S05"), tr("Set the tone: write your values in the chief's own words (S05).")),
        (bool(plan.contributors), tr("Plan together: ask people of every rank and someone outside (S02).")),
        (
            _says(plan, "S14", "S23"),
            tr("Care for everyone: name a clinician, and whom a crisis can leave alone (S14, S23)."),
        ),
        (
            reviewer is not None and reviewer.seats.first is not None,
            tr("Learn from it: name now who leads the review afterward (S20, R20)."),
        ),
    )
    return tuple(words for filled, words in there if not filled)


def _says(plan: MergedPlan, *sections: str) -> bool:
    wanted = [body for body in plan.sections if body.section.id in sections]
    return any(fact.value and fact.value != fact.field.default for body in wanted for fact in body.facts)
