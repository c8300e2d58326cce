"""What the care clock says in words, the same on screen and on paper: whose range it is, what waits, what is late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.base.us_states import STATES
from wellness_desktop.debriefs import wording
from wellness_desktop.debriefs.incident_values import CareLine, MeetingLine
from wellness_desktop.debriefs.protocols import Anchor, Kind, Law, Profile, Window
from wellness_desktop.debriefs.windows import Standing
from wellness_desktop.kit.spans import Span
from wellness_desktop.roster.when import day_text, length_text, moment_text, span_text

INSTEAD = frozenset({Kind.ONE_ON_ONE, Kind.FOLLOW_UP})
"""What is offered once the usual time of another kind is over."""
MOST_NAMES = 8
"""Of a longer list of people, only how many they are is said."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A date of the year after, on which everybody is asked again."""

    label: str
    due: datetime
    check_locally: bool


def span_of_line(line: CareLine, checked_on: date) -> Span:
    """The line as a row of the picture. Raises ValueError while it waits for its starting moment."""
    if line.line.opens is None:
        raise ValueError("a window that waits has no place on the picture")
    return Span(
        key=line.key,
        title=line.title,
        opens=line.line.opens,
        closes=line.line.closes,
        target=line.line.target,
        source=source_words(line.line.window),
        booked=line.ahead,
        held=line.held,
        done=line.done,
        late=late_words(line.kind),
        detail=detail_words(line.line.window, checked_on),
    )


def late_words(kind: Kind) -> str:
    """What the picture says after the range of a kind of support. Late is still useful."""
    if kind in INSTEAD:
        return tr("The usual time is over; still useful")
    return tr("The usual time is over: offer one-on-one contact and follow-up")


def source_words(window: Window) -> str:
    """Whose range it is, in a line."""
    source = window.source.title
    if window.state:
        source = tr("Law of {state}: {source}", state=state_name(window.state), source=source)
    if window.status.check_locally:
        source = tr("{source} ({mark})", source=source, mark=wording.check_locally())
    return source


def detail_words(window: Window, checked_on: date) -> str:
    """Everything else about a range: its hours, its note, how sure it is, and when somebody looked."""
    parts = [hours_words(window)]
    if window.note:
        parts.append(tr(window.note))
    if window.after_main_sleep:
        parts.append(tr("People sleep once before it."))
    parts.append(window.status.words)
    if window.state:
        parts.append(tr("Confirm locally: ask counsel whether this law still applies."))
    parts.append(tr("Checked {day}.", day=day_text(checked_on)))
    return " ".join(parts)


def hours_words(window: Window) -> str:
    """The range in hours and days from its starting moment."""
    since, opens = anchor_words(window.anchor), _length(window.open_h)
    best = tr("about {length}", length=_length(window.target_h)) if window.target_h else _length(0)
    if window.close_h is None:
        return tr("Range: from {opens} after {moment} on, best {target}.", opens=opens, moment=since, target=best)
    closes = _length(window.close_h)
    return tr(
        "Range: {opens} to {closes} after {moment}, best {target}.",
        opens=opens,
        closes=closes,
        moment=since,
        target=best,
    )


def anchor_words(anchor: Anchor) -> str:
    """The moment that a window counts from."""
    return {
        Anchor.FUNERAL_END: tr("the end of the funeral"),
        Anchor.DEATH_TOLD: tr("the moment the family was told"),
        Anchor.USE_OF_FORCE: tr("the moment force was used"),
        Anchor.RELEASED: tr("the release from duty"),
        Anchor.INCIDENT_END: tr("the end of the incident"),
        Anchor.ASKED: tr("somebody's own request"),
    }[anchor]


