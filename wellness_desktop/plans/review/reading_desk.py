"""Reading reviews and the register of lessons."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.desk import StationDesk
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.review.dates import stage_dates
from wellness_desktop.plans.review.keep_out import KeepOut, keep_out
from wellness_desktop.plans.review.kinds import LessonState, Stage, Voice
from wellness_desktop.plans.review.questions import question_words
from wellness_desktop.plans.review.records import (
    AnswerRecord,
    LessonRecord,
    ObjectiveRecord,
    ReviewRecord,
    VoiceRecord,
)
from wellness_desktop.plans.review.values import (
    Answer,
    ClockLine,
    Lesson,
    NewLesson,
    NewVoice,
    Objective,
    PlanPlace,
    Review,
    ReviewLine,
    Sheet,
)
from wellness_desktop.plans.runs.values import RunLine, TimelineEntry
from wellness_desktop.plans.templates import CORE

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans
    from wellness_desktop.roster.service import Roster


class ReadingDesk(StationDesk):
    """Reviews and their sheets need `Can.REVIEW_PLANS`; the register of lessons is for everybody who sees the plans."""

    def __init__(self, plans: "Plans", roster: "Roster", *station: Any) -> None:
        """`station` is what every desk stands on, in the order of StationDesk."""
        super().__init__(*station)
        self._plans, self._roster = plans, roster

    def reviews(self) -> tuple[ReviewLine, ...]:
        """Every review, the newest event first."""
        self._actor.require(Can.REVIEW_PLANS)
        with self._store.read() as session:
            open_ones = Counter(
                session.scalars(
                    select(LessonRecord.review_id).where(
                        LessonRecord.done_on.is_(None), LessonRecord.withdrawn.is_(False)
                    )
                )
            )
            rows = session.scalars(select(ReviewRecord).where(ReviewRecord.withdrawn.is_(False)))
            found = [self._line(row, open_ones[row.id]) for row in rows]
        return tuple(sorted(found, key=lambda one: (one.over_at, one.id), reverse=True))

    def review(self, review: UUID) -> Review:
        """One review with everything in it. Raises Problem when there is none."""
        self._actor.require(Can.REVIEW_PLANS)
        lessons = tuple(one for one in self.lessons() if one.review == review)
        with self._store.read() as session:
            record = self._record(session, review)
            left_out = frozenset(record.left_out)
            line = self._line(record, sum(one.state is not LessonState.DONE for one in lessons))
            answers = {
                row.question: Answer(row.text, row.version)
                for row in session.scalars(select(AnswerRecord).where(AnswerRecord.review_id == review))
            }
            objectives = tuple(
                objective_of(row)
                for row in session.scalars(
                    select(ObjectiveRecord)
                    .where(ObjectiveRecord.review_id == review)
                    .order_by(ObjectiveRecord.place, ObjectiveRecord.id)
                )
            )
            sheets = [
                Sheet(row.id, NewVoice(row.voice, dict(row.said), row.who, row.outside), row.typed_on)
                for row in session.scalars(
                    select(VoiceRecord).where(VoiceRecord.review_id == review).order_by(VoiceRecord.id)
                )
            ]
        sheets.sort(key=lambda one: list(Voice).index(one.sheet.voice))
        entries = self._timeline(line.run)
        clock = tuple(
            ClockLine(key, one, key not in left_out) for key, one in zip(_keys(entries), entries, strict=True)
        )
        return Review(line, answers, objectives, tuple(sheets), clock, line.run is not None and not entries, lessons)

    def runs_to_review(self) -> tuple[RunLine, ...]:
        """Runs and drills that are over and have no review yet, newest first."""
        taken = {one.run for one in self.reviews() if one.run is not None}
        return tuple(one for one in self._plans.runs.runs(but=taken) if not one.open and not one.by_mistake)

    def reviews_due(self) -> tuple[ReviewLine, ...]:
        """Reviews of which a date has passed."""
        return tuple(one for one in self.reviews() if one.due is not None and one.due.overdue)

    def lessons(self) -> tuple[Lesson, ...]:
        """The register across all reviews: the overdue first, then the open by date, then the done."""
        self._actor.require(Can.SEE_PLANS)
        titles = self.role_titles()
        with self._store.read() as session:
            rows = list(session.scalars(select(LessonRecord).where(LessonRecord.withdrawn.is_(False))))
            given = Counter(row.number for row in rows)
            found = [self._lesson(row, titles, twice=given[row.number] > 1) for row in rows]
        states = list(LessonState)
        return tuple(
            sorted(
                found,
                key=lambda one: (
                    states.index(one.state),
                    one.said.due is None,
                    one.said.due or self.today,
                    one.code,
                ),
            )
        )

    def open_lessons(self) -> tuple[Lesson, ...]:
        """What is not done yet, the overdue first: shown until it is closed."""
        return tuple(one for one in self.lessons() if one.state is not LessonState.DONE)

    def role_titles(self) -> dict[str, str]:
        """The roles that may own a lesson, by id."""
        self._actor.require(Can.SEE_PLANS)
        return {role.id: role.title for role in self._plans.template(CORE).role}

    def to_keep_out(self, review: Review) -> tuple[KeepOut, ...]:
        """What in a review does not belong into a public record. A hint, never a block."""
        self._actor.require(Can.REVIEW_PLANS)
        return keep_out(texts_of(review), self._names())

    def to_keep_out_of(self, text: str) -> tuple[KeepOut, ...]:
        """The same for a text that is being typed."""
        self._actor.require(Can.REVIEW_PLANS)
        return keep_out([("", text)], self._names())

    # Inner parts

    def _names(self) -> tuple[str, ...]:
        """The people of the roster, for whoever may see it whole."""
        return tuple(one.name for one in self._roster.people()) if self._actor.may(Can.SEE_WHOLE_ROSTER) else ()

    def _timeline(self, run: UUID | None) -> tuple[TimelineEntry, ...]:
        """Nothing for a review without a run, and for a run that is gone after the records were restored."""
        if run is None or all(one.id != run for one in self._plans.runs.runs()):
            return ()
        return self._plans.timeline(run)

    def _record(self, session: Session, review: UUID) -> ReviewRecord:
        record = session.get(ReviewRecord, review)
        if record is None or record.withdrawn:
            raise gone()
        return record

    def _line(self, record: ReviewRecord, open_lessons: int) -> ReviewLine:
        held = {Stage.HOT_WASH: record.hot_wash_on, Stage.DRAFT: record.draft_on, Stage.FINAL: record.final_on}
        return ReviewLine(
            record.id,
            record.cause,
            record.run_id,
            record.plan,
            record.name,
            record.began_on,
            record.ended_on,
            record.over_at,
            stage_dates(record.over_at, held, self.now, self._zone),
            open_lessons,
            record.version,
        )

    def _lesson(self, row: LessonRecord, titles: dict[str, str], *, twice: bool) -> Lesson:
        state = LessonState.OPEN
        if row.done_on is not None:
            state = LessonState.DONE
        elif row.due is not None and row.due < self.today:
            state = LessonState.OVERDUE
        code = f"{row.number}-{row.id.hex[:2].upper()}" if twice else row.number
        return Lesson(
            row.id,
            code,
            row.review_id,
            row.source,
            said_in(row),
            titles.get(row.owner, row.owner),
            row.done_on,
            row.evidence,
            state,
            row.version,
        )


def texts_of(review: Review) -> list[tuple[str, str]]:
    """Every text that the printed report holds, with where it stands."""
    words = question_words()
    clock = [(tr("By the clock"), one.entry.text) for one in review.clock if one.shown]
    return [
        (tr("Name"), review.line.name),
        *((words.get(name, name), answer.text) for name, answer in review.answers.items()),
        *((tr("Objective"), text) for one in review.objectives for text in (one.text, one.why)),
        *clock,
        *((one.sheet.voice.label, text) for one in review.sheets for text in one.sheet.said.values()),
        *(
            (tr("Lesson {code}", code=one.code), text)
            for one in review.lessons
            for text in (one.said.lesson, one.said.action, one.evidence)
        ),
    ]


def objective_of(row: ObjectiveRecord) -> Objective:
    """A row as a frozen value."""
    return Objective(row.id, row.text, row.rating, row.why, row.version)


def said_in(row: LessonRecord) -> NewLesson:
    """What a lesson says."""
    return NewLesson(
        lesson=row.lesson,
        action=row.action,
        owner=row.owner,
        start=row.start,
        due=row.due,
        places=tuple(PlanPlace(plan, item) for plan, item in row.places),
        tested_by=row.tested_by,
    )


def gone() -> Problem:
    """Somebody took it away, or the records are of another day."""
    return Problem(tr("This is not in the records any more."), tr("Go back to the list; it shows what there is."))


def _keys(entries: Sequence[TimelineEntry]) -> list[str]:
    """A name for each line that stays the same while the line does; two alike lines go by their order."""
    seen: Counter[str] = Counter()
    keys = []
    for one in entries:
        base = hashlib.sha256(f"{one.at.isoformat()}\n{one.entered_at.isoformat()}\n{one.text}".encode()).hexdigest()[
            :16
        ]
        seen[base] += 1
        keys.append(base if seen[base] == 1 else f"{base}-{seen[base]}")
    return keys
