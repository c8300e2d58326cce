"""The tables of who works when: the agency's own patterns, their teams, and who was on which team from when.

Leave, court and the like stand in the roster's calendar. Nothing here is about support.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.store.records import Record


class PatternRecord(Record):
    """A repeating schedule of the agency."""

    __tablename__ = "roster_shift_pattern"

    name: Mapped[str] = mapped_column(String(60))
    days: Mapped[str] = mapped_column(String(84))
    """One letter for each day of the cycle."""
    first_day: Mapped[date]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What the letters stand for, days with hours of their own, heavy days (pattern_values.as_json)."""
    on_call_after_shift: Mapped[bool] = mapped_column(default=False)
    edits: Mapped[int] = mapped_column(default=0)
    """Counts saves of the pattern and its teams, so that two editors of different teams still meet."""


class TeamRecord(Record):
    """One team of a pattern."""

    __tablename__ = "roster_shift_team"

    pattern_id: Mapped[UUID] = mapped_column(ForeignKey("roster_shift_pattern.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(40))
    offset: Mapped[int] = mapped_column(default=0)
    swap: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


class TeamTimeRecord(Record):
    """From this day on somebody is on a team, or on none; the next such row of the same person ends it."""

    __tablename__ = "roster_team_time"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("roster_person.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("roster_shift_team.id"), index=True)
    since: Mapped[date]
