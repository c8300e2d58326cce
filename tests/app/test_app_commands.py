"""The program without its window: every command does its work, and meets a bad day with one plain sentence.

In this process where a case is about records; as a process of its own where it is about the process: its standard
input, its rights, its disk, its files.
"""

import csv
import ctypes
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.app.made_demo import demo_in, passphrases, services_of
from wellness_desktop import __version__
from wellness_desktop.app import commands
from wellness_desktop.app.main import run
from wellness_desktop.base.clock import Clock, FixedClock
from wellness_desktop.base.paths import Paths, find_paths
from wellness_desktop.store.engine import KeyedFile
from wellness_desktop.store.keyfile import KeyFile


def slow(*values: object) -> Any:
    """One more case of the same kind, for the long run."""
    return pytest.param(*values, marks=pytest.mark.slow)


ROOT = Path(__file__).parents[2]
SERGEANT, CHIEF, CHAPLAIN, CLERK = "Dana Whitfield", "Alana Reyes", "Thomas Oduya", "Maria Delgado"
ONE_SENTENCE_OR_TWO = re.compile(r"\A[A-Z“][^\n]*[.:!]\n\Z")
GROWING = frozenset({"accounts_audit", "store_travel_stations"})
"""The audit log writes down each sign-in, refused or not."""
NEEDS_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's way to take rights away")


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    status: int
    out: str
    err: str

    def done(self) -> str:
        """What it said when it did its work."""
        assert (self.status, self.err) == (0, "")
        return self.out

    def refused(self) -> str:
        """The one plain sentence it gave instead, on standard error."""
        assert self.status == 2, self
        assert self.out == ""
        assert ONE_SENTENCE_OR_TWO.match(self.err), self.err
        assert "Traceback" not in self.err
        assert "Error" not in self.err
        assert "/tmp" not in self.err, "a path was quoted"  # noqa: S108 - looked for, not used
        return self.err


class Station:
    """A copy of the demo, and the command line to it."""

    def __init__(self, paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.paths = paths
        self._patch, self._capsys = monkeypatch, capsys
        self.words = passphrases(paths)

    def run(self, *arguments: object, name: str = "", typed: str | bytes | None = None) -> Answer:
        """Runs a command in this process, as `name` when given, with `typed` on standard input."""
        given = [str(each) for each in arguments]
        if name:
            given += ["--as", name, "--passphrase-stdin"]
            typed = f"{self.words[name]}\n" if typed is None else typed
        data = typed.encode() if isinstance(typed, str) else typed or b""
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        self._capsys.readouterr()
        status = run(["--data-dir", str(self.paths.data), *given])
        return Answer(status, *self._capsys.readouterr())

    def process(self, *arguments: object, name: str = "", typed: str | None = None, **more: Any) -> Answer:
        """The same in a process of its own."""
        given = [str(each) for each in arguments]
        if name:
            given += ["--as", name, "--passphrase-stdin"]
            typed = f"{self.words[name]}\n" if typed is None else typed
        return process("--data-dir", str(self.paths.data), *given, typed=typed or "", **more)

    def facts(self) -> dict[str, object]:
        """What must not be lost: opened again, every table counted, every page checked; the log only grows."""
        file = KeyedFile(self.paths.store, _store_key(self.paths))
        connection = file.connect(foreign_keys=False)
        try:
            tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            counts = {
                name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - our own tables
                for name in tables
                if name not in GROWING
            }
            return {**counts, "faults": connection.execute("PRAGMA cipher_integrity_check").fetchall()}
        finally:
            connection.close()

    def people(self) -> list[str]:
        """Everybody's name on the roster."""
        services = services_of(self.paths, SERGEANT)
        try:
            return [person.name for person in services.roster.people()]
        finally:
            services.signed_in.end()


_KEYS: dict[str, bytes] = {}
"""The store's key by vault: every copy of the demo has the same, and signing in for it takes its time."""


def _store_key(paths: Paths) -> bytes:
    vault = KeyFile.load(paths.keys).vault
    if vault not in _KEYS:
        services = services_of(paths, SERGEANT)
        _KEYS[vault] = bytes(services.signed_in.keyring.store_key)
        services.signed_in.end()
    return _KEYS[vault]


def process(*arguments: str, typed: str = "", program: Path = ROOT / "main.py", **more: Any) -> Answer:
    """Runs main.py as a person or a scheduled task would."""
    surroundings = {**os.environ, "HOME": str(more.pop("home", ROOT / "nowhere")), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, str(program), *arguments],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=surroundings,
        **more,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def station(
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Station:
    return Station(demo_in(tmp_path_factory, tmp_path / "demo"), monkeypatch, capsys)


@pytest.fixture
def empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], station: Station
) -> Station:
    """The command line to a folder without records; it knows the demo's people."""
    other = Station(station.paths, monkeypatch, capsys)
    other.paths = find_paths(tmp_path / "empty")
    return other


