"""The store as every feature uses it."""

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Mapped

from tests.store_help import a_store
from wellness_desktop.base.errors import ChangedElsewhere
from wellness_desktop.store.records import Record, enum_column


class Shade(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class LampRecord(Record):
    __tablename__ = "test_lamps"
    name: Mapped[str]
    shade: Mapped[Shade] = enum_column(Shade)
    bought: Mapped[datetime | None]


def test_a_saved_record_is_read_back_with_an_id_version_and_utc_time(tmp_path: Path) -> None:
    there = datetime(2026, 3, 1, 22, 30, tzinfo=timezone(timedelta(hours=-6)))
    with a_store(tmp_path) as store:
        with store.work() as session:
            lamp = LampRecord(name="Desk", shade=Shade.DARK, bought=there)
            assert isinstance(lamp.id, UUID)
            session.add(lamp)
        with store.read() as session:
            found = session.scalars(select(LampRecord)).one()
        assert (found.id, found.version, found.shade) == (lamp.id, 1, Shade.DARK)
        assert found.bought == there
        assert found.bought.tzinfo is UTC


def test_the_second_of_two_saves_is_told_and_nothing_is_overwritten(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        with store.work() as session:
            session.add(lamp := LampRecord(name="Desk", shade=Shade.DARK))
        with store.work() as session:
            session.merge(LampRecord(id=lamp.id, version=1, name="Hall", shade=Shade.DARK))
        with pytest.raises(ChangedElsewhere), store.work() as session:
            session.merge(LampRecord(id=lamp.id, version=1, name="Door", shade=Shade.DARK))
        with store.read() as session:
            assert session.get_one(LampRecord, lamp.id).name == "Hall"
