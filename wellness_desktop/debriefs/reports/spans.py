"""Which time a report may cover: whole months that are over, none shorter than R5 allows for the agency's size."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.reports.suppression import Policy
from wellness_desktop.roster.when import month_word

MONTH_FROM, QUARTER_FROM = 100, 50
"""R5: how many people could have been counted, at least, for a report on a month or a quarter."""


class Length(StrEnum):
    """How long a report's time is. Stored by value; the shortest first."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        """In months."""
        return {Length.MONTH: 1, Length.QUARTER: 3, Length.HALF: 6, Length.YEAR: 12}[self]

    @property
    def label(self) -> str:
        """A report of this length."""
        return {
            Length.MONTH: tr("Month"),
            Length.QUARTER: tr("Quarter"),
            Length.HALF: tr("Half-year"),
            Length.YEAR: tr("Year"),
        }[self]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Whole months, from the first day of the first to the first day of the last."""

    first: date
    last: date

    @classmethod
    def of(cls, first: date, months: int) -> "Span":
        """So many months, beginning with this one."""
        return cls(first.replace(day=1), moved(first.replace(day=1), months - 1))

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each month."""
        return tuple(_walk(self.first, self.last))

    @property
    def ends_before(self) -> date:
        """The first day after it."""
        return moved(self.last, 1)

    def overlaps(self, other: "Span") -> bool:
        """Whether any month is in both."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: "Span") -> bool:
        """Whether every month of the other is in this one."""
        return self.first <= other.first and other.last <= self.last

    @property
    def words(self) -> str:
        """As people say it."""
        first = tr("{month} {year}", month=month_word(self.first), year=self.first.year)
        if self.first == self.last:
            return first
        if self.first.month == 1 and self.last == date(self.first.year, 12, 1):
            return str(self.first.year)
        last = tr("{month} {year}", month=month_word(self.last), year=self.last.year)
        if self.first.year == self.last.year:
            first = month_word(self.first)
        return tr("{first} to {last}", first=first, last=last)


def moved(month: date, count: int) -> date:
    """The first day of the month that lies `count` months after this first day (before it when negative)."""
    whole = month.year * 12 + month.month - 1 + count
    return date(whole // 12, whole % 12 + 1, 1)


def _walk(first: date, last: date) -> Iterator[date]:
    month = first
    while month <= last:
        yield month
        month = moved(month, 1)


def shortest(population: int, policy: Policy) -> Length:
    """R5: the shortest time that a report on so many people may cover."""
    if population < 3 * policy.k:
        return Length.YEAR
    if population < QUARTER_FROM:
        return Length.HALF
    return Length.QUARTER if population < MONTH_FROM else Length.MONTH


def allowed(length: Length, population: int, policy: Policy) -> bool:
    """R5: whether a report of this length may be made."""
    return length.months >= shortest(population, policy).months


def span_at(length: Length, day: date) -> Span:
    """The month, quarter, half-year or calendar year that a day lies in."""
    first = date(day.year, (day.month - 1) // length.months * length.months + 1, 1)
    return Span.of(first, length.months)


def spans(length: Length, oldest: date, today: date) -> tuple[Span, ...]:
    """Every span of this length since the one of the oldest month that is over today, the newest first."""
    found = []
    span = span_at(length, today)
    while span.last >= oldest:
        if span.ends_before <= today:
            found.append(span)
        span = Span.of(moved(span.first, -length.months), length.months)
    return tuple(found)


def twelve_months(oldest: date, today: date) -> tuple[Span, ...]:
    """Every run of twelve whole months that is over, by its last month, the newest first: for a grant's own year."""
    last = moved(today.replace(day=1), -1)
    found = []
    while last >= oldest:
        found.append(Span(moved(last, -11), last))
        last = moved(last, -1)
    return tuple(found)
