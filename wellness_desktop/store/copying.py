"""A whole copy of a live store, taken in one step through SQLite."""

import os
from pathlib import Path

from wellness_desktop.base.files import cannot_write
from wellness_desktop.store.engine import KeyedFile
from wellness_desktop.store.problems import translated


def copy_store(source: KeyedFile, target: Path, key: bytes | None = None) -> None:
    """Writes a copy to `target`, under the same key or another one, replacing what is there.

    One step, never page by page: each write by another window would start a paged copy again (findings 2).
    The copy is finished under another name and renamed, so it is whole or not there. Raises Problem.
    """
    draft = target.with_name(f".new-{target.name}")
    try:
        remove_store(draft)
        with translated():
            _copy(source, source.at(draft, key))
        flush_file(draft)
        draft.replace(target)
    except OSError as error:
        raise cannot_write(error) from error
    finally:
        remove_store(draft)


def _copy(source: KeyedFile, target: KeyedFile) -> None:
    reading = source.connect(read_only=True)
    try:
        writing = target.connect(fresh=True)
        try:
            reading.backup(writing)
        finally:
            writing.close()
    finally:
        reading.close()


def flush_file(path: Path) -> None:
    """Makes sure the file has reached the disk before it is renamed."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_store(path: Path) -> None:
    """Removes a store file and what SQLite keeps beside it, where they exist."""
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
