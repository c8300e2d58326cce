"""The own log as a CSV file: codes and numbers, nothing that a spreadsheet would run (CSV injection)."""

import csv
import io
from collections.abc import Iterable

from wellness_desktop.debriefs.activity_log.categories import Categories
from wellness_desktop.debriefs.activity_log.values import LogEntry
from wellness_desktop.roster.csv_safety import harmless

COLUMNS = (
    "date",
    "part_of_day",
    "category",
    "label",
    "minutes",
    "recipients",
    "people",
    "first_contacts",
    "setting",
    "call_out",
    "travel_minutes",
    "miles",
    "referrals",
    "safety_protocol",
    "follow_up",
    "capacity",
    "late",
)
"""Stable headings; a file with them is taken in again as it was."""


def log_as_csv(entries: Iterable[LogEntry], categories: Categories) -> bytes:
    """The entries, a row each; UTF-8 with a mark, so that spreadsheets read it right."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([harmless(cell) for cell in _cells(entry, categories)])
    return file.getvalue().encode("utf-8-sig")


def _cells(entry: LogEntry, categories: Categories) -> list[str]:
    what = entry.activity
    return [
        entry.day.isoformat() if entry.day is not None else f"{entry.month:%Y-%m}",
        what.part.value,
        what.category,
        categories.label(what.category),
        str(what.minutes),
        what.recipients.value,
        str(what.people),
        str(what.first_contacts),
        what.setting.value,
        _yes(what.called_out),
        str(what.travel_minutes),
        str(what.miles),
        " ".join(sorted(one.value for one in what.referrals)),
        _yes(what.safety_protocol),
        _yes(what.follow_up),
        what.capacity.value,
        entry.late.value if entry.late is not None else "",
    ]


def _yes(value: bool) -> str:
    return "yes" if value else "no"
