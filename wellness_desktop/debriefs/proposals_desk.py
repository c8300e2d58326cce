"""Proposals for an incident: gathers people, shifts, leave and helpers, and asks the rules (DESIGN 6.4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from wellness_desktop.accounts.roles import Can
from wellness_desktop.debriefs.availability import MARGIN
from wellness_desktop.debriefs.conflicts_desk import ConflictsDesk
from wellness_desktop.debriefs.incident_values import Exposed, Incident
from wellness_desktop.debriefs.proposal_facts import Choice, Proposals, Request
from wellness_desktop.debriefs.proposals import propose, session_at
from wellness_desktop.debriefs.protocols import Kind, Window
from wellness_desktop.debriefs.reading import leaders_of
from wellness_desktop.debriefs.records import ExposureRecord, SessionRecord
from wellness_desktop.debriefs.scheduling import (
    Town,
    changes_of,
    joined,
    make_request,
    on_call_of,
    personal_windows,
    shifts_at_home,
    span_of,
)
from wellness_desktop.debriefs.session_states import AHEAD
from wellness_desktop.debriefs.session_values import Offered, Proposed, Session
from wellness_desktop.debriefs.windows import Standing, anchors_of_person, care_window
from wellness_desktop.roster.conflicts import NEAR, Exposure
from wellness_desktop.roster.duty_roster.shifts import Change, is_known
from wellness_desktop.roster.kinds import CalendarKind

LONGEST_SESSION = timedelta(hours=8)
_EXPOSED = frozenset(Exposure) - {Exposure.NOT_EXPOSED}
SETTLED = frozenset({Offered.DECLINED, Offered.BOOKED, Offered.DONE})


class ProposalsDesk(ConflictsDesk):
    """Times that people can really come."""

    def kinds(self, incident_id: UUID) -> list[Kind]:
        """Kinds of support that can be scheduled for this incident, in the order in which they are offered."""
        self._actor.require(Can.PLAN_SUPPORT)
        incident = self.incident(incident_id)
        offered = {window.kind for window in self._windows(incident)} | {Kind.ONE_ON_ONE, Kind.FOLLOW_UP}
        return [kind for kind in self.protocols.interventions if kind in offered]

    def usual_kind(self, incident: Incident) -> Kind:
        """What to propose first: the group session, else a defusing while it is useful, else contacts.

        A group needs as many people of like exposure as its kind asks for.
        """
        near = sum(one.exposure in NEAR for one in incident.exposed)
        far = sum(one.exposure is Exposure.AFTER for one in incident.exposed)
        for kind in (Kind.GROUP_DEBRIEFING, Kind.DEFUSING):
            window = self.window_of(incident, kind)
            least = self.protocols.interventions[kind].group_min
            if window is not None and max(near, far) >= least and self._is_useful(incident, window):
                return kind
        return Kind.ONE_ON_ONE

    def proposals(self, incident_id: UUID, kind: Kind | None = None) -> Proposed:
        """The choices for a kind of support, best first and never none. Raises Problem while its window waits."""
        self._actor.require(Can.PLAN_SUPPORT)
        incident = self.incident(incident_id)
        chosen = kind or self.usual_kind(incident)
        request = self._request(incident, chosen)
        return Proposed(chosen, propose(request), request, names_in(request))

    def as_proposed(self, session: Session) -> Proposed:
        """A booked session as a request without choices, so that another time can be tried out: for whoever is asked
        to come, or for everybody exposed where that is not to be known; the session itself keeps nobody busy.
        """
        self._actor.require(Can.PLAN_SUPPORT)
        request = self._request(self.incident(session.incident_id), session.kind, session)
        return Proposed(session.kind, Proposals((), ()), request, names_in(request))

    def at_time(self, proposed: Proposed, starts: datetime) -> Choice:
        """What the session would mean at another time: who can come, who cannot and why. Nothing is refused.

        Raises ValueError for a time that the request does not reach.
        """
        self._actor.require(Can.PLAN_SUPPORT)
        grid = proposed.request.grid
        if not grid.moment(0) <= starts <= grid.moment(grid.size) - timedelta(minutes=proposed.request.minutes):
            raise ValueError("this time lies outside of what was looked at")
        return session_at(proposed.request, starts)

    def not_known(self, incident: Incident, sessions: Sequence[Session]) -> dict[UUID, tuple[str, ...]]:
        """For each session ahead, the names of those asked to come whose shifts nobody has entered: whether they can
        come is to be asked. Empty for whoever may not see who is asked to come.
        """
        self._actor.require(Can.PLAN_SUPPORT)
        ahead = [one for one in sessions if one.state.is_ahead and one.members]
        if not ahead:
            return {}
        first, last = min(one.starts for one in ahead), max(one.ends for one in ahead)
        listed = changes_of(self._roster.calendar(first - MARGIN, last + MARGIN))
        works = self._roster.works()

        def is_missing(one: Exposed, session: Session) -> bool:
            if one.shifts is not None:
                shifts = one.shifts
                return shifts_at_home(shifts.pattern, shifts.team, shifts.cycle_start) is None
            if one.person_id is None:
                return True
            changes = listed.get(one.person_id, ())
            return not is_known(works.get(one.person_id), changes, session.starts, session.ends, self._zone)

        found = {
            session.id: tuple(
                one.name for one in incident.exposed if one.id in (session.members or ()) and is_missing(one, session)
            )
            for session in ahead
        }
        return {session: names for session, names in found.items() if names}

    def _request(self, incident: Incident, kind: Kind, session: Session | None = None) -> Request:
        rules = self.local_rules().for_scheduling(self.protocols)
        window = self.window_of(incident, kind)
        if session is not None and window is not None and _waits(incident, window):
            window = None
        span = span_of(incident, window, kind, self.now, rules)
        entries = self._roster.calendar(min(span.opens, span.earliest) - 2 * MARGIN, span.end + 2 * MARGIN)
        rota = self._roster.on_call_between(min(span.opens, span.earliest) - MARGIN, span.end + MARGIN)
        busy = joined(
            joined(changes_of(entries), on_call_of(rota)), self._booked_times(session.id if session else None)
        )
        town = Town(self.roster_people(), busy, self._roster.works(), self._zone, rules, self.roads())
        settled = self._settled(incident, kind) if session is None else set()

        def wanted(one: Exposed) -> bool:
            if session is None:
                return one.id not in settled
            return one.id in session.members if session.members is not None else one.exposure in _EXPOSED

        request = make_request(
            incident,
            self.protocols.interventions[kind],
            window,
            span,
            town,
            self.candidates(incident, max(span.target, span.earliest)),
            self.state,
            wanted,
        )
        if session is None:
            return request
        return replace(request, minutes=int((session.ends - session.starts).total_seconds()) // 60)

    def _is_useful(self, incident: Incident, window: Window) -> bool:
        anchors = anchors_of_person(self._anchors(incident))
        return care_window(window, anchors).standing(self.now) in (Standing.NOT_YET, Standing.OPEN)

    def _settled(self, incident: Incident, kind: Kind) -> set[UUID]:
        """Who said no to this kind for now, is booked or was there, as far as this person may know."""
        if not self.opens_sealed:
            return set()
        return {line.exposure_id for line in self.coverage(incident.id) if line.offered.get(kind) in SETTLED}

    def _booked_times(self, but: UUID | None = None) -> dict[UUID, tuple[Change, ...]]:
        """When people are in a session already: leaders and cover, and for the coordinator whoever is asked to come.
        Not counting the session `but`.
        """
        found: dict[UUID, tuple[Change, ...]] = {}
        with self._store.read() as work:
            sessions = [
                session
                for session in work.scalars(
                    select(SessionRecord).where(
                        SessionRecord.state.in_(AHEAD), SessionRecord.starts_at >= self.now - LONGEST_SESSION
                    )
                )
                if session.id != but
            ]
            leaders = leaders_of(work, [session.id for session in sessions])
            incidents = {session.incident_id for session in sessions}
            exposures = work.scalars(select(ExposureRecord).where(ExposureRecord.incident_id.in_(incidents)))
            persons = {row.id: row.person_id for row in exposures}
            for session in sessions:
                ends = session.starts_at + timedelta(minutes=session.minutes)
                busy = Change(CalendarKind.TRAINING, session.starts_at, ends)
                inside = {row.person_id for row in leaders[session.id]} | {UUID(one) for one in session.covers}
                if self.opens_sealed:
                    inside |= {person for one in self._members(session) if (person := persons.get(one))}
                for person in inside:
                    found[person] = (*found.get(person, ()), busy)
        return found


def names_in(request: Request) -> dict[UUID, str]:
    """The names of everybody in a request, for reading."""
    names = {one.id: one.name for one in request.attendees}
    names |= {one.id: one.name for one in request.leaders}
    return names | {one.id: one.name for one in request.covers}


def _waits(incident: Incident, window: Window) -> bool:
    """Whether a window waits for a moment that nobody has entered."""
    return all(one.opens is None for one in personal_windows(incident, window).values())
