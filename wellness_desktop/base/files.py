"""Files are the old one or the new one, never half."""

import contextlib
import os
import shutil
import sys
from pathlib import Path
from tempfile import mkstemp

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr

SPARE_BYTES = 20 * 1024 * 1024
"""What we leave free on the disk beyond the work at hand."""


def write_whole(target: Path, data: bytes) -> None:
    """Replaces `target` in one step; a power cut leaves the old file intact.

    The file is readable by its owner only. Raises Problem when the disk is full or the folder refuses.
    """
    try:
        handle, name = mkstemp(dir=target.parent, prefix=".new-")
    except OSError as error:
        raise cannot_write(error) from error
    try:
        with os.fdopen(handle, "wb") as draft:
            draft.write(data)
            draft.flush()
            os.fsync(draft.fileno())
        Path(name).replace(target)
        _sync_folder(target.parent)
    except BaseException as error:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        if isinstance(error, OSError):
            raise cannot_write(error) from error
        raise


def _sync_folder(folder: Path) -> None:
    """Makes the rename itself survive a power cut; Windows does this by itself and has no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_private_folder(folder: Path) -> None:
    """Creates the folder for its owner only, if it is not there. Raises Problem when that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise cannot_write(error) from error


def require_free_space(folder: Path, needed: int) -> None:
    """Raises Problem unless `needed` bytes and a spare stay free on the folder's disk."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise cannot_write(error) from error
    if free < needed + SPARE_BYTES:
        raise disk_full()


if sys.platform == "win32":

    def take_lock(handle: int) -> bool:
        """Locks an open file for this process; False when another one has it. The lock goes with the process."""
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def take_lock(handle: int) -> bool:
        """Locks an open file for this process; False when another one has it. The lock goes with the process."""
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def disk_full() -> Problem:
    """The one sentence for a full disk."""
    return Problem(
        tr("There is not enough free space on this disk."),
        tr("Nothing was changed. Free some space or choose another disk, then try again."),
    )


def cannot_write(error: OSError) -> Problem:
    """What to tell a person about a file that could not be written; never quotes the path."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return disk_full()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Problem(
            tr("The program may not write in this folder."),
            tr("Choose another folder, or ask whoever keeps this PC for the right to write here."),
        )
    return Problem(
        tr("The file could not be written."),
        tr("Nothing was changed. Check that the disk or stick is still connected, then try again."),
    )
