"""Sums over many helpers' sheets, for reports: never an entry, never who made it.

One breakdown at a time (R6): a cell belongs to one dimension and one code of it. People behind a number of contacts
are bounded from below by the largest sum of first contacts that one helper has in the cell (chaplain_log.md 5.3, P).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from typing import Any
from uuid import UUID

from wellness_desktop.debriefs.activity_log.sheet_text import (
    CALLED_OUT,
    CAPACITY,
    CATEGORY,
    CLASS,
    FIRST,
    FOLLOW_UP,
    MARKS,
    MILES,
    MINUTES,
    PEOPLE,
    REFERRALS,
    SAFETY,
    SETTING,
    TRAVEL,
    Row,
    padded,
)

ENTRIES, WORK_MINUTES, CONTACTS, TRAVEL_MINUTES, TRAVEL_MILES, FIRSTS = range(6)
"""What is summed up for a cell, in this order."""


class Dimension(StrEnum):
    """By what a report breaks its numbers down. Stored by value."""

    ALL = "all"
    """No breakdown: the one cell ALL."""
    CATEGORY = "category"
    RECIPIENTS = "recipients"
    SETTING = "setting"
    CAPACITY = "capacity"
    REFERRAL = "referral"
    """An entry with several referrals counts in each of them."""
    MARK = "mark"
    """The cells of `Mark`."""


class Mark(StrEnum):
    """What an entry may say besides; cells of Dimension.MARK. Stored by value."""

    REFERRED = "referred"
    """At least one referral was made."""
    SAFETY = "safety"
    FOLLOW_UP = "follow_up"
    CALLED_OUT = "called_out"


@dataclass(frozen=True, slots=True)
class LogCell:
    """One number's worth of a report. The helper's own sums never leave this file."""

    entries: int = 0
    minutes: int = 0
    contacts: int = 0
    """Sum of recipients; one person may stand in it many times."""
    travel_minutes: int = 0
    miles: int = 0
    people_at_least: int = 0
    """P: so many different people at least."""
    helpers: int = 0
    """How many helpers made the entries, at least; 1 means that R12 applies."""


EMPTY = LogCell()


@dataclass(frozen=True, slots=True)
class LogTotals:
    """The sums of a span of months."""

    cells: Mapping[Dimension, Mapping[str, LogCell]] = field(default_factory=dict)

    @property
    def whole(self) -> LogCell:
        """Everything."""
        return self.cell(Dimension.ALL, Dimension.ALL.value)

    def by(self, dimension: Dimension) -> Mapping[str, LogCell]:
        """The cells of one breakdown that hold anything, by code."""
        return self.cells.get(dimension, {})

    def cell(self, dimension: Dimension, code: str) -> LogCell:
        """One cell; all zeros where nothing was logged."""
        return self.by(dimension).get(code, EMPTY)


Sums = dict[tuple[Dimension, str], list[int]]
_EACH = (
    (Dimension.CATEGORY, CATEGORY),
    (Dimension.RECIPIENTS, CLASS),
    (Dimension.SETTING, SETTING),
    (Dimension.CAPACITY, CAPACITY),
)
_MARKS = ((SAFETY, Mark.SAFETY), (FOLLOW_UP, Mark.FOLLOW_UP), (CALLED_OUT, Mark.CALLED_OUT))
_NUMBERS = itemgetter(MINUTES, PEOPLE, TRAVEL, MILES, FIRST)
"""What is summed up of a row, in the order of a cell after ENTRIES."""


def sums_of(rows: Iterable[Row]) -> Sums:
    """One helper's rows added up, cell by cell.

    Each row's numbers are put into the cells it belongs to, then each cell is added up whole: a report may ask for a
    hundred thousand rows.
    """
    fields = [(dimension, place, defaultdict[str, list[Any]](list)) for dimension, place in _EACH]
    seldom: defaultdict[tuple[Dimension, str], list[Any]] = defaultdict(list)
    everything = []
    for row in rows:
        numbers = _NUMBERS(row)
        everything.append(numbers)
        for _, place, cells in fields:
            cells[row[place]].append(numbers)
        if row[REFERRALS] or row[MARKS]:
            for cell in _seldom(row):
                seldom[cell].append(numbers)
    sums = {(dimension, code): _added_up(found) for dimension, _, cells in fields for code, found in cells.items()}
    if everything:
        sums[Dimension.ALL, Dimension.ALL.value] = _added_up(everything)
    return sums | {cell: _added_up(found) for cell, found in seldom.items()}


def _added_up(numbers: list[Any]) -> list[int]:
    return [len(numbers), *map(sum, zip(*numbers, strict=True))]


def _seldom(row: Row) -> list[tuple[Dimension, str]]:
    """The cells that few rows belong to."""
    found = [(Dimension.MARK, mark.value) for flag, mark in _MARKS if row[MARKS] & flag]
    if row[REFERRALS]:
        found.append((Dimension.MARK, Mark.REFERRED.value))
        found += [(Dimension.REFERRAL, one) for one in row[REFERRALS]]
    return found


def totals_of(sheets: Iterable[tuple[UUID, Iterable[Row]]]) -> LogTotals:
    """The totals of sheets: each with the account it belongs to and its rows. One helper may have many."""
    return totals_of_sums((helper, sums_of(rows)) for helper, rows in sheets)


def totals_of_sums(sheets: Iterable[tuple[UUID, Sums]]) -> LogTotals:
    """The same of sheets that are added up already."""
    by_helper: defaultdict[UUID, Sums] = defaultdict(lambda: defaultdict(lambda: [0] * 6))
    for helper, sheet in sheets:
        mine = by_helper[helper]
        for place, sums in sheet.items():
            mine[place] = [one + other for one, other in zip(mine[place], sums, strict=True)]
    whole: defaultdict[tuple[Dimension, str], list[int]] = defaultdict(lambda: [0] * 7)
    for helper_s in by_helper.values():
        for place, sums in helper_s.items():
            cell = whole[place]
            for number in range(FIRSTS):
                cell[number] += sums[number]
            cell[FIRSTS] = max(cell[FIRSTS], sums[FIRSTS])
            cell[FIRSTS + 1] += 1
    return _totals({place: LogCell(*numbers) for place, numbers in whole.items()})


def together(parts: Iterable[LogTotals]) -> LogTotals:
    """Totals of several spans as one.

    Who the helpers were is not known any more, so the people behind it and the number of helpers are the largest of
    the parts: never more than there were.
    """
    found: dict[tuple[Dimension, str], LogCell] = {}
    for part in parts:
        for dimension, cells in part.cells.items():
            for code, cell in cells.items():
                before = found.get((dimension, code))
                found[dimension, code] = cell if before is None else _added(before, cell)
    return _totals(found)


def _added(one: LogCell, other: LogCell) -> LogCell:
    return LogCell(
        one.entries + other.entries,
        one.minutes + other.minutes,
        one.contacts + other.contacts,
        one.travel_minutes + other.travel_minutes,
        one.miles + other.miles,
        max(one.people_at_least, other.people_at_least),
        max(one.helpers, other.helpers),
    )


def _totals(found: Mapping[tuple[Dimension, str], LogCell]) -> LogTotals:
    cells: dict[Dimension, dict[str, LogCell]] = defaultdict(dict)
    for (dimension, code), cell in found.items():
        cells[dimension][code] = cell
    return LogTotals(dict(cells))


def totals_text(totals: LogTotals) -> str:
    """Totals as the text that is sealed."""
    values: dict[str, Any] = {
        dimension.value: {code: _numbers(cell) for code, cell in cells.items()}
        for dimension, cells in totals.cells.items()
    }
    return padded(json.dumps(values, separators=(",", ":"), sort_keys=True))


def totals_in(text: str) -> LogTotals:
    """Totals from the text that was sealed."""
    found = json.loads(text)
    return LogTotals(
        {
            Dimension(dimension): {code: LogCell(*numbers) for code, numbers in cells.items()}
            for dimension, cells in found.items()
        }
    )


def _numbers(cell: LogCell) -> list[int]:
    return [
        cell.entries,
        cell.minutes,
        cell.contacts,
        cell.travel_minutes,
        cell.miles,
        cell.people_at_least,
        cell.helpers,
    ]
