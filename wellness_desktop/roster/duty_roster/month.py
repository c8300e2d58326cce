"""The month picture as plain values: people by days in letters, who is on now, how few are on, where nobody is.

Letters, not colors: Lv leave, Ct court, Tr training, Fr traded away or set free, + more than planned, · something
for part of the day, ? nothing known, C on call, ! on call and away at once. Everything also comes as a sentence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.roster.duty_roster.pattern_values import FREE, UNKNOWN, OwnPattern
from wellness_desktop.roster.duty_roster.patterns import Code, is_shift
from wellness_desktop.roster.duty_roster.shifts import (
    DAY,
    EXTRA,
    NO_SHIFT,
    Change,
    Shift,
    Stints,
    at_local,
    code_on,
    duty_on,
    is_known,
    planned_on,
    shifts_between,
)
from wellness_desktop.roster.duty_roster.turns import Clash, Turn, clashes_of, on_day, turn_words, with_turn
from wellness_desktop.roster.kinds import CalendarKind
from wellness_desktop.roster.people import CalendarEntry
from wellness_desktop.roster.when import clock_text, length_text, moment_text, month_word, weekday_word

PARTLY = "·"
MORE = "+"
NOON = time(12)
_SHIPPED = frozenset(code.value for code in Code)


@dataclass(frozen=True, slots=True)
class Member:
    """One row of the picture."""

    id: UUID
    name: str
    posts: frozenset[str] = frozenset()
    """What can be chosen to be shown: keys of the roles."""


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of one person."""

    text: str
    """At most two signs, and a third for a turn on call."""
    spoken: str
    """The same in words."""
    away: bool = False
    works: bool = False
    entries: tuple[UUID, ...] = ()
    """The calendar entries that are shown in it."""
    on_call: bool = False
    """A turn of the on-call rota falls on it."""
    clash: bool = False
    """On call and away at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person's days."""

    member: Member
    team: str
    cells: tuple[DayCell, ...]
    shifts: tuple[Shift, ...]
    known: bool
    """Whether anything says when they are on."""
    words: str
    """How much it is: 14 shifts, 168 hours."""


