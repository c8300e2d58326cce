"""What a guide's quick card says: the steps, words to say, what not to do. Taken from the guide, so that both agree.

Our guides are written alike: words to say stand as quotations, and one heading begins with "What not" or "What
never" above a list (tests/content holds every guide with a card to it).
"""

import re
from dataclasses import dataclass

from wellness_desktop.library.guides import NO_CITATION, Guide, plain_text

LONGEST_TO_SAY = 260
"""Characters of one quotation; more cannot be said from a card that is held in one hand."""
_HEADING = re.compile(r"#{2,3} +(.+?)\s*$")
_QUOTED = re.compile(r"\s*> ?(.*)$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*)$")
_NEVER = re.compile(r"what (?:not|never)\b", re.IGNORECASE)
_WHO_TO_CALL = re.compile(r"who(?:m)? to call\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ToSay:
    """Words to say, and the heading below which the guide has them; blank below its first."""

    when: str
    words: str


@dataclass(frozen=True, slots=True)
class CardWords:
    """The words of a card, the most needed first in each list."""

    steps: tuple[str, ...]
    to_say: tuple[ToSay, ...]
    never: tuple[str, ...]
    never_title: str
    """The guide's own heading above what not to do; blank when it has none."""


def card_words(guide: Guide) -> CardWords:
    """What the card of this guide may say; a print takes as much of it as fits one page."""
    to_say: list[ToSay] = []
    never: list[str] = []
    never_title = ""
    for number, (title, lines) in enumerate(_sections(guide.cited(NO_CITATION))):
        if _NEVER.match(title):  # words quoted there are a bad example
            listed = [plain_text(found[1]) for line in lines if (found := _ITEM.match(line))]
            never_title = never_title or (title if listed else "")
            never += listed
        elif not _WHO_TO_CALL.match(title):
            said = [words for words in _quotations(lines) if len(words) <= LONGEST_TO_SAY]
            # One from each part of the guide: a card needs many moments more than many words for one.
            to_say += [ToSay("" if number == 0 else title, words) for words in said[:1]]
    return CardWords(guide.do_now, tuple(to_say), tuple(never), never_title)


def _sections(body: str) -> list[tuple[str, list[str]]]:
    """The guide's parts: heading and lines."""
    found: list[tuple[str, list[str]]] = []
    for line in body.splitlines():
        if heading := _HEADING.match(line):
            found.append((heading[1], []))
        elif found:
            found[-1][1].append(line)
    return found


def _quotations(lines: list[str]) -> list[str]:
    """Each run of quoted lines as running text; a paragraph inside one ends it."""
    found: list[list[str]] = [[]]
    for line in lines:
        quoted = _QUOTED.match(line)
        if quoted and quoted[1].strip():
            found[-1].append(quoted[1].strip())
        elif found[-1]:
            found.append([])
    return [plain_text(" ".join(run)) for run in found if run]
