"""What the command line prints stands in the file it was asked for, and nowhere else."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.command_line import CHIEF, SERGEANT, Station, a_station
from wellness_desktop.app.handover_room import handover_prints
from wellness_desktop.app.plan_commands import OF_ALL, PLAN_PRINTS
from wellness_desktop.app.roster_commands import ROSTER_PRINTS

QUICK = (("phone-list", SERGEANT), ("handover-chief", CHIEF), ("quick-card", CHIEF))
EVERY = (
    *((name, SERGEANT) for name in ("before-we-talk", *ROSTER_PRINTS)),
    *((name, CHIEF) for name in (*handover_prints(), *PLAN_PRINTS)),
)

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

_written: list[str] | None = None


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _written is None or event != "open":
        return
    path, mode, flags = arguments
    for_writing = set(mode) & set("wax+") if isinstance(mode, str) else isinstance(flags, int) and flags & WRITING
    if isinstance(path, str) and for_writing:
        _written.append(path)


@pytest.fixture(scope="module")
def _hook() -> None:
    sys.addaudithook(_note)


@pytest.fixture
def written(_hook: None) -> Iterator[list[str]]:
    """Files that Python opens for writing meanwhile."""
    global _written  # noqa: PLW0603 - an audit hook can never be taken out again
    _written = found = []
    yield found
    _written = None


@pytest.fixture
def station(
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Station:
    return a_station(tmp_path_factory, tmp_path, monkeypatch, capsys)


def in_one_file_only(
    station: Station, what: str, name: str, tmp_path: Path, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, out = tmp_path / "shared", tmp_path / "out" / "paper.pdf"
    for folder in (shared, out.parent):
        folder.mkdir(exist_ok=True)
    for variable in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(shared))
    monkeypatch.setattr("tempfile.tempdir", None)
    plan = () if what not in PLAN_PRINTS or what in {str(kind) for kind in OF_ALL} else ("--plan", "CP-01")
    station.run("print", what, *plan, "--out", out, name=name).done()
    assert out.read_bytes().startswith(b"%PDF")
    assert [path.name for path in out.parent.iterdir()] == ["paper.pdf"]
    assert list(shared.iterdir()) == []
    assert any(path.startswith(str(out.parent)) for path in written), "the hook sees what is written"
    allowed = (str(out.parent), str(station.paths.data), "/dev/")
    assert [path for path in written if not path.startswith(allowed)] == []
    out.unlink()
    written.clear()


@pytest.mark.parametrize(("what", "name"), QUICK)
def test_a_confidential_print_is_written_to_its_file_alone(
    station: Station, tmp_path: Path, written: list[str], monkeypatch: pytest.MonkeyPatch, what: str, name: str
) -> None:
    in_one_file_only(station, what, name, tmp_path, written, monkeypatch)


@pytest.mark.slow
def test_every_print_is_written_to_its_file_alone(
    station: Station, tmp_path: Path, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for what, name in EVERY:
        in_one_file_only(station, what, name, tmp_path, written, monkeypatch)
