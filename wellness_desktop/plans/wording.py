"""Words that hurt or promise too much in a message. Warns, never blocks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wellness_desktop.plans.items import Avoid, Must


@dataclass(frozen=True, slots=True)
class Doubt:
    """A phrase found, or one that is missing (then `phrase` is empty), and what to think of."""

    phrase: str
    why: str


def doubts(text: str, avoid: Iterable[Avoid]) -> tuple[Doubt, ...]:
    """Phrases in `text` that the plan advises against, in the order of the text. Whole words, any case."""
    found = [(match.start(), Doubt(match[0], one.why)) for one in avoid for match in _pattern(one.words).finditer(text)]
    return tuple(doubt for _, doubt in sorted(found, key=lambda pair: pair[0]))


def lacks(text: str, must: Iterable[Must]) -> tuple[Doubt, ...]:
    """What a message of this plan should say and `text` does not, in the plan's order."""
    return tuple(Doubt("", one.why) for one in must if not _pattern(one.words).search(text))


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in words)
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)
