from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.today.town import DANA, Town, enter, make_town


@pytest.fixture(scope="session")
def town_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town") / "station"
    make_town(folder)
    return folder


@pytest.fixture
def sign_in(town_folder: Path, tmp_path: Path) -> Iterator[Callable[[str], Town]]:
    towns: list[Town] = []

    def one(name: str) -> Town:
        towns.append(enter(town_folder, tmp_path / "station", name))
        return towns[-1]

    yield one
    for town in towns:
        town.signed_in.end()


@pytest.fixture
def town(sign_in: Callable[[str], Town]) -> Town:
    """Dana, who has every role, signed in."""
    return sign_in(DANA)
