"""Approved sentences, banned words, screened notes, code names and the steps of a session."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.base.errors import Problem
from wellness_desktop.debriefs import wording
from wellness_desktop.debriefs.code_names import is_code_name, next_code_name
from wellness_desktop.debriefs.proposal_facts import Need
from wellness_desktop.debriefs.screening import names_somebody, screened_note, screened_place
from wellness_desktop.debriefs.session_states import (
    ENDED,
    CancelReason,
    SessionState,
    booked_state,
    may_become,
    require_complete,
    require_step,
)

SENTENCES = [
    wording.what_support_is(),
    wording.in_short(),
    wording.late_is_useful(),
    wording.window_is_a_range(),
    wording.work_time(),
    wording.clinician_privilege(),
    wording.ask_counsel(),
    *wording.ground_rules(),
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_db09_no_sentence_promises_anything(sentence: str) -> None:
    assert not wording.banned_in(sentence)
    assert not wording.stray_debrief(sentence)


@pytest.mark.parametrize("text", ["A debrief is due", "Debriefing at 9", "Mandatory debriefs", "DEBRIEF"])
def test_db01_the_word_alone_is_found(text: str) -> None:
    assert wording.stray_debrief(text)


@pytest.mark.parametrize("text", ["Group debriefing (CISD)", "two group debriefings", "the operational debrief"])
def test_db01_the_qualified_word_is_fine(text: str) -> None:
    assert not wording.stray_debrief(text)


def test_banned_words_are_whole_words() -> None:
    assert wording.banned_in("This prevents PTSD and lets you vent") == ["prevents", "vent"]
    assert not wording.banned_in("an event, an invention, the prevention guide")


# ------------------------------------------------------------------------------------------ screening

NAMES = ["Terrence Whitfield", "Ana Ruiz", "Sam Moore", "Jo Li"]


@pytest.mark.parametrize(
    "note",
    [
        "Whitfield brings coffee",
        "whitfeild brings coffee",
        "Whitfeld",
        "WHITFIELDS car",
        "ask ruiz",
        "for Ruis",
        "Li has the key",
    ],
)
def test_a_note_that_names_somebody_is_refused_also_with_one_slip(note: str) -> None:
    """Section 15, test 8."""
    with pytest.raises(Problem, match="names somebody"):
        screened_note(note, NAMES)


@pytest.mark.parametrize(
    "note",
    [
        "Fire hall, upper room. More chairs, pizza at 6, phone 555-0134.",
        "Room in back, one more table",
        "Line 2 is free",
        "",
    ],
)
def test_rooms_and_food_pass(note: str) -> None:
    assert screened_note(note, NAMES) == note


@pytest.mark.parametrize("note", ["keep an eye on the drinking", "two with Panic last night", "PTSD"])
def test_health_words_are_refused(note: str) -> None:
    with pytest.raises(Problem, match="health or private life"):
        screened_note(note, [])


@pytest.mark.parametrize("note", ["case 26-0412", "Report # 4471", "26-00412", "at 1420 Mill Street", "CAD 20261110"])
def test_db07_addresses_and_case_numbers_are_refused(note: str) -> None:
    with pytest.raises(Problem, match="address or a case number"):
        screened_note(note, [])


def test_a_place_may_have_a_street_but_no_case() -> None:
    assert screened_place("Church hall, 12 Main Street", []) == "Church hall, 12 Main Street"
    with pytest.raises(Problem):
        screened_place("file 2231", [])
    with pytest.raises(Problem, match="too long"):
        screened_place("x" * 81, [])


def test_a_note_holds_two_hundred_characters() -> None:
    assert screened_note("a  b\n c", []) == "a b c"
    assert len(screened_note("x" * 200, [])) == 200
    with pytest.raises(Problem, match="too long"):
        screened_note("x" * 201, [])


def test_a_refusal_never_quotes_what_was_refused() -> None:
    with pytest.raises(Problem) as refusal:
        screened_note("Whitfield cried", NAMES)
    assert "hitfield" not in refusal.value.title + refusal.value.advice


@given(st.text("abcdefgh", min_size=5, max_size=9), st.data())
def test_any_single_slip_is_found(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    slip = data.draw(st.sampled_from(["drop", "add", "swap", "change"]))
    letters = list(name)
    match slip:
        case "drop":
            del letters[place]
        case "add":
            letters.insert(place, "x")
        case "change":
            letters[place] = "x"
        case "swap":
            other = min(place + 1, len(name) - 1)
            letters[place], letters[other] = letters[other], letters[place]
    assert names_somebody(f"please ask {''.join(letters)} today", [name])


# ----------------------------------------------------------------------------------------- code names


def test_words_that_only_offices_are_called_name_nobody() -> None:
    listed = ["County hospital", "Coroner on duty", "Pine Hollow Center", "Ana Ruiz"]
    assert not names_somebody("a second peer from the county team, and a room at the center", listed)
    assert names_somebody("the county peer, and Ruiz", listed)
    assert names_somebody("something for Pine Hollow", listed)


def test_code_names_go_from_a_to_zz() -> None:
    assert next_code_name([], 2026) == "Event 2026-A"
    assert next_code_name(["Event 2026-A", "Event 2025-B", "Event 2026-C"], 2026) == "Event 2026-B"
    letters = [chr(65 + number) for number in range(26)]
    assert next_code_name([f"Event 2026-{letter}" for letter in letters], 2026) == "Event 2026-AA"
    every = [f"Event 2026-{letter}" for letter in letters + [a + b for a, b in product(letters, letters)]]
    with pytest.raises(Problem):
        next_code_name(every, 2026)


def test_db07_a_code_name_is_nothing_else() -> None:
    assert is_code_name("Event 2026-B")
    for wrong in ("Mill Street", "Event 2026-B crash", "26-0412", "event 2026-b"):
        assert not is_code_name(wrong)


# -------------------------------------------------------------------------------------------- states


def test_a_session_goes_its_way() -> None:
    way = [SessionState.PROPOSED, SessionState.OFFERED, SessionState.TENTATIVE, SessionState.SCHEDULED]
    way += [SessionState.HELD, SessionState.CLOSED]
    for now, then in pairwise(way):
        require_step(now, then)


def test_what_has_ended_stays_ended_and_nothing_skips_being_held() -> None:
    for now, then in product(SessionState, SessionState):
        if now in ENDED:
            assert not may_become(now, then)
        if then is SessionState.CLOSED:
            assert may_become(now, then) == (now is SessionState.HELD)
        if then is SessionState.HELD:
            assert may_become(now, then) == (now is SessionState.SCHEDULED)
    with pytest.raises(Problem, match="This session is closed"):
        require_step(SessionState.CLOSED, SessionState.SCHEDULED)


def test_db06_what_is_missing_keeps_a_session_tentative() -> None:
    assert booked_state([]) is SessionState.SCHEDULED
    assert booked_state([Need.COVER]) is SessionState.TENTATIVE
    require_complete([])
    with pytest.raises(Problem) as refusal:
        require_complete([Need.CLINICIAN, Need.COVER])
    assert "clinician" in refusal.value.advice


def test_every_state_and_reason_has_words() -> None:
    for word in [*SessionState, *CancelReason]:
        assert word.label
        assert not wording.stray_debrief(word.label)
