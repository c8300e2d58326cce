"""A real encrypted store for tests, also with tables that a test module declares for itself.

Use in a room's conftest:

    from tests.store_help import a_store

    @pytest.fixture
    def store(tmp_path, clock):
        import wellness_desktop.roster.records          # the tables must be known first
        with a_store(tmp_path, clock) as store:
            yield store
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
    """A real encrypted store in `folder` with the tables of every records module imported so far."""
    store = Store.create(folder / "station.db", KEY, clock or Clock())
    try:
        create_missing_tables(store)
        yield store
    finally:
        store.close()
