"""What a helper keeps for the own convenience: templates, the last entry, which sessions are logged. Sealed to them.

A template has no name: its words say what it is, so that nothing is typed that could name anybody.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from wellness_desktop.debriefs.activity_log.sheet_text import entry_of, padded, row_of
from wellness_desktop.debriefs.activity_log.values import Activity, LogEntry

MOST_TEMPLATES = 9
"""One for each digit key."""
REMEMBER = timedelta(days=60)
"""How long a session counts as logged; it is not offered after that."""
_ANY_MONTH = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The helper's own."""

    templates: tuple[Activity, ...] = ()
    last: Activity | None = None
    logged: Mapping[UUID, date] = field(default_factory=dict)
    """Sessions that were logged, and the day until which that is remembered."""

    def with_logged(self, session_id: UUID, today: date) -> "Shelf":
        """The same with one more session logged, and without those long ago."""
        kept = {one: until for one, until in self.logged.items() if until >= today}
        return replace(self, logged={**kept, session_id: today + REMEMBER})

    def without_logged(self, session_id: UUID) -> "Shelf":
        """The same with that session still to be logged."""
        return replace(self, logged={one: until for one, until in self.logged.items() if one != session_id})


def shelf_text(shelf: Shelf) -> str:
    """The text that is sealed."""
    values = {
        "templates": [_row(one) for one in shelf.templates],
        "last": _row(shelf.last) if shelf.last is not None else None,
        "logged": {str(one): until.isoformat() for one, until in shelf.logged.items()},
    }
    return padded(json.dumps(values, separators=(",", ":")))


def shelf_in(text: str) -> Shelf:
    """The shelf from the text that was sealed."""
    found = json.loads(text)
    return Shelf(
        tuple(entry_of(row, _ANY_MONTH).activity for row in found["templates"]),
        entry_of(found["last"], _ANY_MONTH).activity if found["last"] is not None else None,
        {UUID(one): date.fromisoformat(until) for one, until in found["logged"].items()},
    )


def _row(what: Activity) -> list[object]:
    return row_of(LogEntry(key="", month=_ANY_MONTH, day=None, logged_on=None, activity=what))
