"""Runs: a plan put to use or drilled, ticked off, typed back from paper, and told as one timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.runs.fold import MISTAKE
from wellness_desktop.plans.runs.kinds import EventKind, Source
from wellness_desktop.plans.runs.papers_desk import PapersDesk
from wellness_desktop.plans.runs.records import RunEventRecord, RunRecord
from wellness_desktop.plans.runs.snapshot import plan_text, to_json
from wellness_desktop.plans.runs.values import (
    PlanText,
    Run,
)
from wellness_desktop.roster.people import Done

LONGEST_TEXT = 2000
LONGEST_NAME = 120
LEAST_AHEAD = timedelta(minutes=5)
"""A clock on the wall may be a little ahead of this PC."""


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line read off a sheet: what it is about, when, and what is written beside it."""

    item: str
    at: datetime
    text: str = ""
    kind: EventKind = EventKind.TICK


class Runs(PapersDesk):
    """Whoever works here may start a plan and tick it off (`Can.USE_PLANS`): at night one officer may be all there is.

    No line of a run enters the audit log by itself, since the run is its own record; its beginning and end do.
    """

    # Beginning

    def look_ahead(self, plan: str, *, drill: bool, began_at: datetime | None = None) -> PlanText:
        """What putting the plan to use will show and date; nothing is saved. Raises Problem for no such plan."""
        self._actor.require(Can.USE_PLANS)
        return plan_text(self._plans.merged(plan), began_at or self.now, self._zone, drill=drill)

    def start(self, plan: str, *, drill: bool, began_at: datetime | None = None) -> Done[UUID]:
        """Puts a plan to use with its text as it is now. Raises Problem for a beginning that is still to come.

        The undo ends it as started by mistake; nothing is deleted.
        """
        self._actor.require(Can.USE_PLANS)
        began = self._past(began_at or self.now)
        merged = self._plans.merged(plan)
        with self._store.work() as session:
            record = RunRecord(
                plan=plan,
                number=merged.standing.number,
                approved=merged.standing.approved,
                drill=drill,
                began_at=began,
                entered_at=self.now,
                by=self._actor.name,
                station=self._store.station,
                text=to_json(plan_text(merged, began, self._zone, drill=drill)),
            )
            session.add(record)
            self._audit.record(session, self._actor, Event.PLAN_STARTED, record.id)
            run = record.id

        def undo() -> None:
            self._end(run, MISTAKE, "")

        return Done(run, undo)

    # Writing down

    def tick(self, run_id: UUID, item: str, *, at: datetime | None = None, note: str = "") -> Done[UUID]:
        """A step, or a day, is done."""
        return self._add(run_id, EventKind.TICK, item, at=at, text=note)

    def untick(self, run_id: UUID, item: str) -> Done[UUID]:
        """Takes every tick of an item back. The ticks stay in the record and no longer count."""
        ticks = self.state(self.run(run_id)).doing(item).ticks
        if not ticks:
            raise Problem(tr("This is not ticked."), tr("Somebody may have taken it back already."))
        return self._take_back(run_id, item, [one.id for one in ticks])

    def note(self, run_id: UUID, text: str, *, at: datetime | None = None) -> Done[UUID]:
        """A line of words."""
        return self._add(run_id, EventKind.NOTE, "", at=at, text=_words(text))

    def call_tried(self, run_id: UUID, call: str, *, at: datetime | None = None, note: str = "") -> Done[UUID]:
        """Called, nobody answered."""
        return self._add(run_id, EventKind.CALL_TRIED, call, at=at, text=note)

    def call_reached(self, run_id: UUID, call: str, *, at: datetime | None = None, note: str = "") -> Done[UUID]:
        """Called and reached."""
        return self._add(run_id, EventKind.CALL_REACHED, call, at=at, text=note)

    def say_why_late(self, run_id: UUID, item: str, reason: str) -> Done[UUID]:
        """Why a step is late; for the review, without blame."""
        return self._add(run_id, EventKind.LATE_REASON, item, text=_words(reason))

    def take_role(self, run_id: UUID, role: str, name: str = "") -> Done[UUID]:
        """The person signed in, or whoever is named, has the role from now on."""
        name = " ".join(name.split())[:LONGEST_NAME] or self._actor.name
        return self._add(run_id, EventKind.ROLE_TAKEN, role, text=name)

    def last_contact(self, run_id: UUID, *, at: datetime | None = None, note: str = "") -> Done[UUID]:
        """A missing member was heard from or seen (CP-T17)."""
        return self._add(run_id, EventKind.CONTACT, "", at=at, text=note)

    def end(self, run_id: UUID, *, at: datetime | None = None, note: str = "") -> Done[UUID]:
        """The run is over. Its days go on being due until they are ticked."""
        return self._end(run_id, "", note, at)

    def type_back(self, run_id: UUID, lines: Sequence[TypedLine], source: Source = Source.PAPER) -> Done[int]:
        """Lines read off a sheet, all or none of them, marked where they come from."""
        self._actor.require(Can.USE_PLANS)
        for line in lines:
            self._past(line.at)
        with self._store.work() as session:
            self._require_run(session, run_id)
            added = [self._insert(session, run_id, one.kind, one.item, one.at, one.text, source) for one in lines]

        def undo() -> None:
            self._take_back(run_id, "", added)

        return Done(len(added), undo)

    def usual_source(self, run: Run) -> Source:
        """Where lines typed back come from: a store that was restored has another name than the run began under."""
        stations = {run.station, *(one.station for one in run.events)}
        return Source.PAPER if self._store.station in stations and len(stations) == 1 else Source.RESTORED

    def _end(self, run_id: UUID, item: str, text: str, at: datetime | None = None) -> Done[UUID]:
        done = self._add(run_id, EventKind.END, item, at=at, text=text, audited=Event.PLAN_ENDED)
        return Done(done.value, done.undo)

    def _take_back(self, run_id: UUID, item: str, lines: Sequence[UUID]) -> Done[UUID]:
        return self._add(run_id, EventKind.TAKEN_BACK, item, refs=lines)

    def _add(
        self,
        run_id: UUID,
        kind: EventKind,
        item: str,
        *,
        at: datetime | None = None,
        text: str = "",
        refs: Sequence[UUID] = (),
        audited: Event | None = None,
    ) -> Done[UUID]:
        """Writes one line down; once this returns, no power cut takes it away. The undo adds a line against it."""
        self._actor.require(Can.USE_PLANS)
        when = self._past(at) if at is not None else None
        with self._store.work() as session:
            self._require_run(session, run_id)
            line = self._insert(session, run_id, kind, item, when, text, Source.SCREEN, refs)
            if audited is not None:
                self._audit.record(session, self._actor, audited, run_id)

        def undo() -> None:
            self._take_back(run_id, item, [line])

        return Done(line, undo)

    def _insert(
        self,
        session: Session,
        run_id: UUID,
        kind: EventKind,
        item: str,
        at: datetime | None,
        text: str,
        source: Source,
        refs: Sequence[UUID] = (),
    ) -> UUID:
        """Counts on where this station stopped; the clock is read here, while nobody else can write."""
        station, now = self._store.station, self.now
        last = session.scalar(
            select(func.max(RunEventRecord.number)).where(
                RunEventRecord.run_id == run_id, RunEventRecord.station == station
            )
        )
        record = RunEventRecord(
            run_id=run_id,
            kind=kind,
            item=item,
            at=at or now,
            entered_at=now,
            by=self._actor.name,
            account=self._actor.account_id,
            station=station,
            number=(last or 0) + 1,
            source=source,
            text=" ".join(text.split())[:LONGEST_TEXT],
            refs=[str(one) for one in refs],
        )
        session.add(record)
        session.flush()
        return record.id

    def _require_run(self, session: Session, run_id: UUID) -> None:
        if session.get(RunRecord, run_id) is None:
            raise Problem(tr("This run is not in the records."), tr("Go back to the list of runs."))

    def _past(self, at: datetime) -> datetime:
        if at > self.now + LEAST_AHEAD:
            raise Problem(
                tr("This time is still to come."),
                tr("Was it yesterday? Type the day too. Else look at this PC's clock."),
            )
        return at


def _words(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise Problem(tr("There are no words yet."), tr("Type what happened, then save it again."))
    return text
