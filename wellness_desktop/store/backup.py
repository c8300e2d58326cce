"""Backups: taken in one step from the live store, checked by opening them, whole or not there."""

import logging
import shutil
from datetime import datetime
from pathlib import Path

from wellness_desktop.base.files import cannot_write, make_private_folder, require_free_space
from wellness_desktop.store.backup_folder import ALSO, KEYS, SHEET, STORE, Backup, inspect, list_backups, write_sheet
from wellness_desktop.store.copying import copy_file, copy_store, flush_file
from wellness_desktop.store.lock import alone
from wellness_desktop.store.restoring import finish_restore, restore, try_out
from wellness_desktop.store.store import Store

__all__ = ["Backup", "back_up", "finish_restore", "inspect", "list_backups", "restore", "try_out"]

DRAFT = ".new-backup"

log = logging.getLogger(__name__)


def back_up(store: Store, keys: Path, target: Path) -> Path:
    """Makes a new backup folder inside `target` and returns it.

    The copy is encrypted under the same key and lies with the key file that opens it; it is opened and its
    rows are counted before it gets its name. Raises Problem, and leaves nothing, when the disk is full, the
    stick was pulled or the copy does not agree with the store.
    """
    make_private_folder(target)
    try:
        with alone(keys):  # nobody enrols between the two copies
            return _back_up(store, keys, target)
    except OSError as error:
        raise cannot_write(error) from error


def _back_up(store: Store, keys: Path, target: Path) -> Path:
    made_at = store.clock.now()
    folder = _free_name(target, made_at)
    draft = target / f"{DRAFT} {folder.name}"
    for unfinished in target.glob(f"{DRAFT}*"):
        shutil.rmtree(unfinished, ignore_errors=True)  # a power cut or a pulled stick left it
    require_free_space(target, store.file.path.stat().st_size + keys.stat().st_size)
    try:
        make_private_folder(draft)
        rows = copy_store(store.file, draft / STORE, as_new_station=True)
        copy_file(keys, draft / KEYS)
        for name in ALSO:
            if keys.with_name(name).exists():
                copy_file(keys.with_name(name), draft / name)
        write_sheet(draft, made_at, store.schema_number, rows)
        flush_file(draft / SHEET)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    log.info("a backup of %d rows was made", rows)
    return folder


def _free_name(target: Path, made_at: datetime) -> Path:
    """A name that sorts by time, works on every stick, and is not taken."""
    name = f"backup {made_at:%Y-%m-%d %H-%M-%S}"
    folder, number = target / name, 2
    while folder.exists():
        folder, number = target / f"{name} ({number})", number + 1
    return folder
