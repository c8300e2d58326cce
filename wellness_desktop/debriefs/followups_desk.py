"""Follow-ups: who asks again, when, and what came of it (section 10). Only due and done is seen by the coordinator."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.desk import SUPPORT_TEAM, gone
from wellness_desktop.debriefs.reading import exposed_name, follow_up_of
from wellness_desktop.debriefs.records import ExposureRecord, FollowUpRecord, IncidentRecord
from wellness_desktop.debriefs.session_steps_desk import SessionStepsDesk
from wellness_desktop.debriefs.session_values import FollowUp, FollowUpOutcome
from wellness_desktop.store.problems import require_version


class FollowUpsDesk(SessionStepsDesk):
    """The plan for the year after. Ranks do not see it; a helper sees the own ones."""

    def follow_ups(self, incident_id: UUID) -> list[FollowUp]:
        """Every follow-up of an incident in order of time; a helper's are only the own ones."""
        return self._follow_ups(ExposureRecord.incident_id == incident_id)

    def follow_ups_due(self) -> list[FollowUp]:
        """What is due or overdue now, the oldest first."""
        return self._follow_ups(FollowUpRecord.due_at <= self.now, FollowUpRecord.outcome.is_(None))

    def settle(self, follow_up: FollowUp, outcome: FollowUpOutcome) -> None:
        """Notes what came of a follow-up, sealed to the support team.

        When it was done, or was the last one, what the same person declined is forgotten (DB-11). When the person
        stopped the plan, what was still to come goes; under a legal hold it stays, as stopped.
        """
        self._require_own_or_coordinator(follow_up)
        with self._work(Event.INCIDENT_CHANGED, follow_up.incident_id) as work:
            record = work.get(FollowUpRecord, follow_up.id)
            if record is None:
                raise gone()
            require_version(record, follow_up.version, follow_up)
            self._settle_row(work, follow_up.incident_id, record, outcome)

    def outcome(self, follow_up: FollowUp) -> FollowUpOutcome | None:
        """What came of it, for the owner and the coordinator who hold the team's key."""
        self._require_own_or_coordinator(follow_up)
        with self._store.read() as work:
            record = work.get(FollowUpRecord, follow_up.id)
            return self._outcome(record) if record is not None and record.outcome is not None else None

    # ------------------------------------------------------------------------------------------------ inner parts

    def _follow_ups(self, *where: ColumnElement[bool]) -> list[FollowUp]:
        me: UUID | None = None
        if not self._actor.may(Can.SEE_COVERAGE):
            self._actor.require(Can.LEAD_SESSIONS)
            own = self._roster.me()
            if own is None:
                return []
            me = own.id
        query = (
            select(FollowUpRecord, ExposureRecord, IncidentRecord)
            .join(ExposureRecord, ExposureRecord.id == FollowUpRecord.exposure_id)
            .join(IncidentRecord, IncidentRecord.id == ExposureRecord.incident_id)
            .where(*where)
            .order_by(FollowUpRecord.due_at, ExposureRecord.position, FollowUpRecord.id)
        )
        if me is not None:
            query = query.where(or_(FollowUpRecord.owner_id == me, FollowUpRecord.deputy_id == me))
        with self._store.read() as work:
            rows = work.execute(query).all()
        people = self._named(one for record, exposure, _ in rows for one in (record.owner_id, exposure.person_id))
        return [
            follow_up_of(record, incident, name, self.protocols, people)
            for record, exposure, incident in rows
            if (name := exposed_name(exposure, people)) is not None
        ]

    def _settle_row(self, work: Work, incident_id: UUID, record: FollowUpRecord, outcome: FollowUpOutcome) -> None:
        self._seal_outcome(record, outcome)
        others = select(FollowUpRecord).where(
            FollowUpRecord.exposure_id == record.exposure_id, FollowUpRecord.id != record.id
        )
        still_open = [row for row in work.scalars(others) if row.outcome is None]
        if outcome is FollowUpOutcome.STOPPED:
            self._stop(work, incident_id, still_open)
            still_open = []
        over = outcome is FollowUpOutcome.DONE or not still_open
        self._renew_or_leave(work, incident_id, record.exposure_id, forget=over)

    def _require_own_or_coordinator(self, follow_up: FollowUp) -> None:
        if self._actor.may(Can.SEE_COVERAGE):
            return
        self._actor.require(Can.LEAD_SESSIONS)
        me = self._roster.me()
        if me is None or me.id not in (follow_up.owner, follow_up.deputy):
            raise NotAllowed(tr("This follow-up is another helper's."), tr("Nothing was changed."))

    def _stop(self, work: Work, incident_id: UUID, still_open: Iterable[FollowUpRecord]) -> None:
        """Ends what was still to come: deleted, or settled as stopped while a hold forbids deleting."""
        held = self._held(work, incident_id)
        for row in still_open:
            if held:
                self._seal_outcome(row, FollowUpOutcome.STOPPED)
            else:
                work.delete(row)
        work.flush()

    def _renew_or_leave(self, work: Work, incident_id: UUID, exposure_id: UUID, *, forget: bool) -> None:
        """Now, or at the next retention run by somebody with the team's key and without a hold."""
        work.flush()
        if self._keyring.may_open(SUPPORT_TEAM) and not self._held(work, incident_id):
            self._renew(work, incident_id, {exposure_id: forget})
        else:
            self._leave_to_the_team(work, exposure_id)

    def _outcome(self, record: FollowUpRecord) -> FollowUpOutcome:
        if record.outcome is None:
            raise ValueError("this follow-up is still to be done")
        return FollowUpOutcome(self._keyring.open(record.outcome, record=record.id, version=record.sealing))
