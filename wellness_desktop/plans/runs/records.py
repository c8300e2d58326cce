"""The tables of plan runs. What was written down in the night stays: rows of a run are added, never changed.

Two logins and two stations add rows side by side, so nothing can be overwritten, and a merge is a union.
Nobody of the roster stands here by id, and nothing of support (CP-T14): names are those the plan named that night.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.plans.runs.kinds import DrillKind, EventKind, Rating, Source
from wellness_desktop.store.records import Record, enum_column


class RunRecord(Record):
    """A plan put to use, or drilled, with its text as it was at that moment."""

    __tablename__ = "plans_run"

    plan: Mapped[str] = mapped_column(String(20), index=True)
    number: Mapped[str] = mapped_column(String(20))
    """Version of the plan, year.number."""
    approved: Mapped[bool]
    drill: Mapped[bool]
    began_at: Mapped[datetime]
    entered_at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(120))
    station: Mapped[str] = mapped_column(String(16))
    text: Mapped[dict[str, Any]] = mapped_column(JSON)
    """snapshot.PlanText: what a later edit of the plan must not change."""


class RunEventRecord(Record):
    """One line of a run."""

    __tablename__ = "plans_run_event"

    run_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[EventKind] = enum_column(EventKind)
    item: Mapped[str] = mapped_column(String(80), default="")
    """The step, call, role or day of the plan it is about."""
    at: Mapped[datetime]
    """When it happened."""
    entered_at: Mapped[datetime]
    """What the clock of the station said when it was written down."""
    by: Mapped[str] = mapped_column(String(120))
    account: Mapped[UUID]
    station: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]
    """Counts the lines of this run at this station: their order, whatever the clock says."""
    source: Mapped[Source] = enum_column(Source)
    text: Mapped[str] = mapped_column(Text, default="")
    refs: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Lines that it takes back."""


class DrillRecord(Record):
    """A drill as it was evaluated (form F-19), or one that is planned for a day."""

    __tablename__ = "plans_drill"

    kind: Mapped[DrillKind] = enum_column(DrillKind)
    plan: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]
    run_id: Mapped[UUID | None]
    objective: Mapped[str] = mapped_column(Text, default="")
    who: Mapped[str] = mapped_column(String(300), default="")
    rating: Mapped[Rating | None] = enum_column(Rating, nullable=True)
    """None while it is only planned."""
    item: Mapped[str] = mapped_column(Text, default="")
    """What to mend."""


def _refuse(_mapper: object, _connection: object, record: Record) -> None:
    raise ValueError(f"{type(record).__name__}: a run is only added to")


for _kept in (RunRecord, RunEventRecord):
    event.listen(_kept, "before_update", _refuse)
    event.listen(_kept, "before_delete", _refuse)
