"""The tables of feedback: what was left, sealed; what was answered, in the coordinator's words; when it was read."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.feedback.answers import Outcome
from wellness_desktop.store.records import Record, Sealed, enum_column


class FeedbackRecord(Record):
    """One note from the front door, sealed to the support team."""

    __tablename__ = "feedback_note"

    week: Mapped[date] = mapped_column(index=True)
    """The Monday of the week in which it was taken in: when it was written is not known here, nor kept."""
    sealing: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(Sealed)


class AnswerRecord(Record):
    """You said, we did: written anew by the coordinator, tied to no note, meant to be read by everybody."""

    __tablename__ = "feedback_answer"

    said: Mapped[str] = mapped_column(String(300))
    outcome: Mapped[Outcome] = enum_column(Outcome)
    did: Mapped[str] = mapped_column(String(600))
    decided_on: Mapped[date]
    shown: Mapped[bool] = mapped_column(default=True)
    """Whether it stands at the front door."""


class ReadingRecord(Record):
    """One reading of what was left, on its day, and the day of the next one."""

    __tablename__ = "feedback_reading"

    held_on: Mapped[date]
    next_on: Mapped[date]
