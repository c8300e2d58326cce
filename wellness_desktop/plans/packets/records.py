"""The tables of the family papers. What a member wrote stands in none of them in clear.

With the store's key one sees who has such papers, when they were last looked at, who the custodians are, and which
openings there were. None of it travels: accounts and keys belong to one station.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.plans.packets.values import Reason
from wellness_desktop.store.records import Record, Sealed, UtcDateTime, enum_column


class PacketRecord(Record):
    """One member's papers, sealed to the member, and to each two of the custodians."""

    __tablename__ = "plans_packet"
    travels = False

    account_id: Mapped[UUID] = mapped_column(unique=True)
    sealing: Mapped[int] = mapped_column(default=0)
    """Grows each time the papers are sealed again."""
    sealed: Mapped[bytes] = mapped_column(Sealed)
    reviewed_on: Mapped[date]


class PacketCustodianRecord(Record):
    """A signed card: this account, or this printed code, has this public key. Never changed, and none is taken away:
    the signatures on later cards hang on the earlier ones.
    """

    __tablename__ = "plans_packet_custodian"
    travels = False

    holder_id: Mapped[UUID]
    address: Mapped[str] = mapped_column(String(64))
    check: Mapped[str] = mapped_column(String(64))
    by_card: Mapped[UUID]
    signature: Mapped[str] = mapped_column(String(100))
    is_code: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PacketRequestRecord(Record):
    """One custodian asks, and waits for a second one. Deleted when answered, and when its time is over."""

    __tablename__ = "plans_packet_request"
    travels = False

    account_id: Mapped[UUID]
    asked_by: Mapped[UUID]
    reason: Mapped[Reason] = enum_column(Reason)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    sealing: Mapped[int]
    halves: Mapped[dict[str, str]] = mapped_column(JSON)
    """By second custodian: a letter that only this one can open."""


class PacketOpeningRecord(Record):
    """Somebody's papers were opened. Its member reads it at the next sign-in."""

    __tablename__ = "plans_packet_opening"
    travels = False

    account_id: Mapped[UUID]
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    first_by: Mapped[UUID]
    second_by: Mapped[UUID | None]
    """None where the printed code came second."""
    reason: Mapped[Reason] = enum_column(Reason)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PacketEnvelopeRecord(Record):
    """A sealed envelope on paper: whose, and where it is kept. Nothing of what is in it."""

    __tablename__ = "plans_packet_envelope"
    travels = False

    account_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(120))
    """As it stands on the outside, so that it is found also after its member has left."""
    printed_on: Mapped[date]
    kept_at: Mapped[str] = mapped_column(String(120), default="")
    destroy: Mapped[bool] = mapped_column(default=False)
    """Its papers were deleted: the next print lists it."""
    gone_on: Mapped[date | None]
