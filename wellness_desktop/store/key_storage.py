"""The key file on disk: read with its copy behind it, changed by one process at a time, replaced whole."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import cannot_write, write_whole
from wellness_desktop.store.boxes import DoesNotOpen, context, derive, keyed_hash, same, shut, unshut
from wellness_desktop.store.key_data import (
    Directory,
    KeyData,
    Unreadable,
    WrittenByNewer,
    directory_from_bytes,
    directory_to_bytes,
    from_bytes,
    to_bytes,
)
from wellness_desktop.store.key_problems import (
    key_file_altered,
    key_file_damaged,
    key_file_missing,
    newer_key_file,
)
from wellness_desktop.store.lock import alone

log = logging.getLogger(__name__)


@dataclass(slots=True, repr=False)
class Draft:
    """A key file being changed. Saved under `secret`, which a rotation replaces."""

    data: KeyData
    directory: Directory
    secret: bytes


class KeyStorage:
    """Reads and replaces one key file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.copy = copy_of(path)
        self.copy_was_used = False
        """True once the file itself was damaged or gone and its copy stood in."""

    def read(self) -> KeyData:
        """What the file says, or its copy when the file is damaged or gone.

        Nothing is authenticated yet. Raises KeyFileMissing, KeyFileDamaged, or Problem when the folder
        refuses.
        """
        try:
            return _parsed(self.path)
        except (FileNotFoundError, Unreadable) as first:
            try:
                data = _parsed(self.copy)
            except FileNotFoundError:
                if isinstance(first, FileNotFoundError):
                    raise key_file_missing() from first
                raise key_file_damaged() from first
            except Unreadable as error:
                raise key_file_damaged() from error
            log.warning("the key file's copy stood in for it")
            self.copy_was_used = True
            return data

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keeps other processes from changing the file meanwhile."""
        with alone(self.path):
            yield

    def save(self, draft: Draft) -> None:
        """Replaces the file, reads it back, then replaces the copy. Raises Problem; the old file then stays.

        The copy holds the same text, not the one before: an old passphrase must not open it.
        """
        data = draft.data
        data.directory = shut(
            derive(draft.secret, "directory"), directory_to_bytes(draft.directory), context(data.vault, "directory")
        )
        data.epoch += 1
        data.mac = _mac(data, draft.secret)
        text = to_bytes(data)
        write_whole(self.path, text)
        if self.path.read_bytes() != text:
            raise key_file_damaged()
        self._save_copy(text)

    def heal(self) -> None:
        """Puts the copy in the place of the damaged file, once its text was authenticated."""
        try:
            with self.changing():
                write_whole(self.path, self.copy.read_bytes())
        except Problem:  # reading goes on with the copy; the next sign-in tries again
            log.warning("the damaged key file could not be replaced by its copy")

    def _save_copy(self, text: bytes) -> None:
        try:
            write_whole(self.copy, text)
        except Problem:  # the change itself is saved, and must not be reported as failed
            log.warning("the key file's copy could not be written")


def copy_of(path: Path) -> Path:
    """Where the second copy of a key file lies."""
    return path.with_name(path.name + ".bak")


def authentic(data: KeyData, secret: bytes) -> bool:
    """Whether the file was written by someone who held the station's secret."""
    return same(data.mac, _mac(data, secret))


def open_directory(data: KeyData, secret: bytes) -> Directory:
    """The teams in an authentic file. Raises KeyFileAltered."""
    try:
        return directory_from_bytes(
            unshut(derive(secret, "directory"), data.directory, context(data.vault, "directory"))
        )
    except DoesNotOpen as error:
        raise key_file_altered() from error


def _mac(data: KeyData, secret: bytes) -> bytes:
    return keyed_hash(derive(secret, "key file"), data.signed_part())


def _parsed(path: Path) -> KeyData:
    try:
        return from_bytes(path.read_bytes())
    except FileNotFoundError:
        raise
    except WrittenByNewer as error:
        raise newer_key_file() from error
    except OSError as error:
        raise cannot_write(error) from error
