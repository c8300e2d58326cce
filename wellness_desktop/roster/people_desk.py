"""The roster's people: read, add, change, remove, and say that a number is still right."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.desk import Desk, changed_elsewhere, gone
from wellness_desktop.roster.history import (
    ADDED,
    BROUGHT_BACK,
    REMOVED,
    Change,
    changed_fields,
    changes_of,
    note_changes,
)
from wellness_desktop.roster.kinds import CheckedHow, Standing
from wellness_desktop.roster.people import Contact, Done, Person, PersonDetails, Phone
from wellness_desktop.roster.publishing import may_be_shown
from wellness_desktop.roster.reading import everybody, person_of_account, some_people, still_there
from wellness_desktop.roster.records import PersonRecord, PhoneRecord
from wellness_desktop.roster.saving import delete_for_good, fill, saved_person
from wellness_desktop.store.pointing import PointBack

KEPT_AFTER_REMOVAL = timedelta(days=30)
"""How long a removed person can be brought back; after that the entry is deleted."""

OWN_FIELDS = frozenset(
    {
        "call_name",
        "email",
        "languages",
        "area",
        "travel_minutes",
        "telehealth",
        "hours",
        "published_on",
        "shared_on",
        "attributes",
        "attributes_on",
        "phones",
    }
)
"""What people may change in their own entry. Name, roles and standing are the coordinator's."""


