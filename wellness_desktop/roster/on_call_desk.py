"""The roster's clock: who is on call, and where somebody's time differs from the shift pattern."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.desk import Desk, changed_elsewhere, gone
from wellness_desktop.roster.entry_check import require_duty
from wellness_desktop.roster.on_call import LAYERS, Duty, Layer, Span, doubled, gaps, next_after, on_now, weekly
from wellness_desktop.roster.people import CalendarEntry, Done, OnCallEntry
from wellness_desktop.roster.reading import (
    calendar_between,
    calendar_entry,
    duties_between,
    duty_of,
    some_people,
)
from wellness_desktop.roster.records import CalendarRecord, DutyRecord, PersonRecord
from wellness_desktop.roster.saving import saved_person

ON_CALL_CHANGED = "on call changed"
CALENDAR_CHANGED = "calendar changed"
LOOK_AHEAD = timedelta(days=14)
FAR_AHEAD = timedelta(days=400)
"""How far "next" looks."""
MOST_WEEKS = 52


class OnCallDesk(Desk):
    """On call and calendars. Who is on call now is no secret to anybody who works here."""

    def on_call_now(self) -> list[OnCallEntry]:
        """Who answers now: first to call first. Empty when nobody does."""
        self._actor.require(Can.SEE_ON_CALL)
        now = self._clock.now()
        return self._with_people(on_now(self._duties(now, now + timedelta(seconds=1)), now))

    def on_call_next(self) -> list[OnCallEntry]:
        """Who comes next, one in each layer that has somebody."""
        self._actor.require(Can.SEE_ON_CALL)
        now = self._clock.now()
        coming = self._duties(now, now + FAR_AHEAD)
        found = [next_after(coming, now, layer) for layer in LAYERS]
        return self._with_people([duty for duty in found if duty])

    def on_call_between(self, starts: datetime, ends: datetime) -> list[OnCallEntry]:
        """Every duty that touches the span, in order."""
        self._actor.require(Can.SEE_ON_CALL)
        return self._with_people(self._duties(starts, ends))

    def on_call_gaps(self, layer: Layer = Layer.PRIMARY, ahead: timedelta = LOOK_AHEAD) -> list[Span]:
        """When nobody is on call in that layer, from now on."""
        self._actor.require(Can.SEE_ON_CALL)
        span = Span(self._clock.now(), self._clock.now() + ahead)
        return gaps(self._duties(span.starts, span.ends), layer, span)

    def clashes(self, duty: Duty) -> list[OnCallEntry]:
        """Duties at the same time in the same layer, or of the same person in another; to be told, not refused."""
        self._actor.require(Can.SEE_ON_CALL)
        return self._with_people(doubled(self._duties(duty.starts, duty.ends), duty))

    def add_duty(self, layer: Layer, person_id: UUID, starts: datetime, ends: datetime) -> Done[Duty]:
        """Puts somebody on call from `starts` up to `ends`. Raises Problem when that makes no sense."""
        done = self.add_weekly(layer, person_id, starts, ends, weeks=1)
        return Done(done.value[0], done.undo)

    def add_weekly(
        self, layer: Layer, person_id: UUID, starts: datetime, ends: datetime, weeks: int
    ) -> Done[tuple[Duty, ...]]:
        """The same for `weeks` weeks in a row, at the same clock times; one undo takes all of them away."""
        self._actor.require(Can.EDIT_ON_CALL)
        spans = weekly(Span(starts, ends), min(weeks, MOST_WEEKS), self._zone)
        with self._work(ON_CALL_CHANGED, person_id) as session:
            require_duty(saved_person(session, person_id), starts, ends)
            series = uuid4() if len(spans) > 1 else None
            records = [
                DutyRecord(layer=layer, person_id=person_id, starts_at=span.starts, ends_at=span.ends, series=series)
                for span in spans
            ]
            session.add_all(records)
            session.flush()
            duties = tuple(duty_of(record) for record in records)
        return Done(duties, lambda: self._drop_duties(duties))

    def change_duty(self, duty: Duty) -> Done[Duty]:
        """Saves an edited duty. Raises ChangedElsewhere when someone saved it first."""
        self._actor.require(Can.EDIT_ON_CALL)
        with self._work(ON_CALL_CHANGED, duty.person_id) as session:
            record = session.get(DutyRecord, duty.id)
            if record is None:
                raise duty_gone()
            before = duty_of(record)
            if before.version != duty.version:
                raise changed_elsewhere(before)
            require_duty(saved_person(session, duty.person_id), duty.starts, duty.ends)
            record.layer, record.person_id = duty.layer, duty.person_id
            record.starts_at, record.ends_at = duty.starts, duty.ends
            session.flush()
            saved = duty_of(record)
        return Done(saved, lambda: self._duty_back(before, saved.version))

    def remove_duty(self, duty_id: UUID) -> Done[Duty]:
        """Takes a duty away."""
        self._actor.require(Can.EDIT_ON_CALL)
        with self._store.read() as session:
            record = session.get(DutyRecord, duty_id)
            if record is None:
                raise duty_gone()
            before = duty_of(record)
        self._drop_duties([before])
        return Done(before, lambda: self._duty_again(before))

    def calendar(self, starts: datetime, ends: datetime, people: Iterable[UUID] | None = None) -> list[CalendarEntry]:
        """Leave, court and the like that touch the span, of `people` or of everybody, for scheduling."""
        self._actor.require(Can.SEE_WHOLE_ROSTER)
        with self._store.read() as session:
            return calendar_between(session, starts, ends, people)

    def add_calendar(self, entry: CalendarEntry) -> Done[CalendarEntry]:
        """Notes leave or the like: the coordinator for anybody, others for themselves."""
        if entry.ends <= entry.starts:
            raise Problem(tr("The end lies before the start."), tr("Choose an end later than the start."))
        with self._work(CALENDAR_CHANGED, entry.person_id) as session:
            self._require_calendar_of(saved_person(session, entry.person_id).account_id)
            record = CalendarRecord(
                person_id=entry.person_id, kind=entry.kind, starts_at=entry.starts, ends_at=entry.ends
            )
            session.add(record)
            session.flush()
            saved = calendar_entry(record)
        return Done(saved, lambda: self._drop_calendar(saved))

    def remove_calendar(self, entry_id: UUID) -> Done[CalendarEntry]:
        """Takes such an entry away."""
        with self._store.read() as session:
            record = session.get(CalendarRecord, entry_id)
            if record is None:
                raise gone()
            before = calendar_entry(record)
        self._drop_calendar(before)
        return Done(before, lambda: self._calendar_again(before))

    def _duties(self, starts: datetime, ends: datetime) -> list[Duty]:
        with self._store.read() as session:
            return duties_between(session, starts, ends)

    def _with_people(self, duties: list[Duty]) -> list[OnCallEntry]:
        with self._store.read() as session:
            people = some_people(session, {duty.person_id for duty in duties})
        return [OnCallEntry(duty, people[duty.person_id]) for duty in duties if duty.person_id in people]

    def _drop_duties(self, duties: Sequence[Duty]) -> None:
        self._actor.require(Can.EDIT_ON_CALL)
        with self._work(ON_CALL_CHANGED, duties[0].person_id) as session:
            for duty in duties:
                record = session.get(DutyRecord, duty.id)
                if record is None:
                    continue
                if record.version != duty.version:
                    raise changed_elsewhere(duty_of(record))
                session.delete(record)

    def _duty_back(self, before: Duty, version: int) -> None:
        self.change_duty(Duty(before.id, version, before.layer, before.person_id, before.starts, before.ends))

    def _duty_again(self, before: Duty) -> None:
        self.add_duty(before.layer, before.person_id, before.starts, before.ends)

    def _require_calendar_of(self, account_id: UUID | None) -> None:
        if account_id is not None and account_id == self._actor.account_id:
            self._actor.require(Can.EDIT_OWN_ENTRY)
        else:
            self._actor.require(Can.EDIT_ROSTER)

    def _drop_calendar(self, entry: CalendarEntry) -> None:
        with self._work(CALENDAR_CHANGED, entry.person_id) as session:
            record = session.get(CalendarRecord, entry.id)
            if record is None:
                return
            person = session.get_one(PersonRecord, record.person_id)
            self._require_calendar_of(person.account_id)
            session.delete(record)

    def _calendar_again(self, before: CalendarEntry) -> None:
        self.add_calendar(before)


def duty_gone() -> Problem:
    """Somebody took the duty away meanwhile."""
    return Problem(tr("This on-call time was removed meanwhile."), tr("The list below shows what is planned now."))
