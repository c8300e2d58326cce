"""Migrations run inside the program: a copy first, whole or not at all."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.store.engine import KeyedFile, writing_engine
from wellness_desktop.store.migrate import SHIPPED, Schema, safety_copies, schema_number
from wellness_desktop.store.problems import NewerStore
from wellness_desktop.store.side_tables import MetaRecord, TravelRowRecord, TravelStationRecord
from wellness_desktop.store.store import Store

KEY = bytes(range(32))
ROOT = Path(__file__).parents[2]

ADDS_A_TABLE = """
    op.create_table(
        "test_lanterns",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_test_lanterns"),
    )
    op.create_table(
        "test_wicks",
        sa.Column("lantern_id", sa.Uuid, sa.ForeignKey("test_lanterns.id", name="fk_wick"), nullable=False),
    )
    op.execute("INSERT INTO test_lanterns VALUES ('00000000000000000000000000000001', 'old')")
    op.execute("INSERT INTO test_wicks VALUES ('00000000000000000000000000000001')")
"""
BUILDS_A_TABLE_ANEW = """
    with op.batch_alter_table("test_lanterns") as batch:
        batch.add_column(sa.Column("bright", sa.Boolean, nullable=False, server_default="0"))
        batch.alter_column("name", type_=sa.String(200))
"""
FAILS = """
    op.execute("UPDATE test_lanterns SET name = 'spoiled'")
    op.execute("INSERT INTO no_such_table VALUES (1)")
"""
LOSES_A_REFERENCE = """
    op.execute("DELETE FROM test_lanterns")
"""


def _schema(folder: Path, *bodies: str) -> Schema:
    """The shipped migrations followed by made-up ones."""
    shutil.copytree(SHIPPED.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for number, body in enumerate(bodies, start=SHIPPED.newest + 1):
        (folder / "versions" / f"{number:04}_made_up.py").write_text(
            f"import sqlalchemy as sa\nfrom alembic import op\n\n"
            f'revision = "{number:04}"\ndown_revision = "{number - 1:04}"\n\n\ndef upgrade():{body}\n'
        )
    return Schema(folder, SHIPPED.newest + len(bodies))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "station.db"
    Store.create(path, KEY, Clock()).close()
    return path


def _rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = KeyedFile(path, KEY).connect(read_only=True)
    try:
        return list(connection.execute(statement).fetchall())
    finally:
        connection.close()


def test_the_newest_number_is_that_of_the_last_file() -> None:
    script = ScriptDirectory(str(SHIPPED.folder))
    numbers = [int(revision.revision) for revision in script.walk_revisions()]
    assert numbers == list(range(SHIPPED.newest, 0, -1))


@pytest.mark.parametrize("file", sorted((SHIPPED.folder / "versions").glob("*.py")), ids=lambda file: file.stem)
def test_a_migration_stands_alone(file: Path) -> None:
    assert "wellness_desktop" not in file.read_text(encoding="utf-8")
    assert file.name[:4].isdigit()


def test_the_stores_own_tables_are_as_their_records_say(path: Path) -> None:
    own = MetaData(naming_convention=MetaRecord.metadata.naming_convention)
    for record in (MetaRecord, TravelRowRecord, TravelStationRecord):
        record.__table__.to_metadata(own)  # type: ignore[attr-defined]
    engine = writing_engine(KeyedFile(path, KEY))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or str(name).startswith("store_"),
            },
        )
        assert compare_metadata(context, own) == []
    engine.dispose()


def test_an_older_store_is_migrated_and_a_copy_is_kept(path: Path, tmp_path: Path) -> None:
    one = _schema(tmp_path / "one", ADDS_A_TABLE)
    Store.open(path, KEY, Clock(), one).close()
    assert [copy.name for copy in safety_copies(path)] == [f"station-before-{SHIPPED.newest + 1:04}.db"]
    two = _schema(tmp_path / "two", ADDS_A_TABLE, BUILDS_A_TABLE_ANEW)
    store = Store.open(path, KEY, Clock(), two)
    assert store.check() == []
    store.close()
    assert _rows(path, "SELECT name, bright FROM test_lanterns") == [("old", 0)]
    assert _rows(path, "SELECT count(*) FROM test_wicks") == [(1,)]
    (copy,) = safety_copies(path)  # the newest only
    assert copy.name == f"station-before-{SHIPPED.newest + 2:04}.db"
    assert schema_number(KeyedFile(copy, KEY)) == SHIPPED.newest + 1
    assert _rows(copy, "SELECT * FROM test_lanterns") == [("00000000000000000000000000000001", "old")]


def test_a_store_that_is_up_to_date_is_not_touched(path: Path) -> None:
    before = path.read_bytes()
    Store.open(path, KEY, Clock()).close()
    assert path.read_bytes() == before
    assert safety_copies(path) == []


@pytest.mark.parametrize("body", [BUILDS_A_TABLE_ANEW + FAILS, LOSES_A_REFERENCE])
def test_a_failed_migration_leaves_yesterdays_file(path: Path, tmp_path: Path, body: str) -> None:
    one = _schema(tmp_path / "one", ADDS_A_TABLE)
    Store.open(path, KEY, Clock(), one).close()
    two = _schema(tmp_path / "two", ADDS_A_TABLE, body)
    with pytest.raises(Problem) as caught:
        Store.open(path, KEY, Clock(), two)
    assert caught.value.title == "The station's records could not be brought up to date."
    assert "unchanged" in caught.value.advice
    store = Store.open(path, KEY, Clock(), one)  # yesterday's program goes on
    assert store.check() == []
    store.close()
    assert _rows(path, "SELECT * FROM test_lanterns") == [("00000000000000000000000000000001", "old")]
    assert _rows(path, "SELECT name FROM sqlite_schema WHERE name LIKE '_alembic_tmp%'") == []


def test_yesterdays_program_refuses_a_migrated_store(path: Path, tmp_path: Path) -> None:
    Store.open(path, KEY, Clock(), _schema(tmp_path / "one", ADDS_A_TABLE)).close()
    with pytest.raises(NewerStore):
        Store.open(path, KEY, Clock())


def test_no_room_for_the_copy_means_no_migration(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))  # type: ignore[attr-defined]
    with pytest.raises(Problem, match="not enough free space"):
        Store.open(path, KEY, Clock(), _schema(tmp_path / "one", ADDS_A_TABLE))
    monkeypatch.undo()
    Store.open(path, KEY, Clock()).close()


def test_a_folder_with_a_percent_sign_is_no_trouble(tmp_path: Path) -> None:
    folder = tmp_path / "100% Ours ü#?"
    folder.mkdir()
    store = Store.create(folder / "station.db", KEY, Clock())
    store.close()
    Store.open(folder / "station.db", KEY, Clock(), _schema(tmp_path / "50%", ADDS_A_TABLE)).close()
    assert len(safety_copies(folder / "station.db")) == 1


ALEMBIC_LOADED = """
import sys
from pathlib import Path
from wellness_desktop.base.clock import Clock
from wellness_desktop.store.store import Store
Store.open(Path(sys.argv[1]), bytes(range(32)), Clock()).close()
print("alembic" in sys.modules)
"""


def test_alembic_is_loaded_only_when_a_migration_is_due(path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ALEMBIC_LOADED, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "False"


MIGRATES = """
import sys
from pathlib import Path
from wellness_desktop.base.clock import Clock
from wellness_desktop.store.migrate import Schema
from wellness_desktop.store.store import Store
Store.open(Path(sys.argv[1]), bytes(range(32)), Clock(), Schema(Path(sys.argv[2]), int(sys.argv[3]))).close()
"""
HOLDS_STILL = """
    op.execute(
        "INSERT INTO store_meta WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) "
        "SELECT 'grain ' || i, hex(randomblob(90)) FROM n"
    )
    print("now", flush=True)
    import sys
    sys.stdin.read()
