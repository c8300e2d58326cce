"""The station store: whole units of work on one encrypted file."""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import cannot_write, require_free_space
from wellness_desktop.base.language import tr
from wellness_desktop.store.copying import drafted, store_files
from wellness_desktop.store.engine import KeyedFile, raw_key, reading_engine, require_sound_sqlite, writing_engine
from wellness_desktop.store.inspection import find_faults
from wellness_desktop.store.migrate import SHIPPED, Schema, bring_up_to_date
from wellness_desktop.store.problems import Busy, damaged, missing, outdated_window, translated
from wellness_desktop.store.side_tables import MetaRecord, TravelStationRecord
from wellness_desktop.store.travel import KEY, Journey, WorkSession, new_station

Found = TypeVar("Found")

STATION = "station"
EPOCH = "key_epoch"
MEMORY = "memory"
"""Under which a reading session finds what the store keeps between sessions."""
ROOM_FOR_NEW = 1024 * 1024
COMPACT_UP_TO = 100 * 1024 * 1024
"""Bytes: what is written anew in a second or two."""


class ReadSession(Session):
    """The session of a read; refuses changes before they reach the file."""


def _refuse_changes(_session: Session, _context: object, _instances: object) -> None:
    raise RuntimeError("something was changed while reading; a unit of work is needed for that")


event.listen(ReadSession, "before_flush", _refuse_changes)


def read_once(session: Session, what: Hashable, read: Callable[[], Found]) -> Found:
    """What `read` says, asked once for each reading session: it sees one moment, so the answer cannot change.

    Inside a unit of work it is read each time, since the unit may have changed it. `what` names the answer; the
    answer must be a value that nobody changes.
    """
    if not isinstance(session, ReadSession):
        return read()
    if what not in session.info:
        session.info[what] = read()
    return cast("Found", session.info[what])


def read_kept(session: Session, what: Hashable, read: Callable[[], Found]) -> Found:
    """As `read_once`, and kept by the store for later reading sessions until anything that travels is changed.

    Each unit of work that changes rows which travel counts up its station (travel.py), in this program or in
    another that has the store open, so one small row says whether the kept answer still holds. Only for answers made of
    such rows alone.
    """
    if not isinstance(session, ReadSession):
        return read()

    def kept() -> Found:
        memory: dict[Hashable, tuple[object, Found]] = session.info[MEMORY]
        moment = read_once(session, "moment", lambda: _moment(session))
        if what not in memory or memory[what][0] != moment:
            memory[what] = (moment, read())
        return memory[what][1]

    return read_once(session, what, kept)


def _moment(session: Session) -> object:
    """Tells any two states of the travelling rows apart."""
    stations = select(TravelStationRecord.station, TravelStationRecord.number)
    return sorted(tuple(row) for row in session.execute(stations))


