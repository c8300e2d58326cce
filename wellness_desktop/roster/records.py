"""The roster's tables. No free text about a person beyond what helps to reach them (DB-02)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wellness_desktop.roster.kinds import CalendarKind, CheckedHow, Standing
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.store.records import Record, Sealed, enum_column


class PersonRecord(Record):
    """Somebody to call, or somebody who works here."""

    __tablename__ = "roster_person"

    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(240), index=True)
    call_name: Mapped[str] = mapped_column(String(60), default="")
    """What colleagues say, or a radio call sign."""
    agency: Mapped[str] = mapped_column(String(120), default="")
    own_agency: Mapped[bool] = mapped_column(default=True)
    roles: Mapped[list[str]] = mapped_column(JSON, default=list)
    standing: Mapped[Standing] = enum_column(Standing, default=Standing.ACTIVE)
    account_id: Mapped[UUID | None] = mapped_column(index=True)
    """The sign-in of this person, if there is one: "my own entry"."""
    edits: Mapped[int] = mapped_column(default=0)
    """Counts saves of this entry and its numbers, so that two editors of different numbers still meet."""
    removed_at: Mapped[datetime | None]
    """Taken off the roster; kept for a while so that it can be undone, then deleted."""

    email: Mapped[str] = mapped_column(String(254), default="")
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    area: Mapped[str] = mapped_column(String(120), default="")
    travel_minutes: Mapped[int | None]
    telehealth: Mapped[bool] = mapped_column(default=False)
    hours: Mapped[str] = mapped_column(String(120), default="")
    called_for: Mapped[str] = mapped_column(String(200), default="")

    reports_to: Mapped[UUID | None] = mapped_column(ForeignKey("roster_person.id"))
    shift_pattern: Mapped[str] = mapped_column(String(60), default="")
    """An id of shift_patterns.toml; empty when there is none."""
    shift_team: Mapped[str] = mapped_column(String(60), default="")
    cycle_start: Mapped[date | None]
    """The date on which the pattern's first team is on the first day of its cycle."""

    is_clinician: Mapped[bool] = mapped_column(default=False)
    """Holds a license to treat (DB-06)."""
    designated_on: Mapped[date | None]
    designated_by: Mapped[str] = mapped_column(String(120), default="")
    designation_document: Mapped[str] = mapped_column(String(120), default="")
    trained_by: Mapped[str] = mapped_column(String(120), default="")
    trained_until: Mapped[date | None]

    published_on: Mapped[date | None]
    """When the person agreed to stand on the front door; empty when they did not."""
    published_noted_by: Mapped[str] = mapped_column(String(120), default="", server_default="")
    """Who wrote the agreement down."""
    shared_on: Mapped[date | None]
    """When the person agreed to be handed to other agencies in an export; empty when they did not."""
    attributes: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """What the person says of themselves, in their own words, to be found by (provider_vetting.md 4 and 9)."""
    attributes_on: Mapped[date | None]
    """When the person wrote or agreed to them; nothing is kept without it."""
    agreement_on: Mapped[date | None]
    """When the confidentiality agreement of the team was signed."""
    consult: Mapped[str] = mapped_column(String(120), default="", server_default="")
    """The clinician whom this helper may call about a hard talk."""

    phones: Mapped[list["PhoneRecord"]] = relationship(
        cascade="all, delete-orphan", order_by="PhoneRecord.position", back_populates="person"
    )


class PhoneRecord(Record):
    """One number of a person, with when it was last known to be right."""

    __tablename__ = "roster_phone"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("roster_person.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    label: Mapped[str] = mapped_column(String(40), default="")
    typed: Mapped[str] = mapped_column(String(60))
    """As it was typed or imported."""
    number: Mapped[str] = mapped_column(String(20), index=True)
    """E.164, or a short code such as 988."""
    extension: Mapped[str] = mapped_column(String(12), default="")
    takes_texts: Mapped[bool] = mapped_column(default=False)
    published: Mapped[bool] = mapped_column(default=False)
    """May stand on the front door, once its owner agreed to stand there at all."""
    checked_on: Mapped[date | None]
    checked_by: Mapped[str] = mapped_column(String(120), default="")
    checked_how: Mapped[CheckedHow | None] = enum_column(CheckedHow, nullable=True)

    person: Mapped[PersonRecord] = relationship(back_populates="phones")


class DutyRecord(Record):
    """Somebody on call for a while."""

    __tablename__ = "roster_duty"
    __table_args__ = (Index("ix_roster_duty_span", "starts_at", "ends_at"),)

    layer: Mapped[Layer] = enum_column(Layer)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("roster_person.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    series: Mapped[UUID | None]
    """Shared by the duties that were entered as one repeat, so that "this and all later" can be changed."""


class CalendarRecord(Record):
    """Where somebody's time differs from the shift pattern; scheduling looks at it."""

    __tablename__ = "roster_calendar"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("roster_person.id"), index=True)
    kind: Mapped[CalendarKind] = enum_column(CalendarKind)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class RelationsRecord(Record):
    """To whom a helper is close: one sealed record per helper, opened by the support team only (COI-4)."""

    __tablename__ = "roster_relations"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("roster_person.id"), index=True)
    sealing: Mapped[int] = mapped_column(default=1)
    """Grows with every sealing, so that an older text cannot be put back unnoticed."""
    sealed: Mapped[bytes] = mapped_column(Sealed)
