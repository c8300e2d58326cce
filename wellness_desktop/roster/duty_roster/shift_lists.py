"""A shift list from a spreadsheet as values: whose, which day, which hours, and what is wrong with each line.

Two usual shapes are told apart by their headings: one line a person with a column for each day, and one line a shift.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import StrEnum
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.csv_table import CsvTable
from wellness_desktop.roster.duty_roster import list_cells
from wellness_desktop.roster.duty_roster.list_cells import Said
from wellness_desktop.roster.kinds import CalendarKind
from wellness_desktop.roster.when import day_text

LEAST_DAYS = 3
"""Headings that are days, from which on it is a list with a column for each day."""
LOOK_FOR_HEADINGS = 6
"""Lines looked at for the headings: a title often stands above them."""
FAR = timedelta(days=730)
LONGEST_H = 48.0
_RANKS = frozenset(
    {"sgt", "sergeant", "lt", "lieutenant", "cpl", "corporal", "capt", "captain", "chief", "sheriff", "ofc", "off"}
    | {"officer", "dep", "deputy", "det", "detective", "disp", "dispatcher", "ptl", "pfc", "cso"}
)

Letters = Mapping[str, tuple[time, float]]
LettersOf = Callable[[UUID, date], Letters]
"""The shifts by letter that somebody could work on a day."""


class ListColumn(StrEnum):
    """What a column holds."""

    SKIP = "skip"
    NAME = "name"
    DATE = "date"
    START = "start"
    END = "end"
    SHIFT = "shift"
    EACH_DAY = "each_day"
    """A column of its own for one day; which one, its heading says."""

    @property
    def label(self) -> str:
        return {
            ListColumn.SKIP: tr("Leave out"),
            ListColumn.NAME: tr("Name"),
            ListColumn.DATE: tr("Day"),
            ListColumn.START: tr("Start"),
            ListColumn.END: tr("End"),
            ListColumn.SHIFT: tr("Shift (letter or hours)"),
            ListColumn.EACH_DAY: tr("The day in the heading"),
        }[self]


_HEADINGS = {
    ListColumn.NAME: ("name", "employee", "officer", "member", "person", "who", "deputy", "staff", "full name"),
    ListColumn.DATE: ("date", "day", "shift date", "work date"),
    ListColumn.START: ("start", "starts", "start time", "from", "begin", "in", "time in", "shift start"),
    ListColumn.END: ("end", "ends", "end time", "to", "until", "out", "time out", "shift end"),
    ListColumn.SHIFT: ("shift", "code", "shift code", "assignment", "hours", "time"),
}


@dataclass(frozen=True, slots=True)
class DaySaid:
    """What the list says of one day of somebody."""

    day: date
    said: Said


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of the list, and what becomes of it."""

    line: int
    cells: tuple[str, ...]
    name: str
    person: UUID | None = None
    days: tuple[DaySaid, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it would be imported."""
        return self.person is not None and not self.problems and bool(self.days)


@dataclass(frozen=True, slots=True)
class ShiftList:
    """What importing a list would do; nothing is saved."""

    header: tuple[str, ...] = ()
    columns: tuple[ListColumn, ...] = ()
    rows: tuple[ListRow, ...] = ()
    trouble: str = ""
    """Why nothing of it can be used; empty when something can."""
    strangers: tuple[str, ...] = field(default=())
    """Names that fit nobody on the roster."""

    @property
    def good(self) -> list[ListRow]:
        """The lines that would be imported."""
        return [row for row in self.rows if row.good]

    @property
    def days(self) -> list[date]:
        """Every day the list speaks of, in order."""
        return sorted({one.day for row in self.good for one in row.days})


def shift_list(
    table: CsvTable,
    people: Mapping[UUID, str],
    letters: LettersOf,
    month: date,
    columns: Sequence[ListColumn] | None = None,
) -> ShiftList:
    """Reads a table. `people` are names by id, `month` the one of days without a month, `columns` overrides what the
    headings say.
    """
    table = _from_headings(table, month)
    width = max([len(table.header), *(len(row) for row in table.rows)])
    header = (*table.header, *[""] * (width - len(table.header)))
    chosen = tuple(columns) if columns is not None and len(columns) == width else _matched(header, month)
    trouble = _trouble(chosen)
    if trouble:
        return ShiftList(header, chosen, trouble=trouble)
    each_day = ListColumn.EACH_DAY in chosen
    rows: list[ListRow] = []
    for cells, line in zip(table.rows, table.lines, strict=True):
        filled = (*cells, *[""] * (width - len(cells)))
        read = _day_row if each_day else _shift_row
        row = _whose(ListRow(line, filled, _name(filled, chosen)), people)
        if row.name or not all(not cell.strip() or list_cells.is_weekday(cell) for cell in filled):
            rows.append(read(row, header, chosen, letters, month))
    rows = _without_doubles(rows) if each_day else _without_overlaps(rows)
    strangers = tuple(dict.fromkeys(row.name for row in rows if row.name and row.person is None))
    return ShiftList(header, chosen, tuple(rows), strangers=strangers)


def _from_headings(table: CsvTable, month: date) -> CsvTable:
    """The table from its headings on: titles above them are left out."""
    lines = [table.header, *table.rows]
    numbers = [1, *table.lines]
    for number, cells in enumerate(lines[:LOOK_FOR_HEADINGS]):
        if not _trouble(_matched(cells, month)):
            return CsvTable(tuple(cells), tuple(lines[number + 1 :]), tuple(numbers[number + 1 :]))
    return table


def _matched(header: Sequence[str], month: date) -> tuple[ListColumn, ...]:
    """What the headings say the columns hold."""
    keys = [name_key(list_cells.plain(cell)).rstrip(":") for cell in header]
    found = [next((kind for kind, words in _HEADINGS.items() if key in words), ListColumn.SKIP) for key in keys]
    days = [number for number, cell in enumerate(header) if list_cells.day(cell, month) is not None]
    if len(days) >= LEAST_DAYS:
        found = [kind if kind is ListColumn.NAME else ListColumn.SKIP for kind in found]
        for number in days:
            found[number] = ListColumn.EACH_DAY
        if ListColumn.NAME not in found and days[0] > 0:
            found[days[0] - 1 if len(days) == len(header) - 1 else 0] = ListColumn.NAME
    seen: set[ListColumn] = set()
    for number, kind in enumerate(found):
        if kind in seen and kind not in (ListColumn.EACH_DAY, ListColumn.SKIP):
            found[number] = ListColumn.SKIP
        seen.add(kind)
    return tuple(found)


def _trouble(columns: Sequence[ListColumn]) -> str:
    there = set(columns)
    if ListColumn.NAME not in there:
        return tr("No column holds names. Say below which one does.")
    if ListColumn.EACH_DAY in there or ListColumn.START in there:
        return ""
    if {ListColumn.DATE, ListColumn.SHIFT} <= there:
        return ""
    return tr("No column says when: it needs one for each day, or a start and an end. Say below which ones do.")


def _name(cells: Sequence[str], columns: Sequence[ListColumn]) -> str:
    parts = [list_cells.plain(cell) for cell, kind in zip(cells, columns, strict=True) if kind is ListColumn.NAME]
    return " ".join(part for part in parts if part)


def _whose(row: ListRow, people: Mapping[UUID, str]) -> ListRow:
    """Finds the person: whole name, last name first, with a rank before it, or the last name where only one has it."""
    if not row.name:
        return replace(row, problems=(tr("There is no name."),))
    words = [word.strip(".,") for word in name_key(row.name.replace(",", " ")).split()]
    wanted = {word for word in words if word and word not in _RANKS} or set(words)
    found = [one for one, name in people.items() if wanted <= set(name_key(name).split())]
    exact = [one for one in found if wanted == set(name_key(people[one]).split())]
    found = exact or found
    if len(found) == 1:
        return replace(row, person=found[0])
    if found:
        return replace(row, problems=(tr("This name fits several people. Write it out in the list."),))
    return replace(row, problems=(tr("Nobody on the roster has this name."),))


def _day_row(
    row: ListRow, header: Sequence[str], columns: Sequence[ListColumn], letters: LettersOf, month: date
) -> ListRow:
    """One person with a cell for each day. An empty cell is a day off, but a line of empty cells says nothing."""
    cells = [
        (day, cell)
        for cell, title, kind in zip(row.cells, header, columns, strict=True)
        if kind is ListColumn.EACH_DAY and (day := list_cells.day(title, month)) is not None
    ]
    if row.person is None:
        return row
    if not any(cell.strip() for _, cell in cells):
        return replace(row, problems=(tr("Nothing stands in this line."),))
    days, problems = [], list(row.problems)
    for day, cell in cells:
        found = _said(cell, row.person, day, letters, problems)
        if found is not None:
            days.append(DaySaid(day, found))
    return replace(row, days=tuple(days), problems=tuple(problems))


def _shift_row(
    row: ListRow, _header: Sequence[str], columns: Sequence[ListColumn], letters: LettersOf, month: date
) -> ListRow:
    """One shift, by start and end, or by day and letter."""
    cells = {kind: cell for cell, kind in zip(row.cells, columns, strict=True) if kind is not ListColumn.SKIP}
    if row.person is None:
        return row
    if any(list_cells.is_formula(cell) for cell in cells.values()):
        return replace(row, problems=(_formula(),))
    start_day, starts = list_cells.moment(cells.get(ListColumn.START, ""), month)
    end_day, ends = list_cells.moment(cells.get(ListColumn.END, ""), month)
    day = list_cells.day(cells[ListColumn.DATE], month) if cells.get(ListColumn.DATE) else start_day
    problems: list[str] = []
    if day is None:
        return replace(row, problems=(tr("The day cannot be read. Write it as 12/31/2026."),))
    _check_far(day, month, problems)
    if starts is None:
        found = _said(cells.get(ListColumn.SHIFT, ""), row.person, day, letters, problems)
        days = (DaySaid(day, found),) if found is not None else ()
        return replace(row, days=days, problems=tuple(problems))
    if ends is None:
        return replace(row, problems=(tr("The end cannot be read. Write it as 18:00."),))
    hours = list_cells.hours_between(starts, ends)
    if end_day is not None:
        wall = timedelta(hours=ends.hour - starts.hour, minutes=ends.minute - starts.minute)
        hours = (end_day - day + wall).total_seconds() / 3600
    if not 0 < hours <= LONGEST_H:
        problems.append(tr("The end lies before the start, or more than two days after it."))
    return replace(row, days=(DaySaid(day, Said(CalendarKind.LISTED, starts, hours)),), problems=tuple(problems))


def _said(cell: str, person: UUID, day: date, letters: LettersOf, problems: list[str]) -> Said | None:
    if list_cells.is_formula(cell):
        problems.append(_formula())
        return None
    found = list_cells.said(cell, letters(person, day))
    if found is None:
        problems.append(
            tr(
                "{day}: “{cell}” is no shift. Use the letters of your patterns, hours such as 0600-1800, or off.",
                day=day_text(day),
                cell=list_cells.plain(cell)[:20],
            )
        )
    return found


def _check_far(day: date, month: date, problems: list[str]) -> None:
    if abs(day - month) > FAR:
        problems.append(tr("{day} lies years away. Check the year.", day=day_text(day)))


def _formula() -> str:
    return tr("A cell holds a formula. Save the list with its values only.")


def _without_doubles(rows: Sequence[ListRow]) -> list[ListRow]:
    """A person stands once in a list with a column for each day."""
    seen: dict[UUID, int] = {}
    found = []
    for row in rows:
        if row.person is not None and row.person in seen:
            words = tr("This person stands in row {line} already.", line=seen[row.person])
            row = replace(row, problems=(*row.problems, words))  # noqa: PLW2901 - the same line, with its fault
        elif row.person is not None:
            seen[row.person] = row.line
        found.append(row)
    return found


def _without_overlaps(rows: Sequence[ListRow]) -> list[ListRow]:
    """Shifts of one person must not run into each other."""
    taken: dict[UUID, list[tuple[float, float, int]]] = {}
    found = []
    for row in rows:
        clash = 0
        if row.good and row.person is not None:
            begin, end = _hours_since(row.days[0])
            mine = taken.setdefault(row.person, [])
            clash = next((line for start, stop, line in mine if start < end and stop > begin), 0)
            if not clash:
                mine.append((begin, end, row.line))
        if clash:
            words = tr("This runs into the shift in row {line}.", line=clash)
            row = replace(row, problems=(*row.problems, words))  # noqa: PLW2901 - the same line, with its fault
        found.append(row)
    return found


def _hours_since(one: DaySaid) -> tuple[float, float]:
    start = one.day.toordinal() * 24.0
    if one.said.starts is None:
        return start, start + 24
    start += one.said.starts.hour + one.said.starts.minute / 60
    return start, start + one.said.hours
