"""Legal holds: set at once by either office, lifted by both together, told to everybody whose records are held."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.records import AccountRecord
from wellness_desktop.accounts.roles import Can, Role
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.desk import Desk, gone
from wellness_desktop.debriefs.records import ExposureRecord, IncidentRecord
from wellness_desktop.debriefs.retention.holds import (
    OFFICES,
    Hold,
    HoldReason,
    completes,
    held_problem,
    is_held,
)
from wellness_desktop.debriefs.retention.records import LegalHoldRecord
from wellness_desktop.store.problems import require_version


class HoldDesk(Desk):
    """The holds, and the question that every deletion asks first."""

    def holds(self) -> list[Hold]:
        """The holds in force, the station's first, then the newest. For whoever may set one."""
        self._actor.require(Can.HOLD_RECORDS)
        with self._store.read() as work:
            return self._holds(work)

    def hold_places(self) -> list[tuple[UUID, str]]:
        """Incidents that can be held, by their neutral code name, the newest first."""
        self._actor.require(Can.HOLD_RECORDS)
        with self._store.read() as work:
            rows = work.execute(
                select(IncidentRecord.id, IncidentRecord.code_name).order_by(IncidentRecord.ended_at.desc())
            )
            return [(incident_id, code_name) for incident_id, code_name in rows]

    def hold_records(self, incident_id: UUID | None, reason: HoldReason) -> Hold:
        """Stops every deletion about an incident, or (None) about everything, at once.

        Setting the same hold again gives the one in force.
        """
        self._actor.require(Can.HOLD_RECORDS)
        with self._store.work() as work:
            if incident_id is not None and work.get(IncidentRecord, incident_id) is None:
                raise gone()
            there = next((one for one in self._holds(work) if one.incident_id == incident_id), None)
            if there is not None:
                return there
            record = LegalHoldRecord(
                incident_id=incident_id, reason=reason, set_at=self.now, set_by=self._actor.account_id
            )
            work.add(record)
            work.flush()
            self._audit.record(work, self._actor, Event.HOLD_SET, incident_id)
            return next(one for one in self._holds(work) if one.id == record.id)

    def ask_to_lift(self, hold: Hold) -> Hold:
        """The first of the two signatures that lift a hold."""
        self._actor.require(Can.HOLD_RECORDS)
        with self._work(Event.HOLD_LIFT_ASKED, hold.incident_id) as work:
            record = self._hold_record(work, hold)
            record.lift_asked_by = self._actor.account_id
            record.lift_asked_as = sorted(role.value for role in self._actor.roles & OFFICES)
            work.flush()
            return next(one for one in self._holds(work) if one.id == record.id)

    def keep_holding(self, hold: Hold) -> Hold:
        """Takes the first signature back, by whoever gave it or by the other office."""
        self._actor.require(Can.HOLD_RECORDS)
        with self._work(Event.HOLD_SET, hold.incident_id) as work:
            record = self._hold_record(work, hold)
            record.lift_asked_by, record.lift_asked_as = None, []
            work.flush()
            return next(one for one in self._holds(work) if one.id == record.id)

    def lift(self, hold: Hold) -> None:
        """The second signature: the hold ends, and what is past its date goes at the next run.

        Raises Problem unless another person asked before, and chief and coordinator are both among the two.
        """
        self._actor.require(Can.HOLD_RECORDS)
        with self._work(Event.HOLD_LIFTED, hold.incident_id) as work:
            record = self._hold_record(work, hold)
            if not self.may_complete(hold):
                raise Problem(
                    tr("A hold is lifted by the chief and the coordinator together."),
                    tr("One of them asks, the other agrees under their own sign-in. Nothing was changed."),
                )
            work.delete(record)

    def may_complete(self, hold: Hold) -> bool:
        """Whether the person signed in can give the second signature."""
        asked = hold.lift_asked_by
        return asked is not None and completes(
            asked, hold.lift_asked_as, self._actor.account_id, self._actor.roles & OFFICES
        )

    def is_held(self, incident_id: UUID) -> bool:
        """Whether nothing about this incident may be deleted; said to everybody who works on it."""
        self._actor.require(Can.SEE_INCIDENTS)
        with self._store.read() as work:
            return self._held(work, incident_id)

    @property
    def station_is_held(self) -> bool:
        """Whether nothing at all may be deleted; anybody may know."""
        with self._store.read() as work:
            return self._held(work, None)

    def my_records_held(self) -> bool:
        """Whether a hold keeps records of the person signed in, of an incident that lists them."""
        if not self._actor.may(Can.SEE_ROSTER) or (me := self._roster.me()) is None:
            return False
        with self._store.read() as work:
            listed = select(ExposureRecord.incident_id).where(ExposureRecord.person_id == me.id)
            query = select(LegalHoldRecord.id).where(LegalHoldRecord.incident_id.in_(listed))
            return work.scalars(query.limit(1)).first() is not None

    # -------------------------------------------------------------------------------------- for the other desks

    def _held_places(self, work: Work) -> list[UUID | None]:
        return list(work.scalars(select(LegalHoldRecord.incident_id)))

    def _held(self, work: Work, incident_id: UUID | None) -> bool:
        return is_held(incident_id, self._held_places(work))

    def _require_no_hold(self, work: Work, incident_id: UUID) -> None:
        """Raises Problem before something is deleted that a hold protects."""
        if self._held(work, incident_id):
            raise held_problem()

    # ------------------------------------------------------------------------------------------------ inner parts

    def _holds(self, work: Work) -> list[Hold]:
        rows = list(work.scalars(select(LegalHoldRecord).order_by(LegalHoldRecord.set_at.desc())))
        accounts = {row.set_by for row in rows} | {row.lift_asked_by for row in rows if row.lift_asked_by}
        named = work.execute(select(AccountRecord.id, AccountRecord.name).where(AccountRecord.id.in_(accounts)))
        incidents = {row.incident_id for row in rows if row.incident_id}
        coded = select(IncidentRecord.id, IncidentRecord.code_name).where(IncidentRecord.id.in_(incidents))
        names = {row.id: row.name for row in named}
        codes = {row.id: row.code_name for row in work.execute(coded)}
        found = [_hold(row, names, codes) for row in rows]
        return sorted(found, key=lambda one: not one.is_for_all)

    def _hold_record(self, work: Work, hold: Hold) -> LegalHoldRecord:
        record = work.get(LegalHoldRecord, hold.id)
        if record is None:
            raise gone()
        require_version(record, hold.version, hold)
        return record


def _hold(row: LegalHoldRecord, names: dict[UUID, str], codes: dict[UUID, str]) -> Hold:
    unknown = tr("a closed account")
    return Hold(
        id=row.id,
        version=row.version,
        incident_id=row.incident_id,
        code_name=codes.get(row.incident_id, "") if row.incident_id else "",
        reason=row.reason,
        set_at=row.set_at,
        set_by=names.get(row.set_by, unknown),
        lift_asked_by=row.lift_asked_by,
        lift_asked_name=names.get(row.lift_asked_by, unknown) if row.lift_asked_by else "",
        lift_asked_as=frozenset(Role(one) for one in row.lift_asked_as),
    )
