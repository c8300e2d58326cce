"""Incidents: something happened, who was exposed and how, the care clock, and closing the plan."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.debriefs.circles import circle_of, circle_of_guest
from wellness_desktop.debriefs.code_names import next_code_name
from wellness_desktop.debriefs.desk import SUPPORT_TEAM, gone
from wellness_desktop.debriefs.followups import follow_up_plan
from wellness_desktop.debriefs.guests import first_name, note_guest
from wellness_desktop.debriefs.incident_values import (
    Exposed,
    Incident,
    IncidentSummary,
    NewExposure,
    Report,
    checked_guest,
    checked_report,
)
from wellness_desktop.debriefs.protocols import Window
from wellness_desktop.debriefs.reading import exposures_of, incident_of, summaries
from wellness_desktop.debriefs.records import (
    AskedRecord,
    AttendanceRecord,
    CoverageRecord,
    ExposureRecord,
    FollowUpRecord,
    IncidentRecord,
    LeaderRecord,
    OverrideRecord,
    SessionRecord,
)
from wellness_desktop.debriefs.retention.hold_desk import HoldDesk
from wellness_desktop.debriefs.session_states import AHEAD
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.roster.people import Done, Person
from wellness_desktop.store.problems import require_version
from wellness_desktop.store.store import read_once


class IncidentsDesk(HoldDesk):
    """The incidents and the people in them."""

    def something_happened(self, report: Report) -> Done[Incident]:
        """Starts the plan for an incident. Handing the same report over again gives the same incident.

        Names without a person are looked for in the roster; whoever is not there becomes a guest by first name.
        Raises Problem for an end in the future.
        """
        self._actor.require(Can.REPORT_INCIDENT)
        checked_report(report, self.now)
        trigger = self.protocols.triggers.get(report.trigger)
        if trigger is None:
            raise Problem(tr("Choose what happened."), tr("The list has a line for every kind of event."))
        people = self.roster_people()
        with self._work(Event.INCIDENT_CHANGED, report.id) as work:
            record = work.get(IncidentRecord, report.id)
            if record is None:
                record = IncidentRecord(
                    id=report.id,
                    code_name=self._code_name(work, report.ended_at),
                    trigger=trigger.id,
                    profile=self.protocols.profile_for(trigger, self._settings.care_profile),
                    ended_at=report.ended_at,
                    still_open=report.still_open,
                    force_at=report.ended_at if trigger.force else None,
                    reported_at=self.now,
                )
                work.add(record)
                work.flush()
                self._list(work, record, report.exposed, people)
                work.flush()
            incident = self._incident(work, record.id)
        return Done(incident, lambda: self._forget(incident))

    def incidents(self) -> list[IncidentSummary]:
        """Every incident, open ones first, then the newest."""
        self._actor.require(Can.SEE_INCIDENTS)
        with self._store.read() as work:
            return summaries(work, self.protocols)

    def incident(self, incident_id: UUID) -> Incident:
        """One incident. Raises Problem when it is gone."""
        self._actor.require(Can.SEE_INCIDENTS)
        with self._store.read() as work:
            return self._incident(work, incident_id)

    def change_incident(self, incident: Incident) -> Done[Incident]:
        """Saves changed moments, profile and answers. Raises ChangedElsewhere when someone saved since.

        Another end moves the follow-ups that are still to be done. Raises Problem for a beginning after the end.
        """
        self._actor.require(Can.PLAN_SUPPORT)
        if incident.began_at is not None and incident.began_at > incident.ended_at:
            raise Problem(tr("It would begin after it ended."), tr("Correct one of the two times."))
        with self._work(Event.INCIDENT_CHANGED, incident.id) as work:
            record = self._record(work, incident.id)
            before = self._incident(work, incident.id)
            require_version(record, incident.version, before)
            moved = record.ended_at != incident.ended_at
            record.ended_at = incident.ended_at
            record.profile = self.protocols.profile(incident.profile).id
            record.still_open = incident.still_open
            record.counsel = incident.counsel
            record.force_at = incident.force_at
            record.death_told_at = incident.death_told_at
            record.funeral_end_at = incident.funeral_end_at
            record.inquiry = sorted(str(one) for one in incident.inquiry)
            record.died_or_hurt = sorted(str(one) for one in incident.died_or_hurt)
            record.began_at = incident.began_at
            if moved:
                self._move_follow_ups(work, record)
            work.flush()
            after = self._incident(work, incident.id)
        return Done(after, lambda: self._put_back(replace(before, version=after.version)))

    def add_exposed(self, incident_id: UUID, exposed: Sequence[NewExposure]) -> Done[Incident]:
        """Lists more people. Whoever is listed already is left as they are."""
        self._actor.require(Can.REPORT_INCIDENT)
        for one in exposed:
            checked_guest(one)
        with self._work(Event.INCIDENT_CHANGED, incident_id) as work:
            record = self._record(work, incident_id)
            added = self._list(work, record, exposed, self.roster_people())
            record.offered_to_all = record.offered_to_all and not added
            work.flush()
            after = self._incident(work, incident_id)
        return Done(after, lambda: self._unlist(incident_id, added))

    def change_exposed(self, incident_id: UUID, exposed: Exposed) -> Done[Incident]:
        """Saves how somebody met the event, where they stand, and when they were released or asked."""
        self._actor.require(Can.REPORT_INCIDENT)
        with self._work(Event.INCIDENT_CHANGED, incident_id) as work:
            before = self._exposed(work, incident_id, exposed.id)
            record = work.get_one(ExposureRecord, exposed.id)
            record.exposure, record.circle = exposed.exposure, exposed.circle
            record.released_at = exposed.released_at
            if exposed.is_guest:
                note_guest(record, exposed.agency, exposed.shifts)
            if self.opens_sealed:
                self._seal_asked(work, exposed.id, exposed.asked_at)
            if before.exposure is Exposure.NOT_EXPOSED and exposed.exposure is not Exposure.NOT_EXPOSED:
                self._plan_follow_ups(work, self._record(work, incident_id), record)
            work.flush()
            after = self._incident(work, incident_id)
        return Done(after, lambda: self._put_back_exposed(incident_id, before))

    def remove_exposed(self, incident_id: UUID, exposure_id: UUID) -> Done[Incident]:
        """Takes somebody off the list, with everything kept about them here. Undo lists them again, with nothing
        offered yet. Refused while a session counts on them.
        """
        self._actor.require(Can.REPORT_INCIDENT)
        with self._work(Event.INCIDENT_CHANGED, incident_id) as work:
            before = self._exposed(work, incident_id, exposure_id)
            self._require_no_hold(work, incident_id)
            ahead = select(SessionRecord.id).where(
                SessionRecord.incident_id == incident_id, SessionRecord.state.in_(AHEAD)
            )
            if work.scalars(ahead).first() is not None:
                raise Problem(
                    tr("Sessions are planned for this incident."),
                    tr("Cancel or close them first, then take people off the list."),
                )
            delete_exposure(work, exposure_id)
            work.flush()
            after = self._incident(work, incident_id)
        again = NewExposure(
            before.name,
            before.person_id,
            before.exposure,
            before.circle,
            before.released_at,
            before.agency if before.is_guest else "",
            before.shifts,
        )
        return Done(after, lambda: self._list_again(incident_id, again))

    def match(self, name: str) -> Person | None:
        """The one person of the roster whose name or call name this is; None when none or several are."""
        self._actor.require(Can.REPORT_INCIDENT)
        return _match(name, self.roster_people())

    # -------------------------------------------------------------------------------------- for the other desks

    def _windows(self, incident: Incident) -> tuple[Window, ...]:
        return self.protocols.windows(
            incident.profile,
            incident.trigger,
            self.state,
            usual=self._settings.care_profile,
            force=incident.force_at is not None,
        )

    def _incident(self, work: Work, incident_id: UUID) -> Incident:
        return read_once(work, ("incident", incident_id), lambda: self._incident_now(work, incident_id))

    def _incident_now(self, work: Work, incident_id: UUID) -> Incident:
        rows = exposures_of(work, incident_id)
        names = self._named(row.person_id for row in rows)
        incident = incident_of(self._record(work, incident_id), rows, self.protocols, names)
        asked = self._asked(work, incident_id) if self.opens_sealed else {}
        if not asked:
            return incident
        return replace(incident, exposed=tuple(replace(one, asked_at=asked.get(one.id)) for one in incident.exposed))

    def _asked(self, work: Work, incident_id: UUID) -> dict[UUID, datetime]:
        """When people asked for support themselves, by exposure; only for whoever opens sealed records."""
        query = select(AskedRecord).join(ExposureRecord).where(ExposureRecord.incident_id == incident_id)
        return {
            row.exposure_id: datetime.fromisoformat(self._keyring.open(row.sealed, record=row.id, version=row.sealing))
            for row in work.scalars(query)
        }

    def _seal_asked(self, work: Work, exposure_id: UUID, asked_at: datetime | None) -> None:
        row = work.scalars(select(AskedRecord).where(AskedRecord.exposure_id == exposure_id)).first()
        if asked_at is None:
            if row is not None:
                work.delete(row)
            return
        if row is None:
            row = AskedRecord(id=uuid4(), exposure_id=exposure_id, sealing=0)
            work.add(row)
        row.sealing += 1
        text = asked_at.astimezone(UTC).isoformat()
        row.sealed = self._keyring.seal(text, record=row.id, version=row.sealing, to=SUPPORT_TEAM)

    def _record(self, work: Work, incident_id: UUID) -> IncidentRecord:
        record = work.get(IncidentRecord, incident_id)
        if record is None:
            raise gone()
        return record

    def _exposed(self, work: Work, incident_id: UUID, exposure_id: UUID) -> Exposed:
        for one in self._incident(work, incident_id).exposed:
            if one.id == exposure_id:
                return one
        raise gone()

    def _code_name(self, work: Work, ended_at: datetime) -> str:
        year = ended_at.astimezone(self._zone).year
        return next_code_name(work.scalars(select(IncidentRecord.code_name)), year)

    def _list(
        self,
        work: Work,
        incident: IncidentRecord,
        exposed: Sequence[NewExposure],
        people: dict[UUID, Person],
    ) -> list[UUID]:
        """Adds people who are not listed yet, with their follow-ups; returns the new exposures' ids."""
        rows = list(work.scalars(select(ExposureRecord).where(ExposureRecord.incident_id == incident.id)))
        listed = {row.person_id for row in rows if row.person_id}
        guests = {(name_key(row.guest), name_key(row.guest_agency)) for row in rows if row.guest}
        added: list[UUID] = []
        for one in exposed:
            person = people.get(one.person_id) if one.person_id else _match(one.name, people)
            guest = "" if person else first_name(one.name)
            known = (name_key(guest), name_key(one.agency))
            if (person and person.id in listed) or (not person and (not guest or known in guests)):
                continue
            record = ExposureRecord(
                incident_id=incident.id,
                person_id=person.id if person else None,
                guest=guest,
                position=len(rows) + len(added),
                exposure=one.exposure,
                circle=one.circle or (circle_of(person) if person else circle_of_guest(one.agency)),
                released_at=one.released_at,
            )
            if not person:
                note_guest(record, one.agency, one.shifts)
            work.add(record)
            work.flush()
            if person:
                listed.add(person.id)
            else:
                guests.add(known)
            added.append(record.id)
            self._plan_follow_ups(work, incident, record)
        return added

    def _plan_follow_ups(self, work: Work, incident: IncidentRecord, exposure: ExposureRecord) -> None:
        """Follow-ups belong to everybody exposed, so that their existence says nothing about anyone."""
        if exposure.exposure is Exposure.NOT_EXPOSED:
            return
        owner, deputy = _helpers_of(work, exposure.person_id)
        for found in follow_up_plan(self.protocols.followups, incident.trigger, incident.ended_at, self._zone):
            work.add(
                FollowUpRecord(
                    exposure_id=exposure.id,
                    point=found.point,
                    due_at=found.due,
                    overdue_at=found.overdue,
                    owner_id=owner,
                    deputy_id=deputy,
                )
            )

    def _move_follow_ups(self, work: Work, incident: IncidentRecord) -> None:
        plan = {
            found.point: found
            for found in follow_up_plan(self.protocols.followups, incident.trigger, incident.ended_at, self._zone)
        }
        rows = work.scalars(
            select(FollowUpRecord)
            .join(ExposureRecord, ExposureRecord.id == FollowUpRecord.exposure_id)
            .where(ExposureRecord.incident_id == incident.id, FollowUpRecord.outcome.is_(None))
        )
        for row in rows:
            if row.point in plan:
                row.due_at, row.overdue_at = plan[row.point].due, plan[row.point].overdue

    def _put_back(self, before: Incident) -> None:
        self.change_incident(before)

    def _put_back_exposed(self, incident_id: UUID, before: Exposed) -> None:
        self.change_exposed(incident_id, before)

    def _list_again(self, incident_id: UUID, one: NewExposure) -> None:
        self.add_exposed(incident_id, [one])

    def _unlist(self, incident_id: UUID, added: Sequence[UUID]) -> None:
        with self._work(Event.INCIDENT_CHANGED, incident_id) as work:
            self._require_no_hold(work, incident_id)
            for exposure_id in added:
                delete_exposure(work, exposure_id)

    def _forget(self, incident: Incident) -> None:
        """Undo of a report: everything of it goes, unless somebody worked on it since."""
        with self._work(Event.INCIDENT_CHANGED, incident.id) as work:
            record = self._record(work, incident.id)
            require_version(record, incident.version)
            self._require_no_hold(work, incident.id)
            sessions = select(SessionRecord).where(SessionRecord.incident_id == incident.id)
            for session in work.scalars(sessions).all():
                _delete_session(work, session)
            exposures = select(ExposureRecord.id).where(ExposureRecord.incident_id == incident.id)
            for exposure_id in work.scalars(exposures).all():
                delete_exposure(work, exposure_id)
            work.flush()
            work.delete(record)


