"""The tables of the register of paper copies. Holders stand here by id or in the agency's words, never both."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.base.settings import PaperSize
from wellness_desktop.plans.copies.kinds import CopyState
from wellness_desktop.store.records import Record, enum_column


class EditionRecord(Record):
    """The pages of a paper as they were printed at some time: many copies hold the same ones."""

    __tablename__ = "plans_edition"

    kind: Mapped[str] = mapped_column(String(20))
    plan: Mapped[str] = mapped_column(String(20), index=True)
    """The plan's id, or "all"."""
    large: Mapped[bool]
    paper: Mapped[PaperSize] = mapped_column(String(10))
    printed_at: Mapped[datetime]
    source: Mapped[str] = mapped_column(String(64))
    """Stays the same as long as nothing that is printed has changed; tells so without laying the pages out."""
    pages: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    """Code and fingerprint of every page, in their order."""


class CopyRecord(Record):
    """One numbered copy on paper. It keeps its number for good; no other copy gets it again."""

    __tablename__ = "plans_copy"

    kind: Mapped[str] = mapped_column(String(20))
    plan: Mapped[str] = mapped_column(String(20), index=True)
    large: Mapped[bool]
    paper: Mapped[PaperSize] = mapped_column(String(10))
    number: Mapped[int]
    mark: Mapped[str] = mapped_column(String(4))
    """Letters that stand behind the number: two stations may hand out the same number on the same day."""
    holder_id: Mapped[UUID | None]
    """No foreign key: when the person leaves, the register must say that the copy is to be taken back."""
    holder: Mapped[str] = mapped_column(String(120), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    made_on: Mapped[date]
    edition_id: Mapped[UUID]
    """The pages it holds."""
    check_by: Mapped[date | None]
    """The day on the foot of its pages."""
    coming_id: Mapped[UUID | None]
    """The pages that were printed for it and are not put in yet."""
    coming_on: Mapped[date | None]
    coming_check_by: Mapped[date | None]
    state: Mapped[CopyState] = enum_column(CopyState, default=CopyState.IN_USE)
    ended_on: Mapped[date | None]


class ReadingRecord(Record):
    """Somebody has read a copy: initials and the day, as on the sheet in the binder (F-20)."""

    __tablename__ = "plans_reading"

    copy_id: Mapped[UUID] = mapped_column(index=True)
    edition_id: Mapped[UUID]
    initials: Mapped[str] = mapped_column(String(12))
    read_on: Mapped[date]
