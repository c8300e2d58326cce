"""Neutral names for incidents: Event 2026-A, Event 2026-B (section 9). No place, no person, no case number."""

import re
from collections.abc import Iterable
from string import ascii_uppercase

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr

_NAME = re.compile(r"^Event (\d{4})-([A-Z]{1,2})$")


def next_code_name(taken: Iterable[str], year: int) -> str:
    """The first free name of a year: A to Z, then AA to ZZ.

    Raises Problem when all 702 are taken.
    """
    used = {found[2] for name in taken if (found := _NAME.match(name)) and int(found[1]) == year}
    letters = list(ascii_uppercase) + [one + other for one in ascii_uppercase for other in ascii_uppercase]
    for letter in letters:
        if letter not in used:
            return f"Event {year}-{letter}"
    raise Problem(tr("This year has no code name left."), tr("Close old incidents, then try again."))


def is_code_name(text: str) -> bool:
    """Whether a text is a code name and nothing else (DB-07)."""
    return bool(_NAME.match(text))
