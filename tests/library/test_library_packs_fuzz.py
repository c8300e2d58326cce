"""Mutated packs: bytes turned, cut, doubled; manifests changed and signed anew. Refused in words or installed whole."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.library.pack_workshop import PROJECT, USUAL, Place, Publisher, guide_text, line_text, root_with
from wellness_desktop.base.errors import Problem
from wellness_desktop.library.packs.container import FIRST_LINE
from wellness_desktop.library.packs.installed import LIST_FILE, live_packs, read_list

FILES = {**USUAL, "guides/g12.md": guide_text("G12"), "support_lines/more.toml": line_text("more-peers", "More peers")}
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 2**70, 1.5, "", "x", "../x", "\x00", "a" * 5000, "\u202e", [], [[]], {}, {"a": []}, "line:a",
    "2026-13-01", "0" * 64, ["line:b", "line:a"], "guides/a.md", "/etc/passwd", "con",
)  # fmt: skip


ODD_PLANS = (
    b'id = "CP-03"\nstep = 7\n',
    b'id = "CP-03"\nstep = [7]\n',
    b'id = "CP-03"\nstep = {}\n',
    b"a = " + b"[" * 20_000,
    b"a = " + b"9" * 6_000,
    b"[[step]]\n",
)
"""Plans that no slip of the hand would make."""


def turn_a_byte(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice((1, 7, 100, len(data)))]


def put_in(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data) + 1)
    data[place:place] = chance.choice((b"\n", b"\0", b"{}", chance.randbytes(20), bytes(data[:place])))


def double(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 400)]
    place = chance.randrange(len(data))
    data[place : place + len(piece)] = piece


MUTATIONS = (turn_a_byte, cut, put_in, double)


def change_a_fact(facts: dict[str, Any], chance: random.Random) -> None:
    """One field, anywhere in the manifest, becomes something odd."""
    holder: Any = facts
    if chance.random() < 0.5 and facts.get("files"):
        holder = chance.choice(facts["files"])
    key = chance.choice([*holder, "more"])
    if chance.random() < 0.2:
        holder.pop(key, None)
    else:
        holder[key] = chance.choice(ODD)


def signed_anew(whole: bytes, publisher: Publisher, chance: random.Random) -> bytes:
    """A changed manifest, or changed files, under a signature that is right: only the rules stand in the way."""
    written, _signature, body = whole[len(FIRST_LINE) :].split(b"\n", 2)
    facts = json.loads(written)
    if chance.random() < 0.6:
        change_a_fact(facts, chance)
    else:
        from wellness_desktop.library.packs.container import sha256

        pieces, start = [], 0
        for each in facts["files"]:
            pieces.append(bytearray(body[start : start + each["size"]]))
            start += each["size"]
        chance.choice(MUTATIONS)(chance.choice(pieces), chance)
        for each, piece in zip(facts["files"], pieces, strict=True):
            each["size"], each["sha256"] = len(piece), sha256(bytes(piece))
        body = b"".join(pieces)
    try:
        written = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        written = json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()
    return b"".join((FIRST_LINE, written, b"\n", publisher.sign(written).hex().encode(), b"\n", body))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    project = Publisher(PROJECT)
    place = Place(root_with(tmp_path / "root", project), tmp_path / "content", project)
    place.install(project.make(tmp_path, {"guides/h01.md": guide_text(title="Before")}))
    return place


def try_packs(
    place: Place, tmp_path: Path, count: int, seed: int, make: Callable[[bytes, random.Random], bytes]
) -> int:
    """Tries to install so many mutated packs. Returns how many were good enough to be installed."""
    whole = place.project.make(tmp_path / "new", FILES, sequence=2).read_bytes()
    target, chance, installed = tmp_path / "mutated.wdpack", random.Random(seed), 0  # noqa: S311 - to be repeated
    before = (place.content / LIST_FILE).read_bytes()
    for _ in range(count):
        target.write_bytes(make(whole, chance))
        refusal = refusal_of(place, target)
        if refusal is not None:
            assert refusal.title
            assert refusal.advice
            assert (place.content / LIST_FILE).read_bytes() == before
        else:
            installed += 1
            packs = live_packs(place.content)
            assert packs.notes() == ()
            assert place.library().notes() == ()
            (place.content / LIST_FILE).write_bytes(before)
    assert len(read_list(place.content)) == 1
    assert place.library().guide("H01").title == "Before"
    return installed


def refusal_of(place: Place, target: Path) -> Problem | None:
    """Why the pack was refused; None when it was installed. Anything but a Problem is a crash, and fails the test."""
    desk = place.desk()
    try:
        desk.install(desk.read(target))
    except Problem as problem:
        return problem
    return None


def mutated(whole: bytes, chance: random.Random) -> bytes:
    """The pack with a few bytes changed; one that came out as it was is changed again."""
    data = bytearray(whole)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        if data:
            chance.choice(MUTATIONS)(data, chance)
    return bytes(data) if bytes(data) != whole else mutated(whole, chance)


@pytest.mark.parametrize("count", [240, pytest.param(16_000, marks=pytest.mark.slow)])
def test_no_mutated_pack_is_ever_taken(place: Place, tmp_path: Path, count: int) -> None:
    """Without the key nobody makes another pack out of one, whatever is done to its bytes."""
    assert try_packs(place, tmp_path, count, 7, mutated) == 0


@pytest.mark.parametrize("count", [10, pytest.param(600, marks=pytest.mark.slow)])
def test_a_mutated_plan_is_refused_in_words_or_fits(place: Place, tmp_path: Path, count: int) -> None:
    from wellness_desktop.app.plan_files import check_plan_files

    place.templates = check_plan_files
    plan = (place.root / "plan_templates" / "cp-03.toml").read_bytes()
    chance, target = random.Random(5), tmp_path / "plan.wdpack"  # noqa: S311 - to be repeated
    before = (place.content / LIST_FILE).read_bytes()
    for step in range(count):
        data = ODD_PLANS[step] if step < len(ODD_PLANS) else mutated(plan, chance)[:400_000]
        target.write_bytes(place.project.raw({"plan_templates/cp-03.toml": data or b"x"}, sequence=2))
        if refusal_of(place, target) is None:
            (place.content / LIST_FILE).write_bytes(before)
        assert (place.content / LIST_FILE).read_bytes() == before


@pytest.mark.parametrize("count", [60, pytest.param(4_000, marks=pytest.mark.slow)])
def test_a_publishers_own_mistakes_never_half_install(place: Place, tmp_path: Path, count: int) -> None:
    """With the key, what comes through is whole and fit to be shown; everything else is refused in words."""
    installed = try_packs(place, tmp_path, count, 11, lambda whole, chance: signed_anew(whole, place.project, chance))
    assert installed < count / 2
