"""Migrations are what is tested here."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def the_real_migrations() -> Iterator[None]:
    """Here every new store is migrated for real."""
    from tests.support.first_schema import MIGRATE
    from wellness_desktop.store import migrate

    quick, migrate._run_alembic = migrate._run_alembic, MIGRATE
    yield
    migrate._run_alembic = quick