@pytest.fixture
def unharmed(station: Station) -> Iterator[Station]:
    """The station; afterwards everything in it must be as before."""
    before = station.facts()
    yield station
    assert station.facts() == before
    assert before["faults"] == []


# ---------------------------------------------------------------------------------------- what they do


def test_version_needs_no_records() -> None:
    assert process("version").done() == f"Wellness Desktop {__version__}\n"


def test_check_finds_the_demo_sound(unharmed: Station) -> None:
    assert "sound" in unharmed.process("check", name=SERGEANT).done()


def test_a_backup_is_made_and_brings_everything_back(station: Station, tmp_path: Path) -> None:
    before = station.facts()
    station.run("backup", tmp_path / "stick", name=CLERK).done()
    (folder,) = (tmp_path / "stick").iterdir()
    file = tmp_path / "people.csv"
    file.write_text("Name,Phone\nRosa Quist,507-555-0180\n", encoding="utf-8")
    assert "1 person" in station.run("import-contacts", file, name=SERGEANT).done()
    assert "Rosa Quist" in station.people()
    said = station.run("restore", folder, name=SERGEANT).done()
    assert station.facts() == before
    kept = Path(said.strip().rpartition(": ")[2])
    assert (kept / "station.db").exists()
    assert (kept / "station.keys").exists()


def test_a_backup_can_be_put_into_an_empty_folder(station: Station, empty: Station, tmp_path: Path) -> None:
    station.run("backup", tmp_path / "stick", name=CLERK).done()
    (folder,) = (tmp_path / "stick").iterdir()
    empty.run("restore", folder, name=SERGEANT).done()
    assert empty.run("check", name=SERGEANT).done()


