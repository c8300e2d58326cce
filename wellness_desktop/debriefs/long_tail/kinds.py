"""The days of the long tail as data: what may be set by hand, and what a family's first year holds (section 10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resource
from wellness_desktop.debriefs.protocol_files import Entry, damaged, every, read_file


@dataclass(frozen=True, slots=True)
class DayKind:
    """A kind of day. Its name is for whoever opened the plan; lists, papers and calendars say `NEUTRAL` instead."""

    id: str
    name: str
    about: str
    grace_days: int
    lead_days: int = 0
    """How long before its day somebody is reminded."""
    is_call: bool = True
    """False for a deadline, which nobody calls because of."""
    check_locally: bool = False
    source: str = ""
    """The rule it comes from, as it is cited; empty for what the agency knows itself."""


@dataclass(frozen=True, slots=True)
class YearOneDay:
    """A day of a family's first year: so many months, then so many days after the death."""

    kind: DayKind
    months: int
    days: int


@dataclass(frozen=True, slots=True)
class LongTail:
    """All of it, and when somebody looked."""

    checked_on: date
    by_hand: Mapping[str, DayKind]
    year_one: tuple[YearOneDay, ...]

    def kind(self, kind_id: str) -> DayKind:
        """The kind called so; one that an update took away is shown as "another day"."""
        known = self.by_hand.get(kind_id)
        if known is not None:
            return known
        year_one = next((one.kind for one in self.year_one if one.kind.id == kind_id), None)
        return year_one or self.by_hand["other"]


def neutral_day() -> str:
    """What a day set by hand is called wherever somebody may read along."""
    return tr("A day that matters")


def neutral_label(point: str, label: str) -> str:
    """A computed date's label without what it reminds of."""
    return {"f1y": tr("After 1 year"), "f1y_eve": tr("Shortly before 1 year")}.get(point, label)


@cache
def load_long_tail() -> LongTail:
    """What is shipped. Raises Problem when the file is missing or damaged."""
    return read_long_tail(resource("protocols", "long_tail.toml"))


def read_long_tail(path: Path) -> LongTail:
    """The days in `path`. Raises Problem when it is missing or damaged."""
    found = read_file(path)
    try:
        return _long_tail(found)
    except (KeyError, TypeError, ValueError) as error:
        raise damaged() from error


def _long_tail(found: dict[str, Any]) -> LongTail:
    sources = {one["key"]: str(one["title"]) for one in found["source"]}
    kinds = every(found["day"], lambda entry: _kind(entry, sources))
    days = every(found["year_one"], lambda entry: _year_one(entry, sources))
    by_hand = {one.id: one for one in kinds}
    if len(by_hand) != len(kinds) or {one.kind.id for one in days} & set(by_hand):
        raise ValueError("an id stands twice")
    by_hand["other"], by_hand["birthday"], by_hand["police_week"], by_hand["federal_benefit"]
    return LongTail(date.fromisoformat(str(found["meta"]["checked_on"])), by_hand, tuple(days))


def _kind(entry: Entry, sources: Mapping[str, str]) -> DayKind:
    source = entry.text("source", "")
    grace = entry.whole("grace_days")
    lead = int(entry.number("lead_days", 0))
    if grace < 0 or lead < 0:
        raise ValueError("days cannot be fewer than none")
    return DayKind(
        id=entry.text("id"),
        name=entry.text("name"),
        about=entry.text("about"),
        grace_days=grace,
        lead_days=lead,
        is_call=entry.flag("call", True),
        check_locally=entry.flag("check_locally"),
        source=sources[source] if source else "",
    )


def _year_one(entry: Entry, sources: Mapping[str, str]) -> YearOneDay:
    months, days = int(entry.number("months", 0)), int(entry.number("days", 0))
    kind = _kind(entry, sources)
    if months < 0 or not (months or days > 0):
        raise ValueError("a day of the first year comes after the death")
    return YearOneDay(kind, months, days)
