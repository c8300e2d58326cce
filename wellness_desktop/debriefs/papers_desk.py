"""What leaves the screen: sheets, the ground rules card, and invitations. Each leaves a line in the audit log."""

from dataclasses import replace
from uuid import UUID

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.debriefs.calendar import invitation
from wellness_desktop.debriefs.care_prints import care_sheet
from wellness_desktop.debriefs.followups_desk import FollowUpsDesk
from wellness_desktop.debriefs.prints import Names, Paper, ground_rules_card, session_sheet


class PapersDesk(FollowUpsDesk):
    """Prints and invitations."""

    def session_sheet(self, session_id: UUID, *, with_names: bool = False) -> bytes:
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
        pdf = session_sheet(session, policy, self.window_of(incident, session.kind), self._paper(), names)
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

    def ground_rules_card(self) -> bytes:
        """The card to read aloud before a session."""
        self._actor.require(Can.SEE_INCIDENTS)
        return ground_rules_card(self.protocols, self._paper())

    def invitation(self, session_id: UUID) -> bytes:
        """The session as an .ics file that says "Busy" and a time, nothing else."""
        self._actor.require(Can.PLAN_SUPPORT)
        found = invitation(self.session(session_id), self.now)
        self._note(Event.EXPORTED, session_id)
        return found

    def _paper(self) -> Paper:
        return Paper(
            self.now, self._zone, self._settings.agency_name, "a4" if self._settings.paper == "a4" else "letter"
        )

    def _note(self, event: str, subject: UUID) -> None:
        with self._work(event, subject):
            pass
