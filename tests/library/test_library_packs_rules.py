"""What a pack may do: versions, publishers, content; and what the library shows once it is installed."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.library.pack_workshop import (
    COUNTY,
    PROJECT,
    USUAL,
    Place,
    Publisher,
    guide_text,
    line_text,
    root_with,
)
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.library.packs.installed import live_packs, read_list
from wellness_desktop.library.packs.refusals import PackRefused
from wellness_desktop.library.packs.withdrawn import load_withdrawn

HELP = "support_lines/help_now.toml"


@pytest.fixture
def project() -> Publisher:
    return Publisher(PROJECT)


@pytest.fixture
def place(tmp_path: Path, project: Publisher) -> Place:
    return Place(root_with(tmp_path / "root", project), tmp_path / "content", project)


@pytest.fixture
def refused(place: Place, project: Publisher, tmp_path: Path) -> Callable[..., str]:
    """Makes a signed pack that make-pack would refuse, tries to install it, and tells how it was refused."""

    def try_it(files: dict[str, str], **facts: Any) -> str:
        path = tmp_path / "bad.wdpack"
        path.write_bytes(project.raw({name: text.encode() for name, text in files.items()}, **facts))
        before = place.shown(), sorted(place.content.rglob("*"))
        with pytest.raises(PackRefused) as told:
            place.install(path)
        after = place.shown(), [each for each in sorted(place.content.rglob("*")) if each.suffix != ".lock"]
        assert after == before
        return f"{told.value.title} {told.value.advice}"

    return try_it


# ------------------------------------------------------------------------------------------ what it does


def test_without_packs_nothing_is_looked_at_twice(place: Place) -> None:
    library = place.library()
    assert library._packs is None
    assert all(not guide.mark for guide in library.guides())
    assert not place.content.exists()


def test_a_pack_of_the_project_adds_and_says_where_it_came_from(
    place: Place, project: Publisher, tmp_path: Path
) -> None:
    before = len(place.library().guides())
    looked = place.desk().look(project.make(tmp_path))
    assert looked.checked.adds == ("Rest in our county", "A course of the county", "Harmon peers")
    assert looked.checked.replaces == ()
    assert not live_packs(place.content).packs, "looking changes nothing"
    place.install(project.make(tmp_path))
    library = place.library()
    assert len(library.guides()) == before + 1
    for entry in (library.guide("H01"), library.line("harmon-peers"), library.resource("harmon-course")):
        assert entry.mark == "From the library update of November 23, 2026."
    assert library.search("county rest")[0].id == "H01"
    assert library.notes() == ()


def test_a_later_text_replaces_and_an_older_one_does_not(place: Place, project: Publisher, tmp_path: Path) -> None:
    """A pack made before an update of the program must not turn the program's newer text back."""
    shipped = place.library().guide("G12")
    later = guide_text("G12", "Peer support, second edition", checked_on="2026-11-23")
    place.install(project.make(tmp_path, {"guides/g12.md": later}))
    assert place.library().guide("G12").title == "Peer support, second edition"
    older = guide_text("G12", "Peer support, first edition", checked_on="2026-01-02")
    place.install(project.make(tmp_path, {"guides/g12.md": older}, sequence=2))
    assert place.library().guide("G12") == shipped


def test_a_number_of_get_help_now_is_corrected_by_the_project(place: Place, project: Publisher, tmp_path: Path) -> None:
    text = line_text("copline", "COPLINE", "1-555-555-0199", "2026-11-23")
    place.install(project.make(tmp_path, {"support_lines/corrected.toml": text}))
    copline = next(line for line in place.library().help_lines() if line.id == "copline")
    assert copline.call == "1-555-555-0199"
    assert "library update" in copline.mark
    assert place.library().help_lines()[0].id == "988-lifeline"