class PeopleDesk(Desk):
    """People, as this actor may see and change them."""

    def people(self) -> list[Person]:
        """Everybody this actor may see, by name. Others see published people and numbers, and themselves."""
        self._actor.require(Can.SEE_ROSTER)
        with self._store.read() as session:
            return self._visible(everybody(session))

    def person(self, person_id: UUID) -> Person:
        """One person. Raises Problem when they are not on the roster or not to be seen by this actor."""
        self._actor.require(Can.SEE_ROSTER)
        with self._store.read() as session:
            found = self._visible(some_people(session, [person_id]).values())
        if not found:
            raise gone()
        return found[0]

    def me(self) -> Person | None:
        """The entry of the person signed in, if there is one."""
        self._actor.require(Can.SEE_ROSTER)
        with self._store.read() as session:
            return person_of_account(session, self._actor.account_id)

    def entry_with_my_name(self) -> Person | None:
        """The one entry that carries the actor's name and belongs to no sign-in yet; None when it is not clear."""
        if not self._actor.may(Can.EDIT_OWN_ENTRY) or self.me() is not None:
            return None
        key = name_key(self._actor.name)
        with self._store.read() as session:
            ids = list(session.scalars(select(PersonRecord.id).where(*_free_entry(key))))
            return some_people(session, ids)[ids[0]] if len(ids) == 1 else None

    def claim(self, person_id: UUID) -> Done[Person]:
        """Takes the entry with the actor's name as one's own. Raises NotAllowed for any other entry."""
        self._actor.require(Can.EDIT_OWN_ENTRY)
        mine = self.entry_with_my_name()
        if mine is None or mine.id != person_id:
            raise NotAllowed(
                tr("This entry does not carry your name, or belongs to a sign-in already."),
                tr("Nothing was changed. Ask the support coordinator."),
            )
        self._set_account(person_id, self._actor.account_id)
        return Done(mine, lambda: self._set_account(person_id, None))

    def contacts(self, ids: Iterable[UUID]) -> dict[UUID, Contact]:
        """How to reach the people that a plan or an incident points to, removed ones marked as such.

        Whoever may read the plan may read the numbers in it.
        """
        self._actor.require(Can.SEE_PLANS)
        with self._store.read() as session:
            wanted = list(ids)
            there = still_there(session, wanted)
            everyone = some_people(session, wanted, removed=True)
        return {
            person.id: _contact(person, person.id not in there or person.standing is Standing.LEFT)
            for person in everyone.values()
        }

    def reports_to(self) -> dict[UUID, UUID | None]:
        """Who reports to whom, for the chain of command (DB-05)."""
        self._actor.require(Can.SEE_WHOLE_ROSTER)
        return {person.id: person.reports_to for person in self.people()}

    def add(self, details: PersonDetails) -> Done[Person]:
        """Puts a person on the roster. Raises WrongEntry when something has to be put right first."""
        self._actor.require(Can.EDIT_ROSTER)
        record = PersonRecord()
        with self._work(Event.PERSON_CHANGED, record.id) as session:
            fill(session, record, details, self._actor.name)
            session.add(record)
            session.flush()
            saved = saved_person(session, record.id)
            self._note_change(session, saved.id, ADDED)
        return Done(saved, lambda: self._take_off([saved.id]))

    def change(self, person: Person) -> Done[Person]:
        """Saves the edited person over the version it was read at.

        Raises ChangedElsewhere with the saved text when someone saved first, WrongEntry, or NotAllowed when
        the actor may change the own entry only.
        """
        with self._work(Event.PERSON_CHANGED, person.id) as session:
            before = saved_person(session, person.id)
            self._require_may_change(before, person)
            if before.version != person.version:
                raise changed_elsewhere(before)
            record = session.get_one(PersonRecord, person.id)
            fill(session, record, person, self._actor.name)
            session.flush()
            saved = saved_person(session, person.id)
            self._note_change(session, saved.id, *changed_fields(before, saved))
        return Done(saved, lambda: self._put_back(before, saved.version))

    def remove(self, person_id: UUID) -> Done[Person]:
        """Takes a person off the roster, the on-call list and the front door.

        The entry is kept for 30 days so that it can be undone, then deleted. What the person was to do in other rooms
        is nobody's from now on, or their deputy's; Undo gives it back.
        """
        self._actor.require(Can.EDIT_ROSTER)
        with self._work(Event.PERSON_CHANGED, person_id) as session:
            before = saved_person(session, person_id)
            back = [let_go(session, person_id) for let_go in self._let_go]
            session.get_one(PersonRecord, person_id).removed_at = self._clock.now()
            self._note_change(session, person_id, REMOVED)
        return Done(before, lambda: self._bring_back(person_id, back))

    def still_right(self, phone_id: UUID, how: CheckedHow = CheckedHow.CALLED) -> Done[Person]:
        """Notes that a number was checked today, by the actor."""
        with self._store.read() as session:
            record = session.get(PhoneRecord, phone_id)
            person = some_people(session, [record.person_id]).get(record.person_id) if record else None
        if person is None:
            raise gone()
        return self.change(replace(person, phones=tuple(self._checked(p, phone_id, how) for p in person.phones)))

    def history(self, person_id: UUID, most: int = 12) -> list[Change]:
        """Who changed which fields of an entry when, the newest first: for the coordinator, and for one's own."""
        person = self.person(person_id)
        if not self._is_own(person):
            self._actor.require(Can.EDIT_ROSTER)
        with self._store.read() as session:
            return changes_of(session, person_id, most)

    def empty_bin(self) -> int:
        """Deletes entries removed more than 30 days ago; returns how many. Called at sign-in.

        Where another record still points to the person, everything but the name is deleted.
        """
        if not self._actor.may(Can.EDIT_ROSTER):
            return 0
        before = self._clock.now() - KEPT_AFTER_REMOVAL
        with self._store.read() as session:
            due = list(session.scalars(select(PersonRecord.id).where(PersonRecord.removed_at < before)))
        emptied = 0
        for person_id in due:
            with self._store.work() as session:
                emptied += delete_for_good(session, person_id)
        return emptied

    def _visible(self, people: Iterable[Person]) -> list[Person]:
        if self._actor.may(Can.PLAN_SUPPORT):
            return list(people)
        if self._actor.may(Can.SEE_WHOLE_ROSTER):
            return [person if self._is_own(person) else without_own_words(person) for person in people]
        return [
            person if self._is_own(person) else as_published(person)
            for person in people
            if self._is_own(person) or may_be_shown(person)
        ]

    def _is_own(self, person: Person) -> bool:
        return person.account_id == self._actor.account_id

    def _require_may_change(self, before: Person, after: Person) -> None:
        if self._actor.may(Can.EDIT_ROSTER):
            return
        if not self._is_own(before):
            self._actor.require(Can.EDIT_ROSTER)
        self._actor.require(Can.EDIT_OWN_ENTRY)
        changed = {
            field.name for field in fields(PersonDetails) if getattr(before, field.name) != getattr(after, field.name)
        }
        if changed - OWN_FIELDS:
            raise NotAllowed(
                tr("Part of your entry is kept by the support coordinator."),
                tr("Nothing was changed. Ask the coordinator to change your name, roles or standing."),
            )

    def _checked(self, phone: Phone, phone_id: UUID, how: CheckedHow) -> Phone:
        if phone.id != phone_id:
            return phone
        return replace(phone, checked_on=self.today, checked_by=self._actor.name, checked_how=how)

    def _put_back(self, before: Person, version: int) -> None:
        self.change(replace(before, version=version))

    def _set_account(self, person_id: UUID, account_id: UUID | None) -> None:
        with self._work(Event.PERSON_CHANGED, person_id) as session:
            saved_person(session, person_id)
            session.get_one(PersonRecord, person_id).account_id = account_id

    def _take_off(self, ids: list[UUID]) -> None:
        with self._work(Event.PERSON_CHANGED, ids[0] if len(ids) == 1 else None) as session:
            there = PersonRecord.id.in_(ids), PersonRecord.removed_at.is_(None)
            for record in session.scalars(select(PersonRecord).where(*there)):
                record.removed_at = self._clock.now()

    def _bring_back(self, person_id: UUID, back: Iterable[PointBack]) -> None:
        with self._work(Event.PERSON_CHANGED, person_id) as session:
            record = session.get(PersonRecord, person_id)
            if record is None:
                raise gone()
            record.removed_at = None
            self._note_change(session, person_id, BROUGHT_BACK)
            for one in back:
                one(session)

    def _note_change(self, session: Session, person_id: UUID, *names: str) -> None:
        note_changes(session, person_id, names, self._actor.account_id, self.now)


def _free_entry(key: str) -> tuple[ColumnElement[bool], ...]:
    """Entries on the roster with this folded name that belong to nobody's sign-in."""
    free = PersonRecord.account_id.is_(None), PersonRecord.removed_at.is_(None)
    return (PersonRecord.name_key == key, *free)


def without_own_words(person: Person) -> Person:
    """A person as whoever writes the plans sees them: what they say of themselves is for finding support only."""
    return replace(person, attributes=(), attributes_on=None) if person.attributes else person


def as_published(person: Person) -> Person:
    """A person as colleagues without a further role may see them: no more than on the front door."""
    return Person(
        id=person.id,
        version=person.version,
        name=person.name,
        call_name=person.call_name,
        agency=person.agency,
        own_agency=person.own_agency,
        roles=person.roles,
        languages=person.languages,
        hours=person.hours,
        called_for=person.called_for,
        published_on=person.published_on,
        phones=tuple(phone for phone in person.phones if phone.published),
    )


def _contact(person: Person, removed: bool) -> Contact:
    return Contact(
        person_id=person.id,
        name=person.name,
        call_name=person.call_name,
        agency=person.agency,
        roles=person.roles,
        phones=person.phones,
        email=person.email,
        removed=removed,
    )
