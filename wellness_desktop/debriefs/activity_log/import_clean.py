"""An older log, cleaned: only dates, numbers and words of our lists come in; all else is dropped and counted (CL-13).

Names and stories cannot come in, since no kept column takes text: a column that is not known is dropped whole, and a
cell that is no word of its list is dropped too.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.debriefs.activity_log.categories import UNDISCLOSED, Categories
from wellness_desktop.debriefs.activity_log.log_words import read_minutes
from wellness_desktop.debriefs.activity_log.values import (
    MOST_MILES,
    MOST_RECIPIENTS,
    STEP,
    Activity,
    Capacity,
    DayPart,
    LateReason,
    NewEntry,
    RecipientClass,
    Referral,
    Setting,
)
from wellness_desktop.kit.when import read_date, read_time
from wellness_desktop.roster.csv_safety import unwrapped
from wellness_desktop.roster.csv_table import CsvTable, read_table

KindT = TypeVar("KindT", bound=StrEnum)

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "day", "month", "date of service", "service date", "activity date"),
    "part": ("part of day", "part_of_day", "time of day", "shift time"),
    "category": ("category", "activity", "type", "type of service", "service", "service type", "activity type"),
    "minutes": ("minutes", "min", "duration", "length", "duration min", "duration (min)", "duration minutes"),
    "hours": ("hours", "hrs", "time spent", "total hours", "hours spent"),
    "start": ("start", "start time", "time in", "from", "begin", "time"),
    "end": ("end", "end time", "time out", "until", "to"),
    "recipients": ("recipients", "recipient class", "recipient_class", "recipient group", "for whom"),
    "people": ("people", "number of people", "contacts", "count", "number", "attendance", "how many"),
    "first": ("first_contacts", "first contacts", "first_contact_this_year", "new contacts", "new people"),
    "setting": ("setting", "place", "location", "where"),
    "called_out": ("call_out", "call-out", "callout", "called out"),
    "travel": ("travel_minutes", "travel minutes", "travel", "travel time"),
    "miles": ("miles", "mileage"),
    "referrals": ("referrals", "referral", "referral made", "referred to"),
    "safety": ("safety_protocol", "safety protocol", "safety protocol used"),
    "follow_up": ("follow_up", "follow-up", "follow up", "follow-up planned"),
    "capacity": ("capacity", "role", "acted as"),
    "late": ("late",),
}
_KNOWN = {name_key(heading): field for field, headings in _HEADINGS.items() for heading in headings}
_TOLD_AGAIN = {name_key("label")}
"""Our own file says a category twice: by code and by label."""
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_YES = {"yes", "y", "true", "1", "x"}


class Gone(StrEnum):
    """Why something of the file is not taken in."""

    COLUMN = "column"
    WORDS = "words"
    CLOCK = "clock"

    @property
    def label(self) -> str:
        """The reason, for the list of what was dropped."""
        return {
            Gone.COLUMN: tr("The whole column: the log has no place for it, so no name and no story can come in"),
            Gone.WORDS: tr("Words that are on none of our lists"),
            Gone.CLOCK: tr("Exact times: only the part of the day is kept"),
        }[self]


class LeftOut(StrEnum):
    """Why a row is not taken in."""

    NO_DATE = "no_date"
    NO_TIME = "no_time"
    TO_COME = "to_come"
    CLOSED = "closed"
    TOO_OLD = "too_old"
    TOO_LONG = "too_long"
    THERE = "there"

    @property
    def label(self) -> str:
        """The reason, for the preview."""
        return {
            LeftOut.NO_DATE: tr("No date that can be read"),
            LeftOut.NO_TIME: tr("No length of time from 15 minutes to 24 hours"),
            LeftOut.TO_COME: tr("A day to come"),
            LeftOut.CLOSED: tr("A month that is closed; the coordinator can open it again"),
            LeftOut.TOO_OLD: tr("Longer ago than details are kept (13 months)"),
            LeftOut.TOO_LONG: tr("More than 24 hours on one day"),
            LeftOut.THERE: tr("Already in your log"),
        }[self]


@dataclass(frozen=True, slots=True)
class Dropped:
    """What of one column was dropped: how many cells, and why. The cells themselves are forgotten."""

    column: str
    cells: int
    why: Gone


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file after cleaning. Whether each row may be saved is judged by the service."""

    rows: int
    entries: tuple[NewEntry, ...]
    dropped: tuple[Dropped, ...]
    left_out: Mapping[LeftOut, int]


