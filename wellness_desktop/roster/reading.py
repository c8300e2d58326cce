"""From rows to frozen values. Plain columns instead of objects: 5,000 people must not make a page wait."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from wellness_desktop.roster.freshness import Kind, kind_for
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.on_call import Duty
from wellness_desktop.roster.people import CalendarEntry, Person, Phone
from wellness_desktop.roster.records import CalendarRecord, DutyRecord, PersonRecord, PhoneRecord
from wellness_desktop.store.store import read_kept

PLAIN_FIELDS = (
    "name",
    "call_name",
    "agency",
    "own_agency",
    "standing",
    "account_id",
    "email",
    "area",
    "travel_minutes",
    "telehealth",
    "hours",
    "called_for",
    "reports_to",
    "shift_pattern",
    "shift_team",
    "cycle_start",
    "is_clinician",
    "designated_on",
    "designated_by",
    "designation_document",
    "trained_by",
    "trained_until",
    "published_on",
    "published_noted_by",
    "shared_on",
    "attributes_on",
    "agreement_on",
    "consult",
)
"""Fields of PersonDetails that are kept in a column of the same name, as they are."""

PHONE_FIELDS = (
    "id",
    "typed",
    "label",
    "number",
    "extension",
    "takes_texts",
    "published",
    "checked_on",
    "checked_by",
    "checked_how",
)

EVERYBODY = "everybody"
"""Under which a reading session remembers the whole roster."""

_people = PersonRecord.__table__.c
_phones = PhoneRecord.__table__.c
_PERSON_COLUMNS = tuple(_people[name] for name in ("id", "version", "roles", "languages", "attributes", *PLAIN_FIELDS))
_KNOWN_ROLES = {role.value: role for role in PersonRole}


def everybody(session: Session) -> list[Person]:
    """All people who were not removed, by name."""
    return list(read_kept(session, EVERYBODY, lambda: _everybody(session)))


def _everybody(session: Session) -> tuple[Person, ...]:
    return tuple(_read(session, select(*_PERSON_COLUMNS).where(_people.removed_at.is_(None))))


def some_people(session: Session, ids: Iterable[UUID], *, removed: bool = False) -> dict[UUID, Person]:
    """Those of `ids` that exist, with `removed` also those taken off the roster."""
    wanted = list(ids)
    if not wanted:
        return {}
    if EVERYBODY in session.info:
        there = {person.id: person for person in everybody(session)}
        found = {one: there[one] for one in wanted if one in there}
        left = [one for one in wanted if one not in there]
        return found | _some(session, left, removed=True) if removed and left else found
    return _some(session, wanted, removed=removed)


def still_there(session: Session, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of `ids` that are on the roster."""
    if EVERYBODY in session.info:
        return frozenset(ids) & {person.id for person in everybody(session)}
    query = select(_people.id).where(_people.id.in_(list(ids)), _people.removed_at.is_(None))
    return frozenset(session.scalars(query))


def _some(session: Session, wanted: list[UUID], *, removed: bool) -> dict[UUID, Person]:
    query = select(*_PERSON_COLUMNS).where(_people.id.in_(wanted))
    if not removed:
        query = query.where(_people.removed_at.is_(None))
    return {person.id: person for person in _read(session, query, wanted)}


def person_of_account(session: Session, account_id: UUID) -> Person | None:
    """The entry that belongs to a sign-in."""
    if EVERYBODY in session.info:
        return next((person for person in everybody(session) if person.account_id == account_id), None)
    query = select(*_PERSON_COLUMNS).where(_people.account_id == account_id, _people.removed_at.is_(None))
    ids = [row[0] for row in session.execute(query)]
    return next(iter(some_people(session, ids).values()), None)


def published_people(session: Session) -> list[Person]:
    """People who agreed to stand on the front door, by name."""
    agreed = _people.removed_at.is_(None), _people.published_on.is_not(None)
    return _read(session, select(*_PERSON_COLUMNS).where(*agreed), select(_people.id).where(*agreed))


def reporting_lines(session: Session) -> dict[UUID, UUID | None]:
    """Who reports to whom, of those who report to anybody."""
    query = select(_people.id, _people.reports_to).where(_people.removed_at.is_(None), _people.reports_to.is_not(None))
    return {row.id: row.reports_to for row in session.execute(query)}


def duties_between(session: Session, starts: datetime, ends: datetime) -> list[Duty]:
    """Duties that touch the span, of people who were not removed, in order."""
    duty = DutyRecord.__table__.c
    query = (
        select(duty.id, duty.version, duty.layer, duty.person_id, duty.starts_at, duty.ends_at, duty.series)
        .join(PersonRecord.__table__, _people.id == duty.person_id)
        .where(duty.starts_at < ends, duty.ends_at > starts, _people.removed_at.is_(None))
        .order_by(duty.starts_at, duty.id)
    )
    return [Duty(*row) for row in session.execute(query)]


def calendar_between(
    session: Session, starts: datetime, ends: datetime, people: Iterable[UUID] | None
) -> list[CalendarEntry]:
    """Calendar entries that touch the span, of `people` or of everybody, in order."""
    query = (
        select(CalendarRecord)
        .join(PersonRecord, PersonRecord.id == CalendarRecord.person_id)
        .where(CalendarRecord.starts_at < ends, CalendarRecord.ends_at > starts)
        .where(PersonRecord.removed_at.is_(None))
        .order_by(CalendarRecord.starts_at, CalendarRecord.id)
    )
    if people is not None:
        query = query.where(CalendarRecord.person_id.in_(list(people)))
    return [calendar_entry(record) for record in session.scalars(query)]


def calendar_entry(record: CalendarRecord) -> CalendarEntry:
    """A calendar row as a frozen value."""
    return CalendarEntry(
        person_id=record.person_id,
        kind=record.kind,
        starts=record.starts_at,
        ends=record.ends_at,
        id=record.id,
        version=record.version,
    )


def duty_of(record: DutyRecord) -> Duty:
    """A duty row as a frozen value."""
    return Duty(
        record.id, record.version, record.layer, record.person_id, record.starts_at, record.ends_at, record.series
    )


def _read(session: Session, query: Select[Any], ids: list[UUID] | Select[Any] | None = None) -> list[Person]:
    rows = session.execute(query.order_by(_people.name_key, _people.id)).all()
    phones = _phones_of(session, ids)
    return [_person(row, phones[row[0]]) for row in rows]


def _phones_of(session: Session, ids: list[UUID] | Select[Any] | None) -> dict[UUID, list[Phone]]:
    query = select(_phones.person_id, *(_phones[name] for name in PHONE_FIELDS))
    if ids is not None:
        query = query.where(_phones.person_id.in_(ids))
    found: dict[UUID, list[Phone]] = defaultdict(list)
    for row in session.execute(query.order_by(_phones.person_id, _phones.position, _phones.id)):
        person_id, *values = row
        found[person_id].append(Phone(**dict(zip(PHONE_FIELDS, values, strict=True))))
    return found


def _person(row: Row[Any], phones: list[Phone]) -> Person:
    person_id, version, names, languages, attributes, *plain = tuple(row)
    roles = frozenset(_KNOWN_ROLES[role] for role in names if role in _KNOWN_ROLES)
    kind = kind_for(roles)
    if kind is not Kind.NUMBER:
        phones = [replace(phone, kind=kind) for phone in phones]
    return Person(
        id=person_id,
        version=version,
        roles=roles,
        languages=tuple(languages),
        attributes=tuple(attributes or ()),
        phones=tuple(phones),
        **dict(zip(PLAIN_FIELDS, plain, strict=True)),
    )
