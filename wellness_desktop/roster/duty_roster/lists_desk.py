"""Shift lists from a spreadsheet: looked at first, then taken whole or not at all, with undo."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal
from uuid import UUID

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.csv_table import read_table
from wellness_desktop.roster.duty_roster.calendar_plan import Plan, joined
from wellness_desktop.roster.duty_roster.month import Known, changes_of, day_span, duty_letters, month_days
from wellness_desktop.roster.duty_roster.patterns import Code
from wellness_desktop.roster.duty_roster.shift_lists import DaySaid, ListColumn, ShiftList, shift_list
from wellness_desktop.roster.duty_roster.shifts import (
    DAY,
    LISTED,
    Stints,
    at_local,
    by_the_clock,
    code_on,
    duty_on,
    planned_on,
)
from wellness_desktop.roster.duty_roster.times_desk import TimesDesk
from wellness_desktop.roster.kinds import CalendarKind, Standing
from wellness_desktop.roster.people import CalendarEntry, Done
from wellness_desktop.roster.reading import everybody
from wellness_desktop.roster.workbook import is_workbook, read_workbook

WHOLE_DAY = frozenset({CalendarKind.LEAVE, CalendarKind.COURT, CalendarKind.TRAINING})


class ListsDesk(TimesDesk):
    """Importing who works when."""

    def shift_list_preview(self, data: bytes, month: date, columns: Sequence[ListColumn] | None = None) -> ShiftList:
        """What importing a list would do; nothing is saved. `month` is that of days without one.

        Raises Problem when `data` is no table.
        """
        self._actor.require(Can.EDIT_SHIFTS)
        table = read_workbook(data).table if is_workbook(data) else read_table(data)
        with self._store.read() as session:
            people = {one.id: one.name for one in everybody(session) if one.standing is not Standing.LEFT}
        known = self._known(month, month)
        letters: dict[tuple[UUID, date], Mapping[str, tuple[time, float]]] = {}

        def letters_of(person: UUID, day: date) -> Mapping[str, tuple[time, float]]:
            if (person, day) not in letters:
                letters[person, day] = duty_letters(known.works.get(person), day, known)
            return letters[person, day]

        return shift_list(table, people, letters_of, month, columns)

    def import_shift_list(self, found: ShiftList) -> Done[int]:
        """Takes the good lines of a list in one step: what differs from the patterns is noted, the rest needs nothing.

        What an earlier list said of the same days goes; leave and trades noted by hand stay. Returns how many people
        it was. Raises Problem when there is nothing to import.
        """
        self._actor.require(Can.EDIT_SHIFTS)
        if found.trouble or not found.good:
            raise Problem(
                tr("There is nothing in this list to import."), found.trouble or tr("See the reason beside each row.")
            )
        known = self._known(found.days[0], found.days[-1])
        plan = Plan()
        people = {row.person for row in found.good if row.person is not None}
        for person in sorted(people):
            said = [day for row in found.good if row.person == person for day in row.days]
            plan += _plan(person, said, known)
        done = self._carry_out(plan, None)
        return Done(len(people), done.undo)

    def print_shifts(
        self,
        day: date,
        people: Sequence[UUID],
        *,
        agency: str = "",
        size: Literal["letter", "a4"] = "letter",
        large: bool = False,
    ) -> bytes:
        """The month of that day for these people as a PDF; in large print fewer days stand side by side."""
        from wellness_desktop.roster.duty_roster.shift_prints import ShiftPaper, shift_sheet

        self._actor.require(Can.SEE_SHIFTS)
        self._actor.require(Can.PRINT_CONFIDENTIAL)
        wanted = set(people)
        members = [member for member in self.shift_members() if member.id in wanted]
        found = self.duty_picture(month_days(day), members)
        paper = ShiftPaper(self._clock.now(), self._zone, agency, size, large)
        pdf = shift_sheet(found, self.own_patterns(), paper)
        self._note(Event.PRINTED)
        return pdf


def _plan(person: UUID, said: Sequence[DaySaid], known: Known) -> Plan:
    """What changes in somebody's calendar so that it says what the list says."""
    works = known.works.get(person)
    there = [entry for entry in known.entries if entry.person_id == person]
    days = {one.day for one in said}
    old = [entry for entry in there if entry.kind in LISTED and _days_of(entry, known) & days]
    kept = _rest_of(old, days, known)
    added = [entry for one in said if (entry := _entry(person, one, works, there, known)) is not None]
    off = [entry for entry in (*added, *kept) if entry.kind in (CalendarKind.LISTED_OFF, *WHOLE_DAY)]
    others = [entry for entry in (*added, *kept) if entry not in off]
    return Plan(tuple(old), (*joined(off), *others))


def _entry(
    person: UUID, one: DaySaid, works: Stints | None, there: Sequence[CalendarEntry], known: Known
) -> CalendarEntry | None:
    """What must be noted so that a day is as the list says; None where the pattern says the same."""
    zone, said = known.zone, one.said
    planned = planned_on(one.day, works, zone)
    midnight = at_local(one.day, time(0), zone), at_local(one.day + DAY, time(0), zone)
    if said.kind is CalendarKind.LISTED and said.starts is not None:
        span = by_the_clock(one.day, said.starts, said.hours, zone)
        if planned is not None and (planned.start, planned.end) == span:
            return None
        return CalendarEntry(person_id=person, kind=said.kind, starts=span[0], ends=span[1])
    duty = duty_on(works, one.day)
    same = {CalendarKind.LISTED_OFF: Code.OFF, CalendarKind.ON_CALL: Code.ON_CALL}
    if duty is not None and code_on(duty, one.day) == same.get(said.kind):
        return None
    if said.kind is CalendarKind.LISTED_OFF:
        return CalendarEntry(person_id=person, kind=said.kind, starts=midnight[0], ends=midnight[1])
    span = midnight if said.kind is CalendarKind.ON_CALL else day_span(one.day, works, changes_of(there), zone)
    return _unless_there(there, person, said.kind, *span)


def _unless_there(
    there: Sequence[CalendarEntry], person: UUID, kind: CalendarKind, starts: datetime, ends: datetime
) -> CalendarEntry | None:
    if any(entry.kind is kind and entry.starts <= starts and entry.ends >= ends for entry in there):
        return None
    return CalendarEntry(person_id=person, kind=kind, starts=starts, ends=ends)


def _days_of(entry: CalendarEntry, known: Known) -> set[date]:
    """The days that an entry of an earlier list speaks of."""
    first = entry.starts.astimezone(known.zone).date()
    if entry.kind is CalendarKind.LISTED:
        return {first}
    last = (entry.ends - timedelta(minutes=1)).astimezone(known.zone).date()
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}


def _rest_of(old: Sequence[CalendarEntry], days: set[date], known: Known) -> list[CalendarEntry]:
    """Days off of an earlier list that the new one says nothing about."""
    return [
        CalendarEntry(
            person_id=entry.person_id,
            kind=entry.kind,
            starts=at_local(day, time(0), known.zone),
            ends=at_local(day + DAY, time(0), known.zone),
        )
        for entry in old
        if entry.kind is CalendarKind.LISTED_OFF
        for day in sorted(_days_of(entry, known) - days)
    ]