@dataclass(frozen=True, slots=True)
class Picture:
    """People by days."""

    days: tuple[date, ...]
    rows: tuple[Row, ...]
    fewest: tuple[int, ...]
    """For each day, the smallest number of people on duty at any time of it, of those shown; empty where no shifts
    are known."""
    gaps: tuple[tuple[datetime, datetime], ...]
    """When nobody of those shown is on duty, in UTC."""
    turns: tuple[Turn, ...] = ()
    """Who is on call in these days, also people without a row."""
    clashes: tuple[Clash, ...] = ()
    """When somebody is on call and away at once, likewise."""

    def row_of(self, person: UUID) -> int | None:
        """Where somebody stands."""
        return next((number for number, row in enumerate(self.rows) if row.member.id == person), None)


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the picture is made from."""

    works: Mapping[UUID, Stints]
    entries: Sequence[CalendarEntry]
    patterns: Sequence[OwnPattern]
    zone: ZoneInfo
    turns: Sequence[Turn] = ()
    """The on-call rota; empty for whoever may not see it."""


def month_days(day: date) -> tuple[date, ...]:
    """The days of the month of that day."""
    first = day.replace(day=1)
    days = (first + timedelta(days=number) for number in range(31))
    return tuple(each for each in days if each.month == first.month)


def picture(members: Iterable[Member], days: Sequence[date], known: Known) -> Picture:
    """The picture of these people and days; people of one team stand together, those without shifts last."""
    start, end = at_local(days[0], time(0), known.zone), at_local(days[-1] + DAY, time(0), known.zone)
    by_person: dict[UUID, list[CalendarEntry]] = {}
    for entry in known.entries:
        by_person.setdefault(entry.person_id, []).append(entry)
    turns = tuple(turn for turn in known.turns if turn.starts < end and turn.ends > start)
    calls: dict[UUID, list[Turn]] = {}
    for turn in turns:
        calls.setdefault(turn.person_id, []).append(turn)
    rows = [
        _row(member, days, by_person.get(member.id, ()), calls.get(member.id, ()), known, start, end)
        for member in members
    ]
    rows.sort(key=lambda row: (not row.known, not row.team, row.team.casefold(), row.member.name.casefold()))
    spans = [(shift.start, shift.end) for row in rows for shift in row.shifts]
    counted = counts(spans, start, end)
    return Picture(
        tuple(days),
        tuple(rows),
        tuple(_fewest(counted, day, known.zone) for day in days) if spans else (),
        tuple((begin, stop) for begin, stop, count in counted if not count) if spans else (),
        turns,
        tuple(clash for clash in clashes_of(turns, known.entries) if clash.starts < end and clash.ends > start),
    )


def _row(
    member: Member,
    days: Sequence[date],
    entries: Sequence[CalendarEntry],
    turns: Sequence[Turn],
    known: Known,
    start: datetime,
    end: datetime,
) -> Row:
    works, zone = known.works.get(member.id), known.zone
    changes = changes_of(entries)
    shifts = tuple(shifts_between(works, changes, start - DAY, end, zone))
    cells = tuple(_with_turns(_cell(day, works, entries, shifts, known), day, turns, entries, known) for day in days)
    stint = works.on(days[-1]) if works else None
    inside = [shift for shift in shifts if start <= shift.start < end]
    return Row(
        member=member,
        team=stint.team if stint and stint.duty else "",
        cells=cells,
        shifts=shifts,
        known=is_known(works, changes, start, end, zone),
        words=_amount(inside),
    )


def changes_of(entries: Iterable[CalendarEntry]) -> list[Change]:
    """Calendar entries of one person as the rules take them."""
    return [Change(entry.kind, entry.starts, entry.ends) for entry in entries]


def day_span(day: date, works: Stints | None, changes: Sequence[Change], zone: ZoneInfo) -> tuple[datetime, datetime]:
    """What "this day" means for somebody, in UTC: from midnight, or the end of the night shift that runs into it, up
    to the end of the shift that starts on it, or midnight. So a day of leave takes the whole night shift of the day
    and nothing of the one before.
    """
    start, end = at_local(day, time(0), zone), at_local(day + DAY, time(0), zone)
    usual = [change for change in changes if change.kind not in NO_SHIFT]
    for shift in shifts_between(works, usual, start - DAY, end, zone):
        if shift.day < day and shift.end < end:
            start = max(start, shift.end)
        elif shift.day == day:
            end = max(end, shift.end)
    return start, end


def _cell(
    day: date, works: Stints | None, entries: Sequence[CalendarEntry], shifts: Sequence[Shift], known: Known
) -> DayCell:
    zone = known.zone
    begin, end = at_local(day, time(0), zone), at_local(day + DAY, time(0), zone)
    planned = planned_on(day, works, zone)
    mine = [shift for shift in shifts if shift.day == day]
    here = [entry for entry in entries if _belongs(entry, day, begin, end, planned, zone)]
    away = [entry for entry in here if entry.kind in NO_SHIFT]
    extra = [entry for entry in here if entry.kind in EXTRA]
    on_call = [entry for entry in here if entry.kind is CalendarKind.ON_CALL]
    usual = [shift for shift in mine if not any(_same(shift, entry) for entry in extra)]
    ids = tuple(entry.id for entry in here if entry.id is not None)
    if away and not usual:
        text = SIGNS[away[0].kind] if not extra else _short(SIGNS[away[0].kind]) + MORE
    elif usual:
        text = _letter(usual[0], works, known) + (MORE if extra else PARTLY if away or on_call else "")
    elif extra:
        text = MORE
    elif on_call:
        text = Code.ON_CALL.value
    else:
        text = _free_sign(day, works, here)
    noted = [entry_words(entry, zone) for entry in here if entry.kind is not CalendarKind.LISTED]
    spoken = "; ".join([*(_shift_words(shift, works, known) for shift in usual), *noted])
    return DayCell(
        text=text,
        spoken=spoken or _free_words(day, works),
        away=bool(away) and not usual,
        works=bool(mine),
        entries=ids,
    )


def _with_turns(
    cell: DayCell, day: date, turns: Sequence[Turn], entries: Sequence[CalendarEntry], known: Known
) -> DayCell:
    """The day with its turns on call laid over it."""
    zone = known.zone
    begin, end = at_local(day, time(0), zone), at_local(day + DAY, time(0), zone)
    here = on_day(turns, begin, at_local(day, NOON, zone), end)
    if not here:
        return cell
    clash = any(one.starts < end and one.ends > begin for one in clashes_of(here, entries))
    said = [cell.spoken, *(turn_words(turn, zone) for turn in here)]
    if clash:
        said.append(tr("on call and away at once"))
    text = with_turn(cell.text, clash=clash)
    return replace(cell, text=text, spoken="; ".join(said), on_call=True, clash=clash)


SIGNS = {
    CalendarKind.LEAVE: "Lv",
    CalendarKind.COURT: "Ct",
    CalendarKind.TRAINING: "Tr",
    CalendarKind.SHIFT_FREE: "Fr",
}


def _short(sign: str) -> str:
    return sign[0]


def _belongs(
    entry: CalendarEntry, day: date, begin: datetime, end: datetime, planned: Shift | None, zone: ZoneInfo
) -> bool:
    """Whether an entry is shown on a day: it starts on it, lasts over its noon, or takes its shift."""
    if entry.starts >= max(end, planned.end if planned else end) or entry.ends <= begin:
        return False
    if begin <= entry.starts < end:
        return True
    if entry.kind in EXTRA or entry.kind is CalendarKind.LISTED:
        return False
    if planned is not None and entry.starts < planned.end and entry.ends > planned.start:
        return True
    noon = at_local(day, NOON, zone)
    return entry.starts <= noon < entry.ends


def _same(shift: Shift, entry: CalendarEntry) -> bool:
    return (shift.start, shift.end) == (entry.starts, entry.ends)


def _letter(shift: Shift, works: Stints | None, known: Known) -> str:
    """The letter of a shift: the pattern's, or for a set shift the letter with the same hours."""
    return letter_for(shift.start, shift.end, duty_letters(works, shift.day, known), known.zone) or shift.code


