"""Days of a plan that are past their date: they go with what came of them, and an empty plan goes with them."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.roles import Can
from wellness_desktop.debriefs.desk import SUPPORT_TEAM
from wellness_desktop.debriefs.long_tail.long_tail_desk import LongTailDesk
from wellness_desktop.debriefs.long_tail.records import YearPlanRecord
from wellness_desktop.debriefs.long_tail.sealed_plan import SealedPlan, from_text
from wellness_desktop.debriefs.records import ExposureRecord
from wellness_desktop.debriefs.retention.periods import KEEP_REMINDERS, Subject
from wellness_desktop.debriefs.retention.retention_desk import RetentionDesk

Counts = dict[Subject, int]


class ForgettingPlansDesk(LongTailDesk, RetentionDesk):
    """Whose a plan is and when its days are is sealed, so this waits for somebody with the team's key."""

    def _further_jobs(self) -> list[Callable[[Work, Counts], None]]:
        """A day goes 90 days after its own grace is over, whether anything came of it or not; a hold keeps it."""
        return [*super()._further_jobs(), self._forget_past_days]

    def _forget_past_days(self, work: Work, counts: Counts) -> None:
        if not self._keyring.may_open(SUPPORT_TEAM) or self._held(work, None):
            return
        for record in work.scalars(select(YearPlanRecord)).all():
            sealed = from_text(self._keyring.open(record.sealed, record=record.id, version=record.sealing))
            listed = [row for one in sealed.exposures if (row := work.get(ExposureRecord, one)) is not None]
            if any(self._held(work, row.incident_id) for row in listed):
                continue
            kept = sealed.without(*self._past(sealed, is_gone=not listed and self._left_for_good(sealed.person)))
            counts[Subject.PLAN_DAYS] += len(sealed.days) - len(kept.days)
            if not kept.days and not listed:
                work.delete(record)
            elif kept != sealed:
                self._seal_plan(record, kept)

    def _past(self, sealed: SealedPlan, *, is_gone: bool) -> list[str]:
        """The ids of the days that go: all, when the person was deleted from the roster for good."""
        before: datetime = self.now - KEEP_REMINDERS
        return [day.id for day in sealed.days if is_gone or self._hand_day(day).overdue < before]

    def _left_for_good(self, person: UUID | None) -> bool:
        if person is None or not self._actor.may(Can.SEE_ROSTER):
            return False
        return person not in self._roster.contacts({person})
