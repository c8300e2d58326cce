"""Where we showed up in town, and whether our leaders were seen there (crisis_plans.md A.1 and J)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.roster.when import month_word

MONTHS_SHOWN = 12


class EngagementKind(StrEnum):
    """What kind of event it was."""

    FOOD_PANTRY = "food_pantry"
    SCHOOL = "school"
    COMMUNITY_EVENT = "community_event"
    LISTENING = "listening"
    SPORT = "sport"
    FAITH = "faith"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind in words."""
        return {
            EngagementKind.FOOD_PANTRY: tr("Food pantry"),
            EngagementKind.SCHOOL: tr("School"),
            EngagementKind.COMMUNITY_EVENT: tr("Community event"),
            EngagementKind.LISTENING: tr("Listening session"),
            EngagementKind.SPORT: tr("Sport"),
            EngagementKind.FAITH: tr("Faith"),
            EngagementKind.OTHER: tr("Something else"),
        }[self]


class Rank(StrEnum):
    """Who of ours was there, by rank."""

    CHIEF = "chief"
    COMMAND = "command"
    SUPERVISOR = "supervisor"
    OFFICER = "officer"
    DISPATCH = "dispatch"
    CIVILIAN = "civilian"
    CHAPLAIN = "chaplain"

    @property
    def label(self) -> str:
        """The rank in words."""
        return {
            Rank.CHIEF: tr("Chief or sheriff"),
            Rank.COMMAND: tr("Command staff"),
            Rank.SUPERVISOR: tr("Sergeant or corporal"),
            Rank.OFFICER: tr("Officer or deputy"),
            Rank.DISPATCH: tr("Dispatcher"),
            Rank.CIVILIAN: tr("Civilian"),
            Rank.CHAPLAIN: tr("Chaplain or volunteer"),
        }[self]


LEADERS = frozenset({Rank.CHIEF, Rank.COMMAND, Rank.SUPERVISOR})
"""Who counts as a leader: whoever answers for others, not only patrol."""


@dataclass(frozen=True, slots=True)
class EngagementDetails:
    """What is typed about one event."""

    day: date
    event: str
    kind: EngagementKind
    who: str = ""
    ranks: tuple[Rank, ...] = ()
    minutes: int = 0
    """All of ours together."""

    @property
    def led(self) -> bool:
        """Whether a leader was there."""
        return not LEADERS.isdisjoint(self.ranks)

    @property
    def rank_words(self) -> str:
        """The ranks, in their order."""
        return ", ".join(rank.label for rank in Rank if rank in self.ranks)


@dataclass(frozen=True, slots=True)
class Engagement:
    """One event of the log."""

    id: UUID
    details: EngagementDetails


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the chart."""

    first: date
    events: int = 0
    led: int = 0
    """Events with a leader."""
    minutes: int = 0

    @property
    def name(self) -> str:
        """Mar 2026."""
        return tr("{month} {year}", month=month_word(self.first), year=self.first.year)

    @property
    def words(self) -> str:
        """What is to be noticed about it; empty when all is well."""
        if not self.events:
            return tr("nothing")
        return "" if self.led else tr("no leader")


def months(log: Iterable[Engagement], today: date, count: int = MONTHS_SHOWN) -> tuple[Month, ...]:
    """The last months with this one, the oldest first; a month without an event is there too."""
    last = today.year * 12 + today.month - 1
    places = range(last - count + 1, last + 1)
    found = {place: [one for one in log if _place(one.details.day) == place] for place in places}
    return tuple(
        Month(
            date(place // 12, place % 12 + 1, 1),
            len(many),
            sum(one.details.led for one in many),
            sum(one.details.minutes for one in many),
        )
        for place, many in found.items()
    )


def year_months(log: Iterable[Engagement], year: int) -> tuple[Month, ...]:
    """The twelve months of a year."""
    return months(log, date(year, 12, 31))


def quarter_without_leader(log: Sequence[Engagement], today: date) -> str:
    """The last whole quarter, in words, when no leader entry stands in it.

    Empty when there was one, and as long as the log did not yet exist then: nobody is told of a quarter that ended
    before the first entry.
    """
    end = date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
    start = date(end.year, end.month - 2, 1)
    if not any(one.details.day <= end for one in log):
        return ""
    if any(one.details.led and start <= one.details.day <= end for one in log):
        return ""
    return tr("{first} to {last} {year}", first=month_word(start), last=month_word(end), year=end.year)


def hours_text(minutes: int) -> str:
    """1.5 h."""
    return tr("{hours} h", hours=f"{minutes / 60:.1f}".removesuffix(".0"))


def _place(day: date) -> int:
    return day.year * 12 + day.month - 1
