"""Publishers' keys: made once, shut under a passphrase, shown in words; only public halves are handed on."""

import json
import sys
from pathlib import Path

import pytest

from tests.library.pack_workshop import COUNTY, PROJECT, Publisher, root_with
from wellness_desktop.base.errors import Problem
from wellness_desktop.library.packs.keys import PackKey, project_keys, public_key_file, read_public_key
from wellness_desktop.library.packs.own_key import make_key, open_key
from wellness_desktop.store.stretching import LOWEST

PHRASE = "nine green kettles hum softly"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[PackKey, Path]:
    target = tmp_path_factory.mktemp("safe") / "harmon.key"
    return make_key(COUNTY, PHRASE, target, LOWEST), target


def test_a_key_signs_what_its_public_half_checks(made: tuple[PackKey, Path]) -> None:
    key, file = made
    opened, private = open_key(file, PHRASE)
    assert opened == key
    assert read_public_key(file.with_suffix(".wdkey")) == key
    assert private.public_key().public_bytes_raw().hex() == key.public


def test_the_private_half_is_shut(made: tuple[PackKey, Path]) -> None:
    key, file = made
    _opened, private = open_key(file, PHRASE)
    raw = private.private_bytes_raw()
    for path in (file, file.with_suffix(".wdkey")):
        assert raw not in path.read_bytes()
        assert raw.hex().encode() not in path.read_bytes()
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(Problem, match="does not open the key"):
        open_key(file, "nine green kettles hum loudly")
    assert " ".join(key.words) in file.with_suffix(".wdkey").read_text(encoding="utf-8")


def test_a_key_is_never_written_over(made: tuple[PackKey, Path]) -> None:
    _key, file = made
    before = file.read_bytes(), file.with_suffix(".wdkey").read_bytes()
    with pytest.raises(Problem, match="a key in this place already"):
        make_key(COUNTY, PHRASE, file, LOWEST)
    assert (file.read_bytes(), file.with_suffix(".wdkey").read_bytes()) == before


@pytest.mark.parametrize(
    ("name", "phrase", "words"),
    [
        ("ab", PHRASE, "3 to 80 characters"),
        ('A "quoted" name', PHRASE, "without quotation marks"),
        ("Two\nlines", PHRASE, "3 to 80 characters"),
        (COUNTY, "short", "too short"),
        (COUNTY, "password password", "first that someone would try"),
    ],
)
def test_a_poor_name_or_passphrase(tmp_path: Path, name: str, phrase: str, words: str) -> None:
    with pytest.raises(Problem) as told:
        make_key(name, phrase, tmp_path / "a.key", LOWEST)
    assert words in told.value.title
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_the_public_file(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"ends in \.wdkey"):
        make_key(COUNTY, PHRASE, tmp_path / "a.wdkey", LOWEST)


@pytest.mark.parametrize("change", ["public", "box", "salt", "name", "stretching"])
def test_a_key_file_that_was_changed(made: tuple[PackKey, Path], tmp_path: Path, change: str) -> None:
    found = json.loads(made[1].read_text(encoding="utf-8"))
    found[change] = [1, 1, 1] if change == "stretching" else found[change][::-1]
    path = tmp_path / "changed.key"
    path.write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(Problem):
        open_key(path, PHRASE)


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff\xff", b'name = "x"\n', bytes(range(190, 254))])
def test_another_file_is_no_key(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.wdkey"
    path.write_bytes(data)
    with pytest.raises(Problem, match="no publisher's key"):
        read_public_key(path)
    with pytest.raises(Problem, match="no private key"):
        open_key(path, PHRASE)


def test_twelve_words_tell_keys_apart() -> None:
    words = {Publisher(COUNTY).key.words for _ in range(50)}
    assert len(words) == 50
    assert {len(each) for each in words} == {12}
    key = PackKey(COUNTY, "00" * 32)
    assert key.words == PackKey("Another name", "00" * 32).words, "the words are of the key alone"
    assert key.subject == PackKey("Another name", "00" * 32).subject


def test_project_keys_are_data(tmp_path: Path) -> None:
    one, two = Publisher(PROJECT), Publisher(PROJECT)
    root = root_with(tmp_path / "root", one, two)
    assert project_keys(root) == (one.key, two.key)
    for spoiled in ("", "[[key]]\nname = 7\n", '[[key]]\nname = "x"\npublic = "00"\n', "key = 1\n", "[["):
        (root / "packs" / "keys.toml").write_text(spoiled, encoding="utf-8")
        assert project_keys(root) == ()


def test_the_public_file_reads_back(tmp_path: Path) -> None:
    key = Publisher("Sheriff's Office, Harmon County").key
    path = tmp_path / "a.wdkey"
    path.write_bytes(public_key_file(key))
    assert read_public_key(path) == key
