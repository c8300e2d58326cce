"""How far the agency is on a path: which day a step is planned for, and on which day its proof was there.

Everybody who may sign in sees it; coordinator, planner and administrator change it. Each change leaves its id in the
audit log. Nothing in it is about a person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit, Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.path_records import PathStepRecord, step_key
from wellness_desktop.library.path_values import NOT_BEGUN, StepProgress
from wellness_desktop.library.paths import LibraryPath
from wellness_desktop.store.problems import changed_elsewhere
from wellness_desktop.store.store import Store

Undo = Callable[[], None]
A_DAY = timedelta(days=1)
"""A station's day may already be tomorrow where the PC's clock is in UTC."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved, and how to take it back. `undo` raises ChangedElsewhere when somebody saved since."""

    value: StepProgress
    undo: Undo


class PathProgress:
    """Use cases for one person signed in."""

    def __init__(self, store: Store, actor: Actor, clock: Clock, audit: Audit) -> None:
        self._store, self._actor, self._clock, self._audit = store, actor, clock, audit

    @property
    def may_change(self) -> bool:
        """Whether the person signed in may plan steps and tick them off."""
        return self._actor.may(Can.KEEP_PATH)

    def steps(self, path: LibraryPath) -> dict[str, StepProgress]:
        """Every step of the path by its id, also those not begun. Steps that the path no longer has are left out."""
        self._actor.require(Can.SEE_PATH)
        with self._store.read() as session:
            rows = session.scalars(select(PathStepRecord).where(PathStepRecord.path == path.id))
            known = {row.step: _value(row) for row in rows}
        return {step.id: known.get(step.id, NOT_BEGUN) for step in path.steps}

    def set_step(
        self, path: LibraryPath, step_id: str, planned_for: date | None, done_on: date | None, seen: int
    ) -> Saved:
        """Plans a step, or says on which day it was done; None for either clears it.

        `seen` is the version that the person looked at. Raises NotAllowed, ChangedElsewhere when somebody else was
        quicker, Problem for a step that is done on a day to come or is not of this path.
        """
        self._actor.require(Can.KEEP_PATH)
        if step_id not in {step.id for step in path.steps}:
            raise Problem(tr("This step is not on the path any more."), tr("Open the path again."))
        if done_on is not None and done_on > (self._clock.now() + A_DAY).date():
            raise Problem(tr("A step cannot be done on a day to come."), tr("Type the day its proof was there."))
        with self._store.work() as session:
            before = self._write(session, path.id, step_id, planned_for, done_on, seen)
            saved = _value(session.get_one(PathStepRecord, step_key(path.id, step_id)))

        def undo() -> None:
            with self._store.work() as session:
                self._write(session, path.id, step_id, before.planned_for, before.done_on, saved.version)

        return Saved(saved, undo)

    def _write(
        self, session: Session, path: str, step: str, planned_for: date | None, done_on: date | None, seen: int
    ) -> StepProgress:
        """Writes both days over the version seen; returns what stood there before."""
        record = session.get(PathStepRecord, step_key(path, step))
        before = _value(record) if record is not None else NOT_BEGUN
        if before.version != seen:
            raise changed_elsewhere(before)
        if record is None:
            record = PathStepRecord(id=step_key(path, step), path=path, step=step)
            session.add(record)
        record.planned_for, record.done_on = planned_for, done_on
        session.flush()
        self._audit.record(session, self._actor, Event.PATH_CHANGED, record.id)
        return before


def _value(record: PathStepRecord) -> StepProgress:
    return StepProgress(record.planned_for, record.done_on, record.version)
