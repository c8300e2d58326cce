"""Bad content is caught: each fault fails with its file and what to do; the program goes on with everything else."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from soundness import faults

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.doors import Doors
from wellness_desktop.library.prints import PrintSetup, handout, help_sheet
from wellness_desktop.library.service import Library

SHIPPED = resources_root()
TODAY = date(2026, 11, 24)
INTACT = Library()
GUIDE = "library/guides/g02-how-to-ask-about-suicide.md"
ENTRIES = "library/catalogue/podcasts.toml"
LINES = "support_lines/help_now.toml"


def test_what_is_shipped_is_sound_today() -> None:
    assert faults(SHIPPED, datetime.now(UTC).date()) == []


# ---- each fault is caught, and says where and what to do ----


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few shipped files, so that a test takes no second."""
    root = tmp_path_factory.mktemp("small")
    for part in (GUIDE, "library/guides/g01-if-you-are-thinking-of-ending-it.md", ENTRIES, LINES):
        (root / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SHIPPED / part, root / part)
    for name in ("topics", "recommendations", "synonyms", "doors"):
        shutil.copy(SHIPPED / "library" / f"{name}.toml", root / "library" / f"{name}.toml")
    return root


@contextmanager
def changed(path: Path, change: Callable[[bytes], bytes]) -> Iterator[None]:
    """The file with other content for a while."""
    before = path.read_bytes()
    path.write_bytes(change(before))
    try:
        yield
    finally:
        path.write_bytes(before)


def put(old: str, new: str) -> Callable[[bytes], bytes]:
    """Replaces the first text by the second, once; the text must be there."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content, old
        return content.replace(old.encode(), new.encode(), 1)

    return change


def set_field(name: str, value: str) -> Callable[[bytes], bytes]:
    """Gives the first field of this name another value; a blank one takes the field out."""

    def change(content: bytes) -> bytes:
        line = f"{name} = {value}\n".encode() if value else b""
        made, count = re.subn(rf"(?m)^{name} = .*\n".encode(), lambda _found: line, content, count=1)
        assert count == 1, name
        return made

    return change


def add(text: str) -> Callable[[bytes], bytes]:
    return lambda content: content + text.encode()


DOUBLE_ENTRY = """
[[resource]]
id = "podcast-the-beat"
title = "The Beat, again"
kind = "podcast"
topics = ["families"]
readers = ["officer"]
annotation = "The same podcast."
checked_on = 2026-11-22
how_we_know = "Named on a page that was read."
"""

BAD = [
    ("a guide without a title", GUIDE, set_field("title", ""), "title", "mend it there"),
    ("a guide with a date that is a text", GUIDE, set_field("review_by", '"soon"'), "must be a date", "mend it"),
    ("a day that does not exist", GUIDE, set_field("checked_on", "2026-02-31"), "not written as", "mend it"),
    ("a day ahead", GUIDE, set_field("checked_on", "2027-01-05"), "lies ahead", "write the day"),
    ("a guide past its review", GUIDE, set_field("review_by", "2026-11-23"), "has passed", "read it again"),
    ("a review before the check", GUIDE, set_field("review_by", "2026-11-22"), "not after", "within a year"),
    ("an unknown topic", GUIDE, set_field("topics", '["moon"]'), "“moon”", "mend it there"),
    ("an unknown reader", GUIDE, set_field("audience", '["officer", "astronaut"]'), "“astronaut”", "mend it"),
    ("an unknown code", GUIDE, set_field("covers", '["IX.9"]'), "IX.9", "mend the code"),
    ("a related guide that is not there", GUIDE, set_field("related", '["G77"]'), "G77", "write the guide"),
    ("a guide in the text that is not there", GUIDE, add("\nSee G78.\n"), "G78", "name one that is there"),
    ("a link to a guide that is not there", GUIDE, add("\n[More](app:guide/G79).\n"), "G79", "name one"),
    ("a citation without a source", GUIDE, add("\nIt helps [nobody].\n"), "[nobody]", "add the source"),
    ("a source without an address", GUIDE, set_field("url", '"a book"'), "no address", "write where"),
    ("a source from memory", GUIDE, set_field("publisher", '"memory only"'), "memory only", "find a page"),
    ("the id of another guide", GUIDE, set_field("id", '"G01"'), "g01-if-you", "another id"),
    ("another encoding", GUIDE, lambda content: content + b"\xe9", "cannot be read", "mend it"),
    ("an empty guide", GUIDE, lambda _content: b"", "are missing", "mend it"),
    ("an entry without an annotation", ENTRIES, set_field("annotation", ""), "annotation", "take the entry out"),
    ("an entry of no known kind", ENTRIES, set_field("kind", '"song"'), "“song”", "mend it"),
    ("an entry without readers", ENTRIES, set_field("readers", ""), "readers", "words of topics.toml"),
    ("an entry from memory", ENTRIES, set_field("how_we_know", '"Memory only."'), "memory only", "take the entry"),
    ("an entry checked tomorrow", ENTRIES, set_field("checked_on", "2026-11-25"), "lies ahead", "write the day"),
    ("a doubled entry", ENTRIES, add(DOUBLE_ENTRY), "podcast-the-beat", "another id"),
    ("a cut list of entries", ENTRIES, lambda content: content[:-30], "not written as", "mend it"),
    ("a line without hours", LINES, set_field("hours", ""), "hours", "mend it"),
    ("a line from memory", LINES, set_field("confidence", '"memory"'), "“memory”", "mend it"),
    ("a line past its review", LINES, set_field("review_by", "2026-11-23"), "has passed", "read it again"),
    ("a line without an address", LINES, set_field("sources", '["a friend"]'), "a friend", "number was read"),
    ("a door to a guide that is not there", "library/doors.toml", put('["G23",', '["G70",'), "G70", "mend the door"),
    ("a door to a line that is not there", "library/doors.toml", put('"cop2cop-nj"', '"nobody"'), "nobody", "mend the"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "change", "what", "mend"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
def test_a_fault_names_its_file_and_the_mend(
    small: Path, file: str, change: Callable[[bytes], bytes], what: str, mend: str
) -> None:
    before = set(faults(small, TODAY))
    with changed(small / file, change):
        new = [fault for fault in faults(small, TODAY) if fault not in before]
    told = [fault for fault in new if what.casefold() in fault.casefold()]
    assert told, new
    assert any(Path(file).name in fault.split(":", maxsplit=1)[0] for fault in told), told
    assert any(mend in fault for fault in told), told


# ---- the program goes on ----


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of everything that the library ships."""
    root = tmp_path_factory.mktemp("whole")
    for part in ("library", "support_lines"):
        shutil.copytree(SHIPPED / part, root / part)
    return root


