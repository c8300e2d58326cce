"""What every table is built on, on SQLite and on PostgreSQL."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import pytest
from sqlalchemy import DateTime, Enum, Uuid, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import CreateIndex, CreateTable

from tests.migrations.make_migration import import_every_records_module
from tests.store_help import a_store
from wellness_desktop.store.records import Base, Record, Sealed, UtcDateTime, enum_column
from wellness_desktop.store.seal_mark import SEAL_MARK


class Color(StrEnum):
    PALE = "pale blue"
    RED = "red"


class KiteRecord(Record):
    __tablename__ = "test_kites"
    color: Mapped[Color] = enum_column(Color, index=True)
    flown_at: Mapped[datetime | None]
    note: Mapped[bytes | None] = mapped_column(Sealed)


def test_every_table_can_be_made_on_postgresql() -> None:
    """DESIGN 5: the way out for an agency that outgrows one PC."""
    import_every_records_module()
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in Base.metadata.sorted_tables:
        made = str(CreateTable(table).compile(dialect=dialect))
        assert "CREATE TABLE" in made
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))


def test_every_table_keeps_the_rules_of_the_house() -> None:
    import_every_records_module()
    for table in Base.metadata.sorted_tables:
        for constraint in table.constraints:
            assert constraint.name or not constraint.columns, f"{table.name}: a constraint without a name"  # type: ignore[attr-defined]
        for column in table.columns:
            kind = column.type
            assert type(kind) is not DateTime, f"{column}: use UtcDateTime"
            assert not (isinstance(kind, Enum) and kind.native_enum), f"{column}: use enum_column"


def test_every_record_has_an_id_of_ours_and_an_optimistic_version() -> None:
    import_every_records_module()
    records = [mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)]
    assert records
    for mapper in records:
        assert mapper.version_id_col is not None, mapper
        assert isinstance(mapper.local_table.c.id.type, Uuid), mapper
        assert isinstance(mapper.class_.travels, bool), mapper


def test_a_value_outside_the_enumeration_is_refused(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        with pytest.raises(StatementError), store.work() as session:
            session.add(KiteRecord(color="green"))
        with store.work() as session:
            session.add(KiteRecord(color=Color.PALE))
        with store.read() as session:
            assert session.execute(text("SELECT color FROM test_kites")).scalars().all() == ["pale blue"]


def test_a_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    with a_store(tmp_path) as store, pytest.raises(StatementError, match="only aware times"), store.work() as session:
        session.add(KiteRecord(color=Color.RED, flown_at=datetime(2026, 3, 1, 12)))  # noqa: DTZ001


def test_times_read_from_postgresql_are_utc_too() -> None:
    kind = UtcDateTime()
    there = datetime.fromisoformat("2026-03-01T22:30:00-06:00")
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    assert kind.process_result_value(there, dialect) == there
    assert kind.process_result_value(there, dialect).tzinfo is UTC  # type: ignore[union-attr]
    assert kind.process_bind_param(there, dialect).utcoffset().total_seconds() == 0  # type: ignore[union-attr]


def test_a_sealed_column_refuses_plain_text(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        with pytest.raises(StatementError, match="only sealed records"), store.work() as session:
            session.add(KiteRecord(color=Color.RED, note=b"what she told me"))
        with store.work() as session:
            session.add(kite := KiteRecord(color=Color.RED, note=SEAL_MARK + b"..."))
        with store.read() as session:
            assert session.get_one(KiteRecord, kite.id).note == SEAL_MARK + b"..."
