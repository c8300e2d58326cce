"""Rows ready to travel: vectors, stamps and tombstones, written without the features' help."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import ForeignKey, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tests.store_help import a_store
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.store.records import Record
from wellness_desktop.store.side_tables import MetaRecord, TravelRowRecord, TravelStationRecord
from wellness_desktop.store.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MS = int(NOON.timestamp() * 1000)


class ShelfRecord(Record):
    __tablename__ = "test_shelves"
    label: Mapped[str]
    width: Mapped[int] = mapped_column(default=80)
    books: Mapped[list["BookRecord"]] = relationship(cascade="all, delete-orphan")


class BookRecord(Record):
    __tablename__ = "test_books"
    title: Mapped[str]
    shelf_id: Mapped[UUID] = mapped_column(ForeignKey("test_shelves.id"))


class DraftRecord(Record):
    __tablename__ = "test_travel_drafts"
    travels = False
    text: Mapped[str]


def _row(store: Store, record: Record) -> TravelRowRecord:
    with store.read() as session:
        return session.get_one(TravelRowRecord, (record.__tablename__, record.id.hex))


def _station(store: Store) -> str:
    with store.read() as session:
        return session.scalars(select(MetaRecord.value).where(MetaRecord.name == "station")).one()


def _rows(store: Store) -> int:
    with store.read() as session:
        return len(session.scalars(select(TravelRowRecord)).all())


def _shelf(store: Store, label: str = "Top") -> ShelfRecord:
    with store.work() as session:
        session.add(shelf := ShelfRecord(label=label))
    return shelf


def test_a_new_row_has_one_stamp_for_all_its_fields(tmp_path: Path) -> None:
    with a_store(tmp_path, FixedClock(NOON)) as store:
        shelf, me = _shelf(store), _station(store)
        row = _row(store, shelf)
        assert row.vector == {me: 1}
        assert row.stamps == {"": [MS, 0, me, 1]}
        assert not row.gone


def test_a_change_stamps_the_fields_that_changed_and_no_others(tmp_path: Path) -> None:
    clock = FixedClock(NOON)
    with a_store(tmp_path, clock) as store:
        shelf, me = _shelf(store), _station(store)
        clock.advance(timedelta(seconds=5))
        with store.work() as session:
            found = session.get_one(ShelfRecord, shelf.id)
            found.width = 90
            found.label = "Top"  # as it was
        row = _row(store, shelf)
        assert row.vector == {me: 2}
        assert row.stamps == {"": [MS, 0, me, 1], "width": [MS + 5000, 0, me, 2]}


def test_a_save_that_changes_nothing_leaves_no_stamp(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        shelf = _shelf(store)
        before = _row(store, shelf)
        with store.work() as session:
            session.get_one(ShelfRecord, shelf.id).label = "Top"
        after = _row(store, shelf)
        assert (before.vector, before.stamps) == (after.vector, after.stamps)


def test_the_hybrid_clock_never_goes_back(tmp_path: Path) -> None:
    clock = FixedClock(NOON)
    with a_store(tmp_path, clock) as store:
        shelf = _shelf(store)
        stamps = []
        for step in (timedelta(0), timedelta(days=-3), timedelta(0), timedelta(days=9)):
            clock.advance(step)
            with store.work() as session:
                session.get_one(ShelfRecord, shelf.id).width += 1
            stamps.append(_row(store, shelf).stamps["width"])
        assert stamps == sorted(stamps)
        assert [stamp[1] for stamp in stamps] == [1, 2, 3, 0]


def test_one_unit_of_work_counts_once_however_often_it_is_flushed(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        with store.work() as session:
            for label in ("Top", "Middle", "Bottom"):
                session.add(ShelfRecord(label=label))
                session.flush()
        with store.read() as session:
            assert session.scalars(select(TravelStationRecord.number)).one() == 1
        assert _rows(store) == 3


def test_a_removed_row_leaves_a_tombstone_and_its_parts_too(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        with store.work() as session:
            shelf = ShelfRecord(label="Top", books=[book := BookRecord(title="Private title")])
            session.add(shelf)
        with store.work() as session:
            session.delete(session.get_one(ShelfRecord, shelf.id))
        for record in (shelf, book):
            row = _row(store, record)
            assert row.gone
            assert row.stamps["-"][3] == 2
            assert "Private title" not in str(row.stamps)


def test_a_part_taken_out_of_its_whole_leaves_a_tombstone(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        with store.work() as session:
            shelf = ShelfRecord(label="Top", books=[book := BookRecord(title="A")])
            session.add(shelf)
        with store.work() as session:
            found = session.get_one(ShelfRecord, shelf.id)
            found.books.clear()
        assert _row(store, book).gone


def test_a_removed_row_that_comes_back_by_undo_is_alive_again(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        shelf, me = _shelf(store), _station(store)
        with store.work() as session:
            session.delete(session.get_one(ShelfRecord, shelf.id))
        with store.work() as session:
            session.add(ShelfRecord(id=shelf.id, label="Top again"))
        row = _row(store, shelf)
        assert not row.gone
        assert row.vector == {me: 3}
        assert row.stamps[""][3] == 3


def test_a_failed_unit_of_work_leaves_nothing(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        with pytest.raises(ZeroDivisionError), store.work() as session:  # noqa: PT012 - the point of the test
            session.add(ShelfRecord(label="Top"))
            session.flush()
            raise ZeroDivisionError
        assert _rows(store) == 0
        shelf = _shelf(store)
        assert _row(store, shelf).vector == {_station(store): 1}


def test_a_part_that_was_rolled_back_leaves_nothing(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        with store.work() as session:
            inner = session.begin_nested()
            session.add(ShelfRecord(label="Lost"))
            session.flush()
            inner.rollback()
            session.add(kept := ShelfRecord(label="Kept"))
        assert _rows(store) == 1
        assert _row(store, kept).vector == {_station(store): 1}
        with store.read() as session:
            assert session.scalars(select(TravelStationRecord.number)).one() == 1


def test_tables_that_stay_here_are_not_stamped(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        with store.work() as session:
            session.add(DraftRecord(text="x"))
            session.flush()
            session.execute(update(DraftRecord).values(text="y"))
        assert _rows(store) == 0


@pytest.mark.parametrize(
    "statement",
    [
        update(ShelfRecord).values(width=1),
        delete(ShelfRecord),
        insert(ShelfRecord).values(label="x", width=1, version=1),
    ],
)
def test_a_statement_that_would_leave_no_stamps_is_refused(tmp_path: Path, statement: object) -> None:
    with a_store(tmp_path) as store:
        _shelf(store)
        with pytest.raises(RuntimeError, match="one by one"), store.work() as session:
            session.execute(statement)  # type: ignore[call-overload]


@pytest.mark.slow
def test_stamping_an_import_of_5000_rows_costs_less_than_the_import(tmp_path: Path) -> None:
    class Plain(Record):
        __tablename__ = "test_travel_plain"
        travels = False
        label: Mapped[str]
        width: Mapped[int]

    with a_store(tmp_path) as store:

        def seconds(kind: type[Record]) -> float:
            start = time.process_time()
            with store.work() as session:
                session.add_all([kind(label=f"shelf {n}", width=n) for n in range(5000)])
            return time.process_time() - start

        seconds(Plain)  # warms the statement cache
        plain = min(seconds(Plain) for _ in range(2))
        stamped = min(seconds(ShelfRecord) for _ in range(2))
        assert _rows(store) == 10_000
        assert stamped < 2.5 * plain
        print(f"5,000 rows: {plain:.2f} s, with stamps {stamped:.2f} s")  # noqa: T201
