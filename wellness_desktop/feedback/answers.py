"""You said, we did: what the front door shows without a sign-in, in a plain file beside the station board.

The file holds the coordinator's own sentences and the day of the next reading, never a word of what was left. A
damaged or missing file shows nothing. Plain Python, so that the front door can use it.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr

log = logging.getLogger(__name__)

FORMAT = 1
MOST_SHOWN = 6
"""The newest answers at the front door: more are not read, and old ones look like nothing happened since."""
LARGEST = 256 * 1024
"""Bytes; a bigger file is not ours."""


class Outcome(StrEnum):
    """What came of it. Stored by value."""

    DONE = "done"
    BEGUN = "begun"
    CANNOT = "cannot"

    @property
    def label(self) -> str:
        """As it is picked, shown and printed."""
        return {
            Outcome.DONE: tr("We did"),
            Outcome.BEGUN: tr("We have begun"),
            Outcome.CANNOT: tr("We could not, and why"),
        }[self]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said, in the coordinator's words, and what came of it."""

    said: str
    outcome: Outcome
    did: str
    on: date
    """The station's day on which it was decided."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the front door knows about feedback."""

    answers: tuple[Answer, ...] = ()
    """The newest first."""
    next_reading: date | None = None


def write_shown(path: Path, shown: Shown) -> None:
    """Writes what the front door may show, unless it stands there already. Raises Problem when the disk refuses."""
    if read_shown(path) == shown and path.exists():
        return
    plain = {
        "format": FORMAT,
        "next_reading": shown.next_reading.isoformat() if shown.next_reading else None,
        "answers": [
            {"said": one.said, "outcome": one.outcome.value, "did": one.did, "on": one.on.isoformat()}
            for one in shown.answers
        ],
    }
    write_whole(path, json.dumps(plain, ensure_ascii=False, indent=1).encode())


def read_shown(path: Path) -> Shown:
    """What the front door may show; nothing of a file that is missing, damaged or not ours."""
    try:
        if path.stat().st_size > LARGEST:
            return Shown()
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            return Shown()
        return Shown(
            answers=tuple(
                Answer(str(one["said"]), Outcome(one["outcome"]), str(one["did"]), date.fromisoformat(one["on"]))
                for one in found["answers"][:MOST_SHOWN]
            ),
            next_reading=date.fromisoformat(found["next_reading"]) if found["next_reading"] else None,
        )
    except FileNotFoundError:
        return Shown()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        log.warning("the answers to feedback could not be read")
        return Shown()


def newest(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers that the front door shows, of all that are meant for it."""
    return tuple(sorted(answers, key=lambda one: (one.on, one.said), reverse=True)[:MOST_SHOWN])
