"""Steps of a session beside booking and holding it: penciled in, offered, confirmed, made ready, merged."""

from uuid import UUID

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.records import SessionRecord
from wellness_desktop.debriefs.session_states import SessionState, booked_state, require_step
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.debriefs.sessions_desk import SessionsDesk
from wellness_desktop.roster.people import Done


class SessionStepsDesk(SessionsDesk):
    """The other steps of a session."""

    def offer_session(self, session: Session) -> Done[Session]:
        """People were asked whether a penciled-in session suits them."""
        return self._step(session, SessionState.OFFERED)

    def confirm_session(self, session: Session) -> Done[Session]:
        """A penciled-in session is firm: scheduled, or tentative while something is still to be found."""
        return self._step(session, booked_state(session.needs))

    def set_ready(self, session: Session, *, rested: bool, room_away: bool) -> Done[Session]:
        """Notes the two ticks before a group session that the program cannot know; of the session, of no person."""
        self._actor.require(Can.PLAN_SUPPORT)
        with self._work(Event.SESSION_CHANGED, session.id) as work:
            record = self._session_record(work, session)
            if not record.state.is_ahead:
                require_step(record.state, SessionState.SCHEDULED)
            record.rested, record.room_away = rested, room_away
            work.flush()
            saved = self._session(work, session.id)
        before = (session.rested, session.room_away)
        return Done(saved, lambda: self._unready(saved, *before))

    def may_merge(self, session: Session) -> list[Session]:
        """The sessions of the same kind and incident, still ahead, that could take this one's people."""
        if not self.opens_sealed or not session.state.is_ahead:
            return []
        return [
            other
            for other in self.sessions(session.incident_id)
            if other.id != session.id and other.kind is session.kind and other.state.is_ahead
        ]

    def merge(self, session: Session, into: Session) -> Done[Session]:
        """Everybody who was asked to one session comes to another instead; the first one does not take place.

        Returns the session that stays. Raises Problem for sessions of different kinds or incidents, for one alone,
        and for more people than the kind allows.
        """
        self._require_sealed()
        if into not in self.may_merge(session):
            raise Problem(tr("These two sessions cannot be merged."), tr("Choose one of the same kind, still ahead."))
        everybody = tuple(dict.fromkeys((*(into.members or ()), *(session.members or ()))))
        most = session.intervention.group_max if session.intervention.group else 1
        if most is not None and len(everybody) > most:
            raise Problem(
                tr("Together they are too many for one session."),
                tr("{most} people at most. Leave it at two sessions.", most=most),
            )
        with self._work(Event.SESSION_CHANGED, session.id) as work:
            gone, stays = self._session_record(work, session), self._session_record(work, into)
            require_step(gone.state, SessionState.SUPERSEDED)
            gone.state, gone.merged_into = SessionState.SUPERSEDED, into.id
            gone.moves += 1
            self._ask_these(stays, everybody)
            self._note_offered(work, session.incident_id)
            work.flush()
            merged, kept = self._session(work, session.id), self._session(work, into.id)
        return Done(kept, lambda: self._unmerge(merged, session.state, kept, into.members or ()))

    # ------------------------------------------------------------------------------------------------ inner parts

    def _ask_these(self, record: SessionRecord, members: tuple[UUID, ...]) -> None:
        record.seats = len(members)
        self._seal_members(record, members)

    def _step(self, session: Session, then: SessionState) -> Done[Session]:
        self._actor.require(Can.PLAN_SUPPORT)
        with self._work(Event.SESSION_CHANGED, session.id) as work:
            record = self._session_record(work, session)
            require_step(record.state, then)
            record.state = then
            work.flush()
            saved = self._session(work, session.id)
        return Done(saved, lambda: self._step_back(saved, session.state))

    def _step_back(self, saved: Session, before: SessionState) -> None:
        with self._work(Event.SESSION_CHANGED, saved.id) as work:
            self._session_record(work, saved).state = before

    def _unready(self, saved: Session, rested: bool, room_away: bool) -> None:
        self.set_ready(saved, rested=rested, room_away=room_away)

    def _unmerge(self, merged: Session, before: SessionState, kept: Session, members: tuple[UUID, ...]) -> None:
        with self._work(Event.SESSION_CHANGED, merged.id) as work:
            back, stays = self._session_record(work, merged), self._session_record(work, kept)
            back.state, back.merged_into = before, None
            back.moves += 1
            self._ask_these(stays, members)
            self._note_offered(work, merged.incident_id)
