"""When a person is on duty: the pattern's code of a date, and shifts as moments in time (section 13).

A shift belongs to the local date on which it starts. It starts and ends by the clock on the wall, so a night
shift across a clock change is an hour shorter or longer. Exceptions from the calendar win over the pattern.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from wellness_desktop.roster.duty_roster.patterns import Code, Duty, is_shift
from wellness_desktop.roster.kinds import CalendarKind

DAY = timedelta(days=1)
LONGEST_SHIFT_DAYS = 2
"""How many days back a shift can have started that still runs (24 hours, and overtime on top)."""


@dataclass(frozen=True, slots=True)
class Change:
    """Where a person's time differs from the pattern (aware times): leave, court, extra duty, a traded shift."""

    kind: CalendarKind
    start: datetime
    end: datetime


AWAY = frozenset({CalendarKind.LEAVE, CalendarKind.COURT, CalendarKind.TRAINING})
"""Kinds in which a person is not to be had. Why is nobody's business, so nothing finer is known."""
NO_SHIFT = AWAY | {CalendarKind.SHIFT_FREE}
"""Kinds that take the place of a shift: exceptions win over the pattern."""
EXTRA = frozenset({CalendarKind.EXTRA_DUTY, CalendarKind.OVERTIME, CalendarKind.CALL_OUT})
"""Kinds in which a person works on top of what was planned. Nothing cuts into them: they are noted last."""
LISTED = frozenset({CalendarKind.LISTED, CalendarKind.LISTED_OFF})
"""Kinds that came with a shift list and replace the pattern on their days."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift, in UTC."""

    code: str
    """The letter of the pattern; D or N for extra duty."""
    day: date
    start: datetime
    end: datetime
    night: bool
    """It ends between midnight and noon, so that the day after belongs to sleep."""
    heavy: bool = False
    """A day of the cycle on which a session is a last choice."""


@dataclass(frozen=True, slots=True)
class Stint:
    """What somebody works from a day on; `duty` None means on no team, so nothing is known."""

    since: date
    duty: Duty | None
    team: str = ""
    """The team's name, for people to read."""


@dataclass(frozen=True, slots=True)
class Stints:
    """What somebody works over time, since people change team. In order of days."""

    stints: tuple[Stint, ...]

    def on(self, day: date) -> Stint | None:
        """The stint of a local date; None before the first."""
        return next((stint for stint in reversed(self.stints) if stint.since <= day), None)


Works = Duty | Stints | None
"""What is known of somebody's shifts: one duty for good, several one after another, or nothing."""


def duty_on(works: Works, day: date) -> Duty | None:
    """The duty that counts on a local date."""
    if isinstance(works, Stints):
        stint = works.on(day)
        return stint.duty if stint else None
    return works


def place_in_cycle(duty: Duty, day: date) -> int:
    """Which day of the cycle a date is, from 0; also before the cycle began."""
    return ((day - duty.cycle_start).days + duty.offset) % len(duty.sequence)


def code_on(duty: Duty, day: date) -> str:
    """The pattern's code of a local date."""
    code = duty.sequence[place_in_cycle(duty, day)]
    return duty.swap.get(code, code)


@lru_cache(maxsize=8192)
def at_local(day: date, clock: time, zone: ZoneInfo, *, later: bool = False) -> datetime:
    """A wall-clock time of the station in UTC.

    An hour that the clock skips counts as the hour after it; of an hour that comes twice, the first, or the
    second when `later`.
    """
    first = datetime.combine(day, clock.replace(fold=0), tzinfo=zone)
    second = first.replace(fold=1)
    comes_twice = second.astimezone(UTC) > first.astimezone(UTC)
    return (second if later and comes_twice else first).astimezone(UTC)


