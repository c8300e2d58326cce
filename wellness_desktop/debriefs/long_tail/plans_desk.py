"""Reading the plans: whose they are, what is to do next, and who was not reached twice (section 10)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.desk import SUPPORT_TEAM, gone
from wellness_desktop.debriefs.followups import MORNING
from wellness_desktop.debriefs.long_tail.calls import Call, CallsWaiting, Plan, PlanDay, due_now, in_order
from wellness_desktop.debriefs.long_tail.kinds import load_long_tail, neutral_day, neutral_label
from wellness_desktop.debriefs.long_tail.records import YearPlanRecord
from wellness_desktop.debriefs.long_tail.sealed_plan import HandDay, SealedPlan, from_text
from wellness_desktop.debriefs.papers_desk import PapersDesk
from wellness_desktop.debriefs.reading import Names, exposed_name, name_of
from wellness_desktop.debriefs.records import ExposureRecord, FollowUpRecord
from wellness_desktop.debriefs.session_values import FollowUpOutcome
from wellness_desktop.roster.duty_roster.shifts import at_local

MISSED = 2
"""How often in a row nobody was reached before the coordinator is told."""


@dataclass
class _Parts:
    """A plan while it is put together."""

    rows: list[tuple[FollowUpRecord, ExposureRecord]] = field(default_factory=list)
    record: YearPlanRecord | None = None
    sealed: SealedPlan | None = None


class PlansDesk(PapersDesk):
    """Plans as their owners, deputies and the coordinator see them. Ranks see none."""

    def plans(self) -> list[Plan]:
        """Every plan of the person signed in: the coordinator's are all, a helper's those they own or stand in for.

        Days set by hand and families' plans are sealed, and left out for whoever does not hold the team's key.
        """
        mine = self._scope()
        with self._store.read() as work:
            return self._plans(work, mine)

    def plan_of(self, key: str) -> Plan:
        """One of them as it is now. Raises Problem when it is not there any more."""
        found = next((plan for plan in self.plans() if plan.key == key), None)
        if found is None:
            raise gone()
        return found

    def plans_of(self, incident_id: UUID) -> list[Plan]:
        """The plans of everybody listed for an incident, for whoever opens sealed records. One plan is the person's,
        so it holds the days of their other incidents as well.
        """
        self._require_sealed()
        here = ExposureRecord.incident_id == incident_id
        with self._store.read() as work:
            listed = set(work.scalars(select(ExposureRecord.id).where(here)))
            found = self._plans(work, None, _of_people(select(ExposureRecord.id).where(here)))
        return [plan for plan in found if listed.intersection(plan.exposures)]

    def calls_due(self) -> list[tuple[Plan, Call]]:
        """What is due now for the person signed in as owner or deputy, the oldest first. Nobody else is reminded."""
        me = self._me()
        return self._due_to(me, self.plans()) if me is not None else []

    def calls_waiting(self) -> CallsWaiting:
        """What waits for the person signed in: the own calls, and for the coordinator those of nobody, and whom two
        calls did not reach. A call that is in a helper's hands is told to nobody else.
        """
        me, sees_all = self._me(), self._actor.may(Can.SEE_COVERAGE)
        if me is None and not sees_all:
            return CallsWaiting()
        plans = self.plans()
        mine = self._due_to(me, plans) if me is not None else []
        stands_in = sum(plan.owner != me for plan, _ in mine)
        if not sees_all:
            return CallsWaiting(tuple(mine), stands_in)
        helpers = {one.id for one in self.helpers()}
        without = [plan for plan in plans if plan.owner not in helpers and (me is None or me != plan.deputy)]
        missed = sum(plan.twice_missed for plan in plans)
        return CallsWaiting(tuple(mine), stands_in, tuple(due_now(without, self.now)), missed)

    def plans_to_see_to(self) -> list[Plan]:
        """Plans of people whom two calls in a row did not reach; for the coordinator, and never for a supervisor."""
        if not self.opens_sealed:
            return []
        return [plan for plan in self.plans() if plan.twice_missed]

    # ------------------------------------------------------------------------------------------------ inner parts

    def _due_to(self, me: UUID, plans: Iterable[Plan]) -> list[tuple[Plan, Call]]:
        return due_now((plan for plan in plans if me in (plan.owner, plan.deputy)), self.now)

    def _me(self) -> UUID | None:
        if not self._actor.may(Can.SEE_ROSTER):
            return None
        own = self._roster.me()
        return own.id if own is not None else None

    def _scope(self) -> UUID | None:
        """None for the coordinator, who sees all; else the helper's own id."""
        if self._actor.may(Can.SEE_COVERAGE):
            return None
        self._actor.require(Can.LEAD_SESSIONS)
        me = self._me()
        if me is None:
            raise Problem(
                tr("Your sign-in is no entry of the roster yet."), tr("Ask the coordinator to connect the two.")
            )
        return me

    def _require_mine(self, plan: Plan) -> None:
        if not self._actor.may(Can.SEE_COVERAGE) and self._scope() not in (plan.owner, plan.deputy):
            raise NotAllowed(tr("This plan is another helper's."), tr("Nothing was changed."))

    def _plans(self, work: Work, mine: UUID | None, among: ColumnElement[bool] | None = None) -> list[Plan]:
        """Plans in order. Follow-ups only of people `among` these, where given; days set by hand of everybody."""
        parts = self._gathered(work, mine, among)
        ids = [one for part in parts.values() for one in _people_in(part)]
        people = self._named(ids)
        found = [plan for key, part in parts.items() if (plan := self._plan(key, part, people)) is not None]
        return in_order(found, self.now)

    def _gathered(self, work: Work, mine: UUID | None, among: ColumnElement[bool] | None) -> dict[str, _Parts]:
        parts: dict[str, _Parts] = {}
        key_of: dict[UUID, str] = {}
        for row, exposure in work.execute(_follow_ups(mine, among)):
            key = key_of[exposure.id] = person_key(exposure.person_id, exposure.id)
            parts.setdefault(key, _Parts()).rows.append((row, exposure))
        for key in [key for key, part in parts.items() if all(row.outcome for row, _ in part.rows)]:
            del parts[key]  # nothing is left of it, unless a day was set by hand
        for record, sealed in self._sealed_plans(work, mine):
            part = parts.setdefault(self._key_of_sealed(work, record, sealed), _Parts())
            part.record, part.sealed = record, sealed
        return parts

    def _sealed_plans(self, work: Work, mine: UUID | None) -> Iterator[tuple[YearPlanRecord, SealedPlan]]:
        if not self._keyring.may_open(SUPPORT_TEAM):
            return
        query = select(YearPlanRecord)
        if mine is not None:
            query = query.where(or_(YearPlanRecord.owner_id == mine, YearPlanRecord.deputy_id == mine))
        for record in work.scalars(query):
            text = self._keyring.open(record.sealed, record=record.id, version=record.sealing)
            yield record, from_text(text)

    @staticmethod
    def _key_of_sealed(work: Work, record: YearPlanRecord, sealed: SealedPlan) -> str:
        """By the list of an incident first: two entries of the roster may have become one since it was sealed."""
        if sealed.family:
            return f"family {record.id}"
        for exposure_id in sealed.exposures:
            exposure = work.get(ExposureRecord, exposure_id)
            if exposure is not None:
                return person_key(exposure.person_id, exposure.id)
        return person_key(sealed.person, record.id)

    def _plan(self, key: str, part: _Parts, people: Names) -> Plan | None:
        name, number, person = _whose(part, people)
        if not name:
            return None
        owner, deputy = _helpers(part)
        sealed_days = part.sealed.days if part.sealed else ()
        days = [self._day_of(row) for row, _ in part.rows] + [self._hand_day(day) for day in sealed_days]
        plan = Plan(
            key=key,
            name=name,
            person=person,
            is_family=bool(part.sealed and part.sealed.family),
            owner=owner,
            owner_name=name_of(owner, people) if owner else "",
            deputy=deputy,
            deputy_name=name_of(deputy, people) if deputy else "",
            days=tuple(sorted(days, key=lambda day: (day.due, day.key))),
            exposures=tuple(dict.fromkeys(exposure.id for _, exposure in part.rows)),
            record=part.record.id if part.record else None,
            version=part.record.version if part.record else 0,
            number=number,
        )
        return replace(plan, twice_missed=self.opens_sealed and self._twice_missed(part))

    def _day_of(self, row: FollowUpRecord) -> PlanDay:
        point = next((one for one in self.protocols.followups if one.id == row.point), None)
        label = tr(point.label) if point else tr("Follow-up")
        return PlanDay(
            key=f"f {row.exposure_id} {row.point}",
            label=neutral_label(row.point, label),
            name=label,
            about=tr(point.about) if point else "",
            due=row.due_at,
            overdue=row.overdue_at,
            follow_up=row.id,
            version=row.version,
            check_locally=bool(point and point.status.check_locally),
            settled=row.outcome is not None,
        )

    def _hand_day(self, day: HandDay) -> PlanDay:
        kind = load_long_tail().kind(day.kind)
        due = at_local(day.day - timedelta(days=kind.lead_days), MORNING, self._zone)
        last = at_local(day.day, MORNING, self._zone) + timedelta(days=kind.grace_days)
        return PlanDay(
            key=f"h {day.id}",
            label=neutral_day(),
            name=tr(kind.name),
            about=tr(kind.about),
            due=due,
            overdue=last,
            is_call=kind.is_call,
            check_locally=kind.check_locally,
            source=kind.source,
            outcome=day.outcome.label if day.outcome else "",
            settled=day.outcome is not None,
        )

    def _twice_missed(self, part: _Parts) -> bool:
        """Whether the newest two outcomes say that nobody was reached. Opens no more sealed ones than it must."""
        settled: list[tuple[str, FollowUpRecord | HandDay]] = [
            (row.due_at.isoformat(), row) for row, _ in part.rows if row.outcome is not None
        ]
        settled += [
            (at_local(day.day, MORNING, self._zone).isoformat(), day)
            for day in (part.sealed.days if part.sealed else ())
            if day.outcome is not None
        ]
        newest = sorted(settled, key=lambda one: one[0], reverse=True)[:MISSED]
        if len(newest) < MISSED or (part.sealed and newest[0][0] <= part.sealed.cared):
            return False
        return all(self._came_of(one) is FollowUpOutcome.NOT_REACHED for _, one in newest)

    def _came_of(self, one: FollowUpRecord | HandDay) -> FollowUpOutcome | None:
        return self._outcome(one) if isinstance(one, FollowUpRecord) else one.outcome


