"""The care clock: when each kind of support is useful, for one person and for a group (section 5, DB-08, DB-14).

Windows are elapsed hours counted in UTC, so that a clock change neither shortens nor stretches them.
They are ranges with a source, never deadlines: after its end, a window turns into the offer of one-on-one
contact and follow-up, and nothing counts as failed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from wellness_desktop.debriefs.protocols import PERSONAL, Anchor, Kind, Window

PersonT = TypeVar("PersonT")


class Standing(StrEnum):
    """Where a window stands at a moment. None of these is an alarm (DB-08)."""

    WAITING = "waiting"
    """The moment it counts from is not known yet, such as the end of a funeral."""
    NOT_YET = "not_yet"
    OPEN = "open"
    LATE = "late"
    """Past its range: still useful, as one-on-one contact and follow-up."""


@dataclass(frozen=True, slots=True)
class CareWindow:
    """One window with its moments in UTC. All three are None while its anchor is unknown."""

    window: Window
    opens: datetime | None
    target: datetime | None
    closes: datetime | None
    """None also where the source states no end."""

    @property
    def kind(self) -> Kind:
        """What the window is for."""
        return self.window.kind

    def standing(self, now: datetime) -> Standing:
        """Where it stands at `now` (aware)."""
        if self.opens is None:
            return Standing.WAITING
        if now < self.opens:
            return Standing.NOT_YET
        if self.closes is None or now <= self.closes:
            return Standing.OPEN
        return Standing.LATE


def anchors_of_person(
    incident: Mapping[Anchor, datetime], released_at: datetime | None = None, asked_at: datetime | None = None
) -> dict[Anchor, datetime]:
    """The moments that count for one person.

    Until a person's own release is known, the end of the incident stands for it.
    """
    anchors = {name: moment for name, moment in incident.items() if name not in PERSONAL}
    released = released_at or incident.get(Anchor.INCIDENT_END)
    if released is not None:
        anchors[Anchor.RELEASED] = released
    if asked_at is not None:
        anchors[Anchor.ASKED] = asked_at
    return anchors


def care_window(window: Window, anchors: Mapping[Anchor, datetime]) -> CareWindow:
    """The window counted from its anchor.

    Raises ValueError for an anchor without a zone.
    """
    anchor = anchors.get(window.anchor)
    if anchor is None:
        return CareWindow(window, None, None, None)
    start = _start(anchor)
    return CareWindow(
        window,
        opens=start + timedelta(hours=window.open_h),
        target=start + timedelta(hours=window.target_h),
        closes=None if window.close_h is None else start + timedelta(hours=window.close_h),
    )


def _start(anchor: datetime) -> datetime:
    if anchor.tzinfo is None:
        raise ValueError("an anchor needs an aware time")
    return anchor.astimezone(UTC)


def shared_window(personal: Sequence[CareWindow]) -> CareWindow | None:
    """The window of a session for several people: from the latest opening to the earliest close.

    None when nothing is left of it, not even a minute; then `groups_with_a_window` says who can meet together.
    Windows that still wait for their anchor make the shared one wait. Raises ValueError for no windows.
    """
    if not personal:
        raise ValueError("a group has people")
    opens = [own.opens for own in personal if own.opens is not None]
    targets = [own.target for own in personal if own.target is not None]
    if len(opens) < len(personal):
        return CareWindow(personal[0].window, None, None, None)
    closes = min((own.closes for own in personal if own.closes is not None), default=None)
    opening = max(opens)
    if closes is not None and closes <= opening and len(personal) > 1:
        return None
    target = max(targets)
    return CareWindow(personal[0].window, opening, target if closes is None else min(target, closes), closes)


def groups_with_a_window(personal: Mapping[PersonT, CareWindow]) -> list[list[PersonT]]:
    """The fewest groups whose people have a window in common, in the order in which they close.

    One group when all can meet. People whose anchor is unknown are left out.
    """
    known = [(who, own) for who, own in personal.items() if own.opens is not None]
    known.sort(key=lambda pair: _closing(pair[1]))
    groups: list[list[PersonT]] = []
    close_of_group = datetime.min.replace(tzinfo=UTC)
    for who, own in known:
        if groups and own.opens is not None and own.opens < close_of_group:
            groups[-1].append(who)
        else:
            groups.append([who])
            close_of_group = _closing(own)
    return groups


def _closing(own: CareWindow) -> datetime:
    return own.closes or datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Meeting:
    """People who can meet in one session, and when that is useful to all of them."""

    opens: datetime
    target: datetime
    closes: datetime | None
    people: tuple[int, ...]
    """Their places in the list that the clock was made of."""


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One line of the care clock: of an incident, or of one person."""

    window: Window
    opens: datetime | None
    target: datetime | None
    closes: datetime | None
    standing: Standing
    people: int
    """How many people it is for."""
    meetings: tuple[Meeting, ...] = ()
    """For a kind of support given to groups: the fewest sessions, in the order in which they close."""
    over: int = 0
    """For how many people the usual time is over."""

    @property
    def sessions(self) -> int:
        """How many sessions it takes at least, since people were released at different times; 0 for talks with one
        person at a time, and while the window waits."""
        return len(self.meetings)


