"""What a change of the rota does to the duties that are there: put on, repeat, trade, move, take away.

Pure functions. Each answers with a `Plan`, which the service saves in one step and can take back in one step.
Spans are elapsed time in UTC; only repeats count by the clock on the wall, so that 18:00 stays 18:00 when clocks
change, and two duties that touch on the wall touch in elapsed time as well: no minute is lost or doubled.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.on_call import Duty, Layer, Span, station_moment

MOST_SPANS = 200
"""One repeat makes at most so many duties: half a year of nights."""
MOST_WEEKS_AHEAD = 53


class Scope(StrEnum):
    """Which duties of a repeat are meant."""

    ONE = "one"
    LATER = "later"
    ALL = "all"

    @property
    def label(self) -> str:
        """The choice as it stands beside a duty that repeats."""
        return {
            Scope.ONE: tr("Only this time"),
            Scope.LATER: tr("This time and all later ones"),
            Scope.ALL: tr("All that are not over yet"),
        }[self]


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a span comes again. The first one counts; nothing begins later than `weeks_ahead` weeks after it.

    Either every `every_weeks` weeks, or day after day for `days_on` days and then not for `days_off` days.
    """

    weeks_ahead: int = 1
    every_weeks: int = 1
    days_on: int = 0
    days_off: int = 0


ONCE = Repeat()


@dataclass(frozen=True, slots=True)
class NewDuty:
    """A duty to be entered."""

    layer: Layer
    person_id: UUID
    starts: datetime
    ends: datetime
    series: UUID | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A change of the rota: `changed` are duties as they shall be, at the version they were read."""

    added: tuple[NewDuty, ...] = ()
    changed: tuple[Duty, ...] = ()
    removed: tuple[Duty, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.added or self.changed or self.removed)


def repeated(first: Span, repeat: Repeat, zone: ZoneInfo) -> list[Span]:
    """The span and its repeats, in order, at the same clock times.

    Raises Problem when they would run into each other, or are too many. A span that the spring change swallows
    whole (02:00 to 03:00) is left out that day.
    """
    starts, ends = _wall(first.starts, zone), _wall(first.ends, zone)
    found = [first]
    for days in _days(repeat):
        step = timedelta(days=days)
        span = Span(station_moment(starts + step, zone), station_moment(ends + step, zone))
        if span.starts < span.ends:
            found.append(span)
    if any(one.ends > other.starts for one, other in pairwise(found)):
        raise Problem(
            tr("These times would run into each other."),
            tr("The time itself is longer than the pause until it comes again. Make it shorter, or repeat it later."),
        )
    if len(found) > MOST_SPANS:
        raise Problem(
            tr("These are more than {most} times.", most=MOST_SPANS), tr("Choose fewer weeks; go on from there later.")
        )
    return found


def covering(
    duties: Iterable[Duty], layer: Layer, person_id: UUID, spans: Sequence[Span], series: UUID | None = None
) -> Plan:
    """Puts the person on call for these spans, and makes room: who stood there gives up just that time.

    Outside the spans everybody stays on call as before. `duties` are all that touch any of the spans.
    """
    added = [NewDuty(layer, person_id, span.starts, span.ends, series) for span in spans]
    changed: list[Duty] = []
    removed: list[Duty] = []
    for duty in duties:
        if duty.layer is not layer:
            continue
        left = _without(Span(duty.starts, duty.ends), spans)
        if left == [Span(duty.starts, duty.ends)]:
            continue
        if not left:
            removed.append(duty)
            continue
        changed.append(replace(duty, starts=left[0].starts, ends=left[0].ends))
        added += [NewDuty(layer, duty.person_id, span.starts, span.ends, duty.series) for span in left[1:]]
    return Plan(tuple(added), tuple(changed), tuple(removed))


def clearing(duties: Iterable[Duty], layer: Layer, span: Span) -> Plan:
    """Takes everybody off call in this layer for the span, and only for it."""
    plan = covering(duties, layer, UUID(int=0), [span])
    return replace(plan, added=plan.added[1:])


def in_scope(duties: Iterable[Duty], duty: Duty, scope: Scope, now: datetime) -> list[Duty]:
    """The duties meant, in order. Those that are over are history and stay, except the chosen one itself."""
    if scope is Scope.ONE or duty.series is None:
        return [duty]
    since = duty.starts if scope is Scope.LATER else datetime.min.replace(tzinfo=now.tzinfo)
    found = [each for each in duties if each.series == duty.series and each.starts >= since]
    return sorted(
        (each for each in found if each.ends > now or each.id == duty.id), key=lambda each: (each.starts, each.id)
    )


def removing(meant: Sequence[Duty]) -> Plan:
    """Takes these duties away."""
    return Plan(removed=tuple(meant))


def changing(meant: Sequence[Duty], before: Duty, after: Duty, zone: ZoneInfo) -> Plan:
    """Gives all of `meant` the layer and person of `after`, and moves them by the clock as `before` moved.

    A single one that is changed leaves its repeat: what was agreed for that day is not changed with the others.
    """
    series = before.series if len(meant) > 1 else None
    start_step = _wall(after.starts, zone) - _wall(before.starts, zone)
    end_step = _wall(after.ends, zone) - _wall(before.ends, zone)
    changed = []
    for duty in meant:
        starts, ends = after.starts, after.ends
        if duty.id != before.id:
            starts = _moved(duty.starts, start_step, zone)
            ends = _moved(duty.ends, end_step, zone)
        if starts >= ends:
            raise Problem(tr("The end lies before the start."), tr("Choose an end later than the start."))
        changed.append(
            replace(duty, layer=after.layer, person_id=after.person_id, starts=starts, ends=ends, series=series)
        )
    return Plan(changed=tuple(changed))


def swapping(one: Duty, other: Duty) -> Plan:
    """Two people trade these two times. Both leave their repeats, since the trade is for these days only."""
    if one.person_id == other.person_id:
        raise Problem(tr("Both times are the same person's."), tr("Choose a time of somebody else to trade with."))
    return Plan(
        changed=(
            replace(one, person_id=other.person_id, series=None),
            replace(other, person_id=one.person_id, series=None),
        )
    )


def _days(repeat: Repeat) -> list[int]:
    """The days on which the span comes again, counted from the first."""
    last = 7 * min(max(repeat.weeks_ahead, 1), MOST_WEEKS_AHEAD)
    if not repeat.days_on:
        return list(range(7 * repeat.every_weeks, last, 7 * repeat.every_weeks)) if repeat.every_weeks > 0 else []
    cycle = repeat.days_on + max(repeat.days_off, 0)
    return [day for day in range(1, last) if day % cycle < repeat.days_on]


def _without(span: Span, others: Iterable[Span]) -> list[Span]:
    """What is left of the span outside the others."""
    left = [span]
    for other in others:
        left = [
            part
            for piece in left
            for part in (
                Span(piece.starts, min(piece.ends, other.starts)),
                Span(max(piece.starts, other.ends), piece.ends),
            )
            if part.starts < part.ends
        ]
    return left


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _moved(moment: datetime, step: timedelta, zone: ZoneInfo) -> datetime:
    """Moved by the clock on the wall; a moment that is not moved stays, also in the hour that comes twice."""
    return moment if not step else station_moment(_wall(moment, zone) + step, zone)
