"""Changing the plans: what came of a call, days set by hand, families, who calls, and handing a whole list over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.desk import SUPPORT_TEAM, gone
from wellness_desktop.debriefs.followups import APART
from wellness_desktop.debriefs.long_tail.calls import Call, Plan
from wellness_desktop.debriefs.long_tail.calls_calendar import year_calendar
from wellness_desktop.debriefs.long_tail.calls_prints import family_sheet, year_sheet
from wellness_desktop.debriefs.long_tail.family_dates import (
    birthday_after,
    federal_benefit_by,
    first_year,
    police_week,
)
from wellness_desktop.debriefs.long_tail.kinds import load_long_tail
from wellness_desktop.debriefs.long_tail.plans_desk import PlansDesk
from wellness_desktop.debriefs.long_tail.records import YearPlanRecord
from wellness_desktop.debriefs.long_tail.sealed_plan import HandDay, SealedPlan, from_text, to_text
from wellness_desktop.debriefs.long_tail.ways_back import (
    Undo,
    delete_record,
    give_back,
    put_back_rows,
    require_two,
    rows_of_helper,
)
from wellness_desktop.debriefs.records import ExposureRecord, FollowUpRecord
from wellness_desktop.debriefs.retention.holds import held_problem
from wellness_desktop.debriefs.session_values import FollowUpOutcome
from wellness_desktop.roster.people import Done
from wellness_desktop.store.problems import require_version

LABEL_LENGTH = 40
FURTHEST_YEARS = 30
"""A day further away than this is a slip of the key."""


@dataclass(frozen=True, slots=True)
class FamilyWish:
    """A family whose first year is planned. A label of 40 characters, and no story."""

    label: str
    died: date
    born: date | None = None
    """Of whoever died, for the birthday."""
    benefits: bool = True
    """Whether the death may be in the line of duty, so that the federal benefit has a last day to file."""
    owner: UUID | None = None
    deputy: UUID | None = None


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many plans went to another helper, and how many nobody calls for yet since they are that helper's own."""

    plans: int
    without: int