def care_clock(
    windows: Iterable[Window],
    people: Sequence[Mapping[Anchor, datetime]],
    now: datetime,
    groups: Collection[Kind] = (),
) -> list[ClockLine]:
    """One line for each window, over everyone exposed; `groups` are the kinds of support given to several at once.

    A session for several people opens with the latest of them and closes with the earliest (section 5). Where that
    leaves nothing, and for talks with one person at a time, the line spans what is useful to anybody: from the
    first opening to the last close. A window that counts from a person's own request is for those who asked, and
    is left out until somebody did.
    """
    lines = []
    for window in windows:
        starts = _starts(window.anchor, people)
        made = {start: care_window(window, {window.anchor: start}) for start in set(starts.values())}
        own = {place: made[start] for place, start in starts.items()}
        if not own and window.anchor is Anchor.ASKED:
            continue
        lines.append(_line(window, own, len(people), now, together=window.kind in groups))
    return lines


def _starts(anchor: Anchor, people: Sequence[Mapping[Anchor, datetime]]) -> dict[int, datetime]:
    """The moment that each person counts from, in UTC; the same one for all in most windows.

    In UTC, since Python takes the two half past ones of the night when clocks go back for the same moment.
    """
    return {place: _start(anchors[anchor]) for place, anchors in enumerate(people) if anchor in anchors}


def _line(window: Window, known: dict[int, CareWindow], people: int, now: datetime, *, together: bool) -> ClockLine:
    if not known:
        return ClockLine(window, None, None, None, Standing.WAITING, people)
    meetings = tuple(_meeting(group, known) for group in groups_with_a_window(known)) if together else ()
    whole = shared_window(list(known.values())) if together else None
    span = whole or _span(window, list(known.values()))
    over = sum(one.standing(now) is Standing.LATE for one in known.values())
    standing = span.standing(now)
    return ClockLine(window, span.opens, span.target, span.closes, standing, len(known), meetings, over)


def _meeting(group: list[int], known: dict[int, CareWindow]) -> Meeting:
    shared = shared_window([known[place] for place in group])
    if shared is None or shared.opens is None or shared.target is None:
        raise ValueError("these people have no window in common")
    return Meeting(shared.opens, shared.target, shared.closes, tuple(sorted(group)))


def _span(window: Window, known: list[CareWindow]) -> CareWindow:
    opens = [one.opens for one in known if one.opens is not None]
    targets = [one.target for one in known if one.target is not None]
    closes = [one.closes for one in known if one.closes is not None]
    return CareWindow(window, min(opens), min(targets), max(closes) if len(closes) == len(known) else None)
