"""The store as every feature uses it."""

import threading
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
from wellness_desktop.store.store import read_once


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


def test_what_a_thread_reads_at_one_moment_is_of_that_moment(tmp_path: Path) -> None:
    def names() -> list[str]:
        with store.read() as session:
            return list(session.scalars(select(LampRecord.name)))

    def put(name: str) -> None:
        with store.work() as session:
            session.add(LampRecord(name=name, shade=Shade.DARK))

    with a_store(tmp_path) as store:
        put("Desk")
        with store.at_one_moment(), store.at_one_moment():
            assert names() == ["Desk"]
            other = threading.Thread(target=put, args=("Hall",))
            other.start()
            other.join()
            assert names() == ["Desk"]
        assert sorted(names()) == ["Desk", "Hall"]


def test_saving_ends_the_moment(tmp_path: Path) -> None:
    with a_store(tmp_path) as store, store.at_one_moment():
        with store.read() as session:
            assert session.scalars(select(LampRecord)).all() == []
        with store.work() as session:
            session.add(LampRecord(name="Desk", shade=Shade.DARK))
        with store.read() as session:
            assert session.scalars(select(LampRecord.name)).one() == "Desk"


def test_a_moment_that_went_wrong_leaves_none_behind(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        with pytest.raises(ValueError, match="mishap"), store.at_one_moment():
            raise ValueError("mishap")
        with store.read() as first, store.read() as second:
            assert first is not second


def test_a_reading_session_asks_once_and_a_unit_of_work_each_time(tmp_path: Path) -> None:
    asked: list[int] = []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    with a_store(tmp_path) as store:
        with store.at_one_moment():
            for _ in range(3):
                with store.read() as session:
                    assert read_once(session, "lamps", ask) == 1
        with store.work() as session:
            assert [read_once(session, "lamps", ask) for _ in range(2)] == [2, 3]
        with store.read() as session:
            assert read_once(session, "lamps", ask) == 4
