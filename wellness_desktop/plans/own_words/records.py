"""What an agency makes of the plans beside its words: its order, plans of its own, and the template it has seen."""

from datetime import datetime

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.store.records import Record


class MoveRecord(Record):
    """Where the agency put an item. A row of its own, so that words changed here and order changed there both stay."""

    __tablename__ = "plans_move"

    plan: Mapped[str] = mapped_column(String(20))
    item: Mapped[str] = mapped_column(String(80))
    moved: Mapped[bool] = mapped_column(default=True)
    """False when the item went back to the template's place."""
    after: Mapped[str] = mapped_column(String(80), default="")
    rank: Mapped[str] = mapped_column(Text, default="")


class OwnPlanRecord(Record):
    """A plan that the agency made itself on top of the core."""

    __tablename__ = "plans_own_plan"

    plan: Mapped[str] = mapped_column(String(20))
    """Such as own-7kq2."""
    title: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(String(300), default="")
    trigger: Mapped[str] = mapped_column(Text)
    retired_at: Mapped[datetime | None]
    """No longer in use; nothing of it is lost."""


class SeenTemplateRecord(Record):
    """The sentences of a plan's template when a planner last looked at what the program's makers changed."""

    __tablename__ = "plans_seen_template"

    plan: Mapped[str] = mapped_column(String(20))
    sentences: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """By item id."""