"""


@pytest.mark.parametrize("times", [1, pytest.param(20, marks=pytest.mark.slow)])
def test_a_migration_killed_half_way_leaves_yesterdays_file(path: Path, tmp_path: Path, times: int) -> None:
    schema = _schema(tmp_path / "one", ADDS_A_TABLE + HOLDS_STILL)
    for _ in range(times):
        running = subprocess.Popen(
            [sys.executable, "-c", MIGRATES, str(path), str(schema.folder), str(schema.newest)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert running.stdout is not None
        assert running.stdin is not None
        assert running.stdout.readline() == b"now\n"
        running.kill()
        running.wait()
        running.stdin.close()
        running.stdout.close()
        store = Store.open(path, KEY, Clock())
        assert store.check() == []
        store.close()
        assert _rows(path, "SELECT count(*) FROM store_meta WHERE name LIKE 'grain%'") == [(0,)]
    good = _schema(tmp_path / "good", ADDS_A_TABLE)
    Store.open(path, KEY, Clock(), good).close()
    assert _rows(path, "SELECT name FROM test_lanterns") == [("old",)]


@pytest.mark.slow
def test_two_windows_that_both_find_a_migration_due_do_it_once(path: Path, tmp_path: Path) -> None:
    schema = _schema(tmp_path / "one", ADDS_A_TABLE)
    command = [sys.executable, "-c", MIGRATES, str(path), str(schema.folder), str(schema.newest)]
    both = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)]
    for running in both:
        _, told = running.communicate(timeout=60)
        assert running.returncode == 0, told.decode()
    assert _rows(path, "SELECT count(*) FROM test_lanterns") == [(1,)]