def test_the_project_can_add_a_line_to_get_help_now(place: Place, project: Publisher, tmp_path: Path) -> None:
    place.install(project.make(tmp_path, {HELP: line_text("new-line", "New line")}))
    assert [line.id for line in place.library().help_lines()][-1] == "new-line"
    assert [line.id for line in place.library().lines()][:4][-1] == "new-line"


def test_a_state_line_shows_in_its_state_only(place: Place, project: Publisher, tmp_path: Path) -> None:
    text = line_text("nj-line", "New Jersey line") + 'state = "NJ"\nhelp_now = true\n'
    place.install(project.make(tmp_path, {"support_lines/nj.toml": text}))
    library = place.library()
    assert "nj-line" in {line.id for line in library.help_lines("NJ")} | {line.id for line in library.lines("NJ")}
    assert "nj-line" not in {line.id for line in library.lines("TX")}


def test_what_is_withdrawn_is_gone_everywhere(place: Place, project: Publisher, tmp_path: Path) -> None:
    place.install(
        project.make(tmp_path, {}, withdraws=["line:copline", "guide:G12", "resource:beat-1"], withdrawn_numbers=[])
    )
    library = place.library()
    assert "copline" not in {line.id for line in library.help_lines()} | {line.id for line in library.lines()}
    with pytest.raises(Problem):
        library.guide("G12")
    assert all(hit.id != "copline" for hit in library.search("copline"))
    assert len(library.help_lines()) >= 2


def test_988_cannot_be_withdrawn(refused: Callable[..., str]) -> None:
    assert "988 cannot be withdrawn" in refused({}, withdraws=("line:988-lifeline",))


def test_a_withdrawn_number_must_be_gone_from_every_text(place: Place, project: Publisher, tmp_path: Path) -> None:
    """COPLINE's number stands in its line and in guides: withdrawing it alone would leave it there."""
    number = place.library().line("copline").call
    with pytest.raises(PackRefused, match="a number that it withdraws still stands in"):
        project.make(tmp_path, {}, withdraws=["line:copline"], withdrawn_numbers=[number])


def test_the_search_index_follows(place: Place, project: Publisher, tmp_path: Path) -> None:
    from wellness_desktop.library.service import Library

    def library() -> Library:
        return Library(tmp_path / "cache" / "library.db", place.root, content=place.content)

    one = library()
    assert all(hit.id != "H01" for hit in one.search("blinds county"))
    place.install(project.make(tmp_path))
    assert all(hit.id != "H01" for hit in one.search("blinds county")), "until it reads anew"
    one.reload()
    assert one.search("blinds county")[0].id == "H01"
    assert library().search("blinds county")[0].id == "H01"


# ------------------------------------------------------------------------------------------ versions


def test_older_and_replayed_packs_are_refused(place: Place, project: Publisher, tmp_path: Path) -> None:
    one, two = project.make(tmp_path), project.make(tmp_path, sequence=2)
    place.install(two)
    before = place.shown()
    with pytest.raises(PackRefused, match="installed before"):
        place.install(two)
    with pytest.raises(PackRefused, match="older than the one"):
        place.install(one)
    assert place.shown() == before


def test_another_content_under_the_same_number_is_refused(place: Place, project: Publisher, tmp_path: Path) -> None:
    place.install(project.make(tmp_path))
    other = project.make(tmp_path / "other", {"guides/h02.md": guide_text("H02", "Another")})
    with pytest.raises(PackRefused, match="installed before"):
        place.install(other)


def test_a_pack_for_a_newer_program_waits(place: Place, project: Publisher, tmp_path: Path) -> None:
    with pytest.raises(PackRefused, match="newer version of the program"):
        place.install(project.make(tmp_path, needs_program="99.0"))


def test_a_pack_from_the_future_is_refused(place: Place, project: Publisher, tmp_path: Path) -> None:
    path = project.make(tmp_path)
    place.today = date(2026, 11, 22)
    with pytest.raises(PackRefused, match="a day that has not come yet"):
        place.install(path)


