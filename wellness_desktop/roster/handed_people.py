"""The file that one station hands to another: people with their numbers, when each was checked, and their vetting.

Address cards have no place for a dossier, and a card with a file beside it comes apart on the first stick. So it is
one JSON file; whoever wants a card for a phone exports that too.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.csv_columns import Column
from wellness_desktop.roster.csv_table import LARGEST_FILE, MOST_ROWS, too_big
from wellness_desktop.roster.entry_check import LONGEST_LABEL, MOST_PHONES, clean
from wellness_desktop.roster.import_preview import Found, ImportPreview, PreviewRow, judged, known_people
from wellness_desktop.roster.kinds import CheckedHow, PersonRole
from wellness_desktop.roster.people import Person, Phone
from wellness_desktop.roster.vetting import Answer
from wellness_desktop.roster.vetting_desk import read_block

FORMAT = "wellness-desktop-people"
VERSION = 1
_TEXTS = {
    "name": Column.NAME,
    "call_name": Column.CALL_NAME,
    "agency": Column.AGENCY,
    "area": Column.AREA,
    "hours": Column.HOURS,
    "called_for": Column.CALLED_FOR,
}
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class HandedPerson:
    """One person who agreed, as they leave, with what was asked of them."""

    person: Person
    dossier: Mapping[str, Any] | None


def as_file(people: Iterable[HandedPerson], made_on: date, agency: str) -> bytes:
    """The file. Whoever calls this has looked at consent and at the remarks."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "made_on": made_on.isoformat(),
        "agency": agency,
        "people": [_as_json(each) for each in people],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def is_handed_file(data: bytes) -> bool:
    """Whether the bytes begin as such a file does."""
    return data.lstrip()[:1] == b"{" and FORMAT.encode() in data[:200]


def preview_of_handed(data: bytes, there: Iterable[Person], own_agency: str, today: date) -> ImportPreview:
    """What importing the file would do. Raises Problem where it is spoiled or of a newer program."""
    if len(data) > LARGEST_FILE:
        raise too_big()
    known = known_people(there)
    rows = []
    for place, one in enumerate(_people(data), 1):
        found, answers = Found(name_as_it_stands=True), []
        try:
            _gather(found, one, today)
            if one.get("dossier") is not None:
                answers = read_block(one["dossier"], today)
        except Problem as problem:
            found.problems.append(problem.title)
        except (KeyError, TypeError, ValueError, AttributeError):
            found.problems.append(tr("This entry is spoiled."))
        cells = tuple(str(value) for value in one.values() if isinstance(value, str))
        rows.append(_row(place, cells, found, own_agency, known, answers))
    return ImportPreview((), (), tuple(rows))


def _row(
    place: int,
    cells: tuple[str, ...],
    found: Found,
    own_agency: str,
    known: dict[str, UUID | None],
    answers: list[Answer],
) -> PreviewRow:
    if answers:
        found.notes.append(tr("Comes with vetting answers."))
    row = judged(place, cells, found, own_agency, known)
    # Whoever comes from another station works there, whatever they call their agency.
    person = replace(row.person, own_agency=False) if row.person else None
    return replace(row, person=person, answers=tuple(answers))


def _people(data: bytes) -> list[dict[str, Any]]:
    try:
        content = json.loads(data)
        if content["format"] != FORMAT:
            raise ValueError(FORMAT)
        version, people = content["version"], content["people"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _spoiled() from error
    if version != VERSION:
        raise Problem(
            tr("This file was made by a newer program."),
            tr("Nothing was imported. Update this program, then try again."),
        )
    if not isinstance(people, list) or not all(isinstance(one, dict) for one in people):
        raise _spoiled()
    if len(people) > MOST_ROWS:
        raise too_big()
    return people


def _gather(found: Found, one: Mapping[str, Any], today: date) -> None:
    found.values = {column: clean(text) for name, column in _TEXTS.items() if (text := _text(one, name))}
    roles = {role.value: role for role in PersonRole}
    found.roles = {roles[word] for word in _words(one, "roles") if word in roles}
    found.languages = _words(one, "languages")
    phones = one.get("phones", [])
    if not isinstance(phones, list) or len(phones) > MOST_PHONES:
        raise TypeError(type(phones))
    for each in phones:
        before = len(found.phones)
        typed = _text(each, "number")
        extension = _text(each, "extension")
        found.take_phones(
            clean(_text(each, "label"))[:LONGEST_LABEL],
            f"{typed} ext. {extension}" if extension else typed,
            takes_texts=each.get("texts") is True,
        )
        if len(found.phones) > before:
            found.phones[-1] = _checked(found.phones[-1], each, today)


def _checked(phone: Phone, one: Mapping[str, Any], today: date) -> Phone:
    """The number with the other agency's check; a day that has not come yet is none."""
    said = _text(one, "checked_on")
    day = date.fromisoformat(said) if said else None
    if day is None or day > today:
        return phone
    how = _text(one, "checked_how")
    known = {each.value: each for each in CheckedHow}
    return replace(phone, checked_on=day, checked_by=clean(_text(one, "checked_by"))[:120], checked_how=known.get(how))


def _text(one: Mapping[str, Any], name: str) -> str:
    value = one.get(name) or ""
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _words(one: Mapping[str, Any], name: str) -> list[str]:
    value = one.get(name) or []
    if not isinstance(value, list) or len(value) > _MOST_WORDS or not all(isinstance(each, str) for each in value):
        raise TypeError(name)
    return value


def _as_json(one: HandedPerson) -> dict[str, Any]:
    person = one.person
    return {
        **{name: getattr(person, name) for name in _TEXTS},
        "roles": [role.value for role in person.ordered_roles],
        "languages": list(person.languages),
        "agreed_on": person.shared_on.isoformat() if person.shared_on else None,
        "phones": [
            {
                "label": phone.label,
                "number": phone.number,
                "extension": phone.extension,
                "texts": phone.takes_texts,
                "checked_on": phone.checked_on.isoformat() if phone.checked_on else None,
                "checked_by": phone.checked_by,
                "checked_how": phone.checked_how.value if phone.checked_how else None,
            }
            for phone in person.phones
        ],
        "dossier": dict(one.dossier) if one.dossier else None,
    }


def _spoiled() -> Problem:
    return Problem(
        tr("This file from another agency cannot be read."),
        tr("Nothing was imported. Ask them to export it again."),
    )
