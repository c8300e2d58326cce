"""How much a helper carried lately: told to that helper alone; others see only "please rotate" (DESIGN 6.4, COI-7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellness_desktop.base.language import tr, tr_count

MONTH, QUARTER = timedelta(days=30), timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Led:
    """A session that somebody led: when it began, and for how long."""

    starts: datetime
    """Aware."""
    minutes: int


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many sessions within how many days somebody else should take the next one.

    The agency sets them. The defaults are those of the conflict rules (debrief_protocols.md 7); nobody knows a right
    number, so neither is printed as a fact.
    """

    sessions: int = 3
    days: int = 14


@dataclass(frozen=True, slots=True)
class Carried:
    """What was led in one span."""

    sessions: int
    minutes: int

    @property
    def words(self) -> str:
        """ "2 sessions, 3 hours and 30 minutes"."""
        if not self.sessions:
            return tr("no session")
        count = tr_count("{count} session", "{count} sessions", self.sessions)
        hours, minutes = divmod(self.minutes, 60)
        parts = []
        if hours:
            parts.append(tr_count("{count} hour", "{count} hours", hours))
        if minutes:
            parts.append(tr_count("{count} minute", "{count} minutes", minutes))
        return tr("{sessions}, {length}", sessions=count, length=" ".join(parts)) if parts else count


@dataclass(frozen=True, slots=True)
class Load:
    """One helper's own load."""

    month: Carried
    quarter: Carried
    rotate: bool
    """Whether the agency's limit is reached: time that somebody else takes the next one."""


def carried(led: Iterable[Led], since: datetime, now: datetime) -> Carried:
    """What was led from `since` until `now`; what is still ahead does not weigh yet."""
    within = [one for one in led if since <= one.starts <= now]
    return Carried(len(within), sum(one.minutes for one in within))


def please_rotate(led: Iterable[Led], limits: Limits, now: datetime) -> bool:
    """Whether somebody else should take the next session."""
    return carried(led, now - timedelta(days=limits.days), now).sessions >= limits.sessions


def load_of(led: Iterable[Led], limits: Limits, now: datetime) -> Load:
    """The load of one helper, as of `now`."""
    found = list(led)
    return Load(carried(found, now - MONTH, now), carried(found, now - QUARTER, now), please_rotate(found, limits, now))
