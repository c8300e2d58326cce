"""Sessions: booked, changed, held, closed, canceled. Logistics only (DB-02)."""

import json
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.booking_check import Override, checked_booking
from wellness_desktop.debriefs.desk import SUPPORT_TEAM
from wellness_desktop.debriefs.incident_values import Incident
from wellness_desktop.debriefs.protocols import AttendanceValue
from wellness_desktop.debriefs.records import (
    AttendanceRecord,
    LeaderRecord,
    OverrideRecord,
    SessionRecord,
)
from wellness_desktop.debriefs.retention.periods import KEEP_ATTENDANCE, KEEP_OVERRIDES
from wellness_desktop.debriefs.session_list_desk import SessionListDesk
from wellness_desktop.debriefs.session_states import (
    CancelReason,
    SessionState,
    booked_state,
    require_complete,
    require_step,
)
from wellness_desktop.debriefs.session_values import Booking, Closing, Session
from wellness_desktop.roster.conflicts import Conflict
from wellness_desktop.roster.people import Done

FIRM = frozenset({SessionState.TENTATIVE, SessionState.SCHEDULED})
"""Booked, not only penciled in: what is complete is scheduled, what is not is tentative."""


class SessionsDesk(SessionListDesk):
    """What is done with sessions."""

    def conflicts(self, incident_id: UUID, booking: Booking) -> dict[UUID, list[Conflict]]:
        """What speaks against each leader of a booking."""
        self._actor.require(Can.PLAN_SUPPORT)
        return self._conflicts(self.incident(incident_id), booking)

    def book(self, incident_id: UUID, booking: Booking, *, firm: bool = True) -> Done[Session]:
        """Books a session: scheduled when it is complete, tentative while a clinician, leader or cover is missing.

        One that is not `firm` is penciled in: proposed until it is offered and confirmed (section 14).
        Raises Problem for a place or note that says too much, for a leader whom a rule blocks without an override,
        and for a group session while the incident is still going on.
        """
        self._actor.require(Can.PLAN_SUPPORT)
        incident = self.incident(incident_id)
        if booking.members is None:
            raise ValueError("a new session needs to know who is asked to come")
        members = booking.members
        checked, overrides = self._checked(incident, booking)
        intervention = self.protocols.interventions[booking.kind]
        record = SessionRecord(
            incident_id=incident_id,
            kind=booking.kind,
            state=SessionState.PROPOSED,
            starts_at=booking.starts,
            minutes=booking.minutes,
            seats=len(members),
            moves=0,
            policy=self.local_rules().policy_for(intervention, self.protocols).id,
            sealing=0,
        )
        with self._work(Event.SESSION_CHANGED, record.id) as work:
            self._seal_members(record, members)
            work.add(record)
            self._fill(work, record, checked, overrides, firm=firm)
            if self.opens_sealed:
                self._note_offered(work, incident_id)
            saved = self._session(work, record.id)
        return Done(saved, lambda: self._unbook(saved))

    def change_session(self, session: Session, booking: Booking) -> Done[Session]:
        """Changes time, place, team or cover of a session that is still ahead.

        Raises ChangedElsewhere when someone saved since, and whatever `book` raises.
        """
        self._actor.require(Can.PLAN_SUPPORT)
        incident = self.incident(session.incident_id)
        before = self.as_booking(session)
        checked, overrides = self._checked(incident, booking, before.overrides, session.id)
        with self._work(Event.SESSION_CHANGED, session.id) as work:
            record = self._session_record(work, session)
            if not record.state.is_ahead:
                require_step(record.state, SessionState.SCHEDULED)
            if record.starts_at != booking.starts or record.minutes != booking.minutes:
                record.moves += 1
            record.starts_at, record.minutes = booking.starts, booking.minutes
            if booking.members is not None and set(session.members or ()) != set(booking.members):
                record.seats = len(booking.members)
                self._seal_members(record, booking.members)
            self._fill(work, record, checked, overrides, firm=record.state in FIRM)
            saved = self._session(work, session.id)
        return Done(saved, lambda: self._change_back(saved, before))

    def hold(self, session: Session, attendance: Mapping[UUID, AttendanceValue] | None = None) -> Done[Session]:
        """Notes that a session took place.

        `attendance` is kept only under a policy that has values, sealed, until its retention date; under the
        voluntary policy nothing is stored, whatever is given (DB-10). Raises Problem for a session that is
        tentative or has not begun.
        """
        self._require_sealed()
        policy = self.protocols.policies[session.policy]
        if any(value not in policy.values for value in (attendance or {}).values()) and policy.values:
            raise Problem(tr("This value is not part of the attendance policy."), tr("Choose one of its values."))
        if not set(attendance or ()) <= set(session.members or ()):
            raise Problem(tr("Somebody here was not asked to this session."), tr("Nothing was changed."))
        with self._work(Event.SESSION_CHANGED, session.id) as work:
            record = self._session_record(work, session)
            require_complete(session.needs)
            require_step(record.state, SessionState.HELD)
            if self.now < record.starts_at:
                raise Problem(
                    tr("This session has not begun yet."), tr("Move it if it took place earlier than planned.")
                )
            record.state, record.held_at = SessionState.HELD, self.now
            for exposure_id, value in (attendance or {}).items():
                if policy.values:
                    self._keep_attendance(work, record, exposure_id, value)
            saved = self._session(work, session.id)
        return Done(saved, lambda: self._unhold(saved))

    def close(self, session: Session, closing: Closing) -> Done[Session]:
        """Answers the four questions and ends the session; the retention clock starts (section 14)."""
        self._require_sealed()
        with self._work(Event.SESSION_CHANGED, session.id) as work:
            record = self._session_record(work, session)
            require_step(record.state, SessionState.CLOSED)
            record.state, record.closed_at = SessionState.CLOSED, self.now
            record.ground_rules_read = closing.ground_rules_read
            record.clinician_available = closing.clinician_available
            record.follow_up_assigned = closing.follow_up_assigned
            record.rested = record.room_away = False
            for row in self._attendance_rows(work, session.id):
                row.keep_until = self.today + KEEP_ATTENDANCE
            self._seal_members(record, self._members(record), safety_step=closing.safety_step)
            saved = self._session(work, session.id)
        return Done(saved, lambda: self._unclose(saved, session))

    def cancel(self, session: Session, reason: CancelReason) -> Done[Session]:
        """Cancels a session that is still ahead, with a reason of the list."""
        self._actor.require(Can.PLAN_SUPPORT)
        with self._work(Event.SESSION_CHANGED, session.id) as work:
            record = self._session_record(work, session)
            require_step(record.state, SessionState.CANCELLED)
            record.state, record.cancel_reason = SessionState.CANCELLED, reason
            record.moves += 1
            if self.opens_sealed:
                self._note_offered(work, record.incident_id)
            saved = self._session(work, session.id)
        return Done(saved, lambda: self._uncancel(saved))

    def attendance(self, session_id: UUID) -> dict[UUID, AttendanceValue]:
        """What was kept of who came, for the coordinator only."""
        self._require_sealed()
        with self._store.read() as work:
            rows = self._attendance_rows(work, session_id)
            kept = [json.loads(self._keyring.open(row.sealed, record=row.id, version=row.sealing)) for row in rows]
        return {UUID(one["exposure"]): AttendanceValue(one["value"]) for one in kept}

    # ------------------------------------------------------------------------------------------------ inner parts

    def _checked(
        self,
        incident: Incident,
        booking: Booking,
        overridden: Collection[UUID] = (),
        session: UUID | None = None,
    ) -> tuple[Booking, list[Override]]:
        self._require_lines(booking)
        return checked_booking(
            incident,
            booking,
            self.protocols,
            state=self.state,
            against=self._conflicts(incident, booking, session),
            whole=self._against_session(incident, booking),
            may_override=self._actor.may(Can.SEE_COVERAGE),
            overridden=overridden,
            call_names=[one.call_name for one in self._named(each.person_id for each in incident.exposed).values()],
        )

    def _require_lines(self, booking: Booking) -> None:
        """Whoever joins by telephone does so over a number that was checked (section 12)."""
        people = self.roster_people()
        for who in booking.by_phone & set(booking.leaders):
            person = people.get(who)
            line = person.best_phone(self.today) if person else None
            if person and (line is None or line.freshness(self.today).needs_check):
                raise Problem(
                    tr("The telephone number of {name} needs a check first.", name=person.name),
                    tr("Call it once and note that on the roster, or let {name} drive in.", name=person.name),
                )

    def _conflicts(
        self, incident: Incident, booking: Booking, session: UUID | None = None
    ) -> dict[UUID, list[Conflict]]:
        return {
            candidate.person.id: list(candidate.conflicts)
            for candidate in self.candidates(incident, booking.starts, booking.members, session)
            if candidate.person.id in booking.leaders
        }

    def _fill(
        self, work: Work, record: SessionRecord, booking: Booking, overrides: list[Override], *, firm: bool
    ) -> None:
        """Writes logistics, team and overrides, and works out whether the session is complete."""
        record.place, record.note = booking.place, booking.note
        record.posts, record.covers = booking.posts, [str(one) for one in booking.covers]
        record.cover_agency = booking.cover_agency
        work.flush()
        for row in work.scalars(select(LeaderRecord).where(LeaderRecord.session_id == record.id)).all():
            work.delete(row)
        people = self.roster_people()
        for person_id in booking.leaders:
            person = people.get(person_id)
            clinician = bool(person and person.is_clinician)
            by_phone = person_id in booking.by_phone
            work.add(LeaderRecord(session_id=record.id, person_id=person_id, clinician=clinician, by_phone=by_phone))
        self._keep_overrides(work, record, overrides)
        work.flush()
        wanted = booked_state(self._session(work, record.id).needs)
        if firm and record.state is not wanted:
            require_step(record.state, wanted)
            record.state = wanted
        work.flush()

    def _keep_overrides(self, work: Work, record: SessionRecord, overrides: list[Override]) -> None:
        """Keeps those that still hold with their date, and notes new ones in the audit log."""
        new = set(overrides)
        for row in work.scalars(select(OverrideRecord).where(OverrideRecord.session_id == record.id)).all():
            kept = Override(row.person_id, row.rule, row.reason)
            if kept in new:
                new.remove(kept)
            elif not self._held(work, record.incident_id):
                work.delete(row)
        for one in sorted(new, key=lambda each: (each.person_id, each.rule)):
            work.add(
                OverrideRecord(
                    session_id=record.id,
                    person_id=one.person_id,
                    rule=one.rule,
                    reason=one.reason,
                    keep_until=self.today + KEEP_OVERRIDES,
                )
            )
            self._audit.record(work, self._actor, Event.OVERRIDE_USED, record.id)

    def _seal_members(
        self, record: SessionRecord, members: tuple[UUID, ...], *, safety_step: bool | None = None
    ) -> None:
        """Seals who is asked to come, and later whether a safety step was needed: yes or no, and the date."""
        content: dict[str, object] = {"members": sorted(str(one) for one in members)}
        if safety_step is not None:
            content["safety_step"] = self.today.isoformat() if safety_step else ""
        record.sealing += 1
        record.sealed = self._keyring.seal(
            json.dumps(content), record=record.id, version=record.sealing, to=SUPPORT_TEAM
        )

    def _keep_attendance(self, work: Work, record: SessionRecord, exposure_id: UUID, value: AttendanceValue) -> None:
        row = AttendanceRecord(session_id=record.id, keep_until=self.today + KEEP_ATTENDANCE, sealing=1)
        text = json.dumps({"exposure": str(exposure_id), "value": value.value})
        row.sealed = self._keyring.seal(text, record=row.id, version=row.sealing, to=SUPPORT_TEAM)
        work.add(row)

    def _unbook(self, session: Session) -> None:
        """Undo of a booking: the session goes as if it had not been."""
        with self._work(Event.SESSION_CHANGED, session.id) as work:
            record = self._session_record(work, session)
            self._require_no_hold(work, session.incident_id)
            for kind in (LeaderRecord, OverrideRecord):
                for row in work.scalars(select(kind).where(kind.session_id == record.id)).all():
                    work.delete(row)
            work.flush()
            work.delete(record)
            if self.opens_sealed:
                self._note_offered(work, session.incident_id)

    def _change_back(self, session: Session, before: Booking) -> None:
        self.change_session(session, before)

    def _unhold(self, session: Session) -> None:
        with self._work(Event.SESSION_CHANGED, session.id) as work:
            record = self._session_record(work, session)
            self._require_no_hold(work, session.incident_id)
            record.state, record.held_at = SessionState.SCHEDULED, None
            for row in self._attendance_rows(work, session.id):
                work.delete(row)

    def _unclose(self, closed: Session, before: Session) -> None:
        """Back to held: the four answers are forgotten, and the retention clock stands where it stood."""
        self._require_sealed()
        with self._work(Event.SESSION_CHANGED, closed.id) as work:
            record = self._session_record(work, closed)
            self._require_no_hold(work, closed.incident_id)
            record.state, record.closed_at = SessionState.HELD, None
            record.ground_rules_read = record.clinician_available = record.follow_up_assigned = None
            record.rested, record.room_away = before.rested, before.room_away
            held_on = record.held_at.astimezone(self._zone).date() if record.held_at else self.today
            for row in self._attendance_rows(work, closed.id):
                row.keep_until = held_on + KEEP_ATTENDANCE
            self._seal_members(record, self._members(record))

    @staticmethod
    def _attendance_rows(work: Work, session_id: UUID) -> Sequence[AttendanceRecord]:
        return work.scalars(select(AttendanceRecord).where(AttendanceRecord.session_id == session_id)).all()

    def _uncancel(self, session: Session) -> None:
        with self._work(Event.SESSION_CHANGED, session.id) as work:
            record = self._session_record(work, session)
            record.state, record.cancel_reason = booked_state(session.needs), None
            record.moves += 1
            if self.opens_sealed:
                self._note_offered(work, session.incident_id)
