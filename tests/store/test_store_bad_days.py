"""Bad days: each gets one clear sentence, and nothing is lost."""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Mapped

from tests.store_help import KEY, create_missing_tables
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.store import engine
from wellness_desktop.store.engine import KeyedFile
from wellness_desktop.store.problems import Busy, Damaged, NewerStore, WrongKey
from wellness_desktop.store.records import Record
from wellness_desktop.store.store import Store

ROOT = Path(__file__).parents[2]


class StoneRecord(Record):
    __tablename__ = "test_stones"
    text: Mapped[str]


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "station.db"
    store = Store.create(path, KEY, Clock())
    create_missing_tables(store)
    _add(store, 2000)
    store.close()
    return path


@pytest.fixture
def path(made_once: Path, tmp_path: Path) -> Path:
    """A closed store with 2,000 rows."""
    return Path(shutil.copy(made_once, tmp_path / "station.db"))


def _add(store: Store, stones: int) -> None:
    with store.work() as session:
        session.add_all([StoneRecord(text=f"stone {number} " + "x" * 200) for number in range(stones)])


def _count(store: Store) -> int:
    with store.read() as session:
        return session.query(StoneRecord).count()


def _sql(path: Path, statement: str) -> None:
    connection = KeyedFile(path, KEY).connect(foreign_keys=False)
    connection.execute(statement)
    connection.close()


def test_a_sound_store_has_no_faults(path: Path) -> None:
    store = Store.open(path, KEY, Clock())
    assert store.check() == []
    store.close()


def test_a_wrong_key_is_told_and_harms_nothing(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = path.read_bytes()
    with pytest.raises(WrongKey):
        Store.open(path, bytes(32), Clock())
    assert path.read_bytes() == before
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("key", [b"", b"short", bytes(33)])
def test_a_key_of_another_length_is_a_defect_of_ours(path: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Store.open(path, key, Clock())


def test_a_missing_store_is_told_and_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="records are missing"):
        Store.open(tmp_path / "station.db", KEY, Clock())
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_vanishes_while_open_is_told_and_not_made_anew(path: Path) -> None:
    store = Store.open(path, KEY, Clock())
    store.close()
    shutil.move(path, path.with_name("elsewhere.db"))
    with pytest.raises(Problem), store.work() as session:
        session.add(StoneRecord(text="x"))
    assert not path.exists()
    store.close()


def test_a_store_is_never_made_over_another(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(Problem, match="records in this folder already"):
        Store.create(path, KEY, Clock())
    assert path.read_bytes() == before


def _cut(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)


@pytest.mark.parametrize("left", [0, 10, 2000, 4096, 4096 * 20, -4096])
def test_a_store_cut_short_does_not_open(path: Path, left: int) -> None:
    size = left if left >= 0 else path.stat().st_size + left
    _cut(path, size)
    with pytest.raises((Damaged, WrongKey)):
        Store.open(path, KEY, Clock())
    assert path.stat().st_size == size  # left as it was, for whoever can save parts of it


# Damage is done near the end, where the rows are; damage to the first pages keeps a store from opening.


def _noise(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-60 * 4096, os.SEEK_END)
        file.write(os.urandom(8 * 4096))


def _one_bit(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-50 * 4096 + 100, os.SEEK_END)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))


def _swapped_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    one, other = slice(-60 * 4096, -59 * 4096), slice(-45 * 4096, -44 * 4096)
    data[one], data[other] = data[other], data[one]
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [_noise, _one_bit, _swapped_pages])
def test_damage_inside_is_found_by_the_check(path: Path, damage: Callable[[Path], None]) -> None:
    damage(path)
    store = Store.open(path, KEY, Clock())
    faults = store.check()
    store.close()
    assert [type(fault) for fault in faults] == [Damaged]


def test_reading_damaged_pages_is_told_in_words(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-100 * 4096, os.SEEK_END)
        file.write(os.urandom(90 * 4096))
    with pytest.raises(Problem):
        _read_everything(path)


def _read_everything(path: Path) -> None:
    store = Store.open(path, KEY, Clock())
    try:
        with store.read() as session:
            session.query(StoneRecord).all()
    finally:
        store.close()