def duty_letters(works: Stints | None, day: date, known: Known) -> dict[str, tuple[time, float]]:
    """Letters with start and hours that somebody can work: the own pattern's first, then those of the others."""
    found: dict[str, tuple[time, float]] = {}
    duty = duty_on(works, day)
    if duty is not None:
        used = [*duty.sequence, *duty.swap.values()]
        found |= {one: (duty.starts[one], duty.hours.get(one, duty.shift_hours)) for one in used if is_shift(one)}
    for pattern in known.patterns:
        for shift in pattern.shifts:
            found.setdefault(shift.letter, (shift.starts, shift.hours))
    return found


def letter_for(start: datetime, end: datetime, letters: Mapping[str, tuple[time, float]], zone: ZoneInfo) -> str | None:
    """The letter whose clock times these are."""
    begins, ends = start.astimezone(zone), end.astimezone(zone)
    wall = (ends.replace(tzinfo=None) - begins.replace(tzinfo=None)).total_seconds() / 3600
    for letter, (starts, hours) in letters.items():
        if starts == begins.time() and hours == wall:
            return letter
    return None


def _free_sign(day: date, works: Stints | None, here: Sequence[CalendarEntry]) -> str:
    if any(entry.kind is CalendarKind.LISTED_OFF for entry in here):
        return FREE
    duty = duty_on(works, day)
    if duty is None:
        return UNKNOWN
    return Code.ON_CALL.value if code_on(duty, day) == Code.ON_CALL else FREE


