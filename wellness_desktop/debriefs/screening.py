"""Keeps people and their health out of the few short texts that a session has (section 9, DB-02, DB-07).

A logistics note says which room, which food, who covers. A note with the name of somebody listed, also with one
slip of the keyboard, with a health word, an address or a case number is refused; the refused text is neither
kept nor logged.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.base.resources import resource
from wellness_desktop.debriefs.protocol_files import damaged

NOTE_LENGTH = 200
PLACE_LENGTH = 80

_WORD = re.compile(r"[a-z0-9'’-]+")
_PART = re.compile(r"[a-z]+")
_STREET = re.compile(
    r"\b\d{1,6}\s+(?:[nsew]\.?\s+)?\w+\s+(?:st|street|ave|avenue|rd|road|ln|lane|dr|drive|blvd|ct|hwy|highway)\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:case|report|incident|cad|file)\s*(?:no|number|nr|#)?\.?\s*#?\s*\d{2,}"
    r"|\b\d{2}-\d{3,}\b|\b\d{4}-\d{5,}\b",  # 26-0412, 2026-00412; a phone number has three digits first
    re.IGNORECASE,
)
FUZZY_FROM = 4
"""Names shorter than this count only when written exactly: one slip makes too many words of them."""


@dataclass(frozen=True, slots=True)
class _Words:
    health: frozenset[str]
    everyday: frozenset[str]
    offices: frozenset[str]


@cache
def _words() -> _Words:
    try:
        found = tomllib.loads(resource("protocols", "note_words.toml").read_text(encoding="utf-8"))["words"]
        return _Words(*(frozenset(found[name].split()) for name in ("health", "everyday", "offices")))
    except (OSError, KeyError, ValueError, AttributeError) as error:
        raise damaged() from error


def screened_note(text: str, names: Iterable[str]) -> str:
    """The note as it may be kept, with single blanks. Raises Problem when it says too much or is too long."""
    note = " ".join(text.split())
    if len(note) > NOTE_LENGTH:
        raise Problem(
            tr("This note is too long."),
            tr("Keep it under 200 characters: the room, the food, who covers."),
        )
    _refuse(note, names)
    return note


def screened_place(text: str, names: Iterable[str]) -> str:
    """The place as it may be kept. Raises Problem when it names somebody or is too long."""
    place = " ".join(text.split())
    if len(place) > PLACE_LENGTH:
        raise Problem(tr("The place is too long."), tr("A few words are enough, such as: fire hall, upper room."))
    _refuse(place, names, streets=False)
    return place


def names_somebody(text: str, names: Iterable[str]) -> bool:
    """Whether a word of the text is one of the names, or one slip away from one.

    Words that only offices have in their names, as "county", name nobody.
    """
    words = _words_of(text)
    parts = {part for name in names for part in _words_of(name) if len(part) > 1} - _words().offices
    return any(_same(word, part) for word in words for part in parts)


def _words_of(text: str) -> set[str]:
    """The words of a text, and the parts of those with a hyphen, an apostrophe or digits: "Ruiz's", "Ruiz-2"."""
    whole = set(_WORD.findall(name_key(text)))
    parts = {part for word in whole for part in _PART.findall(word)}
    joined = {word.replace("'", "").replace("’", "") for word in whole}  # "O'Brien" written without it
    return whole | parts | joined


def health_words(text: str) -> set[str]:
    """The health words in a text."""
    return _words_of(text) & _words().health


def _refuse(text: str, names: Iterable[str], *, streets: bool = True) -> None:
    if names_somebody(text, names):
        raise Problem(
            tr("This names somebody who is listed here."),
            tr("Leave the name out. A note says which room and which food, never who."),
        )
    if health_words(text):
        raise Problem(
            tr("This says something about somebody's health or private life."),
            tr("Leave it out. The program keeps nothing about how people are."),
        )
    if _CASE.search(text) or (streets and _STREET.search(text)):
        raise Problem(
            tr("This looks like an address or a case number."),
            tr("Leave it out. Support stays apart from the case."),
        )


def _same(word: str, name: str) -> bool:
    if word == name:
        return True
    if len(name) < FUZZY_FROM or word in _words().everyday:
        return False
    return _one_slip(word, name)


def _one_slip(word: str, name: str) -> bool:
    """One letter added, left out or wrong, or two neighbors exchanged."""
    if abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    one, other = word[start:], name[start:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or _exchanged(one, other)


def _exchanged(one: str, other: str) -> bool:
    return len(one) > 1 and one[:2] == other[1::-1] and one[2:] == other[2:]
