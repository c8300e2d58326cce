"""From frozen values to rows, in the unit of work of the caller."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.chain_of_command import would_make_a_circle
from wellness_desktop.roster.desk import gone
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
from wellness_desktop.roster.team_records import ChainRecord, CourseRecord, FieldChangeRecord, VettingRecord

_GO_WITH_THE_PERSON = (
    DutyRecord,
    CalendarRecord,
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
    for name in PLAIN_FIELDS:
        setattr(record, name, getattr(details, name))
    record.published_noted_by = (noted_by or "") if details.published_on else ""
    record.name_key = name_key(details.name)
    record.roles = [role.value for role in details.ordered_roles]
    record.languages = list(details.languages)
    record.attributes = list(details.attributes)
    record.edits = (record.edits or 0) + 1
    _fill_phones(record, details.phones, by)


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
    found = read_number(phone.typed)
    same_check = (phone.checked_on, phone.checked_how) == (row.checked_on, row.checked_how)
    other_number = bool(row.number) and (row.number, row.extension) != (found.number, found.extension)
    row.position, row.label, row.typed = position, phone.label, phone.typed
    row.number, row.extension = found.number, found.extension
    row.takes_texts, row.published = phone.takes_texts, phone.published
    if other_number and same_check:  # a check belongs to the number that was checked
        row.checked_on, row.checked_by, row.checked_how = None, "", None
    else:
        row.checked_on, row.checked_how = phone.checked_on, phone.checked_how
        row.checked_by = (phone.checked_by or by) if phone.checked_on else ""
