"""Reading runs: one with its lines, all of them, the days they set, and whose roles are whose."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.plans.runs.dates import DAY
from wellness_desktop.plans.runs.drill_desk import DrillDesk
from wellness_desktop.plans.runs.fold import fold, in_order, taken_back
from wellness_desktop.plans.runs.kinds import EventKind
from wellness_desktop.plans.runs.records import RunEventRecord, RunRecord
from wellness_desktop.plans.runs.snapshot import from_json
from wellness_desktop.plans.runs.timeline import timeline
from wellness_desktop.plans.runs.values import Run, RunDay, RunEvent, RunLine, RunState, TimelineEntry

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans
    from wellness_desktop.roster.service import Roster


_ALL = true()
_ENDINGS = RunEventRecord.kind.in_((EventKind.END, EventKind.TAKEN_BACK))
"""Lines that say by themselves which runs are ended: only what is taken back can undo an end, or a taking back."""


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day that a run set and that nobody has ticked yet."""

    run: UUID
    code: str
    title: str
    day: RunDay


class ReadingDesk(DrillDesk):
    """Everything needs `Can.SEE_PLANS`."""

    def __init__(self, plans: "Plans", roster: "Roster", *station: Any) -> None:
        """`station` is what every desk stands on, in the order of StationDesk."""
        super().__init__(*station)
        self._plans, self._roster = plans, roster

    def run(self, run_id: UUID) -> Run:
        """One run with all its lines. Raises Problem when there is none."""
        self._actor.require(Can.SEE_PLANS)
        with self._store.read() as session:
            record = session.get(RunRecord, run_id)
            if record is None:
                raise Problem(
                    tr("This run is not in the records."),
                    tr(
                        "Were they restored from a backup? Start the plan again with the time it began, then type back."
                    ),
                )
            lines = session.scalars(select(RunEventRecord).where(RunEventRecord.run_id == run_id))
            return _run_of(record, lines)

    def state(self, run: Run) -> RunState:
        """How the run stands now."""
        return fold(run, self.now)

    def timeline(self, run_id: UUID) -> tuple[TimelineEntry, ...]:
        """Every line in the order things happened (F-16)."""
        return timeline(self.run(run_id))

    def runs(self, *, but: Collection[UUID] = ()) -> tuple[RunLine, ...]:
        """Every run and drill, newest first; those started by mistake too. Without those in `but`."""
        self._actor.require(Can.SEE_PLANS)
        with self._store.read() as session:
            return tuple(self.line(run) for run in self._all(session, RunRecord.id.not_in(but)))

    def in_use(self) -> tuple[RunLine, ...]:
        """The runs and drills that are not ended, newest first. Of the others the steps are not read."""
        self._actor.require(Can.SEE_PLANS)
        with self._store.read() as session:
            return tuple(self.line(run) for run in self._all(session, RunRecord.id.not_in(self._ended(session))))

    def line(self, run: Run) -> RunLine:
        """The run as it stands in a list."""
        return _line_of(run, self.state(run))

    def days_due(self, within: timedelta = timedelta()) -> tuple[DueDay, ...]:
        """Days that runs set, up to `within` from today, which nobody has ticked; by day."""
        self._actor.require(Can.SEE_PLANS)
        last = self.today + within
        found = []
        with self._store.read() as session:
            runs = self._all(session, lines=or_(_ENDINGS, RunEventRecord.item.startswith(DAY)))
        for run in runs:
            state = self.state(run)
            if not state.by_mistake:
                found += [
                    DueDay(run.id, run.text.code, run.text.title, day)
                    for day in run.text.days
                    if day.day <= last and not state.doing(day.id).done
                ]
        return tuple(sorted(found, key=lambda one: (one.day.day, str(one.run), one.day.id)))

    def my_roles(self, run: Run) -> tuple[str, ...]:
        """The roles of the person signed in: taken over by them, or theirs by the plan while nobody took over."""
        me = self._roster.me() if self._actor.may(Can.SEE_ROSTER) else None
        names = {name_key(self._actor.name)} | ({name_key(me.name)} if me is not None else set())
        holders = fold(run, self.now).holders
        return tuple(
            role.id
            for role in run.text.roles
            if name_key(holders[role.id].text if role.id in holders else next(iter(role.names), "")) in names
        )

    def numbers(self, run: Run) -> dict[str, tuple[str, ...]]:
        """The numbers of the call tree as the roster has them today, by call; a run keeps none itself."""
        self._actor.require(Can.SEE_PLANS)
        try:
            calls = self._plans.merged(run.text.plan).calls
        except Problem:  # the plan went out of use
            return {}
        return {
            call.id: (
                *(number for one in call.seats.in_line() for number in one.numbers[:1]),
                *(call.office.numbers if call.office is not None else ()),
            )
            for call in calls
        }

    def _all(
        self, session: Session, wanted: ColumnElement[bool] = _ALL, lines: ColumnElement[bool] = _ALL
    ) -> list[Run]:
        """The runs that are wanted, newest first, each with those of its lines that are."""
        records = list(
            session.scalars(select(RunRecord).where(wanted).order_by(RunRecord.began_at.desc(), RunRecord.id))
        )
        of_runs = RunEventRecord.run_id.in_([record.id for record in records])
        found: dict[UUID, list[RunEventRecord]] = {}
        for line in session.scalars(select(RunEventRecord).where(of_runs, lines)) if records else ():
            found.setdefault(line.run_id, []).append(line)
        return [_run_of(record, found.get(record.id, ())) for record in records]

    def _ended(self, session: Session) -> set[UUID]:
        """The runs with an end that nobody took back."""
        lines = list(session.scalars(select(RunEventRecord).where(_ENDINGS)))
        void = taken_back(map(_event_of, lines))
        return {line.run_id for line in lines if line.kind is EventKind.END and line.id not in void}


def _run_of(record: RunRecord, lines: Iterable[RunEventRecord]) -> Run:
    return Run(
        record.id,
        from_json(record.text),
        record.number,
        record.approved,
        record.drill,
        record.began_at,
        record.entered_at,
        record.by,
        record.station,
        tuple(in_order(_event_of(line) for line in lines)),
    )


def _event_of(record: RunEventRecord) -> RunEvent:
    return RunEvent(
        record.id,
        record.kind,
        record.item,
        record.at,
        record.entered_at,
        record.by,
        record.account,
        record.station,
        record.number,
        record.source,
        record.text,
        tuple(UUID(one) for one in record.refs),
    )


def _line_of(run: Run, state: RunState) -> RunLine:
    return RunLine(
        run.id,
        run.text.plan,
        run.text.code,
        run.text.title,
        run.drill,
        run.began_at,
        run.by,
        state.open,
        state.by_mistake,
        sum(not state.doing(step.id).done for step in run.text.steps),
        sum(one.late for one in state.doings.values()),
    )
