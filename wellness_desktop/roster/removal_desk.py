"""Before somebody is taken off the roster: everything that mentions them, and what becomes of it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.roster.duty_roster.records import TeamTimeRecord
from wellness_desktop.roster.mentions import Fate, Mention
from wellness_desktop.roster.people import Done, Person
from wellness_desktop.roster.publishing import may_be_shown
from wellness_desktop.roster.records import CalendarRecord, DutyRecord, PersonRecord, RelationsRecord
from wellness_desktop.roster.register_desk import RegisterDesk
from wellness_desktop.roster.saving import saved_person
from wellness_desktop.roster.team_records import (
    ChainRecord,
    CourseRecord,
    FieldChangeRecord,
    TwoPeopleRecord,
    VettingRecord,
)


class RemovalDesk(RegisterDesk):
    """What hangs on one person."""

    def mentions(self, person_id: UUID) -> list[Mention]:
        """Everything in this station that mentions the person, in the order of `Fate`. Changes nothing.

        Counts and kinds only, never what a sealed record says. Raises Problem when they are not on the roster.
        """
        self._actor.require(Can.EDIT_ROSTER)
        with self._store.read() as session:
            person = saved_person(session, person_id)
            found = [*self._own(session, person)]
            for tell in self._tellers:
                found += tell(session, person_id)
        order = list(Fate)
        return sorted(found, key=lambda one: order.index(one.fate))

    def hand_on(self, leaving: UUID, to: UUID) -> Done[str]:
        """Hands to another helper what somebody does in other rooms: calls, sessions to lead. Says what went over."""
        self._actor.require(Can.EDIT_ROSTER)
        done = [hand(leaving, to) for hand in self._hands]

        def back() -> None:
            for one in reversed(done):
                one.undo()

        return Done(" ".join(one.value for one in done), back)

    def _own(self, session: Session, person: Person) -> Iterator[Mention]:
        yield from self._at_once(session, person)
        yield from _later(session, person)
        yield from _said_two_people(session, person)
        yield from _kept(person)

    def _at_once(self, session: Session, person: Person) -> Iterator[Mention]:
        if may_be_shown(person):
            yield Mention(Fate.NOW, tr("Name and numbers on the front door"), tr("Off the board the same second."))
        yield Mention(Fate.NOW, tr("The entry on the roster, in searches and in exports"))
        coming = DutyRecord.ends_at > self._clock.now()
        if count := _count(session, DutyRecord, person.id, coming):
            words = tr_count("{count} time on call to come", "{count} times on call to come", count)
            yield Mention(Fate.HANDS, words, tr("They leave the rota at once. Put somebody else on these hours."))
        if count := _count(session, ChainRecord, person.id):
            words = tr_count("{count} link of the call chain", "{count} links of the call chain", count)
            yield Mention(Fate.HANDS, words, tr("Look at the chain: the next link is called sooner."))
        if count := _count_where(session, PersonRecord, PersonRecord.reports_to == person.id):
            words = tr_count("{count} person reports to them", "{count} people report to them", count)
            why = tr("Say to whom now. Until then the name alone stays, for the rules about command.")
            yield Mention(Fate.HANDS, words, why)


def _later(session: Session, person: Person) -> Iterator[Mention]:
    details = [tr("Name"), tr("roles")]
    if person.phones:
        details.append(tr_count("{count} number", "{count} numbers", len(person.phones)))
    if person.email:
        details.append(tr("e-mail"))
    yield Mention(Fate.LATER, ", ".join(details))
    for kind in (CalendarRecord, TeamTimeRecord, RelationsRecord, VettingRecord, CourseRecord, FieldChangeRecord):
        if count := _count(session, kind, person.id):
            why = tr("Print the team roster first if you may need the dates.") if kind is CourseRecord else ""
            yield Mention(Fate.LATER, _counted(kind, count), why)


def _said_two_people(session: Session, person: Person) -> Iterator[Mention]:
    either = or_(TwoPeopleRecord.person_id == person.id, TwoPeopleRecord.other_id == person.id)
    if count := _count_where(session, TwoPeopleRecord, either):
        words = tr_count(
            "{count} note that they are another person", "{count} notes that they are another person", count
        )
        yield Mention(Fate.LATER, words)


def _counted(kind: Any, count: int) -> str:
    """So many rows of a kind, in words."""
    if kind is CalendarRecord:
        return tr_count(
            "{count} entry of leave, court or training", "{count} entries of leave, court or training", count
        )
    if kind is TeamTimeRecord:
        return tr_count("{count} time on a shift team", "{count} times on a shift team", count)
    if kind is RelationsRecord:
        return tr_count("{count} sealed record of close ties", "{count} sealed records of close ties", count)
    if kind is VettingRecord:
        return tr_count("{count} vetting answer", "{count} vetting answers", count)
    if kind is CourseRecord:
        return tr_count("{count} course or certificate", "{count} courses and certificates", count)
    return tr_count("{count} line of the entry's history", "{count} lines of the entry's history", count)


def _kept(person: Person) -> Iterator[Mention]:
    if person.account_id is not None:
        why = tr("The roster opens no sign-in and ends none. Ask the administrator to remove it.")
        yield Mention(Fate.HANDS, tr("A sign-in of this program"), why)
    if person.is_helper:
        why = tr("Dated team rosters on paper stay: a state's law may ask later who was named and trained then.")
        yield Mention(Fate.STAYS, tr("Team rosters that were printed and signed"), why)
    yield Mention(
        Fate.STAYS,
        tr("Lines in the audit log"),
        tr("They hold ids, no names, and are kept for at least a year so that nobody can tidy away what they did."),
    )
    yield Mention(
        Fate.STAYS,
        tr("Backups made until today"),
        tr("A backup cannot be changed. Old ones go as new ones take their place."),
    )


def _count(session: Session, kind: Any, person_id: UUID, *more: Any) -> int:
    return _count_where(session, kind, kind.person_id == person_id, *more)


def _count_where(session: Session, kind: Any, *where: Any) -> int:
    return session.scalar(select(func.count()).select_from(kind).where(*where)) or 0
