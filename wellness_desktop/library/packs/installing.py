"""Puts a pack into the content folder, whole or not at all.

    1. its files are written into a folder that nothing points to, and flushed to the disk
    2. everything is checked there, by the same loaders that will show it
    3. the folder gets its name, which still nothing points to
    4. installed.json is replaced, in one step: from here on the pack is installed

Cut off anywhere, the old list stands and the library shows what it showed before; the next change sweeps away what lies
about. The switch is the caller's to make inside the unit of work that writes the audit log.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from wellness_desktop.base.files import cannot_write, make_private_folder, require_free_space, write_whole
from wellness_desktop.library.packs.container import Pack
from wellness_desktop.library.packs.installed import (
    LIST_FILE,
    MANIFEST_FILE,
    SIGNATURE_FILE,
    Installed,
    list_bytes,
    read_list,
)
from wellness_desktop.library.packs.keys import PackKey
from wellness_desktop.library.packs.versions import require_new, with_version
from wellness_desktop.store.lock import alone

STAGING = ".new-"


@dataclass(frozen=True, slots=True)
class Staged:
    """A pack that lies unpacked in the content folder and is not installed yet."""

    content: Path
    folder: Path
    pack: Pack
    key: PackKey

    def switch(self, today: date) -> Installed:
        """Installs it: the one step. Raises Problem, and the old packs stand, when the disk refuses."""
        listed = read_list(self.content)
        require_new(self.pack.manifest, listed)  # another window may have been quicker
        after, made, version = with_version(listed, self.pack, self.key, today)
        target = self.content / made.folder(version)
        try:
            if target.exists():  # a switch that was cut off between its two steps
                shutil.rmtree(target)
            self.folder.replace(target)
            _flush_folder(self.content)
        except OSError as error:
            raise cannot_write(error) from error
        write_list(self.content, after)
        return made


@contextmanager
def staged(content: Path, pack: Pack, key: PackKey) -> Iterator[Staged]:
    """Unpacks the pack where nothing points to; nobody else changes the content folder meanwhile.

    Whatever was not switched to is gone afterwards. Raises Problem when the disk refuses.
    """
    make_private_folder(content)
    with alone(content / LIST_FILE):
        sweep(content, read_list(content))
        require_free_space(content, sum(each.size for each in pack.manifest.files) * 2)
        folder = _unpacked(content, pack)
        try:
            yield Staged(content, folder, pack, key)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with contextlib.suppress(Exception):  # the pack is in or not; tidying can wait for the next change
                sweep(content, read_list(content))


@contextmanager
def changing(content: Path) -> Iterator[tuple[Installed, ...]]:
    """The list while nobody else changes it; the caller writes it with `write_list`."""
    make_private_folder(content)
    with alone(content / LIST_FILE):
        listed = read_list(content)
        sweep(content, listed)
        yield listed


def write_list(content: Path, listed: Sequence[Installed]) -> None:
    """Makes this the list, in one step. Raises Problem; the old list stands then."""
    write_whole(content / LIST_FILE, list_bytes(listed))


def sweep(content: Path, listed: Sequence[Installed]) -> None:
    """Takes away folders that no version in the list points to: left by a cut, or older than is kept."""
    kept = {each.folder(version) for each in listed for version in each.versions}
    for folder in content.iterdir():
        if folder.is_dir() and not folder.is_symlink() and folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
        elif folder.name.startswith(STAGING):
            with contextlib.suppress(OSError):
                folder.unlink()


def _unpacked(content: Path, pack: Pack) -> Path:
    files = {
        MANIFEST_FILE: pack.manifest_bytes,
        SIGNATURE_FILE: pack.signature.hex().encode(),
        **pack.contents,
    }
    try:
        folder = Path(mkdtemp(prefix=STAGING, dir=content))
        try:
            for name, data in files.items():
                _write_flushed(folder / name, data)
            for each in {(folder / name).parent for name in files}:
                _flush_folder(each)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:
        raise cannot_write(error) from error
    return folder


def _write_flushed(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Makes names survive a power cut; Windows does this by itself and has no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
