"""A store of one's own for tests whose tables no migration knows, because they are made up for the test.

    from tests.store_help import a_store

    with a_store(tmp_path) as store:        # a real encrypted store, closed at the end
        ...

The program's own tables need nothing from here: `Store.create` makes them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import MetaData

from wellness_desktop.base.clock import Clock
from wellness_desktop.store.records import Base
from wellness_desktop.store.store import Store

KEY = bytes(range(32))
"""A store key for tests that need no key file."""


def create_missing_tables(store: Store, metadata: MetaData = Base.metadata) -> None:
    """Creates every table that is registered but not yet in the store."""
    with store.work() as session:
        metadata.create_all(session.connection())


@contextmanager
def a_store(folder: Path, clock: Clock | None = None) -> Iterator[Store]:
    """A store in `folder` with the tables of every record declared so far."""
    store = Store.create(folder / "station.db", KEY, clock or Clock())
    try:
        create_missing_tables(store)
        yield store
    finally:
        store.close()
