"""Putting a backup in the place of the station's files, and trying one out without touching them.

A restore is prepared in a scratch folder beside the station's files and checked there. Then files change
places by renaming, in two phases that a small note remembers; if it is cut off, `finish_restore` goes on at
the next start. What was there before is kept in a folder of its own.
"""

import json
import logging
import shutil
from datetime import UTC, datetime
from pathlib import Path

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import cannot_write, make_private_folder, require_free_space, write_whole
from wellness_desktop.base.paths import Paths
from wellness_desktop.store.backup_folder import ALSO, KEYS, STORE, checksum, inspect, require_whole, torn
from wellness_desktop.store.copying import copy_file, store_files
from wellness_desktop.store.key_storage import copy_of
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.migrate import SHIPPED
from wellness_desktop.store.problems import newer

NOTE = "restore.json"
SCRATCH = "restore-scratch"
OUT, IN = "moving the old files out", "moving the new files in"

log = logging.getLogger(__name__)


def restore(source: Path, paths: Paths) -> Path:
    """Puts the backup in the folder `source` in the place of the station's files.

    Returns the folder that now holds the files from before. The store must be closed in every window. Raises
    Problem for a torn or newer backup, a full disk or a folder that refuses; nothing was changed then.
    """
    _require_fit(source)
    make_private_folder(paths.data)
    scratch = paths.data / SCRATCH
    try:
        sheet = require_whole(source)
        require_free_space(paths.data, sum((source / name).stat().st_size for name in sheet.sums))
        _copy_files(source, scratch, sheet.sums)
        kept = _new_folder(paths.data, "before restore")
        _write_note(paths, kept, OUT)
    except OSError as error:
        shutil.rmtree(scratch, ignore_errors=True)
        raise cannot_write(error) from error
    except Problem:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    finish_restore(paths)
    log.info("a backup was restored")
    return kept


def finish_restore(paths: Paths) -> bool:
    """Goes on with a restore that was cut off; to be called at every start. True when there was one.

    Raises Problem when the folder refuses; the next start tries again.
    """
    note = paths.data / NOTE
    try:
        facts = json.loads(note.read_text(encoding="utf-8"))
        kept, phase = paths.data / str(facts["kept"]), facts["phase"]
    except FileNotFoundError:
        shutil.rmtree(paths.data / SCRATCH, ignore_errors=True)  # one that was cut off before it began
        return False
    except (OSError, ValueError, KeyError, TypeError):
        # The note is written whole before anything moves, so an unreadable one is none of ours.
        log.warning("a note about a restore could not be read")
        return False
    try:
        if phase == OUT:
            _move(paths.data, kept, _all_names(paths))
            _write_note(paths, kept, IN)
        _move(paths.data / SCRATCH, paths.data, _all_names(paths))
        note.unlink()
        shutil.rmtree(paths.data / SCRATCH, ignore_errors=True)
    except OSError as error:
        raise cannot_write(error) from error
    return True


def try_out(source: Path, name: str, passphrase: str, scratch: Path, clock: Clock) -> list[Problem]:
    """Opens a backup in an empty scratch folder as that person would, looks at every page, and cleans up.

    An empty list proves that it can be restored. Raises WrongPassphrase, or Problem for a torn backup.
    """
    from wellness_desktop.store.rotation import open_store

    _require_fit(source)
    try:
        sheet = require_whole(source)
        require_free_space(scratch, 2 * sum((source / name).stat().st_size for name in sheet.sums))
        room = _new_folder(scratch, "trial")
        try:
            _copy_files(source, room, sheet.sums)
            keys = KeyFile.load(room / KEYS)
            ring = keys.unlock(name, passphrase)
            store = open_store(room / STORE, keys, ring, clock)
            try:
                return store.check()
            finally:
                ring.drop()
                store.close()
        finally:
            shutil.rmtree(room, ignore_errors=True)
    except OSError as error:
        raise cannot_write(error) from error


def _require_fit(source: Path) -> None:
    if inspect(source).schema > SHIPPED.newest:
        raise newer()


def _copy_files(source: Path, target: Path, sums: dict[str, str]) -> None:
    """Copies the backup's files, flushed and compared with the sheet; a stick may fail while it is read."""
    shutil.rmtree(target, ignore_errors=True)
    make_private_folder(target)
    for name, known in sums.items():
        copy_file(source / name, target / name)
        if checksum(target / name) != known:
            raise torn()
    KeyFile.load(target / KEYS)


def _all_names(paths: Paths) -> list[str]:
    """Every file that belongs to a station, with what SQLite and the key file keep beside theirs."""
    return [*(file.name for file in store_files(paths.store)), KEYS, copy_of(paths.keys).name, *ALSO]


def _move(source: Path, target: Path, names: list[str]) -> None:
    """Renames what is still there; doing it twice does no harm."""
    make_private_folder(target)
    for name in names:
        if (source / name).exists():
            (source / name).replace(target / name)


def _write_note(paths: Paths, kept: Path, phase: str) -> None:
    write_whole(paths.data / NOTE, json.dumps({"kept": kept.name, "phase": phase}).encode())


def _new_folder(inside: Path, name: str) -> Path:
    folder = inside / f"{name} {datetime.now(UTC):%Y-%m-%d %H-%M-%S}"
    number = 2
    while folder.exists():
        folder, number = inside / f"{name} {datetime.now(UTC):%Y-%m-%d %H-%M-%S} ({number})", number + 1
    make_private_folder(folder)
    return folder
