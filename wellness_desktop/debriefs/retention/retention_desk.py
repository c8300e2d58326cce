"""The retention run: once a day, at sign-in or while the program stays open, what is past its date is deleted.

Whoever signs in runs it, since it goes by dates and shows nobody anything; what needs the support team's key waits
for somebody who holds it. A legal hold stops it. Only counts are told of what went.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.records import AuditRecord
from wellness_desktop.accounts.roles import Can
from wellness_desktop.debriefs.desk import SUPPORT_TEAM
from wellness_desktop.debriefs.incident_values import IncidentStatus
from wellness_desktop.debriefs.incidents_desk import delete_exposure
from wellness_desktop.debriefs.papers_desk import PapersDesk
from wellness_desktop.debriefs.records import (
    AskedRecord,
    AttendanceRecord,
    ExposureRecord,
    FollowUpRecord,
    IncidentRecord,
    OverrideRecord,
    RequestRecord,
    SessionRecord,
)
from wellness_desktop.debriefs.retention.holds import is_held
from wellness_desktop.debriefs.retention.periods import (
    KEEP_AUDIT,
    KEEP_LISTS,
    KEEP_REMINDERS,
    KEEP_REQUESTS,
    Run,
    Subject,
    Verdict,
    verdict,
)
from wellness_desktop.debriefs.retention.records import RetentionRunRecord

KEEP_RUNS = 12
"""How many runs are remembered."""

Step = Callable[[int, int], object]
Counts = dict[Subject, int]


class RetentionDesk(PapersDesk):
    """Runs retention, and tells when it ran last."""

    _of_other_rooms: tuple[Callable[[Work, Counts], None], ...] = ()

    def run_retention(self, step: Step | None = None) -> Run | None:
        """Deletes what is past its date, unless it ran within a day or the PC's clock cannot be believed.

        Returns the run, or None when there was none. `step(done, of)` may raise Cancelled; what was deleted until
        then stays deleted, and the next run goes on. Safe to call often, and from a background job.
        """
        now = self.now
        with self._store.read() as work:
            said = verdict(*_moments(work), now)
        if said is Verdict.DOUBTED:
            return self._note_run({}, waits=True)
        if said is not Verdict.RUN:
            return None
        counts: Counts = dict.fromkeys(Subject, 0)
        jobs = [self._dated, *self._by_incident(), *self._further_jobs()]
        for number, job in enumerate(jobs):
            if step is not None:
                step(number, len(jobs))
            with self._store.work() as work:
                job(work, counts)
        run = self._note_run({subject: count for subject, count in counts.items() if count})
        self._store.fold_in()
        return run

    def retention_runs(self) -> list[Run]:
        """The last runs, the newest first: when, and how many records of which kind."""
        self._actor.require(Can.HOLD_RECORDS)
        with self._store.read() as work:
            rows = work.scalars(select(RetentionRunRecord).order_by(RetentionRunRecord.ran_at.desc())).all()
            return [_run(row) for row in rows]

    def also_forget(self, subject: Subject, forget: Callable[[Work], int]) -> None:
        """Lets another room delete what is past its date in the same run; it gives how many records went."""

        def job(work: Work, counts: Counts) -> None:
            counts[subject] += forget(work)

        self._of_other_rooms = (*self._of_other_rooms, job)

    # ------------------------------------------------------------------------------------------------ inner parts

    def _further_jobs(self) -> list[Callable[[Work, Counts], None]]:
        """What other desks delete when it is past its date; each adds its own jobs to those of super()."""
        return list(self._of_other_rooms)

    def _note_run(self, counts: Counts, *, waits: bool = False) -> Run:
        with self._work(Event.RETENTION_RUN, None) as work:
            newest = select(RetentionRunRecord).order_by(RetentionRunRecord.ran_at.desc())
            rows = list(work.scalars(newest))
            for place, row in enumerate(rows):
                from_a_wrong_clock = row.ran_at > self.now and not waits
                if row.waits or from_a_wrong_clock or place >= KEEP_RUNS - 1:
                    work.delete(row)
            record = RetentionRunRecord(
                ran_at=self.now, deleted={subject.value: count for subject, count in counts.items()}, waits=waits
            )
            work.add(record)
            work.flush()
            return _run(record)

    def _not_held(self, work: Work, incident_id: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
        held = self._held_places(work)
        if None in held:
            return incident_id.is_(None)  # no row: every incident is held
        return incident_id.not_in(held)

    def _dated(self, work: Work, counts: Counts) -> None:
        """What has a date of its own (DB-04, DB-10, SEC-20); and who is on the roster no more."""
        for subject, kind in ((Subject.ATTENDANCE, AttendanceRecord), (Subject.OVERRIDES, OverrideRecord)):
            query = select(kind).join(SessionRecord, SessionRecord.id == kind.session_id)
            query = query.where(kind.keep_until < self.today, self._not_held(work, SessionRecord.incident_id))
            for row in work.scalars(query).all():
                work.delete(row)
                counts[subject] += 1
        self._audit_lines(work, counts)
        self._old_requests(work, counts)
        for exposure in self._of_nobody(work):
            counts[Subject.EXPOSURES] += 1
            self._delete_person(work, exposure, counts)

    def _of_nobody(self, work: Work) -> list[ExposureRecord]:
        """Exposures of people who were deleted from the roster for good (section 15, test 10)."""
        if not self._actor.may(Can.SEE_PLANS):
            return []
        named = ExposureRecord.person_id.is_not(None)
        ids = {one for one in work.scalars(select(ExposureRecord.person_id).where(named).distinct()) if one}
        unknown = ids - set(self._roster.contacts(ids))
        if not unknown:
            return []
        query = select(ExposureRecord).where(
            ExposureRecord.person_id.in_(unknown), self._not_held(work, ExposureRecord.incident_id)
        )
        return list(work.scalars(query))

    def _by_incident(self) -> list[Callable[[Work, Counts], None]]:
        """One job for each incident that something is due of, so that nobody waits long for the store."""
        opens = self._keyring.may_open(SUPPORT_TEAM)
        closed = IncidentRecord.status == IncidentStatus.CLOSED
        old = IncidentRecord.closed_at < self.now - KEEP_LISTS
        with self._store.read() as work:
            held = self._held_places(work)
            lists = list(work.scalars(select(IncidentRecord.id).where(closed, old)))
            to_forget = list(work.scalars(select(IncidentRecord.id).where(closed, IncidentRecord.forgotten.is_(False))))
            stale = set(
                work.scalars(
                    select(ExposureRecord.incident_id)
                    .join(FollowUpRecord, FollowUpRecord.exposure_id == ExposureRecord.id)
                    .where(FollowUpRecord.stale)
                )
            )
            still = set(work.scalars(select(ExposureRecord.incident_id).distinct()))
            counted = set(work.scalars(select(IncidentRecord.id).where(IncidentRecord.listed.is_not(None))))
        due = [one for one in lists if one in still or one not in counted]
        jobs = [_job(self._delete_list, one) for one in due if not is_held(one, held)]
        if opens:
            jobs += [_job(self._forget_late, one) for one in to_forget if not is_held(one, held)]
            jobs += [_job(self._forget_stale, one) for one in sorted(stale) if not is_held(one, held)]
        return jobs

    def _delete_list(self, work: Work, counts: Counts, incident_id: UUID) -> None:
        """Who was exposed goes; whoever is still to be asked stays until that is over."""
        record = self._record(work, incident_id)
        if record.status is not IncidentStatus.CLOSED or self._held(work, incident_id):
            return
        rows = work.scalars(select(ExposureRecord).where(ExposureRecord.incident_id == incident_id)).all()
        if record.listed is None:
            record.listed = len(rows)
            record.inquiry, record.died_or_hurt = [], []
            self._empty_sessions(work, incident_id, counts)
        for row in rows:
            waiting = self._delete_follow_ups(work, row.id, counts)
            if waiting:
                row.released_at = None
                for asked in work.scalars(select(AskedRecord).where(AskedRecord.exposure_id == row.id)).all():
                    work.delete(asked)
            else:
                counts[Subject.EXPOSURES] += 1
                self._delete_person(work, row, counts)

    def _empty_sessions(self, work: Work, incident_id: UUID, counts: Counts) -> None:
        for session in work.scalars(select(SessionRecord).where(SessionRecord.incident_id == incident_id)).all():
            session.place = session.note = session.cover_agency = ""
            session.covers = []
            self._seal_members(session, ())
            counts[Subject.SESSIONS] += 1

    def _delete_follow_ups(self, work: Work, exposure_id: UUID, counts: Counts) -> bool:
        """Deletes what was settled, or was never and is long past; True when something is still to be asked."""
        rows = work.scalars(select(FollowUpRecord).where(FollowUpRecord.exposure_id == exposure_id)).all()
        over = [row for row in rows if row.outcome is not None or row.overdue_at < self.now - KEEP_REMINDERS]
        for row in over:
            work.delete(row)
        counts[Subject.FOLLOW_UPS] += sum(row.outcome is not None for row in over)
        work.flush()
        return len(over) < len(rows)

    @staticmethod
    def _delete_person(work: Work, exposure: ExposureRecord, counts: Counts) -> None:
        counts[Subject.GUESTS] += bool(exposure.guest)
        delete_exposure(work, exposure.id)

    def _forget_late(self, work: Work, counts: Counts, incident_id: UUID) -> None:
        """What closing could not forget, since a hold was set then (DB-11, section 12)."""
        record = self._record(work, incident_id)
        if record.status is IncidentStatus.CLOSED and not self._held(work, incident_id):
            counts[Subject.GUESTS] += self._forget_closed(work, incident_id)
            record.forgotten = True

    def _forget_stale(self, work: Work, _counts: Counts, incident_id: UUID) -> None:
        """What a helper without the team's key could not forget."""
        query = select(FollowUpRecord.exposure_id).join(ExposureRecord, ExposureRecord.id == FollowUpRecord.exposure_id)
        people = set(work.scalars(query.where(FollowUpRecord.stale, ExposureRecord.incident_id == incident_id)))
        if not self._held(work, incident_id):
            self._renew(work, incident_id, {one: self._may_forget(work, one) for one in sorted(people)})

    def _old_requests(self, work: Work, counts: Counts) -> None:
        """Requests for a call that nobody settled. They belong to no incident, so that any hold keeps them."""
        if self._held_places(work):
            return
        for row in work.scalars(select(RequestRecord).where(RequestRecord.asked_at < self.now - KEEP_REQUESTS)).all():
            work.delete(row)
            counts[Subject.REQUESTS] += 1

    def _audit_lines(self, work: Work, counts: Counts) -> None:
        """The oldest lines of the audit log, as far as all of them are past their date (SEC-20); none under a hold."""
        if self._held_places(work):
            return
        kept = work.scalar(select(func.min(AuditRecord.number)).where(AuditRecord.at >= self.now - KEEP_AUDIT))
        if kept is not None:
            old = work.scalar(select(func.count()).select_from(AuditRecord).where(AuditRecord.number < kept)) or 0
            if old:
                work.execute(delete(AuditRecord).where(AuditRecord.number < kept))
                counts[Subject.AUDIT] += old


def _job(deed: Callable[[Work, Counts, UUID], None], incident_id: UUID) -> Callable[[Work, Counts], None]:
    def job(work: Work, counts: Counts) -> None:
        deed(work, counts, incident_id)

    return job


def _moments(work: Work) -> tuple[datetime | None, datetime | None]:
    """When the newest run deleted, and the doubted date noted since."""
    query = select(func.max(RetentionRunRecord.ran_at))
    last = work.scalar(query.where(RetentionRunRecord.waits.is_(False)))
    noted = work.scalar(query.where(RetentionRunRecord.waits))
    return last, noted


def _run(row: RetentionRunRecord) -> Run:
    return Run(row.ran_at, row.waits, {Subject(subject): count for subject, count in row.deleted.items()})
