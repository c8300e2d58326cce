"""What speaks against whom: the nine rules over the roster, an incident and what was booked before (section 7)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.debriefs.care_desk import CareDesk
from wellness_desktop.debriefs.incident_values import Incident
from wellness_desktop.debriefs.records import (
    ExposureRecord,
    IncidentRecord,
    LeaderRecord,
    RoadRecord,
    SessionRecord,
)
from wellness_desktop.debriefs.roads import Road, checked_road
from wellness_desktop.debriefs.scheduling import incident_facts, participants
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.debriefs.session_values import Booking
from wellness_desktop.roster.conflicts import Conflict, Exposure, ParticipantFacts, session_conflicts
from wellness_desktop.roster.helpers_desk import Candidate, helper_facts
from wellness_desktop.roster.people import Done
from wellness_desktop.store.problems import require_version

LOAD_LOOKS_BACK = timedelta(days=45)
"""Beyond what the rule on a helper's load looks at (COI-7)."""
COUNTS_AS_LED = (SessionState.SCHEDULED, SessionState.HELD, SessionState.CLOSED)

Moments = dict[UUID, tuple[datetime, ...]]
ATTENDED_LOOKS_BACK = timedelta(days=15)
"""A day beyond the two weeks that the rule on a helper's load counts (COI-7)."""


class ConflictsDesk(CareDesk):
    """Who should not lead what, and how far away everybody is."""

    def candidates(
        self,
        incident: Incident,
        at: datetime,
        inside: Collection[UUID] | None = None,
        but: UUID | None = None,
    ) -> list[Candidate]:
        """Every helper with what speaks against leading a session for these exposures, or for everybody; the freest
        first. A session that is being changed (`but`) does not count as one more that somebody carries.
        """
        self._actor.require(Can.PLAN_SUPPORT)
        people = participants(
            one
            for one in incident.exposed
            if (one.exposure is not Exposure.NOT_EXPOSED if inside is None else one.id in inside)
        )
        facts = incident_facts(incident, self.state, {}, self._zone)
        carried, similar = self._load_of_helpers(incident, but)
        return self._roster.helpers_for(people, facts, at, carried, similar)

    def session_conflicts(self, incident_id: UUID, booking: Booking) -> list[Conflict]:
        """What speaks against a booking as a whole (COI-1 of one peer, COI-6, COI-8, COI-9).

        Where it is not known who is asked to come, nothing is said about the group.
        """
        self._actor.require(Can.PLAN_SUPPORT)
        return self._against_session(self.incident(incident_id), booking)

    def roads(self) -> dict[UUID, Road]:
        """What differs from the usual drives, by helper."""
        self._actor.require(Can.PLAN_SUPPORT)
        with self._store.read() as work:
            return {row.person_id: _road_of(row) for row in work.scalars(select(RoadRecord))}

    def set_road(self, road: Road) -> Done[Road]:
        """Saves how a helper's road is: a slow season, or closed until a day. The usual road is not kept.

        Raises Problem for half a season or a day in the past, ChangedElsewhere when someone saved since.
        """
        self._actor.require(Can.PLAN_SUPPORT)
        checked = checked_road(road, self.today)
        with self._work(Event.SETTINGS_CHANGED, road.person_id) as work:
            record = work.scalars(select(RoadRecord).where(RoadRecord.person_id == road.person_id)).first()
            before = _road_of(record) if record is not None else Road(road.person_id)
            if record is not None:
                require_version(record, road.version, before)
            after = self._keep_road(work, record, checked)
            self._drop_old_roads(work)
        return Done(after, lambda: self._put_back_road(before, after))

    # -------------------------------------------------------------------------------------- for the other desks

    def _against_session(self, incident: Incident, booking: Booking) -> list[Conflict]:
        people = self.roster_people()
        team = [helper_facts(people[one], None) for one in booking.leaders if one in people]
        reports_to = {person.id: person.reports_to for person in people.values()}
        inside = booking.members or ()
        present = [
            ParticipantFacts(one.person_id or one.id, one.name, one.exposure)
            for one in incident.exposed
            if one.id in inside
        ]
        facts = incident_facts(incident, self.state, reports_to, self._zone)
        return session_conflicts(booking.kind.value, team, present, facts)

    def _load_of_helpers(self, incident: Incident, but: UUID | None = None) -> tuple[Moments, Moments]:
        """When each helper led or attended a session, and was exposed to an event of the same kind (COI-7).

        Who attended is sealed, so only the support team counts that.
        """
        since = self.now - LOAD_LOOKS_BACK
        carried: Moments = {}
        similar: Moments = {}
        with self._store.read() as work:
            query = select(SessionRecord).where(
                SessionRecord.starts_at >= since, SessionRecord.state.in_(COUNTS_AS_LED)
            )
            sessions = {session.id: session for session in work.scalars(query) if session.id != but}
            rows = work.scalars(select(LeaderRecord).where(LeaderRecord.session_id.in_(sessions)))
            inside = [(row.person_id, sessions[row.session_id].starts_at) for row in rows]
            if self.opens_sealed:
                lately = self.now - ATTENDED_LOOKS_BACK  # each is a sealed record to open
                inside += self._attended(work, [one for one in sessions.values() if one.starts_at >= lately])
            for person, starts in inside:
                carried[person] = (*carried.get(person, ()), starts)
            events = work.execute(
                select(ExposureRecord.person_id, IncidentRecord.ended_at)
                .join(IncidentRecord, IncidentRecord.id == ExposureRecord.incident_id)
                .where(
                    IncidentRecord.trigger == incident.trigger.id,
                    IncidentRecord.ended_at >= since,
                    ExposureRecord.exposure != Exposure.NOT_EXPOSED,
                )
            )
            for exposed, ended in events:
                if exposed is not None:
                    similar[exposed] = (*similar.get(exposed, ()), ended)
        return carried, similar

    def _attended(self, work: Work, sessions: Sequence[SessionRecord]) -> list[tuple[UUID, datetime]]:
        incidents = {session.incident_id for session in sessions}
        rows = work.scalars(select(ExposureRecord).where(ExposureRecord.incident_id.in_(incidents)))
        persons: Mapping[UUID, UUID | None] = {row.id: row.person_id for row in rows}
        return [
            (person, session.starts_at)
            for session in sessions
            for member in self._members(session)
            if (person := persons.get(member))
        ]

    def _keep_road(self, work: Work, record: RoadRecord | None, road: Road) -> Road:
        if road.is_usual:
            if record is not None:
                work.delete(record)
            return Road(road.person_id)
        if record is None:
            record = RoadRecord(person_id=road.person_id)
            work.add(record)
        record.slow_minutes, record.slow_from, record.slow_until = road.slow_minutes, road.slow_from, road.slow_until
        record.closed_until = road.closed_until
        work.flush()
        return _road_of(record)

    def _put_back_road(self, before: Road, after: Road) -> None:
        with self._work(Event.SETTINGS_CHANGED, before.person_id) as work:
            record = work.scalars(select(RoadRecord).where(RoadRecord.person_id == before.person_id)).first()
            if record is not None:
                require_version(record, after.version, _road_of(record))
            self._keep_road(work, record, before)

    def _drop_old_roads(self, work: Work) -> None:
        """Deletes the roads of whoever is not on the roster any more."""
        people = self.roster_people()
        for row in work.scalars(select(RoadRecord)).all():
            if row.person_id not in people:
                work.delete(row)


def _road_of(record: RoadRecord) -> Road:
    return Road(
        record.person_id,
        record.slow_minutes,
        record.slow_from,
        record.slow_until,
        record.closed_until,
        record.version,
    )