def _match(name: str, people: dict[UUID, Person]) -> Person | None:
    wanted = name_key(name)
    found = [
        person for person in people.values() if wanted and wanted in (name_key(person.name), name_key(person.call_name))
    ]
    return found[0] if len(found) == 1 else None


def _helpers_of(work: Work, person_id: UUID | None) -> tuple[UUID | None, UUID | None]:
    """Who asks this person already, and the deputy: a plan is a person's, so that a new incident changes nobody."""
    if person_id is None:
        return None, None
    query = (
        select(FollowUpRecord.owner_id, FollowUpRecord.deputy_id)
        .join(ExposureRecord, ExposureRecord.id == FollowUpRecord.exposure_id)
        .where(ExposureRecord.person_id == person_id, FollowUpRecord.outcome.is_(None))
        .where(FollowUpRecord.owner_id.is_not(None))
        .order_by(FollowUpRecord.due_at.desc())
    )
    found = work.execute(query).first()
    return (found[0], found[1]) if found else (None, None)


def delete_exposure(work: Work, exposure_id: UUID) -> None:
    """Takes somebody off a list, with everything that hangs on it."""
    for kind in (CoverageRecord, FollowUpRecord, AskedRecord):
        for row in work.scalars(select(kind).where(kind.exposure_id == exposure_id)).all():
            work.delete(row)
    work.flush()
    record = work.get(ExposureRecord, exposure_id)
    if record is not None:
        work.delete(record)


def _delete_session(work: Work, session: SessionRecord) -> None:
    for kind in (LeaderRecord, AttendanceRecord, OverrideRecord):
        for row in work.scalars(select(kind).where(kind.session_id == session.id)).all():
            work.delete(row)
    work.flush()
    work.delete(session)