class Store:
    """An open store. Everything is read and saved through `read()` and `work()`.

    Safe to use from several threads; two programs may have the same store open.
    """

    def __init__(self, file: KeyedFile, clock: Clock, schema: Schema = SHIPPED) -> None:
        """For this room only; others use `open` and `create`."""
        self._file = file
        self._clock = clock
        self._schema = schema
        self._here = threading.local()
        self._memory: dict[Hashable, object] = {}
        self._start_engines()
        try:
            self._station = self._meta(STATION) or self._become_a_station()
        except BaseException:
            self.close()
            raise

    def __repr__(self) -> str:
        return "Store()"

    @property
    def station(self) -> str:
        """The random name of this copy of the store; a restored backup has a new one."""
        return self._station

    @classmethod
    def create(cls, path: Path, key: bytes, clock: Clock) -> "Store":
        """A new, empty store at `path`, opened.

        Raises Problem when one is there, the folder refuses or its disk is full.
        """
        require_sound_sqlite()
        if any(found.exists() for found in store_files(path)):
            raise Problem(
                tr("There are records in this folder already."),
                tr("Nothing was changed. Open them, or choose an empty folder."),
            )
        require_free_space(path.parent, ROOM_FOR_NEW)
        file = KeyedFile(path, key)
        with drafted(path) as draft, translated():
            bring_up_to_date(file.at(draft))
        with translated():
            return cls(file, clock)

    @classmethod
    def open(cls, path: Path, key: bytes, clock: Clock, schema: Schema = SHIPPED) -> "Store":
        """The store at `path`, brought up to date after a safety copy.

        Raises WrongKey, Damaged, NewerStore, Busy, or Problem for a missing store, an old SQLite, a read-only
        folder or a full disk. Nothing is lost in any of these cases.
        """
        require_sound_sqlite()
        file = KeyedFile(path, key)
        try:
            size = path.stat().st_size
        except FileNotFoundError as error:
            raise missing() from error
        except OSError as error:
            raise cannot_write(error) from error
        if size == 0:  # SQLite would take it for a new store
            raise damaged()
        with translated():
            bring_up_to_date(file, schema)
            return cls(file, clock, schema)

    @contextmanager
    def work(self) -> Iterator[Session]:
        """A unit of work: saved whole on a clean exit, undone whole on any exception.

        Raises ChangedElsewhere when someone saved one of its records first, and Problem for a full disk, a
        read-only folder or a store that another window keeps busy. Units of work do not nest; hand the
        session on instead. Records stay readable afterwards.
        """
        if getattr(self._here, "working", False):
            raise RuntimeError("a unit of work is already open in this thread; hand its session on")
        self._here.working = True
        self._here.view = None  # what is saved now is not part of an older moment
        journey = Journey(self._station, self._clock)
        try:
            with (
                translated(),
                WorkSession(self._writer, expire_on_commit=False, info={KEY: journey}) as session,
                session.begin(),
            ):
                self._require_own_schema(session)
                yield session
        finally:
            self._here.working = False

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One steady view of the store, to be closed soon; changing anything through it is a RuntimeError."""
        view = getattr(self._here, "view", None)
        if view is not None:
            with translated():
                yield view
            return
        with translated(), self._view() as session:
            yield session

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Whatever this thread reads meanwhile shows the store as of one moment, and shares one view.

        For a page that asks several services: its parts fit together, and what they all need is read once (see
        `read_once`). A unit of work ends the moment; what is read after it is read anew. Not to be kept open while
        a person looks, since an open view keeps the store's log from being folded in.
        """
        if getattr(self._here, "view", None) is not None:
            yield
            return
        with translated(), self._view() as session:
            self._here.view = session
            try:
                yield
            finally:
                self._here.view = None

    def _view(self) -> ReadSession:
        return ReadSession(self._reader, expire_on_commit=False, info={MEMORY: self._memory})

    def check(self) -> list[Problem]:
        """Looks at every page and every reference; empty when the store is sound. Takes about 1 s per 50 MB."""
        return find_faults(self._file)

    def fold_in(self) -> None:
        """Writes the log back into the store and empties it, so that deleted rows stand in no file any more.

        While another window reads, it waits some seconds and then leaves it to the next time.
        """
        with translated():
            connection = self._writer.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                connection.close()

    def compact(self) -> None:
        """Writes the store anew without the free pages that deleted rows leave, then folds the log in.

        Deleted rows are overwritten in any case (secure delete). So a store that would take long to write, and one
        that another window keeps busy, is left as it is. Raises Problem for a full disk.
        """
        if self._file.path.stat().st_size <= COMPACT_UP_TO:
            self.require_room(2 * self._file.path.stat().st_size)
            with suppress(Busy), translated():
                connection = self._writer.raw_connection()
                try:
                    connection.cursor().execute("VACUUM").fetchall()
                finally:
                    connection.close()
        self.fold_in()

    def require_room(self, needed: int) -> None:
        """Raises Problem unless `needed` bytes and a spare are free on the store's disk. For big imports."""
        require_free_space(self._file.path.parent, needed)

    def close(self) -> None:
        """Closes the file, and forgets what was kept of it. The store cannot be used afterwards."""
        self._memory.clear()
        self._reader.dispose()
        self._writer.dispose()

    # For the other files of this room

    @property
    def file(self) -> KeyedFile:
        return self._file

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def schema_number(self) -> int:
        return self._schema.newest

    @property
    def key_epoch(self) -> int:
        """How often the key file had been changed when this store last saw it."""
        return int(self._meta(EPOCH) or 0)

    def note_key_epoch(self, epoch: int) -> None:
        """Remembers the key file's count of changes; a smaller one later means an older key file."""
        with self.work() as session:
            session.merge(MetaRecord(name=EPOCH, value=str(epoch)))

    def rekey(self, key: bytes) -> None:
        """Encrypts the whole store anew under another key, in one transaction. Raises Problem."""
        self.close()
        try:
            with translated():
                rekey_file(self._file, key)
            self._file = self._file.at(self._file.path, key)
        finally:
            self._start_engines()

    def _start_engines(self) -> None:
        self._reader = reading_engine(self._file)
        self._writer = writing_engine(self._file)

    def _become_a_station(self) -> str:
        """A restored backup counts its changes under a new name, or the numbers would repeat."""
        station = new_station()
        with Session(self._writer) as session, session.begin():
            session.merge(MetaRecord(name=STATION, value=station))
        return station

    def _meta(self, name: str) -> str:
        with self.read() as session:
            return session.scalar(select(MetaRecord.value).where(MetaRecord.name == name)) or ""

    def _require_own_schema(self, session: Session) -> None:
        """A program that was updated in another window has changed the tables under this one."""
        number = session.connection().exec_driver_sql("PRAGMA user_version").scalar_one()
        if number != self._schema.newest:
            raise outdated_window()


def rekey_file(file: KeyedFile, key: bytes) -> None:
    """Re-keys a store that nobody in this process has open. SQLite does it whole or not at all."""
    require_free_space(file.path.parent, 2 * file.path.stat().st_size)
    connection = file.connect()
    try:
        connection.reset_key(raw_key(key))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
