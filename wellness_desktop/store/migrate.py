"""Brings a store up to date, inside the program, through its keyed connection.

A safety copy is taken first; the whole change is one transaction, so a failure or a power cut leaves
yesterday's file. Each migration has a number, and the file says in its header (`user_version`) which it had
last; Alembic is imported only when one is due.
"""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import require_free_space
from wellness_desktop.base.language import tr
from wellness_desktop.store.copying import copy_store
from wellness_desktop.store.engine import KeyedFile, writing_engine
from wellness_desktop.store.lock import alone
from wellness_desktop.store.problems import newer, problem_for

log = logging.getLogger(__name__)

COPY_PREFIX = "station-before-"


@dataclass(frozen=True, slots=True)
class Schema:
    """A folder of migrations, and the number of the newest."""

    folder: Path
    newest: int


SHIPPED = Schema(Path(__file__).parent / "migrations", newest=23)
"""What this program knows. `newest` is the number of the last file in migrations/versions (checked by test)."""


def bring_up_to_date(file: KeyedFile, schema: Schema = SHIPPED) -> None:
    """Migrates the store if it is older than the program.

    Raises NewerStore, or Problem when it could not be migrated; the file is then as it was.
    """
    if _is_current(schema_number(file), schema):
        return
    with alone(file.path):  # two windows of a new program may both find it due
        found = schema_number(file)
        if _is_current(found, schema):
            return
        if found > 0:
            _take_safety_copy(file, schema)
        log.info("migrating the store from %d to %d", found, schema.newest)
        try:
            _migrate(file, schema)
        except Exception as error:
            raise problem_for(error) or _failed() from error


def _is_current(found: int, schema: Schema) -> bool:
    if found > schema.newest:
        raise newer()
    return found == schema.newest


def schema_number(file: KeyedFile) -> int:
    """The number of the last migration that the file has had; 0 for an empty file."""
    connection = file.connect(read_only=True)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def safety_copies(store: Path) -> list[Path]:
    """The copies taken before migrations, beside the store."""
    return sorted(store.parent.glob(f"{COPY_PREFIX}*.db"))


def _take_safety_copy(file: KeyedFile, schema: Schema) -> None:
    """Keeps the newest copy only. Under the same key: no new secret to look after."""
    size = file.path.stat().st_size
    require_free_space(file.path.parent, 3 * size)  # the copy, and the change that may touch every page
    target = file.path.with_name(f"{COPY_PREFIX}{schema.newest:04}.db")
    copy_store(file, target)
    for older in safety_copies(file.path):
        if older != target:
            older.unlink()


def _migrate(file: KeyedFile, schema: Schema) -> None:
    # Foreign keys cannot be switched off inside a transaction, and building a table anew would break them.
    engine = writing_engine(file, foreign_keys=False)
    try:
        with engine.begin() as connection:
            _run_alembic(connection, schema)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise ValueError(f"a migration left {len(broken)} rows without the row they refer to")
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.newest}")
    finally:
        engine.dispose()


def _run_alembic(connection: Connection, schema: Schema) -> None:
    from alembic import command

    command.upgrade(alembic_config(schema.folder, connection), "head")


def alembic_config(folder: Path, connection: Connection) -> Any:
    """Alembic's settings for a folder of migrations and an open connection; there is no ini file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _failed() -> Problem:
    return Problem(
        tr("The station's records could not be brought up to date."),
        tr("They are unchanged. Go on with the version of the program that you used before, and report this."),
    )