def test_the_export_holds_who_agreed_and_nobody_else(unharmed: Station, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    unharmed.run("export-contacts", target, name=SERGEANT).done()
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    names = {row[0] for row in rows[1:]}
    assert {"Thomas Oduya", "Ida Moss", "Hannah Weiss"} <= names
    assert "Walter Stone" not in names
    everything = target.read_text(encoding="utf-8-sig")
    assert "555-0112" not in everything  # Lena Fischer agreed to one number only


def test_what_was_exported_finds_nobody_new_when_it_comes_back(unharmed: Station, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    unharmed.run("export-contacts", target, name=SERGEANT).done()
    assert "nobody" in unharmed.run("import-contacts", target, name=SERGEANT).refused()


@pytest.mark.parametrize(
    ("what", "name", "words"),
    [
        (["print", "help-card"], "", "988"),
        (["print", "handout", "--guide", "g01"], "", "Do this now"),
        (["print", "phone-list"], SERGEANT, "Lena Fischer"),
        (["print", "phone-list"], CHAPLAIN, "Ida Moss"),
        (["print", "binder", "--plan", "CP-03"], CHIEF, "Officer-involved shooting"),
        (["print", "quick-card", "--plan", "CP-01"], CHIEF, "Line-of-duty death"),
    ],
)
def test_prints(unharmed: Station, tmp_path: Path, what: list[str], name: str, words: str) -> None:
    target = tmp_path / "print.pdf"
    unharmed.run(*what, "--out", target, name=name).done()
    from pypdf import PdfReader

    text = "\n".join(page.extract_text() for page in PdfReader(target).pages)
    assert words.casefold() in " ".join(text.split()).casefold()


def test_the_chaplains_phone_list_holds_published_numbers_only(unharmed: Station, tmp_path: Path) -> None:
    from pypdf import PdfReader

    target = tmp_path / "print.pdf"
    unharmed.run("print", "phone-list", "--out", target, name=CHAPLAIN).done()
    text = "\n".join(page.extract_text() for page in PdfReader(target).pages)
    assert "555-0112" not in text
    assert "Walter Stone" not in text


# ---------------------------------------------------------------------------------------- who may


@pytest.mark.parametrize("name", [SERGEANT, "nobody of this name"])
def test_a_wrong_passphrase_and_an_unknown_name_sound_alike(unharmed: Station, name: str) -> None:
    said = unharmed.run("check", name=name, typed="not the passphrase at all\n").refused()
    assert said == (
        "The name and the passphrase do not match. "
        "Check Caps Lock and the keyboard language, then try again. Spaces count.\n"
    )


def test_five_wrong_passphrases_lock_one_account_and_nobody_else(station: Station) -> None:
    for _ in range(5):
        said = station.run("check", name=CHIEF, typed="not the passphrase at all\n").refused()
    assert "locked" in said
    assert "locked" in station.run("check", name=CHIEF).refused()
    assert station.run("check", name=SERGEANT).done()


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["import-contacts", "people.csv"], CHIEF),
        (["export-contacts", "out.csv"], CHAPLAIN),
        (["print", "binder", "--plan", "CP-03", "--out", "out.pdf"], CLERK),
        (["print", "quick-card", "--plan", "CP-03", "--out", "out.pdf"], CHAPLAIN),
        (["backup", "stick"], SERGEANT),
    ],
)
def test_roles_count_here_too(
    unharmed: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text("Name\nRosa Quist\n", encoding="utf-8")
    assert "It takes one of these roles" in unharmed.run(*command, name=name).refused()
    assert {each.name for each in tmp_path.iterdir()} == {"demo", "people.csv"}


@pytest.mark.parametrize("command", ["check", "export-contacts out.csv", "print binder --plan CP-01 --out out.pdf"])
def test_nobody_is_asked_for_when_no_name_is_given(unharmed: Station, command: str) -> None:
    assert unharmed.run(*command.split()).refused() == "Say who is asking: --as NAME.\n"


def test_a_passphrase_on_the_command_line_is_not_looked_for(unharmed: Station) -> None:
    said = unharmed.run("check", "--as", SERGEANT).refused()
    assert said == "Pass the passphrase on standard input with --passphrase-stdin.\n"


@pytest.mark.parametrize("typed", ["", "\n", b"\xff\xfe\x00\n", "x" * 100_000])
def test_nothing_or_noise_on_standard_input_is_a_wrong_passphrase(unharmed: Station, typed: str | bytes) -> None:
    assert "do not match" in unharmed.run("check", name=SERGEANT, typed=typed).refused()


def test_a_closed_standard_input_is_a_wrong_passphrase(unharmed: Station) -> None:
    said = unharmed.process("check", name=SERGEANT, typed="").refused()
    assert "do not match" in said


# ---------------------------------------------------------------------------------------- no such thing


@pytest.mark.parametrize(
    "command", ["check", "backup stick", "import-contacts people.csv", "print phone-list --out out.pdf"]
)
def test_a_folder_without_records_says_so_and_stays_empty(
    empty: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text("Name\nRosa Quist\n", encoding="utf-8")
    said = empty.run(*command.split(), name=SERGEANT).refused()
    assert said == "There are no records in this folder. Start the program once to set up the station.\n"
    assert not empty.paths.data.exists()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("print binder --plan CP-99 --out out.pdf", "There is no such plan."),
        ("print quick-card --out out.pdf", "Say which plan"),
        ("print handout --out out.pdf", "Say which guide"),
        ("print handout --guide G999 --out out.pdf", "This entry is not in the library."),
        ("print sandwich --out out.pdf", "There is no print of this name."),
        ("import-contacts missing.csv", "This file cannot be read."),
        ("restore missing", "There is no backup in this folder."),
    ],
)
def test_what_does_not_exist_is_said(
    unharmed: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "" if "handout" in command or "sandwich" in command else CHIEF if "plan" in command else SERGEANT
    assert says in unharmed.run(*command.split(), name=name).refused()
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("arguments", [["nonsense"], ["print"], ["check", "--what"], ["backup"]])
def test_a_command_that_is_not_understood_is_one_sentence_too(unharmed: Station, arguments: list[str]) -> None:
    assert "--help" in unharmed.run(*arguments).refused()


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
    connection = KeyedFile(station.paths.store, _store_key(station.paths)).connect(foreign_keys=False)
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
    before = _tree(unharmed.paths.data)
    said = unharmed.run("restore", folder, name=SERGEANT).refused()
    assert "othing was changed" in said or "Choose" in said
    assert _tree(unharmed.paths.data) == before


def test_a_backup_is_not_restored_for_whoever_cannot_open_it(unharmed: Station, tmp_path: Path) -> None:
    unharmed.run("backup", tmp_path / "stick", name=CLERK).done()
    (folder,) = (tmp_path / "stick").iterdir()
    before = _tree(unharmed.paths.data)
    said = unharmed.run("restore", folder, name=SERGEANT, typed="not the passphrase at all\n").refused()
    assert "do not match" in said
    assert _tree(unharmed.paths.data) == before


def _tree(folder: Path) -> dict[str, bytes]:
    """Every file of the station; the tries and SQLite's helper files come and go."""
    passing = {"tries.json", "station.db-wal", "station.db-shm", "station.keys.lock"}
    return {
        str(each.relative_to(folder)): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file() and each.name not in passing
    }


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
    ["backup {}", slow("backup {}/inside"), slow("export-contacts {}/out.csv"), "print help-card --out {}/out.pdf"],
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
    before = _tree(tmp_path / "demo")
    assert process("--data-dir", data, "demo").done() == said
    assert _tree(tmp_path / "demo") == before
    people = json.loads((tmp_path / "demo" / "demo.json").read_text(encoding="utf-8"))["people"]
    name, phrase = people[0]["name"], people[0]["passphrase"]
    check = process("--data-dir", data, "check", "--as", name, "--passphrase-stdin", typed=f"{phrase}\n")
    assert "sound" in check.done()


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
        ("import-contacts {}/people.csv", SERGEANT),
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
    before = _tree(unharmed.paths.data)
    said = unharmed.run("demo").refused()
    assert said == "This folder holds real records. Choose an empty folder for the demo agency.\n"
    assert _tree(unharmed.paths.data) == before
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


@pytest.mark.parametrize("command", ["print help-card --out out.pdf", "demo"])
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