def clean(data: bytes, categories: Categories, today: date, capacity: Capacity) -> Cleaned:
    """What of a CSV file can come into the log. Raises Problem for a file that is none, or has no date or length."""
    table = _table(data)
    columns = _columns(table.header)
    if "date" not in columns or (not columns.keys() & {"minutes", "hours"} and not {"start", "end"} <= columns.keys()):
        raise Problem(
            tr("This file has no column for the date, or none for the time it took."),
            tr("Nothing was taken in. Name the columns Date and Minutes (or Hours), then try again."),
        )
    reader = _Reader(columns, categories, today, capacity)
    entries = [entry for entry in map(reader.entry, table.rows) if entry is not None]
    if not entries:
        raise Problem(
            tr("No row of this file can be taken in."),
            tr("Nothing was changed. Each row needs a date and a length of time from 15 minutes to 24 hours."),
        )
    return Cleaned(len(table.rows), tuple(entries), _dropped(table, columns, reader.gone), reader.left_out)


def _table(data: bytes) -> CsvTable:
    try:
        return read_table(data)
    except Problem as problem:
        raise Problem(
            tr("This file cannot be taken in as a log."),
            tr("Nothing was changed. Save the log as CSV in a spreadsheet program, then try again."),
        ) from problem


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Which column holds which field; of two with one meaning, the first."""
    found: dict[str, int] = {}
    for place, heading in enumerate(header):
        field = _KNOWN.get(name_key(unwrapped(heading)))
        if field is not None:
            found.setdefault(field, place)
    return found


def _dropped(table: CsvTable, columns: Mapping[str, int], gone: Counter[tuple[int, Gone]]) -> tuple[Dropped, ...]:
    kept = set(columns.values())
    found = []
    for place in range(max([len(table.header), *map(len, table.rows)])):
        heading = table.header[place].strip() if place < len(table.header) else ""
        name = heading or tr("Column {number} without a heading", number=place + 1)
        if place not in kept:
            cells = sum(bool(_cell(row, place)) for row in table.rows)
            if cells and name_key(heading) not in _TOLD_AGAIN:
                found.append(Dropped(name, cells, Gone.COLUMN))
        found += [Dropped(name, gone[place, why], why) for why in (Gone.WORDS, Gone.CLOCK) if gone[place, why]]
    return tuple(found)


def _cell(row: Sequence[str], place: int | None) -> str:
    return unwrapped(row[place]) if place is not None and place < len(row) else ""


class _Reader:
    """Reads rows, and counts what it drops."""

    def __init__(
        self,
        columns: Mapping[str, int],
        categories: Categories,
        today: date,
        capacity: Capacity,
    ) -> None:
        self._columns, self._today, self._capacity = columns, today, capacity
        self._categories = {name_key(one.label): code for code, one in categories.by_code.items()}
        self._categories |= {name_key(code): code for code in categories.by_code}
        self.gone: Counter[tuple[int, Gone]] = Counter()
        self.left_out: Counter[LeftOut] = Counter()

    def entry(self, row: Sequence[str]) -> NewEntry | None:
        """A row as an entry; None where it has no date or no length."""
        day, clock = self._day(row)
        if day is None:
            self.left_out[LeftOut.NO_DATE] += 1
            return None
        minutes = self._minutes(row)
        if minutes is None:
            self.left_out[LeftOut.NO_TIME] += 1
            return None
        people, recipients = self._people(row)
        first = self._number(row, "first", people)
        what = Activity(
            category=self._category(row),
            minutes=minutes,
            part=self._part(row, clock),
            recipients=recipients,
            people=people,
            first_contacts=first,
            setting=self._one_of(row, "setting", Setting, Setting.OTHER),
            called_out=self._flag(row, "called_out"),
            travel_minutes=self._number(row, "travel", 24 * 60),
            miles=self._number(row, "miles", MOST_MILES),
            referrals=self._referrals(row) if people else frozenset(),
            safety_protocol=self._flag(row, "safety"),
            follow_up=self._flag(row, "follow_up"),
            capacity=self._one_of(row, "capacity", Capacity, self._capacity),
        )
        late = self._one_of(row, "late", LateReason, LateReason.MOVED)
        return NewEntry(day=day, activity=what, late=late)

    def _drop(self, field: str, why: Gone = Gone.WORDS) -> None:
        self.gone[self._columns[field], why] += 1

    def _text(self, row: Sequence[str], field: str) -> str:
        return _cell(row, self._columns.get(field))

    def _day(self, row: Sequence[str]) -> tuple[date | None, time | None]:
        """The day, and the clock time that stood with it, which is not kept."""
        text = self._text(row, "date")
        if month := _MONTH.fullmatch(text):
            return _date(int(month[1]), int(month[2]), 1), None
        head, _, rest = text.replace("T", " ", 1).partition(" ")
        clock = read_time(rest.split(".")[0].rsplit(":", 1)[0] if rest.count(":") > 1 else rest) if rest else None
        day = self._read_day(text) or (self._read_day(head) if clock is not None else None)
        if day is None and text:
            self._drop("date")
        if day is not None and clock is not None:
            self._drop("date", Gone.CLOCK)
        return day, clock

    def _read_day(self, text: str) -> date | None:
        iso = _ISO.fullmatch(text)
        if iso:
            return _date(int(iso[1]), int(iso[2]), int(iso[3]))
        return read_date(text, self._today) if any(letter.isdigit() for letter in text) else None

    def _minutes(self, row: Sequence[str]) -> int | None:
        text = self._text(row, "minutes")
        if text:
            return self._stepped("minutes", read_minutes(text))
        text = self._text(row, "hours")
        if text:
            plain = re.fullmatch(r"\d{1,3}(?:[.,]\d{1,2})?", text)
            return self._stepped("hours", read_minutes(f"{text} h" if plain else text))
        start, end = read_time(self._text(row, "start")), read_time(self._text(row, "end"))
        if start is None or end is None:
            return None
        self._drop("end", Gone.CLOCK)
        length = (datetime.combine(self._today, end) - datetime.combine(self._today, start)) % timedelta(days=1)
        return self._stepped("end", int(length / timedelta(minutes=1)))

    def _stepped(self, field: str, minutes: int | None) -> int | None:
        """Rounded up to a quarter of an hour; None outside 1 minute to 24 hours."""
        if minutes is None:
            self._drop(field)
            return None
        return -(-minutes // STEP) * STEP if 0 < minutes <= 24 * 60 else None

    def _part(self, row: Sequence[str], clock: time | None) -> DayPart:
        start = self._text(row, "start")
        began = read_time(start)
        if start:
            self._drop("start", Gone.WORDS if began is None else Gone.CLOCK)
        known = began or clock
        return self._one_of(row, "part", DayPart, DayPart.at(known.hour if known else 12))

    def _category(self, row: Sequence[str]) -> str:
        text = self._text(row, "category")
        code = self._categories.get(name_key(text))
        if code is None and text:
            self._drop("category")
        return code or UNDISCLOSED

    def _people(self, row: Sequence[str]) -> tuple[int, RecipientClass]:
        people = self._number(row, "people", MOST_RECIPIENTS)
        kind = self._one_of(row, "recipients", RecipientClass, RecipientClass.NONE)
        if not people:
            return 0, RecipientClass.NONE
        return people, RecipientClass.GROUP if kind is RecipientClass.NONE else kind

    def _number(self, row: Sequence[str], field: str, most: int) -> int:
        text = self._text(row, field)
        if not text:
            return 0
        if not re.fullmatch(r"[0-9]{1,4}(?:[.,]0+)?", text):
            self._drop(field)
            return 0
        number = int(re.split("[.,]", text)[0])
        if number > most:
            self._drop(field)
            return 0
        return number

    def _flag(self, row: Sequence[str], field: str) -> bool:
        text = name_key(self._text(row, field))
        if text and text not in _YES | {"no", "n", "false", "0"}:
            self._drop(field)
        return text in _YES

    def _referrals(self, row: Sequence[str]) -> frozenset[Referral]:
        text = self._text(row, "referrals")
        found = set()
        for part in re.split(r"[,;|]", text) if re.search(r"[,;|]", text) else text.split() or [text]:
            one = _matching(part, Referral)
            if one is not None:
                found.add(one)
            elif part.strip() and name_key(part) not in {"none", "no"}:
                self._drop("referrals")
        return frozenset(found)

    def _one_of(self, row: Sequence[str], field: str, kind: type[KindT], otherwise: KindT) -> KindT:
        text = self._text(row, field)
        found = _matching(text, kind)
        if found is None and text:
            self._drop(field)
        return found if found is not None else otherwise


def _matching(text: str, kind: type[KindT]) -> KindT | None:
    key = name_key(text)
    label: Callable[[KindT], str] = lambda one: one.label  # type: ignore[attr-defined]  # noqa: E731
    return next((one for one in _members(kind) if key in (name_key(one.value), name_key(label(one)))), None)


def _members(kind: type[KindT]) -> Iterable[KindT]:
    return list(kind)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
