"""Numbers and routes that no pack may bring back: those retired with the program, and those a pack of the project ends.

Only fingerprints are kept (retired_numbers.py, resources/packs/retired_phrases.toml), so that no file of the program
holds a number that nobody should dial.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.retired_numbers import digits_of, fingerprint, why_retired
from wellness_desktop.library.synonyms import folded_words

PHRASES_FILE = ("packs", "retired_phrases.toml")
_NUMBERS = (
    re.compile(r"[(+]?\d[\d().\s-]{3,}\d"),
    re.compile(r"[(+]?\d[\d().-]{3,}\d"),
    re.compile(r"\b1?-?8\d\d-[A-Z0-9-]{5,}"),  # letters count as digits: 866-YOU-CALL
)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Fingerprints of numbers that packs withdrew, and of phrases by how many words they have."""

    numbers: frozenset[str] = frozenset()
    phrases: dict[int, frozenset[str]] = field(default_factory=dict)

    def found_in(self, text: str) -> str:
        """The first withdrawn number or phrase in the text, as it stands there; blank when there is none."""
        for written in _numbers_in(text):
            if why_retired(written) or fingerprint(digits_of(written)) in self.numbers:
                return written.strip()
        return next(self._phrases_in(text), "")

    def _phrases_in(self, text: str) -> Iterator[str]:
        words = folded_words(text) if self.phrases else []
        for count, hashes in self.phrases.items():
            for start in range(len(words) - count + 1):
                phrase = " ".join(words[start : start + count])
                if _hash(phrase) in hashes:
                    yield phrase


def load_withdrawn(root: Path, more: frozenset[str] = frozenset()) -> Withdrawn:
    """What came with the program, and `more` fingerprints of numbers.

    Raises Problem when the list cannot be read: nothing is let in without it.
    """
    try:
        found = tomllib.loads(root.joinpath(*PHRASES_FILE).read_text(encoding="utf-8"))
        phrases: dict[int, set[str]] = {}
        for each in found["phrase"]:
            phrases.setdefault(int(each["words"]), set()).add(str(each["sha256"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Problem(
            tr("Some of the program's own files are missing."),
            tr("Your records are safe. Install the program again over the old one."),
        ) from error
    return Withdrawn(more, {count: frozenset(hashes) for count, hashes in phrases.items()})


def phrase_mark(phrase: str) -> tuple[int, str]:
    """How many words a phrase has, and its fingerprint."""
    words = folded_words(phrase)
    return len(words), _hash(" ".join(words))


def _numbers_in(text: str) -> Iterator[str]:
    for pattern in _NUMBERS:
        yield from pattern.findall(text)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
