"""Work that is timed inside a process of its own; called by inside.py as `work.NAME`."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.inside import at_rest, running, sign_in, wait

PHRASES = ("shooting", "cannot sleep", "drinkng too much", "wife kids", "chaplain", "death in the line", "suicide")
"""What tired people type, with a slip in it."""
Statement = tuple[int, str, Any, bool]
"""Which connection, what, with which values, many at once."""


def timed(do: Callable[[], object]) -> float:
    """Milliseconds that something takes."""
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


# Unlocking


def unlock(_rounds: int, folder: Path) -> dict[str, float]:
    """Milliseconds from Enter to Today without the stretching, at the first sign-in and at a later one; and the
    floor: the same statements on raw connections to a copy of the same store.
    """
    with running(folder) as program, stretching_left_out() as stretched:
        at_rest(program)
        first = (sign_in(program, folder) - stretched()) * 1000
        program.lock()
        again = (sign_in(program, folder) - stretched()) * 1000
        program.lock()
        copy = folder.with_name(folder.name + "-copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        with recorded() as statements:
            sign_in(program, folder)
        keyring: Any = program.own_rooms._signed_in.keyring
        file = keyed_file(copy, keyring.store_key)
        program.lock()
        floor = timed(lambda: replay(file, statements))
        shutil.rmtree(copy)
    return {"first": first, "again": again, "floor": floor, "statements": len(statements)}


@contextmanager
def stretching_left_out() -> Iterator[Callable[[], float]]:
    """Gives the seconds that key stretching took since the last call."""
    from wellness_desktop.store import keyfile, slots, stretching

    real, taken = stretching.stretch, [0.0]

    def stretch(*arguments: Any) -> bytes:
        began = time.perf_counter()
        try:
            return real(*arguments)
        finally:
            taken[0] += time.perf_counter() - began

    def since() -> float:
        seconds, taken[0] = taken[0], 0.0
        return seconds

    places = (stretching, slots, keyfile)
    for place in places:
        place.stretch = stretch  # type: ignore[attr-defined]
    try:
        yield since
    finally:
        for place in places:
            place.stretch = real  # type: ignore[attr-defined]


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Everything SQLAlchemy says to its connections meanwhile."""
    from sqlalchemy import Engine, event

    found: list[Statement] = []

    def said(connection: Any, _cursor: Any, words: str, values: Any, _context: Any, many: bool) -> None:
        found.append((id(connection.connection.dbapi_connection), words, values, many))

    def ended(words: str) -> Callable[[Any], None]:
        return lambda connection: found.append((id(connection.connection.dbapi_connection), words, (), False))

    listeners = {"before_cursor_execute": said, "commit": ended("COMMIT"), "rollback": ended("ROLLBACK")}
    for name, listener in listeners.items():
        event.listen(Engine, name, listener)
    try:
        yield found
    finally:
        for name, listener in listeners.items():
            event.remove(Engine, name, listener)


def keyed_file(folder: Path, key: bytes) -> Any:
    """The store in `folder`, to be opened without SQLAlchemy."""
    from wellness_desktop.base.paths import find_paths
    from wellness_desktop.store.engine import KeyedFile

    return KeyedFile(find_paths(folder).store, key)


def replay(file: Any, statements: list[Statement]) -> None:
    """Says the same to raw connections, one for each that was used, opened when first needed."""
    connections: dict[int, Any] = {}
    for number, words, values, many in statements:
        if number not in connections:
            connections[number] = file.connect()
        connection = connections[number]
        if words in ("COMMIT", "ROLLBACK") and not connection.in_transaction:
            continue
        if many:
            connection.executemany(words, values)
        else:
            connection.execute(words, values or ()).fetchall()
    for connection in connections.values():
        connection.close()


# Searching


def search(rounds: int, folder: Path) -> list[float]:
    """Milliseconds of each keystroke's search in the shipped library, without the window."""
    from wellness_desktop.library.service import Library

    library = Library(folder / "library.db")
    library.prepare()
    library.search("warm")
    typed = [phrase[: end + 1] for phrase in PHRASES for end in range(len(phrase))]
    return [timed(lambda words=words: library.search(words)) for _ in range(rounds) for words in typed]


