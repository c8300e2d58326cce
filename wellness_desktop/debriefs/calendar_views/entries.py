"""What stands in the calendar: sessions, follow-ups and windows that close, under neutral titles.

An entry names nobody and tells no kind of event: a calendar hangs on a wall and is read over shoulders. The kind of
support stands only in the words beside the picture, never on paper. Pure values without Qt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.roster.rota_weeks import midnight
from wellness_desktop.roster.when import clock_text, moment_text, span_text


class View(StrEnum):
    """The ways to look at the incidents; the first is the list of incidents itself. Stored by value."""

    INCIDENTS = "incidents"
    WEEK = "week"
    MONTH = "month"
    LIST = "list"
    TIMELINE = "timeline"

    @property
    def label(self) -> str:
        """The view as it is chosen."""
        return {
            View.INCIDENTS: tr("Incidents"),
            View.WEEK: tr("Week"),
            View.MONTH: tr("Month"),
            View.LIST: tr("List"),
            View.TIMELINE: tr("Timeline"),
        }[self]


class EntryKind(StrEnum):
    """What an entry is, in the order in which entries of one moment stand."""

    SESSION = "session"
    FOLLOW_UP = "follow_up"
    WINDOW = "window"

    @property
    def mark(self) -> str:
        """One letter, so that the picture reads without color."""
        return {EntryKind.SESSION: tr("S"), EntryKind.FOLLOW_UP: tr("F"), EntryKind.WINDOW: tr("W")}[self]

    @property
    def label(self) -> str:
        """What the letter means."""
        return {
            EntryKind.SESSION: tr("Support session"),
            EntryKind.FOLLOW_UP: tr("Follow-up due"),
            EntryKind.WINDOW: tr("Usual time ends"),
        }[self]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. It has no field for a name."""

    kind: EntryKind
    incident_id: UUID
    code_name: str
    starts: datetime
    """Aware UTC, as `ends`; both are the same for a moment."""
    ends: datetime
    about: str
    """The kind of support, or which follow-up: for the words beside the picture."""
    record_id: UUID | None = None
    """Of the session."""
    state: SessionState | None = None
    place: str = ""
    people: int = 1
    """How many follow-ups come due together."""
    open_people: int = 1
    """How many of them are still to be done."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do about it; shown quieter."""
        if self.kind is EntryKind.FOLLOW_UP:
            return not self.open_people
        return self.state in (SessionState.HELD, SessionState.CLOSED)

    @property
    def is_tentative(self) -> bool:
        """Whether something is still to be found for it."""
        return self.state in (SessionState.TENTATIVE, SessionState.PROPOSED, SessionState.OFFERED)

    @property
    def title(self) -> str:
        """The neutral title, for screen and paper."""
        return tr("{what}, {code}", what=self.what, code=self.code_name)

    @property
    def short_code(self) -> str:
        """The code name without its first word, where there is little room."""
        return self.code_name.split()[-1]

    @property
    def what(self) -> str:
        """The neutral title without the code name."""
        if self.kind is EntryKind.FOLLOW_UP:
            return tr_count("Follow-up due", "{count} follow-ups due", self.people)
        return self.kind.label

    @property
    def state_words(self) -> str:
        """How far it is."""
        if self.state is not None:
            return self.state.label
        if self.kind is EntryKind.WINDOW:
            return tr("Later is useful too")
        if self.open_people == self.people:
            return tr("To be done")
        if not self.open_people:
            return tr("Done")
        return tr("{open} of {all} to be done", open=self.open_people, all=self.people)

    def clock_words(self, zone: ZoneInfo) -> str:
        """When, without the day."""
        if self.starts == self.ends:
            return clock_text(self.starts, zone)
        return tr("{start} to {end}", start=clock_text(self.starts, zone), end=clock_text(self.ends, zone))

    def clock_on(self, day: date, zone: ZoneInfo) -> str:
        """When it begins, as it stands in the column of a day; for one that began the day before, its end."""
        if self.starts.astimezone(zone).date() < day:
            return tr("until {clock}", clock=clock_text(self.ends, zone))
        return clock_text(self.starts, zone)

    def words(self, zone: ZoneInfo) -> str:
        """Everything about it in two sentences, for reading on screen and aloud."""
        when = span_text(self.starts, self.ends, zone) if self.ends > self.starts else moment_text(self.starts, zone)
        parts = [self.about, self.state_words.lower(), *([self.place] if self.place else [])]
        return tr("{when}: {title}. {more}.", when=when, title=self.title, more=", ".join(parts))


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By moment, then sessions first, then by code name."""
    kinds = list(EntryKind)
    return tuple(
        sorted(entries, key=lambda one: (one.starts, kinds.index(one.kind), one.code_name, one.about, one.ends))
    )


def entries_of_day(entries: Sequence[Entry], day: date, zone: ZoneInfo) -> list[Entry]:
    """What touches a day at the station, in order: a session over midnight stands on both days."""
    first, after = midnight(day, zone), midnight(day + timedelta(days=1), zone)
    return [one for one in entries if one.starts < after and (one.ends > first or one.starts >= first)]


def count_words(entries: Sequence[Entry]) -> str:
    """How many of which kind, in a few words: "2 sessions, 1 follow-up"."""
    counts = {kind: sum(one.people for one in entries if one.kind is kind) for kind in EntryKind}
    parts = []
    if counts[EntryKind.SESSION]:
        parts.append(tr_count("{count} session", "{count} sessions", counts[EntryKind.SESSION]))
    if counts[EntryKind.FOLLOW_UP]:
        parts.append(tr_count("{count} follow-up", "{count} follow-ups", counts[EntryKind.FOLLOW_UP]))
    if counts[EntryKind.WINDOW]:
        parts.append(tr_count("{count} usual time ends", "{count} usual times end", counts[EntryKind.WINDOW]))
    return ", ".join(parts) or tr("nothing")


def legend() -> str:
    """What the letters mean, for picture and paper."""
    return "   ".join(tr("{mark} = {meaning}", mark=kind.mark, meaning=kind.label.lower()) for kind in EntryKind)
