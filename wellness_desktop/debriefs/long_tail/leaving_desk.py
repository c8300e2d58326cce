"""When a helper leaves: calls, follow-ups and sessions to lead go to another, and nothing stays theirs who is gone."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.long_tail.long_tail_desk import LongTailDesk
from wellness_desktop.debriefs.long_tail.ways_back import Undo, give_back, rows_of_helper
from wellness_desktop.debriefs.records import LeaderRecord, SessionRecord
from wellness_desktop.debriefs.session_states import AHEAD, booked_state
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.debriefs.sessions_desk import FIRM
from wellness_desktop.roster.conflicts import Effect
from wellness_desktop.roster.people import Done


class LeavingDesk(LongTailDesk):
    """What the roster asks for before and while somebody is taken off it."""

    def hand_on(self, leaving: UUID, to: UUID) -> Done[str]:
        """Gives another helper the calls of one who leaves, and the sessions to lead that no rule speaks against.

        Says in a sentence how many went over. What a rule forbids stays, to be given to somebody else by hand.
        """
        self._actor.require(Can.SEE_COVERAGE)
        calls = self.hand_over(leaving, to)
        undo, led, left = [calls.undo], 0, 0
        for session in self._to_lead(leaving):
            moved = self._lead_instead(session, leaving, to)
            if moved is None:
                left += 1
            else:
                led += 1
                undo.append(moved.undo)

        def back() -> None:
            for one in reversed(undo):
                one()

        return Done(_words(calls.value.plans - calls.value.without, calls.value.without, led, left), back)

    def let_go(self, work: Work, person: UUID) -> Undo:
        """Takes everything out of the hands of somebody who is taken off the roster, in the roster's unit of work.

        The deputy becomes who calls; where there is none, the coordinator is told that nobody does. A session to come
        waits for another leader or for cover. Gives the way back.
        """
        back = [self._let_go_of_calls(work, person)]
        for record in work.scalars(select(SessionRecord).where(SessionRecord.state.in_(AHEAD))).all():
            found = self._let_go_of_session(work, record, person)
            back += [found] if found is not None else []

        def undo(later: Work) -> None:
            for one in reversed(back):
                one(later)

        return undo

    # ------------------------------------------------------------------------------------------------ inner parts

    def _to_lead(self, person: UUID) -> list[Session]:
        with self._store.read() as work:
            query = (
                select(SessionRecord)
                .join(LeaderRecord, LeaderRecord.session_id == SessionRecord.id)
                .where(LeaderRecord.person_id == person, SessionRecord.state.in_(AHEAD))
                .order_by(SessionRecord.starts_at, SessionRecord.id)
            )
            return self._sessions(work, list(work.scalars(query)))

    def _lead_instead(self, session: Session, leaving: UUID, to: UUID) -> Done[Session] | None:
        booking = self.as_booking(session)
        if to in booking.leaders:
            return None
        leaders = tuple(to if one == leaving else one for one in booking.leaders)
        changed = replace(booking, leaders=leaders, by_phone=booking.by_phone - {leaving})
        try:
            against = self.conflicts(session.incident_id, changed).get(to)
            if against is None or any(one.effect is Effect.BLOCK for one in against):
                return None
            return self.change_session(session, changed)
        except Problem:
            return None  # a rule about the whole session; whoever looks at it is told which

    def _let_go_of_calls(self, work: Work, person: UUID) -> Undo:
        rows = rows_of_helper(work, person)
        before = [(type(row), row.id, row.owner_id, row.deputy_id) for row in rows]
        for row in rows:
            if row.owner_id == person:
                row.owner_id = row.deputy_id if row.deputy_id != person else None
                row.deputy_id = None
            elif row.deputy_id == person:
                row.deputy_id = None
        work.flush()
        return give_back(before)

    def _let_go_of_session(self, work: Work, record: SessionRecord, person: UUID) -> Undo | None:
        query = select(LeaderRecord).where(LeaderRecord.session_id == record.id, LeaderRecord.person_id == person)
        led = work.scalars(query).all()
        covered = str(person) in record.covers
        if not led and not covered:
            return None
        seats = [(row.clinician, row.by_phone) for row in led]
        for row in led:
            work.delete(row)
        record.covers = [one for one in record.covers if one != str(person)]
        self._settle_state(work, record)
        session_id = record.id

        def back(later: Work) -> None:
            again = later.get(SessionRecord, session_id)
            if again is None or again.state not in AHEAD:
                return
            for clinician, by_phone in seats:
                later.add(LeaderRecord(session_id=session_id, person_id=person, clinician=clinician, by_phone=by_phone))
            again.covers = [*again.covers, str(person)] if covered else again.covers
            self._settle_state(later, again)

        return back

    def _settle_state(self, work: Work, record: SessionRecord) -> None:
        """Tentative while somebody is missing, scheduled when complete; one that is only penciled in stays so."""
        work.flush()
        if record.state in FIRM:
            record.state = booked_state(self._session(work, record.id).needs)
            work.flush()


def _words(plans: int, without: int, led: int, left: int) -> str:
    parts = [
        tr_count("{count} plan of calls went over.", "{count} plans of calls went over.", plans) if plans else "",
        tr_count(
            "{count} plan is about that helper: choose somebody else.",
            "{count} plans are about that helper: choose somebody else.",
            without,
        )
        if without
        else "",
        tr_count("{count} session to lead went over.", "{count} sessions to lead went over.", led) if led else "",
        tr_count(
            "{count} session needs another leader: a rule speaks against this helper.",
            "{count} sessions need another leader: a rule speaks against this helper.",
            left,
        )
        if left
        else "",
    ]
    return " ".join(part for part in parts if part) or tr("There was nothing to hand over.")
