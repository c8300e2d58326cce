"""One file, one spelling: what is no pack, was cut, altered or made to mislead is refused, in words."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.library.pack_workshop import COUNTY, USUAL, Publisher
from wellness_desktop.library.packs.container import FIRST_LINE, Pack, pack_bytes, parse, read_pack, sha256
from wellness_desktop.library.packs.manifest import (
    MOST_FILE_BYTES,
    MOST_FILES,
    Manifest,
    PackFile,
    check_name,
    manifest_bytes,
    read_manifest,
    version_numbers,
)
from wellness_desktop.library.packs.refusals import PackRefused

COUNTY_OFFICE = Publisher(COUNTY)
FILES = {name: text.encode() for name, text in USUAL.items()}
WHOLE = COUNTY_OFFICE.raw(FILES)
FACTS = json.loads(WHOLE.split(b"\n")[1])


def with_facts(**changes: object) -> bytes:
    """The pack with other facts in its manifest, canonical all the same."""
    return spelled({**FACTS, **changes})


def spelled(facts: object) -> bytes:
    written = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    rest = WHOLE.split(b"\n", 2)[2]
    return FIRST_LINE + written + b"\n" + rest


def refused(data: bytes) -> str:
    with pytest.raises(PackRefused) as told:
        parse(data)
    assert "Nothing was changed" in told.value.advice
    return told.value.title


def test_a_pack_comes_back_as_it_was_made(tmp_path: Path) -> None:
    pack = parse(WHOLE)
    assert pack.contents == FILES
    assert pack.manifest.publisher == COUNTY
    assert pack_bytes(pack) == WHOLE
    (tmp_path / "a.wdpack").write_bytes(WHOLE)
    assert read_pack(tmp_path / "a.wdpack") == pack


def test_the_same_folder_makes_the_same_bytes(tmp_path: Path) -> None:
    one = COUNTY_OFFICE.make(tmp_path / "one").read_bytes()
    other = COUNTY_OFFICE.make(tmp_path / "other").read_bytes()
    assert one == other == WHOLE


def test_anybody_can_read_it_in_a_text_editor() -> None:
    text = WHOLE.decode("utf-8")
    assert "Close the blinds." in text
    assert "\x00" not in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not a content pack"),
        (b"PK\x03\x04 something", "is not a content pack"),
        (b"Wellness Desktop content pack", "is not a content pack"),
        (b"Wellness Desktop content pack 2\n{}", "needs a newer version"),
        (FIRST_LINE, "damaged"),
        (FIRST_LINE + b"{}\n", "manifest"),
        (FIRST_LINE + b"\xff\xfe\n", "manifest cannot be read"),
        (FIRST_LINE + b"[" * 200_000 + b"\n", "manifest cannot be read"),
        (FIRST_LINE + b"x" * 300_000 + b"\n", "damaged"),
        (FIRST_LINE + b"NaN\n", "permitted spelling"),
        (FIRST_LINE + b'{"a":NaN}\n', "manifest cannot be read"),
        (FIRST_LINE + b'{"a":"\\ud800"}\n', "manifest cannot be read"),
        (FIRST_LINE + b'{"a":' + b"9" * 5000 + b"}\n", "manifest cannot be read"),
    ],
)
def test_what_is_no_pack(data: bytes, words: str) -> None:
    assert words in refused(data)


def test_a_zip_bomb_is_just_no_pack() -> None:
    """Nothing in a pack is compressed, so nothing in it can be blown up; a zip file is another kind of file."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("guides/../../../evil.md", b"0" * 50_000_000)
    assert "is not a content pack" in refused(bomb.getvalue())


def test_sizes_that_lie_are_met_by_counting() -> None:
    """The opposite of a bomb: a manifest that promises more, or less, than is there."""
    first = FACTS["files"][0]
    for size in (1, first["size"] + 1, MOST_FILE_BYTES):
        assert "damaged" in refused(with_facts(files=[{**first, "size": size}, *FACTS["files"][1:]]))
    assert "not as it should be" in refused(with_facts(files=[{**first, "size": MOST_FILE_BYTES + 1}]))
    many = [{**first, "name": f"guides/a{place:03}.md", "size": MOST_FILE_BYTES} for place in range(40)]
    assert "larger than a pack may be" in refused(with_facts(files=many))
    too_many = [{**first, "name": f"guides/a{place:03}.md"} for place in range(MOST_FILES + 1)]
    assert "too many files" in refused(with_facts(files=too_many))


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.wdpack"
    with path.open("wb") as file:
        file.write(FIRST_LINE)
        file.truncate(3_000_000_000)  # sparse: takes no room
    with pytest.raises(PackRefused, match="larger than a pack may be"):
        read_pack(path)


def test_a_folder_or_a_missing_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.wdpack"):
        with pytest.raises(PackRefused, match="not a content pack"):
            read_pack(path)