FILES = sorted(
    str(path.relative_to(SHIPPED))
    for part in ("library", "support_lines")
    for path in (SHIPPED / part).rglob("*")
    if path.suffix in (".md", ".toml")
)
WRONG = ["3", "true", "[]", "[[1]]", "2026-11-22", '"x"', "{ a = 1 }", '[""]', "-1", "1e400", "9" * 5000, '"\\u0000"']


@st.composite
def spoilings(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Cut, bytes flipped, a field dropped or of the wrong type, lines out of order, or nothing left."""
    kind = draw(st.sampled_from(("cut", "flip", "drop", "wrong", "swap", "empty", "noise")))
    place = draw(st.floats(0, 1, exclude_max=True))
    if kind == "cut":
        return lambda content: content[: int(len(content) * place)]
    if kind == "flip":
        noise = draw(
            st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=9)
        )
        return lambda content: _flipped(content, noise)
    if kind == "empty":
        return lambda _content: b""
    if kind == "noise":
        junk = draw(st.binary(max_size=60))
        return lambda content: junk + content[int(len(content) * place) :]
    instead = draw(st.sampled_from(WRONG)).encode()
    return lambda content: _with_field(content, kind, place, instead)


def _flipped(content: bytes, noise: list[tuple[float, int]]) -> bytes:
    made = bytearray(content)
    for place, bits in noise:
        made[int(len(made) * place)] ^= bits
    return bytes(made)


def _with_field(content: bytes, kind: str, place: float, instead: bytes) -> bytes:
    lines = content.split(b"\n")
    fields = [number for number, line in enumerate(lines) if re.match(rb"[a-z_]+ = ", line)]
    here = fields[int(len(fields) * place)]
    if kind == "drop":
        del lines[here]
    elif kind == "wrong":
        lines[here] = lines[here].split(b" = ", maxsplit=1)[0] + b" = " + instead
    else:
        lines[here], lines[here - 1] = lines[here - 1], lines[here]
    return b"\n".join(lines)


def require_everything_else(root: Path, spoiled: set[str], ask: str) -> None:
    """The library opens, finds and prints what does not stand in the spoiled files."""
    library, intact = Library(root=root), INTACT
    notes = library.notes()
    doubled = {note.place for note in notes}
    guides = {guide.id: guide for guide in library.guides()}
    for guide in intact.guides():
        [name] = [each for each in FILES if Path(each).name.startswith(f"{guide.id.lower()}-")]
        if name not in spoiled and guide.id not in doubled:
            assert guides[guide.id].body == guide.body
        elif guide.id not in guides:
            assert any(note.place in (Path(name).name, guide.id) for note in notes), "the administrator is told"
    here = {one.id for one in library.catalogue()} | doubled
    lost = {one.id for one in intact.catalogue()} - here
    assert lost <= _ids_in(spoiled, "library/catalogue")
    lost = {line.id for line in intact.shipped_lines()} - {line.id for line in library.shipped_lines()} - doubled
    assert lost <= _ids_in(spoiled, "support_lines")
    helping = library.help_lines("NJ")
    assert helping
    if not any(name.startswith("support_lines") for name in spoiled):
        assert [line.id for line in helping] == [line.id for line in intact.help_lines("NJ")]
    for hit in library.search(ask, "NJ"):
        assert hit.title
    for door in ("officer", "family"):
        try:
            Doors(library, root / "library" / "doors.toml").open(door, "NJ", TODAY)
        except Problem:
            assert "library/doors.toml" in spoiled
    setup = PrintSetup(TODAY, agency="Millbrook Police Department")
    assert help_sheet(helping, (), setup).startswith(b"%PDF")
    for guide in library.guides():
        if ask in guide.title.casefold() and guide.id not in doubled:
            assert handout(guide, helping, (), setup).startswith(b"%PDF")
            break


def _ids_in(spoiled: set[str], part: str) -> set[str]:
    texts = [(SHIPPED / name).read_text(encoding="utf-8") for name in spoiled if name.startswith(part)]
    return {one for text in texts for one in re.findall(r'(?m)^id = "(.+)"', text)}


A_GUIDE = next(name for name in FILES if Path(name).name.startswith("g44-"))
SPOILED = st.dictionaries(st.sampled_from(FILES), spoilings(), min_size=1, max_size=4)
ASKED = st.sampled_from(("sleep", "suicide", "family", "funeral", "heart", "trust"))


def spoil_and_go_on(whole: Path, spoiled: dict[str, Callable[[bytes], bytes]], ask: str) -> None:
    before = {name: (whole / name).read_bytes() for name in spoiled}
    try:
        for name, change in spoiled.items():
            (whole / name).write_bytes(change(before[name]))
        require_everything_else(whole, set(spoiled), ask)
    finally:
        for name, content in before.items():
            (whole / name).write_bytes(content)


@settings(max_examples=1, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoiled=SPOILED, ask=ASKED)
@example(spoiled={A_GUIDE: lambda content: content.replace(b'id = "G44"', b'id = "G4A"')}, ask="sleep")
@example(spoiled={"library/topics.toml": lambda _content: b""}, ask="sleep")
@example(spoiled={"library/synonyms.toml": lambda content: content[:900]}, ask="suicide")
@example(spoiled={"support_lines/help_now.toml": lambda _content: b"\xff"}, ask="suicide")
def test_spoiled_files_take_nothing_else_along(
    whole: Path, spoiled: dict[str, Callable[[bytes], bytes]], ask: str
) -> None:
    spoil_and_go_on(whole, spoiled, ask)


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoiled=SPOILED, ask=ASKED)
def test_spoiled_files_by_the_dozen(whole: Path, spoiled: dict[str, Callable[[bytes], bytes]], ask: str) -> None:
    spoil_and_go_on(whole, spoiled, ask)
