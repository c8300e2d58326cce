"""Search finds what people mean: word forms, synonyms, slips, half-typed words; help stands first when it must."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellness_desktop.library.service import MARK_OFF, MARK_ON, Library
from wellness_desktop.library.spelling import forgiven, slip_keys, slips_between
from wellness_desktop.library.synonyms import folded_words


def ids(library: Library, text: str, state: str = "") -> list[str]:
    return [hit.id for hit in library.search(text, state)]


@pytest.mark.parametrize(
    ("typed", "wanted", "among"),
    [
        ("ois", "G06", 1),
        ("officer involved shooting", "G06", 1),
        ("shootings", "G06", 1),
        ("shots fired", "G06", 1),
        ("how do i tell his wife", "G20", 1),
        ("death notification", "G20", 2),
        ("lodd", "G21", 3),
        ("line of duty death", "G21", 3),
        ("will they tell my chief", "G15", 1),
        ("is it confidential", "G15", 2),
        ("copline", "copline", 1),
        ("1-800-267-5463", "copline", 1),
        ("988", "988-lifeline", 1),
        ("text line", "crisis-text-line", 2),
        ("gambling", "problem-gambling", 1),
        ("domestic violence", "national-domestic-violence-hotline", 1),
        ("peer support first contact", "G12", 1),
        ("roll call words suicide", "G05", 4),
        ("podcast fatigue", "beat-2013-07-officer-fatigue", 1),
        ("veterans line", "veterans-crisis-line", 2),
        ("psob", "psob-office", 1),
        ("cisd team", "icisf", 1),
        ("ask a coworker about suicide", "G02", 3),
        ("drunk", "samhsa-national-helpline", 3),
        ("violencia domestica", "national-domestic-violence-hotline", 2),
        ("fop providers", "fop-approved-provider-bulletin", 3),
    ],
)
def test_found_in_the_words_people_use(library: Library, typed: str, wanted: str, among: int) -> None:
    assert wanted in ids(library, typed)[:among]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("drinkng", "drinking"),
        ("gamblng", "gambling"),
        ("chaplian", "chaplain"),
        ("confidental", "confidential"),
        ("shoting", "shooting"),
        ("vetran", "veteran"),
        ("notificaton", "notification"),
        ("dispacher", "dispatcher"),
        ("resilence", "resilience"),
    ],
)
def test_a_slip_is_forgiven_and_said(library: Library, typed: str, meant: str) -> None:
    found = library.find(typed + " ")
    assert found.meant == (meant,)
    assert {hit.id for hit in found.hits} & set(ids(library, meant + " "))


def test_a_known_word_is_never_corrected(library: Library) -> None:
    for word in ("shooting", "chaplain", "shift", "copline", "drinking", "funerals"):
        assert library.find(word).meant == ()


def test_every_keystroke_of_a_word_leads_to_it(library: Library) -> None:
    """No hole on the way, such as between the stem of a word and the whole word."""
    for word, wanted in [("drinking", "al-anon"), ("gambling", "problem-gambling"), ("shooting", "G06")]:
        for length in range(4, len(word) + 1):
            assert wanted in ids(library, word[:length]), word[:length]


@pytest.mark.parametrize(
    "typed",
    [
        "suicide", "Suicide!", "suici", "suicidal thoughts", "suicde", "sucide", "I want to die", "kill myself",
        "he said he wants to die", "gun to my head", "better off dead", "I don't want to live", "can't go on",
        "self-harm", "quiero morir", "suicidio", "officer suicide funeral",
    ],
)  # fmt: skip
def test_help_stands_first_after_words_of_suicide(library: Library, typed: str) -> None:
    hits = library.search(typed)
    assert hits[0].kind == "help"
    assert "988" in hits[0].snippet


@pytest.mark.parametrize(
    "typed",
    ["suicide", "suici", "suicidal", "i want to die", "thinking about suicide", "tired of living", "quiero morir"],
)
def test_the_guide_for_oneself_follows_the_help_card(library: Library, typed: str) -> None:
    assert ids(library, typed)[:2] == ["help", "G01"]


@pytest.mark.parametrize(
    ("typed", "guide"),
    [
        ("officer killed himself", "G04"),
        ("how do we announce a suicide", "G05"),
        ("my partner talks about killing himself", "G02"),
        ("one of my officers is suicidal", "G03"),
    ],
)
def test_words_about_others_lead_to_their_guide_and_the_one_for_oneself_stays_near(
    library: Library, typed: str, guide: str
) -> None:
    found = ids(library, typed)
    assert found[:2] == ["help", guide]
    assert "G01" in found[:4]


@pytest.mark.parametrize("typed", ["help", "Help me!", "i need help", "ayuda"])
def test_a_cry_for_help_alone_brings_the_help_card(library: Library, typed: str) -> None:
    assert ids(library, typed)[0] == "help"


@pytest.mark.parametrize("typed", ["help with rent", "does cism help", "helper", "ayuda por texto"])
def test_help_within_a_question_does_not(library: Library, typed: str) -> None:
    assert "help" not in ids(library, typed)


@pytest.mark.parametrize("typed", ["sleep", "funeral", "line of duty death", "sui", "overtime", "gun", ""])
def test_help_does_not_push_in_elsewhere(library: Library, typed: str) -> None:
    assert "help" not in ids(library, typed)


@pytest.mark.parametrize(
    "typed", ["", "   ", "!!!", '"', "AND", "NEAR(", "title:", "*", "a", "the of", "{x}", "\x00", "😀"]
)
def test_odd_input_is_no_error(library: Library, typed: str) -> None:
    for hit in library.search(typed):
        assert hit.title


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=60))
def test_nothing_that_can_be_typed_breaks_the_search(library: Library, text: str) -> None:
    for hit in library.search(text):
        assert hit.kind in ("help", "guide", "line", "resource", "tool", "path")


def test_state_lines_are_found_in_their_state_only(library: Library) -> None:
    assert "cop2cop-nj" not in ids(library, "cop2cop")
    assert ids(library, "cop2cop", "NJ")[0] == "cop2cop-nj"
    assert "poppa-nyc" not in ids(library, "poppa", "NJ")


def test_snippets_mark_what_was_found(library: Library) -> None:
    hit = next(hit for hit in library.search("gambling") if hit.id == "problem-gambling")
    assert f"{MARK_ON}gambling{MARK_OFF}" in hit.snippet
    assert hit.note == "Call or text 1-800-697-3738 · 1-800-MY-RESET"
    for hit in library.search("shooting sergeant"):
        assert hit.snippet.count(MARK_ON) == hit.snippet.count(MARK_OFF)
        assert "**" not in hit.snippet
        assert "##" not in hit.snippet


def test_a_word_in_the_title_decides(root: Path, write_guide: Callable[..., Path]) -> None:
    body = "Sleep well. " * 40
    write_guide("G91", "Food on the road", body=body)
    write_guide("G92", "Sleep", body="Rest. " * 40)
    write_guide("G93", "Running", body=body)
    assert ids(Library(root=root), "sleep")[0] == "G92"


def test_words_side_by_side_beat_the_same_words_apart(root: Path, write_guide: Callable[..., Path]) -> None:
    write_guide("G91", "The line at the duty desk")
    write_guide("G92", "Lost in the line of duty")
    write_guide("G93", "On duty in a long line")
    assert ids(Library(root=root), "line of duty ")[0] == "G92"


def test_a_rare_word_in_a_long_text_does_not_beat_the_subject(root: Path, write_guide: Callable[..., Path]) -> None:
    write_guide("G91", "Sleeping on nights", body="Close the blinds. " * 40)
    write_guide("G92", "Boats", body="Row. " * 40 + "The radish, on nights, needs sleep.")
    assert ids(Library(root=root), "radish nights sleeping")[0] == "G91"


class TestWhatPeopleAsk:
    def write(self, root: Path, text: str) -> Library:
        (root / "library" / "asked.toml").write_text(text, encoding="utf-8")
        return Library(root=root)

    def test_it_leads_there_though_no_text_holds_it(self, root: Path, write_guide: Callable[..., Path]) -> None:
        write_guide("G91", "Food on the road")
        library = self.write(root, '[[asked]]\nid = "G91"\nwords = ["gas station burrito", "who eats here"]')
        assert ids(library, "burrito ") == ["G91"]
        assert ids(library, "who eats here")[0] == "G91"
        assert "burrito" not in library.search("burrito ")[0].snippet, "what people ask is never shown"

    def test_the_whole_phrase_beats_a_part_of_a_longer_one(self, root: Path, write_guide: Callable[..., Path]) -> None:
        write_guide("G91", "One")
        write_guide("G92", "Two")
        library = self.write(
            root,
            '[[asked]]\nid = "G91"\nwords = ["burrito claim"]\n[[asked]]\nid = "G92"\nwords = ["burrito"]',
        )
        assert ids(library, "burrito")[0] == "G92"

    def test_phrases_do_not_run_into_each_other(self, root: Path, write_guide: Callable[..., Path]) -> None:
        write_guide("G91", "One")
        write_guide("G92", "Two")
        library = self.write(
            root,
            '[[asked]]\nid = "G91"\nwords = ["cold burrito", "radish soup"]\n'
            '[[asked]]\nid = "G92"\nwords = ["burrito radish"]',
        )
        assert ids(library, "burrito radish ")[0] == "G92"

    def test_a_spoiled_list_is_left_out_and_noted(self, root: Path, write_guide: Callable[..., Path]) -> None:
        write_guide("G91", "Food on the road")
        library = self.write(root, '[[asked]]\nid = "G91"\nwords = 3')
        assert [note.place for note in library.notes()] == ["asked.toml"]
        assert ids(library, "food ")[0] == "G91"


def test_off_topic_resources_sink(library: Library) -> None:
    found = ids(library, "interview expert")
    assert found.index("interview-fire-arson-expert") >= 0
    order = [resource.relevance for resource in library.catalogue()]
    assert order == sorted(order, key=["core", "peripheral", "off-topic"].index)


def test_more_words_narrow_and_still_answer(library: Library) -> None:
    """A question whose words never stand together is answered by what holds some of them."""
    assert ids(library, "zebra funeral")
    assert ids(library, "podcast sleep") != ids(library, "podcast")


def test_the_first_letter_of_the_next_word_changes_nothing(library: Library) -> None:
    assert ids(library, "cannot sleep n") == ids(library, "cannot sleep ")


def test_a_single_letter_finds_titles(library: Library) -> None:
    hits = library.search("s")
    assert hits
    for hit in hits:
        assert re.search(r"(?<![a-z])s", hit.title, re.I), hit.title


class TestSpelling:
    @given(st.text("abcdeinrst", min_size=4, max_size=12), st.data())
    def test_any_one_slip_shares_a_key(self, word: str, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(word) - 1))
        slips = {
            word[:place] + word[place + 1 :],
            word[:place] + "x" + word[place + 1 :],
            word[:place] + "x" + word[place:],
        }
        slips.add(word[:place] + word[place : place + 2][::-1] + word[place + 2 :])
        for slip in slips:
            assert slips_between(slip, word) <= 1
            if forgiven(slip):
                assert slip_keys(slip) & slip_keys(word), slip

    def test_short_words_are_taken_as_typed(self) -> None:
        assert [forgiven(word) for word in ("gun", "slep", "suicide", "confidental")] == [0, 1, 1, 2]

    def test_half_typed_words_are_measured_by_their_beginning(self) -> None:
        assert slips_between("suicd", "suicide", half_typed=True) == 1
        assert slips_between("suicd", "suicide") == 2

    def test_folding(self) -> None:
        assert folded_words("Can’t SLEEP — año, nights?") == ["cant", "sleep", "ano", "nights"]
