"""Who was offered what, sealed to the support team; and closing an incident so that nobody is forgotten."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.desk import SUPPORT_TEAM
from wellness_desktop.debriefs.incident_values import Incident, IncidentStatus
from wellness_desktop.debriefs.incidents_desk import IncidentsDesk
from wellness_desktop.debriefs.protocols import Anchor, Kind
from wellness_desktop.debriefs.reading import anchors_of
from wellness_desktop.debriefs.records import CoverageRecord, ExposureRecord, SessionRecord
from wellness_desktop.debriefs.session_states import AHEAD, SessionState
from wellness_desktop.debriefs.session_values import Covered, Offered
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.store.problems import require_version

Statuses = dict[Kind, Offered]


class CoverageDesk(IncidentsDesk):
    """The coordinator's coverage. A supervisor sees one word of it: offered to all, yes or not yet."""

    def coverage(self, incident_id: UUID) -> list[Covered]:
        """What each person exposed was offered, booked into and given.

        Only for the coordinator who holds the team's key. What sessions say counts as well, so that booking a
        group needs no ticks here.
        """
        self._require_sealed()
        with self._store.read() as work:
            return self._coverage(work, self._incident(work, incident_id))

    def offered_to_all(self, incident_id: UUID) -> bool:
        """Whether everybody exposed was offered something: all that a supervisor sees."""
        self._actor.require(Can.SEE_OFFERED)
        with self._store.read() as work:
            return self._record(work, incident_id).offered_to_all

    def set_offered(self, exposure_id: UUID, kind: Kind, offered: Offered) -> None:
        """Notes what one person was offered, or what they said for now. `TO_OFFER` takes the note away."""
        self.set_offered_to([exposure_id], kind, offered)

    def set_offered_to(self, exposures: Iterable[UUID], kind: Kind, offered: Offered) -> None:
        """The same for several people of one incident, saved together."""
        self._require_sealed()
        wanted = list(exposures)
        with self._store.read() as work:
            incident_id = work.get_one(ExposureRecord, wanted[0]).incident_id
        with self._work(Event.INCIDENT_CHANGED, incident_id) as work:
            for exposure_id in wanted:
                statuses = self._statuses(work, exposure_id)
                if offered is Offered.TO_OFFER:
                    statuses.pop(kind, None)
                else:
                    statuses[kind] = offered
                self._seal_statuses(work, exposure_id, statuses)
            self._note_offered(work, incident_id)

    def close_incident(self, incident: Incident) -> None:
        """Ends the plan. What people declined and guests' names are forgotten (DB-11, section 12); cannot be undone.

        Raises Problem while somebody exposed was offered nothing, or a session is still to be held or closed.
        """
        self._require_sealed()
        with self._work(Event.INCIDENT_CHANGED, incident.id) as work:
            record = self._record(work, incident.id)
            require_version(record, incident.version, incident)
            lines = self._coverage(work, self._incident(work, incident.id))
            self._require_no_blanks(lines)
            self._require_no_open_sessions(work, incident.id)
            for line in lines:
                self._forget_declined(work, line.exposure_id)
            for row in work.scalars(select(ExposureRecord).where(ExposureRecord.incident_id == incident.id)):
                row.guest = ""
            record.status = IncidentStatus.CLOSED
            record.closed_at = self.now

    def reopen_incident(self, incident_id: UUID) -> None:
        """Takes the plan up again. What was forgotten at closing does not come back."""
        self._require_sealed()
        with self._work(Event.INCIDENT_CHANGED, incident_id) as work:
            record = self._record(work, incident_id)
            record.status, record.closed_at = IncidentStatus.OPEN, None

    # -------------------------------------------------------------------------------------- for the other desks

    def _anchors(self, incident: Incident) -> dict[Anchor, datetime]:
        return anchors_of(incident)

    def _coverage(self, work: Work, incident: Incident) -> list[Covered]:
        from_sessions = self._from_sessions(work, incident.id)
        exposed = [one for one in incident.exposed if one.exposure is not Exposure.NOT_EXPOSED]
        rows = work.scalars(select(CoverageRecord).where(CoverageRecord.exposure_id.in_([one.id for one in exposed])))
        sealed = {row.exposure_id: row for row in rows}
        lines = []
        for one in exposed:
            row = sealed.get(one.id)
            statuses = self._unsealed(row) if row else {}
            lines.append(Covered(one.id, one.name, statuses | from_sessions.get(one.id, {})))
        return lines

    def _from_sessions(self, work: Work, incident_id: UUID) -> dict[UUID, Statuses]:
        """Booked or done, by exposure, from the sessions that were not canceled."""
        found: dict[UUID, Statuses] = {}
        query = select(SessionRecord).where(SessionRecord.incident_id == incident_id).order_by(SessionRecord.starts_at)
        for session in work.scalars(query):
            if session.state in AHEAD:
                status = Offered.BOOKED
            elif session.state in (SessionState.HELD, SessionState.CLOSED):
                status = Offered.DONE
            else:
                continue
            for member in self._members(session):
                found.setdefault(member, {})[session.kind] = status
        return found

    def _members(self, session: SessionRecord) -> tuple[UUID, ...]:
        """Who is asked to come; opens the sealed record."""
        text = self._keyring.open(session.sealed, record=session.id, version=session.sealing)
        return tuple(UUID(one) for one in json.loads(text)["members"])

    def _note_offered(self, work: Work, incident_id: UUID) -> None:
        """Keeps the one word that a supervisor sees in step with the sealed coverage."""
        work.flush()
        record = self._record(work, incident_id)
        lines = self._coverage(work, self._incident(work, incident_id))
        everybody = bool(lines) and not any(line.is_blank for line in lines)
        if record.offered_to_all != everybody:
            record.offered_to_all = everybody

    def _forget_declined(self, work: Work, exposure_id: UUID) -> None:
        """DB-11: that somebody declined leaves no lasting mark; that they were asked stays."""
        statuses = self._statuses(work, exposure_id)
        if Offered.DECLINED in statuses.values():
            kept = {
                kind: Offered.OFFERED if status is Offered.DECLINED else status for kind, status in statuses.items()
            }
            self._seal_statuses(work, exposure_id, kept)

    def _statuses(self, work: Work, exposure_id: UUID) -> Statuses:
        row = work.scalars(select(CoverageRecord).where(CoverageRecord.exposure_id == exposure_id)).first()
        return self._unsealed(row) if row else {}

    def _unsealed(self, row: CoverageRecord) -> Statuses:
        text = self._keyring.open(row.sealed, record=row.id, version=row.sealing)
        return {Kind(kind): Offered(status) for kind, status in json.loads(text).items()}

    def _seal_statuses(self, work: Work, exposure_id: UUID, statuses: Mapping[Kind, Offered]) -> None:
        row = work.scalars(select(CoverageRecord).where(CoverageRecord.exposure_id == exposure_id)).first()
        if row is None:
            row = CoverageRecord(exposure_id=exposure_id, sealing=0)
            work.add(row)
        text = json.dumps({kind.value: status.value for kind, status in statuses.items()})
        row.sealing += 1
        row.sealed = self._keyring.seal(text, record=row.id, version=row.sealing, to=SUPPORT_TEAM)

    @staticmethod
    def _require_no_blanks(lines: list[Covered]) -> None:
        blank = sum(line.is_blank for line in lines)
        if blank:
            raise Problem(
                tr_count(
                    "{count} person was not offered anything yet.",
                    "{count} people were not offered anything yet.",
                    blank,
                ),
                tr("Offer each a contact first. Nobody is forgotten."),
            )

    @staticmethod
    def _require_no_open_sessions(work: Work, incident_id: UUID) -> None:
        query = select(SessionRecord.id).where(
            SessionRecord.incident_id == incident_id, SessionRecord.state.in_([*AHEAD, SessionState.HELD])
        )
        if work.scalars(query).first() is not None:
            raise Problem(
                tr("A session of this incident is not closed yet."), tr("Close or cancel it, then close the incident.")
            )
