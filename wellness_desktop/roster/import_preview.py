"""What an import would do, shown before anything is saved; the same for spreadsheets and address cards.

A row or card is gathered into `Found`, then judged: what is wrong keeps it out, in words; what is odd is told.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.csv_columns import Column
from wellness_desktop.roster.entry_check import MOST_PHONES, cleaned, mistakes
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import Person, PersonDetails, Phone
from wellness_desktop.roster.phones import read_number
from wellness_desktop.roster.role_words import role_for
from wellness_desktop.roster.vetting import Answer

WORDS_APART = re.compile(r"\s*(?:;|/|,|\n|&|\band\b|:::)\s*", re.IGNORECASE)
_NUMBERS_APART = re.compile(r"\s*(?:;|/|\n|\bor\b|:::)\s*", re.IGNORECASE)
_WITH_FRACTION = re.compile(r"(\+?\d{3,15})\.0+")
"""A telephone number that a program took for an amount: 4065550142.0."""
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
Known = dict[str, UUID | None]
"""Whose name or mobile number it is; None for somebody of an earlier row."""


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
    answers: tuple[Answer, ...] = ()
    """Vetting answers that come with the person from another agency."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do."""

    header: tuple[str, ...]
    """The names of the columns; none for address cards, whose fields name themselves."""
    columns: tuple[Column, ...]
    rows: tuple[PreviewRow, ...]
    trouble: str = ""
    """Why nothing at all can be imported yet: no column holds names."""
    sheets: tuple[str, ...] = ()
    """The sheets of a workbook, to choose from."""
    sheet: str = ""
    """The one that is shown."""
    remembered: bool = False
    """The columns are matched as they were for the last list with these headings."""

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
class Found:
    """What is gathered from one row or card before it is judged."""

    values: dict[Column, str] = field(default_factory=dict)
    phones: list[Phone] = field(default_factory=list)
    roles: set[PersonRole] = field(default_factory=set)
    languages: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    name_as_it_stands: bool = False
    """A comma in the name means nothing: an address card says itself which part is which."""

    def take_phones(self, label: str, text: str, *, takes_texts: bool = False) -> None:
        """Adds the numbers in `text`; what is no number is a problem, what is odd a note."""
        for typed in filter(None, _NUMBERS_APART.split(text)):
            self._take_phone(label, typed, takes_texts)

    def take_roles(self, text: str) -> None:
        """Adds the roles that the words mean; an unknown one counts as another contact and is told."""
        for word in filter(None, WORDS_APART.split(text)):
            role = role_for(word)
            if role is None:
                self.notes.append(tr("“{word}” is not a role we know; taken as other contact.", word=word))
            self.roles.add(role or PersonRole.OTHER)

    def take_languages(self, text: str) -> None:
        """Adds the languages named."""
        self.languages += [word for word in WORDS_APART.split(text) if word]

    def details(self, own_agency: str) -> PersonDetails:
        """The entry as the row says it. A row without an agency is of one's own."""
        value = self.values.get
        agency = value(Column.AGENCY, "")
        return PersonDetails(
            name=self.values.get(Column.NAME, "") if self.name_as_it_stands else _name(self.values),
            call_name=value(Column.CALL_NAME, ""),
            agency=agency,
            own_agency=not agency or name_key(agency) == name_key(own_agency),
            roles=frozenset(self.roles),
            email=value(Column.EMAIL, ""),
            languages=tuple(self.languages),
            area=value(Column.AREA, ""),
            travel_minutes=self._minutes(value(Column.TRAVEL_MINUTES, "")),
            hours=value(Column.HOURS, ""),
            called_for=value(Column.CALLED_FOR, ""),
            phones=tuple(self.phones),
        )

    def _take_phone(self, label: str, text: str, takes_texts: bool) -> None:
        whole = _WITH_FRACTION.fullmatch(text)
        typed = whole.group(1) if whole else text
        column = label or tr("Phone")
        if reason := _spoiled(typed):
            self.problems.append(tr("{column}: {reason}", column=column, reason=reason))
            return
        try:
            number = read_number(typed)
        except Problem as problem:
            self.problems.append(tr("{column}: {reason}", column=column, reason=problem.title))
            return
        if number.doubtful:
            self.notes.append(tr("Check {number}: it does not look like a number in use.", number=number.shown))
        if any((phone.number, phone.extension) == (number.number, number.extension) for phone in self.phones):
            return
        if len(self.phones) == MOST_PHONES:
            self.notes.append(tr("{number} was left out: {limit} is the most.", number=number.shown, limit=MOST_PHONES))
        else:
            self.phones.append(
                Phone(
                    typed=typed,
                    label=column,
                    number=number.number,
                    extension=number.extension,
                    takes_texts=takes_texts,
                )
            )

    def _minutes(self, text: str) -> int | None:
        digits = re.match(r"\d{1,4}", text)
        if text and not digits:
            self.notes.append(tr("Travel time “{text}” is not a number of minutes; left empty.", text=text))
        return int(digits.group()) if digits else None


def judged(line: int, cells: tuple[str, ...], found: Found, own_agency: str, known: Known) -> PreviewRow:
    """The row with what becomes of it. Whoever is taken in counts as `known` for the rows after it."""
    person = cleaned(found.details(own_agency))
    found.problems += [sentence for name, sentence in mistakes(person).items() if "phones." not in name]
    if found.problems:
        return PreviewRow(line, cells, None, person.name, tuple(found.problems), tuple(found.notes))
    same = [known[key] for key in _keys(person) if key in known]
    if same:
        found.notes.insert(
            0,
            tr("Somebody with this name or mobile number is on the roster already.")
            if same[0]
            else tr("The same name or mobile number stands in an earlier row."),
        )
    _remember(person, None, known)
    already = same[0] if same else None
    return PreviewRow(line, cells, person, person.name, (), tuple(found.notes), already, bool(same))


def known_people(there: Iterable[Person]) -> Known:
    """Who is on the roster, by what makes two entries look like one person."""
    known: Known = {}
    for person in there:
        _remember(person, person.id, known)
    return known


def _spoiled(typed: str) -> str:
    """What a spreadsheet program did to a number so that its digits are gone; empty when all is well."""
    if _SHORTENED.fullmatch(typed):
        return tr("The spreadsheet shortened this number to {text}, and its digits are lost.", text=typed)
    if _DATE.fullmatch(typed):
        return tr("The spreadsheet took this number for the date {text}.", text=typed)
    return ""


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


def _remember(person: PersonDetails, person_id: UUID | None, known: Known) -> None:
    for key in _keys(person):
        known.setdefault(key, person_id)


def _keys(person: PersonDetails) -> list[str]:
    """What makes two entries look like one person: the name, or a mobile number (a desk is shared)."""
    mobile = Column.MOBILE.label
    numbers = [phone.number for phone in person.phones if phone.number and phone.label == mobile]
    return [f"name {name_key(person.name)}", *(f"number {number}" for number in numbers)]
