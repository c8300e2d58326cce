"""Bad days on the command line: each gets one plain sentence and exit status 2, and nothing is lost.

In this process where a case is about records; as a process of its own where it is about the process: its standard
input, its rights, its disk, its files.
"""

import csv
import ctypes
import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.app.command_line import (
    CHIEF,
    CLERK,
    NEEDS_LINUX,
    ROOT,
    SERGEANT,
    Station,
    a_station,
    left_as_it_was,
    process,
    store_key,
    tree,
)
from tests.support.cases import slow
from wellness_desktop import __version__
from wellness_desktop.app import commands
from wellness_desktop.base.clock import Clock, FixedClock
from wellness_desktop.store.engine import KeyedFile


@pytest.fixture
def station(
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Station:
    return a_station(tmp_path_factory, tmp_path, monkeypatch, capsys)


@pytest.fixture
def unharmed(station: Station) -> Iterator[Station]:
    yield from left_as_it_was(station)


# ---------------------------------------------------------------------------------------- damage


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _noise(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3 : len(data) // 2] = os.urandom(len(data) // 2 - len(data) // 3)
    path.write_bytes(data)


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [_cut, _noise, _emptied])
@pytest.mark.parametrize("command", ["check", slow("export-contacts out.csv"), slow("print phone-list --out out.pdf")])
def test_damaged_records_are_told_and_left_for_whoever_can_save_them(
    station: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path], None], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    harm(station.paths.store)
    before = station.paths.store.read_bytes()
    said = station.run(*command.split(), name=SERGEANT).refused()
    assert "Restore" in said or "restore" in said
    assert station.paths.store.read_bytes()[:100] == before[:100]
    assert station.paths.store.stat().st_size == len(before)
    assert not (tmp_path / "out.csv").exists()
    assert not (tmp_path / "out.pdf").exists()


def test_missing_records_are_told_and_not_made_anew(station: Station) -> None:
    station.paths.store.unlink()
    assert "missing" in station.run("check", name=SERGEANT).refused()
    assert not station.paths.store.exists()


@pytest.mark.parametrize("harm", [_cut, _noise, _emptied])
def test_a_damaged_key_file_is_told_and_its_copy_used(unharmed: Station, harm: Callable[[Path], None]) -> None:
    keys, copy = unharmed.paths.keys, unharmed.paths.keys.with_name("station.keys.bak")
    shutil.copy(keys, copy)
    sound = keys.read_bytes()
    harm(keys)
    assert "its copy was used" in unharmed.run("check", name=SERGEANT).refused()
    assert unharmed.run("print", "phone-list", "--out", unharmed.paths.data / "list.pdf", name=SERGEANT).done()
    keys.write_bytes(sound)


@pytest.mark.parametrize("harm", [_cut, _noise, _emptied])
def test_a_damaged_key_file_without_a_copy_is_told(unharmed: Station, harm: Callable[[Path], None]) -> None:
    keys = unharmed.paths.keys
    sound = keys.read_bytes()
    keys.with_name("station.keys.bak").unlink(missing_ok=True)
    harm(keys)
    harmed = keys.read_bytes()
    assert "newest backup" in unharmed.run("check", name=SERGEANT).refused()
    assert keys.read_bytes() == harmed
    keys.write_bytes(sound)


def test_a_missing_key_file_is_told(unharmed: Station) -> None:
    sound = unharmed.paths.keys.read_bytes()
    unharmed.paths.keys.unlink()
    unharmed.paths.keys.with_name("station.keys.bak").unlink(missing_ok=True)
    assert "key file is missing" in unharmed.run("check", name=SERGEANT).refused()
    unharmed.paths.keys.write_bytes(sound)


def test_records_of_a_newer_program_are_not_touched(station: Station) -> None:
    connection = KeyedFile(station.paths.store, store_key(station.paths)).connect(foreign_keys=False)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = station.paths.store.read_bytes()
    said = station.run("check", name=SERGEANT).refused()
    assert said.startswith("A newer version of this program has written these records.")
    assert station.paths.store.read_bytes() == before


@pytest.mark.parametrize("harm", [_cut, slow(_noise), slow(_emptied)])
@pytest.mark.parametrize("file", ["station.db", "station.keys", "backup.json"])
def test_a_torn_backup_is_refused_and_nothing_is_moved(
    unharmed: Station, tmp_path: Path, harm: Callable[[Path], None], file: str
) -> None:
    unharmed.run("backup", tmp_path / "stick", name=CLERK).done()
    (folder,) = (tmp_path / "stick").iterdir()
    harm(folder / file)
    before = tree(unharmed.paths.data)
    said = unharmed.run("restore", folder, name=SERGEANT).refused()
    assert "othing was changed" in said or "Choose" in said
    assert tree(unharmed.paths.data) == before


