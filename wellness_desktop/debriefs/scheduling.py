"""From an incident and the roster to a request for proposals: whose time, which leaders, which window."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.availability import Calendar, Rules, Times, times_of
from wellness_desktop.debriefs.circles import Circle, can_cover
from wellness_desktop.debriefs.grid import Grid
from wellness_desktop.debriefs.incident_values import Exposed, Incident
from wellness_desktop.debriefs.proposal_facts import MANNED, Attendee, Cover, Leader, Request
from wellness_desktop.debriefs.protocols import Intervention, Kind, Window
from wellness_desktop.debriefs.reading import anchors_of
from wellness_desktop.debriefs.roads import Road, drive_of
from wellness_desktop.debriefs.windows import CareWindow, anchors_of_person, care_window
from wellness_desktop.roster.chain_of_command import is_above
from wellness_desktop.roster.conflicts import (
    Effect,
    Exposure,
    IncidentFacts,
    ParticipantFacts,
    conflicts,
)
from wellness_desktop.roster.duty_roster.patterns import Duty, load_patterns
from wellness_desktop.roster.duty_roster.shifts import Change, Stints
from wellness_desktop.roster.helpers_desk import Candidate
from wellness_desktop.roster.kinds import CalendarKind, Standing
from wellness_desktop.roster.people import CalendarEntry, OnCallEntry, Person

LOOK_AHEAD = timedelta(days=14)
"""How far ahead times are looked for where the window reaches further or has no end."""
AT_ONCE = frozenset({Kind.DEMOBILIZATION, Kind.DEFUSING, Kind.ONE_ON_ONE})
"""Kinds for the same shift: nobody needs to be told in advance."""


@dataclass(frozen=True, slots=True)
class Span:
    """The time a request looks at."""

    opens: datetime
    target: datetime
    closes: datetime
    earliest: datetime

    @property
    def end(self) -> datetime:
        """The last moment that matters: the close, or the end of the look ahead for one-on-one contacts."""
        return max(self.closes, self.earliest + LOOK_AHEAD)


@dataclass(frozen=True, slots=True)
class Town:
    """Everybody's time, from the roster."""

    people: Mapping[UUID, Person]
    calendar: Mapping[UUID, tuple[Change, ...]]
    works: Mapping[UUID, Stints]
    """What everybody works over time: teams, and patterns of their entries (roster.works)."""
    zone: ZoneInfo
    rules: Rules
    roads: Mapping[UUID, Road] = field(default_factory=dict)

    def calendar_of(self, person_id: UUID | None) -> Calendar:
        """The shifts, leave and court of somebody of the roster."""
        if person_id is None or person_id not in self.people:
            return Calendar()
        return Calendar(self.works.get(person_id), self.calendar.get(person_id, ()))

    def times_of_exposed(self, one: Exposed, grid: Grid, slept_since: datetime | None = None) -> Times:
        """The time of somebody exposed; of a guest, the shifts at home are all that is known (section 13)."""
        if one.shifts is None:
            return self.times(one.person_id, grid, slept_since)
        shifts = one.shifts
        calendar = Calendar(shifts_at_home(shifts.pattern, shifts.team, shifts.cycle_start))
        return times_of(calendar, grid, self.zone, self.rules, slept_since)

    def times(self, person_id: UUID | None, grid: Grid, slept_since: datetime | None = None) -> Times:
        """Somebody's time on the grid."""
        return times_of(self.calendar_of(person_id), grid, self.zone, self.rules, slept_since)


def shifts_at_home(pattern: str, team: str, cycle_start: date) -> Duty | None:
    """What a guest works where they come from; a pattern or team that this program does not have is unknown."""
    try:
        return load_patterns().duty(pattern, team, cycle_start)
    except KeyError:
        return None


def changes_of(entries: Iterable[CalendarEntry]) -> dict[UUID, tuple[Change, ...]]:
    """The roster's calendar by person."""
    found: dict[UUID, tuple[Change, ...]] = {}
    for entry in entries:
        change = Change(entry.kind, entry.starts, entry.ends)
        found[entry.person_id] = (*found.get(entry.person_id, ()), change)
    return found


def on_call_of(entries: Iterable[OnCallEntry]) -> dict[UUID, tuple[Change, ...]]:
    """The on-call rota by person: neither busy nor at rest, but a call may break in (section 13)."""
    found: dict[UUID, tuple[Change, ...]] = {}
    for entry in entries:
        change = Change(CalendarKind.ON_CALL, entry.duty.starts, entry.duty.ends)
        found[entry.person.id] = (*found.get(entry.person.id, ()), change)
    return found


def joined(
    one: Mapping[UUID, tuple[Change, ...]], other: Mapping[UUID, tuple[Change, ...]]
) -> dict[UUID, tuple[Change, ...]]:
    """Two calendars as one."""
    return {person: (*one.get(person, ()), *other.get(person, ())) for person in {**one, **other}}


def span_of(incident: Incident, window: Window | None, kind: Kind, now: datetime, rules: Rules) -> Span:
    """When to look for a time. Without a window, from now on.

    Raises Problem while the window waits for a moment that nobody has entered, such as the end of a funeral.
    """
    notice = timedelta() if kind in AT_ONCE else timedelta(hours=rules.engine.notice_h)
    earliest = now + notice
    if window is None:
        return Span(earliest, earliest, earliest + LOOK_AHEAD, earliest)
    own = [one for one in personal_windows(incident, window).values() if one.opens is not None]
    opens = [one.opens for one in own if one.opens is not None]
    targets = [one.target for one in own if one.target is not None]
    closes = [one.closes for one in own if one.closes is not None]
    if not opens or not targets:
        raise Problem(
            tr("This window still waits for its starting moment."),
            tr("Enter it under “Times”, such as the end of the funeral. One-on-one contact can start now."),
        )
    limit = max(min(opens), earliest) + LOOK_AHEAD
    last = max(closes) if len(closes) == len(own) else limit
    return Span(min(opens), max(min(targets), min(opens)), min(last, limit), earliest)


