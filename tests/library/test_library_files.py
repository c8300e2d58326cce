"""Guides, catalogue and lines are read strictly; what is spoiled is left out with a note, never a crash."""

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.base.errors import Problem
from wellness_desktop.library.catalogue import load_vocabulary
from wellness_desktop.library.fields import Spoiled, read_toml
from wellness_desktop.library.guides import Citation, headings, plain_text, read_guide
from wellness_desktop.library.lines import Line, OwnHelper, last_resort
from wellness_desktop.library.service import Library

ENTRY = """
[[resource]]
id = "one"
title = "One"
kind = "course"
topics = ["families"]
annotation = "A course."
seed = "003"
checked_on = 2026-11-22
how_we_know = "Named on a page."
"""


def test_a_guide_is_read_whole(root: Path, write_guide: Callable[..., Path]) -> None:
    guide = read_guide(write_guide(), load_vocabulary(root / "library" / "topics.toml"))
    assert (guide.id, guide.title, guide.minutes, guide.card) == ("G90", "Sleeping after nights", 4, True)
    assert guide.do_now == ("Sit down.", "Drink water.", "Call someone.")
    assert guide.sources[0].url == "https://example.org/one"
    assert guide.body.startswith("## Do this now")
    assert not guide.stale(date(2027, 11, 22))
    assert guide.stale(date(2027, 11, 23))


def test_citations_become_numbers(root: Path, write_guide: Callable[..., Path]) -> None:
    path = write_guide(body="It helps [one]. See [other] and [a link](https://example.org).")
    guide = read_guide(path, load_vocabulary(root / "library" / "topics.toml"))
    body = guide.cited(Citation(" [{number}]"))
    assert "It helps [1]." in body
    assert "[other]" in body, "an unknown key is left for the content test to find"
    assert "[a link](https://example.org)" in body


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda text: text.replace('title = "', 'titel = "'), "“title” is missing"),
        (lambda text: text.replace("+++", "---"), "facts at the top"),
        (lambda text: text.replace("minutes = 4", "minutes = " + "4" * 5000), "not written as it should be"),
        (lambda text: text.replace("checked_on = 2026-11-22", 'checked_on = "soon"'), "must be a date"),
        (lambda text: text.replace("minutes = 4", 'minutes = "four"'), "wrong kind"),
        (lambda text: text.replace('needs_review = ""', 'needs_review = "my aunt"'), "my aunt"),
        (lambda text: text.replace("## Do this now", "Do this now"), "must begin with a heading"),
        (lambda text: text.replace('id = "G90"', "id = "), "not written as it should be"),
        (lambda text: text.replace('url = "https://example.org/one"', ""), "“url” is missing"),
        (lambda text: text[:0], "facts at the top"),
    ],
)
def test_a_spoiled_guide_is_left_out_with_a_note(
    root: Path, write_guide: Callable[..., Path], spoil: Callable[[str], str], reason: str
) -> None:
    write_guide(id="G91")
    path = write_guide()
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    library = Library(root=root)
    assert [guide.id for guide in library.guides()] == ["G91"]
    [note] = library.notes()
    assert note.place == path.name
    assert reason in note.reason


@pytest.mark.parametrize(("word", "instead"), [("officer", "astronaut"), ("sleep-shift-work", "moon")])
def test_an_unknown_word_is_dropped_and_noted_and_the_guide_stays(
    root: Path, write_guide: Callable[..., Path], word: str, instead: str
) -> None:
    path = write_guide()
    path.write_text(path.read_text(encoding="utf-8").replace(f'["{word}"]', f'["{instead}"]'), encoding="utf-8")
    library = Library(root=root)
    assert library.guide("G90").topics == (() if instead == "moon" else ("sleep-shift-work",))
    [note] = library.notes()
    assert (note.place, f"“{instead}” is not a known word" in note.reason) == (path.name, True)


@pytest.mark.parametrize("spoil", [b"", b"[[topic", b"\xff\xfe"], ids=["empty", "cut", "encoding"])
def test_without_the_list_of_words_every_guide_is_still_there(
    root: Path, write_guide: Callable[..., Path], spoil: bytes
) -> None:
    """One small file must not empty the library."""
    write_guide()
    (root / "library" / "topics.toml").write_bytes(spoil)
    library = Library(root=root)
    assert library.guide("G90").topics == ("sleep-shift-work",)
    assert library.search("sleeping")[0].id == "G90"
    assert {note.place for note in library.notes()} == {"topics.toml"}


def test_a_guide_in_another_encoding_is_left_out(root: Path, write_guide: Callable[..., Path]) -> None:
    path = write_guide()
    path.write_bytes(b"\xff\xfe\x00 not text")
    library = Library(root=root)
    assert library.guides() == ()
    assert "cannot be read" in library.notes()[0].reason


def test_the_same_id_twice_is_noted(root: Path, write_guide: Callable[..., Path]) -> None:
    first = write_guide()
    first.with_name("g90-b.md").write_text(first.read_text(encoding="utf-8"), encoding="utf-8")
    library = Library(root=root)
    assert len(library.guides()) == 1
    assert library.notes()[0].reason == "the same id is used twice"