class LongTailDesk(PlansDesk):
    """Everything that changes a plan. Each change can be taken back."""

    def settle_call(self, plan: Plan, call: Call, outcome: FollowUpOutcome) -> Done[None]:
        """Notes what came of a call, for every day that it stands for; sealed to the support team.

        After a call that was made the next is at least 48 hours away, days set by hand excepted: a court does not
        wait. STOPPED ends the whole plan, as the person wants it. Undo brings back what was to do; what somebody
        declined and was forgotten meanwhile does not come back (DB-11).
        """
        self._require_mine(plan)
        if outcome is FollowUpOutcome.STOPPED:
            return self._stop_plan(plan)
        with self._work(Event.INCIDENT_CHANGED, None) as work:
            back = [
                self._settle_follow_up(work, day.follow_up, day.version, outcome) for day in call.days if day.follow_up
            ]
            by_hand = {day.key.removeprefix("h ") for day in call.days if day.by_hand}
            if by_hand:
                back.append(self._settle_by_hand(work, plan, by_hand, outcome))
            if outcome is FollowUpOutcome.DONE and call.is_call:
                back.append(self._keep_apart(work, plan.exposures))
        return Done(None, lambda: self._undo(back))

    def add_day(self, plan: Plan, kind: str, day: date) -> Done[None]:
        """Sets a day by hand: a court date, a birthday, the return to duty. Raises Problem for one that cannot be."""
        self._require_mine(plan)
        self._require_key()
        if kind not in load_long_tail().by_hand:
            raise Problem(tr("This kind of day is not known."), tr("Choose one of the list."))
        self._require_sensible(day)
        new = HandDay(uuid4().hex[:12], kind, day)
        return self._change_sealed(plan, lambda sealed: self._anchored(plan, sealed).with_days(new))

    def remove_day(self, plan: Plan, key: str) -> Done[None]:
        """Takes a day set by hand off the plan. Raises Problem under a legal hold."""
        self._require_mine(plan)
        self._require_key()
        with self._store.read() as work:
            self._require_not_held(work, plan)
        return self._change_sealed(plan, lambda sealed: sealed.without(key.removeprefix("h ")))

    def add_family(self, wish: FamilyWish) -> Done[str]:
        """Plans a family's first year after a death; gives the plan's key. For the coordinator with the team's key."""
        self._require_sealed()
        label = " ".join(wish.label.split())
        self._require_family(label, wish)
        require_two(wish.owner, wish.deputy)
        days = first_year(wish.died, load_long_tail().year_one)
        days.append(("police_week", police_week(wish.died)))
        if wish.born is not None:
            days.append(("birthday", birthday_after(wish.died, wish.born)))
        if wish.benefits:
            days.append(("federal_benefit", federal_benefit_by(wish.died)))
        sealed = SealedPlan(family=label).with_days(*(HandDay(uuid4().hex[:12], kind, day) for kind, day in days))
        with self._work(Event.INCIDENT_CHANGED, None) as work:
            record = YearPlanRecord(id=uuid4(), owner_id=wish.owner, deputy_id=wish.deputy, sealing=0)
            self._seal_plan(record, sealed)
            work.add(record)
        return Done(f"family {record.id}", lambda: self._undo([delete_record(record.id)]))

    def give_plan(self, plan: Plan, owner: UUID | None, deputy: UUID | None) -> Done[None]:
        """Says who calls, and who does where they cannot: for the whole plan, all incidents of the person alike."""
        self._actor.require(Can.SEE_COVERAGE)
        require_two(owner, deputy)
        if plan.person is not None and plan.person in (owner, deputy):
            raise Problem(tr("Nobody calls themselves."), tr("Choose another helper for this plan."))
        with self._work(Event.INCIDENT_CHANGED, None) as work:
            rows: list[FollowUpRecord | YearPlanRecord] = [
                row for row in self._rows(work, plan.exposures) if row.outcome is None
            ]
            record = work.get(YearPlanRecord, plan.record) if plan.record else None
            rows += [record] if record is not None else []
            before = [(type(row), row.id, row.owner_id, row.deputy_id) for row in rows]
            for row in rows:
                row.owner_id, row.deputy_id = owner, deputy
        return Done(None, lambda: self._undo([give_back(before)]))

    def hand_over(self, leaving: UUID, to: UUID) -> Done[HandedOver]:
        """Gives everything that one helper owns or stands in for to another, in one action.

        Leaving, a transfer, a resignation or a retirement ends no plan; somebody else calls. Nobody is made to call
        themselves, and where the other was the deputy already, the place of the deputy becomes free.
        """
        self._actor.require(Can.SEE_COVERAGE)
        if leaving == to:
            raise Problem(tr("This is the same helper."), tr("Choose who takes the list over."))
        with self._work(Event.INCIDENT_CHANGED, None) as work:
            rows = [
                (row, self._key_of(work, row), self._is_own(work, row, to)) for row in rows_of_helper(work, leaving)
            ]
            before = [(type(row), row.id, row.owner_id, row.deputy_id) for row, _, _ in rows]
            for row, _, own in rows:
                taker = None if own else to
                owner = taker if row.owner_id == leaving else row.owner_id
                deputy = taker if row.deputy_id == leaving else row.deputy_id
                row.owner_id, row.deputy_id = owner, (None if deputy == owner else deputy)
        found = {key for _, key, _ in rows}
        without = {key for _, key, own in rows if own}
        return Done(HandedOver(len(found), len(without)), lambda: self._undo([give_back(before)]))

    def see_to(self, plan: Plan) -> Done[None]:
        """The coordinator sees to somebody who was not reached twice, so that it is not told again before the next."""
        self._require_sealed()
        newest = max(day.due for day in plan.days if day.settled).isoformat()
        return self._change_sealed(plan, lambda sealed: replace(self._anchored(plan, sealed), cared=newest))

    # Papers and calendars

    def year_sheet(self, plan: Plan, *, large: bool = False) -> bytes:
        """The calls of a plan for its owner's pocket: days and neutral labels, nobody's name."""
        self._require_mine(plan)
        pdf = year_sheet(plan, self.now, replace(self._paper(), large=large))
        self._note_printed()
        return pdf

    def family_sheet(self, plan: Plan, *, large: bool = False) -> bytes:
        """A family's own sheet: when we call, who does, and what to ask about. Raises Problem for another plan."""
        self._require_mine(plan)
        if not plan.is_family:
            raise Problem(tr("This sheet is for families."), tr("For a colleague's plan print the helper's sheet."))
        people = self._roster.contacts({one for one in (plan.owner, plan.deputy) if one is not None})
        helpers = [people[one] for one in (plan.owner, plan.deputy) if one in people]
        pdf = family_sheet(plan, helpers, self.now, replace(self._paper(), large=large))
        self._note_printed()
        return pdf

    def year_calendar(self, plan: Plan) -> bytes:
        """The calls still to make as an .ics file that says "Call" and a time, nothing else."""
        self._require_mine(plan)
        found = year_calendar(plan, self.now)
        with self._work(Event.EXPORTED, None):
            return found

    def _note_printed(self) -> None:
        with self._work(Event.PRINTED, None):
            pass

    # ------------------------------------------------------------------------------------------------ inner parts

    def _settle_follow_up(self, work: Work, follow_up: UUID, version: int, outcome: FollowUpOutcome) -> Undo:
        record = work.get(FollowUpRecord, follow_up)
        if record is None or record.outcome is not None:
            raise gone()
        require_version(record, version)
        exposure, point = record.exposure_id, record.point
        self._settle_row(work, self._incident_of(work, exposure), record, outcome)

        def back(later: Work) -> None:
            query = select(FollowUpRecord).where(FollowUpRecord.exposure_id == exposure, FollowUpRecord.point == point)
            for row in later.scalars(query).all():
                row.outcome, row.stale = None, False

        return back

    def _settle_by_hand(self, work: Work, plan: Plan, ids: set[str], outcome: FollowUpOutcome) -> Undo:
        record, sealed = self._opened(work, plan)
        days = [replace(day, outcome=outcome) for day in sealed.days if day.id in ids]
        self._seal_plan(record, sealed.with_days(*days))
        return self._reseal(record.id, sealed)

    def _keep_apart(self, work: Work, exposures: Iterable[UUID]) -> Undo:
        """Moves what would come within 48 hours of the call that was made just now."""
        soonest = self.now.replace(second=0, microsecond=0) + APART
        moved: list[tuple[UUID, datetime, datetime]] = []
        for row in self._rows(work, exposures):
            if row.outcome is None and self.now < row.due_at < soonest:
                moved.append((row.id, row.due_at, row.overdue_at))
                row.due_at, row.overdue_at = soonest, row.overdue_at + (soonest - row.due_at)

        def back(later: Work) -> None:
            for row_id, due, overdue in moved:
                row = later.get(FollowUpRecord, row_id)
                if row is not None and row.outcome is None:
                    row.due_at, row.overdue_at = due, overdue

        return back

    def _stop_plan(self, plan: Plan) -> Done[None]:
        """The person wants no more calls: what was to come goes, of all their incidents and of the days set by hand."""
        back: list[Undo] = []
        with self._work(Event.INCIDENT_CHANGED, None) as work:
            still = [row for row in self._rows(work, plan.exposures) if row.outcome is None]
            copies = [
                (row.exposure_id, row.point, row.due_at, row.overdue_at, row.owner_id, row.deputy_id) for row in still
            ]
            for exposure in dict.fromkeys(row.exposure_id for row in still):
                first = min((row for row in still if row.exposure_id == exposure), key=lambda row: row.due_at)
                self._settle_row(work, self._incident_of(work, exposure), first, FollowUpOutcome.STOPPED)
            back.append(put_back_rows(copies))
            if plan.record is not None:
                record, sealed = self._opened(work, plan)
                open_days = [day for day in sealed.days if day.outcome is None]
                if self._is_held_plan(work, plan):
                    ended = sealed.with_days(*(replace(day, outcome=FollowUpOutcome.STOPPED) for day in open_days))
                else:
                    ended = sealed.without(*(day.id for day in open_days))
                self._seal_plan(record, ended)
                back.append(self._reseal(record.id, sealed))
        return Done(None, lambda: self._undo(back))

    def _change_sealed(self, plan: Plan, change: Callable[[SealedPlan], SealedPlan]) -> Done[None]:
        with self._work(Event.INCIDENT_CHANGED, None) as work:
            if plan.record is None:
                record = YearPlanRecord(id=uuid4(), owner_id=plan.owner, deputy_id=plan.deputy, sealing=0)
                work.add(record)
                self._seal_plan(record, change(SealedPlan()))
                return Done(None, lambda: self._undo([delete_record(record.id)]))
            record, sealed = self._opened(work, plan)
            self._seal_plan(record, change(sealed))
            return Done(None, lambda: self._undo([self._reseal(record.id, sealed)]))

    def _opened(self, work: Work, plan: Plan) -> tuple[YearPlanRecord, SealedPlan]:
        record = work.get(YearPlanRecord, plan.record) if plan.record else None
        if record is None:
            raise gone()
        require_version(record, plan.version, plan)
        return record, from_text(self._keyring.open(record.sealed, record=record.id, version=record.sealing))

    def _seal_plan(self, record: YearPlanRecord, sealed: SealedPlan) -> None:
        record.sealing = (record.sealing or 0) + 1
        record.sealed = self._keyring.seal(to_text(sealed), record=record.id, version=record.sealing, to=SUPPORT_TEAM)

    def _reseal(self, record_id: UUID, before: SealedPlan) -> Undo:
        def back(later: Work) -> None:
            record = later.get(YearPlanRecord, record_id)
            if record is None:
                raise gone()
            self._seal_plan(record, before)

        return back

    def _undo(self, back: Iterable[Undo]) -> None:
        with self._work(Event.INCIDENT_CHANGED, None) as work:
            for one in reversed(list(back)):
                one(work)
                work.flush()

    def _anchored(self, plan: Plan, sealed: SealedPlan) -> SealedPlan:
        """Knows whose it is from now on, also where that was added by another incident since."""
        if plan.is_family:
            return sealed
        exposures = tuple(dict.fromkeys((*sealed.exposures, *plan.exposures)))
        return replace(sealed, person=plan.person or sealed.person, exposures=exposures)

    def _require_key(self) -> None:
        if not self._keyring.may_open(SUPPORT_TEAM):
            raise Problem(
                tr("Days set by hand are sealed to the support team, and your sign-in does not hold its key yet."),
                tr("Ask somebody of the support team to let you in, under Accounts."),
            )

    def _require_sensible(self, day: date) -> None:
        if day < self.today:
            raise Problem(tr("This day is over."), tr("Type a day that is still to come."))
        if day.year > self.today.year + FURTHEST_YEARS:
            raise Problem(tr("This day is too far away."), tr("Look at the year again."))

    def _require_family(self, label: str, wish: FamilyWish) -> None:
        if not label or len(label) > LABEL_LENGTH:
            raise Problem(
                tr("How do you call this family?"),
                tr("A short label of up to {count} characters is enough.", count=LABEL_LENGTH),
            )
        if wish.died > self.today:
            raise Problem(tr("This day is still to come."), tr("Type the day of the death."))
        if wish.born is not None and wish.born >= wish.died:
            raise Problem(tr("This birthday cannot be right."), tr("Type the day and the year of birth."))

    def _require_not_held(self, work: Work, plan: Plan) -> None:
        if self._is_held_plan(work, plan):
            raise held_problem()

    def _is_held_plan(self, work: Work, plan: Plan) -> bool:
        incidents = {self._incident_of(work, one) for one in plan.exposures}
        return self._held(work, None) or any(self._held(work, one) for one in incidents)

    @staticmethod
    def _incident_of(work: Work, exposure_id: UUID) -> UUID:
        return work.get_one(ExposureRecord, exposure_id).incident_id

    @staticmethod
    def _rows(work: Work, exposures: Iterable[UUID]) -> list[FollowUpRecord]:
        wanted = FollowUpRecord.exposure_id.in_(list(exposures))
        return list(work.scalars(select(FollowUpRecord).where(wanted).order_by(FollowUpRecord.due_at)))

    def _key_of(self, work: Work, row: FollowUpRecord | YearPlanRecord) -> str:
        """Which plan a row belongs to, as far as it says without being opened."""
        if isinstance(row, YearPlanRecord):
            return str(row.id)
        return str(work.get_one(ExposureRecord, row.exposure_id).person_id or row.exposure_id)

    def _is_own(self, work: Work, row: FollowUpRecord | YearPlanRecord, to: UUID) -> bool:
        """Whether the plan is about the very helper who would take it."""
        if isinstance(row, FollowUpRecord):
            return work.get_one(ExposureRecord, row.exposure_id).person_id == to
        if not self._keyring.may_open(SUPPORT_TEAM):
            return False
        return from_text(self._keyring.open(row.sealed, record=row.id, version=row.sealing)).person == to
