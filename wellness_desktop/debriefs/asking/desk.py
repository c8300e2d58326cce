"""Who asks for a call, who should be asked: for the support team alone. Asking itself is open to everybody.

A request leaves no line in the audit log and no author in its seal: that somebody asked for support is nobody's
business but the team's. It is gone once somebody has settled it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.asking.load import WITHIN, Met, met_several, rests_until
from wellness_desktop.debriefs.asking.requests import Asked, CallWish, checked_wish, from_text, to_text
from wellness_desktop.debriefs.coverage_desk import CoverageDesk
from wellness_desktop.debriefs.desk import SUPPORT_TEAM, gone
from wellness_desktop.debriefs.incident_values import IncidentStatus, Report
from wellness_desktop.debriefs.protocols import Anchor, Kind, Window
from wellness_desktop.debriefs.records import ExposureRecord, IncidentRecord, QuestionRecord, RequestRecord
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.debriefs.windows import CareWindow, care_window
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.roster.people import Done
from wellness_desktop.store.note_box import NoteBox
from wellness_desktop.store.problems import require_version


@dataclass(frozen=True, slots=True)
class QuietQuestion:
    """Has anyone asked how somebody is? No score and no level: which events they met, and nothing of how they are."""

    person: UUID
    name: str
    events: tuple[str, ...]
    """Code names, the newest first."""
    exposure: UUID
    """At the newest of them that is still open, where an offer is noted."""
    until: datetime

    @property
    def id(self) -> UUID:
        """For lists that keep the chosen row."""
        return self.person


class AskingDesk(CoverageDesk):
    """Requests and quiet questions."""

    _notes: NoteBox | None = None

    def know_notes(self, box: NoteBox) -> None:
        """The box in which the front door leaves notes; told once, when the services are built."""
        self._notes = box

    # Asking: everybody

    def publish_address(self) -> bool:
        """Lets the front door seal notes to the support team; False when another key stood there, which is told.

        Raises Problem where no team was founded.
        """
        self._actor.require(Can.ASK_FOR_CALL)
        return self._box.publish(self._keyring, self.today)

    def ask_for_call(self, wish: CallWish) -> Done[UUID]:
        """Asks the support team for a call. Nobody else sees it, nor that it was asked (no audit line, no author)."""
        self._actor.require(Can.ASK_FOR_CALL)
        return self._leave(Asked(self.now, wish=checked_wish(wish)))

    def pass_on(self, report: Report) -> Done[UUID]:
        """Asks the support team to begin, for whoever may not start a plan: a peer's or dispatcher's request."""
        self._actor.require(Can.ASK_FOR_CALL)
        return self._leave(Asked(self.now, report=report, reporter=self._actor.name))

    def _leave(self, asked: Asked) -> Done[UUID]:
        box = self._box
        box.publish(self._keyring, self.today)
        note = box.leave(to_text(asked))
        return Done(note, lambda: self._take_back(note))

    def _take_back(self, note: UUID) -> None:
        if not self._box.remove(note):
            raise Problem(tr("The support team has it already."), tr("Tell them that you do not need the call."))

    # Answering: the support team

    @property
    def answers_requests(self) -> bool:
        """Whether this person sees requests: a helper or coordinator who holds the team's key."""
        return self._actor.may(Can.ANSWER_REQUESTS) and self._keyring.may_open(SUPPORT_TEAM)

    def gather(self) -> int:
        """Takes notes of the front door into the records; gives how many could not be opened.

        A note is removed only after it was saved, and one that is saved already is not saved twice.
        """
        self._require_answering()
        self._forget_questions()
        return self._notes.gather(self._keyring, from_text, self._take_in) if self._notes is not None else 0

    def _take_in(self, note: UUID, asked: Asked) -> None:
        with self._store.work() as work:
            if work.get(RequestRecord, note) is None:
                self._seal_request(work, RequestRecord(id=note, asked_at=asked.asked_at, sealing=0), asked)

    def requests(self) -> list[Asked]:
        """What waits for the team: what nobody has taken up first, then the oldest."""
        self._require_answering()
        with self._store.read() as work:
            rows = list(work.scalars(select(RequestRecord).order_by(RequestRecord.asked_at, RequestRecord.id)))
            found = [self._asked_of(row) for row in rows]
        return sorted(found, key=lambda one: not one.is_free)

    def request_clock(self, asked: Asked) -> list[CareWindow]:
        """What a state's law says about somebody who asks (the anchor request_by_officer), counted from the asking."""
        self._require_answering()
        if asked.wish is None:
            return []
        laws: Sequence[Window] = self.protocols.statutes
        mine = [law for law in laws if law.state == self.state and law.anchor is Anchor.ASKED]
        return [care_window(law, {Anchor.ASKED: asked.asked_at}) for law in mine]

    def take_up(self, asked: Asked) -> Done[Asked]:
        """Says to the team who calls back, so that two do not, or nobody does.

        Where somebody asked under their name and met an event that is still open, their care clock counts from it.
        """
        self._require_answering()
        taken = self._change_request(asked, replace(asked, taken_by=self._actor.name, taken_at=self.now))
        noted = self._note_asked(asked)

        def back() -> None:
            self._change_request(taken, replace(taken, taken_by="", taken_at=None))
            for exposure_id in noted:
                with self._store.work() as work:
                    self._seal_asked(work, exposure_id, None)

        return Done(taken, back)

    def settle_request(self, asked: Asked) -> Done[None]:
        """They were reached, or need no call any more: the request goes, with all that was typed."""
        self._require_answering()
        with self._store.work() as work:
            work.delete(self._request_row(work, asked))
        return Done(None, lambda: self._again(asked))

    def quiet_questions(self) -> list[QuietQuestion]:
        """Has anyone asked how they are? Only for the coordinator who holds the team's key, by name."""
        self._require_sealed()
        with self._store.read() as work:
            several = met_several(self._met(work), self.now)
            resting = self._resting(work)
            names = self._named(several)
        found = [
            QuietQuestion(
                person=person,
                name=names[person].name,
                events=tuple(call.code_name for call in calls),
                exposure=calls[0].exposure,
                until=rests_until(calls),
            )
            for person, calls in several.items()
            if person in names and frozenset(call.incident for call in calls) != resting.get(person)
        ]
        return sorted(found, key=lambda one: (one.name.casefold(), one.person))

    def rest_question(self, question: QuietQuestion) -> Done[None]:
        """Somebody has asked: the question is not put again for these events. What came of it is kept nowhere."""
        self._require_sealed()
        with self._store.work() as work:
            row = QuestionRecord(id=uuid4(), until=question.until, sealing=1)
            calls = met_several(self._met(work), self.now).get(question.person, ())
            about = {"person": str(question.person), "incidents": sorted(str(call.incident) for call in calls)}
            row.sealed = self._keyring.seal(json.dumps(about), record=row.id, version=1, to=SUPPORT_TEAM)
            work.add(row)
        return Done(None, lambda: self._wake_question(row.id))

    def offer_after_question(self, question: QuietQuestion) -> Done[None]:
        """Notes that a one-on-one contact is offered, sealed as every offer, and puts the question to rest."""
        self._require_sealed()
        with self._store.read() as work:
            stands = Kind.ONE_ON_ONE in self._statuses(work, question.exposure)
        offered = None if stands else self.set_offered(question.exposure, Kind.ONE_ON_ONE, Offered.OFFERED)
        rested = self.rest_question(question)

        def back() -> None:
            if offered is not None:
                offered.undo()
            rested.undo()

        return Done(None, back)

    # Inner parts

    @property
    def _box(self) -> NoteBox:
        if self._notes is None:
            raise Problem(tr("Nothing can be left for the support team here."), tr("Call one of the numbers."))
        return self._notes

    def _require_answering(self) -> None:
        self._actor.require(Can.ANSWER_REQUESTS)
        if not self._keyring.may_open(SUPPORT_TEAM):
            raise Problem(
                tr("Your sign-in does not hold the support team's key yet."),
                tr("Ask somebody of the support team to let you in, under Accounts."),
            )

    def _asked_of(self, row: RequestRecord) -> Asked:
        text = self._keyring.open(row.sealed, record=row.id, version=row.sealing)
        return replace(from_text(text), id=row.id, version=row.version)

    def _seal_request(self, work: Work, row: RequestRecord, asked: Asked) -> None:
        row.sealing += 1
        row.sealed = self._keyring.seal(to_text(asked), record=row.id, version=row.sealing, to=SUPPORT_TEAM)
        work.add(row)

    def _request_row(self, work: Work, asked: Asked) -> RequestRecord:
        row = work.get(RequestRecord, asked.id)
        if row is None:
            raise gone()
        require_version(row, asked.version, self._asked_of(row))
        return row

    def _change_request(self, before: Asked, after: Asked) -> Asked:
        with self._store.work() as work:
            row = self._request_row(work, before)
            self._seal_request(work, row, after)
            work.flush()
            return self._asked_of(row)

    def _again(self, asked: Asked) -> None:
        """Undo of settling: a new record, since the old one is gone everywhere."""
        with self._store.work() as work:
            self._seal_request(work, RequestRecord(id=uuid4(), asked_at=asked.asked_at, sealing=0), asked)

    def _note_asked(self, asked: Asked) -> list[UUID]:
        """When they asked, sealed, on their line of each open incident where no such moment stands yet."""
        if asked.wish is None or asked.wish.person is None:
            return []
        query = (
            select(ExposureRecord.id, ExposureRecord.incident_id)
            .join(IncidentRecord, IncidentRecord.id == ExposureRecord.incident_id)
            .where(ExposureRecord.person_id == asked.wish.person, IncidentRecord.status == IncidentStatus.OPEN)
        )
        with self._store.work() as work:
            lines = [
                exposure
                for exposure, incident in work.execute(query).all()
                if exposure not in self._asked(work, incident)
            ]
            for exposure in lines:
                self._seal_asked(work, exposure, asked.asked_at.astimezone(UTC))
        return lines

    def _met(self, work: Work) -> list[Met]:
        query = (
            select(
                ExposureRecord.person_id,
                ExposureRecord.id,
                IncidentRecord.id,
                IncidentRecord.code_name,
                IncidentRecord.trigger,
                IncidentRecord.ended_at,
            )
            .join(IncidentRecord, IncidentRecord.id == ExposureRecord.incident_id)
            .where(
                IncidentRecord.ended_at > self.now - WITHIN,
                ExposureRecord.exposure != Exposure.NOT_EXPOSED,
                ExposureRecord.person_id.is_not(None),
            )
        )
        return [
            Met(person, exposure, incident, code_name, trigger, ended_at)
            for person, exposure, incident, code_name, trigger, ended_at in work.execute(query)
            if person is not None
        ]

    def _resting(self, work: Work) -> dict[UUID, frozenset[UUID]]:
        """Whom not to ask about again, and for which events."""
        found: dict[UUID, frozenset[UUID]] = {}
        for row in work.scalars(select(QuestionRecord).where(QuestionRecord.until > self.now)):
            about = json.loads(self._keyring.open(row.sealed, record=row.id, version=row.sealing))
            found[UUID(about["person"])] = frozenset(UUID(one) for one in about["incidents"])
        return found

    def _forget_questions(self) -> None:
        """What was answered two weeks ago leaves nothing behind."""
        with self._store.work() as work:
            for row in work.scalars(select(QuestionRecord).where(QuestionRecord.until <= self.now)).all():
                work.delete(row)

    def _wake_question(self, row_id: UUID) -> None:
        with self._store.work() as work:
            row = work.get(QuestionRecord, row_id)
            if row is not None:
                work.delete(row)
