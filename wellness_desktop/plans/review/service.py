"""After-action reviews: begun from a run, or without one; asked, rated, heard, and printed (crisis_plans.md K)."""

from datetime import date, datetime, time
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.plans.records import id_of
from wellness_desktop.plans.review.kinds import Cause, Stage, Voice
from wellness_desktop.plans.review.lesson_desk import LONGEST, LessonDesk
from wellness_desktop.plans.review.questions import question_words
from wellness_desktop.plans.review.reading_desk import gone, objective_of
from wellness_desktop.plans.review.records import AnswerRecord, ObjectiveRecord, ReviewRecord, VoiceRecord
from wellness_desktop.plans.review.values import Answer, NewVoice, Objective, Review, ReviewLine, Sheet
from wellness_desktop.plans.runs.kinds import Rating
from wellness_desktop.roster.people import Done
from wellness_desktop.store.problems import require_version

LONGEST_NAME = 200
LONGEST_WHO = 120
LONGEST_ANSWER = 8000


class AfterAction(LessonDesk):
    """Writing needs `Can.REVIEW_PLANS`: hot washes are held by sergeants. Withdrawing needs `Can.EDIT_PLANS`."""

    # Beginning

    def begin_for_run(self, run_id: UUID) -> Done[UUID]:
        """A review of a run or drill that is over, with its name, dates and objectives.

        Raises Problem for a run that still goes on, and for one that has a review.
        """
        self._actor.require(Can.REVIEW_PLANS)
        run = self._plans.runs.run(run_id)
        state = self._plans.runs.state(run)
        if state.ended is None:
            raise Problem(tr("This plan is still in use."), tr("End it first; the review begins at its end."))
        if any(one.run == run_id for one in self.reviews()):
            raise Problem(tr("There is a review of this already."), tr("Go on with that one."))
        name = tr("{code} {title}", code=run.text.code, title=run.text.title)
        record = ReviewRecord(
            id=uuid4(),
            cause=Cause.DRILL if run.drill else Cause.RUN,
            run_id=run_id,
            plan=run.text.plan,
            name=name[:LONGEST_NAME],
            began_on=self._day(run.began_at),
            ended_on=self._day(max(state.ended.at, run.began_at)),
            over_at=max(state.ended.at, run.began_at),
            left_out=[],
        )
        return self._begin(record, run.text.objectives)

    def begin_without_run(self, name: str, cause: Cause, on: date, *, plan: str = "") -> Done[UUID]:
        """A review of something else that happened on a day: a near miss, a drill on paper."""
        self._actor.require(Can.REVIEW_PLANS)
        name = " ".join(name.split())[:LONGEST_NAME]
        if not name:
            raise Problem(tr("The review has no name yet."), tr("Say in a few words what it is about."))
        if on > self.today:
            raise Problem(tr("That day is still to come."), tr("A review looks back."))
        over = datetime.combine(on, time(23, 59), self._zone)
        record = ReviewRecord(
            id=uuid4(), cause=cause, plan=plan, name=name, began_on=on, ended_on=on, over_at=over, left_out=[]
        )
        objectives = self._plans.runs.look_ahead(plan, drill=cause is Cause.DRILL).objectives if plan else ()
        return self._begin(record, objectives)

    def rename(self, review: ReviewLine, name: str) -> Done[UUID]:
        """A better name, such as the code name of the event."""
        name = " ".join(name.split())[:LONGEST_NAME]
        if not name:
            raise Problem(tr("The review has no name yet."), tr("Say in a few words what it is about."))
        return self._change(review, "name", name)

    def hold(self, review: ReviewLine, stage: Stage, on: date | None) -> Done[UUID]:
        """The hot wash was held, the draft or the final report finished, on that day; None takes it back."""
        if on is not None and on > self.today:
            raise Problem(tr("That day is still to come."), tr("Note it once it is done."))
        if on is not None and on < review.ended_on:
            raise Problem(tr("It was not over on that day."), tr("Look at the day again."))
        column = {Stage.HOT_WASH: "hot_wash_on", Stage.DRAFT: "draft_on", Stage.FINAL: "final_on"}[stage]
        return self._change(review, column, on)

    def show_line(self, review: Review, key: str, *, shown: bool) -> Done[UUID]:
        """Whether a line of the run's timeline stands in the report; the run itself keeps it."""
        kept = [one.key for one in review.clock if not one.shown and one.key != key]
        return self._change(review.line, "left_out", kept if shown else [*kept, key])

    def withdraw(self, review: ReviewLine) -> Done[UUID]:
        """Takes a review out of the list, such as one begun twice; the record and its lessons stay."""
        self._actor.require(Can.EDIT_PLANS)
        return self._change(review, "withdrawn", True)

    # Saying

    def say(self, review: UUID, question: str, text: str, seen: Answer | None = None) -> Done[UUID]:
        """Answers one question. Raises ChangedElsewhere when it says something else than `seen` by now."""
        self._actor.require(Can.REVIEW_PLANS)
        if question not in question_words():
            raise gone()
        key = id_of("review answer", str(review), question)
        with self._store.work() as session:
            self._record(session, review)
            row = session.get(AnswerRecord, key)
            before = row.text if row is not None else ""
            if row is None:
                row = AnswerRecord(id=key, review_id=review, question=question)
                session.add(row)
            elif seen is not None:
                require_version(row, seen.version, row.text)
            row.text = text.strip()[:LONGEST_ANSWER]
            self._note(session, review)

        def undo() -> None:
            with self._store.work() as session:
                answer = session.get(AnswerRecord, key)
                if answer is None:
                    raise gone()
                answer.text = before

        return Done(key, undo)

    def add_objective(self, review: UUID, text: str) -> Done[UUID]:
        """One more objective, behind the others."""
        self._actor.require(Can.REVIEW_PLANS)
        text = text.strip()[:LONGEST]
        if not text:
            raise Problem(tr("The objective has no words yet."), tr("Say what should have been reached."))
        with self._store.work() as session:
            self._record(session, review)
            last = session.scalar(select(func.max(ObjectiveRecord.place)).where(ObjectiveRecord.review_id == review))
            row = ObjectiveRecord(id=uuid4(), review_id=review, place=(last or 0) + 1, text=text)
            session.add(row)
            self._note(session, review)
            key = row.id

        def undo() -> None:
            with self._store.work() as session:
                session.delete(self._objective(session, key))

        return Done(key, undo)

    def rate(self, objective: Objective, text: str, rating: Rating | None, why: str) -> Done[UUID]:
        """How an objective was met, in the four grades of HSEEP, and why."""
        self._actor.require(Can.REVIEW_PLANS)
        text = text.strip()[:LONGEST]
        if not text:
            raise Problem(tr("The objective has no words yet."), tr("Say what should have been reached."))
        with self._store.work() as session:
            row = self._objective(session, objective.id)
            require_version(row, objective.version, objective_of(row))
            before = row.text, row.rating, row.why
            row.text, row.rating, row.why = text, rating, why.strip()[:LONGEST]
            self._note(session, row.review_id)

        def undo() -> None:
            with self._store.work() as session:
                row = self._objective(session, objective.id)
                row.text, row.rating, row.why = before

        return Done(objective.id, undo)

    def remove_objective(self, objective: Objective) -> Done[UUID]:
        """Takes out an objective that was none this time."""
        self._actor.require(Can.REVIEW_PLANS)
        with self._store.work() as session:
            row = self._objective(session, objective.id)
            require_version(row, objective.version, objective_of(row))
            review, place = row.review_id, row.place
            session.delete(row)
            self._note(session, review)

        def undo() -> None:
            with self._store.work() as session:
                session.add(
                    ObjectiveRecord(
                        review_id=review,
                        place=place,
                        text=objective.text,
                        rating=objective.rating,
                        why=objective.why,
                    )
                )

        return Done(objective.id, undo)

    def add_sheet(self, review: UUID, sheet: NewVoice) -> Done[UUID]:
        """Types a sheet in as it was handed back, with a name only where the writer wants one."""
        self._actor.require(Can.REVIEW_PLANS)
        said = {question: text.strip()[:LONGEST_ANSWER] for question, text in sheet.said.items() if text.strip()}
        if not said:
            raise Problem(tr("The sheet is empty."), tr("Type what stands on it, under any of the questions."))
        with self._store.work() as session:
            self._record(session, review)
            row = VoiceRecord(
                id=uuid4(),
                review_id=review,
                voice=sheet.voice,
                who=" ".join(sheet.who.split())[:LONGEST_WHO],
                outside=sheet.outside and sheet.voice is Voice.COMMUNITY,
                typed_on=self.today,
                said=said,
            )
            session.add(row)
            self._note(session, review)
            key = row.id

        def undo() -> None:
            self._drop_sheet(key)

        return Done(key, undo)

    def remove_sheet(self, review: UUID, sheet: Sheet) -> Done[UUID]:
        """Deletes a sheet, such as one whose writer takes it back."""
        self._actor.require(Can.REVIEW_PLANS)
        self._drop_sheet(sheet.id)

        def undo() -> None:
            self.add_sheet(review, sheet.sheet)

        return Done(sheet.id, undo)

    # Paper

    def print_report(self, review: UUID, *, large: bool = False) -> bytes:
        """The report as a tagged PDF; a draft until the review is final."""
        from wellness_desktop.plans.review.prints import report

        self._actor.require(Can.REVIEW_PLANS)
        found = self.review(review)
        self._note_printed(review)
        return report(found, self._paper(large=large))

    def print_sheet(self, review: UUID, voice: Voice, *, large: bool = False) -> bytes:
        """The blank sheet of one group."""
        from wellness_desktop.plans.review.prints import voice_sheet

        return voice_sheet(self.review(review), voice, self._paper(large=large))

    def print_lessons(self, lessons: tuple[UUID, ...], *, large: bool = False) -> bytes:
        """The register, with the lessons chosen, in their order there."""
        from wellness_desktop.plans.review.prints import register

        wanted = frozenset(lessons)
        return register([one for one in self.lessons() if one.id in wanted], self._paper(large=large))

    # Inner parts

    def _paper(self, *, large: bool) -> Paper:
        return Paper(self.now, self._zone, self._plans.agency_name, self._plans.paper_size, large)

    def _begin(self, record: ReviewRecord, objectives: tuple[str, ...]) -> Done[UUID]:
        key = record.id
        with self._store.work() as session:
            session.add(record)
            for place, text in enumerate(objectives, 1):
                session.add(ObjectiveRecord(review_id=key, place=place, text=text))
            self._note(session, key)
        return Done(key, lambda: self._put_back(key, "withdrawn", True))

    def _change(self, review: ReviewLine, column: str, value: object) -> Done[UUID]:
        self._actor.require(Can.REVIEW_PLANS)
        with self._store.work() as session:
            record = self._record(session, review.id)
            require_version(record, review.version)
            before = getattr(record, column)
            setattr(record, column, value)
            self._note(session, review.id)
        return Done(review.id, lambda: self._put_back(review.id, column, before))

    def _put_back(self, review: UUID, column: str, value: object) -> None:
        with self._store.work() as session:
            record = session.get(ReviewRecord, review)
            if record is None:
                raise gone()
            setattr(record, column, value)
            self._note(session, review)

    def _drop_sheet(self, sheet: UUID) -> None:
        with self._store.work() as session:
            row = session.get(VoiceRecord, sheet)
            if row is None:
                raise gone()
            review = row.review_id
            session.delete(row)
            self._note(session, review)

    def _objective(self, session: Session, objective: UUID) -> ObjectiveRecord:
        row = session.get(ObjectiveRecord, objective)
        if row is None:
            raise gone()
        return row

    def _note(self, session: Session, review: UUID) -> None:
        self._audit.record(session, self._actor, Event.PLAN_CHANGED, review)

    def _note_printed(self, review: UUID) -> None:
        with self._store.work() as session:
            self._audit.record(session, self._actor, Event.PRINTED, review)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()
