"""The private worklist: whom a helper wants to call back, in the helper's own word (chaplain_log.md 2, layer B)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr

LABEL_LENGTH = 40
"""Letters of a label: enough for a word that only its owner understands, too few for a story (CL-01)."""
MOST_ITEMS = 60


class ListState(StrEnum):
    """Whether there is a list."""

    OFF = "off"
    """Never turned on, or burned."""
    ON = "on"
    LOST = "lost"
    """There is one, and its key is gone: the passphrase was reset (CL-05)."""


@dataclass(frozen=True, slots=True, repr=False)
class WorkItem:
    """One line. It has no `repr`: nothing that prints it into a log or a report shows its words."""

    key: str
    """Names the line within its list; random."""
    label: str
    due: date | None = None
    """The day it is for; None for some time."""

    def is_due(self, today: date) -> bool:
        """Whether its day is here or past; a line without a day is never due."""
        return self.due is not None and self.due <= today


@dataclass(frozen=True, slots=True, repr=False)
class Worklist:
    """The list of the person signed in, the next day first, lines without a day last."""

    state: ListState
    items: tuple[WorkItem, ...] = ()

    def due(self, today: date) -> int:
        """How many lines are due: all that a screen says before a key is pressed."""
        return sum(one.is_due(today) for one in self.items)


def in_order(items: Sequence[WorkItem]) -> tuple[WorkItem, ...]:
    """By day, those without one last, as they were written within a day."""
    return tuple(sorted(items, key=lambda one: (one.due is None, one.due or date.min)))


def clean_label(typed: str) -> str:
    """The label as it is kept: one line, no double spaces. Raises Problem for an empty or a long one.

    What it says is nobody's business, so nothing is compared with the roster, and nothing of it is in the Problem.
    """
    label = " ".join(typed.encode("utf-8", "ignore").decode().split())  # half a sign cannot be kept
    if not label:
        raise Problem(tr("Write a word or two that you will understand."), tr("Nothing was saved."))
    if len(label) > LABEL_LENGTH:
        raise Problem(tr("A line has room for 40 letters."), tr("It is a reminder, not a note. Nothing was saved."))
    return label


def warning() -> tuple[str, str, str]:
    """The three lines to read before the list is turned on (CL-05)."""
    return (
        tr(
            "Only your passphrase opens it. If you forget it, or somebody resets it, this list is lost for good. "
            "Nobody can bring it back: no chief, no administrator, no recovery sheet."
        ),
        tr(
            "Write a word that only you understand. Leave out names, what was said, and anything you would not want "
            "read aloud in court: a court can order you to open it."
        ),
        tr(
            "It is never printed or exported. A line that is done is deleted; older backups hold it, locked, until "
            "they are replaced."
        ),
    )
