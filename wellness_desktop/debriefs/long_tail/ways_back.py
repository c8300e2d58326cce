"""The ways back from a change of a plan, and what is asked of the two who call."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Work

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.long_tail.records import YearPlanRecord
from wellness_desktop.debriefs.records import FollowUpRecord

Undo = Callable[[Work], None]
"""One part of a way back; done in one unit of work with the others."""


def rows_of_helper(work: Work, helper: UUID) -> list[FollowUpRecord | YearPlanRecord]:
    """Everything open that a helper owns or stands in for."""
    rows: list[FollowUpRecord | YearPlanRecord] = []
    follow_ups = select(FollowUpRecord).where(FollowUpRecord.outcome.is_(None))
    rows += work.scalars(
        follow_ups.where(or_(FollowUpRecord.owner_id == helper, FollowUpRecord.deputy_id == helper))
    ).all()
    rows += work.scalars(
        select(YearPlanRecord).where(or_(YearPlanRecord.owner_id == helper, YearPlanRecord.deputy_id == helper))
    ).all()
    return rows


def require_two(owner: UUID | None, deputy: UUID | None) -> None:
    """Raises Problem for an owner who is the own deputy, or a deputy of nobody."""
    if owner is not None and owner == deputy:
        raise Problem(tr("Owner and deputy are the same helper."), tr("Choose two, or leave the deputy empty."))
    if owner is None and deputy is not None:
        raise Problem(tr("A deputy stands in for somebody."), tr("Choose first who calls."))


def delete_record(record_id: UUID) -> Undo:
    """Takes away a plan that was made."""

    def back(later: Work) -> None:
        record = later.get(YearPlanRecord, record_id)
        if record is not None:
            later.delete(record)

    return back


def give_back(before: Iterable[tuple[type[FollowUpRecord | YearPlanRecord], UUID, UUID | None, UUID | None]]) -> Undo:
    """Gives every row its owner and deputy of before."""

    def back(later: Work) -> None:
        for kind, row_id, owner, deputy in before:
            row: FollowUpRecord | YearPlanRecord | None = later.get(kind, row_id)  # type: ignore[assignment]
            if row is not None:
                row.owner_id, row.deputy_id = owner, deputy

    return back


def put_back_rows(copies: Iterable[tuple[UUID, str, datetime, datetime, UUID | None, UUID | None]]) -> Undo:
    """Makes follow-ups open again that were settled or deleted."""

    def back(later: Work) -> None:
        for exposure, point, due, overdue, owner, deputy in copies:
            query = select(FollowUpRecord).where(FollowUpRecord.exposure_id == exposure, FollowUpRecord.point == point)
            row = later.scalars(query).first()
            if row is None:
                row = FollowUpRecord(exposure_id=exposure, point=point, sealing=0)
                later.add(row)
            row.outcome, row.stale = None, False
            row.due_at, row.overdue_at = due, overdue
            row.owner_id, row.deputy_id = owner, deputy

    return back