def by_the_clock(day: date, begins: time, hours: float, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From and to, in UTC, of so many hours on the wall clock."""
    wall_end = datetime.combine(day, begins) + timedelta(hours=hours)
    return at_local(day, begins, zone), at_local(wall_end.date(), wall_end.time(), zone, later=True)


def shifts_between(
    works: Works, changes: Sequence[Change], start: datetime, end: datetime, zone: ZoneInfo
) -> list[Shift]:
    """Every shift that touches the time from `start` to `end` (aware), in order.

    What the calendar says wins: a shift list replaces the pattern on its days; leave, court, training and traded
    shifts cut out of both; extra duty comes on top. A person without a pattern has only what stands in the calendar.
    """
    listed = [change for change in changes if change.kind in LISTED]
    planned = [] if works is None else [planned_on(day, works, zone) for day in _days(start, end, zone)]
    usual = [shift for shift in planned if shift and not _replaced(shift, listed, zone)]
    usual += [_extra(change, zone) for change in listed if change.kind is CalendarKind.LISTED]
    gone = [change for change in changes if change.kind in NO_SHIFT]
    found = [piece for shift in usual for piece in _without(shift, gone)]
    found += [_extra(change, zone) for change in changes if change.kind in EXTRA]
    return sorted(
        (shift for shift in found if shift.start < end and shift.end > start),
        key=lambda shift: (shift.start, shift.end),
    )


def on_call_between(
    works: Works, start: datetime, end: datetime, zone: ZoneInfo, changes: Sequence[Change] = ()
) -> list[tuple[datetime, datetime]]:
    """Stretches on call from home: whole local days coded C, the time after a shift until midnight where the
    pattern says so, and what the calendar says. Leave, court and training end it.
    """
    found = [(change.start, change.end) for change in changes if change.kind is CalendarKind.ON_CALL]
    if works is not None:
        for day in _days(start, end, zone):
            found += _on_call_of(day, works, changes, zone)
    away = [change for change in changes if change.kind in AWAY]
    for change in away:
        found = [left for span in found for left in _cut_span(span, change)]
    return sorted((begin, stop) for begin, stop in found if begin < end and stop > start)


def is_known(works: Works, changes: Sequence[Change], start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    """Whether anything says when somebody is on in this time: a pattern, or a shift list that reaches into it."""
    if any(change.kind in LISTED and change.start < end and change.end > start for change in changes):
        return True
    if isinstance(works, Stints):
        first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
        return duty_on(works, first) is not None or any(
            stint.duty is not None and first <= stint.since <= last for stint in works.stints
        )
    return works is not None


def _on_call_of(day: date, works: Works, changes: Sequence[Change], zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """The pattern's time on call of one local date."""
    duty = duty_on(works, day)
    if duty is None:
        return []
    midnight = at_local(day + DAY, time(0), zone)
    begins = at_local(day, time(0), zone)
    listed = [change for change in changes if change.kind in LISTED]
    if any(_list_covers(change, begins, day, zone) for change in listed):
        return []
    if code_on(duty, day) == Code.ON_CALL:
        return [(begins, midnight)]
    shift = planned_on(day, works, zone) if duty.on_call_after_shift else None
    if shift is not None and shift.end < midnight:
        return [(shift.end, midnight)]
    return []


def _days(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[date]:
    day = start.astimezone(zone).date() - LONGEST_SHIFT_DAYS * DAY
    last = end.astimezone(zone).date()
    while day <= last:
        yield day
        day += DAY


def planned_on(day: date, works: Works, zone: ZoneInfo) -> Shift | None:
    """The pattern's shift that starts on a local date, whatever the calendar says; None on a day without."""
    duty = duty_on(works, day)
    code = code_on(duty, day) if duty is not None else Code.OFF
    if duty is None or not is_shift(code):
        return None
    place = place_in_cycle(duty, day)
    starts_at, ends_at = by_the_clock(day, duty.starts[code], duty.length(place, code), zone)
    return Shift(code, day, starts_at, ends_at, _ends_by_noon(ends_at, zone), heavy=place in duty.heavy_days)


def _replaced(shift: Shift, listed: Sequence[Change], zone: ZoneInfo) -> bool:
    return any(_list_covers(change, shift.start, shift.day, zone) for change in listed)


def _list_covers(change: Change, moment: datetime, day: date, zone: ZoneInfo) -> bool:
    """Whether a line of a shift list speaks of a day: it starts on it, or says off at its beginning."""
    if change.kind is CalendarKind.LISTED_OFF:
        return change.start <= moment < change.end
    return change.start.astimezone(zone).date() == day


def _extra(change: Change, zone: ZoneInfo) -> Shift:
    night = _ends_by_noon(change.end, zone)
    return Shift(
        Code.NIGHT if night else Code.DAY,
        change.start.astimezone(zone).date(),
        change.start.astimezone(UTC),
        change.end.astimezone(UTC),
        night,
    )


def _ends_by_noon(end: datetime, zone: ZoneInfo) -> bool:
    return end.astimezone(zone).time() <= time(12)


def _without(shift: Shift, gone: Sequence[Change]) -> list[Shift]:
    """What is left of a shift when stretches of it are taken out."""
    pieces = [(shift.start, shift.end)]
    for change in gone:
        pieces = [left for piece in pieces for left in _cut_span(piece, change)]
    return [replace(shift, start=start, end=end) for start, end in pieces]


def _cut_span(span: tuple[datetime, datetime], change: Change) -> list[tuple[datetime, datetime]]:
    start, end = span
    if change.end <= start or change.start >= end:
        return [span]
    left = []
    if start < change.start:
        left.append((start, change.start.astimezone(UTC)))
    if change.end < end:
        left.append((change.end.astimezone(UTC), end))
    return left
