"""Renewing the station's secret: needed when someone leaves, who may have kept a copy of the key file.

Two files change, so the work can be cut off at any point:

1. the key file is saved with the new secret, and with the old one in a box under the new (`previous`);
2. the store is re-keyed, in one transaction of SQLite;
3. the key file is saved without the old secret.

Whoever signs in after a cut gets the new secret and sees `previous`; `open_store` goes on from there.
"""

import logging
from pathlib import Path

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.store.boxes import context, derive, new_key, shut, unshut
from wellness_desktop.store.engine import KeyedFile
from wellness_desktop.store.key_problems import older_key_file
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.keyring import Keyring, store_key_of
from wellness_desktop.store.migrate import safety_copies
from wellness_desktop.store.problems import NOT_A_DATABASE, sqlite_code, translated
from wellness_desktop.store.slots import with_secret
from wellness_desktop.store.store import Store, rekey_file

log = logging.getLogger(__name__)


def open_store(path: Path, file: KeyFile, by: Keyring, clock: Clock, *, accept_older: bool = False) -> Store:
    """The store, after finishing whatever a power cut left half done. The way in for everyone who signs in.

    Raises OlderKeyFile when the key file is older than the store; `accept_older` takes it as it is, which
    is for an administrator who knows why. Otherwise raises what `Store.open` raises.
    """
    store = Store.open(path, _finished_key(path, file, by), clock)
    try:
        agree(file, by, store, accept_older=accept_older)
        if file.view(by).rotation_due:
            _rotate_if_possible(file, by, store)
    except BaseException:
        store.close()
        raise
    return store


def agree(file: KeyFile, by: Keyring, store: Store, *, accept_older: bool = False) -> None:
    """Lets the store remember how often the key file was changed; to be called after each change of it.

    Raises OlderKeyFile when the file has been changed less often than the store knows.
    """
    file.view(by)
    known = store.key_epoch
    if file.epoch < known:
        if not accept_older:
            raise older_key_file()
        with file.changing(by) as draft:
            draft.data.epoch = known
    if file.epoch != known:
        store.note_key_epoch(file.epoch)


def rotate(file: KeyFile, by: Keyring, store: Store) -> None:
    """Gives the station a new secret and re-keys the store. The keyring and the store go on with it.

    Everyone else stays enrolled; other windows must sign in again. Nobody may be using the store meanwhile.
    Raises Problem, for example for a full disk; the next `open_store` then finishes the work.
    """
    store.require_room(2 * store.file.path.stat().st_size)
    if previous_secret(file, by) is None:
        begin(file, by)
    store.rekey(by.store_key)
    end(file, by)
    agree(file, by, store)
    for copy in safety_copies(store.file.path):
        copy.unlink()  # it opens with the old secret
    log.info("the station's secret was renewed")


def begin(file: KeyFile, by: Keyring) -> None:
    """Step 1. The keyring holds the new secret afterwards."""
    secret = new_key()
    with file.changing(by) as draft:
        data = draft.data
        data.previous = shut(derive(secret, "previous"), draft.secret, context(data.vault, "previous"))
        data.slots = {label: with_secret(data.vault, slot, secret) for label, slot in data.slots.items()}
        data.recovery = with_secret(data.vault, data.recovery, secret)
        draft.directory.rotation_due = False
        draft.secret = secret


def end(file: KeyFile, by: Keyring) -> None:
    """Step 3."""
    with file.changing(by) as draft:
        draft.data.previous = b""


def previous_secret(file: KeyFile, by: Keyring) -> bytes | None:
    """The secret that the store may still be keyed with, when a rotation was cut off."""
    file.view(by)
    box = file.previous
    return unshut(derive(by.held.secret, "previous"), box, context(file.vault, "previous")) if box else None


def _finished_key(path: Path, file: KeyFile, by: Keyring) -> bytes:
    """The key that opens the store, after a rotation that was cut off has been finished.

    A disk that is too full to finish it keeps nobody out: the store is then opened as it is.
    """
    previous = previous_secret(file, by)
    if previous is None or not path.exists():
        return by.store_key
    after = KeyedFile(path, by.store_key)
    before = after.at(path, store_key_of(previous))
    try:
        with translated():
            if not _opens(after):
                if not _opens(before):
                    return by.store_key  # neither: opening it says so
                rekey_file(before, by.store_key)
        end(file, by)
        log.info("a rotation that was cut off is finished")
    except Problem:
        log.warning("a rotation that was cut off could not be finished yet")
    with translated():
        return by.store_key if _opens(after) else store_key_of(previous)


def _rotate_if_possible(file: KeyFile, by: Keyring, store: Store) -> None:
    """What a removal asked for. If it cannot be done now, the next sign-in tries again."""
    try:
        rotate(file, by, store)
    except Problem:
        log.warning("the station's secret could not be renewed yet")


def _opens(store: KeyedFile) -> bool:
    try:
        store.connect().close()
    except Exception as error:
        if sqlite_code(error) != NOT_A_DATABASE:
            raise
        return False
    return True
