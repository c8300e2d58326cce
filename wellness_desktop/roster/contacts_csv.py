"""People from a spreadsheet: what would be imported, and in words why a row would not be.

Nothing here saves. The preview is shown first, and the service takes it whole or not at all.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.csv_columns import PHONE_COLUMNS, Column, match_columns, names_people
from wellness_desktop.roster.csv_safety import is_formula, unwrapped
from wellness_desktop.roster.csv_table import CsvTable
from wellness_desktop.roster.entry_check import cleaned, mistakes
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import Person, PersonDetails, Phone
from wellness_desktop.roster.phones import read_number

_NUMBERS_APART = re.compile(r"\s*(?:;|/|\n|\bor\b|:::)\s*", re.IGNORECASE)
_WORDS_APART = re.compile(r"\s*(?:;|/|,|\n|&|\band\b|:::)\s*", re.IGNORECASE)
_ROLE_WORDS: dict[str, PersonRole] = {
    "peer": PersonRole.PEER,
    "peer support": PersonRole.PEER,
    "peer supporter": PersonRole.PEER,
    "chaplain": PersonRole.CHAPLAIN,
    "pastor": PersonRole.CHAPLAIN,
    "clinician": PersonRole.CLINICIAN,
    "counselor": PersonRole.CLINICIAN,
    "therapist": PersonRole.CLINICIAN,
    "psychologist": PersonRole.CLINICIAN,
    "social worker": PersonRole.CLINICIAN,
    "eap": PersonRole.EAP,
    "employee assistance": PersonRole.EAP,
    "treatment": PersonRole.TREATMENT_CENTER,
    "family liaison": PersonRole.FAMILY_LIAISON,
    "liaison": PersonRole.FAMILY_LIAISON,
    "chief": PersonRole.COMMAND,
    "sheriff": PersonRole.COMMAND,
    "undersheriff": PersonRole.COMMAND,
    "captain": PersonRole.COMMAND,
    "lieutenant": PersonRole.COMMAND,
    "lt": PersonRole.COMMAND,
    "sergeant": PersonRole.COMMAND,
    "sgt": PersonRole.COMMAND,
    "command": PersonRole.COMMAND,
    "detective": PersonRole.DETECTIVE,
    "investigator": PersonRole.DETECTIVE,
    "officer": PersonRole.OFFICER,
    "deputy": PersonRole.OFFICER,
    "patrol": PersonRole.OFFICER,
    "trooper": PersonRole.OFFICER,
    "dispatcher": PersonRole.DISPATCHER,
    "dispatch": PersonRole.DISPATCHER,
    "telecommunicator": PersonRole.DISPATCHER,
    "jail": PersonRole.CORRECTIONS,
    "jailer": PersonRole.CORRECTIONS,
    "corrections": PersonRole.CORRECTIONS,
    "detention": PersonRole.CORRECTIONS,
    "clerk": PersonRole.CIVILIAN,
    "records": PersonRole.CIVILIAN,
    "civilian": PersonRole.CIVILIAN,
    "mutual aid": PersonRole.MUTUAL_AID,
    "retiree": PersonRole.RETIREE,
    "retired": PersonRole.RETIREE,
    "family": PersonRole.FAMILY,
    "spouse": PersonRole.FAMILY,
    "partner": PersonRole.COMMUNITY_PARTNER,
    "community": PersonRole.COMMUNITY_PARTNER,
    "vendor": PersonRole.VENDOR,
}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the file. With `problems` it stays out; `notes` are only told."""

    line: int
    cells: tuple[str, ...]
    person: PersonDetails | None
    name: str = ""
    """The name as far as the row has one."""
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    already: UUID | None = None
    """Somebody on the roster who has the same name or mobile number."""
    double: bool = False
    """The same person stands on the roster or in an earlier row."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do."""

    header: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[PreviewRow, ...]
    trouble: str = ""
    """Why nothing at all can be imported yet: no column holds names."""

    @property
    def new(self) -> list[PreviewRow]:
        """Rows that would be added."""
        return [row for row in self.rows if row.person and not row.double]

    @property
    def doubles(self) -> list[PreviewRow]:
        """Rows of people who seem to be on the roster, or in an earlier row, already."""
        return [row for row in self.rows if row.person and row.double]

    @property
    def bad(self) -> list[PreviewRow]:
        """Rows that stay out, each with its reasons."""
        return [row for row in self.rows if not row.person]


@dataclass(slots=True)
class _Found:
    """What is gathered from one row before it is judged."""

    values: dict[Column, str] = field(default_factory=dict)
    phones: list[Phone] = field(default_factory=list)
    roles: set[PersonRole] = field(default_factory=set)
    languages: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def preview_of(
    table: CsvTable,
    there: Iterable[Person],
    own_agency: str = "",
    columns: Sequence[Column] | None = None,
) -> ImportPreview:
    """What importing `table` would do to a roster that holds `there`.

    `columns` overrides what the header's names say. `own_agency` is the name under which people count as
    one's own; a row without an agency is one's own.
    """
    chosen = list(columns) if columns is not None else match_columns(table.header)
    trouble = (
        ""
        if names_people(chosen)
        else tr("No column holds names. Choose above which column holds the name, or the first and last name.")
    )
    known = _known(there)
    rows = []
    for line, cells in zip(table.lines, table.rows, strict=True):
        row = _row(line, cells, chosen, own_agency, known)
        if row.person:
            _remember(row.person, None, known)
        rows.append(row)
    return ImportPreview(table.header, tuple(chosen), tuple(rows), trouble)


