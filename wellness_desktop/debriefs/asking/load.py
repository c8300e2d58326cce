"""Cumulative load asks, never tells (section 3): after several grave calls of one person, somebody asks how they are.

A rule of this program, not of any outside body. It gives no number for a person and keeps none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

CALLS = 3
WITHIN = timedelta(days=14)
"""Elapsed time, from the end of each call."""
NOT_GRAVE = frozenset({"comms_outage", "cumulative"})
"""Kinds of event that wear people out without being a grave call by themselves."""


@dataclass(frozen=True, slots=True)
class Met:
    """That somebody met one event."""

    person: UUID
    exposure: UUID
    incident: UUID
    code_name: str
    trigger: str
    ended_at: datetime


def met_several(calls: Iterable[Met], now: datetime) -> dict[UUID, tuple[Met, ...]]:
    """Everybody who met at least three grave calls within the last 14 days, with these calls, the newest first."""
    by_person: dict[UUID, dict[UUID, Met]] = {}
    for call in calls:
        if call.trigger not in NOT_GRAVE and now - WITHIN < call.ended_at <= now:
            by_person.setdefault(call.person, {})[call.incident] = call
    return {
        person: tuple(sorted(met.values(), key=lambda call: (call.ended_at, call.incident), reverse=True))
        for person, met in by_person.items()
        if len(met) >= CALLS
    }


def rests_until(calls: Iterable[Met]) -> datetime:
    """When the oldest of these calls is past the two weeks: until then an answered question is not put again."""
    return min(call.ended_at for call in calls) + WITHIN
