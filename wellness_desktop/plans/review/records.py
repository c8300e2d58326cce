"""The tables of after-action reviews: records of the agency that may be asked for by the public.

Owners are roles. Nobody of the roster stands here by id, no incident and no session either, and no number of either:
what support people do is not in here (CP-T14, proven by tests/plans/test_plans_review.py). No daily run deletes them.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.plans.review.kinds import Cause, Voice
from wellness_desktop.plans.runs.kinds import Rating
from wellness_desktop.store.records import Record, enum_column


class ReviewRecord(Record):
    """One review."""

    __tablename__ = "plans_review"

    cause: Mapped[Cause] = enum_column(Cause)
    run_id: Mapped[UUID | None] = mapped_column(index=True)
    plan: Mapped[str] = mapped_column(String(20), default="")
    name: Mapped[str] = mapped_column(String(200))
    began_on: Mapped[date]
    ended_on: Mapped[date]
    over_at: Mapped[datetime]
    """From here the three dates count."""
    hot_wash_on: Mapped[date | None]
    draft_on: Mapped[date | None]
    final_on: Mapped[date | None]
    left_out: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Lines of the run's timeline that stay out of the report."""
    withdrawn: Mapped[bool] = mapped_column(default=False)


class AnswerRecord(Record):
    """One answer; a row of its own, so that two people may answer two questions at the same time."""

    __tablename__ = "plans_review_answer"

    review_id: Mapped[UUID] = mapped_column(index=True)
    question: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text, default="")


class ObjectiveRecord(Record):
    """One objective and how it was met."""

    __tablename__ = "plans_review_objective"

    review_id: Mapped[UUID] = mapped_column(index=True)
    place: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    rating: Mapped[Rating | None] = enum_column(Rating, nullable=True)
    why: Mapped[str] = mapped_column(Text, default="")


class VoiceRecord(Record):
    """One sheet that was handed back and typed in."""

    __tablename__ = "plans_review_voice"

    review_id: Mapped[UUID] = mapped_column(index=True)
    voice: Mapped[Voice] = enum_column(Voice)
    who: Mapped[str] = mapped_column(String(120), default="")
    """As the writer wants to be named; empty for unnamed."""
    outside: Mapped[bool] = mapped_column(default=False)
    """Stands in no partner register of ours."""
    typed_on: Mapped[date]
    said: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


class LessonRecord(Record):
    """One lesson with what is to be done about it."""

    __tablename__ = "plans_lesson"

    review_id: Mapped[UUID | None] = mapped_column(index=True)
    source: Mapped[str] = mapped_column(String(200))
    """Where it comes from, in words: the review may be withdrawn, and some lessons have none."""
    number: Mapped[str] = mapped_column(String(20))
    lesson: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(String(20), default="")
    """A role of the plans, such as R02; never a person."""
    start: Mapped[date | None]
    due: Mapped[date | None]
    done_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(Text, default="")
    places: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    """Plan and item that have to change."""
    tested_by: Mapped[str] = mapped_column(String(200), default="")
    """The next exercise that shows whether it holds."""
    withdrawn: Mapped[bool] = mapped_column(default=False)