def test_a_backup_is_not_restored_for_whoever_cannot_open_it(unharmed: Station, tmp_path: Path) -> None:
    unharmed.run("backup", tmp_path / "stick", name=CLERK).done()
    (folder,) = (tmp_path / "stick").iterdir()
    before = tree(unharmed.paths.data)
    said = unharmed.run("restore", folder, name=SERGEANT, typed="not the passphrase at all\n").refused()
    assert "do not match" in said
    assert tree(unharmed.paths.data) == before


# ---------------------------------------------------------------------------------------- spreadsheets


def _csv_cases() -> dict[str, bytes]:
    head = "Name,Phone\n"
    return {
        "pictures": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        "a workbook": b"PK\x03\x04" + bytes(2000),
        "one line of ten megabytes": head.encode() + b"A" * 10_000_000,
        "one line without an end quote": head.encode() + b'"' + b"A" * 10_000_000,
        "nothing": b"",
        "blanks": b" \n \n\n",
        "a head only": head.encode(),
        "zero bytes": b"\x00" * 5000,
        "no names": b"Phone,E-mail\n507-555-0180,a@b.example\n",
        "half of UTF-16": "Name,Phone\nRosa Quist,507-555-0180\n".encode("utf-16")[:-1],
    }


@pytest.mark.parametrize("case", sorted(_csv_cases()))
def test_a_broken_spreadsheet_imports_nobody(unharmed: Station, tmp_path: Path, case: str) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(_csv_cases()[case])
    unharmed.run("import-contacts", file, name=SERGEANT).refused()


