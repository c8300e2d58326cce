"""The days that putting a plan to use sets (crisis_plans.md D, K, L; CP-T13)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.plans.days import months_later
from wellness_desktop.plans.runs.values import RunDay

DAY = "day."
"""How the id of every such day begins."""
HOT_WASH = timedelta(hours=72)
DRAFT = timedelta(days=30)
FINAL = timedelta(days=60)
ANNIVERSARY_NOTICE = timedelta(days=14)
"""The anniversary is prepared two weeks before, with the family (crisis_plans.md D)."""
FOLLOW_UP_MONTHS = (1, 3, 6, 12)


def run_days(began_at: datetime, zone: ZoneInfo, *, drill: bool) -> tuple[RunDay, ...]:
    """What is to be done on which day at the station, by day. A drill has a review and nothing else."""
    day = began_at.astimezone(zone).date()
    found = [
        RunDay(f"{DAY}hot-wash", (began_at + HOT_WASH).astimezone(zone).date(), tr("Hold the hot wash by this day.")),
        RunDay(f"{DAY}review-draft", day + DRAFT, tr("Draft the after-action review by this day.")),
        RunDay(f"{DAY}review-final", day + FINAL, tr("Finish the after-action review by this day.")),
    ]
    if not drill:
        found += [
            RunDay(f"{DAY}follow-up-{months}", months_later(day, months), _round(months)) for months in FOLLOW_UP_MONTHS
        ]
        anniversary = first_anniversary(day)
        found += [
            RunDay(
                f"{DAY}anniversary-plan",
                anniversary - ANNIVERSARY_NOTICE,
                tr("Prepare the anniversary with the family. Offer the quiet way first."),
            ),
            RunDay(f"{DAY}anniversary", anniversary, tr("Keep the anniversary as it was planned.")),
        ]
    return tuple(sorted(found, key=lambda one: (one.day, one.id)))


def first_anniversary(day: date) -> date:
    """A year later; for February 29 the day before March 1, so that it is never passed by."""
    return months_later(day, 12)


def _round(months: int) -> str:
    return {
        1: tr("One month: follow up with everyone, and check every open item of the plan."),
        3: tr("Three months: follow up, enter open court dates."),
        6: tr("Six months: follow up, look at what the review left open."),
        12: tr("Twelve months: follow up once more."),
    }[months]
