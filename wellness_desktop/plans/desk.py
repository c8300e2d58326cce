"""What every part of the plans' service stands on: the store, the actor, the templates, and one way to save."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit, Event
from wellness_desktop.accounts.desk import StationDesk
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.base.settings import Settings
from wellness_desktop.plans.community.reading import PartnerRows, partner_lines, partner_rows
from wellness_desktop.plans.items import Template
from wellness_desktop.plans.merging import Fact, Known
from wellness_desktop.plans.overlay import NO_CHANGES, Changes, Edit, EditKind, combine
from wellness_desktop.plans.own_words.order import Move
from wellness_desktop.plans.own_words.own_plans import PREFIX, OwnPlan, own_overlay, plan_of
from wellness_desktop.plans.own_words.records import MoveRecord, OwnPlanRecord
from wellness_desktop.plans.people import Holder, Place, Seat, Seats, holder_of
from wellness_desktop.plans.records import EditRecord, FactRecord, PlanRecord, SeatRecord, Status, id_of
from wellness_desktop.plans.templates import CORE, Templates, shipped_templates
from wellness_desktop.roster.kinds import PersonRole, Standing
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.service import Roster
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.store import Store, read_kept, read_once

MOST_COMBINED = 48
"""Plans kept put together: each of the fourteen as the files have it and with the agency's changes, and some more."""
NOT_STAFF = frozenset(
    {PersonRole.RETIREE, PersonRole.FAMILY, PersonRole.COMMUNITY_PARTNER, PersonRole.VENDOR, PersonRole.OTHER}
)
"""Roles that do not make somebody one of "all members"."""


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A saved seat: which plan, role and place, and whose id."""

    plan: str
    role: str
    place: Place
    person: UUID | None


@dataclass(frozen=True, slots=True)
class Saved:
    """Everything the agency saved, read in one go."""

    facts: dict[str, Fact]
    seats: tuple[SeatRow, ...]
    edits: dict[str, tuple[Edit, ...]]
    """By plan; "core" for all plans."""
    moves: dict[str, tuple[Move, ...]] = field(default_factory=dict)
    """The same."""
    partners: PartnerRows = field(default_factory=PartnerRows)


@dataclass(frozen=True, slots=True)
class Reach:
    """The people that the plans point to, as they are today."""

    members: tuple[Holder, ...]
    """Everybody who works here; empty for whoever may not see the whole roster."""
    retirees: tuple[Holder, ...]
    holders: dict[UUID, Holder]
    """Those in a seat or a fact of any plan who are still on the roster, by id."""


class Desk(StationDesk):
    """The common ground of the service's parts; see service.py for the whole."""

    def __init__(
        self,
        store: Store,
        actor: Actor,
        keyring: Keyring,
        clock: Clock,
        audit: Audit,
        zone: ZoneInfo,
        roster: Roster,
        settings: Settings,
        templates: Callable[[], Templates] = shipped_templates,
    ) -> None:
        """`templates` reads the plan files: the shipped ones, or those of content packs laid over them."""
        super().__init__(store, actor, keyring, clock, audit, zone)
        self._read_templates = templates
        self._roster = roster
        self._settings = settings
        self._combined = lru_cache(maxsize=MOST_COMBINED)(self._combine)

    @cached_property
    def templates(self) -> Templates:
        """The plan files, read once. Raises Problem when one has a mistake."""
        return self._read_templates()

    def template(self, plan: str, changes: Changes = NO_CHANGES) -> Template:
        """The plan as one template, put together once for each state of the agency's changes.

        Raises Problem when there is no such plan.
        """
        own = self._own_plans().get(plan) if plan.startswith(PREFIX) else None
        return self._combined(plan, changes, own)

    def _combine(self, plan: str, changes: Changes, own: OwnPlan | None) -> Template:
        core = self.templates.core
        overlay = own_overlay(core, own) if own is not None else self.templates.overlays.get(plan)
        if overlay is None and plan != CORE:
            raise self._no_plan(plan)
        return combine(core, overlay, changes.edits, changes.moves)

    def plan_ids(self) -> tuple[str, ...]:
        """Every plan in use: the shipped ones, then the agency's own by title."""
        own = sorted(self._own_plans().values(), key=lambda one: (name_key(one.title), one.id))
        return (*sorted(self.templates.overlays), *(one.id for one in own if not one.retired))

    def _own_plans(self) -> dict[str, OwnPlan]:
        """The plans that the agency made, by id, those out of use too."""
        with self._store.read() as session:
            return read_kept(
                session,
                "own plans",
                lambda: {record.plan: plan_of(record) for record in session.scalars(select(OwnPlanRecord))},
            )

    def _no_plan(self, plan: str) -> Problem:
        spoiled = next((one for one in self.templates.left_out if one.plan == plan), None)
        if spoiled is not None:
            return Problem(
                tr("The file of plan {plan} has a mistake in it.", plan=plan),
                tr(
                    "What your agency entered is safe. Mend this in {file}: {fault}",
                    file=spoiled.file,
                    fault=spoiled.fault,
                ),
            )
        return Problem(tr("There is no such plan."), tr("Go back to the list; it shows the plans there are."))

    @contextmanager
    def _work(self, event: Event, subject: UUID, plans: Iterable[str]) -> Iterator[Session]:
        """A unit of work that leaves a line in the audit log and takes the approval off the plans it changes."""
        with self._store.work() as session:
            yield session
            session.flush()
            for plan in plans:
                record = session.get(PlanRecord, id_of("plan", plan))
                if record is not None and record.status is Status.APPROVED:
                    record.status = Status.DRAFT
            self._audit.record(session, self._actor, event, subject)

    def _read_saved(self) -> Saved:
        self._actor.require(Can.SEE_PLANS)
        with self._store.read() as session:
            return read_once(session, "saved plans", lambda: self._saved_in(session))

    def _saved_in(self, session: Session) -> Saved:
        facts = {record.field: fact_of(record) for record in session.scalars(select(FactRecord))}
        seats = tuple(
            SeatRow(record.plan, record.role, record.place, record.person_id)
            for record in session.scalars(select(SeatRecord).order_by(SeatRecord.id))
        )
        edits: dict[str, list[Edit]] = {}
        for record in session.scalars(select(EditRecord).order_by(EditRecord.item)):
            if record.kind is not None:
                edits.setdefault(record.plan, []).append(edit_of(record, record.kind))
        moves: dict[str, list[Move]] = {}
        for move in session.scalars(select(MoveRecord).where(MoveRecord.moved).order_by(MoveRecord.item)):
            moves.setdefault(move.plan, []).append(Move(move.item, move.after, move.rank))
        if self._settings.agency_name and not facts.get("agency", Fact("agency")).text:
            version = facts["agency"].version if "agency" in facts else 0
            facts["agency"] = Fact("agency", self._settings.agency_name, version=version)
        return Saved(
            facts,
            seats,
            {plan: tuple(many) for plan, many in edits.items()},
            {plan: tuple(many) for plan, many in moves.items()},
            partner_rows(session),
        )

    def _edits_for(self, saved: Saved, plan: str) -> Changes:
        """Changes to the core, then those to this plan, which win."""
        own = self._own_changes(saved, plan) if plan != CORE else NO_CHANGES
        worded = {edit.item for edit in own.edits}
        moved = {move.item for move in own.moves}
        shared = self._own_changes(saved, CORE)
        return Changes(
            tuple(edit for edit in shared.edits if edit.item not in worded) + own.edits,
            tuple(move for move in shared.moves if move.item not in moved) + own.moves,
        )

    def _own_changes(self, saved: Saved, plan: str) -> Changes:
        """Changes made to this plan, or under "core" to all."""
        return Changes(saved.edits.get(plan, ()), saved.moves.get(plan, ()))

    def _reach(self, saved: Saved) -> Reach:
        """The people that plans may draw on, read once for as many plans as are merged from them."""
        everybody = self._everybody()
        ids = {row.person for row in saved.seats} | {fact.person for fact in saved.facts.values()}
        ids |= saved.partners.people
        return Reach(
            _those(everybody, self.today, lambda person: person.own_agency and not person.roles & NOT_STAFF),
            _those(everybody, self.today, lambda person: PersonRole.RETIREE in person.roles),
            self._holders((one for one in ids if one is not None), everybody),
        )

    def _known(self, saved: Saved, plan: str, reach: Reach | None = None) -> Known:
        """What a merge of this plan draws on: facts, seats, and the people they point to as they are today."""
        reach = self._reach(saved) if reach is None else reach
        rows = {(row.role, row.place): row.person for row in saved.seats if row.plan == CORE}
        if plan != CORE:
            own = (row for row in saved.seats if row.plan == plan and row.person is not None)
            rows |= {(row.role, row.place): row.person for row in own}
        ids = {person for person in rows.values() if person is not None}
        ids |= {fact.person for fact in saved.facts.values() if fact.person is not None}
        people = {person: holder for person, holder in reach.holders.items() if person in ids}
        register = partner_lines(saved.partners, reach.holders)
        return Known(
            facts=saved.facts,
            seats=_seats(rows, people),
            people=people,
            members=reach.members,
            retirees=reach.retirees,
            register=register,
            first_calls=saved.partners.first_of(plan, register),
        )

    def _everybody(self) -> list[Person]:
        """The whole roster, for those who may see it."""
        return self._roster.people() if self._actor.may(Can.SEE_WHOLE_ROSTER) else []

    def _holders(self, ids: Iterable[UUID], everybody: Iterable[Person]) -> dict[UUID, Holder]:
        """Those of `ids` who are still on the roster; asked for by themselves where the actor may not see it whole."""
        if self._actor.may(Can.SEE_WHOLE_ROSTER):
            wanted = set(ids)
            return {
                person.id: holder_of(person, self.today, own=person.own_agency)
                for person in everybody
                if person.id in wanted and person.standing is not Standing.LEFT
            }
        return {
            contact.person_id: holder_of(contact, self.today, own=self._is_ours(contact.agency))
            for contact in self._roster.contacts(ids).values()
            if not contact.removed
        }

    def _is_ours(self, agency: str) -> bool:
        return not agency or name_key(agency) == name_key(self._settings.agency_name)


