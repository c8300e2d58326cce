"""Who is on call: now, next, and where nobody is.

Duties are spans of elapsed time in UTC, so midnight, both clock changes and the year's end need no rule
of their own. Only `station_moment` turns a clock on the wall into a moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr

if TYPE_CHECKING:  # the front door reads the board, and these two would keep it waiting
    from uuid import UUID
    from zoneinfo import ZoneInfo


class Layer(StrEnum):
    """Who is asked first, second, and for what. Stored by value."""

    PRIMARY = "primary"
    BACKUP = "backup"
    CLINICIAN = "clinician"

    @property
    def label(self) -> str:
        return {
            Layer.PRIMARY: tr("First to call"),
            Layer.BACKUP: tr("Backup"),
            Layer.CLINICIAN: tr("Clinician"),
        }[self]


LAYERS = tuple(Layer)


@dataclass(frozen=True, slots=True)
class Span:
    """From `starts` up to but not including `ends`; both aware UTC."""

    starts: datetime
    ends: datetime

    @property
    def length(self) -> timedelta:
        return self.ends - self.starts


@dataclass(frozen=True, slots=True)
class Duty:
    """One person on call in one layer for a while."""

    id: UUID
    version: int
    layer: Layer
    person_id: UUID
    starts: datetime
    ends: datetime
    series: UUID | None = None
    """Shared by the duties that were entered as one repeat; None for a single one."""

    def covers(self, moment: datetime) -> bool:
        """Whether the duty is running at `moment`. Its last instant already belongs to the next."""
        return self.starts <= moment < self.ends


def station_moment(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the station's clock shows `wall` (naive), in UTC.

    A time that the spring change skips counts from before the change (02:30 means 03:30); a time that the
    autumn change repeats means the first of the two. So one duty's end and the next one's start, typed alike,
    are always the same moment: no gap and no overlap comes from a clock change.
    """
    if wall.tzinfo is not None:
        raise ValueError("a clock on the wall has no zone")
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def weekly(first: Span, weeks: int, zone: ZoneInfo) -> list[Span]:
    """The span, and the same clock times in each of the following weeks: 18:00 stays 18:00 when clocks change."""
    starts = first.starts.astimezone(zone).replace(tzinfo=None)
    ends = first.ends.astimezone(zone).replace(tzinfo=None)
    later = [
        Span(station_moment(starts + step, zone), station_moment(ends + step, zone))
        for step in (timedelta(weeks=week) for week in range(1, weeks))
    ]
    return [first, *later]


def on_now(duties: Iterable[Duty], moment: datetime) -> list[Duty]:
    """The duties running at `moment`: by layer, within a layer the one that began last first."""
    running = [duty for duty in duties if duty.covers(moment)]
    running.sort(key=lambda duty: (duty.starts, duty.id), reverse=True)
    return sorted(running, key=lambda duty: LAYERS.index(duty.layer))


def next_after(duties: Iterable[Duty], moment: datetime, layer: Layer) -> Duty | None:
    """The duty of that layer that begins next after `moment`."""
    coming = [duty for duty in duties if duty.layer is layer and duty.starts > moment]
    return min(coming, key=lambda duty: (duty.starts, duty.id), default=None)


def gaps(duties: Iterable[Duty], layer: Layer, span: Span) -> list[Span]:
    """Every stretch of `span` in which nobody is on call in that layer, in order."""
    open_from, found = span.starts, []
    for duty in sorted((duty for duty in duties if duty.layer is layer), key=lambda duty: duty.starts):
        if duty.ends <= open_from:
            continue
        if duty.starts >= span.ends:
            break
        if duty.starts > open_from:
            found.append(Span(open_from, duty.starts))
        open_from = duty.ends
    if open_from < span.ends:
        found.append(Span(open_from, span.ends))
    return found


def doubled(duties: Sequence[Duty], new: Duty) -> list[Duty]:
    """Duties that clash with `new`: the same layer by another person, or the same person in another layer,
    at the same time. Allowed, but worth a word.
    """
    return [
        duty
        for duty in duties
        if duty.id != new.id
        and duty.starts < new.ends
        and new.starts < duty.ends
        and (duty.layer is new.layer or duty.person_id == new.person_id)
    ]
