"""make-key, make-pack and install-pack, as a publisher and a scheduled task use them."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.app.command_line import CHAPLAIN, CLERK, Station, a_station, process
from tests.library.pack_workshop import COUNTY, PROJECT, Publisher, guide_text, root_with
from wellness_desktop.base.paths import find_paths
from wellness_desktop.library.packs.installed import read_list
from wellness_desktop.library.packs.keys import read_public_key
from wellness_desktop.library.service import Library

PHRASE = "nine green kettles hum softly\n"
MINE = {"guides/h01-rest.md": guide_text()}


@pytest.fixture
def station(
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Station:
    return a_station(tmp_path_factory, tmp_path, monkeypatch, capsys)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """A key of the project, as a release will carry one."""
    publisher = Publisher(PROJECT)
    root = root_with(tmp_path / "root", publisher)
    for module in ("pack_desk", "pack_commands"):
        monkeypatch.setattr(f"wellness_desktop.app.{module}.resources_root", lambda: root)
    return publisher


@pytest.mark.slow
def test_a_publisher_makes_a_key_and_a_pack(tmp_path: Path) -> None:
    """The two commands of a publisher, each in a process of its own; nothing but these files is written."""
    key = tmp_path / "harmon.key"
    said = process("make-key", "--name", COUNTY, "--out", str(key), "--passphrase-stdin", typed=PHRASE).done()
    public = read_public_key(tmp_path / "harmon.wdkey")
    assert " ".join(public.words) in said
    folder = Publisher(COUNTY).folder(tmp_path / "folder", MINE)
    pack = tmp_path / "harmon.wdpack"
    made = ["make-pack", str(folder), "--key", str(key), "--out", str(pack), "--passphrase-stdin"]
    assert "version 1, 1 file" in process(*made, typed=PHRASE).done()
    first = pack.read_bytes()
    process(*made, typed=PHRASE).done()
    assert pack.read_bytes() == first, "the same folder and key make the same bytes"
    assert "does not open the key" in process(*made, typed="nine green kettles hum\n").refused()
    assert "--passphrase-stdin" in process(*made[:-1]).refused()
    (folder / "guides" / "h01-rest.md").write_text(guide_text().replace("review_by = 2027", "review_by = 2025"))
    said = process(*made, typed=PHRASE).refused()
    assert "guides/h01-rest.md" in said
    assert "review date" in said
    assert pack.read_bytes() == first


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda folder: (folder / "pack.toml").unlink(), "no pack.toml"),
        (lambda folder: (folder / "pack.toml").write_text("id = 7"), "missing"),
        (lambda folder: (folder / "extra").mkdir(), "four folders"),
        (lambda folder: (folder / "guides" / "Big.md").write_text("x"), "small letters"),
        (lambda folder: (folder / "guides" / "h02.md").symlink_to(folder / "pack.toml"), "no file of its own"),
        (lambda folder: (folder / "guides" / "h02.md").write_bytes(b""), "empty"),
        (lambda folder: shutil.rmtree(folder / "guides"), "holds nothing"),
    ],
)
def test_a_folder_with_a_mistake(tmp_path: Path, change: Any, words: str) -> None:
    from wellness_desktop.base.errors import Problem
    from wellness_desktop.library.packs.making import make_pack

    publisher = Publisher(COUNTY)
    folder = publisher.folder(tmp_path / "folder", MINE)
    change(folder)
    with pytest.raises(Problem) as told:
        make_pack(folder, publisher.key, publisher.private, None, project=False)  # type: ignore[arg-type]
    assert words in f"{told.value.title} {told.value.advice}"


def test_without_a_station_a_pack_of_the_project_may_be_installed(
    station: Station, project: Publisher, tmp_path: Path
) -> None:
    station.paths = find_paths(tmp_path / "empty")
    pack = project.make(tmp_path / "made", MINE)
    said = station.run("install-pack", pack).done()
    assert "The pack is installed" in said
    assert Library(content=station.paths.content).guide("H01").title == "Rest in our county"
    assert "installed before" in station.run("install-pack", pack).refused()
    assert "does not trust" in station.run("install-pack", Publisher(COUNTY).make(tmp_path / "c", MINE)).refused()
    card = tmp_path / "handout.pdf"
    station.run("print", "handout", "--guide", "H01", "--out", card).done()
    assert card.read_bytes().startswith(b"%PDF")


def test_with_a_station_its_administrator_signs_in(station: Station, project: Publisher, tmp_path: Path) -> None:
    pack = project.make(tmp_path / "made", MINE)
    assert "--as NAME" in station.run("install-pack", pack).refused()
    assert "roles do not include" in station.run("install-pack", pack, name=CHAPLAIN).refused()
    assert read_list(station.paths.content) == ()
    assert "installed" in station.run("install-pack", pack, name=CLERK).done()
    (known,) = read_list(station.paths.content)
    assert (known.id, known.in_use, known.project) == ("harmon-guides", 1, True)


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", b"Wellness Desktop content pack 1\n{}\n"])
def test_what_is_no_pack_is_one_plain_sentence(
    station: Station, project: Publisher, tmp_path: Path, data: bytes
) -> None:
    station.paths = find_paths(tmp_path / "empty")
    path = tmp_path / "a.wdpack"
    path.write_bytes(data)
    assert "Nothing was changed" in station.run("install-pack", path).refused()
    assert "not a content pack" in station.run("install-pack", tmp_path / "gone.wdpack").refused()
    assert not (station.paths.content / "installed.json").exists()
