"""When a person is on duty: the pattern's code of a date, and shifts as moments in time (section 13).

A shift belongs to the local date on which it starts. It starts and ends by the clock on the wall, so a night
shift across a clock change is an hour shorter or longer. Exceptions from the calendar win over the pattern.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.debriefs.patterns import Code, Duty
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
NO_SHIFT = frozenset({CalendarKind.LEAVE, CalendarKind.COURT, CalendarKind.TRAINING, CalendarKind.SHIFT_FREE})
"""Kinds that take the place of a shift: exceptions win over the pattern."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift, in UTC."""

    code: Code
    day: date
    start: datetime
    end: datetime
    night: bool
    """It ends between midnight and noon, so that the day after belongs to sleep."""
    heavy: bool = False
    """A day of the cycle on which a session is a last choice."""


def place_in_cycle(duty: Duty, day: date) -> int:
    """Which day of the cycle a date is, from 0; also before the cycle began."""
    return ((day - duty.cycle_start).days + duty.offset) % len(duty.sequence)


def code_on(duty: Duty, day: date) -> Code:
    """The pattern's code of a local date."""
    code = duty.sequence[place_in_cycle(duty, day)]
    return duty.swap.get(code, code)


def at_local(day: date, clock: time, zone: ZoneInfo, *, later: bool = False) -> datetime:
    """A wall-clock time of the station in UTC.

    An hour that the clock skips counts as the hour after it; of an hour that comes twice, the first, or the
    second when `later`.
    """
    first = datetime.combine(day, clock.replace(fold=0), tzinfo=zone)
    second = first.replace(fold=1)
    comes_twice = second.astimezone(UTC) > first.astimezone(UTC)
    return (second if later and comes_twice else first).astimezone(UTC)


def shifts_between(
    duty: Duty | None, changes: Sequence[Change], start: datetime, end: datetime, zone: ZoneInfo
) -> list[Shift]:
    """Every shift that touches the time from `start` to `end` (aware), in order.

    What the calendar says wins: leave, court, training and traded shifts cut out of the pattern, extra duty
    comes on top. A person without a pattern has only extra duty.
    """
    planned = [] if duty is None else [_shift_on(day, duty, zone) for day in _days(start, end, zone)]
    gone = [change for change in changes if change.kind in NO_SHIFT]
    found = [piece for shift in planned if shift for piece in _without(shift, gone)]
    found += [_extra(change, zone) for change in changes if change.kind is CalendarKind.EXTRA_DUTY]
    return sorted(
        (shift for shift in found if shift.start < end and shift.end > start),
        key=lambda shift: (shift.start, shift.end),
    )


def on_call_between(
    duty: Duty | None, start: datetime, end: datetime, zone: ZoneInfo
) -> list[tuple[datetime, datetime]]:
    """Stretches on call from home: whole local days coded C, and the time after a shift until midnight
    where the pattern says so.
    """
    if duty is None:
        return []
    found = []
    for day in _days(start, end, zone):
        midnight = at_local(day + DAY, time(0), zone)
        shift = _shift_on(day, duty, zone) if duty.on_call_after_shift else None
        if code_on(duty, day) is Code.ON_CALL:
            found.append((at_local(day, time(0), zone), midnight))
        elif shift is not None and shift.end < midnight:
            found.append((shift.end, midnight))
    return [(begin, stop) for begin, stop in found if begin < end and stop > start]


def _days(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[date]:
    day = start.astimezone(zone).date() - LONGEST_SHIFT_DAYS * DAY
    last = end.astimezone(zone).date()
    while day <= last:
        yield day
        day += DAY


def _shift_on(day: date, duty: Duty, zone: ZoneInfo) -> Shift | None:
    code = code_on(duty, day)
    if not code.is_shift:
        return None
    place = place_in_cycle(duty, day)
    begins = duty.starts[code]
    wall_end = datetime.combine(day, begins) + timedelta(hours=duty.other_hours.get(place, duty.shift_hours))
    starts_at = at_local(day, begins, zone)
    ends_at = at_local(wall_end.date(), wall_end.time(), zone, later=True)
    return Shift(code, day, starts_at, ends_at, _ends_by_noon(ends_at, zone), heavy=place in duty.heavy_days)


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
    pieces = [shift]
    for change in gone:
        pieces = [left for piece in pieces for left in _cut(piece, change)]
    return pieces


def _cut(piece: Shift, change: Change) -> list[Shift]:
    if change.end <= piece.start or change.start >= piece.end:
        return [piece]
    left = []
    if piece.start < change.start:
        left.append(replace(piece, end=change.start.astimezone(UTC)))
    if change.end < piece.end:
        left.append(replace(piece, start=change.end.astimezone(UTC)))
    return left