@pytest.mark.parametrize("encoding", [slow("utf-8"), slow("utf-8-sig"), "cp1252", "utf-16", slow("utf-16-be")])
def test_any_encoding_of_a_spreadsheet_program_is_read(station: Station, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "people.csv"
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    file.write_bytes(mark + "Name;Phone\nZoë Müller;507-555-0180\n".encode(encoding))
    station.run("import-contacts", file, name=SERGEANT).done()
    assert "Zoë Müller" in station.people()


def test_formula_cells_stay_out_and_the_good_rows_come_in(station: Station, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    rows = [["Name", "Phone", "Hours"], ['=HYPERLINK("http://x.example","Rosa")', "507-555-0180", ""]]
    rows += [["Rosa Quist", "507-555-0180", "@SUM(1+1)"], ["Ole Berg", "507-555-0181", "Nights"]]
    with file.open("w", encoding="utf-8", newline="") as sheet:
        csv.writer(sheet).writerows(rows)
    assert "2 rows stay out" in station.run("import-contacts", file, name=SERGEANT).done()
    assert "Ole Berg" in station.people()
    assert not [name for name in station.people() if "HYPERLINK" in name or "Quist" in name]


def test_a_folder_in_the_place_of_a_file_is_told(unharmed: Station, tmp_path: Path) -> None:
    assert "cannot be read" in unharmed.run("import-contacts", tmp_path, name=SERGEANT).refused()


# ---------------------------------------------------------------------------------------- places that refuse


def _without_root() -> None:
    """Takes away root's right to write everywhere, so that a read-only folder is one for the tests' root too."""
    drop, override, search = 24, 1, 2  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    library = ctypes.CDLL(None)
    for right in (override, search):
        library.prctl(drop, right, 0, 0, 0)


def _little_disk() -> None:
    """No file may grow beyond 24 KB, which is how a full disk looks to a program."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (24_000, 24_000))


@pytest.fixture
def sealed_folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "sealed"
    folder.mkdir()
    folder.chmod(0o500)
    yield folder
    folder.chmod(0o700)


@NEEDS_LINUX
@pytest.mark.parametrize(
    "command",
    [
        slow("backup {}"),
        slow("backup {}/inside"),
        slow("export-contacts {}/out.csv"),
        "print help-card --out {}/out.pdf",
    ],
)
def test_a_place_that_may_not_be_written_is_told(unharmed: Station, sealed_folder: Path, command: str) -> None:
    arguments = [part.format(sealed_folder) for part in command.split()]
    name = CLERK if "backup" in command else SERGEANT if "export" in command else ""
    said = unharmed.process(*arguments, name=name, preexec_fn=_without_root).refused()
    assert "may not write" in said
    assert list(sealed_folder.iterdir()) == []


@NEEDS_LINUX
@pytest.mark.parametrize("command", ["check", slow("export-contacts out.csv")])
def test_records_in_a_read_only_folder_are_told(
    unharmed: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    data = unharmed.paths.data
    monkeypatch.chdir(tmp_path)
    for each in data.iterdir():
        each.chmod(0o400)
    data.chmod(0o500)
    try:
        unharmed.process(*command.split(), name=SERGEANT, preexec_fn=_without_root).refused()
    finally:
        data.chmod(0o700)
        for each in data.iterdir():
            each.chmod(0o600)


@pytest.mark.slow
def test_the_demo_is_made_once_by_the_program_itself(tmp_path: Path) -> None:
    data = str(tmp_path / "demo")
    said = process("--data-dir", data, "demo").done()
    before = tree(tmp_path / "demo")
    assert process("--data-dir", data, "demo").done() == said
    assert tree(tmp_path / "demo") == before
    people = json.loads((tmp_path / "demo" / "demo.json").read_text(encoding="utf-8"))["people"]
    name, phrase = people[0]["name"], people[0]["passphrase"]
    check = process("--data-dir", data, "check", "--as", name, "--passphrase-stdin", typed=f"{phrase}\n")
    assert "sound" in check.done()


@pytest.mark.slow
@NEEDS_LINUX
def test_the_demo_is_not_made_where_nobody_may_write(sealed_folder: Path) -> None:
    said = process("--data-dir", str(sealed_folder / "demo"), "demo", preexec_fn=_without_root).refused()
    assert "may not write" in said


@NEEDS_LINUX
@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("backup {}", CLERK),
        slow("export-contacts {}/out.csv", SERGEANT),
        slow("print binder --plan CP-03 --out {}/out.pdf", CHIEF),
        slow("import-contacts {}/people.csv", SERGEANT),
    ],
)
def test_a_full_disk_is_told_and_nothing_is_lost(unharmed: Station, tmp_path: Path, command: str, name: str) -> None:
    place = tmp_path / "place"
    place.mkdir()
    rows = "".join(f"Person {number},507-555-0180\n" for number in range(2000))
    (place / "people.csv").write_text("Name,Phone\n" + rows, encoding="utf-8")
    arguments = [part.format(place) for part in command.split()]
    answer = unharmed.process(*arguments, name=name, preexec_fn=_little_disk)
    if "export" in command and answer.status == 0:  # so short that it fits
        return
    answer.refused()
    assert {each.name for each in place.iterdir()} == {"people.csv"}


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_file_in_the_place_of_a_folder_is_told(unharmed: Station, tmp_path: Path, command: str) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    unharmed.run(command, file, name=CLERK).refused()
    assert file.read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("command", ["export-contacts nowhere/out.csv", "print help-card --out nowhere/out.pdf"])
def test_a_missing_folder_is_told(
    unharmed: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    unharmed.run(*command.split(), name=SERGEANT if "export" in command else "").refused()
    assert not (tmp_path / "nowhere").exists()


def test_the_demo_is_not_made_among_real_records(unharmed: Station) -> None:
    note = unharmed.paths.demo_note.read_bytes()
    unharmed.paths.demo_note.unlink()
    before = tree(unharmed.paths.data)
    said = unharmed.run("demo").refused()
    assert said == "This folder holds real records. Choose an empty folder for the demo agency.\n"
    assert tree(unharmed.paths.data) == before
    unharmed.paths.demo_note.write_bytes(note)


# ---------------------------------------------------------------------------------------- the program's own files


@pytest.fixture
def bare_program(tmp_path: Path) -> Path:
    """A copy of the program from which files can be taken away."""
    folder = tmp_path / "program"
    shutil.copytree(
        ROOT / "wellness_desktop", folder / "wellness_desktop", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "main.py", folder)
    return folder / "main.py"


@pytest.mark.parametrize("command", ["print help-card --out out.pdf", slow("demo")])
def test_missing_files_of_the_program_are_told(
    bare_program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "data"
    said = process("--data-dir", str(data), *command.split(), program=bare_program).refused()
    assert said.startswith("Some of the program's own files are missing.")
    assert not (tmp_path / "out.pdf").exists()
    assert not data.exists()


def test_the_version_is_known_without_the_other_files(bare_program: Path) -> None:
    assert __version__ in process("version", program=bare_program).done()


# ---------------------------------------------------------------------------------------- the clock


def test_a_clock_set_back_loses_nothing_and_is_told(unharmed: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "CLOCK", FixedClock(Clock().now() - timedelta(days=400)))
    said = unharmed.run("check", name=SERGEANT).refused()
    assert "clock" in said
    monkeypatch.setattr(commands, "CLOCK", Clock())
    assert unharmed.run("check", name=SERGEANT).done()


def test_the_board_still_reads(station: Station) -> None:
    station.run("check", name=SERGEANT).done()
    assert json.loads(station.paths.board.read_text(encoding="utf-8"))["contacts"]
