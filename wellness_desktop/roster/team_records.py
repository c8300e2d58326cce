"""Tables about the team behind the numbers: what was asked of a helper, what they learned, what was printed."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.roster.kinds import CheckedHow
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.store.records import Record, Sealed, enum_column


class Finding(StrEnum):
    """How a vetting question came out. Never a score: a rural file is often half full (provider_vetting.md 1)."""

    GOOD = "good"
    PARTLY = "partly"
    WARNING = "warning"
    NOT_ANSWERED = "not_answered"


class VettingRecord(Record):
    """One question of the vetting dossier, asked of one person (provider_vetting.md 3).

    The remark is sealed to the support team, since it may name someone together with support (DESIGN 5).
    """

    __tablename__ = "roster_vetting"
    __table_args__ = (UniqueConstraint("person_id", "question"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("roster_person.id"), index=True)
    question: Mapped[str] = mapped_column(String(60))
    """An id of resources/vetting; answers to a question that is gone are kept and shown last."""
    finding: Mapped[Finding] = enum_column(Finding)
    checked_on: Mapped[date | None]
    checked_by: Mapped[str] = mapped_column(String(120), default="")
    checked_how: Mapped[CheckedHow | None] = enum_column(CheckedHow, nullable=True)
    recheck_on: Mapped[date | None]
    sealing: Mapped[int] = mapped_column(default=0)
    remark: Mapped[bytes | None] = mapped_column(Sealed)


class CourseRecord(Record):
    """A course, certificate or refresher of one helper."""

    __tablename__ = "roster_course"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("roster_person.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40), default="")
    """An id of resources/credentials, which the state's rules count by; empty for anything else."""
    provider: Mapped[str] = mapped_column(String(120), default="")
    hours: Mapped[float | None]
    classroom_hours: Mapped[float | None]
    """The part held in person, where a rule asks for it."""
    completed_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    document: Mapped[str] = mapped_column(String(120), default="")
    """Where the paper lies or what number it has."""
    seen_by: Mapped[str] = mapped_column(String(120), default="")


class FieldChangeRecord(Record):
    """Which field of an entry changed, when, and by whose sign-in: ids and names of fields, never what it said."""

    __tablename__ = "roster_field_change"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("roster_person.id"), index=True)
    field: Mapped[str] = mapped_column(String(60))
    account_id: Mapped[UUID]
    changed_at: Mapped[datetime]


class PaperRecord(Record):
    """A print that shows people, so that whoever takes back their consent can be told which paper to shred."""

    __tablename__ = "roster_paper"

    kind: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime]
    account_id: Mapped[UUID]
    people: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Ids of the people on it."""
    holder: Mapped[str] = mapped_column(String(120), default="")
    gone_on: Mapped[date | None]
    """When somebody said that the copies are shredded or replaced."""


class TwoPeopleRecord(Record):
    """Two entries that look like one person and are not, as somebody said; they are not offered for merging again.

    Ids only. Two stations may both say it, so a pair may stand here twice and means the same.
    """

    __tablename__ = "roster_two_people"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("roster_person.id"), index=True)
    other_id: Mapped[UUID] = mapped_column(ForeignKey("roster_person.id"), index=True)


class ColumnsRecord(Record):
    """How the columns of a spreadsheet were matched, to be offered again for one with the same headings."""

    __tablename__ = "roster_columns"

    headings: Mapped[str] = mapped_column(String(64), unique=True)
    """A digest of the headings; the sheet itself is not kept."""
    matched: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


class ChainRecord(Record):
    """One link of the call chain: who is tried, and after how many minutes the next one is."""

    __tablename__ = "roster_chain"

    position: Mapped[int]
    layer: Mapped[Layer | None] = enum_column(Layer, nullable=True)
    """Whoever is on call in this layer; else the person, else the line."""
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("roster_person.id"))
    line: Mapped[str] = mapped_column(String(60), default="")
    """An id of the support lines."""
    give_up_minutes: Mapped[int] = mapped_column(default=10)
