"""The store's own tables beside the features' ones; no feature reads them."""

from typing import Any

from sqlalchemy import JSON, BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.store.records import Base


class MetaRecord(Base):
    """Facts about the store itself, by name: which station it is, and how often its keys were changed."""

    __tablename__ = "store_meta"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


class TravelStationRecord(Base):
    """How far this store has seen each station's changes, and the latest moment of its hybrid clock."""

    __tablename__ = "store_travel_stations"

    station: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    """Its last change: stations count their saved units of work."""
    milliseconds: Mapped[int] = mapped_column(BigInteger)
    """Hybrid clock: Unix time of the last change, never going back."""
    ticks: Mapped[int]
    """Hybrid clock: counts changes within one millisecond."""


class TravelRowRecord(Base):
    """What another station needs to know to merge one row: what it includes, and who changed what when."""

    __tablename__ = "store_travel_rows"

    table_name: Mapped[str] = mapped_column(String(63), primary_key=True)
    row_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    vector: Mapped[dict[str, int]] = mapped_column(JSON)
    """Version vector: station to the number of its last change that this row includes."""
    stamps: Mapped[dict[str, list[Any]]] = mapped_column(JSON)
    """Field to `[milliseconds, ticks, station, number]`; the empty name stands for all others."""
    gone: Mapped[bool]
    """A tombstone: the row was removed, and must not come back from a station that still has it."""