def search_box(rounds: int, folder: Path) -> list[float]:
    """Milliseconds that each keystroke in the window's search box takes of the window's thread, results painted."""
    with running(folder) as program:
        at_rest(program)
        box = program.frame.search
        box.setFocus()
        found = []
        for _ in range(rounds):
            for phrase in PHRASES:
                for letter in phrase:
                    found.append(keystroke(box, letter, program))
                box.wipe()
        return found


def keystroke(box: Any, letter: str, program: Any) -> float:
    """Milliseconds in which the window's thread was busy; waiting for the worker does not hold a person up."""
    busy = timed(lambda: QTest.keyClicks(box, letter))
    end = time.monotonic() + 20
    while True:
        before = program.searching.busy
        busy += timed(QApplication.processEvents)
        if not before and not program.searching.busy:
            return busy
        if time.monotonic() > end:
            raise TimeoutError("search")


# The roster


def roster_filter(rounds: int, folder: Path) -> list[float]:
    """Milliseconds of each keystroke in the roster's own page with 5,000 people, the list painted."""
    from wellness_desktop.kit.tasks import Tasks
    from wellness_desktop.kit.theme import apply_theme
    from wellness_desktop.roster.roster_page import RosterPage

    apply_theme(QApplication.instance(), "light", 100)
    with many_people(folder, 5000) as roster:
        page = RosterPage(roster, Tasks())
        page.resize(1200, 700)
        page.show()
        wait(page.isVisible)
        QApplication.processEvents()
        box = page.list.table.search
        box.setFocus()
        found = []
        for _ in range(rounds):
            for letter in "name 42":
                found.append(timed(lambda letter=letter: (QTest.keyClicks(box, letter), QApplication.processEvents())))
            box.clear()
            QApplication.processEvents()
        return found


@contextmanager
def many_people(folder: Path, count: int) -> Iterator[Any]:
    """The roster of a station with so many people, entered by importing a spreadsheet."""
    from tests.roster.station import COORDINATOR, PHRASES, Station, make_station
    from wellness_desktop.store.keyfile import KeyFile
    from wellness_desktop.store.store import Store
    from wellness_desktop.store.stretching import LOWEST

    folder.mkdir(parents=True, exist_ok=True)
    make_station(folder)
    ring = KeyFile.load(folder / "station.keys", LOWEST).unlock("Dana Whitfield", PHRASES[COORDINATOR])
    station = Station(folder, Store.open(folder / "station.db", ring.store_key, _noon()), {COORDINATOR: ring})
    try:
        roster = station.roster()
        rows = [f"Person{n} Name{n % 97},406-555-01{n % 100:02},Officer" for n in range(count)]
        sheet = "Name,Desk,Role\n" + "\n".join(rows)
        roster.import_people(roster.import_preview(sheet.encode()), doubles=True)
        yield roster
    finally:
        station.store.close()


def _noon() -> Any:
    from tests.roster.station import NOON
    from wellness_desktop.base.clock import FixedClock

    return FixedClock(NOON)


# The store


def backup(rounds: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds of our backup (counted, checked, flushed) of 5,000 people, and of SQLite's own copy of the file."""
    from wellness_desktop.store.backup import back_up

    with many_people(folder, 5000) as roster:
        store = roster._store
        target = folder / "backups"
        found: dict[str, list[float]] = {"ours": [], "floor": []}
        for number in range(rounds + 1):
            ours = timed(lambda: back_up(store, folder / "station.keys", target))
            floor = timed(lambda: _own_copy(store.file, folder / "copy.db"))
            shutil.rmtree(target)
            if number:
                found["ours"].append(ours)
                found["floor"].append(floor)
        return found


def _own_copy(file: Any, target: Path) -> None:
    """SQLite's backup in one step into an encrypted file, flushed."""
    target.touch()
    source, copy = file.connect(read_only=True), file.at(target).connect(fresh=True)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    with target.open("rb+") as written:
        os.fsync(written.fileno())
    target.unlink()


# Proposals


def proposals(rounds: int, _folder: Path | None = None) -> dict[str, list[float]]:
    """Milliseconds for 15 people over 72 hours, and for 200 people over seven days."""
    from tests.benchmarks.crowds import fifteen, two_hundred
    from wellness_desktop.debriefs.proposals import propose

    small, large = fifteen(), two_hundred()
    propose(small)
    return {
        "15": [timed(lambda: propose(small)) for _ in range(rounds)],
        "200": [timed(lambda: propose(large)) for _ in range(max(3, rounds // 4))],
    }
