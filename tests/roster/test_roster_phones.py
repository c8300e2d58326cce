"""Phone numbers (roster/phones.py)."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellness_desktop.base.errors import Problem
from wellness_desktop.roster import phones
from wellness_desktop.roster.phones import (
    Number,
    dial_link,
    is_fictitious,
    read_number,
    search_digits,
    shown,
)


@pytest.mark.parametrize(
    ("typed", "number", "extension", "text"),
    [
        ("406-555-0142", "+14065550142", "", "(406) 555-0142"),
        ("(406) 555-0142", "+14065550142", "", "(406) 555-0142"),
        ("406.555.0142", "+14065550142", "", "(406) 555-0142"),
        ("4065550142", "+14065550142", "", "(406) 555-0142"),
        ("1 406 555 0142", "+14065550142", "", "(406) 555-0142"),
        ("+1 406 555 0142", "+14065550142", "", "(406) 555-0142"),
        ("406-555-0142 ext 12", "+14065550142", "12", "(406) 555-0142 ext. 12"),
        ("406-555-0142 x12", "+14065550142", "12", "(406) 555-0142 ext. 12"),
        ("406-555-0142, ext. 3", "+14065550142", "3", "(406) 555-0142 ext. 3"),
        ("４０６-５５５-０１４２", "+14065550142", "", "(406) 555-0142"),
        ("1-800-COPLINE", "+18002675463", "", "(800) 267-5463"),
        ("00 1 406 555 0142", "+14065550142", "", "(406) 555-0142"),
        ("00-1-406-555-0142", "+14065550142", "", "(406) 555-0142"),
        ("0044 20 7946 0958", "+442079460958", "", "+44 20 7946 0958"),
        ("011 44 20 7946 0958", "+442079460958", "", "+44 20 7946 0958"),
        ("988", "988", "", "988"),
        ("741741", "741741", "", "741741"),
        ("+44 20 7946 0958", "+442079460958", "", "+44 20 7946 0958"),
    ],
)
def test_numbers_as_people_type_them(typed, number, extension, text):
    found = read_number(typed)
    assert (found.number, found.extension, found.shown) == (number, extension, text)
    assert not found.doubtful


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "not a phone number"),
        ("   ", "not a phone number"),
        ("call dispatch", "words"),
        ("406-555-0142 (home)", "words"),
        ("home 406-555-0142", "words"),
        ("555-0142", "area code"),
        ("406-555-014", "too few"),
        ("406-555-0142 406-555-0143", "too many"),
        ("12", "too few"),
        ("=cmd|' /C calc'!A0", "words"),
        ("#" * 500, "not a phone number"),
    ],
)
def test_what_cannot_be_dialed_is_refused_in_words(typed, says):
    with pytest.raises(Problem) as refused:
        read_number(typed)
    assert says in refused.value.title
    assert refused.value.advice.endswith(".")


def test_numbers_for_stories_are_taken_without_doubt():
    assert is_fictitious(read_number("555-555-0123").number)
    assert not read_number("555-555-0123").doubtful
    assert not is_fictitious("+14065550242")


def test_a_number_that_nobody_has_is_taken_with_doubt():
    assert read_number("406-155-0142").doubtful


def test_links_and_digits():
    assert dial_link("+14065550142") == "tel:+14065550142"
    assert dial_link("+14065550142", "12") == "tel:+14065550142;ext=12"
    assert search_digits("+14065550142", "12") == "4065550142 12"
    assert search_digits("988") == "988"


@given(st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True), st.from_regex(r"[0-9]{0,5}", fullmatch=True))
def test_what_is_shown_reads_back_as_the_same_number(digits, extension):
    number = f"+1{digits}"
    again = read_number(shown(number, extension))
    assert (again.number, again.extension) == (number, extension)


@given(
    st.from_regex(
        r"(\+?1[ .-]?)?(\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .-]?)[0-9]{3}[ .-]?[0-9]{4}", fullmatch=True
    ).filter(lambda typed: typed.isascii())
)
@settings(max_examples=200)
def test_the_short_way_for_everyday_numbers_reads_them_as_the_tables_do(typed):
    assert phones._PLAIN.fullmatch(typed)
    assert read_number(typed) == phones._parsed(typed)
    theirs = phonenumbers.is_valid_number(phonenumbers.parse(typed, "US"))
    assert read_number(typed).doubtful == (not theirs and not is_fictitious(read_number(typed).number))


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        found = read_number(text)
    except Problem:
        return
    assert isinstance(found, Number)
    assert found.number.removeprefix("+").isdigit()


@pytest.mark.parametrize("code", ["911", "988", "211", "741741", "838255"])
def test_short_codes_that_answer_are_taken_without_doubt(code):
    assert not read_number(code).doubtful


@pytest.mark.parametrize("code", ["12345", "123", "1234", "00000", "111111"])
def test_short_codes_that_nobody_was_given_are_taken_with_doubt(code):
    assert read_number(code).doubtful
