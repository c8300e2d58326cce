"""When a review is due: hot wash within 72 hours, draft within 30 days, final within 60 (crisis_plans.md K). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.plans.review.kinds import Stage

WITHIN = {Stage.HOT_WASH: timedelta(hours=72), Stage.DRAFT: timedelta(days=30), Stage.FINAL: timedelta(days=60)}


@dataclass(frozen=True, slots=True)
class StageDate:
    """One of the three dates."""

    stage: Stage
    due: datetime
    """Aware. Only that of the hot wash is meant to the hour; the others last until the end of their day."""
    held: date | None
    overdue: bool


def stage_dates(
    over_at: datetime, held: Mapping[Stage, date | None], now: datetime, zone: ZoneInfo
) -> tuple[StageDate, ...]:
    """All three, from the moment it was over. A day counts to its end in the station's zone."""
    found = []
    for stage in Stage:
        due, done = over_at + WITHIN[stage], held.get(stage)
        late = now > due if stage is Stage.HOT_WASH else now.astimezone(zone).date() > due.astimezone(zone).date()
        found.append(StageDate(stage, due, done, done is None and late))
    return tuple(found)


def next_stage(dates: tuple[StageDate, ...]) -> StageDate | None:
    """The first that was not held; None once the review is final, whatever was skipped before."""
    if dates[-1].held is not None:
        return None
    return next((one for one in dates if one.held is None), None)
