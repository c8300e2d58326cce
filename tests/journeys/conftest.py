"""What the byte searches look through: a station that logs all it can, and a temporary folder of its own."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from wellness_desktop.base.log import start_logging, stop_logging
from wellness_desktop.base.paths import Paths, find_paths


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of this test's own, for Python, SQLite and Qt."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[Paths]:
    """The data folder of a station that logs all it can."""
    found = find_paths(tmp_path / "station")
    start_logging(found.logs)
    logging.getLogger("wellness_desktop").setLevel(logging.DEBUG)
    yield found
    stop_logging()
