"""The tables of retention: holds in force, and what the last runs deleted. Ids, moments and counts only."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.debriefs.retention.holds import HoldReason
from wellness_desktop.store.records import Record, enum_column


class LegalHoldRecord(Record):
    """Nothing about an incident, or nothing at all, is deleted. The row goes when the hold is lifted."""

    __tablename__ = "debriefs_legal_hold"

    incident_id: Mapped[UUID | None] = mapped_column(ForeignKey("debriefs_incident.id"), index=True)
    """None for the whole station."""
    reason: Mapped[HoldReason] = enum_column(HoldReason)
    set_at: Mapped[datetime]
    set_by: Mapped[UUID]
    """Id of the account."""
    lift_asked_by: Mapped[UUID | None]
    lift_asked_as: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The offices of whoever asked first to lift it."""


class RetentionRunRecord(Record):
    """A run at this station: when, and how many records of each kind were deleted."""

    __tablename__ = "debriefs_retention_run"
    travels = False

    ran_at: Mapped[datetime] = mapped_column(index=True)
    deleted: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    waits: Mapped[bool] = mapped_column(default=False)
    """The PC's clock was far ahead of the run before: nothing was deleted yet, in case the date is wrong."""