def personal_windows(incident: Incident, window: Window) -> dict[UUID, CareWindow]:
    """The window of each person exposed, by exposure."""
    anchors = anchors_of(incident)
    return {
        one.id: care_window(window, anchors_of_person(anchors, one.released_at, one.asked_at))
        for one in incident.exposed
        if one.exposure is not Exposure.NOT_EXPOSED
    }


def make_request(
    incident: Incident,
    intervention: Intervention,
    window: Window | None,
    span: Span,
    town: Town,
    candidates: Sequence[Candidate],
    state: str,
    wanted: Callable[[Exposed], bool],
) -> Request:
    """The request for a kind of support. `wanted` leaves out whoever declined it for now."""
    grid = Grid.covering(min(span.opens, span.earliest) - timedelta(hours=6), span.end + timedelta(hours=6))
    exposed = [one for one in incident.exposed if wanted(one)]
    own = personal_windows(incident, window) if window else {}
    sleep = window is not None and window.after_main_sleep
    ids = {one.person_id: one.id for one in exposed if one.person_id}
    reports_to = {person.id: person.reports_to for person in town.people.values()}
    attendees = []
    for one in exposed:
        since = (one.released_at or incident.ended_at) if sleep else None
        personal = own.get(one.id)
        below = [
            exposure
            for person, exposure in ids.items()
            if one.person_id and person != one.person_id and is_above(one.person_id, person, reports_to)
        ]
        attendees.append(
            Attendee(
                id=one.id,
                name=one.name,
                exposure=one.exposure,
                circle=one.circle,
                times=town.times_of_exposed(one, grid, since),
                commands=frozenset(below),
                opens=personal.opens if personal else None,
                closes=personal.closes if personal else None,
                person_id=one.person_id,
            )
        )
    facts = incident_facts(incident, state, reports_to, town.zone)
    return Request(
        intervention=intervention,
        minutes=intervention.minutes,
        opens=span.opens,
        target=max(span.target, span.earliest),
        closes=span.closes,
        earliest=span.earliest,
        zone=town.zone,
        grid=grid,
        rules=town.rules,
        attendees=tuple(attendees),
        leaders=tuple(_leader(one, exposed, facts, town, grid, max(span.target, span.earliest)) for one in candidates),
        covers=tuple(_covers(town, grid, ids, {one.circle for one in exposed} & MANNED)),
        facts=facts,
    )


def incident_facts(
    incident: Incident, state: str, reports_to: Mapping[UUID, UUID | None], zone: ZoneInfo
) -> IncidentFacts:
    """What the conflict rules look at. Everybody exposed counts as involved (COI-1), and it happened on the day on
    which it began (COI-5).
    """
    involved = [one.person_id for one in incident.exposed if one.person_id and one.exposure is not Exposure.NOT_EXPOSED]
    return IncidentFacts(
        happened_on=incident.first_moment.astimezone(zone).date(),
        involved=frozenset(involved),
        investigating=incident.inquiry,
        died_or_hurt=incident.died_or_hurt,
        still_open=incident.still_open,
        state=state,
        reports_to=reports_to,
    )


def participants(exposed: Iterable[Exposed]) -> list[ParticipantFacts]:
    """The people of the roster among those exposed, as the conflict rules see them."""
    return [ParticipantFacts(one.person_id, one.name, one.exposure) for one in exposed if one.person_id]


def _leader(
    candidate: Candidate,
    exposed: Sequence[Exposed],
    facts: IncidentFacts,
    town: Town,
    grid: Grid,
    at: datetime,
) -> Leader:
    """A helper with what speaks against leading anything here, and against leading single people."""
    person = candidate.person
    local = at.astimezone(town.zone)
    general = conflicts(candidate.facts, (), facts, local)
    blocked: dict[UUID, str] = {}
    close: dict[UUID, str] = {}
    for one in exposed:
        if one.person_id is None:
            continue
        for found in conflicts(candidate.facts, participants([one]), facts, local):
            if found not in general and found.effect is Effect.BLOCK:
                blocked.setdefault(one.id, found.words)
            elif found not in general and found.effect is Effect.WARN:
                close.setdefault(one.id, tr("{helper} is close to {person}.", helper=person.name, person=one.name))
    phone = person.best_phone(local.date())
    return Leader(
        id=person.id,
        name=person.name,
        clinician=person.is_clinician,
        times=town.times(person.id, grid),
        drive=drive_of(person.travel_minutes or 0, town.roads.get(person.id), grid, town.zone),
        by_phone=person.telehealth and phone is not None and not phone.freshness(local.date()).needs_check,
        refused=next((one.words for one in general if one.effect is Effect.BLOCK), ""),
        blocked=blocked,
        close=close,
        warnings=tuple(one.words for one in general if one.effect is Effect.WARN),
        facts=candidate.facts,
    )


def _covers(town: Town, grid: Grid, ids: Mapping[UUID, UUID], posts: AbstractSet[Circle]) -> Iterable[Cover]:
    """Everybody who can man one of the posts that somebody might leave, by name."""
    for person in sorted(town.people.values(), key=lambda one: (one.name.casefold(), one.id)):
        circle = can_cover(person)
        if circle in posts and circle is not None and person.standing is Standing.ACTIVE:
            times = town.times(person.id, grid)
            if times.known:  # nobody is counted on for the road whose shifts nobody has entered
                yield Cover(person.id, person.name, circle, times, ids.get(person.id))
