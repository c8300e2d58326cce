"""Connections to the encrypted SQLite file. The key is handed over as a key, never inside SQL, a URL or a log."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr

OLDEST_SQLITE = (3, 51, 3)
"""Before it, two connections in write-ahead mode could damage the file (the WAL-reset fault)."""
WAIT_SECONDS = 10.0
"""How long a writer waits for another one before it gives up."""
KEY_BYTES = 32

LIVE = (
    "journal_mode = WAL",
    "synchronous = FULL",  # an acknowledged save survives a pulled plug
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
)
FRESH = ("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY")
"""For a file that nobody knows yet: flushed and renamed when it is whole, thrown away otherwise."""


class KeyedFile:
    """A store file together with its key; makes connections. Shows neither when printed."""

    def __init__(self, path: Path, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("a store key has 32 bytes")
        self.path = path
        self._key = bytes(key)

    def __repr__(self) -> str:
        return "KeyedFile()"

    def at(self, path: Path, key: bytes | None = None) -> "KeyedFile":
        """Another file under the same key, or under `key`."""
        return KeyedFile(path, self._key if key is None else key)

    def connect(self, *, read_only: bool = False, foreign_keys: bool = True, fresh: bool = False) -> Any:
        """An open sqlcipher3 connection, checked with its key.

        Never makes a new file: an empty one where a stick was pulled would look like a loss. An empty file
        becomes a new store.
        Raises the library's own errors; problems.translated() turns them into sentences.
        """
        from sqlcipher3 import dbapi2

        connection = dbapi2.connect(
            f"{self.path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=WAIT_SECONDS,
            check_same_thread=False,
            isolation_level=None,  # we say BEGIN ourselves, or a failed migration would stay half done
        )
        try:
            connection.execute("PRAGMA cipher_log_level = NONE").fetchall()  # it would write to standard error
            connection.set_key(raw_key(self._key))
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # a wrong key fails here
            for pragma in FRESH if fresh else LIVE:
                connection.execute(f"PRAGMA {pragma}").fetchall()
            connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
            connection.execute(f"PRAGMA query_only = {'ON' if read_only else 'OFF'}")
        except BaseException:
            connection.close()
            raise
        return connection


def raw_key(key: bytes) -> bytes:
    """How SQLCipher is told that this is a key and not a passphrase: no slow stretching at each connection."""
    return b"x'" + key.hex().encode() + b"'"


def writing_engine(file: KeyedFile, *, foreign_keys: bool = True) -> Engine:
    """Every transaction takes the write lock at once.

    With a plain BEGIN a reader that turns writer fails with "locked" without waiting (findings 4: 676 of 900).
    """
    engine = _engine(file, foreign_keys=foreign_keys)
    event.listen(engine, "begin", _begin_writing)
    return engine


def reading_engine(file: KeyedFile) -> Engine:
    """Connections that refuse to write."""
    engine = _engine(file, read_only=True)
    event.listen(engine, "begin", _begin_reading)
    return engine


def _engine(file: KeyedFile, **how: bool) -> Engine:
    from sqlcipher3 import dbapi2

    return create_engine(
        "sqlite+pysqlite://",
        creator=lambda: file.connect(**how),
        module=dbapi2,
        poolclass=QueuePool,  # for a URL without a file the dialect would choose one connection per thread
        hide_parameters=True,
    )


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def require_sound_sqlite() -> None:
    """Raises Problem when the installed SQLite could damage the store."""
    from sqlcipher3 import dbapi2

    if tuple(dbapi2.sqlite_version_info) < OLDEST_SQLITE:
        raise Problem(
            tr("A part of this program is too old to keep records safely."),
            tr("Nothing was opened or changed. Install the program again over the old one."),
        )
