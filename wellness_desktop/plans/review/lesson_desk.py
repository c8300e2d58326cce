"""The register of lessons: what is to be done, by which role, until when, and what shows that it was."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.review.reading_desk import ReadingDesk, gone, said_in
from wellness_desktop.plans.review.records import LessonRecord
from wellness_desktop.plans.review.values import Lesson, NewLesson
from wellness_desktop.roster.people import Done
from wellness_desktop.store.problems import require_version

LONGEST = 2000
LONGEST_SOURCE = 200


class LessonDesk(ReadingDesk):
    """Everything needs `Can.REVIEW_PLANS`: the sergeant who did it says so."""

    def start_lesson(self, text: str, source: str, *, review: UUID | None = None) -> Done[UUID]:
        """A lesson from somewhere else, such as a near miss; `source` says from where, without a name or an hour."""
        return self.save_lesson(NewLesson(lesson=text), source=source, review=review)

    def save_lesson(
        self, said: NewLesson, lesson: Lesson | None = None, *, source: str = "", review: UUID | None = None
    ) -> Done[UUID]:
        """A new lesson, or other words for one. Raises Problem for one without words or with dates the wrong way."""
        self._actor.require(Can.REVIEW_PLANS)
        self._require_sense(said)
        with self._store.work() as session:
            if lesson is None:
                row = LessonRecord(
                    id=uuid4(),
                    review_id=review,
                    source=self._source(session, source, review),
                    number=self._number(session),
                )
                session.add(row)
                undo = self._withdrawing(row.id)
            else:
                row = self._row(session, lesson)
                undo = self._writing_back(row.id, said_in(row))
            _write(row, said)
            self._audit.record(session, self._actor, Event.PLAN_CHANGED, row.id)
            return Done(row.id, undo)

    def close_lesson(self, lesson: Lesson, on: date, evidence: str) -> Done[UUID]:
        """It is done, and this shows it. Raises Problem without evidence, or for a day that is still to come."""
        self._actor.require(Can.REVIEW_PLANS)
        evidence = evidence.strip()[:LONGEST]
        if not evidence:
            raise Problem(
                tr("What shows that it is done?"), tr("A page, a date of training, a receipt: say where one finds it.")
            )
        if on > self.today:
            raise Problem(tr("That day is still to come."), tr("Close it once it is done."))
        return self._set_done(lesson, on, evidence)

    def reopen_lesson(self, lesson: Lesson) -> Done[UUID]:
        """It was not done after all. What was shown stays."""
        self._actor.require(Can.REVIEW_PLANS)
        return self._set_done(lesson, None, lesson.evidence)

    def withdraw_lesson(self, lesson: Lesson) -> Done[UUID]:
        """Takes a lesson out of the register, such as one that was typed twice; the record keeps it."""
        self._actor.require(Can.EDIT_PLANS)
        with self._store.work() as session:
            row = self._row(session, lesson)
            row.withdrawn = True
            self._audit.record(session, self._actor, Event.PLAN_CHANGED, row.id)
        return Done(lesson.id, lambda: self._set_withdrawn(lesson.id, withdrawn=False))

    # Inner parts

    def _require_sense(self, said: NewLesson) -> None:
        if not said.lesson.strip():
            raise Problem(tr("The lesson has no words yet."), tr("Say in one sentence what we learned."))
        if said.start is not None and said.due is not None and said.due < said.start:
            raise Problem(tr("It would be due before it begins."), tr("Look at the two days again."))
        if said.owner and said.owner not in self.role_titles():
            raise Problem(tr("A role of the plans has to own it."), tr("People move on; a role stays. Choose one."))

    def _set_done(self, lesson: Lesson, on: date | None, evidence: str) -> Done[UUID]:
        with self._store.work() as session:
            row = self._row(session, lesson)
            before = row.done_on, row.evidence
            row.done_on, row.evidence = on, evidence
            self._audit.record(session, self._actor, Event.PLAN_CHANGED, row.id)

        def undo() -> None:
            with self._store.work() as session:
                row = self._any_row(session, lesson.id)
                row.done_on, row.evidence = before

        return Done(lesson.id, undo)

    def _withdrawing(self, lesson: UUID) -> Callable[[], None]:
        return lambda: self._set_withdrawn(lesson, withdrawn=True)

    def _set_withdrawn(self, lesson: UUID, *, withdrawn: bool) -> None:
        with self._store.work() as session:
            self._any_row(session, lesson).withdrawn = withdrawn

    def _writing_back(self, lesson: UUID, before: NewLesson) -> Callable[[], None]:
        def undo() -> None:
            with self._store.work() as session:
                _write(self._any_row(session, lesson), before)

        return undo

    def _source(self, session: Session, source: str, review: UUID | None) -> str:
        words = " ".join(source.split())
        if not words and review is not None:
            words = self._record(session, review).name
        return (words or tr("Not from a review"))[:LONGEST_SOURCE]

    def _number(self, session: Session) -> str:
        """The next number of this year; two stations may give the same, which the register then tells apart."""
        year = f"{self.today.year}-"
        given = session.scalars(select(LessonRecord.number).where(LessonRecord.number.startswith(year)))
        last = max((int(one.removeprefix(year)) for one in given), default=0)
        return f"{year}{last + 1:02}"

    def _row(self, session: Session, lesson: Lesson) -> LessonRecord:
        row = self._any_row(session, lesson.id)
        require_version(row, lesson.version, said_in(row))
        return row

    def _any_row(self, session: Session, lesson: UUID) -> LessonRecord:
        row = session.get(LessonRecord, lesson)
        if row is None:
            raise gone()
        return row


def _write(row: LessonRecord, said: NewLesson) -> None:
    row.lesson, row.action = said.lesson.strip()[:LONGEST], said.action.strip()[:LONGEST]
    row.owner, row.start, row.due = said.owner, said.start, said.due
    row.places = [[one.plan, one.item] for one in said.places]
    row.tested_by = " ".join(said.tested_by.split())[:LONGEST_SOURCE]
