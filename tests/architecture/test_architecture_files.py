"""The house stays tidy: layers, small files, and nothing in it that belongs to one machine."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "wellness_desktop"
MOST_LINES = 400
SKIPPED = {"build", "dist", "__pycache__", "tour-out", "venv"}
TEXT = {".py", ".toml", ".md", ".txt", ".lock", ".json", ".svg", ".sh", ".qss", ".cfg", ".ini", ".yml", ".yaml", ""}

# Put together from pieces, or this file would find itself.
REGISTRIES = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "proxy." + "golang.org")
"""Hosts that packages come from: whoever installs chooses theirs, and no lock or script names one."""
MACHINE = re.compile(r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot|tmp/v" + r"env)/[\w.-]")
"""Where this was written is nobody's business and true nowhere else."""


def project_files() -> list[Path]:
    """What is tracked; in a copy without git, everything that is not built or hidden."""
    if shutil.which("git") and (ROOT / ".git").exists():
        told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        return [ROOT / name for name in told.split("\0") if name and (ROOT / name).is_file()]
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not SKIPPED & set(path.relative_to(ROOT).parts)
        and not any(part.startswith(".") and part != ".ci" for part in path.relative_to(ROOT).parts[:-1])
    ]


def project_texts() -> list[Path]:
    return [path for path in project_files() if path.suffix in TEXT]


def test_the_contracts_between_the_rooms_are_kept(tmp_path: Path) -> None:
    linter = pytest.importorskip("importlinter.cli", reason="import-linter comes with the check extra")
    status = linter.lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=str(tmp_path), no_logo=True)
    assert status == 0


def test_every_file_of_the_program_can_be_read_at_a_sitting() -> None:
    """Migrations are left out: a tool writes them, once, and nobody changes them afterwards."""
    files = [path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_no_room_has_a_drawer_for_odds_and_ends() -> None:
    names = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py"}
    assert [path for path in project_files() if path.name in names] == []


def test_every_package_is_entered_without_importing_anything() -> None:
    """Importing one room must not load another: the front door would wait for the store."""
    for path in PACKAGE.rglob("__init__.py"):
        assert "import" not in path.read_text(encoding="utf-8").replace('"""', ""), path


def test_no_file_names_a_package_registry_or_a_folder_of_this_machine() -> None:
    found = []
    for path in project_texts():
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {host}" for host in REGISTRIES if host in text]
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in MACHINE.finditer(text)]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.lock", "runtime.lock"])
def test_a_lock_pins_every_package_by_hash_and_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|--(?:extra-)?index|--find-links|@ ", text)
    pin = r"^([a-z0-9][\w.-]*)==[\w.+!]+(?: ;[^\\\n]*)? \\\n    --hash=sha256:[0-9a-f]{64}"
    pinned = re.findall(pin, text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))
    assert {"pyside6-essentials", "sqlalchemy", "reportlab", "cryptography"} <= set(pinned)
