"""The plan's text at the moment it is put to use, and how that is kept. Pure."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from wellness_desktop.plans.merged import CallLine, MergedPlan
from wellness_desktop.plans.reading_text import plain
from wellness_desktop.plans.runs.dates import run_days
from wellness_desktop.plans.runs.values import PlanText, RunBox, RunCall, RunDay, RunRole, RunStep

MINUTES = {
    "15min": 15,
    "1h": 60,
    "24h": 24 * 60,
    "72h": 72 * 60,
    "1week": 7 * 24 * 60,
    "1month": 30 * 24 * 60,
}
"""When the time boxes of the core are over (crisis_plans.md D). What comes before, and what waits for somebody to be
found or for an anniversary, has no end."""
MISSING_MEMBER = "CP-06"


def plan_text(plan: MergedPlan, began_at: datetime, zone: ZoneInfo, *, drill: bool) -> PlanText:
    """The plan as it stands, with the days that this activation sets."""
    return PlanText(
        plan.id,
        plan.code,
        plan.title,
        tuple(
            RunRole(
                line.role.id, line.role.title, plain(line.duty), tuple(one.with_agency for one in line.seats.in_line())
            )
            for line in plan.roles
        ),
        tuple(RunBox(lines.box.id, lines.box.title, MINUTES.get(lines.box.id)) for lines in plan.boxes),
        tuple(
            RunStep(step.id, lines.box.id, step.role.id if step.role else "", plain(step.text), step.local)
            for lines in plan.boxes
            for step in lines.steps
        ),
        tuple(RunCall(call.id, call.number, plain(call.text), call_names(call), call.give_up) for call in plan.calls),
        tuple(plain(line.text) for line in plan.objectives),
        run_days(began_at, zone, drill=drill),
        plan.id == MISSING_MEMBER,
    )


def call_names(call: CallLine) -> tuple[str, ...]:
    """Whom a line of the call tree reaches, in the order they are called."""
    names = [one.with_agency for one in call.seats.in_line()]
    if call.office is not None:
        names.append(call.office.name)
    return tuple(name for name in (*names, call.how) if name)


def to_json(text: PlanText) -> dict[str, Any]:
    """Plain values for the store."""
    found = asdict(text)
    for day in found["days"]:
        day["day"] = day["day"].isoformat()
    return found


def from_json(kept: dict[str, Any]) -> PlanText:
    """What `to_json` made; an older program's text lacks what came later."""
    return PlanText(
        plan=kept["plan"],
        code=kept["code"],
        title=kept["title"],
        roles=tuple(RunRole(**one | {"names": tuple(one["names"])}) for one in kept["roles"]),
        boxes=tuple(RunBox(**one) for one in kept["boxes"]),
        steps=tuple(RunStep(**one) for one in kept["steps"]),
        calls=tuple(RunCall(**one | {"names": tuple(one["names"])}) for one in kept["calls"]),
        objectives=tuple(kept["objectives"]),
        days=tuple(RunDay(one["id"], date.fromisoformat(one["day"]), one["text"]) for one in kept["days"]),
        missing_member=kept["missing_member"],
    )
