"""Who was offered what, sealed to the support team; and closing an incident so that nobody is forgotten."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.coverage.board import BoardPerson, CoverageBoard, SupportGiven, names_words
from wellness_desktop.debriefs.desk import SUPPORT_TEAM
from wellness_desktop.debriefs.guests import forget_guest
from wellness_desktop.debriefs.incident_values import Incident, IncidentStatus
from wellness_desktop.debriefs.protocols import Anchor, Kind
from wellness_desktop.debriefs.reading import anchors_of
from wellness_desktop.debriefs.records import CoverageRecord, ExposureRecord, IncidentRecord, SessionRecord
from wellness_desktop.debriefs.retention.forgetting_desk import ForgettingDesk
from wellness_desktop.debriefs.session_states import AHEAD, SessionState
from wellness_desktop.debriefs.session_values import Covered, Offered
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.roster.people import Done
from wellness_desktop.store.problems import require_version

Statuses = dict[Kind, Offered]
Sealing = tuple[UUID, int]
"""A row and how often it was sealed: both are other ones after it was made anew (DB-11)."""
NOT_ON_THE_BOARD = frozenset({Kind.FOLLOW_UP})
"""Follow-ups have their own plan."""
FEWEST_KINDS = (Kind.ONE_ON_ONE,)
"""What can be offered after any event."""


class CoverageDesk(ForgettingDesk):
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

    def coverage_board(self, incident_id: UUID) -> CoverageBoard:
        """Circle by person by kind of support. Only for the coordinator who holds the team's key."""
        self._require_sealed()
        with self._store.read() as work:
            incident = self._incident(work, incident_id)
            lines = {line.exposure_id: line for line in self._coverage(work, incident)}
            said = self._from_sessions(work, incident_id)
            nobody_in = frozenset(Circle(one) for one in self._record(work, incident_id).nobody_in)
        people = tuple(
            BoardPerson(
                exposure_id=one.id,
                name=one.name,
                is_guest=one.is_guest,
                circle=one.circle,
                exposure=one.exposure,
                offered=lines[one.id].offered,
                from_sessions=frozenset(said.get(one.id, {})),
            )
            for one in incident.exposed
            if one.id in lines
        )
        return CoverageBoard(
            kinds=self._kinds_of_board(incident, people),
            people=people,
            listed=frozenset(one.circle for one in incident.exposed),
            nobody_in=nobody_in,
        )

    def say_nobody_in(self, incident_id: UUID, circles: Iterable[Circle]) -> Done[None]:
        """Notes that nobody of these circles met the event, so that they are not asked about again."""
        self._actor.require(Can.SEE_COVERAGE)
        told = frozenset(circles)
        with self._work(Event.INCIDENT_CHANGED, incident_id) as work:
            record = self._record(work, incident_id)
            before = frozenset(Circle(one) for one in record.nobody_in)
            record.nobody_in = sorted(before | told)
        return Done(None, lambda: self._ask_again(incident_id, told - before))

    def support_given(self, *, since: datetime | None = None, incident_id: UUID | None = None) -> list[SupportGiven]:
        """What a chief sees of each incident, the newest first: no names, no numbers (section 6).

        `since` leaves out closed ones that ended before it; with `incident_id`, of this one only.
        """
        self._actor.require(Can.SEE_OFFERED)
        query = select(IncidentRecord).order_by(IncidentRecord.ended_at.desc())
        if incident_id is not None:
            query = query.where(IncidentRecord.id == incident_id)
        if since is not None:
            query = query.where(or_(IncidentRecord.status == IncidentStatus.OPEN, IncidentRecord.ended_at >= since))
        with self._store.read() as work:
            rows = list(work.scalars(query))
            took_place = select(SessionRecord.incident_id).where(
                SessionRecord.incident_id.in_([row.id for row in rows]),
                SessionRecord.state.in_([SessionState.HELD, SessionState.CLOSED]),
            )
            held = set(work.scalars(took_place.distinct()))
            return [
                SupportGiven(
                    incident_id=row.id,
                    code_name=row.code_name,
                    ended_at=row.ended_at,
                    is_open=row.status is IncidentStatus.OPEN,
                    session_held=row.id in held,
                    offered_to_all=row.offered_to_all,
                )
                for row in rows
            ]

    def set_offered(self, exposure_id: UUID, kind: Kind, offered: Offered) -> Done[None]:
        """Notes what one person was offered, or what they said for now. `TO_OFFER` takes the note away."""
        return self.set_offered_to([exposure_id], kind, offered)

    def set_offered_to(self, exposures: Iterable[UUID], kind: Kind, offered: Offered) -> Done[None]:
        """The same for several people of one incident, saved together.

        Undo raises Problem when what is noted about one of them has changed since: what was forgotten (DB-11) must
        not come back that way.
        """
        self._require_sealed()
        wanted = list(exposures)
        if not wanted:
            return Done(None, lambda: None)
        with self._store.read() as work:
            incident_id = work.get_one(ExposureRecord, wanted[0]).incident_id
        with self._work(Event.INCIDENT_CHANGED, incident_id) as work:
            if offered is Offered.DECLINED and self._record(work, incident_id).status is IncidentStatus.CLOSED:
                raise Problem(
                    tr("This incident is closed. What somebody declines is not kept any more."),
                    tr("Nothing was changed."),
                )
            before = self._all_statuses(work, wanted)
            after = {one: _with(before.get(one, {}), kind, offered) for one in wanted}
            sealings = self._seal_all(work, after)
            self._note_offered(work, incident_id)
        return Done(None, lambda: self._put_back_offered(incident_id, before, sealings))

    def close_incident(self, incident: Incident) -> None:
        """Ends the plan. What people declined and guests' names are forgotten (DB-11, section 12); cannot be undone.

        Under a legal hold nothing is forgotten until it is lifted.
        Raises Problem while somebody exposed was offered nothing, or a session is still to be held or closed.
        """
        self._require_sealed()
        with self._work(Event.INCIDENT_CHANGED, incident.id) as work:
            record = self._record(work, incident.id)
            require_version(record, incident.version, incident)
            lines = self._coverage(work, self._incident(work, incident.id))
            self._require_no_blanks(lines)
            self._require_no_open_sessions(work, incident.id)
            record.status = IncidentStatus.CLOSED
            record.closed_at = self.now
            record.forgotten = not self._held(work, incident.id)
            if record.forgotten:
                self._forget_closed(work, incident.id)

    def reopen_incident(self, incident_id: UUID) -> None:
        """Takes the plan up again. What was forgotten at closing does not come back."""
        self._require_sealed()
        with self._work(Event.INCIDENT_CHANGED, incident_id) as work:
            record = self._record(work, incident_id)
            record.status, record.closed_at, record.forgotten = IncidentStatus.OPEN, None, False

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

    def _forget_closed(self, work: Work, incident_id: UUID) -> int:
        """What closing forgets: what was declined, and guests' names. Returns how many guests there were."""
        self._forget_all(work, incident_id)
        rows = work.scalars(
            select(ExposureRecord).where(ExposureRecord.incident_id == incident_id, ExposureRecord.guest != "")
        ).all()
        for row in rows:
            forget_guest(row)
        return len(rows)

    def _statuses(self, work: Work, exposure_id: UUID) -> Statuses:
        return self._all_statuses(work, [exposure_id]).get(exposure_id, {})

    def _all_statuses(self, work: Work, exposures: Iterable[UUID]) -> dict[UUID, Statuses]:
        """What is noted about each of these people; whoever has no note is left out."""
        return {row.exposure_id: self._unsealed(row) for row in _rows_of(work, exposures)}

    def _unsealed(self, row: CoverageRecord) -> Statuses:
        text = self._keyring.open(row.sealed, record=row.id, version=row.sealing)
        return {Kind(kind): Offered(status) for kind, status in json.loads(text).items()}

    def _seal_statuses(self, work: Work, exposure_id: UUID, statuses: Mapping[Kind, Offered]) -> None:
        self._seal_all(work, {exposure_id: statuses})

    def _seal_all(self, work: Work, statuses: Mapping[UUID, Mapping[Kind, Offered]]) -> dict[UUID, Sealing]:
        """Seals what is noted about each; returns which sealing of which row that is."""
        rows = {row.exposure_id: row for row in _rows_of(work, statuses)}
        for exposure_id, noted in statuses.items():
            row = rows.get(exposure_id)
            if row is None:
                row = rows[exposure_id] = CoverageRecord(exposure_id=exposure_id, sealing=0)
            text = json.dumps({kind.value: status.value for kind, status in noted.items()})
            row.sealing += 1
            row.sealed = self._keyring.seal(text, record=row.id, version=row.sealing, to=SUPPORT_TEAM)
            work.add(row)
        return {exposure_id: _sealing(rows[exposure_id]) for exposure_id in statuses}

    def _put_back_offered(
        self, incident_id: UUID, before: Mapping[UUID, Statuses], sealings: Mapping[UUID, Sealing]
    ) -> None:
        with self._work(Event.INCIDENT_CHANGED, incident_id) as work:
            if {row.exposure_id: _sealing(row) for row in _rows_of(work, sealings)} != dict(sealings):
                raise Problem(
                    tr("What was offered has changed since."), tr("Nothing was taken back. Look at the board again.")
                )
            self._seal_all(work, {one: before.get(one, {}) for one in sealings})
            self._note_offered(work, incident_id)

    def _ask_again(self, incident_id: UUID, circles: frozenset[Circle]) -> None:
        with self._work(Event.INCIDENT_CHANGED, incident_id) as work:
            record = self._record(work, incident_id)
            record.nobody_in = [one for one in record.nobody_in if Circle(one) not in circles]

    def _kinds_of_board(self, incident: Incident, people: Iterable[BoardPerson]) -> tuple[Kind, ...]:
        """What this event asks for, and whatever somebody was offered besides."""
        shown = {window.kind for window in self._windows(incident)} | {*FEWEST_KINDS}
        shown |= {kind for one in people for kind in one.offered}
        return tuple(kind for kind in self.protocols.interventions if kind in shown - NOT_ON_THE_BOARD)

    @staticmethod
    def _require_no_blanks(lines: list[Covered]) -> None:
        blanks = [line.name for line in lines if line.is_blank]
        if blanks:
            raise Problem(
                tr_count(
                    "{count} person was not offered anything yet.",
                    "{count} people were not offered anything yet.",
                    len(blanks),
                ),
                tr(
                    "Offer each a contact first, and note it under Who was offered what: {names}.",
                    names=names_words(blanks),
                ),
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


def _rows_of(work: Work, exposures: Iterable[UUID]) -> list[CoverageRecord]:
    return list(work.scalars(select(CoverageRecord).where(CoverageRecord.exposure_id.in_(list(exposures)))))


def _sealing(row: CoverageRecord) -> Sealing:
    return row.id, row.sealing


def _with(noted: Statuses, kind: Kind, offered: Offered) -> Statuses:
    """The notes about one person with this one changed."""
    others = {one: status for one, status in noted.items() if one is not kind}
    return others if offered is Offered.TO_OFFER else others | {kind: offered}
