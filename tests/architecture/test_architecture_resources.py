"""The program finds its own files from a checkout and from a built wheel, wherever it is started."""

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

FIND = """
import sys
import wellness_desktop
from wellness_desktop.base.resources import resource, resources_root
from wellness_desktop.library.service import Library
assert any("988" in way for line in Library().help_lines() for way in line.ways)
for parts in (("icons", "house.svg"), ("fonts",), ("protocols",), ("plan_templates",), ("demo", "agency.toml")):
    resource(*parts)
print(resources_root())
"""


def run_python(folder: Path, *arguments: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Python started in `folder`, with the program taken from `path`."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_a_checkout_finds_its_resources_from_any_folder(tmp_path: Path) -> None:
    done = run_python(tmp_path, "-c", FIND, path=ROOT)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()) == ROOT / "resources"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the tracked files; without the network where the build tool is installed."""
    out = tmp_path_factory.mktemp("wheel")
    offline = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", *offline, "--wheel-dir", str(out), str(ROOT)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    [built] = out.glob("*.whl")
    return built


@pytest.mark.slow
def test_a_wheel_carries_everything_that_is_needed_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"wellness_desktop"}
    for part in ("resources/icons/house.svg", "resources/support_lines/help_now.toml", "store/migrations/env.py"):
        assert f"wellness_desktop/{part}" in names
    shipped = {str(path.relative_to(ROOT)) for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert shipped <= {name.removeprefix("wellness_desktop/") for name in names}
    assert any(name.endswith("licenses/LICENSE") for name in names)


@pytest.mark.slow
def test_an_installed_wheel_starts_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    found = run_python(elsewhere, "-c", FIND, path=installed)
    assert found.returncode == 0, found.stderr
    assert Path(found.stdout.strip()) == installed / "wellness_desktop" / "resources"
    told = run_python(elsewhere, "-m", "wellness_desktop", "version", path=installed)
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("Wellness Desktop ")
    card = ["print", "help-card", "--out", str(tmp_path / "card.pdf")]
    printed = run_python(
        elsewhere, "-m", "wellness_desktop", "--data-dir", str(tmp_path / "data"), *card, path=installed
    )
    assert printed.returncode == 0, printed.stderr
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    assert list(elsewhere.iterdir()) == []
