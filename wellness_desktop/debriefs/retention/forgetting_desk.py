"""DB-11: that somebody declined leaves no lasting mark, neither as a value nor as a trace beside it.

A row that is sealed again stands out: its counter and its stamp say that something was taken out of it. So forgetting
is done to everybody alike, whether they declined or not: whenever a follow-up is settled, and when the incident is
closed, rows are made anew, and nobody can tell whose said something else before. What remains is that they were asked.
"""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.debriefs.desk import SUPPORT_TEAM
from wellness_desktop.debriefs.incidents_desk import IncidentsDesk
from wellness_desktop.debriefs.protocols import AttendanceValue
from wellness_desktop.debriefs.records import (
    AttendanceRecord,
    CoverageRecord,
    ExposureRecord,
    FollowUpRecord,
    SessionRecord,
)
from wellness_desktop.debriefs.session_values import FollowUpOutcome, Offered


class ForgettingDesk(IncidentsDesk):
    """Forgets what was declined, for the desks above and for the retention run."""

    def _renew(self, work: Work, incident_id: UUID, forget: Mapping[UUID, bool]) -> None:
        """Makes what is kept about these people anew, for some without what they declined. Needs the team's key."""
        for exposure_id, without in forget.items():
            self._renew_coverage(work, exposure_id, forget=without)
            self._renew_outcomes(work, exposure_id, forget=without)
        self._renew_attendance(work, incident_id, {one for one, without in forget.items() if without})
        work.flush()

    def _forget_all(self, work: Work, incident_id: UUID) -> None:
        """Forgets what anybody listed for an incident declined."""
        listed = work.scalars(select(ExposureRecord.id).where(ExposureRecord.incident_id == incident_id)).all()
        self._renew(work, incident_id, dict.fromkeys(listed, True))

    def _may_forget(self, work: Work, exposure_id: UUID) -> bool:
        """Whether the newest follow-up settled was done, or none is left to come."""
        rows = work.scalars(select(FollowUpRecord).where(FollowUpRecord.exposure_id == exposure_id)).all()
        settled = [row for row in rows if row.outcome is not None]
        if len(settled) == len(rows):
            return True
        newest = max(settled, key=lambda row: row.due_at)
        return self._keyring.open(newest.outcome or b"", record=newest.id, version=newest.sealing) == (
            FollowUpOutcome.DONE
        )

    def _leave_to_the_team(self, work: Work, exposure_id: UUID) -> None:
        """Marks what the next person with the team's key makes anew; for everybody alike, so that it tells nothing."""
        for row in self._settled_rows(work, exposure_id):
            row.stale = True

    def _seal_outcome(self, record: FollowUpRecord, outcome: FollowUpOutcome) -> None:
        record.sealing += 1
        record.outcome = self._keyring.seal(outcome.value, record=record.id, version=record.sealing, to=SUPPORT_TEAM)

    def _renew_coverage(self, work: Work, exposure_id: UUID, *, forget: bool) -> None:
        row = work.scalars(select(CoverageRecord).where(CoverageRecord.exposure_id == exposure_id)).first()
        if row is None:
            return
        statuses: dict[str, str] = json.loads(self._keyring.open(row.sealed, record=row.id, version=row.sealing))
        kept = {
            kind: Offered.OFFERED.value if forget and status == Offered.DECLINED else status
            for kind, status in statuses.items()
        }
        work.delete(row)
        work.flush()
        anew = CoverageRecord(exposure_id=exposure_id, sealing=1)
        anew.sealed = self._keyring.seal(json.dumps(kept), record=anew.id, version=anew.sealing, to=SUPPORT_TEAM)
        work.add(anew)

    def _renew_outcomes(self, work: Work, exposure_id: UUID, *, forget: bool) -> None:
        for row in self._settled_rows(work, exposure_id):
            said = self._keyring.open(row.outcome or b"", record=row.id, version=row.sealing)
            anew = FollowUpRecord(
                exposure_id=row.exposure_id,
                point=row.point,
                due_at=row.due_at,
                overdue_at=row.overdue_at,
                owner_id=row.owner_id,
                deputy_id=row.deputy_id,
                sealing=0,
            )
            work.delete(row)
            work.flush()
            forgotten = forget and said == FollowUpOutcome.DECLINED
            self._seal_outcome(anew, FollowUpOutcome.DONE if forgotten else FollowUpOutcome(said))
            work.add(anew)

    def _renew_attendance(self, work: Work, incident_id: UUID, people: set[UUID]) -> None:
        """All rows of a session, not only of the one who declined, or the others' age would tell."""
        query = (
            select(AttendanceRecord)
            .join(SessionRecord, SessionRecord.id == AttendanceRecord.session_id)
            .where(SessionRecord.incident_id == incident_id)
        )
        for row in work.scalars(query).all():
            kept = json.loads(self._keyring.open(row.sealed, record=row.id, version=row.sealing))
            if UUID(kept["exposure"]) in people and kept["value"] == AttendanceValue.DECLINED:
                kept["value"] = AttendanceValue.EXCUSED.value
            anew = AttendanceRecord(session_id=row.session_id, keep_until=row.keep_until, sealing=1)
            work.delete(row)
            work.flush()
            anew.sealed = self._keyring.seal(json.dumps(kept), record=anew.id, version=anew.sealing, to=SUPPORT_TEAM)
            work.add(anew)

    @staticmethod
    def _settled_rows(work: Work, exposure_id: UUID) -> Sequence[FollowUpRecord]:
        query = select(FollowUpRecord).where(
            FollowUpRecord.exposure_id == exposure_id, FollowUpRecord.outcome.is_not(None)
        )
        return work.scalars(query).all()