def test_two_versions_are_kept(place: Place, project: Publisher, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        place.install(project.make(tmp_path, {"guides/h.md": guide_text(title=f"Edition {number}")}, sequence=number))
    (pack,) = read_list(place.content)
    assert [version.sequence for version in pack.versions] == [2, 3]
    assert sorted(each.name[-1] for each in place.content.iterdir() if each.is_dir()) == ["2", "3"]
    assert place.library().guide("H01").title == "Edition 3"


# ------------------------------------------------------------------------------------------ content


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("guides/a.md", guide_text().replace('title = "Rest', 'titel = "Rest'), "“title” is missing"),
        ("guides/a.md", guide_text().replace("+++", "---"), "facts at the top"),
        (
            "guides/a.md",
            guide_text().replace("review_by = 2027-11-22", "review_by = 2026-11-23"),
            "review date is past",
        ),
        ("guides/a.md", guide_text(checked_on="2026-12-01"), "has not come yet"),
        ("guides/a.md", guide_text().replace("https://example.org/one", "my aunt"), "needs an address"),
        ("guides/a.md", guide_text().replace('"A source"', '"From memory"'), "from memory is no source"),
        ("guides/a.md", guide_text(body="See [two]."), "leads to no source"),
        ("guides/a.md", guide_text(body="<script>alert(1)</script> [one]"), "plain words only"),
        ("guides/a.md", guide_text(body="![picture](https://example.org/x.png) [one]"), "plain words only"),
        ("guides/a.md", guide_text(body="He committed suicide. [one]"), "safe messaging"),
        ("guides/a.md", guide_text(body="Call (800) 697-3735. [one]"), "was withdrawn: (800) 697-3735"),
        ("guides/a.md", guide_text(body="Text PRIDE to 988. [one]"), "was withdrawn"),
        ("guides/a.md", "\ufeff" + guide_text(), "do not belong into a text"),
        ("guides/a.md", guide_text(body="A bell \x07 rings. [one]"), "do not belong into a text"),
        ("support_lines/a.toml", line_text().replace('hours = "Day and night"\n', ""), "“hours” is missing"),
        ("support_lines/a.toml", line_text(call="555 0142"), "as people dial it"),
        ("support_lines/a.toml", line_text(call="1-866-968-8368"), "was withdrawn"),
        ("support_lines/a.toml", line_text() + 'letters = "1-800-COPLINE"\n', "are another number"),
        ("support_lines/a.toml", line_text() + 'state = "XX"\n', "two-letter codes"),
        ("support_lines/a.toml", line_text().replace('"two sources"', '"one source"'), "two sources state it"),
        ("support_lines/a.toml", line_text(id="local-7"), "belong to the stations"),
        ("support_lines/a.toml", line_text() + line_text(), "the same id is used twice"),
        ("support_lines/a.toml", "# nothing\n", "holds no entry"),
        ("support_lines/a.toml", "[[line]\n", "not written as it should be"),
        ("support_lines/a.toml", "a = " + "9" * 6_000, "not written as it should be"),
        ("support_lines/a.toml", "a = " + "[" * 20_000, "not written as it should be"),
        ("catalogue/a.toml", USUAL["catalogue/harmon.toml"].replace("Named", "From memory,"), "known from memory"),
        ("catalogue/a.toml", USUAL["catalogue/harmon.toml"] + 'url = "ftp://x"\n', "begin with http"),
        ("catalogue/a.toml", USUAL["catalogue/harmon.toml"].replace('"families"', '"moon"'), "“moon” is not a known"),
    ],
)
def test_a_spoiled_file_is_refused_by_name_with_what_to_mend(
    refused: Callable[..., str], project: Publisher, tmp_path: Path, name: str, text: str, words: str
) -> None:
    said = refused({"guides/good.md": guide_text("H09", "Good"), name: text})
    assert name in said
    assert words in said
    with pytest.raises(PackRefused, match=name):
        project.make(tmp_path / "workshop", {name: text})


