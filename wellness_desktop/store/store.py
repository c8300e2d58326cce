"""The station store: whole units of work on one encrypted file."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.store.engine import KeyedFile, reading_engine, require_sound_sqlite, writing_engine
from wellness_desktop.store.problems import damaged, translated


class Store:
    """An open store. Everything is read and saved through `read()` and `work()`."""

    def __init__(self, file: KeyedFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock
        self._reader = reading_engine(file)
        self._writer = writing_engine(file)
        self._here = threading.local()

    def __repr__(self) -> str:
        return "Store()"

    @classmethod
    def create(cls, path: Path, key: bytes, clock: Clock) -> "Store":
        """A new, empty store at `path`, opened."""
        require_sound_sqlite()
        if path.exists():
            raise Problem(
                tr("There are records in this folder already."),
                tr("Nothing was changed. Open them, or choose an empty folder."),
            )
        file = KeyedFile(path, key)
        with translated():
            file.connect().close()
        return cls(file, clock)

    @classmethod
    def open(cls, path: Path, key: bytes, clock: Clock) -> "Store":
        """The store at `path`."""
        require_sound_sqlite()
        if not path.exists() or path.stat().st_size == 0:
            raise damaged()
        file = KeyedFile(path, key)
        with translated():
            file.connect().close()
        return cls(file, clock)

    @contextmanager
    def work(self) -> Iterator[Session]:
        """A unit of work: saved whole on a clean exit, undone whole on any exception.

        Raises ChangedElsewhere when someone saved one of its records first, and Problem for a full disk, a
        read-only folder or a store that another window keeps busy. Units of work do not nest.
        """
        if getattr(self._here, "working", False):
            raise RuntimeError("a unit of work is already open in this thread; hand its session on")
        self._here.working = True
        try:
            with translated(), Session(self._writer, expire_on_commit=False) as session, session.begin():
                yield session
        finally:
            self._here.working = False

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One steady view of the store; writing through it fails."""
        with translated(), Session(self._reader, expire_on_commit=False) as session:
            yield session

    def close(self) -> None:
        """Closes the file. The store cannot be used afterwards."""
        self._reader.dispose()
        self._writer.dispose()
