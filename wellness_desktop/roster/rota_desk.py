"""The rota as one picture: put on call with repeats, change or remove one or all of a repeat, trade, print, export."""

from collections.abc import Sequence
from datetime import date
from typing import Literal
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from wellness_desktop.accounts.roles import Can
from wellness_desktop.roster.chain_desk import ChainDesk
from wellness_desktop.roster.desk import changed_elsewhere
from wellness_desktop.roster.entry_check import require_duty
from wellness_desktop.roster.on_call import Duty, Layer, Span
from wellness_desktop.roster.on_call_desk import FAR_AHEAD, ON_CALL_CHANGED, duty_gone
from wellness_desktop.roster.papers import PaperKind
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.printed_line import PrintedLine
from wellness_desktop.roster.reading import duties_between, duty_of
from wellness_desktop.roster.records import DutyRecord
from wellness_desktop.roster.register_desk import RegisterDesk
from wellness_desktop.roster.rota import (
    ONCE,
    NewDuty,
    Plan,
    Repeat,
    Scope,
    changing,
    clearing,
    covering,
    in_scope,
    removing,
    repeated,
    swapping,
)
from wellness_desktop.roster.saving import saved_person

Duties = tuple[Duty, ...]


class RotaDesk(RegisterDesk, ChainDesk):
    """Changes of the rota, each saved whole or not at all, and each taken back in one step."""

    def put_on_call(self, layer: Layer, person_id: UUID, span: Span, repeat: Repeat = ONCE) -> Done[Duties]:
        """Puts somebody on call for the span and its repeats. Who stood there gives up just that time.

        Raises Problem when the times make no sense, run into each other, or the person cannot be called.
        """
        self._actor.require(Can.EDIT_ON_CALL)
        spans = repeated(span, repeat, self._zone)
        series = uuid4() if len(spans) > 1 else None
        with self._work(ON_CALL_CHANGED, person_id) as session:
            require_duty(saved_person(session, person_id), span.starts, span.ends)
            there = duties_between(session, spans[0].starts, spans[-1].ends)
            return self._carried_out(session, covering(there, layer, person_id, spans, series))

    def clear_on_call(self, layer: Layer, span: Span) -> Done[Duties]:
        """Takes whoever is on call in this layer off for just this span."""
        self._actor.require(Can.EDIT_ON_CALL)
        with self._work(ON_CALL_CHANGED, None) as session:
            plan = clearing(duties_between(session, span.starts, span.ends), layer, span)
            return self._carried_out(session, plan)

    def change_duties(self, before: Duty, after: Duty, scope: Scope = Scope.ONE) -> Done[Duties]:
        """Changes layer, person or times of one duty, or of those of its repeat that are meant.

        Raises ChangedElsewhere when somebody saved one of them first.
        """
        self._actor.require(Can.EDIT_ON_CALL)
        with self._work(ON_CALL_CHANGED, after.person_id) as session:
            require_duty(saved_person(session, after.person_id), after.starts, after.ends)
            meant = in_scope(self._repeat_of(session, before), before, scope, self._clock.now())
            return self._carried_out(session, changing(meant, before, after, self._zone))

    def remove_duties(self, duty: Duty, scope: Scope = Scope.ONE) -> Done[Duties]:
        """Takes one duty away, or those of its repeat that are meant."""
        self._actor.require(Can.EDIT_ON_CALL)
        with self._work(ON_CALL_CHANGED, duty.person_id) as session:
            meant = in_scope(self._repeat_of(session, duty), duty, scope, self._clock.now())
            return self._carried_out(session, removing(meant))

    def swap_duties(self, one: Duty, other: Duty) -> Done[Duties]:
        """Two people trade two times, in one step."""
        self._actor.require(Can.EDIT_ON_CALL)
        with self._work(ON_CALL_CHANGED, None) as session:
            return self._carried_out(session, swapping(one, other))

    def on_call_calendar(self, person_id: UUID) -> bytes:
        """The coming on-call times of one person as an .ics file with neutral titles."""
        from wellness_desktop.roster.rota_calendar import calendar_of

        self._actor.require(Can.SEE_ON_CALL)
        now = self._clock.now()
        mine = [duty for duty in self._duties(now, now + FAR_AHEAD) if duty.person_id == person_id]
        return calendar_of(mine, now)

    def print_rota(
        self,
        month: date,
        lines: Sequence[PrintedLine] = (),
        *,
        agency: str = "",
        size: Literal["letter", "a4"] = "letter",
        large: bool = False,
        holder: str = "",
    ) -> bytes:
        """The rota of the month of that day as a PDF: a grid of days, the same as a list with numbers, and the call
        chain with `lines` at its end.

        Shows the numbers of people who did not publish them only to whoever may print confidential paper.
        """
        from wellness_desktop.roster.rota_prints import MonthPaper, month_sheet, month_span

        self._actor.require(Can.SEE_ON_CALL)
        span = month_span(month, self._zone)
        entries = self.on_call_between(span.starts, span.ends)
        pdf = month_sheet(
            entries,
            self.call_chain(lines, on_paper=True),
            MonthPaper(
                month=month,
                printed_at=self._clock.now(),
                zone=self._zone,
                agency=agency,
                size=size,
                large=large,
                every_number=self._actor.may(Can.PRINT_CONFIDENTIAL),
            ),
        )
        self._printed(PaperKind.ON_CALL_MONTH, {entry.person.id for entry in entries}, holder)
        return pdf

    # How a plan is carried out

    def _repeat_of(self, session: Session, duty: Duty) -> list[Duty]:
        """All duties of the same repeat, as they are now; the one asked about at the version it was read."""
        if duty.series is None:
            return [duty]
        span = duty.starts - FAR_AHEAD, duty.starts + FAR_AHEAD
        there = [each for each in duties_between(session, *span) if each.series == duty.series]
        return [duty if each.id == duty.id else each for each in there]

    def _carried_out(self, session: Session, plan: Plan) -> Done[Duties]:
        """Saves the plan in the caller's unit of work. The undo is a plan as well, and meets later changes."""
        added = [_new_record(session, new) for new in plan.added]
        before = [self._record(session, duty) for duty in plan.changed]
        old = [duty_of(record) for record in before]
        for record, duty in zip(before, plan.changed, strict=True):
            record.layer, record.person_id, record.series = duty.layer, duty.person_id, duty.series
            record.starts_at, record.ends_at = duty.starts, duty.ends
        gone = [self._record(session, duty) for duty in plan.removed]
        kept = [duty_of(record) for record in gone]
        for record in gone:
            session.delete(record)
        session.flush()
        new = tuple(duty_of(record) for record in added)
        changed = tuple(duty_of(record) for record in before)

        def undo() -> None:
            self._take_back(new, changed, old, kept)

        return Done((*new, *changed), undo)

    def _take_back(
        self, new: Sequence[Duty], changed: Sequence[Duty], old: Sequence[Duty], gone: Sequence[Duty]
    ) -> None:
        self._actor.require(Can.EDIT_ON_CALL)
        back = tuple(
            Duty(was.id, now.version, was.layer, was.person_id, was.starts, was.ends, was.series)
            for was, now in zip(old, changed, strict=True)
        )
        again = tuple(NewDuty(each.layer, each.person_id, each.starts, each.ends, each.series) for each in gone)
        with self._work(ON_CALL_CHANGED, None) as session:
            self._carried_out(session, Plan(added=again, changed=back, removed=tuple(new)))

    def _record(self, session: Session, duty: Duty) -> DutyRecord:
        record = session.get(DutyRecord, duty.id)
        if record is None:
            raise duty_gone()
        if record.version != duty.version:
            raise changed_elsewhere(duty_of(record))
        return record


def _new_record(session: Session, new: NewDuty) -> DutyRecord:
    record = DutyRecord(
        layer=new.layer, person_id=new.person_id, starts_at=new.starts, ends_at=new.ends, series=new.series
    )
    session.add(record)
    return record
