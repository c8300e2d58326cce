"""Who changed which field of an entry, and when: names of fields and ids, never what stood there."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.records import AccountRecord
from wellness_desktop.base.language import tr
from wellness_desktop.roster.people import PersonDetails
from wellness_desktop.roster.team_records import FieldChangeRecord

ADDED, REMOVED, BROUGHT_BACK = "added", "removed", "brought back"
NUMBERS, CHECKS = "phones", "number checked"
VETTING, COURSES = "vetting", "courses"
MERGED = "merged:"
"""Begins the name of a change that says which entry became part of this one: sealed ties still name its id, and
only their owner could write them again."""


@dataclass(frozen=True, slots=True)
class Change:
    """One moment at which somebody changed something of an entry."""

    at: datetime
    """Aware UTC."""
    by: str
    """Who was signed in; empty when that account is not known here (it came from another station)."""
    fields: tuple[str, ...]


def changed_fields(before: PersonDetails, after: PersonDetails) -> list[str]:
    """Names of the fields in which two texts of an entry differ; a mere check of a number is told apart."""
    found = [
        field.name
        for field in fields(PersonDetails)
        if field.compare and field.name != "phones" and getattr(before, field.name) != getattr(after, field.name)
    ]
    if _numbers(before) != _numbers(after):
        found.append(NUMBERS)
    elif before.phones != after.phones:
        found.append(CHECKS)
    return found


def note_changes(session: Session, person_id: UUID, names: Iterable[str], account_id: UUID, at: datetime) -> None:
    """Writes down that these fields were changed, in the unit of work that changes them."""
    for name in names:
        session.add(FieldChangeRecord(person_id=person_id, field=name, account_id=account_id, changed_at=at))


def changes_of(session: Session, person_id: UUID, most: int) -> list[Change]:
    """The last changes of an entry, the newest first; what one account changed within a minute is one change."""
    query = (
        select(FieldChangeRecord.changed_at, FieldChangeRecord.account_id, FieldChangeRecord.field)
        .where(FieldChangeRecord.person_id == person_id)
        .order_by(FieldChangeRecord.changed_at.desc(), FieldChangeRecord.id)
        .limit(most * 8)
    )
    rows = session.execute(query).all()
    names = {row.id: row.name for row in session.execute(select(AccountRecord.id, AccountRecord.name))} if rows else {}
    found: list[tuple[datetime, UUID, list[str]]] = []
    for at, account, field in rows:
        if found and found[-1][1] == account and (found[-1][0] - at).total_seconds() < 60:
            if field not in found[-1][2]:
                found[-1][2].append(field)
        else:
            found.append((at, account, [field]))
    return [Change(at, names.get(account, ""), tuple(fields)) for at, account, fields in found[:most]]


def _numbers(details: PersonDetails) -> list[tuple[object, ...]]:
    return [(one.id, one.typed, one.label, one.takes_texts, one.published) for one in details.phones]


def field_words(name: str) -> str:
    """What a field is called, inside a sentence; an unknown one of a newer version says no more than it knows."""
    if name.startswith(MERGED):
        return tr("another entry made part of it")
    return _words().get(name, tr("something else"))


def _words() -> dict[str, str]:
    return {
        ADDED: tr("added"),
        REMOVED: tr("taken off the roster"),
        BROUGHT_BACK: tr("brought back"),
        NUMBERS: tr("phone numbers"),
        CHECKS: tr("a number found right"),
        VETTING: tr("vetting answers"),
        COURSES: tr("courses"),
        "name": tr("name"),
        "call_name": tr("call name"),
        "agency": tr("agency"),
        "own_agency": tr("works here"),
        "roles": tr("roles"),
        "standing": tr("standing"),
        "account_id": tr("sign-in"),
        "email": tr("e-mail"),
        "hours": tr("hours"),
        "languages": tr("languages"),
        "area": tr("area covered"),
        "travel_minutes": tr("travel time"),
        "telehealth": tr("works by video"),
        "called_for": tr("called for"),
        "reports_to": tr("reports to"),
        "shift_pattern": tr("shift pattern"),
        "shift_team": tr("shift team"),
        "cycle_start": tr("start of the cycle"),
        "is_clinician": tr("license"),
        "designated_on": tr("day of the designation"),
        "designated_by": tr("who designated"),
        "designation_document": tr("designation document"),
        "trained_by": tr("trained by"),
        "trained_until": tr("training valid until"),
        "published_on": tr("consent to the front door"),
        "shared_on": tr("consent to be handed on"),
        "attributes": tr("own words"),
        "attributes_on": tr("consent to the own words"),
        "agreement_on": tr("confidentiality agreement"),
        "consult": tr("consult contact"),
    }
