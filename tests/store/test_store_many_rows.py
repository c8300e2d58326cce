"""Many new rows at once (travel.add_new): what is written is what single saving would have written."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from tests.store_help import a_store
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.store.records import Record
from wellness_desktop.store.side_tables import TravelRowRecord, TravelStationRecord
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
