"""Disks and folders that refuse: full, read-only, failing."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Mapped

from tests.store_help import KEY, create_missing_tables
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.store.engine import KeyedFile
from wellness_desktop.store.records import Record
from wellness_desktop.store.store import Store

ROOT = Path(__file__).parents[2]


class SandRecord(Record):
    __tablename__ = "test_sand_rows"
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
        session.add_all([SandRecord(text=f"stone {number} " + "x" * 200) for number in range(stones)])


def _count(store: Store) -> int:
    with store.read() as session:
        return session.query(SandRecord).count()


def _sql(path: Path, statement: str) -> None:
    connection = KeyedFile(path, KEY).connect(foreign_keys=False)
    connection.execute(statement)
    connection.close()


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of forty megabytes, made by the system; skipped where this test may not make one."""
    folder = Path("/tmp") / f"wellness-small-disk-{os.getpid()}"  # noqa: S108 - a mount point needs a fixed place
    folder.mkdir()
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if not made or made.returncode != 0:
        folder.rmdir()
        pytest.skip("this test needs the right to mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def _fill(store: Store) -> int:
    """Adds rows until the disk is full; how many were saved."""
    for kept in range(0, 100_000, 100):
        problem = _problem_of_adding(store)
        if problem is not None:
            assert problem.title == "There is not enough free space on this disk."
            return kept
    pytest.fail("the disk was never full")


def _problem_of_adding(store: Store) -> Problem | None:
    try:
        _add(store, 100)
    except Problem as problem:
        return problem
    return None


def test_a_full_disk_undoes_the_unit_of_work_and_keeps_the_rest(small_disk: Path) -> None:
    store = Store.create(small_disk / "station.db", KEY, Clock())
    create_missing_tables(store)
    subprocess.run(["mount", "-o", "remount,size=6m", str(small_disk)], check=True)
    kept = _fill(store)
    assert kept > 0
    assert _count(store) == kept
    assert store.check() == []
    with pytest.raises(Problem, match="not enough free space"):
        _add(store, 100)
    subprocess.run(["mount", "-o", "remount,size=30m", str(small_disk)], check=True)
    _add(store, 100)
    assert _count(store) == kept + 100
    store.close()


def test_a_disk_without_room_makes_no_store(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(38 * 1024 * 1024))
    with pytest.raises(Problem, match="not enough free space"):
        Store.create(small_disk / "station.db", KEY, Clock())
    assert [found.name for found in small_disk.iterdir()] == ["filler"]


def test_a_disk_that_became_read_only_is_told(small_disk: Path) -> None:
    path = small_disk / "station.db"
    store = Store.create(path, KEY, Clock())
    create_missing_tables(store)
    _add(store, 10)
    store.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(Problem, match="may not write in this folder"):
        Store.open(path, KEY, Clock())
    with pytest.raises(Problem, match="may not write in this folder"):
        Store.create(small_disk / "other.db", KEY, Clock())
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    store = Store.open(path, KEY, Clock())
    assert _count(store) == 10
    store.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system lets this user write everywhere")
def test_a_read_only_folder_is_told(path: Path) -> None:
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(Problem, match="may not write in this folder"):
            Store.open(path, KEY, Clock())
    finally:
        path.parent.chmod(stat.S_IRWXU)


LIMITED = """
import resource, signal, sys
from pathlib import Path
from sqlalchemy import text
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.store.store import Store

store = Store.open(Path(sys.argv[1]), bytes(range(32)), Clock())
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
kept = 0
try:
    while kept < 100_000:
        with store.work() as session:
            session.execute(text("INSERT INTO test_sand VALUES (randomblob(20000))"))
        kept += 1
except Problem as problem:
    print(kept, problem.title, sep="|")
store.close()
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such limit")
def test_a_disk_that_stops_writing_undoes_the_unit_of_work(path: Path) -> None:
    """Some full disks and pulled sticks show as an input/output error."""
    _sql(path, "CREATE TABLE test_sand (grain BLOB)")
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    kept, title = ran.stdout.strip().split("|")
    assert title == "The disk could not be read or written."
    store = Store.open(path, KEY, Clock())
    connection = store.file.connect()
    assert connection.execute("SELECT count(*) FROM test_sand").fetchone()[0] == int(kept) > 0
    connection.close()
    assert store.check() == []
    assert _count(store) == 2000
    store.close()
