"""Nobody can find out what was read, searched or printed: the disk is byte for byte as before (DESIGN 1.1, 1.2).

A process of its own, with a home, temp folder and runtime folder of its own, starts the program on a station, lets the
search index be made, and takes a snapshot of every file. Then somebody opens 20 guides, searches 15 phrases in both
search boxes, opens help and lines, and prints three handouts: one looked at, one on a printer, one in the PDF reader.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.library import traces
from tests.support.cases import slow

PRIVATE = "records/private"


def told_by(home: Path, door: str) -> dict[str, Any]:
    """Runs it in a process of its own."""
    for name in ("temp", "run"):
        (home / name).mkdir(parents=True, mode=0o700)
    folders = {"XDG_CONFIG_HOME": ".config", "XDG_CACHE_HOME": ".cache", "XDG_DATA_HOME": ".local/share"}
    surroundings = {
        **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ},
        **{name: str(home / folder) for name, folder in folders.items()},
        **dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home)),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(home / "temp")),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.library.traces", str(home), door],
        env=surroundings,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.mark.parametrize("door", ["open", slow("signed-in")])
def test_reading_searching_and_printing_leave_no_trace(tmp_path: Path, door: str) -> None:
    home = tmp_path / "home"
    told = told_by(home, door)
    assert told["errors"] == []
    assert told["guides"] >= traces.GUIDES
    # While the PDF reader shows it, a copy lies in the private folder, under a name that says nothing; then it is gone.
    [folder, copy] = told["during"]
    assert folder == PRIVATE
    assert copy.startswith(f"{PRIVATE}/document-")
    assert told["left"] == []
    assert not (home / PRIVATE).exists()
    elsewhere = [path for path in told["written"] if PRIVATE not in path and not path.isdigit()]
    assert elsewhere == [], "Python opened these for writing"
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF"), "it was really printed"


@pytest.mark.parametrize(
    "trace", ["records/logs/log.txt", ".config/app.conf", ".local/share/recently-used.xbel", "temp/x", ".cache/x"]
)
def test_the_snapshot_sees_a_trace_anywhere(tmp_path: Path, trace: str) -> None:
    """A look that could not find a trace would prove nothing."""
    before = traces.snapshot(tmp_path)
    target = tmp_path / trace
    target.parent.mkdir(parents=True)
    target.write_text("G01", encoding="utf-8")
    seen = traces.snapshot(tmp_path)
    assert trace in traces.changes(before, seen)
    target.write_text("G02", encoding="utf-8")
    assert traces.changes(seen, traces.snapshot(tmp_path)) == [trace]


def test_the_watch_hears_every_opening_for_writing(tmp_path: Path) -> None:
    """In a process of its own, for a watch cannot be taken off again."""
    lines = (
        "from tests.library.traces import watch_writing",
        "heard = watch_writing()",
        f"open({str(tmp_path / 'read')!r}, 'w').close()",
        f"open({str(tmp_path / 'read')!r}).close()",
        "print(len(heard))",
    )
    told = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "1"