def person_key(person: UUID | None, other: UUID) -> str:
    """What a plan is called inside the program: by the person, or for a guest by where they are listed."""
    return f"person {person}" if person else f"guest {other}"


def _follow_ups(mine: UUID | None, among: ColumnElement[bool] | None) -> Select[FollowUpRecord, ExposureRecord]:
    query = (
        select(FollowUpRecord, ExposureRecord)
        .join(ExposureRecord, ExposureRecord.id == FollowUpRecord.exposure_id)
        .order_by(FollowUpRecord.due_at.desc(), FollowUpRecord.id)
    )
    if among is not None:
        query = query.where(among)
    if mine is not None:
        return query.where(or_(FollowUpRecord.owner_id == mine, FollowUpRecord.deputy_id == mine))
    # of people with nothing to do any more, ten years of settled follow-ups are not read
    return query.where(_of_people(select(FollowUpRecord.exposure_id).where(FollowUpRecord.outcome.is_(None))))


def _of_people(exposures: Select[UUID]) -> ColumnElement[bool]:
    """Everything of the people listed there, since a plan is the person's: their other incidents, too."""
    of_whom = select(ExposureRecord.person_id).where(
        ExposureRecord.person_id.is_not(None), ExposureRecord.id.in_(exposures)
    )
    return or_(ExposureRecord.id.in_(exposures), ExposureRecord.person_id.in_(of_whom))