def test_text_that_is_not_utf_8(place: Place, project: Publisher, tmp_path: Path) -> None:
    path = tmp_path / "bad.wdpack"
    path.write_bytes(project.raw({"guides/a.md": guide_text().encode("utf-16")}))
    with pytest.raises(PackRefused, match="not written in UTF-8"):
        place.install(path)


def test_one_id_stands_once_in_a_pack(refused: Callable[..., str]) -> None:
    said = refused({"guides/a.md": guide_text(), "guides/b.md": guide_text()})
    assert "guides/b.md" in said
    assert "twice" in said


def test_an_entry_is_held_or_withdrawn(refused: Callable[..., str]) -> None:
    assert "holds and withdraws" in refused({"guides/a.md": guide_text()}, withdraws=("guide:H01",))


def test_plan_files_are_read_by_the_plans_own_loader(place: Place, project: Publisher, tmp_path: Path) -> None:
    from wellness_desktop.app.plan_files import check_plan_files

    place.templates = check_plan_files
    shipped = (place.root / "plan_templates" / "cp-03.toml").read_text(encoding="utf-8")
    good = {"plan_templates/cp-03.toml": shipped.replace('title = "', 'title = "New: ', 1)}
    place.install(project.make(tmp_path, good))
    (path,) = place.library().plan_files()
    assert path.name == "cp-03.toml"
    bad = {"plan_templates/cp-03.toml": shipped.replace("call_order = [", 'call_order = ["nobody", ', 1)}
    target = tmp_path / "bad.wdpack"
    target.write_bytes(project.raw({name: text.encode() for name, text in bad.items()}, sequence=2))
    with pytest.raises(PackRefused, match="A plan file in this pack has a mistake") as told:
        place.install(target)
    assert "call_order" in told.value.advice


# ------------------------------------------------------------------------------------------ signatures


def test_an_unknown_key_is_refused(place: Place, tmp_path: Path) -> None:
    stranger = Publisher(COUNTY)
    with pytest.raises(PackRefused, match="does not trust the publisher of this pack: Harmon"):
        place.install(stranger.make(tmp_path))


def test_a_stranger_who_bears_the_projects_name_is_refused(place: Place, tmp_path: Path) -> None:
    with pytest.raises(PackRefused, match="does not trust"):
        place.install(Publisher(PROJECT).make(tmp_path))


def test_a_pack_without_a_signature_is_refused(place: Place, project: Publisher, tmp_path: Path) -> None:
    path = tmp_path / "bare.wdpack"
    path.write_bytes(project.raw({"guides/a.md": guide_text().encode()}, sign=False))
    with pytest.raises(PackRefused, match="changed after it was signed"):
        place.install(path)


def test_a_signature_of_another_pack_does_not_fit(place: Place, project: Publisher, tmp_path: Path) -> None:
    one, two = project.make(tmp_path), project.make(tmp_path, sequence=2)
    first, second = one.read_bytes().split(b"\n"), two.read_bytes().split(b"\n")
    second[2] = first[2]
    two.write_bytes(b"\n".join(second))
    with pytest.raises(PackRefused, match="changed after it was signed"):
        place.install(two)


def test_the_shipped_program_trusts_no_project_key_yet() -> None:
    """There has been no release: nobody holds a private half, so no public half stands in the program."""
    from wellness_desktop.base.resources import resources_root
    from wellness_desktop.library.packs.keys import project_keys

    assert project_keys(resources_root()) == ()


def test_a_station_with_records_asks_for_its_administrator(place: Place, project: Publisher, tmp_path: Path) -> None:
    desk = place.desk(station_exists=True)
    with pytest.raises(NotAllowed, match="administrator"):
        desk.look(project.make(tmp_path))
    with pytest.raises(NotAllowed, match="station"):
        place.desk().trust(Publisher(COUNTY).key)


# ------------------------------------------------------------------------------------------ damage on the disk


