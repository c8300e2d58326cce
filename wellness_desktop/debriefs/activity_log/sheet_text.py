"""A helper's month as the text that is sealed, and back. Lists of short values, so that reports can add up many.

The text is padded with blanks to steps that double, so that the size of a sealed sheet tells little about how many
entries it holds.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wellness_desktop.debriefs.activity_log.values import (
    Activity,
    Capacity,
    DayPart,
    LateReason,
    LogEntry,
    RecipientClass,
    Referral,
    Setting,
)

FORMAT = 1
SMALLEST = 8 * 1024
"""Bytes: about 80 entries, more than most helpers make in a month."""

Row = Sequence[Any]
KEY, DAY, PART, MINUTES, CATEGORY, CLASS, PEOPLE, FIRST, SETTING, MARKS, TRAVEL, MILES, REFERRALS = range(13)
CAPACITY, LOGGED_ON, LATE = range(13, 16)
"""Where each value stands in a row."""
CALLED_OUT, SAFETY, FOLLOW_UP, IMPORTED = 1, 2, 4, 8
"""What the number in MARKS is added up from."""


def row_of(entry: LogEntry) -> list[Any]:
    """An entry as a row."""
    what = entry.activity
    marks = (
        CALLED_OUT * what.called_out
        + SAFETY * what.safety_protocol
        + FOLLOW_UP * what.follow_up
        + IMPORTED * entry.imported
    )
    return [
        entry.key,
        entry.day.day if entry.day is not None else 0,
        what.part.value,
        what.minutes,
        what.category,
        what.recipients.value,
        what.people,
        what.first_contacts,
        what.setting.value,
        marks,
        what.travel_minutes,
        what.miles,
        sorted(one.value for one in what.referrals),
        what.capacity.value,
        entry.logged_on.isoformat() if entry.logged_on is not None else "",
        entry.late.value if entry.late is not None else "",
    ]


def entry_of(row: Row, month: date) -> LogEntry:
    """A row of that month as an entry."""
    marks = row[MARKS]
    return LogEntry(
        key=row[KEY],
        month=month,
        day=month.replace(day=row[DAY]) if row[DAY] else None,
        logged_on=date.fromisoformat(row[LOGGED_ON]) if row[LOGGED_ON] else None,
        activity=Activity(
            category=row[CATEGORY],
            minutes=row[MINUTES],
            part=DayPart(row[PART]),
            recipients=RecipientClass(row[CLASS]),
            people=row[PEOPLE],
            first_contacts=row[FIRST],
            setting=Setting(row[SETTING]),
            called_out=bool(marks & CALLED_OUT),
            travel_minutes=row[TRAVEL],
            miles=row[MILES],
            referrals=frozenset(map(Referral, row[REFERRALS])),
            safety_protocol=bool(marks & SAFETY),
            follow_up=bool(marks & FOLLOW_UP),
            capacity=Capacity(row[CAPACITY]),
        ),
        late=LateReason(row[LATE]) if row[LATE] else None,
        imported=bool(marks & IMPORTED),
    )


def written(rows: Iterable[Row]) -> str:
    """Rows as the text to seal."""
    return padded(json.dumps({"format": FORMAT, "entries": list(rows)}, separators=(",", ":")))


def rows_in(text: str) -> list[list[Any]]:
    """The rows of a sealed text."""
    found: list[list[Any]] = json.loads(text)["entries"]
    return found


def padded(text: str) -> str:
    """The text with blanks to the next step; blanks at the end mean nothing to whoever reads it."""
    size = SMALLEST
    while size < len(text):
        size *= 2
    return text.ljust(size)