@pytest.mark.parametrize("cut", [0, 5, len(FIRST_LINE), len(FIRST_LINE) + 40, len(WHOLE) // 2, len(WHOLE) - 1])
def test_cut_off_anywhere(cut: int) -> None:
    refused(WHOLE[:cut])


def test_something_behind_the_end() -> None:
    assert "damaged" in refused(WHOLE + b"x")


@pytest.mark.parametrize(
    "name",
    [
        "guides/../../evil.md",
        "../evil.md",
        "/etc/passwd",
        "C:/evil.md",
        "guides\\evil.md",
        "guides/evil.exe",
        "guides/sub/evil.md",
        "guides/Evil.md",
        "guides/.hidden.md",
        "guides/con.md",
        "guides/lpt1.md",
        "guides/evil.md\n",
        "guides/evil .md",
        "guides/évil.md",
        "guides/" + "a" * 80 + ".md",
        "catalogue/evil.md",
        "topics.toml",
        "library/topics.toml",
        "guides/",
        "guides",
        "",
    ],
)
def test_a_name_cannot_leave_its_folder_hide_or_collide(name: str) -> None:
    """No traversal, no absolute path, no capitals that collide on Windows, no names that Windows keeps for itself."""
    entry = {**FACTS["files"][0], "name": name}
    assert refused(with_facts(files=[entry]))
    with pytest.raises(PackRefused):
        check_name(name)


def test_a_name_stands_once_and_in_order() -> None:
    first, second, *rest = FACTS["files"]
    assert "twice or out of order" in refused(with_facts(files=[first, first, second, *rest]))
    assert "twice or out of order" in refused(with_facts(files=[second, first, *rest]))


def test_a_manifest_has_one_spelling() -> None:
    written = WHOLE.split(b"\n")[1]
    rest = WHOLE.split(b"\n", 2)[2]
    for other in (
        written.replace(b'"about":', b'"about": '),
        written.replace(b'{"about":"",', b'{"about":"","about":"",'),
        json.dumps(FACTS).encode(),
        written.replace(b"Harmon", b"\\u0048armon", 1),
    ):
        assert other != written
        assert "permitted spelling" in refused(FIRST_LINE + other + b"\n" + rest)


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "Harmon"},
        {"id": "../x"},
        {"id": "ab"},
        {"title": ""},
        {"title": "two\nlines"},
        {"title": "turned \u202e around"},
        {"title": "x" * 81},
        {"publisher": 7},
        {"key": "00"},
        {"sequence": 0},
        {"sequence": True},
        {"sequence": "1"},
        {"sequence": 1_000_001},
        {"made_on": "2026-02-30"},
        {"made_on": "soon"},
        {"needs_program": "new"},
        {"withdraws": ["line:b", "line:a"]},
        {"withdraws": ["plan:x"]},
        {"withdraws": "line:a"},
        {"withdrawn_numbers": ["1-800-555-0100"]},
        {"files": "all"},
        {"files": [7]},
        {"files": [{"name": "guides/a.md", "size": 1}]},
        {"more": 1},
    ],
    ids=str,
)
def test_a_fact_that_is_not_as_it_should_be(changes: dict[str, object]) -> None:
    refused(with_facts(**changes))


def test_a_fact_that_is_missing() -> None:
    for name in FACTS:
        refused(spelled({key: value for key, value in FACTS.items() if key != name}))
    refused(spelled([FACTS]))


def test_a_pack_that_holds_nothing() -> None:
    with pytest.raises(PackRefused, match="holds nothing"):
        COUNTY_OFFICE.raw({})


@given(st.binary(max_size=300))
def test_noise_is_refused_in_words(noise: bytes) -> None:
    refused(noise)
    refused(FIRST_LINE + noise)


def test_tampering_at_every_place_is_noticed() -> None:
    """Every single byte of a pack matters: one flipped bit anywhere, and it is refused or has another signature."""
    from wellness_desktop.library.packs.keys import check_signature

    for place in range(len(WHOLE)):
        data = bytearray(WHOLE)
        data[place] ^= 1
        with pytest.raises(PackRefused):
            check_signature(parse(bytes(data)), (COUNTY_OFFICE.key,))


def test_versions_are_compared_as_numbers() -> None:
    assert version_numbers("0.10.0") > version_numbers("0.9")
    assert version_numbers("1.0") == version_numbers("1.0.0")
    assert version_numbers("0.2.0rc1") == version_numbers("0.2")


def test_a_manifest_comes_back(tmp_path: Path) -> None:
    manifest = Manifest(
        "abc", "Title", "Somebody", "0" * 64, 3, date(2026, 1, 2), "0.1", "What changed.", ("line:a",), ("f" * 16,),
        (PackFile("guides/a.md", 3, sha256(b"abc")),),
    )  # fmt: skip
    assert read_manifest(manifest_bytes(manifest)) == manifest
    assert manifest.withdrawn("line") == {"a"}
    assert parse(pack_bytes(Pack(manifest, manifest_bytes(manifest), bytes(64), {"guides/a.md": b"abc"})))
