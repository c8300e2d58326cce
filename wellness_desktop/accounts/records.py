"""Who may sign in, and what was done: tables."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.store.records import Base, Record, Sealed, UtcDateTime


class AccountRecord(Record):
    """A person who may sign in. Ids are never used again (SEC-22); a closed account keeps its row."""

    __tablename__ = "accounts_account"
    travels = False

    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(240), unique=True)
    roles: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    waits_for_team: Mapped[bool] = mapped_column(default=False)
    """A helper or coordinator whom no member of the support team has let in yet."""


class AuditRecord(Base):
    """One event. Append-only by triggers; each row carries the hash of the one before (SEC-13, SEC-19)."""

    __tablename__ = "accounts_audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    event: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[UUID | None]
    subject_id: Mapped[UUID | None]
    place: Mapped[str] = mapped_column(String(40))
    """Which station it happened on: a short hash of the PC's name, never the name."""
    outcome: Mapped[str] = mapped_column(String(20))
    chain: Mapped[str] = mapped_column(String(64))


class DraftRecord(Record):
    """What someone typed and did not save yet, sealed to that person."""

    __tablename__ = "accounts_draft"
    travels = False

    account_id: Mapped[UUID]
    place: Mapped[str] = mapped_column(String(60))
    counter: Mapped[int]
    """Grows with each sealing, so that an older draft cannot be put back."""
    sealed: Mapped[bytes] = mapped_column(Sealed)


class StationNoteRecord(Record):
    """One line about the station that whoever takes over needs, such as where the recovery sheet lies."""

    __tablename__ = "accounts_station_note"
    travels = False

    subject: Mapped[str] = mapped_column(String(40), unique=True)
    text: Mapped[str] = mapped_column(String(200), default="")