def _seats(rows: dict[tuple[str, Place], UUID | None], people: dict[UUID, Holder]) -> dict[str, Seats]:
    roles: dict[str, dict[Place, Seat]] = {}
    for (role, place), person in rows.items():
        if person is not None:
            holder = people.get(person)
            roles.setdefault(role, {})[place] = Seat(holder, gone=holder is None)
    return {role: Seats(places) for role, places in roles.items()}


def _those(people: Iterable[Person], today: date, wanted: Callable[[Person], bool]) -> tuple[Holder, ...]:
    """Holders of everybody wanted who has not left, by name."""
    return tuple(
        holder_of(person, today, own=person.own_agency)
        for person in people
        if person.standing is not Standing.LEFT and wanted(person)
    )


def fact_of(record: FactRecord) -> Fact:
    """A fact row as a frozen value."""
    return Fact(record.field, record.text, record.person_id, tuple(record.numbers), record.detail, record.version)


def edit_of(record: EditRecord, kind: EditKind) -> Edit:
    """An edit row as a frozen value."""
    return Edit(record.item, kind, record.text, record.based_on, record.table, record.where, record.role)


def changed_elsewhere(theirs: object) -> ChangedElsewhere:
    """Somebody saved first; both texts are to be shown."""
    return ChangedElsewhere(
        tr("Someone else changed this while you had it open."),
        tr("Nothing was overwritten. Compare the two, then save yours again if it is still right."),
        theirs,
    )
