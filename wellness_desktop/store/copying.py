"""A whole copy of a live store, taken in one step through SQLite and checked by opening it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import cannot_write
from wellness_desktop.base.language import tr
from wellness_desktop.store.engine import KeyedFile
from wellness_desktop.store.problems import translated

PRIVATE = 0o600
BLOCK = 1 << 20
NO_STATION = "UPDATE store_meta SET value = '' WHERE name = 'station'"
TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    "AND sql NOT LIKE 'CREATE VIRTUAL%'"
)


def copy_store(source: KeyedFile, target: Path, key: bytes | None = None, *, as_new_station: bool = False) -> int:
    """Writes a copy to `target`, under the same key or another one, and returns how many rows it has.

    One step, never page by page: each write by another window would start a paged copy again (findings 2).
    The copy is opened, counted and flushed under another name, then renamed: it is whole or not there.
    `as_new_station` makes the copy count its changes under a name of its own when it is opened (travel.py).
    Raises Problem.
    """
    with drafted(target) as draft, translated():
        return _copy(source, source.at(draft, key), as_new_station)


@contextmanager
def drafted(target: Path) -> Iterator[Path]:
    """The name under which a new store file is to be made; it takes its place when that went well.

    Raises Problem when the folder refuses. A draft that failed is thrown away.
    """
    draft = target.with_name(f".new-{target.name}")
    try:
        _remove_store(draft)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        yield draft
        flush_file(draft)
        for beside in store_files(target)[1:]:
            beside.unlink(missing_ok=True)  # a log of the file before would be played into the new one
        draft.replace(target)
    except OSError as error:
        raise cannot_write(error) from error
    finally:
        with suppress(OSError):  # the first problem is the one to tell
            _remove_store(draft)


def copy_file(source: Path, target: Path) -> None:
    """Copies a closed file, for its owner only, and makes sure it has reached the disk. Raises OSError."""
    handle = os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0), PRIVATE)
    with source.open("rb") as reading, os.fdopen(handle, "wb") as writing:
        shutil.copyfileobj(reading, writing, BLOCK)
        writing.flush()
        os.fsync(writing.fileno())


def flush_file(path: Path) -> None:
    """Makes sure the file has reached the disk before it is renamed."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def store_files(path: Path) -> list[Path]:
    """A store file, and what SQLite keeps beside it while it is open or after a power cut."""
    return [path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal")]


def _remove_store(path: Path) -> None:
    for found in store_files(path):
        found.unlink(missing_ok=True)


def _copy(source: KeyedFile, target: KeyedFile, as_new_station: bool) -> int:
    reading = source.connect(read_only=True)
    try:
        reading.execute("BEGIN")  # so that the rows counted are the rows copied
        rows = _count(reading)
        _copy_pages(reading, target, as_new_station)
    finally:
        reading.close()
    if _count_in(target) != rows:
        raise Problem(
            tr("The copy does not agree with the station's records."),
            tr("Nothing was changed. Try again, or choose another disk or stick."),
        )
    return rows


def _copy_pages(reading: Any, target: KeyedFile, as_new_station: bool) -> None:
    writing = target.connect(fresh=True)
    try:
        reading.backup(writing)
        if as_new_station:
            writing.execute(NO_STATION)
    finally:
        writing.close()


def _count_in(file: KeyedFile) -> int:
    connection = file.connect(read_only=True)
    try:
        return _count(connection)
    finally:
        connection.close()


def _count(connection: Any) -> int:
    """The rows of all tables together."""
    tables = [name for (name,) in connection.execute(TABLES).fetchall()]
    return sum(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables)  # noqa: S608
