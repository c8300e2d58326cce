"""What the store can meet, each in one clear sentence. Errors of SQLite and SQLAlchemy stop at this border."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.files import cannot_write, disk_full
from wellness_desktop.base.language import tr

if TYPE_CHECKING:
    from wellness_desktop.store.records import Record

NOT_A_DATABASE = 26
"""SQLITE_NOTADB: the first page makes no sense with this key."""


class WrongKey(Problem):
    """The key does not open this file: it belongs to another key file, or its beginning is damaged."""


class Damaged(Problem):
    """The file's contents do not hold together."""


class NewerStore(Problem):
    """A newer program has written this store."""


class Busy(Problem):
    """Another window kept the store to itself for too long."""


@contextmanager
def translated() -> Iterator[None]:
    """Turns what SQLite reports about disk, key and file into a Problem; other errors pass unchanged.

    A save over a newer version becomes ChangedElsewhere. The original stays attached for the log.
    """
    try:
        yield
    except Exception as error:
        problem = problem_for(error)
        if problem is None:
            raise
        raise problem from error


def problem_for(error: BaseException) -> Problem | None:
    """The sentence for an error of SQLite or SQLAlchemy, or None for one that is a defect of ours."""
    if type(error).__name__ == "StaleDataError":  # by name: the key file must load without SQLAlchemy
        return changed_elsewhere()
    code = sqlite_code(error)
    make = SENTENCES.get(code) if code is not None else None
    return make() if make else None


def sqlite_code(error: BaseException) -> int | None:
    """SQLite's primary result code, or None for errors of another origin."""
    original = getattr(error, "orig", error)  # SQLAlchemy wraps it
    code = getattr(original, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def require_version(record: "Record", seen: int, theirs: object = None) -> None:
    """Raises ChangedElsewhere unless `record` is still at the version that the person has seen.

    For services, between loading a record and changing it; `theirs` is what the page shows beside its own.
    """
    if record.version != seen:
        raise changed_elsewhere(theirs)


def changed_elsewhere(theirs: object = None) -> ChangedElsewhere:
    return ChangedElsewhere(
        tr("Someone else saved this a moment ago."),
        tr("Nothing was overwritten. Look at their version, then save yours again if it is still right."),
        theirs,
    )


def disk_failed() -> Problem:
    return Problem(
        tr("The disk could not be read or written."),
        tr("What was saved before is not lost. Check that the disk has space and is still connected, then try again."),
    )


def read_only() -> Problem:
    return cannot_write(PermissionError(13, ""))


def busy() -> Problem:
    return Busy(
        tr("Another window is still saving."),
        tr("Nothing was changed. Wait a moment, then try again."),
    )


def damaged() -> Problem:
    return Damaged(
        tr("The station's records are damaged."),
        tr("Close the program and restore the newest backup. Keep the damaged file: parts of it may be saved."),
    )


def wrong_key() -> Problem:
    return WrongKey(
        tr("The station's records do not open with the station's keys."),
        tr("The records or the key file were replaced or damaged. Restore both from the newest backup."),
    )


def newer() -> NewerStore:
    return NewerStore(
        tr("A newer version of this program has written these records."),
        tr("Nothing was changed. Install the newest version of the program on this PC."),
    )


def outdated_window() -> Problem:
    return Problem(
        tr("The program was updated while this window was open."),
        tr("Nothing was changed. Close the program and start it again."),
    )


def missing() -> Problem:
    return Problem(
        tr("The station's records are missing."),
        tr("Check that the disk or stick is connected, or restore the newest backup."),
    )


SENTENCES: dict[int, Callable[[], Problem]] = {
    5: busy,  # SQLITE_BUSY
    6: busy,  # SQLITE_LOCKED
    8: read_only,  # SQLITE_READONLY
    10: disk_failed,  # SQLITE_IOERR
    11: damaged,  # SQLITE_CORRUPT
    13: disk_full,  # SQLITE_FULL
    14: read_only,  # SQLITE_CANTOPEN
    NOT_A_DATABASE: wrong_key,
}
"""What to say for the primary result codes of SQLite that a disk, a key or a file can cause."""
