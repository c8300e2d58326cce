"""Words that tell who wrote a note, or of whom: pointed out to the writer before it is sealed, and never changed.

An account without a name is only as anonymous as its details (guide_topics.md G34, G36). The list of names is the
station board's: what the front door may read. Plain Python.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key

SHORTEST_NAME = 3
"""Letters; "Al" and "Jo" are parts of too many words."""


class Giveaway(StrEnum):
    """What kind of detail it is."""

    NAME = "name"
    NUMBER = "number"
    TIME = "time"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Found:
    """A detail, as it was typed."""

    kind: Giveaway
    words: str

    @property
    def hint(self) -> str:
        """What to do about it."""
        return {
            Giveaway.NAME: tr("“{words}” looks like a name. Say what the person does instead.", words=self.words),
            Giveaway.NUMBER: tr("“{words}” looks like a number of a case, a unit or a phone.", words=self.words),
            Giveaway.TIME: tr("“{words}” looks like an exact time. “At night” is enough.", words=self.words),
            Giveaway.DAY: tr("“{words}” looks like a date. Leave it out; it shows who was on duty.", words=self.words),
        }[self.kind]


_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_PATTERNS = (
    (
        Giveaway.TIME,
        re.compile(
            r"\b(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?[ap]\.?m\.?)?|\b(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b\.?"
            r"|\b(?:[01]\d|2[0-3])[0-5]\d\s?(?:hours|hrs|h)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Giveaway.DAY,
        re.compile(
            rf"\b(?:{_MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b"
            r"|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{4}-\d{2}-\d{2}\b"
            r"|\b(?:last|on)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\byesterday\b|\blast night\b",
            re.IGNORECASE,
        ),
    ),
    (Giveaway.NUMBER, re.compile(r"(?:\+?\d[\s().-]{0,2}){7,}|\b\d{2,4}-\d{3,}\b|#\s?\d+")),
)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*")


def giveaways(texts: Iterable[str], names: Iterable[str] = ()) -> tuple[Found, ...]:
    """What in these texts may tell who wrote them or of whom, each once, in the order typed. `names` are known people.

    First or last name alone counts, whatever the accents and capitals.
    """
    known = {name_key(part) for name in names for part in name.split() if len(part) >= SHORTEST_NAME}
    seen: dict[tuple[Giveaway, str], Found] = {}
    for text in texts:
        for _, found in sorted(_in_text(text, known), key=lambda pair: pair[0]):
            seen.setdefault((found.kind, found.words.casefold()), found)
    return tuple(seen.values())


def _in_text(text: str, known: set[str]) -> Iterator[tuple[int, Found]]:
    taken: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield match.start(), Found(kind, match.group().strip())
    for match in _WORD.finditer(text):
        if match.group()[0].isupper() and name_key(match.group().removesuffix("'s").removesuffix("’s")) in known:
            yield match.start(), Found(Giveaway.NAME, match.group())