def _free_words(day: date, works: Stints | None) -> str:
    duty = duty_on(works, day)
    if duty is None:
        return tr("not known when they are on")
    return Code.ON_CALL.label.lower() if code_on(duty, day) == Code.ON_CALL else tr("off")


def _shift_words(shift: Shift, works: Stints | None, known: Known) -> str:
    """Days, 06:00 to 18:00; in the nights when clocks change, with how long it really is."""
    zone = known.zone
    letter = _letter(shift, works, known)
    name = next((found.name for one in known.patterns if (found := one.shift(letter))), "")
    if not name:
        name = Code(letter).label if letter in _SHIPPED else tr("Shift")
    words = tr(
        "{name}, {start} to {end}", name=name, start=clock_text(shift.start, zone), end=clock_text(shift.end, zone)
    )
    if shift.start.astimezone(zone).utcoffset() != shift.end.astimezone(zone).utcoffset():
        return tr("{shift} (clocks change: {length})", shift=words, length=length_text(shift.end - shift.start))
    return words


def entry_words(entry: CalendarEntry, zone: ZoneInfo) -> str:
    """An exception in words: On leave, whole days, or its times."""
    start, end = entry.starts.astimezone(zone), entry.ends.astimezone(zone)
    if start.date() == end.date() or (end - start <= DAY and end.time() != time(0)):
        return tr(
            "{what}, {start} to {end}",
            what=entry.kind.label,
            start=clock_text(entry.starts, zone),
            end=clock_text(entry.ends, zone),
        )
    if end - start <= DAY:
        return entry.kind.label
    return tr(
        "{what}, {start} to {end}",
        what=entry.kind.label,
        start=moment_text(entry.starts, zone),
        end=moment_text(entry.ends, zone),
    )


def _amount(shifts: Sequence[Shift]) -> str:
    hours = sum((shift.end - shift.start for shift in shifts), timedelta()).total_seconds() / 3600
    return tr(
        "{shifts}, {hours}",
        shifts=tr_count("{count} shift", "{count} shifts", len(shifts)),
        hours=tr_count("{count} hour", "{count} hours", round(hours)),
    )


def counts(
    spans: Sequence[tuple[datetime, datetime]], start: datetime, end: datetime
) -> list[tuple[datetime, datetime, int]]:
    """How many are on, stretch by stretch, from `start` to `end`."""
    steps: dict[datetime, int] = {start: 0, end: 0}
    for begin, stop in spans:
        if begin < end and stop > start:
            steps[max(begin, start)] = steps.get(max(begin, start), 0) + 1
            steps[min(stop, end)] = steps.get(min(stop, end), 0) - 1
    found: list[tuple[datetime, datetime, int]] = []
    now, moments = 0, sorted(steps)
    for one, other in pairwise(moments):
        now += steps[one]
        if found and found[-1][2] == now:
            found[-1] = (found[-1][0], other, now)
        else:
            found.append((one, other, now))
    return found


def _fewest(counted: Sequence[tuple[datetime, datetime, int]], day: date, zone: ZoneInfo) -> int:
    begin, end = at_local(day, time(0), zone), at_local(day + DAY, time(0), zone)
    return min((count for start, stop, count in counted if start < end and stop > begin), default=0)


def on_now(rows: Iterable[Row], now: datetime) -> list[tuple[Row, Shift]]:
    """Who is on duty now, whose shift ends first first."""
    found = [(row, shift) for row in rows for shift in row.shifts if shift.start <= now < shift.end]
    return sorted(found, key=lambda each: (each[1].end, each[0].member.name.casefold()))


def day_head(day: date) -> str:
    """Tue Mar 10."""
    return tr("{weekday} {month} {day}", weekday=weekday_word(day), month=month_word(day), day=day.day)