def test_a_store_of_random_bytes_does_not_open(path: Path) -> None:
    path.write_bytes(os.urandom(path.stat().st_size))
    with pytest.raises(WrongKey):
        Store.open(path, KEY, Clock())


def test_a_check_of_a_store_that_was_replaced_tells_instead_of_failing(path: Path) -> None:
    store = Store.open(path, KEY, Clock())
    store.close()
    path.write_bytes(os.urandom(path.stat().st_size))
    assert [type(fault) for fault in store.check()] == [WrongKey]


def test_a_row_that_refers_to_nothing_is_found(path: Path) -> None:
    _sql(path, "CREATE TABLE test_moss (stone_id TEXT REFERENCES test_stones (id))")
    _sql(path, "INSERT INTO test_moss VALUES ('no such stone')")
    store = Store.open(path, KEY, Clock())
    faults = store.check()
    store.close()
    assert [fault.title for fault in faults] == ["Some records refer to others that are gone."]


def test_a_newer_store_is_refused_with_advice_and_left_alone(path: Path) -> None:
    _sql(path, "PRAGMA user_version = 4000")
    before = path.read_bytes()
    with pytest.raises(NewerStore) as caught:
        Store.open(path, KEY, Clock())
    assert "newest version" in caught.value.advice
    assert path.read_bytes() == before


def test_a_window_that_is_older_than_the_store_writes_no_more(path: Path) -> None:
    store = Store.open(path, KEY, Clock())
    _sql(path, "PRAGMA user_version = 4000")
    with pytest.raises(Problem, match="updated while this window was open"), store.work() as session:
        session.add(StoneRecord(text="x"))
    assert _count(store) == 2000
    store.close()


def test_an_old_sqlite_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "OLDEST_SQLITE", (99, 0, 0))
    for use in (Store.open, lambda *given: Store.create(path.with_name("new.db"), *given[1:])):
        with pytest.raises(Problem, match="too old to keep records safely"):
            use(path, KEY, Clock())
    assert not path.with_name("new.db").exists()


def test_a_store_kept_busy_is_told_after_a_while(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT_SECONDS", 0.1)
    one, other = Store.open(path, KEY, Clock()), Store.open(path, KEY, Clock())
    with one.work() as session:
        session.add(StoneRecord(text="x"))
        with pytest.raises(Busy), other.work():
            pytest.fail("two units of work at once")
    with other.work() as session:
        session.add(StoneRecord(text="y"))
    assert _count(one) == 2002
    one.close()
    other.close()


def test_a_second_unit_of_work_in_the_same_thread_is_a_defect_of_ours(path: Path) -> None:
    store = Store.open(path, KEY, Clock())
    with store.work(), pytest.raises(RuntimeError, match="already open"), store.work():
        pytest.fail("nested")
    with store.work() as session:
        session.add(StoneRecord(text="x"))
    store.close()


def test_changing_something_while_reading_is_a_defect_of_ours(path: Path) -> None:
    store = Store.open(path, KEY, Clock())
    with store.read() as session:
        session.add(StoneRecord(text="x"))
        with pytest.raises(RuntimeError, match="a unit of work is needed"):
            session.flush()
    with pytest.raises(Problem), store.read() as session:
        session.execute(insert(StoneRecord).values(text="x", version=1))
    assert _count(store) == 2000
    store.close()


def test_a_new_store_is_not_mixed_with_the_log_of_a_lost_one(path: Path) -> None:
    store = Store.open(path, KEY, Clock())
    _add(store, 10)
    lost = path.with_name("station.db-wal").read_bytes()
    store.close()
    path.unlink()
    path.with_name("station.db-wal").write_bytes(lost)
    with pytest.raises(Problem, match="records in this folder already"):
        Store.create(path, KEY, Clock())
    assert path.with_name("station.db-wal").read_bytes() == lost


def test_many_threads_may_use_one_store(path: Path) -> None:
    store = Store.open(path, KEY, Clock())
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(10):
                _add(store, 2)
                _count(store)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert _count(store) == 2080
    store.close()
