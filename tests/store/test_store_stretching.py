"""How a passphrase becomes a key, and how the recovery code is read from paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.store import recovery_code
from wellness_desktop.store.recovery_code import LETTERS, likely_meant, new_code, read_code
from wellness_desktop.store.stretching import HIGHEST, LOWEST, MIB, Stretching, calibrate, calibrated, stretch

GIB = 1024**3
SALT = bytes(16)


def test_the_floor_is_rfc_9106s_second_choice() -> None:
    assert Stretching(64 * MIB, 3, 4) == LOWEST


@pytest.mark.parametrize(
    ("seconds_at_floor", "pc_memory", "mib"),
    [
        (0.2, 16 * GIB, 240),  # a quick PC: about 0.75 s
        (0.1, 16 * GIB, 256),  # quicker still: the ceiling
        (0.3, 16 * GIB, 160),
        (0.75, 16 * GIB, 64),
        (3.0, 16 * GIB, 64),  # an old one: never below the floor
        (0.1, 2 * GIB, 128),  # never above a sixteenth of the memory
        (0.1, 512 * 1024**2, 64),
        (0.2, None, 240),
        (0.0, 16 * GIB, 256),
    ],
)
def test_the_cost_follows_the_pc(seconds_at_floor: float, pc_memory: int | None, mib: int) -> None:
    found = calibrate(seconds_at_floor, pc_memory)
    assert found == Stretching(mib * MIB, 3, 4)


@given(seconds=st.floats(0, 1000), memory=st.one_of(st.none(), st.integers(0, 2**50)))
def test_the_cost_is_always_within_the_policy(seconds: float, memory: int | None) -> None:
    assert calibrate(seconds, memory).within_policy


def test_this_pc_is_measured_once_and_within_the_policy() -> None:
    assert calibrated().within_policy
    assert calibrated() is calibrated()


@pytest.mark.parametrize(
    "settings",
    [
        Stretching(LOWEST.memory - 1, 3, 4),
        Stretching(LOWEST.memory, 2, 4),
        Stretching(LOWEST.memory, 3, 3),
        Stretching(HIGHEST.memory + 1, 3, 4),
        Stretching(LOWEST.memory, 9, 4),
        Stretching(LOWEST.memory, 3, 99),
        Stretching(-1, 0, 0),
    ],
)
def test_settings_outside_the_policy_are_refused(settings: Stretching) -> None:
    assert not settings.within_policy
    with pytest.raises(ValueError, match="outside the policy"):
        stretch("a phrase", SALT, settings)


def test_every_way_to_type_a_letter_gives_one_key() -> None:
    """NFKC, as NIST SP 800-63B asks."""
    keys = {stretch(phrase, SALT, LOWEST) for phrase in ("café ﬁne", "cafe\u0301 fine", "ｃａｆé fine")}
    assert len(keys) == 1
    assert stretch("cafe fine", SALT, LOWEST) not in keys
    assert stretch("café fine", bytes([1]) * 16, LOWEST) not in keys


def test_a_code_is_160_bits_in_32_letters_without_look_alikes() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 32
    assert not set("ILOU") & set(LETTERS)
    code = new_code()
    assert [len(group) for group in code.split("-")] == [4] * 8
    assert set(code.replace("-", "")) <= set(LETTERS)
    assert len({new_code() for _ in range(50)}) == 50


@given(
    letters=st.text(alphabet=LETTERS, min_size=32, max_size=32),
    marks=st.lists(st.sampled_from(["", " ", "-", "\n", ".", "  "]), min_size=32, max_size=32),
)
def test_spaces_dashes_and_small_letters_do_not_matter(letters: str, marks: list[str]) -> None:
    typed = "".join(letter + mark for letter, mark in zip(letters.lower(), marks, strict=True))
    assert read_code(typed) == letters


@given(st.text(alphabet=LETTERS, min_size=32, max_size=32), st.data())
def test_one_wrong_letter_or_two_exchanged_are_among_the_likely(letters: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, 31))
    wrong = letters[:place] + data.draw(st.sampled_from(LETTERS)) + letters[place + 1 :]
    assert letters in set(likely_meant(wrong))
    place = min(place, 30)
    exchanged = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
    assert letters in set(likely_meant(exchanged))
    assert len(set(likely_meant(letters))) <= 1 + 31 + recovery_code.LENGTH * 31
