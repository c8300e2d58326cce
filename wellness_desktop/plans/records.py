"""The tables of the crisis plans. People stand here by id only: their names and numbers are the roster's.

Rows that exist once per key have an id made from that key (`id_of`), so that two stations that fill in the same
field make the same row, and no unique rule can break when they exchange files (findings/store.md 8).
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid5

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.plans.bands import Band
from wellness_desktop.plans.overlay import EditKind
from wellness_desktop.plans.people import Place
from wellness_desktop.store.records import Record, enum_column

_NAMES = UUID("8f0c3f0e-6a0a-5f43-9c5e-6b1d3b7a2f10")


def id_of(*key: str) -> UUID:
    """The id of the row that exists once for this key."""
    return uuid5(_NAMES, "\n".join(key))


class Status(StrEnum):
    """Whether a plan may be printed without the draft mark."""

    DRAFT = "draft"
    APPROVED = "approved"


class FactRecord(Record):
    """What the agency entered for one field. Emptied fields keep their row, so that clearing travels too."""

    __tablename__ = "plans_fact"

    field: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[UUID | None]
    """No foreign key: when the person leaves the roster the plan must say so, not lose the row."""
    numbers: Mapped[list[str]] = mapped_column(JSON, default=list)
    detail: Mapped[str] = mapped_column(String(200), default="")


class SeatRecord(Record):
    """Who holds a role, for all plans ("core") or for one."""

    __tablename__ = "plans_seat"

    plan: Mapped[str] = mapped_column(String(20))
    role: Mapped[str] = mapped_column(String(20))
    place: Mapped[Place] = enum_column(Place)
    person_id: Mapped[UUID | None]


class EditRecord(Record):
    """The agency's own words for an item, an item it hid, or one it added."""

    __tablename__ = "plans_edit"

    plan: Mapped[str] = mapped_column(String(20))
    item: Mapped[str] = mapped_column(String(80))
    kind: Mapped[EditKind | None] = enum_column(EditKind, nullable=True)
    """Empty when the item was put back as the template has it."""
    text: Mapped[str] = mapped_column(Text, default="")
    based_on: Mapped[str] = mapped_column(Text, default="")
    table: Mapped[str] = mapped_column(String(20), default="")
    where: Mapped[str] = mapped_column(String(20), default="")
    role: Mapped[str] = mapped_column(String(20), default="")


class ContributorRecord(Record):
    """Somebody who had a say in a plan; a name and a group, nothing else."""

    __tablename__ = "plans_contributor"

    plan: Mapped[str] = mapped_column(String(20), index=True)
    band: Mapped[Band] = enum_column(Band)
    name: Mapped[str] = mapped_column(String(120))


class PlanRecord(Record):
    """One plan of the agency."""

    __tablename__ = "plans_plan"

    plan: Mapped[str] = mapped_column(String(20))
    status: Mapped[Status] = enum_column(Status, default=Status.DRAFT)
    review_on: Mapped[date | None]


class VersionRecord(Record):
    """One approved version, with the text of every section as it was then."""

    __tablename__ = "plans_version"

    plan: Mapped[str] = mapped_column(String(20), index=True)
    number: Mapped[str] = mapped_column(String(20))
    approved_at: Mapped[datetime]
    approved_on: Mapped[date]
    """The calendar date at the station."""
    approved_by: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(String(500), default="")
    changed: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Sections that differ from the version before."""
    texts: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