def _helpers(part: _Parts) -> tuple[UUID | None, UUID | None]:
    """Who asks, and the deputy. Nobody yet, while a new incident's follow-ups are nobody's."""
    still = [row for row, _ in part.rows if row.outcome is None]
    if any(row.owner_id is None for row in still):
        return None, None
    if part.record is not None:
        return part.record.owner_id, part.record.deputy_id
    first = still[0] if still else part.rows[0][0]
    return first.owner_id, first.deputy_id


def _people_in(part: _Parts) -> Iterable[UUID | None]:
    for row, exposure in part.rows:
        yield from (row.owner_id, row.deputy_id, exposure.person_id)
    if part.record is not None:
        yield from (part.record.owner_id, part.record.deputy_id)
    if part.sealed is not None:
        yield part.sealed.person


def _whose(part: _Parts, people: Names) -> tuple[str, str, UUID | None]:
    """Name, number and id. No name for somebody taken off the roster who has nothing but an incident's follow-ups."""
    if part.sealed is not None and part.sealed.family:
        return part.sealed.family, "", None
    exposure = part.rows[0][1] if part.rows else None
    person = exposure.person_id if exposure else (part.sealed.person if part.sealed else None)
    contact = people.get(person) if person else None
    number = contact.phones[0].shown if contact and contact.phones else ""
    if exposure is not None:
        name = exposed_name(exposure, people) or ""
    else:
        name = contact.name if contact else tr("Somebody not on the roster")
    return name, number, person
