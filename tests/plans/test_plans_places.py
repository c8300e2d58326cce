"""Places in a plan's texts: filled, or a blank line with a label; never an empty space."""

from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.plans.places import Blank, fill, hand_places, place_names
from wellness_desktop.plans.reading_text import plain


def look_up(name: str) -> str | Blank | None:
    return {"coroner": "O'Neil <duty> {x}", "town": Blank("Town", missing=True)}.get(name)


def test_a_filled_place_keeps_what_was_typed_exactly() -> None:
    assert fill("Call {coroner}.", look_up).pieces == ("Call O'Neil <duty> {x}.",)


def test_an_unfilled_place_is_a_blank_with_its_label() -> None:
    filled = fill("We serve {town}.", look_up)
    assert filled.pieces == ("We serve ", Blank("Town", missing=True), ".")
    assert filled.missing == ("Town",)


def test_an_unknown_place_stays_as_it_was_typed() -> None:
    assert fill("A {strange} thing", look_up).pieces == ("A {strange} thing",)


def test_square_words_are_blanks_only_where_a_hand_fills_them() -> None:
    assert fill("At [time].", look_up, by_hand=True).pieces == ("At ", Blank("time"), ".")
    assert fill("At [time].", look_up).pieces == ("At [time].",)


def test_nothing_is_nothing() -> None:
    assert not fill("", look_up)


def test_names_and_labels_are_found() -> None:
    assert place_names("{a} and {b.phone} [c]") == ("a", "b.phone")
    assert hand_places("{a} at [time] in [the town]") == ("time", "the town")


@given(st.text(alphabet=st.sampled_from("ab {}[]<>&'\n."), max_size=60))
def test_no_typed_letter_is_lost(text: str) -> None:
    """What cannot be filled comes out as it went in."""
    assert plain(fill(text, lambda _: None)) == text


def test_a_typed_sentence_keeps_its_one_period() -> None:
    assert fill("On file: {a}. Ask.", lambda _: "in the safe.").pieces == ("On file: in the safe. Ask.",)
    assert fill("On file: {a}. Ask.", lambda _: "in the safe").pieces == ("On file: in the safe. Ask.",)
