import os
import subprocess
import sys
from pathlib import Path

import pytest

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import cannot_write, require_free_space, write_whole


def test_a_file_is_replaced_whole_and_private(tmp_path: Path) -> None:
    target = tmp_path / "station.keys"
    target.write_bytes(b"old")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["station.keys"]
    if os.name != "nt":
        assert target.stat().st_mode & 0o077 == 0


def test_a_failed_write_leaves_the_old_file_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "settings.json"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem) as caught:
        write_whole(target, b"new")
    assert "free space" in caught.value.title
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


FILL = """
import resource, sys
from pathlib import Path
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), b"x" * 5000)
except Problem as problem:
    print(problem.title)
"""


@pytest.mark.skipif(os.name == "nt", reason="file size limits are a Unix thing")
def test_a_disk_that_refuses_more_bytes_is_told_in_plain_words(tmp_path: Path) -> None:
    target = tmp_path / "board.json"
    target.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(target)], capture_output=True, text=True, timeout=30, check=True
    )
    assert "free space" in done.stdout
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "word"), [(28, "free space"), (13, "may not write"), (30, "may not write"), (5, "could not")]
)
def test_each_refusal_has_its_sentence(number: int, word: str) -> None:
    problem = cannot_write(OSError(number, "whatever", "/secret/path"))
    assert word in problem.title
    assert "/secret" not in problem.title + problem.advice


def test_free_space_is_looked_at_before_big_work(tmp_path: Path) -> None:
    require_free_space(tmp_path, 1)
    with pytest.raises(Problem, match="free space"):
        require_free_space(tmp_path, 1 << 60)
