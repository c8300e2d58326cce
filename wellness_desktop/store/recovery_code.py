"""The code on the recovery sheet: 160 random bits in 32 letters, read from paper by a tired person.

Its letters are Crockford's: no I, L, O or U, and whoever types one of them means 1, 1, 0 and V.
"""

import secrets
from collections.abc import Iterator

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 32
GROUP = 4
MEANT = str.maketrans("ILOU", "110V")


def new_code() -> str:
    """A fresh code as it is printed: eight groups of four."""
    return grouped("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))


def grouped(letters: str) -> str:
    """The letters in groups of four, as they stand on the sheet."""
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def read_code(typed: str) -> str:
    """What was typed, without spaces, dashes and lower case, and with look-alikes put right."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return letters.translate(MEANT)


def likely_meant(letters: str) -> Iterator[str]:
    """The code as typed, then with two neighbors swapped, then with any one letter another one.

    Guessing gains nothing from this: it makes 160 bits into 150.
    """
    yield letters
    for place in range(len(letters) - 1):
        yield letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
    for place, typed in enumerate(letters):
        for other in LETTERS:
            if other != typed:
                yield letters[:place] + other + letters[place + 1 :]