def notes(lines: Sequence[CareLine], zone: ZoneInfo, *, with_names: bool = True) -> list[str]:
    """What the picture cannot show: what waits, who can meet with whom, what is late and for how many."""
    found = [wording.window_is_a_range()]
    for line in lines:
        if line.line.standing is Standing.WAITING:
            since = anchor_words(line.line.window.anchor)
            found.append(
                tr("{kind} waits for {moment}. Enter it under “Times and answers”.", kind=line.title, moment=since)
            )
        if line.meetings:
            found.append(_sessions_words(line, zone, MOST_NAMES if with_names else 0))
        if 0 < line.line.over < line.line.people and not line.done:
            found.append(
                tr(
                    "{kind}: the usual time is over for {count} of {all}.",
                    kind=line.title,
                    count=line.line.over,
                    all=line.line.people,
                )
            )
        if 0 < line.reached < line.line.people and not line.done and not line.line.meetings:
            found.append(
                tr(
                    "{kind}: took place with {count} of {all}.",
                    kind=line.title,
                    count=line.reached,
                    all=line.line.people,
                )
            )
    if any(line.is_late for line in lines):
        found.append(wording.late_is_useful())
    if any(line.check_locally for line in lines):
        found.append(tr("Check locally: a starting value that nobody has read in its source."))
    return found


def check_in_words(dates: Iterable[CheckIn], zone: ZoneInfo) -> str:
    """The dates of the year after in one sentence; nothing when there are none."""
    found = [
        tr("{label} ({day})", label=one.label, day=day_text(one.due.astimezone(zone).date()))
        + (f" ({wording.check_locally()})" if one.check_locally else "")
        for one in dates
    ]
    return tr("Ask again: {dates}.", dates="; ".join(found)) if found else ""


def clock_change_words(change: str) -> str:
    """A change of the clocks, and what it does to the ranges: nothing (DB-14)."""
    return tr("{change} The ranges count the hours that really pass.", change=change)


def law_words(law: Law, checked_on: date) -> str:
    """What the law of a state asks for, where it stands, and that counsel confirms it."""
    return tr(
        "{about} ({citation}, looked at {day}. Confirm locally: ask counsel whether it still applies.)",
        about=tr(law.about),
        citation=law.source.title,
        day=day_text(checked_on),
    )


def statute_words(window: Window, checked_on: date) -> str:
    """What a law with a clock asks for, in the same form."""
    return tr(
        "{title}: {note} ({citation}, looked at {day}. Confirm locally: ask counsel whether it still applies.)",
        title=tr(window.label),
        note=tr(window.note),
        citation=window.source.title,
        day=day_text(checked_on),
    )


def laws_title(state: str) -> str:
    """Above what the law of a state asks for."""
    return tr("The law of {state}", state=state_name(state))


def range_beside(line: CareLine | None, profile: Profile, zone: ZoneInfo) -> str:
    """The range printed next to a date: from when to when, and whose it is. Nothing where the profile has none."""
    if line is None:
        return tr("“{profile}” names no range for it. Any time is fine.", profile=profile.name)
    source = source_words(line.line.window)
    if line.line.opens is None:
        since = anchor_words(line.line.window.anchor)
        return tr("Its range waits for {moment}. Source: {source}.", moment=since, source=source)
    if line.line.closes is None:
        when = tr("from {opens} on", opens=moment_text(line.line.opens, zone))
    else:
        when = span_text(line.line.opens, line.line.closes, zone)
    return tr(
        "Useful {range}, as “{profile}” has it. A range, not a deadline. Source: {source}.",
        range=when,
        profile=profile.name,
        source=source,
    )


def state_name(code: str) -> str:
    """The name of a state by its letters."""
    return STATES.get(code, code)


def _sessions_words(line: CareLine, zone: ZoneInfo, most_names: int) -> str:
    """Why it takes several sessions, and who can come to which."""
    parts = [
        tr(
            "{kind}: people were released at different times, so it takes {count} sessions.",
            kind=line.title,
            count=len(line.meetings),
        )
    ]
    for number, one in enumerate(line.meetings, 1):
        parts.append(
            tr(
                "Session {number}, {range}: {people}.",
                number=number,
                range=_when(one, zone),
                people=_who(one, most_names),
            )
        )
    return " ".join(parts)


def _when(one: MeetingLine, zone: ZoneInfo) -> str:
    if one.closes is None:
        return tr("from {opens} on", opens=moment_text(one.opens, zone))
    return span_text(one.opens, one.closes, zone)


def _who(one: MeetingLine, most_names: int) -> str:
    if len(one.names) > most_names:
        return tr_count("{count} person", "{count} people", len(one.names))
    return ", ".join(one.names)


def _length(hours: float) -> str:
    return length_text(timedelta(hours=hours)) if hours else tr("right away")
