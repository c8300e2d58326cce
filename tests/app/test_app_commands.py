"""The program without its window: what every command does, for whom, and what it says when there is no such thing."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.command_line import CHAPLAIN, CHIEF, CLERK, SERGEANT, Station, a_station, left_as_it_was, process
from wellness_desktop import __version__
from wellness_desktop.base.paths import find_paths


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


@pytest.fixture
def empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], station: Station
) -> Station:
    """The command line to a folder without records; it knows the demo's people."""
    other = Station(station.paths, monkeypatch, capsys)
    other.paths = find_paths(tmp_path / "empty")
    return other


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
        (["print", "forms", "--form", "f-04", "--fillable"], "", "Property list and release"),
        (["print", "forms", "--plan", "cp-14"], "", "Activity log"),
        (["print", "phone-list"], SERGEANT, "Lena Fischer"),
        (["print", "phone-list"], CHAPLAIN, "Ida Moss"),
        (["print", "wall-sheet"], CHAPLAIN, "If nobody answers"),
        (["print", "wallet-cards"], CHAPLAIN, "Our own people"),
        (["print", "helper-cards"], CHAPLAIN, "Ida Moss"),
        (["print", "fridge-sheet"], CHAPLAIN, "Our own numbers"),
        (["print", "team-roster"], SERGEANT, "Chief Reyes"),
        (["print", "before-we-talk"], CHAPLAIN, "What may have to leave this room"),
        (["print", "call-sheet"], SERGEANT, "numbers to check"),
        (["print", "binder", "--plan", "CP-03"], CHIEF, "Officer-involved shooting"),
        (["print", "quick-card", "--plan", "CP-01"], CHIEF, "Line-of-duty death"),
        (["print", "role-cards", "--plan", "CP-03", "--role", "r12"], CHIEF, "Inquiry liaison"),
        (["print", "grab-folder"], CHIEF, "Grab folder"),
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


@pytest.mark.slow
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
        ("print role-cards --plan CP-10 --role R18 --out out.pdf", "no such role"),
        ("print handout --out out.pdf", "Say which guide"),
        ("print handout --guide G999 --out out.pdf", "This entry is not in the library."),
        ("print forms --form F-77 --out out.pdf", "There is no such form."),
        ("print forms --fillable --out out.pdf", "Say which form"),
        ("print forms --plan CP-99 --out out.pdf", "There is no such plan."),
        ("print sandwich --out out.pdf", "There is no print of this name."),
        ("import-contacts missing.csv", "This file cannot be read."),
        ("restore missing", "There is no backup in this folder."),
    ],
)
def test_what_does_not_exist_is_said(
    unharmed: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "" if re.search("handout|sandwich|forms", command) else CHIEF if "plan" in command else SERGEANT
    assert says in unharmed.run(*command.split(), name=name).refused()
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("arguments", [["nonsense"], ["print"], ["check", "--what"], ["backup"]])
def test_a_command_that_is_not_understood_is_one_sentence_too(unharmed: Station, arguments: list[str]) -> None:
    assert "--help" in unharmed.run(*arguments).refused()


def test_a_page_of_a_plan_is_told_from_an_old_one(unharmed: Station, tmp_path: Path) -> None:
    """The mark on the foot of what is printed now is current, another one is not, and a chaplain may not ask."""
    import re

    from pypdf import PdfReader

    target = tmp_path / "print.pdf"
    unharmed.run("print", "binder", "--plan", "CP-14", "--out", target, name=CHIEF).done()
    text = " ".join(page.extract_text() for page in PdfReader(target).pages)
    mark = re.search(r"CP-14 S07-1\s+·\s+(\w{4})", text)
    assert mark is not None
    assert "is current" in unharmed.run("page", "CP-14", "S07-1", mark[1], name=CHIEF).done()
    assert f"with mark {mark[1]}" in unharmed.run("page", "cp14 s07-1 AAAA", name=CHIEF).done()
    assert unharmed.run("page", "CP-14 S07-1", name=CHAPLAIN).refused()
