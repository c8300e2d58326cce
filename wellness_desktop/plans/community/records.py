"""The tables of our partners in town: who they are, when we spoke, where we showed up, whom each plan calls first."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.plans.community.engagement import EngagementKind
from wellness_desktop.store.records import Record, enum_column


class PartnerRecord(Record):
    """Somebody the town trusts (crisis_plans.md J). One who is on the roster has name and numbers there."""

    __tablename__ = "plans_partner"

    person_id: Mapped[UUID | None]
    """No foreign key: when the person leaves the roster the register must say so, not lose the row."""
    name: Mapped[str] = mapped_column(String(120), default="")
    numbers: Mapped[list[str]] = mapped_column(JSON, default=list)
    group: Mapped[str] = mapped_column(String(120), default="")
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list)
    speaks_for: Mapped[str] = mapped_column(String(200), default="")
    languages: Mapped[str] = mapped_column(String(120), default="")
    knows_what: Mapped[str] = mapped_column(Text, default="")
    knows_whom: Mapped[str] = mapped_column(String(200), default="")
    trusted_by: Mapped[str] = mapped_column(String(200), default="")
    hours: Mapped[str] = mapped_column(String(120), default="")
    backup: Mapped[str] = mapped_column(String(200), default="")
    agreed_on: Mapped[date | None]
    """When they agreed to be called in a crisis."""
    agreement: Mapped[str] = mapped_column(String(200), default="")
    agreement_ends: Mapped[date | None]
    promised: Mapped[str] = mapped_column(Text, default="")
    given: Mapped[str] = mapped_column(Text, default="")
    left_at: Mapped[datetime | None]
    """No longer a partner; nothing of it is lost."""


class TalkRecord(Record):
    """One time that somebody of ours spoke with a partner."""

    __tablename__ = "plans_partner_talk"

    partner_id: Mapped[UUID] = mapped_column(index=True)
    day: Mapped[date]
    met: Mapped[bool] = mapped_column(default=False)
    """In person, not by telephone or message."""
    note: Mapped[str] = mapped_column(String(300), default="")
    by: Mapped[str] = mapped_column(String(120), default="")
    taken_back: Mapped[bool] = mapped_column(default=False)


class EngagementRecord(Record):
    """One time that we showed up in town before anything had happened."""

    __tablename__ = "plans_engagement"

    day: Mapped[date]
    event: Mapped[str] = mapped_column(String(120))
    kind: Mapped[EngagementKind] = enum_column(EngagementKind)
    who: Mapped[str] = mapped_column(String(200), default="")
    ranks: Mapped[list[str]] = mapped_column(JSON, default=list)
    minutes: Mapped[int] = mapped_column(default=0)
    """All of ours together."""
    taken_back: Mapped[bool] = mapped_column(default=False)


class FirstCallsRecord(Record):
    """The partners that one plan calls first, in their order."""

    __tablename__ = "plans_first_calls"

    plan: Mapped[str] = mapped_column(String(20))
    partners: Mapped[list[str]] = mapped_column(JSON, default=list)
