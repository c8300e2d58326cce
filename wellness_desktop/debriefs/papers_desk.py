"""What leaves the screen: sheets, the ground rules card, and invitations. Each leaves a line in the audit log."""

from dataclasses import replace
from uuid import UUID

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.calendar import invitation
from wellness_desktop.debriefs.care_prints import care_sheet
from wellness_desktop.debriefs.followups_desk import FollowUpsDesk
from wellness_desktop.debriefs.ground_rules_prints import ground_rules_pocket, ground_rules_sheet
from wellness_desktop.debriefs.invitation_prints import Asked, Invitation, letter_for_all, letters
from wellness_desktop.debriefs.local_rules import Limits
from wellness_desktop.debriefs.prints import Names, session_sheet
from wellness_desktop.paper.print_setup import Paper


class PapersDesk(FollowUpsDesk):
    """Prints and invitations."""

    def session_sheet(self, session_id: UUID, *, with_names: bool = False, large: bool = False) -> bytes:
        """The sheet of a session as a PDF. With names only for the coordinator; without, nobody is named on it."""
        if with_names:
            self._require_sealed()
        self._actor.require(Can.PLAN_SUPPORT)
        session = self.session(session_id)
        incident = self.incident(session.incident_id)
        policy = self.protocols.policies[session.policy]
        names = None
        if with_names:
            inside = set(session.members or ())
            names = Names(tuple(one.name for one in incident.exposed if one.id in inside), policy.values)
        pdf = session_sheet(session, policy, self.window_of(incident, session.kind), self._paper(large=large), names)
        self._note(Event.PRINTED, session_id)
        return pdf

    def care_sheet(self, incident_id: UUID, exposure_id: UUID | None = None, *, large: bool = False) -> bytes:
        """The care windows of an incident, or of one person, as a PDF; names nobody.

        One person's are for whoever opens the sealed coverage.
        """
        self._actor.require(Can.SEE_INCIDENTS)
        incident = self.incident(incident_id)
        if exposure_id is None:
            lines = self.care_clock(incident_id)
            dates = self.check_ins(incident) if self._actor.may(Can.SEE_COVERAGE) else []
        else:
            lines, dates = self.person_clock(incident_id, exposure_id), self.check_ins_of(exposure_id)
        paper = replace(self._paper(), large=large)
        laws, alone = self.laws(incident), exposure_id is not None
        pdf = care_sheet(incident, lines, dates, laws, self.protocols, paper, one_person=alone)
        self._note(Event.PRINTED, incident_id)
        return pdf

    def ground_rules_sheet(self, *, large: bool = False) -> bytes:
        """The sheet to read aloud before a session, with the limits of the state or else the widest."""
        self._actor.require(Can.SEE_INCIDENTS)
        return ground_rules_sheet(self._limits(), self.protocols, self._paper(large=large))

    def ground_rules_pocket(self) -> bytes:
        """The same for the pocket: eight cards on a sheet, to be printed on both sides."""
        self._actor.require(Can.SEE_INCIDENTS)
        return ground_rules_pocket(self._limits(), self.protocols, self._paper())

    def invitation_letters(self, session_id: UUID, any_hour: Asked | None = None, *, large: bool = False) -> bytes:
        """A letter for each person asked, with a cover sheet. For the support team: it names people.

        Raises Problem for a session that does not take place any more.
        """
        self._require_sealed()
        invitation = self._letter(session_id, any_hour)
        incident = self.incident(invitation.session.incident_id)
        inside = set(invitation.session.members or ())
        names = [one.name for one in incident.exposed if one.id in inside]
        pdf = letters(invitation, names, self._paper(large=large))
        self._note(Event.PRINTED, session_id)
        return pdf

    def invitation_letter(self, session_id: UUID, any_hour: Asked | None = None, *, large: bool = False) -> bytes:
        """One letter without a name, to copy and hand out. Raises Problem as `invitation_letters` does."""
        self._actor.require(Can.PLAN_SUPPORT)
        pdf = letter_for_all(self._letter(session_id, any_hour), self._paper(large=large))
        self._note(Event.PRINTED, session_id)
        return pdf

    def invitation(self, session_id: UUID) -> bytes:
        """The session as an .ics file that says "Busy" and a time, nothing else."""
        self._actor.require(Can.PLAN_SUPPORT)
        found = invitation(self.session(session_id), self.now)
        self._note(Event.EXPORTED, session_id)
        return found

    def _letter(self, session_id: UUID, any_hour: Asked | None) -> Invitation:
        session = self.session(session_id)
        if not session.state.is_ahead:
            raise Problem(
                tr("This session is {state}.", state=session.state.label.lower()),
                tr("Nobody is invited to it any more."),
            )
        policy = self.protocols.policies[session.policy]
        return Invitation(session, policy, self.local_rules().citation, self._contact(), any_hour)

    def _contact(self) -> Asked | None:
        """Whoever prints the letters, with the numbers that may go on paper."""
        me = self._roster.me()
        if me is None:
            return None
        numbers = [phone.shown for phone in me.phones if not phone.freshness(self.today).needs_check]
        return Asked(me.name, tuple(numbers))

    def _limits(self) -> Limits:
        return self.local_rules().limits_for(self.state, self.protocols, self.today)

    def _paper(self, *, large: bool = False) -> Paper:
        return Paper(self.now, self._zone, self._settings.agency_name, self._settings.paper, large)

    def _note(self, event: str, subject: UUID) -> None:
        with self._work(event, subject):
            pass
