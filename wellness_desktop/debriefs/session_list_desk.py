"""Reading sessions: of an incident, of a leader, of a day."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.roles import Can
from wellness_desktop.debriefs.conflicts_desk import COUNTS_AS_LED
from wellness_desktop.debriefs.desk import gone
from wellness_desktop.debriefs.proposals_desk import ProposalsDesk
from wellness_desktop.debriefs.reading import leaders_of, session_of
from wellness_desktop.debriefs.records import IncidentRecord, LeaderRecord, OverrideRecord, SessionRecord
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.debriefs.session_values import Booking, Session
from wellness_desktop.roster.care_load import Led
from wellness_desktop.store.problems import require_version


class SessionListDesk(ProposalsDesk):
    """The sessions, for whoever may see them."""

    def sessions(self, incident_id: UUID) -> list[Session]:
        """The sessions of an incident in order of time. Only the coordinator sees who is asked to come."""
        self._actor.require(Can.SEE_INCIDENTS)
        with self._store.read() as work:
            query = select(SessionRecord).where(SessionRecord.incident_id == incident_id)
            return self._sessions(work, list(work.scalars(query.order_by(SessionRecord.starts_at, SessionRecord.id))))

    def session(self, session_id: UUID) -> Session:
        """One session. Raises Problem when it is gone."""
        self._actor.require(Can.SEE_INCIDENTS)
        with self._store.read() as work:
            return self._session(work, session_id)

    def my_sessions(self) -> list[Session]:
        """The sessions that the person signed in leads, the next first; without who is asked to come."""
        self._actor.require(Can.LEAD_SESSIONS)
        me = self._roster.me()
        if me is None:
            return []
        with self._store.read() as work:
            query = (
                select(SessionRecord)
                .join(LeaderRecord, LeaderRecord.session_id == SessionRecord.id)
                .where(LeaderRecord.person_id == me.id)
                .order_by(SessionRecord.starts_at)
            )
            return self._sessions(work, list(work.scalars(query)))

    def sessions_led(self, since: datetime, person_id: UUID | None = None) -> dict[UUID, tuple[Led, ...]]:
        """The sessions that each helper, or one, led or is booked to lead since a moment, for the roster to count.

        Whoever plans may ask for everybody; others for their own entry only.
        """
        me = self._roster.me() if person_id is not None else None
        if me is None or me.id != person_id:
            self._actor.require(Can.PLAN_SUPPORT)
        query = (
            select(LeaderRecord.person_id, SessionRecord.starts_at, SessionRecord.minutes)
            .join(SessionRecord, SessionRecord.id == LeaderRecord.session_id)
            .where(SessionRecord.starts_at >= since, SessionRecord.state.in_(COUNTS_AS_LED))
        )
        if person_id is not None:
            query = query.where(LeaderRecord.person_id == person_id)
        found: dict[UUID, tuple[Led, ...]] = {}
        with self._store.read() as work:
            for person, starts, minutes in work.execute(query):
                found[person] = (*found.get(person, ()), Led(starts, minutes))
        return found

    def sessions_between(self, starts: datetime, ends: datetime) -> list[Session]:
        """Sessions that begin in a span and were not canceled, for Today."""
        self._actor.require(Can.SEE_INCIDENTS)
        with self._store.read() as work:
            query = (
                select(SessionRecord)
                .where(
                    SessionRecord.starts_at >= starts,
                    SessionRecord.starts_at < ends,
                    SessionRecord.state.not_in([SessionState.CANCELLED, SessionState.SUPERSEDED]),
                )
                .order_by(SessionRecord.starts_at)
            )
            return self._sessions(work, list(work.scalars(query)))

    # ------------------------------------------------------------------------------------------------ inner parts

    def _session_record(self, work: Work, session: Session) -> SessionRecord:
        record = work.get(SessionRecord, session.id)
        if record is None:
            raise gone()
        require_version(record, session.version, session)
        return record

    def _session(self, work: Work, session_id: UUID) -> Session:
        record = work.get(SessionRecord, session_id)
        if record is None:
            raise gone()
        return self._sessions(work, [record])[0]

    def _sessions(self, work: Work, records: list[SessionRecord]) -> list[Session]:
        leaders = leaders_of(work, [record.id for record in records])
        names = {
            row.id: row.code_name
            for row in work.scalars(
                select(IncidentRecord).where(IncidentRecord.id.in_({record.incident_id for record in records}))
            )
        }
        persons = {row.person_id for rows in leaders.values() for row in rows}
        people = self._named(persons | {UUID(one) for record in records for one in record.covers})
        return [
            session_of(
                record,
                leaders[record.id],
                names[record.incident_id],
                self.protocols,
                people,
                self._members(record) if self.opens_sealed else None,
                with_note=self.protocols.notes_allowed(self.state),
            )
            for record in records
        ]

    def as_booking(self, session: Session) -> Booking:
        """The session as it would be booked anew, to be changed and handed to `change_session`."""
        self._actor.require(Can.PLAN_SUPPORT)
        with self._store.read() as work:
            record = work.get_one(SessionRecord, session.id)
            overrides = work.scalars(select(OverrideRecord).where(OverrideRecord.session_id == session.id))
            return Booking(
                kind=record.kind,
                starts=record.starts_at,
                minutes=record.minutes,
                members=session.members,
                leaders=tuple(one.person_id for one in session.leaders),
                covers=tuple(UUID(one) for one in record.covers),
                cover_agency=record.cover_agency,
                posts=record.posts,
                place=record.place,
                note=record.note if self.protocols.notes_allowed(self.state) else "",
                overrides={row.person_id: row.reason for row in overrides},
                by_phone=frozenset(one.person_id for one in session.leaders if one.by_phone),
            )
