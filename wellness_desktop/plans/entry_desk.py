"""What the agency enters: facts, and who holds a role. Each change can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.desk import Saved, changed_elsewhere, fact_of
from wellness_desktop.plans.items import Field, Role, Template, Topic
from wellness_desktop.plans.merging import Fact, Places
from wellness_desktop.plans.own_words.cadence import DAYS_FOR_A_NEW_CHIEF, PLAN_OWNER
from wellness_desktop.plans.own_words.own_plan_desk import OwnPlanDesk
from wellness_desktop.plans.pairs import clashes, too_many
from wellness_desktop.plans.people import NO_SEATS, Holder, Place, Seats, holder_of
from wellness_desktop.plans.records import FactRecord, PlanRecord, SeatRecord, id_of
from wellness_desktop.plans.templates import CORE
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.phones import read_number

LONGEST_LINE = 300
LONGEST_TEXT = 4000
MOST_SWORN = 9999


@dataclass(frozen=True, slots=True)
class Entered:
    """A field with what the agency entered, and what will print."""

    field: Field
    fact: Fact
    shown: str
    """As it prints; empty when it would print as a blank line."""
    gone: bool = False
    """It names a person who is no longer on the roster."""


@dataclass(frozen=True, slots=True)
class TopicEntries:
    """One step of the assistant."""

    topic: Topic
    entries: tuple[Entered, ...]

    @property
    def minutes_left(self) -> int:
        """How long its empty fields take."""
        return sum(one.field.minutes for one in self.entries if not one.shown and one.field.need != "may")


@dataclass(frozen=True, slots=True)
class RoleSeats:
    """A role and who sits in it."""

    role: Role
    seats: Seats


@dataclass(frozen=True, slots=True)
class Core:
    """What every plan of the agency shares, and the extra questions of one plan when it was asked for one."""

    topics: tuple[TopicEntries, ...]
    roles: tuple[RoleSeats, ...]


class EntryDesk(OwnPlanDesk):
    """Entering things."""

    def core(self, plan: str = CORE) -> Core:
        """Facts by topic and roles with their seats; with a plan, also its own questions and seats."""
        saved = self._read_saved()
        template = self.template(plan, self._edits_for(saved, plan))
        known = self._known(saved, plan)
        places = Places(template, known)
        return Core(
            tuple(
                TopicEntries(
                    topic, tuple(_entered(places, one, saved) for one in template.field if one.topic == topic.id)
                )
                for topic in template.topic
            ),
            tuple(RoleSeats(role, known.seats.get(role.id, NO_SEATS)) for role in template.role),
        )

    def people(self) -> tuple[Holder, ...]:
        """Everybody who can be chosen for a role or an office, by name."""
        self._actor.require(Can.EDIT_PLANS)
        return tuple(holder_of(person, self.today, own=person.own_agency) for person in self._everybody())

    def set_fact(
        self,
        field_id: str,
        text: str = "",
        *,
        person: UUID | None = None,
        numbers: Sequence[str] = (),
        detail: str = "",
        seen: int | None = None,
    ) -> Done[Fact]:
        """Saves one fact; all empty clears it.

        `seen` is the version the page showed; ChangedElsewhere when another one was saved since. Raises Problem,
        in words for the field, when the entry is no date, no number or too long.
        """
        self._actor.require(Can.EDIT_PLANS)
        one = self._field(field_id)
        entry = _checked(one, Fact(field_id, text, person, tuple(numbers), detail))
        key = id_of("fact", field_id)
        with self._work(Event.PLAN_CHANGED, key, self._plans_with_field(field_id)) as session:
            record = session.get(FactRecord, key)
            before = fact_of(record) if record is not None else Fact(field_id)
            if seen is not None and seen != before.version:
                raise changed_elsewhere(before)
            if record is None:
                record = FactRecord(id=key, field=field_id)
                session.add(record)
            record.text, record.person_id = entry.text, entry.person
            record.numbers, record.detail = list(entry.numbers), entry.detail
            session.flush()
            saved = fact_of(record)
        return Done(saved, lambda: self._put_fact_back(before, saved.version))

    def _put_fact_back(self, before: Fact, seen: int) -> None:
        self.set_fact(
            before.field,
            before.text,
            person=before.person,
            numbers=before.numbers,
            detail=before.detail,
            seen=seen,
        )

    def assign_role(self, role_id: str, place: Place, person: UUID | None, *, plan: str = CORE) -> Done[Seats]:
        """Puts somebody into a seat, or nobody. For `plan` "core" it holds for every plan; a plan's own seat that
        is emptied gives way to that one.

        Raises Problem when the person is not on the roster, sits in the role already, or holds another role that
        must not be one with it, or three first-hour roles already (crisis_plans.md C). A new chief has every approved
        plan read again within 60 days (crisis_plans.md L).
        """
        return self._sit(role_id, place, person, plan, undoes=False)

    def _sit(self, role_id: str, place: Place, person: UUID | None, plan: str, *, undoes: bool) -> Done[Seats]:
        self._actor.require(Can.EDIT_PLANS)
        saved = self._read_saved()
        template = self.template(plan, self._edits_for(saved, plan))
        role = next((one for one in template.role if one.id == role_id), None)
        if role is None:
            raise Problem(tr("This plan has no such role."), tr("Choose one of the roles in the table."))
        if person is not None:
            self._require_fits(saved, template, plan, role, place, person)
        key = id_of("seat", plan, role_id, place)
        with self._work(Event.PLAN_CHANGED, key, self._plans_with_role(role_id, plan)) as session:
            record = session.get(SeatRecord, key)
            before = record.person_id if record is not None else None
            another = record is not None and person not in (None, before) and not undoes
            if record is None:
                record = SeatRecord(id=key, plan=plan, role=role_id, place=place)
                session.add(record)
            record.person_id = person
            is_chief = (plan, role_id, place) == (CORE, PLAN_OWNER, Place.PRIMARY)
            moved = self._bring_reviews_forward(session) if is_chief and another else {}
        seats = self._known(self._read_saved(), plan).seats.get(role_id, NO_SEATS)
        return Done(seats, lambda: self._sit_back(role_id, place, before, plan, moved))

    def _bring_reviews_forward(self, session: Session) -> dict[str, date]:
        """Dates every review within the time for a new chief; gives the later days that stood there before."""
        last = self.today + timedelta(days=DAYS_FOR_A_NEW_CHIEF)
        later = {one.plan: one for one in session.scalars(select(PlanRecord).where(PlanRecord.review_on > last))}
        before = {plan: record.review_on for plan, record in later.items() if record.review_on is not None}
        for record in later.values():
            record.review_on = last
        return before

    def _sit_back(
        self, role_id: str, place: Place, person: UUID | None, plan: str, reviews: Mapping[str, date]
    ) -> None:
        """Undoes `assign_role`. A plan that was approved meanwhile keeps its new day."""
        self._sit(role_id, place, person, plan, undoes=True)
        if not reviews:
            return
        with self._store.work() as session:
            for record in session.scalars(select(PlanRecord).where(PlanRecord.plan.in_(reviews))):
                if record.review_on is not None and record.review_on < reviews[record.plan]:
                    record.review_on = reviews[record.plan]
            self._audit.record(session, self._actor, Event.PLAN_CHANGED, id_of("seat", plan, role_id, place))

    def _require_fits(
        self, saved: Saved, template: Template, plan: str, role: Role, place: Place, person: UUID
    ) -> None:
        known = self._known(saved, plan)
        holder = self._holders([person], self._everybody()).get(person)
        if holder is None:
            raise Problem(
                tr("This person is no longer on the roster."), tr("Nothing was changed. Choose someone else.")
            )
        seats = known.seats.get(role.id, NO_SEATS)
        for other in Place:
            sitting = seats.at(other).holder
            if other is not place and sitting is not None and sitting.id == person:
                raise Problem(
                    tr("This person is named for the role already."),
                    tr("Nothing was changed. Each of the three seats needs its own person."),
                )
        if place is Place.OUTSIDE and holder.own:
            raise Problem(
                tr("An outside alternate works for another agency."),
                tr("Nothing was changed. Choose someone who still stands when all of us are part of it."),
            )
        if place is not Place.PRIMARY:
            return
        against = clashes(template.role, known.seats, role, person)
        if against:
            raise Problem(
                tr("The same person must not be {one} and {other}.", one=role.title, other=against[0].title),
                tr("Nothing was changed. Choose someone else for one of the two."),
            )
        if too_many(template.role, known.seats, role, person):
            raise Problem(
                tr("This person has three roles in the first hour already."),
                tr("Nothing was changed. Nobody can do more than three things at once; choose someone else."),
            )

    def _field(self, field_id: str) -> Field:
        saved = self._read_saved()
        for plan in (CORE, *self.plan_ids()):
            one = self.template(plan, self._edits_for(saved, plan)).find_field(field_id)
            if one is not None:
                return one
        raise Problem(tr("This plan has no such field."), tr("Nothing was changed. Open the plan again."))

    def _plans_with_field(self, field_id: str) -> list[str]:
        saved = self._read_saved()
        return [
            plan
            for plan in self.plan_ids()
            if self.template(plan, self._edits_for(saved, plan)).find_field(field_id) is not None
        ]

    def _plans_with_role(self, role_id: str, plan: str) -> list[str]:
        if plan != CORE:
            return [plan]
        return [one for one in self.plan_ids() if any(role.id == role_id for role in self.template(one).role)]


def _entered(places: Places, one: Field, saved: Saved) -> Entered:
    line = places.fact_line(one)
    fact = saved.facts.get(one.id, Fact(one.id))
    return Entered(one, fact, line.value or "", gone=line.office is not None and line.office.gone)


def _checked(one: Field, entry: Fact) -> Fact:
    """The entry as it is saved. Raises Problem in words for the field."""
    text = entry.text.strip()
    if len(text) > (LONGEST_TEXT if one.kind == "text" else LONGEST_LINE):
        raise Problem(tr("This is too long."), tr("Say it in fewer words; a tired person has to read it."))
    if one.kind == "number" and text and not (text.isascii() and text.isdigit() and int(text) <= MOST_SWORN):
        raise Problem(tr("This is not a number."), tr("Type digits only, for example 9."))
    if one.kind == "date" and text:
        text = _day(text)
    if one.kind != "contact":
        return Fact(one.id, text)
    numbers = tuple(read_number(number).shown for number in entry.numbers if number.strip())
    if entry.person is not None:
        return Fact(one.id, "", entry.person, (), entry.detail.strip()[:200])
    return Fact(one.id, text, None, numbers, entry.detail.strip()[:200])


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Problem(tr("This is not a date."), tr("Type it as year-month-day, for example 2027-06-30.")) from error
