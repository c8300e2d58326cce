"""What the desk of reviews takes and returns."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from wellness_desktop.plans.review.dates import StageDate, next_stage
from wellness_desktop.plans.review.kinds import Cause, LessonState, Voice
from wellness_desktop.plans.runs.kinds import Rating
from wellness_desktop.plans.runs.values import TimelineEntry


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review in the list."""

    id: UUID
    cause: Cause
    run: UUID | None
    plan: str
    name: str
    began_on: date
    ended_on: date
    over_at: datetime
    dates: tuple[StageDate, ...]
    open_lessons: int
    version: int

    @property
    def due(self) -> StageDate | None:
        """What comes next; None once it is final."""
        return next_stage(self.dates)


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands under a question."""

    text: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective, and how it was met."""

    id: UUID
    text: str
    rating: Rating | None
    why: str
    version: int


@dataclass(frozen=True, slots=True)
class NewVoice:
    """A sheet as it is typed in."""

    voice: Voice
    said: dict[str, str]
    who: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was typed in."""

    id: UUID
    sheet: NewVoice
    typed_on: date


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A line of the run's timeline, and whether it stands in the report."""

    key: str
    entry: TimelineEntry
    shown: bool


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """An item of a plan that a lesson changes."""

    plan: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLesson:
    """A lesson as it is typed."""

    lesson: str
    action: str = ""
    owner: str = ""
    start: date | None = None
    due: date | None = None
    places: tuple[PlanPlace, ...] = ()
    tested_by: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson in the register."""

    id: UUID
    code: str
    """Its number; with letters where another station gave the same one."""
    review: UUID | None
    source: str
    said: NewLesson
    owner_title: str
    done_on: date | None
    evidence: str
    state: LessonState
    version: int


@dataclass(frozen=True, slots=True)
class Review:
    """One review with everything in it."""

    line: ReviewLine
    answers: dict[str, Answer] = field(default_factory=dict)
    objectives: tuple[Objective, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    clock: tuple[ClockLine, ...] = ()
    run_lost: bool = False
    """It was made from a run that is not in the records any more."""
    lessons: tuple[Lesson, ...] = ()
