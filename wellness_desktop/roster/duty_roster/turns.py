"""On-call turns in the month picture: who answers the phone on which days, and who is away at the same time.

A turn comes from the on-call rota and is laid over the shifts; it changes none of them. Leave does not end a turn:
until somebody trades it, the phone rings where nobody picks up, so that it is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.roster.duty_roster.pattern_values import FREE, UNKNOWN
from wellness_desktop.roster.duty_roster.patterns import Code
from wellness_desktop.roster.duty_roster.shifts import AWAY
from wellness_desktop.roster.kinds import CalendarKind
from wellness_desktop.roster.on_call import LAYERS, Duty, Layer
from wellness_desktop.roster.people import CalendarEntry
from wellness_desktop.roster.when import span_text

AWAY_ON_CALL = "!"
"""The sign of a day on which somebody is on call and away at once."""
_NOTHING = frozenset({FREE, UNKNOWN})


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the on-call rota, in UTC."""

    person_id: UUID
    name: str
    layer: Layer
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Clash:
    """A stretch in which somebody is on call and away at once."""

    person_id: UUID
    name: str
    layer: Layer
    kind: CalendarKind
    starts: datetime
    ends: datetime


def turns_of(duties: Iterable[Duty], names: Mapping[UUID, str]) -> tuple[Turn, ...]:
    """The rota's duties as turns, in order, of everybody who has a name here."""
    found = [
        Turn(one.person_id, names[one.person_id], one.layer, one.starts, one.ends)
        for one in duties
        if one.person_id in names
    ]
    return tuple(sorted(found, key=lambda turn: (turn.starts, LAYERS.index(turn.layer), turn.name.casefold())))


def clashes_of(turns: Iterable[Turn], entries: Iterable[CalendarEntry]) -> tuple[Clash, ...]:
    """Every stretch in which somebody is on call and on leave, in court or in training, in order."""
    away: dict[UUID, list[CalendarEntry]] = {}
    for entry in entries:
        if entry.kind in AWAY:
            away.setdefault(entry.person_id, []).append(entry)
    found = [
        Clash(
            turn.person_id,
            turn.name,
            turn.layer,
            entry.kind,
            max(turn.starts, entry.starts),
            min(turn.ends, entry.ends),
        )
        for turn in turns
        for entry in away.get(turn.person_id, ())
        if turn.starts < entry.ends and entry.starts < turn.ends
    ]
    return tuple(sorted(found, key=lambda one: (one.starts, one.name.casefold(), one.layer)))


def on_day(turns: Iterable[Turn], begin: datetime, noon: datetime, end: datetime) -> list[Turn]:
    """The turns that are shown on a day: those that start on it, or last over its noon."""
    return [turn for turn in turns if begin <= turn.starts < end or turn.starts <= noon < turn.ends]


def with_turn(sign: str, *, clash: bool) -> str:
    """The sign of a day with a turn: C alone on a day off, else behind what is there."""
    if clash:
        return (Code.ON_CALL if sign in _NOTHING else sign) + AWAY_ON_CALL
    if sign in _NOTHING or sign == Code.ON_CALL:
        return Code.ON_CALL.value
    return sign + Code.ON_CALL


def turn_words(turn: Turn, zone: ZoneInfo) -> str:
    """On call (First to call), Mon Mar 2, 18:00 to Mon Mar 9, 18:00."""
    return tr("On call ({layer}), {span}", layer=turn.layer.label, span=span_text(turn.starts, turn.ends, zone))


def clash_words(clash: Clash, zone: ZoneInfo) -> str:
    """Who it is, what keeps them away, and when."""
    return tr(
        "{name} ({layer}), {span}: {away}",
        name=clash.name,
        layer=clash.layer.label,
        span=span_text(clash.starts, clash.ends, zone),
        away=clash.kind.label,
    )


def people_words(turns: Sequence[Turn]) -> str:
    """Everybody of these turns once in each layer: Ruth Cole (First to call), Ann Lee (Backup)."""
    said: Mapping[tuple[Layer, UUID], str] = {
        (turn.layer, turn.person_id): tr("{name} ({layer})", name=turn.name, layer=turn.layer.label)
        for turn in sorted(turns, key=lambda turn: (LAYERS.index(turn.layer), turn.starts))
    }
    return ", ".join(said.values())
