"""A family's first year after a death, and when the federal death benefit must be asked for. All by the calendar."""

from collections.abc import Iterable
from datetime import date, timedelta

from wellness_desktop.debriefs.followups import anniversary
from wellness_desktop.debriefs.long_tail.kinds import YearOneDay

PSOB_YEARS = 3
PSOB_YEARS_AFTER_WORD = 1
MEMORIAL_MONTH, MEMORIAL_DAY = 5, 15
"""Police Week is around this day."""
TOO_SOON = timedelta(days=30)
"""Nobody is invited to it so soon after a death; the next year's is meant then."""


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it has no such day."""
    whole = day.month - 1 + months
    year, month = day.year + whole // 12, whole % 12 + 1
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return date(year, month, last)
            except ValueError:
                continue
    raise ValueError("no such month")


def first_year(died: date, days: Iterable[YearOneDay]) -> list[tuple[str, date]]:
    """The days of the first year, in order: which, and when."""
    found = [(one.kind.id, months_later(died, one.months) + timedelta(days=one.days)) for one in days]
    return sorted(found, key=lambda one: one[1])


def police_week(died: date) -> date:
    """The first one that a family may be invited to."""
    this_year = date(died.year, MEMORIAL_MONTH, MEMORIAL_DAY)
    return this_year if this_year >= died + TOO_SOON else this_year.replace(year=died.year + 1)


def birthday_after(died: date, born: date) -> date:
    """The first birthday after the death."""
    this_year = anniversary(born, died.year - born.year)
    return this_year if this_year > died else anniversary(born, died.year + 1 - born.year)


def federal_benefit_by(died: date, final_word: date | None = None) -> date:
    """The last day to file: 3 years after the death, or 1 year after the final word on the agency's own benefits, if
    that is later (28 CFR 32.12, CP-T4). Of 29 February the earlier day is taken. Verify locally.
    """
    by_death = anniversary(died, PSOB_YEARS)
    return by_death if final_word is None else max(by_death, anniversary(final_word, PSOB_YEARS_AFTER_WORD))
