"""A helper's own day: what they lead, whom they are asked to see, and the papers they need for it.

A helper opens no incident. What stands here is what they are asked to do themselves, and no more: whom a group
session is for, a helper does not see beforehand.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.desk import SUPPORT_TEAM, gone
from wellness_desktop.debriefs.ground_rules_prints import ground_rules_sheet
from wellness_desktop.debriefs.helper_day.day_values import ToSee
from wellness_desktop.debriefs.incident_values import CareLine
from wellness_desktop.debriefs.long_tail.long_tail_desk import LongTailDesk
from wellness_desktop.debriefs.prints import session_sheet
from wellness_desktop.debriefs.records import ExposureRecord, SessionRecord
from wellness_desktop.debriefs.session_values import Session

LOOK_AHEAD = timedelta(days=30)
"""A chaplain may be here twice a month: what falls due before the visit after next is told."""


class DayDesk(LongTailDesk):
    """For whoever leads sessions (`Can.LEAD_SESSIONS`)."""

    @property
    def my_entry(self) -> UUID | None:
        """The own entry in the roster; without one nothing can be booked for this helper."""
        self._actor.require(Can.LEAD_SESSIONS)
        me = self._roster.me()
        return me.id if me is not None else None

    def my_sessions_ahead(self) -> list[Session]:
        """The sessions to lead that are not over, the next first."""
        return [one for one in self.my_sessions() if one.state.is_ahead and one.ends > self.now]

    def people_to_see(self) -> list[ToSee]:
        """Calls until a month from now, as owner or deputy, and one-on-one contacts to lead, in order of time.

        Of one plan only the next call, since the others wait for it. Whom a one-on-one contact is for is sealed to the
        support team; without its key only calls are told.
        """
        found = [*self._own_calls(), *self._own_contacts()]
        return sorted(found, key=lambda one: (one.due, one.name))

    def their_times(self, one: ToSee) -> list[CareLine]:
        """When support is useful for somebody of `people_to_see`, counted from their own release.

        Raises NotAllowed for anybody else, Problem when they are no longer listed. Empty without the team's key.
        """
        if one not in self.people_to_see():
            raise NotAllowed(tr("You are not asked to see this person."), tr("Nothing was shown."))
        if one.exposure_id is None or not self._keyring.may_open(SUPPORT_TEAM):
            return []
        with self._store.read() as work:
            listed = work.get(ExposureRecord, one.exposure_id)
        if listed is None:
            raise gone()
        return self._clock_of(listed.incident_id, one.exposure_id)

    def my_ground_rules(self, *, large: bool = False) -> bytes:
        """The sheet to read aloud before a session."""
        self._actor.require(Can.LEAD_SESSIONS)
        return ground_rules_sheet(self._limits(), self.protocols, self._paper(large=large))

    def my_session_sheet(self, session_id: UUID, *, large: bool = False) -> bytes:
        """The sheet of a session to lead, without names. Raises Problem for one that somebody else leads."""
        session = next((one for one in self.my_sessions() if one.id == session_id), None)
        if session is None:
            raise gone()
        with self._store.read() as work:
            incident = self._incident(work, session.incident_id)
        policy = self.protocols.policies[session.policy]
        window = self.window_of(incident, session.kind)
        pdf = session_sheet(session, policy, window, self._paper(large=large), None)
        self._note(Event.PRINTED, session_id)
        return pdf

    # ------------------------------------------------------------------------------------------------ inner parts

    def _own_calls(self) -> list[ToSee]:
        self._actor.require(Can.LEAD_SESSIONS)
        me = self._me()
        if me is None:
            return []
        found = []
        for plan in self.plans():
            call = plan.next_call(self.now) if me in (plan.owner, plan.deputy) else None
            if call is None or call.due > self.now + LOOK_AHEAD:
                continue
            listed = plan.exposures[0] if plan.exposures else None
            stands_in_for = "" if plan.owner == me else plan.owner_name
            found.append(ToSee(plan.name, call.due, listed, plan, call, stands_in_for))
        return found

    def _own_contacts(self) -> list[ToSee]:
        if not self._keyring.may_open(SUPPORT_TEAM):
            return []
        ahead = {one.id: one for one in self.my_sessions_ahead() if not one.intervention.group}
        found = []
        with self._store.read() as work:
            for record in work.scalars(select(SessionRecord).where(SessionRecord.id.in_(ahead))):
                session, members = ahead[record.id], set(self._members(record))
                for person in self._incident(work, record.incident_id).exposed:
                    if person.id in members:
                        found.append(ToSee(person.name, session.starts, person.id, session=session))
        return found
