"""The drill calendar and the evaluation of drills (crisis_plans.md L, form F-19)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.desk import StationDesk
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.days import months_later
from wellness_desktop.plans.runs.kinds import DrillKind, Rating
from wellness_desktop.plans.runs.records import DrillRecord
from wellness_desktop.roster.people import Done

EVERY_MONTHS = 12
"""Each of the four kinds once a year."""
LONGEST = 2000
LONGEST_WHO = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDrill:
    """A drill as somebody evaluates or plans it."""

    kind: DrillKind
    plan: str
    day: date
    run: UUID | None = None
    objective: str = ""
    who: str = ""
    rating: Rating | None = None
    """None while it is only planned."""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Drill:
    """A drill that stands in the calendar."""

    id: UUID
    said: NewDrill
    version: int


@dataclass(frozen=True, slots=True)
class DueDrill:
    """One of the four kinds, when it was held last, and by when it is due again."""

    kind: DrillKind
    held: date | None
    due: date
    planned: date | None
    overdue: bool


def due_drills(drills: list[NewDrill], today: date) -> tuple[DueDrill, ...]:
    """Which kind is due by when: a year after it was held, today for one that never was. Pure; the soonest first."""
    found = []
    for kind in DrillKind:
        held = max((one.day for one in drills if one.kind is kind and one.rating is not None), default=None)
        planned = min(
            (one.day for one in drills if one.kind is kind and one.rating is None and one.day >= today), default=None
        )
        due = months_later(held, EVERY_MONTHS) if held is not None else today
        found.append(DueDrill(kind, held, due, planned, due <= today and planned is None))
    return tuple(sorted(found, key=lambda one: (one.due, one.held is not None, list(DrillKind).index(one.kind))))


class DrillDesk(StationDesk):
    """Reading needs `Can.SEE_PLANS`, writing `Can.EDIT_PLANS`."""

    def drills(self) -> tuple[Drill, ...]:
        """All drills, newest first."""
        self._actor.require(Can.SEE_PLANS)
        with self._store.read() as session:
            return tuple(
                _drill_of(record)
                for record in session.scalars(select(DrillRecord).order_by(DrillRecord.day.desc(), DrillRecord.id))
            )

    def drills_due(self) -> tuple[DueDrill, ...]:
        """Which of the four kinds is due, soonest first."""
        return due_drills([one.said for one in self.drills()], self.today)

    def save_drill(self, said: NewDrill, drill: Drill | None = None) -> Done[UUID]:
        """A new drill, or other words for one. Raises Problem for a rating of a day that is still to come."""
        self._actor.require(Can.EDIT_PLANS)
        if said.rating is not None and said.day > self.today:
            raise Problem(tr("That day is still to come."), tr("Leave the result empty until the drill was held."))
        if said.rating is not None and not said.objective.strip():
            raise Problem(tr("The objective is missing."), tr("Type what the drill was to show."))
        with self._store.work() as session:
            record = session.get(DrillRecord, drill.id) if drill is not None else None
            before = _drill_of(record).said if record is not None else None
            if record is None:
                record = DrillRecord()
                session.add(record)
            _write(record, said)
            self._audit.record(session, self._actor, Event.PLAN_CHANGED, record.id)
            key = record.id

        def undo() -> None:
            self._put_back(key, before)

        return Done(key, undo)

    def remove_drill(self, drill: Drill) -> Done[UUID]:
        """Takes a drill out of the calendar."""
        self._actor.require(Can.EDIT_PLANS)
        self._put_back(drill.id, None)

        def undo() -> None:
            self._put_back(drill.id, drill.said)

        return Done(drill.id, undo)

    def _put_back(self, key: UUID, said: NewDrill | None) -> None:
        """The drill as it was; None for one that was not there."""
        self._actor.require(Can.EDIT_PLANS)
        with self._store.work() as session:
            record = session.get(DrillRecord, key)
            if said is None:
                if record is not None:
                    session.delete(record)
            else:
                if record is None:
                    record = DrillRecord(id=key)
                    session.add(record)
                _write(record, said)
            self._audit.record(session, self._actor, Event.PLAN_CHANGED, key)


def _write(record: DrillRecord, said: NewDrill) -> None:
    record.kind, record.plan, record.day, record.run_id = said.kind, said.plan, said.day, said.run
    record.objective, record.item = said.objective.strip()[:LONGEST], said.item.strip()[:LONGEST]
    record.who, record.rating = " ".join(said.who.split())[:LONGEST_WHO], said.rating


def _drill_of(record: DrillRecord) -> Drill:
    said = NewDrill(
        kind=record.kind,
        plan=record.plan,
        day=record.day,
        run=record.run_id,
        objective=record.objective,
        who=record.who,
        rating=record.rating,
        item=record.item,
    )
    return Drill(record.id, said, record.version)