def test_one_spoiled_entry_does_not_take_its_neighbors_along(root: Path) -> None:
    bad = ENTRY.replace('"one"', '"two"').replace("A course.", " ")
    (root / "library" / "catalogue" / "mixed.toml").write_text(ENTRY + bad, encoding="utf-8")
    (root / "library" / "catalogue" / "broken.toml").write_text("[[resource]\n", encoding="utf-8")
    library = Library(root=root)
    assert [resource.id for resource in library.catalogue()] == ["one"]
    assert {note.place for note in library.notes()} == {"mixed.toml 2", "broken.toml"}


def test_a_line_without_a_number_is_left_out(root: Path) -> None:
    path = root / "support_lines" / "help_now.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('call = "1-800-267-5463"', ""), encoding="utf-8")
    library = Library(root=root)
    assert [line.id for line in library.help_lines()] == ["988-lifeline", "crisis-text-line"]
    assert any("needs a number" in note.reason for note in library.notes())


@pytest.mark.parametrize("spoil", [b"", b"[[line]]\nid = 3", b"\xff"], ids=["empty", "field", "encoding"])
def test_988_stands_even_if_its_file_is_spoiled(root: Path, spoil: bytes) -> None:
    (root / "support_lines" / "help_now.toml").write_bytes(spoil)
    library = Library(root=root)
    assert [line.id for line in library.help_lines("NJ")] == ["988-lifeline", "cop2cop-nj"]
    assert library.line("988-lifeline").ways == ("Call or text 988",)


def test_the_last_resort_says_what_the_shipped_line_says(library: Library) -> None:
    shipped, spare = library.line("988-lifeline"), last_resort()
    for name in ("id", "name", "kind", "call", "menu", "press", "text_to", "hours", "checked_on", "review_by"):
        assert getattr(spare, name) == getattr(shipped, name), name


def test_missing_folders_leave_an_empty_library(tmp_path: Path) -> None:
    library = Library(root=tmp_path)
    assert library.guides() == library.catalogue() == ()
    assert library.lines("TX") == library.help_lines("TX") == [last_resort()], "988 is never missing"
    assert library.search("sleep") == []
    assert [hit.id for hit in library.search("suicide")] == ["988-lifeline"]
    with pytest.raises(Problem, match="not in the library"):
        library.guide("G01")


@given(st.text(max_size=400))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(Spoiled):
        read_toml(text)


@given(st.text(max_size=300))
def test_plain_text_never_fails(text: str) -> None:
    assert "\n" not in plain_text(text)


def test_plain_text_keeps_the_words_alone() -> None:
    text = '## Now\n\n1. **Sit** down.\n\n> "Stay with me."\n\n- See [the page](https://example.org/x).\n'
    assert plain_text(text) == 'Now Sit down. "Stay with me." See the page.'
    assert headings("## One\n\ntext\n### Two\n# three\n") == ["One", "Two"]


class TestLines:
    def test_ways_to_call(self) -> None:
        line = Line("v", "V", "veterans", "All.", call="988", press="1", text_to="838255")
        assert line.how_to_call == "988, then press 1"
        assert line.call_code == "tel:988"
        assert line.how_to_text == "Text 838255"
        assert line.text_code == "SMSTO:838255:"
        blue = Line("t", "T", "crisis", "All.", text_to="741-741", text_word="BLUE")
        assert (blue.how_to_text, blue.text_code) == ("Text BLUE to 741-741", "SMSTO:741741:BLUE")
        assert blue.how_to_call == blue.call_code == ""

    def test_help_begins_with_our_own_and_stays_short(self, library: Library) -> None:
        own = [OwnHelper(f"Sgt. {name}", "Peer supporter", "555-0142") for name in ("Lee", "Ruiz", "Cole")]
        names = [line.name for line in library.help_lines("NJ", own)]
        assert names == ["Sgt. Lee", "Sgt. Ruiz", "988 Suicide & Crisis Lifeline", "Crisis Text Line", "COPLINE"]
        assert library.help_lines("", [OwnHelper("Rev. Cole", "Chaplain", "")])[0].id == "988-lifeline"
        assert [line.id for line in library.help_lines()] == ["988-lifeline", "crisis-text-line", "copline"]

    @pytest.mark.parametrize(("state", "last"), [("NJ", "cop2cop-nj"), ("fl", "florida-hero-line"), ("NY", "copline")])
    def test_a_state_line_shows_in_its_state_only(self, library: Library, state: str, last: str) -> None:
        assert library.help_lines(state)[-1].id == last

    def test_other_states_are_hidden(self, library: Library) -> None:
        assert {line.state for line in library.lines()} == {""}
        assert {line.state for line in library.lines("WA")} == {"", "WA"}
        assert "poppa-nyc" in {line.id for line in library.lines("NY")}

    def test_stale(self) -> None:
        line = Line("v", "V", "veterans", "All.", review_by=date(2027, 2, 20))
        assert not line.stale(date(2027, 2, 20))
        assert line.stale(date(2027, 2, 21))
        assert not Line("own", "Lee", "own", "Peer").stale(date(2100, 1, 1))
