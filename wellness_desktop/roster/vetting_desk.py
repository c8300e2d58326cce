"""Vetting dossiers: asked, kept, taken back, handed on and printed. The coordinator's alone (DESIGN 3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.entry_check import clean
from wellness_desktop.roster.history import VETTING, note_changes
from wellness_desktop.roster.kinds import CheckedHow, Standing
from wellness_desktop.roster.papers import PaperKind
from wellness_desktop.roster.people import Done, Person
from wellness_desktop.roster.people_desk import PeopleDesk
from wellness_desktop.roster.reading import everybody
from wellness_desktop.roster.saving import saved_person
from wellness_desktop.roster.team_records import Finding, VettingRecord
from wellness_desktop.roster.vetting import RECHECK_AFTER, Answer, Dossier, require_sound
from wellness_desktop.roster.vetting_questions import is_vetted, sets_for

VETTING_CHANGED = "vetting changed"
SUPPORT_TEAM = "support_team"
JSON_FORMAT = 1


class VettingDesk(PeopleDesk):
    """What was asked of clinicians, chaplains, treatment centers and EAPs."""

    def dossier(self, person_id: UUID) -> Dossier:
        """Everything asked of one person, remarks opened where this actor's keys open them.

        Raises Problem when the person is not on the roster.
        """
        self._actor.require(Can.EDIT_ROSTER)
        with self._store.read() as session:
            person = saved_person(session, person_id)
            rows = list(session.scalars(select(VettingRecord).where(VettingRecord.person_id == person_id)))
        return self._dossier(person, rows)

    def dossiers(self) -> list[Dossier]:
        """The dossiers of everybody active who is vetted, by name, without opening any remark."""
        self._actor.require(Can.EDIT_ROSTER)
        with self._store.read() as session:
            people = [each for each in everybody(session) if _is_asked(each)]
            rows: dict[UUID, list[VettingRecord]] = defaultdict(list)
            if people:
                for row in session.scalars(select(VettingRecord)):
                    rows[row.person_id].append(row)
        return [self._dossier(each, rows[each.id], opened=False) for each in people]

    def answer(self, person_id: UUID, answer: Answer) -> Done[Dossier]:
        """Keeps how a question came out, over the version it was read at.

        Raises ChangedElsewhere with the saved answer when somebody saved first, Problem when it cannot be kept.
        """
        self._actor.require(Can.EDIT_ROSTER)
        require_sound(answer, self.today)
        return self._put(person_id, answer.question, answer, answer.version)

    def take_back_answer(self, person_id: UUID, answer: Answer) -> Done[Dossier]:
        """As if the question had never been asked."""
        self._actor.require(Can.EDIT_ROSTER)
        return self._put(person_id, answer.question, None, answer.version)

    def dossier_as_json(self, person_id: UUID) -> dict[str, Any]:
        """The dossier as plain JSON values, to leave with an exported contact.

        A remark leaves only where this actor can open it; `remarks` says "included", "none" or "left_out". The
        caller asks whether the person agreed to be handed on.
        """
        self._actor.require(Can.EXPORT_CONTACTS)
        one = self.dossier(person_id)
        sealed = any(answer.has_remark for answer in one.answers.values())
        remarks = "none" if not sealed else "included" if one.opens_remarks else "left_out"
        return {
            "format": JSON_FORMAT,
            "remarks": remarks,
            "answers": [_as_json(answer) for _key, answer in sorted(one.answers.items())],
        }

    def take_dossier(self, person_id: UUID, block: Mapping[str, Any]) -> Done[int]:
        """Takes over what another agency asked; answers that stand here already are kept. Returns how many came.

        Who asked stays named as the block says. Raises Problem when the block is no dossier; nothing is kept then.
        """
        self._actor.require(Can.EDIT_ROSTER)
        answers = read_block(block, self.today)
        if any(each.remark for each in answers):
            self._require_seal()
        with self._work(VETTING_CHANGED, person_id) as session:
            saved_person(session, person_id)
            there = _rows(session, person_id)
            new = [answer for answer in answers if answer.question not in there]
            for answer in new:
                self._write(session, person_id, None, answer)
            self._note_vetting(session, person_id, bool(new))
        taken = [each.question for each in new]
        return Done(len(taken), lambda: self._drop(person_id, taken))

    def print_dossier(
        self,
        person_id: UUID,
        *,
        blank: bool = False,
        agency: str = "",
        size: Literal["letter", "a4"] = "letter",
        large: bool = False,
    ) -> bytes:
        """The questions as a PDF: with the answers, or blank to fill in on the phone."""
        from wellness_desktop.roster.vetting_prints import VettingPaper, vetting_sheet

        self._actor.require(Can.PRINT_CONFIDENTIAL)
        one = self.dossier(person_id)
        person = self.person(person_id)
        paper = VettingPaper(self.now.astimezone(self._zone), agency, size, large, blank)
        phone = person.best_phone(self.today)
        pdf = vetting_sheet(one, sets_for(person.roles), phone.shown if phone else "", paper)
        self._printed(PaperKind.DOSSIER, [person_id])
        return pdf

    # ------------------------------------------------------------------------------------------------ inner parts

    def _put(self, person_id: UUID, question: str, answer: Answer | None, seen: int) -> Done[Dossier]:
        with self._work(VETTING_CHANGED, person_id) as session:
            saved_person(session, person_id)
            row = _rows(session, person_id).get(question)
            before = self._read(row, opened=True) if row else None
            if (row.version if row else 0) != seen:
                raise _answered_meanwhile(before)
            if answer is None:
                if row is not None:
                    self._delete(session, row)
            else:
                self._write(session, person_id, row, answer)
            session.flush()
            self._note_vetting(session, person_id, True)
            after = _rows(session, person_id).get(question)
            version = after.version if after else 0
        kept = replace(before, version=version) if before else None
        return Done(self.dossier(person_id), lambda: self._undo(person_id, question, kept, version))

    def _undo(self, person_id: UUID, question: str, before: Answer | None, version: int) -> None:
        self._put(person_id, question, before, version)

    def _write(self, session: Session, person_id: UUID, row: VettingRecord | None, answer: Answer) -> None:
        if row is None:
            row = VettingRecord(person_id=person_id, question=answer.question, sealing=0)
            session.add(row)
        row.finding, row.checked_on = answer.finding, answer.checked_on
        row.checked_by = clean(answer.checked_by) or self._actor.name
        row.checked_how, row.recheck_on = answer.checked_how, answer.recheck_on
        if answer.remark is None or answer.remark == self._remark(row):
            return
        if not answer.remark.strip():
            row.remark = None
            return
        self._require_seal()
        row.sealing += 1
        row.remark = self._keyring.seal(answer.remark.strip(), record=row.id, version=row.sealing, to=SUPPORT_TEAM)

    def _delete(self, session: Session, row: VettingRecord) -> None:
        """Away with it; a remark that these keys do not open could not be put back by an undo, so it stays."""
        if row.remark is not None:
            self._require_seal()
        session.delete(row)

    def _require_seal(self) -> None:
        if not self._keyring.may_open(SUPPORT_TEAM):
            raise Problem(
                tr("Remarks are sealed to the support team, and you are not in it yet."),
                tr("Nothing was changed. Ask a member of the team to let you in, or work without a remark."),
            )

    def _remark(self, row: VettingRecord) -> str | None:
        if row.remark is None:
            return ""
        if not self._keyring.may_open(SUPPORT_TEAM):
            return None
        return self._keyring.open(row.remark, record=row.id, version=row.sealing)

    def _read(self, row: VettingRecord, *, opened: bool) -> Answer:
        return Answer(
            question=row.question,
            finding=row.finding,
            checked_on=row.checked_on or self.today,
            checked_by=row.checked_by,
            checked_how=row.checked_how,
            recheck_on=row.recheck_on,
            remark=self._remark(row) if opened else None,
            has_remark=row.remark is not None,
            version=row.version,
        )

    def _dossier(self, person: Person, rows: Iterable[VettingRecord], *, opened: bool = True) -> Dossier:
        questions = tuple(one for each in sets_for(person.roles) for one in each.questions)
        answers = {row.question: self._read(row, opened=opened) for row in rows}
        return Dossier(person.id, person.name, questions, answers, self._keyring.may_open(SUPPORT_TEAM))

    def _note_vetting(self, session: Session, person_id: UUID, changed: bool) -> None:
        if changed:
            note_changes(session, person_id, [VETTING], self._actor.account_id, self.now)

    def _drop(self, person_id: UUID, questions: Iterable[str]) -> None:
        with self._work(VETTING_CHANGED, person_id) as session:
            there = _rows(session, person_id)
            for question in questions:
                if question in there:
                    session.delete(there[question])


def read_block(block: Mapping[str, Any], today: date) -> list[Answer]:
    """The answers of a dossier from another agency. Raises Problem for anything that is not one."""
    try:
        if block["format"] != JSON_FORMAT:
            raise ValueError(JSON_FORMAT)
        answers = [_from_json(one) for one in block["answers"]]
        if len({each.question for each in answers}) != len(answers):
            raise ValueError(len(answers))
        for answer in answers:
            # A day's grace: the other agency may be a time zone ahead.
            require_sound(answer, today + timedelta(days=1))
    except (KeyError, TypeError, ValueError, AttributeError, Problem) as error:
        raise Problem(
            tr("The vetting answers in this file cannot be read."),
            tr(
                "Nothing of them was kept. Ask the other agency to export the contact again, or ask the questions anew."
            ),
        ) from error
    return [replace(each, checked_on=min(each.checked_on, today)) for each in answers]


def _is_asked(person: Person) -> bool:
    return is_vetted(person.roles) and person.standing is not Standing.LEFT


def _rows(session: Session, person_id: UUID) -> dict[str, VettingRecord]:
    rows = session.scalars(select(VettingRecord).where(VettingRecord.person_id == person_id))
    return {row.question: row for row in rows}


def _answered_meanwhile(theirs: Answer | None) -> ChangedElsewhere:
    return ChangedElsewhere(
        tr("Someone else answered this question while you had it open."),
        tr("Nothing was overwritten. It shows their answer now; change it if yours is right."),
        theirs,
    )


def _as_json(answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = {
        "question": answer.question,
        "finding": answer.finding.value,
        "checked_on": answer.checked_on.isoformat(),
        "checked_by": answer.checked_by,
        "checked_how": answer.checked_how.value if answer.checked_how else None,
        "recheck_on": answer.recheck_on.isoformat() if answer.recheck_on else None,
    }
    return found | ({"remark": answer.remark} if answer.remark else {})


def _from_json(one: Mapping[str, Any]) -> Answer:
    question, by, remark = one["question"], one.get("checked_by", ""), one.get("remark", "")
    if not all(isinstance(each, str) for each in (question, by, remark)):
        raise TypeError(type(question))
    if not 0 < len(question) <= 60 or clean(question) != question:
        raise ValueError(len(question))
    how, recheck = one.get("checked_how"), one.get("recheck_on")
    checked_on = date.fromisoformat(one["checked_on"])
    return Answer(
        question=question,
        finding=Finding(one["finding"]),
        checked_on=checked_on,
        checked_by=clean(by)[:120],
        checked_how=CheckedHow(how) if how else None,
        recheck_on=date.fromisoformat(recheck) if recheck else checked_on + RECHECK_AFTER,
        remark=remark,
    )
