"""What somebody who takes over is told: values between the service, the page and the print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from wellness_desktop.base.language import tr

SOON, LATER = timedelta(days=30), timedelta(days=90)


class Newcomer(StrEnum):
    """Who takes over."""

    CHIEF = "chief"
    SERGEANT = "sergeant"
    CHAPLAIN = "chaplain"

    @property
    def label(self) -> str:
        """Who it is, on screen and paper."""
        return {
            Newcomer.CHIEF: tr("New chief or sheriff"),
            Newcomer.SERGEANT: tr("New sergeant or support coordinator"),
            Newcomer.CHAPLAIN: tr("New chaplain or peer"),
        }[self]


@dataclass(frozen=True, slots=True)
class Access:
    """Somebody who may sign in."""

    name: str
    roles: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """How much of one kind is due. Counts only: what it is stands on the page where it is done."""

    what: str
    overdue: int
    soon: int
    """Due within 30 days, without what is overdue."""
    later: int
    """Due in the 60 days after that."""
    where: str
    """Where in the program it is done."""

    @property
    def any(self) -> bool:
        """Whether anything is due within 90 days."""
        return bool(self.overdue or self.soon or self.later)


@dataclass(frozen=True, slots=True)
class SealedKind:
    """Something that is sealed, and who opens it."""

    what: str
    opens: str
    gets: str
    """How somebody new gets the key, or why nobody does."""


@dataclass(frozen=True, slots=True)
class Handover:
    """The two pages for one newcomer, as of one moment."""

    newcomer: Newcomer
    moment: datetime
    agency: str
    access: tuple[Access, ...]
    add_and_remove: tuple[str, ...]
    recovery_place: str | None
    """None for whoever need not know it; empty where nobody typed it yet."""
    backup: str
    proved: str
    due: tuple[DueLine, ...]
    left_out: tuple[str, ...]
    """What the person who prints this may not see."""
    sealed: tuple[SealedKind, ...]
    never: tuple[str, ...]
    """What the newcomer will not see, and why."""
    first: tuple[str, ...]
    """What to do first."""


def count_days(what: str, days: Iterable[date], today: date, where: str) -> DueLine:
    """Counts days by how near they are. A day that is today is not overdue yet."""
    overdue = soon = later = 0
    for day in days:
        if day < today:
            overdue += 1
        elif day <= today + SOON:
            soon += 1
        elif day <= today + LATER:
            later += 1
    return DueLine(what, overdue, soon, later, where)
