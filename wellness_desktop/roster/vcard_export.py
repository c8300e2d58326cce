"""People as address cards for a phone or another program: vCard 3.0, which all read, and 4.0; and one as a QR code."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.contacts_vcard import OWN, language_codes
from wellness_desktop.roster.csv_columns import Column
from wellness_desktop.roster.people import Person, Phone
from wellness_desktop.roster.phones import dial_link

Version = Literal["3.0", "4.0"]
_LINE = 75
"""Bytes of a line before it is folded (RFC 6350, 3.2)."""


def cards_of(people: Iterable[Person], today: date, version: Version = "3.0") -> bytes:
    """The people with their numbers. Whoever calls this has looked at their consent.

    The note of each card says when each number was checked, and which to check before use.
    """
    lines = [line for person in people for line in _card(person, today, version)]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode("utf-8")


def qr_card(person: Person, today: date) -> str:
    """One person as a small card for a QR code: name, agency and the numbers that need no check."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", _name_parts(person.name), f"FN:{_escaped(person.name)}"]
    if person.agency:
        lines.append(f"ORG:{_escaped(person.agency)}")
    lines += [
        f"TEL;TYPE={_types(phone)[0]}:{_escaped(_shortest(phone))}"
        for phone in person.phones
        if not phone.freshness(today).needs_check
    ][:3]
    return "\r\n".join([*lines, "END:VCARD", ""])


def _card(person: Person, today: date, version: Version) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield "PRODID:-//Wellness Desktop//roster//EN"
    yield f"UID:urn:uuid:{person.id}"
    yield f"FN:{_escaped(person.name)}"
    yield _name_parts(person.name)
    if person.call_name:
        yield f"NICKNAME:{_escaped(person.call_name)}"
    if person.agency:
        yield f"ORG:{_escaped(person.agency)}"
    if person.roles:
        yield f"TITLE:{_escaped(person.role_words)}"
        yield "CATEGORIES:" + ",".join(_escaped(role.label) for role in person.ordered_roles)
    for place, phone in enumerate(person.phones, 1):
        yield from _number(place, phone, version)
    if person.email:
        yield f"EMAIL;TYPE={'work' if version == '4.0' else 'INTERNET'}:{_escaped(person.email)}"
    codes = language_codes()
    for language in person.languages:
        yield f"{'LANG' if version == '4.0' else 'X-LANG'}:{codes.get(name_key(language), _escaped(language))}"
    for name, text in (("HOURS", person.hours), ("CALLED-FOR", person.called_for), ("AREA", person.area)):
        if text:
            yield f"{OWN}{name}:{_escaped(text)}"
    checks = [f"{phone.shown}: {phone.freshness(today).sentence}" for phone in person.phones]
    if checks:
        yield f"NOTE:{_escaped(chr(10).join(checks))}"
    yield "END:VCARD"


def _number(place: int, phone: Phone, version: Version) -> Iterator[str]:
    """One number; its own label goes beside it in the way that address books of Apple and Google read."""
    types = _types(phone) + (["text"] if phone.takes_texts and version == "4.0" else [])
    number = (
        f"TEL;VALUE=uri;TYPE={','.join(types)}:{dial_link(phone.number, phone.extension)}"
        if version == "4.0"
        else f"TEL;{';'.join(f'TYPE={each.upper()}' for each in types)}:{_escaped(phone.shown)}"
    )
    if not phone.label or phone.label in {Column.MOBILE.label, Column.WORK_PHONE.label, Column.HOME_PHONE.label}:
        yield number
        return
    yield f"item{place}.{number}"
    yield f"item{place}.X-ABLabel:{_escaped(phone.label)}"


def _types(phone: Phone) -> list[str]:
    key = name_key(phone.label)
    if key == name_key(Column.MOBILE.label) or "cell" in key.split():
        return ["cell"]
    if key in {name_key(Column.HOME_PHONE.label), name_key(tr("Home"))}:
        return ["home"]
    if key in {name_key(Column.WORK_PHONE.label), *map(name_key, (tr("Work"), tr("Desk")))}:
        return ["work"]
    return ["voice"]


def _shortest(phone: Phone) -> str:
    """With the extension behind a pause, which is what a phone dials."""
    return f"{phone.number},{phone.extension}" if phone.extension else phone.number


def _name_parts(name: str) -> str:
    """N is asked for by vCard 3.0; a roster keeps whole names, so the last word counts as the family's."""
    first, _, last = name.rpartition(" ")
    return f"N:{_escaped(last)};{_escaped(first)};;;"


def _escaped(text: str) -> str:
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes; no letter is cut in two."""
    pieces, piece, size = [], "", 0
    for letter in line:
        cost = len(letter.encode("utf-8"))
        if size + cost > _LINE:
            pieces.append(piece)
            piece, size = "", 1  # the space that goes before it
        piece += letter
        size += cost
    return "\r\n ".join([*pieces, piece])
