"""The index is built once, noticed when old or damaged, lives in memory where it must, and leaves no trace."""

import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from wellness_desktop.base.resources import resources_root
from wellness_desktop.library import index
from wellness_desktop.library.service import Library


def state_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


def test_built_once_and_opened_again(tmp_path: Path) -> None:
    place = tmp_path / "cache" / "library.db"
    Library(place).prepare()
    before = place.stat().st_mtime_ns
    again = Library(place)
    assert again.search("copline")[0].id == "copline"
    assert place.stat().st_mtime_ns == before
    assert [path.name for path in place.parent.iterdir()] == ["library.db"]


def test_changed_texts_build_it_anew(tmp_path: Path, root: Path, write_guide: Callable[..., Path]) -> None:
    place = tmp_path / "library.db"
    write_guide(body="Close the blinds.")
    assert Library(place, root).search("blinds")
    assert not Library(place, root).search("earplugs ")
    write_guide(body="Use earplugs.")
    assert Library(place, root).search("earplugs ")


def test_another_version_of_the_program_builds_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [tmp_path / "a.md"]
    texts[0].write_text("a", encoding="utf-8")
    before = index.fingerprint(texts)
    monkeypatch.setattr(index, "__version__", "999.0")
    assert index.fingerprint(texts) != before


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 4096])
def test_a_damaged_file_is_replaced(tmp_path: Path, damage: bytes) -> None:
    place = tmp_path / "library.db"
    place.write_bytes(damage)
    assert Library(place).search("copline")
    assert place.read_bytes() != damage


@pytest.mark.slow
def test_a_file_damaged_inside_is_noticed_at_the_search(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    place = tmp_path / "library.db"
    Library(place).prepare()
    data = bytearray(place.read_bytes())
    data[8192:] = b"\xa5" * (len(data) - 8192)
    place.write_bytes(data)
    with caplog.at_level(logging.WARNING, "wellness_desktop"):
        assert Library(place).search("copline")[0].id == "copline"
    assert "copline" not in caplog.text


def test_a_cache_that_refuses_leaves_the_index_in_memory(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    library = Library(blocked / "cache" / "library.db")
    assert library.search("copline")[0].id == "copline"
    assert blocked.read_text(encoding="utf-8") == "in the way"


def test_a_prebuilt_index_needs_no_cache(root: Path, write_guide: Callable[..., Path], tmp_path: Path) -> None:
    write_guide()
    first = Library(root / "library" / "library.db", root)
    first.prepare()
    place = tmp_path / "cache" / "library.db"
    second = Library(place, root)
    assert second.search("blinds")[0].id == "G90"
    assert not place.exists()


def test_no_trace_of_reading_and_searching(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Opening guides and lines and searching changes no file and writes no log line (issue 2, DESIGN 1.1)."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.json").write_text("{}", encoding="utf-8")
    library = Library(data / "cache" / "library.db")
    library.prepare()
    before = state_of(tmp_path), state_of(resources_root())
    with caplog.at_level(logging.DEBUG):
        for guide in library.guides():
            assert library.guide(guide.id).body
        for phrase in ("suicide", "drinkng", "will they tell my chief", "gambling debts", "my wife hits me"):
            for length in range(1, len(phrase) + 1):
                library.search(phrase[:length], "NJ")
        library.help_lines("NJ")
        library.lines("NJ")
        assert [resource for resource in library.catalogue() if library.resource(resource.id)]
    assert (state_of(tmp_path), state_of(resources_root())) == before
    assert caplog.text == ""


def test_no_network_is_needed(library: Library) -> None:
    with pytest.raises(AssertionError, match="socket"):
        socket.socket(socket.AF_INET)  # the guard of the test suite is awake
    assert library.search("sleep")


HEAVY = ("sqlalchemy", "alembic", "reportlab", "cryptography", "PySide6.QtPdf", "PySide6.QtPdfWidgets")
ROOM = "wellness_desktop.library"


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        (f"import {ROOM}.service as s; s.Library().help_lines('NJ')", (*HEAVY, "sqlite3", "PySide6")),
        (f"import {ROOM}.service as s; s.Library().search('sleep')", (*HEAVY, "PySide6")),
        (f"import {ROOM}.help_page", (*HEAVY, "sqlite3")),
        (f"import {ROOM}.library_page", HEAVY),
    ],
)
def test_light_imports(code: str, unwanted: tuple[str, ...]) -> None:
    """The first number must not wait for a library that only prints or stores (DESIGN 10)."""
    code += f"\nimport sys\nprint([name for name in {unwanted!r} if name in sys.modules])"
    env = {**os.environ, "PYTHONPATH": str(resources_root().parent)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
