"""What needs a person: one line each, in the order in which a tired person should read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wellness_desktop.base.language import tr


class Urgency(StrEnum):
    """How soon something wants a person. It is about our own tasks, never about anybody's state (DB-08)."""

    NOW = "now"
    TODAY = "today"
    SOON = "soon"
    QUIET = "quiet"
    """For a quiet shift."""

    @property
    def label(self) -> str:
        """The urgency on its chip."""
        return {
            Urgency.NOW: tr("Now"),
            Urgency.TODAY: tr("Today"),
            Urgency.SOON: tr("These days"),
            Urgency.QUIET: tr("On a quiet shift"),
        }[self]


class Kind(StrEnum):
    """What a matter is about, in the order in which matters of the same urgency stand."""

    TROUBLE = "trouble"
    """Something could not be read; said in its own words, so that nobody takes it for calm."""
    ASKED = "asked"
    """Somebody asked the support team for something."""
    HOLD = "hold"
    """A legal hold keeps records from being deleted."""
    WINDOWS = "windows"
    SESSION = "session"
    FOLLOW_UP = "follow_up"
    OWN_LIST = "own_list"
    """A number from a private list, for its owner."""
    ON_CALL = "on_call"
    TEAM = "team"
    BACKUP = "backup"
    ACCOUNT = "account"
    FILES = "files"
    PLAN = "plan"
    HELPER = "helper"
    FEEDBACK = "feedback"
    """The day has come to read what people left without a name."""
    FAMILY = "family"
    """Family papers: one's own, or a request to open somebody's."""
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that needs a person."""

    kind: Kind
    title: str
    detail: str
    urgency: Urgency
    go: str
    """The key of the page that it leads to; empty where there is nowhere to go."""
    record: str = ""
    """What to open there: the id of an incident or person, or a plan such as CP-01. Empty opens the page."""
    due: datetime | None = None
    """Aware; None where no hour belongs to it."""


def in_order(matters: Iterable[Matter]) -> tuple[Matter, ...]:
    """The most urgent first, then by hour, then by kind; the same matters always stand in the same order."""
    urgencies, kinds = list(Urgency), list(Kind)

    def place(matter: Matter) -> tuple[int, bool, float, int, str, str]:
        due = matter.due.timestamp() if matter.due else 0.0
        return (
            urgencies.index(matter.urgency),
            matter.due is None,
            due,
            kinds.index(matter.kind),
            matter.title,
            matter.record,
        )

    return tuple(sorted(matters, key=place))
