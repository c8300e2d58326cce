"""What happens to the calendar when days of somebody are marked anew: entries cut, taken away, put in. Plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from wellness_desktop.roster.people import CalendarEntry


@dataclass(frozen=True, slots=True)
class Plan:
    """Entries to take away and entries to put in."""

    removed: tuple[CalendarEntry, ...] = ()
    added: tuple[CalendarEntry, ...] = ()

    def __add__(self, other: "Plan") -> "Plan":
        return Plan((*self.removed, *other.removed), (*self.added, *other.added))


def clearing(entries: Iterable[CalendarEntry], start: datetime, end: datetime) -> Plan:
    """Takes everything out of a span; what reaches beyond it keeps its rest."""
    removed: list[CalendarEntry] = []
    kept: list[CalendarEntry] = []
    for entry in entries:
        if entry.ends <= start or entry.starts >= end:
            continue
        removed.append(entry)
        if entry.starts < start:
            kept.append(replace(entry, id=None, version=0, ends=start))
        if entry.ends > end:
            kept.append(replace(entry, id=None, version=0, starts=end))
    return Plan(tuple(removed), tuple(kept))


def joined(entries: Sequence[CalendarEntry]) -> tuple[CalendarEntry, ...]:
    """Entries of one person and kind that touch each other as one, so that two weeks of leave are one line."""
    found: list[CalendarEntry] = []
    for entry in sorted(entries, key=lambda one: (str(one.person_id), one.kind, one.starts)):
        last = found[-1] if found else None
        if last and (last.person_id, last.kind, last.ends) == (entry.person_id, entry.kind, entry.starts):
            found[-1] = replace(last, ends=entry.ends)
        else:
            found.append(entry)
    return tuple(found)