def test_a_file_that_was_changed_on_the_disk_is_left_out(place: Place, project: Publisher, tmp_path: Path) -> None:
    place.install(project.make(tmp_path))
    (changed,) = place.content.rglob("h01-rest.md")
    changed.write_text(guide_text(body="Drink a lot. [one]"), encoding="utf-8")
    library = place.library()
    with pytest.raises(Problem):
        library.guide("H01")
    assert library.line("harmon-peers")
    assert any("h01-rest" in note.place for note in library.notes())
    assert [row.state.value for row in place.desk().rows()] == ["damaged"]


def test_a_manifest_that_was_changed_on_the_disk_takes_the_pack_out(
    place: Place, project: Publisher, tmp_path: Path
) -> None:
    place.install(project.make(tmp_path))
    (manifest,) = place.content.rglob("manifest.json")
    manifest.write_bytes(manifest.read_bytes().replace(b"harmon", b"hormon"))
    assert len(place.library().guides()) == len(Place(place.root, tmp_path / "none", project).library().guides())
    assert [row.state.value for row in place.desk().rows()] == ["damaged"]


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b'{"format":1,"packs":[{"id":"../../x"}]}', b"null"])
def test_a_spoiled_list_shows_what_was_shipped(place: Place, project: Publisher, tmp_path: Path, data: bytes) -> None:
    bare = place.shown()
    place.install(project.make(tmp_path))
    (place.content / "installed.json").write_bytes(data)
    assert place.shown() == bare
    assert place.library().notes()
    with pytest.raises(Problem, match="list of installed packs"):
        place.install(project.make(tmp_path, sequence=2))


def test_a_list_that_leads_out_of_the_folder_is_not_followed(place: Place, project: Publisher, tmp_path: Path) -> None:
    place.install(project.make(tmp_path))
    listed = (place.content / "installed.json").read_text(encoding="utf-8")
    (place.content / "installed.json").write_text(listed.replace("harmon-guides", "../../guides"), encoding="utf-8")
    assert not live_packs(place.content).packs


# ------------------------------------------------------------------------------------------ withdrawn numbers


def test_the_list_of_retired_phrases_is_the_tests_own() -> None:
    import tomllib

    from wellness_desktop.base.resources import resources_root
    from wellness_desktop.library.packs.withdrawn import phrase_mark

    kept = tomllib.loads((ROOT / "tests" / "content" / "withdrawn_numbers.toml").read_text(encoding="utf-8"))[
        "withdrawn"
    ]
    known = load_withdrawn(resources_root())
    wanted = {phrase_mark(words) for entry in kept for words in entry["words"]}
    assert {(count, mark) for count, marks in known.phrases.items() for mark in marks} == wanted
    for entry in kept:
        for digits in entry["digits"]:
            assert known.found_in(f"Call {digits} today."), digits
    assert known.found_in("Call 1-800-555-0100 or 988, then press 1.") == ""


def test_nothing_is_let_in_without_the_list(place: Place, project: Publisher, tmp_path: Path) -> None:
    path = project.make(tmp_path)
    (place.root / "packs" / "retired_phrases.toml").unlink()
    with pytest.raises(Problem, match="own files are missing"):
        place.install(path)


# ------------------------------------------------------------------------------------------ the front door

LOOK = """
import sys
from pathlib import Path
from wellness_desktop.library.service import Library
library = Library(root=Path(sys.argv[1]), content=Path(sys.argv[2]))
library.help_lines(), library.lines(), library.guides()
print([name for name in sys.modules if ".packs" in name or name.partition(".")[0] == "cryptography"])
"""


def loaded(place: Place) -> str:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(place.root), str(place.content)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout


def test_reading_packs_needs_no_cryptography_and_without_them_no_code(
    place: Place, project: Publisher, tmp_path: Path
) -> None:
    """The front door must not become slower: without packs, one look at the file system."""
    assert loaded(place) == "[]\n"
    place.install(project.make(tmp_path))
    assert "laying" in loaded(place)
    assert "cryptography" not in loaded(place)