def _row(
    line: int,
    cells: tuple[str, ...],
    columns: Sequence[Column],
    own_agency: str,
    known: Mapping[str, UUID | None],
) -> PreviewRow:
    found = _Found()
    if any(cell.strip() for cell in cells[len(columns) :]):
        found.problems.append(tr("This row has more cells than the first row names."))
    for column, cell in zip(columns, cells, strict=False):
        if column is not Column.SKIP:
            _take(found, column, unwrapped(cell))
    person = cleaned(_details(found, own_agency))
    found.problems += [sentence for name, sentence in mistakes(person).items() if "phones." not in name]
    if found.problems:
        return PreviewRow(line, cells, None, person.name, tuple(found.problems), tuple(found.notes))
    same = [known[key] for key in _keys(person) if key in known]
    if same:
        found.notes.append(
            tr("Somebody with this name or mobile number is on the roster already.")
            if same[0]
            else tr("The same name or mobile number stands in an earlier row.")
        )
    already = same[0] if same else None
    return PreviewRow(line, cells, person, person.name, (), tuple(found.notes), already, bool(same))


def _take(found: _Found, column: Column, text: str) -> None:
    """Adds one cell to what the row says."""
    if not text:
        return
    if is_formula(text):
        found.problems.append(tr("The cell under {column} holds a formula.", column=column.label))
    elif column in PHONE_COLUMNS:
        _take_phones(found, column, text)
    elif column is Column.ROLE:
        _take_roles(found, text)
    elif column is Column.LANGUAGES:
        found.languages += [word for word in _WORDS_APART.split(text) if word]
    elif column not in found.values:
        found.values[column] = text


def _take_phones(found: _Found, column: Column, text: str) -> None:
    label = tr("Phone") if column is Column.OTHER_PHONE else column.label
    for typed in filter(None, _NUMBERS_APART.split(text)):
        try:
            number = read_number(typed)
        except Problem as problem:
            found.problems.append(tr("{column}: {reason}", column=label, reason=problem.title))
            continue
        if number.doubtful:
            found.notes.append(tr("Check {number}: it does not look like a number in use.", number=number.shown))
        if all(phone.number != number.number for phone in found.phones):
            found.phones.append(Phone(typed=typed, label=label, number=number.number, extension=number.extension))


def _take_roles(found: _Found, text: str) -> None:
    for word in filter(None, _WORDS_APART.split(text)):
        role = role_for(word)
        if role is None:
            found.notes.append(tr("“{word}” is not a role we know; taken as other contact.", word=word))
        found.roles.add(role or PersonRole.OTHER)


def role_for(text: str) -> PersonRole | None:
    """The role that a word or title means, or None."""
    key = name_key(text.replace(".", " ").replace("-", " "))
    for role in PersonRole:
        if key in (role.value.replace("_", " "), name_key(role.label), name_key(role.group)):
            return role
    if key in _ROLE_WORDS:
        return _ROLE_WORDS[key]
    words = key.split()
    pairs = [" ".join(words[place : place + 2]) for place in range(len(words) - 1)]
    # The last word says what somebody is: a patrol sergeant is a sergeant.
    return next((_ROLE_WORDS[part] for part in [*pairs[::-1], *words[::-1]] if part in _ROLE_WORDS), None)


def _details(found: _Found, own_agency: str) -> PersonDetails:
    value = found.values.get
    agency = value(Column.AGENCY, "")
    return PersonDetails(
        name=_name(found.values),
        call_name=value(Column.CALL_NAME, ""),
        agency=agency,
        own_agency=not agency or name_key(agency) == name_key(own_agency),
        roles=frozenset(found.roles),
        email=value(Column.EMAIL, ""),
        languages=tuple(found.languages),
        area=value(Column.AREA, ""),
        travel_minutes=_minutes(found, value(Column.TRAVEL_MINUTES, "")),
        hours=value(Column.HOURS, ""),
        called_for=value(Column.CALLED_FOR, ""),
        phones=tuple(found.phones),
    )


def _name(values: Mapping[Column, str]) -> str:
    """The whole name, also from two columns or from "Bell, Ann"."""
    whole = values.get(Column.NAME, "")
    if not whole:
        return f"{values.get(Column.FIRST_NAME, '')} {values.get(Column.LAST_NAME, '')}".strip()
    last, comma, first = whole.partition(",")
    if comma and first.strip() and "," not in first and not _is_suffix(first):
        return f"{first.strip()} {last.strip()}"
    return whole


def _is_suffix(text: str) -> bool:
    """Whether what follows a comma belongs behind the name: Jr., PhD, LCSW."""
    bare = text.strip().rstrip(".").replace(".", "")
    return bare.casefold() in {"jr", "sr", "ii", "iii", "iv", "esq"} or (
        len(bare) > 1 and (bare.isupper() or bare in {"PhD", "PsyD", "EdD", "DMin"})
    )


def _minutes(found: _Found, text: str) -> int | None:
    digits = re.match(r"\d{1,4}", text)
    if text and not digits:
        found.notes.append(tr("Travel time “{text}” is not a number of minutes; left empty.", text=text))
    return int(digits.group()) if digits else None


def _known(there: Iterable[Person]) -> dict[str, UUID | None]:
    known: dict[str, UUID | None] = {}
    for person in there:
        _remember(person, person.id, known)
    return known


def _remember(person: PersonDetails, person_id: UUID | None, known: dict[str, UUID | None]) -> None:
    for key in _keys(person):
        known.setdefault(key, person_id)


def _keys(person: PersonDetails) -> list[str]:
    """What makes two entries look like one person: the name, or a mobile number (a desk is shared)."""
    mobile = Column.MOBILE.label
    numbers = [phone.number for phone in person.phones if phone.number and phone.label == mobile]
    return [f"name {name_key(person.name)}", *(f"number {number}" for number in numbers)]
