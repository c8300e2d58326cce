import pytest

from wellness_desktop.accounts.passphrases import SHORTEST, normal, require_good, suggest
from wellness_desktop.base.errors import Problem


@pytest.mark.parametrize(
    "text",
    [
        "kurz & gut",
        "password12345678",
        "qwertyuiop123456",
        "aaaaaaaaaaaaaaaaaaaa",
        "Millbrook Police 2026",
        "correct horse battery staple",
        "thin blue line police 1234",
        "abcdefghijklmnopqrst",
        "1234567890123456",
        "x" * 129,
    ],
)
def test_what_anyone_would_try_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(Problem) as caught:
        require_good(text, ["Millbrook Police Department", "Dana Whitfield"])
    assert caught.value.advice
    assert text not in caught.value.title + caught.value.advice


@pytest.mark.parametrize(
    "text",
    [
        "gravel lantern otter picnic",
        "dünne Kühe träumen laut",
        "ponies eat 7 muffins at dawn",
        "ç" * 3 + " unlikely giraffe",
    ],
)
def test_long_phrases_with_spaces_and_accents_are_welcome(text: str) -> None:
    assert require_good(text, ["Millbrook"]) == normal(text)


def test_two_keyboards_type_the_same_passphrase() -> None:
    assert normal("cafe\u0301") == normal("caf\u00e9")


def test_a_suggestion_is_always_accepted_and_never_the_same() -> None:
    seen = {suggest() for _ in range(50)}
    assert len(seen) == 50
    for text in seen:
        assert len(text) >= SHORTEST
        require_good(text)
