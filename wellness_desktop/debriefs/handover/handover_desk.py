"""Two sheets for other people's hands: the handover to the next one on duty, and the one for helpers from outside."""

from datetime import datetime
from uuid import UUID

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.debriefs.handover.facts import LOOK_AHEAD, Handover, Reach, still_to_come
from wellness_desktop.debriefs.incident_values import IncidentStatus
from wellness_desktop.debriefs.papers_desk import PapersDesk
from wellness_desktop.debriefs.session_states import SessionState


class HandoverDesk(PapersDesk):
    """Handing over inside the agency, and telling helpers from elsewhere what they need."""

    def handover(self, incident_id: UUID) -> Handover:
        """One incident as it stands now. Who was offered what and who asks again only for the support team."""
        self._actor.require(Can.PLAN_SUPPORT)
        now, sealed = self.now, self.opens_sealed
        coming = None
        if sealed:
            coming = tuple(
                one for one in self.follow_ups(incident_id) if not one.settled and one.due <= now + LOOK_AHEAD
            )
        incident = self.incident(incident_id)
        sessions = [one for one in self.sessions(incident_id) if one.state.is_ahead or one.state is SessionState.HELD]
        return Handover(
            at=now,
            incident=incident,
            lines=tuple(self.care_clock(incident_id)),
            sessions=tuple(sessions),
            board=self.coverage_board(incident_id) if sealed else None,
            follow_ups=coming,
            not_known=self.not_known(incident, sessions),
        )

    def handover_sheet(self, incident_id: UUID | None = None, *, large: bool = False) -> bytes:
        """The sheet for the next coordinator or sergeant as a PDF: of one incident, or of all open ones.

        It names colleagues; the support team's has who was offered what as well.
        """
        from wellness_desktop.debriefs.handover.handover_prints import handover_sheet

        self._actor.require(Can.PLAN_SUPPORT)
        self._actor.require(Can.PRINT_CONFIDENTIAL)
        wanted = [incident_id] if incident_id is not None else self._open_incidents()
        with self.at_one_moment():
            handovers = [self.handover(each) for each in wanted]
            reach = self._reach(outside=False)
        pdf = handover_sheet(handovers, reach, self.protocols, self._paper(large=large))
        with self._work(Event.PRINTED, incident_id):
            return pdf

    def outside_sheet(self, incident_id: UUID, *, large: bool = False) -> bytes:
        """The sheet for helpers from outside as a PDF. Nobody of the agency is named on it."""
        from wellness_desktop.debriefs.handover.handover_prints import outside_sheet

        self._actor.require(Can.PLAN_SUPPORT)
        with self.at_one_moment():
            incident = self.incident(incident_id)
            sessions = still_to_come(self.sessions(incident_id), self.now)
            reach = self._reach(outside=True)
        pdf = outside_sheet(incident, sessions, reach, self.protocols, self._paper(large=large))
        with self._work(Event.PRINTED, incident_id):
            return pdf

    # ------------------------------------------------------------------------------------------------ inner parts

    def _open_incidents(self) -> list[UUID]:
        return [one.id for one in self.incidents() if one.status is IncidentStatus.OPEN]

    def _reach(self, *, outside: bool) -> list[Reach]:
        """Who is on call now; outside the agency without names, and only numbers that their owners published."""
        today = self.today
        found: dict[tuple[str, str], Reach] = {}
        for entry in self._roster.on_call_now():
            phones = entry.person.phones_by_age(today)
            if outside:
                phones = [phone for phone in phones if entry.person.published_on and phone.published]
            phone = phones[0] if phones else None
            late = phone is not None and phone.freshness(today).needs_check
            ends: datetime = entry.duty.ends
            reach = Reach(
                name="" if outside else entry.person.name,
                layer=entry.duty.layer.label,
                number=phone.shown if phone is not None and not (outside and late) else "",
                until=ends,
                needs_check=late,
            )
            found.setdefault((reach.layer, reach.number), reach)
        return list(found.values())
