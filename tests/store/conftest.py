"""A station's key file with three people, made once and copied for each test (a passphrase costs 0.2 s)."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.store.people import PHRASES, Station
from wellness_desktop.store.keyfile import KeyFile, NewSlot
from wellness_desktop.store.stretching import LOWEST


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Station:
    path = tmp_path_factory.mktemp("station") / "station.keys"
    ids = {name: uuid4() for name in PHRASES}
    first, *others = PHRASES
    file, ring, code = KeyFile.create(path, NewSlot(ids[first], first, PHRASES[first]), LOWEST)
    for name in others:
        file.enrol(ring, ids[name], name, PHRASES[name])
    return Station(path, code, ids)


@pytest.fixture
def station(made_once: Station, tmp_path: Path) -> Station:
    for name in ("station.keys", "station.keys.bak"):
        shutil.copy(made_once.path.with_name(name), tmp_path / name)
    return Station(tmp_path / "station.keys", made_once.code, made_once.ids)


@pytest.fixture(scope="module", autouse=True)
def the_real_migrations() -> Iterator[None]:
    """Here every new store is migrated for real."""
    from tests.support.first_schema import MIGRATE
    from wellness_desktop.store import migrate

    quick, migrate._run_alembic = migrate._run_alembic, MIGRATE
    yield
    migrate._run_alembic = quick


@pytest.fixture(scope="module", autouse=True)
def real_salts() -> Iterator[None]:
    """Here every passphrase is stretched with a salt of its own."""
    from wellness_desktop.store import slots

    fixed, slots.secrets = slots.secrets, secrets
    yield
    slots.secrets = fixed
