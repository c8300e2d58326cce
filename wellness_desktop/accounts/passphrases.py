"""What makes a passphrase good enough, and how one is suggested (SEC-23, NIST SP 800-63B)."""

import secrets
import tomllib
import unicodedata
from collections.abc import Iterable

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resource

SHORTEST = 15
"""Characters, since the passphrase is the only factor (NIST SP 800-63B)."""
LONGEST = 128
OWN_LETTERS = 8
"""Letters that must remain when common words, runs and repeats are taken out."""
SUGGESTED_WORDS = 5


def normal(passphrase: str) -> str:
    """The form that is hashed: NFKC, so that two keyboards type the same passphrase."""
    return unicodedata.normalize("NFKC", passphrase)


def require_good(passphrase: str, own_words: Iterable[str] = ()) -> str:
    """The normalized passphrase, if it is long enough and not made of words everybody tries.

    `own_words` are the agency's name, town and the person's own name. Raises Problem that says why.
    """
    text = normal(passphrase)
    if len(text) < SHORTEST:
        raise Problem(
            tr("The passphrase is too short: it needs at least {count} characters.", count=SHORTEST),
            tr("Use four or five words with spaces between them, or press Suggest one."),
        )
    if len(text) > LONGEST:
        raise Problem(
            tr("The passphrase is too long: at most {count} characters fit.", count=LONGEST),
            tr("Use fewer words."),
        )
    if _letters_of_its_own(text, own_words) < OWN_LETTERS:
        raise Problem(
            tr("This passphrase is among the first that someone would try."),
            tr("Add two or three unrelated words that are not names, dates or the agency's, or press Suggest one."),
        )
    return text


def suggest() -> str:
    """Five words drawn at random from 1,024 short ones: 50 bits, easy to type and to remember."""
    from shamir_mnemonic.wordlist import WORDLIST

    return " ".join(secrets.choice(WORDLIST) for _ in range(SUGGESTED_WORDS))


def _letters_of_its_own(text: str, own_words: Iterable[str]) -> int:
    """How many different letters remain once everything guessable is taken out."""
    with resource("passphrases", "banned.toml").open("rb") as file:
        banned = tomllib.load(file)
    rest = "".join(letter for letter in text.casefold() if letter.isalnum())
    own = ["".join(letter for letter in part.casefold() if letter.isalnum()) for w in own_words for part in w.split()]
    for word in sorted([*banned["words"], *(part for part in own if len(part) >= 3)], key=len, reverse=True):
        rest = rest.replace(word, " ")
    for run in banned["runs"]:
        rest = _without_run(rest, run)
    return len({letter for letter in rest if letter != " "})


def _without_run(text: str, run: str) -> str:
    """`text` without any four or more letters that follow each other in `run`."""
    kept, start = [], 0
    while start < len(text):
        length = 0
        while start + length < len(text) and text[start : start + length + 1] in run:
            length += 1
        if length >= 4:
            start += length
        else:
            kept.append(text[start])
            start += 1
    return "".join(kept)
