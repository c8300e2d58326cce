"""From frozen values to rows, in the unit of work of the caller."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.chain_of_command import would_make_a_circle
from wellness_desktop.roster.desk import gone
from wellness_desktop.roster.duty_roster.records import TeamTimeRecord
from wellness_desktop.roster.entry_check import cleaned, require_sound
from wellness_desktop.roster.people import Person, PersonDetails, Phone
from wellness_desktop.roster.phones import read_number
from wellness_desktop.roster.reading import PLAIN_FIELDS, some_people
from wellness_desktop.roster.records import (
    CalendarRecord,
    DutyRecord,
    PersonRecord,
    PhoneRecord,
    RelationsRecord,
)
from wellness_desktop.roster.team_records import (
    ChainRecord,
    CourseRecord,
    FieldChangeRecord,
    TwoPeopleRecord,
    VettingRecord,
)
from wellness_desktop.store.travel import add_new

_GO_WITH_THE_PERSON = (
    DutyRecord,
    CalendarRecord,
    TeamTimeRecord,
    RelationsRecord,
    VettingRecord,
    CourseRecord,
    FieldChangeRecord,
    ChainRecord,
)


def fill(session: Session, record: PersonRecord, details: PersonDetails, by: str) -> None:
    """Puts everything typed into the record; `by` is who checked a number that says no name.

    Raises WrongEntry, or Problem when people would report to each other in a circle.
    """
    details = cleaned(details)
    require_sound(details)
    _require_no_circle(session, record.id, details.reports_to)
    noted_by = by if details.published_on != record.published_on else record.published_noted_by
    for name, value in _columns(details).items():
        setattr(record, name, value)
    record.published_noted_by = (noted_by or "") if details.published_on else ""
    record.edits = (record.edits or 0) + 1
    _fill_phones(record, details.phones, by)


def add_many(session: Session, people: Sequence[PersonDetails], by: str) -> list[UUID]:
    """Puts many new people on the roster and returns their ids; what is saved is what `fill` would save.

    Without an object for each row, in which an import of 5,000 people would spend most of its time. Raises WrongEntry
    as `fill` does, ValueError where somebody reports to somebody: in a circle, perhaps, which only `fill` looks for.
    """
    if any(each.reports_to for each in people):
        raise ValueError("new people report to nobody yet")
    rows, numbers, ids = [], [], []
    for each in people:
        details = cleaned(each)
        require_sound(details)
        person_id = uuid4()
        ids.append(person_id)
        noted_by = by if details.published_on else ""
        rows.append({**_columns(details), "id": person_id, "published_noted_by": noted_by, "edits": 1})
        numbers += [
            {
                "id": phone.id or uuid4(),
                "person_id": person_id,
                "position": position,
                "checked_on": phone.checked_on,
                "checked_how": phone.checked_how,
                "checked_by": _checked_by(phone, by),
                **_number_columns(phone),
            }
            for position, phone in enumerate(details.phones)
        ]
    add_new(session, PersonRecord, rows)
    add_new(session, PhoneRecord, numbers)
    return ids


def _columns(details: PersonDetails) -> dict[str, Any]:
    """What the table of people holds of an entry, but for who noted what."""
    return {
        **{name: getattr(details, name) for name in PLAIN_FIELDS if name != "published_noted_by"},
        "name_key": name_key(details.name),
        "roles": [role.value for role in details.ordered_roles],
        "languages": list(details.languages),
        "attributes": list(details.attributes),
    }


def saved_person(session: Session, person_id: UUID) -> Person:
    """The person as the unit of work sees them now. Raises Problem when they are not on the roster."""
    session.flush()
    found = some_people(session, [person_id])
    if person_id not in found:
        raise gone()
    return found[person_id]


def delete_for_good(session: Session, person_id: UUID) -> bool:
    """Deletes a removed person with numbers, duties and calendar; whether there was anything to delete.

    Where another record still names the person, the name alone is left.
    """
    record = session.get(PersonRecord, person_id)
    if record is None or record.removed_at is None:
        return False
    for kind in _GO_WITH_THE_PERSON:
        for row in session.scalars(select(kind).where(kind.person_id == person_id)):
            session.delete(row)
    either = or_(TwoPeopleRecord.person_id == person_id, TwoPeopleRecord.other_id == person_id)
    for row in session.scalars(select(TwoPeopleRecord).where(either)):
        session.delete(row)
    session.flush()
    try:
        with session.begin_nested():
            session.delete(record)
    except IntegrityError:
        return _blank(session, person_id)
    return True


def _blank(session: Session, person_id: UUID) -> bool:
    record = session.get_one(PersonRecord, person_id)
    empty = PersonDetails(name=record.name)
    if not record.phones and all(getattr(record, name) == getattr(empty, name) for name in PLAIN_FIELDS):
        return False
    for name in PLAIN_FIELDS:
        setattr(record, name, getattr(empty, name))
    record.roles, record.languages, record.attributes, record.phones = [], [], [], []
    return True


def _require_no_circle(session: Session, person_id: UUID, superior: UUID | None) -> None:
    if superior is None:
        return
    rows = session.execute(select(PersonRecord.id, PersonRecord.reports_to))
    chain = {row.id: row.reports_to for row in rows}
    if superior not in chain:
        raise gone()
    if would_make_a_circle(person_id, superior, chain):
        raise Problem(
            tr("Two people cannot report to each other."),
            tr("Nothing was saved. Choose somebody else under Reports to, or leave it empty."),
        )


def _fill_phones(record: PersonRecord, phones: tuple[Phone, ...], by: str) -> None:
    there = {phone.id: phone for phone in record.phones}
    kept = []
    for position, phone in enumerate(phones):
        row = there.get(phone.id) if phone.id else None
        if row is None:
            row = PhoneRecord(id=phone.id) if phone.id else PhoneRecord()
        _fill_phone(row, phone, position, by)
        kept.append(row)
    record.phones = kept


def _fill_phone(row: PhoneRecord, phone: Phone, position: int, by: str) -> None:
    same_check = (phone.checked_on, phone.checked_how) == (row.checked_on, row.checked_how)
    before = (row.number, row.extension)
    for name, value in _number_columns(phone).items():
        setattr(row, name, value)
    row.position = position
    other_number = bool(before[0]) and before != (row.number, row.extension)
    if other_number and same_check:  # a check belongs to the number that was checked
        row.checked_on, row.checked_by, row.checked_how = None, "", None
    else:
        row.checked_on, row.checked_how = phone.checked_on, phone.checked_how
        row.checked_by = _checked_by(phone, by)


def _number_columns(phone: Phone) -> dict[str, Any]:
    """What the table of numbers holds of one, but for its check. Raises Problem when it cannot be dialed."""
    found = read_number(phone.typed)
    return {
        "label": phone.label,
        "typed": phone.typed,
        "number": found.number,
        "extension": found.extension,
        "takes_texts": phone.takes_texts,
        "published": phone.published,
    }


def _checked_by(phone: Phone, by: str) -> str:
    return (phone.checked_by or by) if phone.checked_on else ""
