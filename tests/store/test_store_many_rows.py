"""Many new rows at once (travel.add_new), and answers about them kept until something changes (store.read_kept)."""

from contextlib import suppress
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from tests.store_help import KEY, a_store
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.store.records import Record
from wellness_desktop.store.side_tables import TravelRowRecord, TravelStationRecord
from wellness_desktop.store.store import Store, read_kept
from wellness_desktop.store.travel import add_new

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class CrateRecord(Record):
    __tablename__ = "test_crates"
    label: Mapped[str]
    width: Mapped[int] = mapped_column(default=80)


class StillRecord(Record):
    __tablename__ = "test_still_crates"
    travels = False
    label: Mapped[str]


@pytest.fixture
def store(tmp_path):
    with a_store(tmp_path, FixedClock(NOON)) as made:
        yield made


def journeys(store):
    with store.read() as session:
        return {row.row_id: (row.vector, row.stamps, row.gone) for row in session.scalars(select(TravelRowRecord))}


def test_rows_and_stamps_are_those_of_single_saving(store):
    ids = [uuid4() for _ in range(3)]
    with store.work() as session:
        session.add(one := CrateRecord(label="One by one"))
        session.flush()
        add_new(session, CrateRecord, [{"id": each, "label": f"Many {place}"} for place, each in enumerate(ids)])
    with store.read() as session:
        rows = {row.id: (row.version, row.label, row.width) for row in session.scalars(select(CrateRecord))}
        (station,) = session.scalars(select(TravelStationRecord))
        assert station.number == 1, "one unit of work is one change of the station"
    assert rows[ids[1]] == (1, "Many 1", 80)
    stamps = journeys(store)
    assert {each.hex for each in (*ids, one.id)} == set(stamps)
    assert {str(stamps[each.hex]) for each in ids} == {str(stamps[one.id.hex])}


def test_they_are_changed_later_like_any_other(store):
    with store.work() as session:
        add_new(session, CrateRecord, [{"id": (crate := uuid4()), "label": "Before"}])
    with store.work() as session:
        session.get_one(CrateRecord, crate).label = "After"
    vector, stamps, gone = journeys(store)[crate.hex]
    assert list(vector.values()) == [2]
    assert set(stamps) == {"", "label"}
    assert not gone


def test_all_of_them_or_none(store):
    same = uuid4()
    with pytest.raises(IntegrityError), store.work() as session:
        add_new(session, CrateRecord, [{"id": uuid4(), "label": "Good"}, *({"id": same, "label": "Twice"},) * 2])
    with store.read() as session:
        assert session.scalars(select(CrateRecord)).all() == []
    assert journeys(store) == {}


def test_what_stays_here_is_not_stamped_and_nothing_is_nothing(store):
    with store.work() as session:
        add_new(session, StillRecord, [{"id": uuid4(), "label": "Here"}])
        add_new(session, CrateRecord, [])
    assert journeys(store) == {}


def labels(store, asked):
    """The labels, as kept by the store; `asked` grows when they were really read."""

    def read(session):
        asked.append(None)
        return tuple(session.scalars(select(CrateRecord.label).order_by(CrateRecord.label)))

    with store.read() as session:
        return [read_kept(session, "labels", lambda: read(session)) for _ in range(2)][-1]


def test_what_is_kept_is_read_anew_after_any_change_and_only_then(store):
    asked = []
    assert labels(store, asked) == labels(store, asked) == ()
    assert len(asked) == 1
    with store.work() as session:
        add_new(session, CrateRecord, [{"id": (crate := uuid4()), "label": "B"}])
        session.add(CrateRecord(label="A"))
    assert labels(store, asked) == labels(store, asked) == ("A", "B")
    assert len(asked) == 2
    with store.work() as session:
        session.get_one(CrateRecord, crate).label = "C"
        session.flush()
        assert read_kept(session, "labels", lambda: "inside a unit of work nothing is kept").startswith("inside")
    assert labels(store, asked) == ("A", "C")
    with store.work() as session:
        session.delete(session.get_one(CrateRecord, crate))
    assert labels(store, asked) == ("A",)
    with suppress(RuntimeError), store.work() as session:
        session.add(CrateRecord(label="Undone"))
        session.flush()
        raise RuntimeError("undone")
    before = len(asked)
    assert labels(store, asked) == ("A",)
    assert len(asked) == before


def test_a_second_program_on_the_same_store_is_noticed(store):
    asked = []
    assert labels(store, asked) == ()
    other = Store.open(store.file.path, KEY, FixedClock(NOON))
    with other.work() as session:
        session.add(CrateRecord(label="From the other window"))
    other.close()
    assert labels(store, asked) == ("From the other window",)


def test_a_closed_store_keeps_nothing(store):
    labels(store, [])
    assert store._memory
    store.close()
    assert not store._memory
