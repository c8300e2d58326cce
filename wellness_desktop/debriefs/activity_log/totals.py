"""Sums over many helpers' sheets, for reports: never an entry, never who made it.

One breakdown at a time (R6): a cell belongs to one dimension and one code of it. People behind a number of contacts
are bounded from below by the largest sum of first contacts that one helper has in the cell (chaplain_log.md 5.3, P).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
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
_EACH = ((Dimension.CATEGORY, CATEGORY), (Dimension.RECIPIENTS, CLASS), (Dimension.SETTING, SETTING))
_MARKS = ((SAFETY, Mark.SAFETY), (FOLLOW_UP, Mark.FOLLOW_UP), (CALLED_OUT, Mark.CALLED_OUT))


def sums_of(rows: Iterable[Row]) -> Sums:
    """One helper's rows added up, cell by cell. Plain loops: a report may ask for a hundred thousand rows."""
    sums: defaultdict[tuple[Dimension, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    by_capacity: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    by_field = [(place, defaultdict[str, list[int]](lambda: [0, 0, 0, 0, 0, 0])) for _, place in _EACH]
    for row in rows:
        cells = [cells[row[place]] for place, cells in by_field]
        cells.append(by_capacity[row[CAPACITY]])
        if row[REFERRALS] or row[MARKS]:
            cells += [sums[place] for place in _seldom(row)]
        minutes, people, travel, miles, first = row[MINUTES], row[PEOPLE], row[TRAVEL], row[MILES], row[FIRST]
        for cell in cells:
            cell[ENTRIES] += 1
            cell[WORK_MINUTES] += minutes
            if people:
                cell[CONTACTS] += people
                cell[FIRSTS] += first
            if travel:
                cell[TRAVEL_MINUTES] += travel
            if miles:
                cell[TRAVEL_MILES] += miles
    for (dimension, _), (_, found) in zip(_EACH, by_field, strict=True):
        sums.update({(dimension, code): cell for code, cell in found.items()})
    sums.update({(Dimension.CAPACITY, code): cell for code, cell in by_capacity.items()})
    if by_capacity:
        sums[Dimension.ALL, Dimension.ALL.value] = [sum(column) for column in zip(*by_capacity.values(), strict=True)]
    return dict(sums)


def _seldom(row: Row) -> list[tuple[Dimension, str]]:
    """The cells that few rows belong to."""
    found = [(Dimension.MARK, mark.value) for flag, mark in _MARKS if row[MARKS] & flag]
    if row[REFERRALS]:
        found.append((Dimension.MARK, Mark.REFERRED.value))
        found += [(Dimension.REFERRAL, one) for one in row[REFERRALS]]
    return found


def totals_of(sheets: Iterable[tuple[UUID, Iterable[Row]]]) -> LogTotals:
    """The totals of sheets: each with the account it belongs to and its rows. One helper may have many."""
    by_helper: dict[UUID, list[Row]] = defaultdict(list)
    for helper, rows in sheets:
        by_helper[helper].extend(rows)
    whole: defaultdict[tuple[Dimension, str], list[int]] = defaultdict(lambda: [0] * 7)
    for rows in by_helper.values():
        for place, sums in sums_of(rows).items():
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
