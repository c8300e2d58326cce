"""Days and times that differ from the pattern: leave, court, trades, overtime, shifts set by hand. Each with undo."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.desk import changed_elsewhere
from wellness_desktop.roster.duty_roster.calendar_plan import Plan, clearing, joined
from wellness_desktop.roster.duty_roster.month import (
    Known,
    Member,
    Picture,
    changes_of,
    day_span,
    duty_letters,
    picture,
)
from wellness_desktop.roster.duty_roster.pattern_reading import choices_in, patterns_in, times_in, works_of
from wellness_desktop.roster.duty_roster.patterns import Code
from wellness_desktop.roster.duty_roster.patterns_desk import PatternsDesk
from wellness_desktop.roster.duty_roster.shifts import DAY, Shift, at_local, by_the_clock, shifts_between
from wellness_desktop.roster.duty_roster.turns import turns_of
from wellness_desktop.roster.kinds import CalendarKind, PersonRole, Standing
from wellness_desktop.roster.on_call_desk import CALENDAR_CHANGED
from wellness_desktop.roster.people import CalendarEntry, Done, Person
from wellness_desktop.roster.reading import calendar_between, calendar_entry, duties_between, everybody
from wellness_desktop.roster.records import CalendarRecord

LONGEST_RANGE = timedelta(days=400)
NEAR = 2 * DAY
"""How far beyond its days a picture looks: a night shift and a cut entry reach into it."""

Entries = tuple[CalendarEntry, ...]
_ELSEWHERE = frozenset(
    {
        PersonRole.RETIREE,
        PersonRole.FAMILY,
        PersonRole.COMMUNITY_PARTNER,
        PersonRole.VENDOR,
        PersonRole.EAP,
        PersonRole.TREATMENT_CENTER,
        PersonRole.MUTUAL_AID,
        PersonRole.OTHER,
    }
)
"""Roles of people who have no shifts here unless somebody enters them."""


class TimesDesk(PatternsDesk):
    """The month picture and every change that is made in it."""

    def shift_members(self) -> list[Member]:
        """Whose shifts are kept here: everybody who works here, and others who have a pattern or a time."""
        self._actor.require(Can.SEE_SHIFTS)
        with self._store.read() as session:
            people = everybody(session)
            works = works_of(people, choices_in(session), times_in(session))
        return [
            Member(one.id, one.name, frozenset(role.value for role in one.roles))
            for one in people
            if one.standing is not Standing.LEFT and (one.id in works or _works_here(one))
        ]

    def duty_picture(self, days: Sequence[date], members: Iterable[Member] | None = None) -> Picture:
        """Who works when on these days."""
        shown = self.shift_members() if members is None else list(members)
        return picture(shown, days, self._known(days[0], days[-1]))

    def mark_days(self, people: Iterable[UUID], kind: CalendarKind, first: date, last: date) -> Done[Entries]:
        """Marks whole days, from the first to the last, in place of what was noted for them.

        A day takes the whole shift that starts on it. Raises Problem for a range that makes no sense.
        """
        self._require_range(first, last)
        known = self._known(first, last)

        def one(person: UUID) -> Plan:
            start, end = self._span(person, first, last, known)
            entry = CalendarEntry(person_id=person, kind=kind, starts=start, ends=end)
            return clearing(_of(person, known), start, end) + Plan(added=(entry,))

        return self._planned(people, one)

    def set_shift(self, people: Iterable[UUID], letter: str, first: date, last: date) -> Done[Entries]:
        """Sets the shift of a letter, O for off, C for on call from home, on each of these days.

        Raises Problem for a letter that stands for no shift of the agency.
        """
        if letter == Code.ON_CALL:
            return self.mark_days(people, CalendarKind.ON_CALL, first, last)
        self._require_range(first, last)
        known = self._known(first, last)
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]

        def one(person: UUID) -> Plan:
            start, end = self._span(person, first, last, known)
            taken = clearing(_of(person, known), start, end)
            works = known.works.get(person)
            made = []
            for day in days:
                if letter == Code.OFF:
                    span = at_local(day, time(0), self._zone), at_local(day + DAY, time(0), self._zone)
                    kind = CalendarKind.LISTED_OFF
                else:
                    hours = duty_letters(works, day, known).get(letter)
                    if hours is None:
                        raise _no_such_letter(letter)
                    span, kind = by_the_clock(day, *hours, self._zone), CalendarKind.LISTED
                made.append(CalendarEntry(person_id=person, kind=kind, starts=span[0], ends=span[1]))
            return taken + Plan(added=joined(made) if letter == Code.OFF else tuple(made))

        return self._planned(people, one)

    def mark_time(self, people: Iterable[UUID], kind: CalendarKind, starts: datetime, ends: datetime) -> Done[Entries]:
        """Notes exact times on top of what is there: overtime, a call-out, court for two hours."""
        if ends <= starts:
            raise Problem(tr("The end lies before the start."), tr("Choose an end later than the start."))
        if ends - starts > LONGEST_RANGE:
            raise _too_long()

        def one(person: UUID) -> Plan:
            return Plan(added=(CalendarEntry(person_id=person, kind=kind, starts=starts, ends=ends),))

        return self._planned(people, one)

    def clear_days(self, people: Iterable[UUID], first: date, last: date) -> Done[Entries]:
        """Takes away whatever was noted for these days, so that the pattern counts again."""
        self._require_range(first, last)
        known = self._known(first, last)

        def one(person: UUID) -> Plan:
            plan = clearing(_of(person, known), *self._span(person, first, last, known))
            starting = [
                entry
                for entry in _of(person, known)
                if first <= entry.starts.astimezone(self._zone).date() <= last and entry not in plan.removed
            ]
            return plan + Plan(removed=tuple(starting))

        return self._planned(people, one)

    def trade_shifts(self, one: UUID, day: date, other: UUID, other_day: date) -> Done[Entries]:
        """Two people trade: each works the other's shift of that day. Where one of the days is free, the shift of the
        other is simply handed over.

        Raises Problem when neither has a shift, or somebody would trade with themselves.
        """
        if one == other:
            raise Problem(tr("That is the same person."), tr("Press S on a day of somebody else."))
        known = self._known(min(day, other_day), max(day, other_day))
        first, second = self._shift_on(one, day, known), self._shift_on(other, other_day, known)
        if first is None and second is None:
            raise Problem(tr("Neither of them has a shift on these days."), tr("Nothing was changed."))
        added = []
        for giver, taker, shift in ((one, other, first), (other, one, second)):
            if shift is None:
                continue
            given = CalendarEntry(person_id=giver, kind=CalendarKind.SHIFT_FREE, starts=shift.start, ends=shift.end)
            added += [given, replace(given, person_id=taker, kind=CalendarKind.EXTRA_DUTY)]
        return self._planned([one, other], lambda who: Plan(added=tuple(e for e in added if e.person_id == who)))

    def noted(self, person: UUID, first: date, last: date) -> list[CalendarEntry]:
        """What is noted for somebody on these days, in order."""
        self._actor.require(Can.SEE_SHIFTS)
        start, end = at_local(first, time(0), self._zone), at_local(last + DAY, time(0), self._zone)
        with self._store.read() as session:
            return calendar_between(session, start, end, [person])

    def remove_noted(self, entry: CalendarEntry) -> Done[Entries]:
        """Takes one noted time away."""
        return self._planned([entry.person_id], lambda _who: Plan(removed=(entry,)))

    # How it is worked out and saved

    def _known(self, first: date, last: date) -> Known:
        self._actor.require(Can.SEE_SHIFTS)
        start, end = at_local(first, time(0), self._zone) - NEAR, at_local(last, time(0), self._zone) + NEAR + DAY
        with self._store.read() as session:
            people = everybody(session)
            works = works_of(people, choices_in(session), times_in(session))
            turns = turns_of(duties_between(session, start, end), {one.id: one.name for one in people})
            entries = calendar_between(session, start, end, None)
            return Known(works, entries, patterns_in(session), self._zone, turns)

    def _span(self, person: UUID, first: date, last: date, known: Known) -> tuple[datetime, datetime]:
        works, changes = known.works.get(person), changes_of(_of(person, known))
        start, _ = day_span(first, works, changes, self._zone)
        _, end = day_span(last, works, changes, self._zone)
        return start, end

    def _shift_on(self, person: UUID, day: date, known: Known) -> Shift | None:
        start, end = at_local(day, time(0), self._zone), at_local(day + DAY, time(0), self._zone)
        shifts = shifts_between(known.works.get(person), changes_of(_of(person, known)), start, end, self._zone)
        return next((shift for shift in shifts if shift.day == day), None)

    def _require_range(self, first: date, last: date) -> None:
        self._actor.require(Can.EDIT_SHIFTS)
        if last < first:
            raise Problem(tr("The last day lies before the first."), tr("Choose a later last day."))
        if last - first > LONGEST_RANGE:
            raise _too_long()

    def _planned(self, people: Iterable[UUID], plan_for: Callable[[UUID], Plan]) -> Done[Entries]:
        """Carries out a plan for each of these people, whole or not at all."""
        self._actor.require(Can.EDIT_SHIFTS)
        wanted = list(dict.fromkeys(people))
        plan = sum((plan_for(person) for person in wanted), Plan())
        return self._carry_out(plan, wanted[0] if len(wanted) == 1 else None)

    def _carry_out(self, plan: Plan, subject: UUID | None) -> Done[Entries]:
        with self._work(CALENDAR_CHANGED, subject) as session:
            for entry in plan.removed:
                record = session.get(CalendarRecord, entry.id)
                if record is None or record.version != entry.version:
                    raise changed_elsewhere(calendar_entry(record) if record else None)
                session.delete(record)
            added = _put_in(session, plan.added)
        back = Plan(removed=added, added=plan.removed)
        return Done(added, lambda: self._take_calendar_back(back, subject))

    def _take_calendar_back(self, plan: Plan, subject: UUID | None) -> None:
        self._carry_out(plan, subject)


def _put_in(session: Session, entries: Sequence[CalendarEntry]) -> Entries:
    records = [
        CalendarRecord(person_id=one.person_id, kind=one.kind, starts_at=one.starts, ends_at=one.ends)
        for one in entries
    ]
    session.add_all(records)
    session.flush()
    return tuple(calendar_entry(record) for record in records)


def _of(person: UUID, known: Known) -> list[CalendarEntry]:
    return [entry for entry in known.entries if entry.person_id == person]


def _works_here(person: Person) -> bool:
    return person.own_agency and bool(person.roles - _ELSEWHERE)


def _no_such_letter(letter: str) -> Problem:
    return Problem(
        tr("No pattern of your agency says what {letter} is.", letter=letter),
        tr("Nothing was changed. Press Enter to type the hours, or make a pattern with this letter."),
    )


def _too_long() -> Problem:
    return Problem(tr("That is longer than a year."), tr("Check the days, and note it in shorter parts."))
