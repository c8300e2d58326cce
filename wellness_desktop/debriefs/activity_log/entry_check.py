"""Whether an entry can be: one clear sentence for what cannot, naming the field, and nothing typed is lost."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.activity_log.categories import Categories
from wellness_desktop.debriefs.activity_log.month_lock import is_locked, locks_on, oldest_kept
from wellness_desktop.debriefs.activity_log.values import (
    DAY_MINUTES,
    MOST_MILES,
    MOST_RECIPIENTS,
    STEP,
    Activity,
    LogEntry,
    NewEntry,
    RecipientClass,
    month_of,
    next_month,
)
from wellness_desktop.roster.when import day_text, month_word

ASK_WHY_AFTER = timedelta(days=45)
"""Entries older than this ask why (chaplain_log.md 3)."""
ONE_DAY = timedelta(days=1)


class EntryProblem(Problem):
    """An entry that cannot be saved as it is; `field` names the value of NewEntry or Activity to look at."""

    def __init__(self, field: str, title: str, advice: str = "") -> None:
        super().__init__(title, advice)
        self.field = field


def month_words(month: date) -> str:
    """A month as people say it."""
    return tr("{month} {year}", month=month_word(month), year=month.year)


def check_activity(what: Activity, categories: Categories) -> None:
    """Raises EntryProblem for a value that no entry can have."""
    if what.category not in categories.by_code:
        raise EntryProblem("category", tr("Choose what you did."))
    _check_minutes(what.minutes)
    _check_people(what)
    if not 0 <= what.travel_minutes <= DAY_MINUTES:
        raise EntryProblem("travel_minutes", tr("Travel takes 24 hours at most."), tr("Give the minutes on the road."))
    if not 0 <= what.miles <= MOST_MILES:
        raise EntryProblem("miles", tr("Give the miles as a number from 0 to {most}.", most=MOST_MILES))


def _check_minutes(minutes: int) -> None:
    if minutes > DAY_MINUTES:
        raise EntryProblem(
            "minutes",
            tr("An entry holds 24 hours at most."),
            tr("For more, make one entry for each day."),
        )
    if minutes < STEP or minutes % STEP:
        raise EntryProblem("minutes", tr("Time is logged in steps of 15 minutes, at least 15."))


def _check_people(what: Activity) -> None:
    if not 0 <= what.people <= MOST_RECIPIENTS:
        raise EntryProblem("people", tr("Give the number of people from 0 to {most}.", most=MOST_RECIPIENTS))
    if (what.people == 0) != (what.recipients is RecipientClass.NONE):
        if what.people:
            raise EntryProblem("recipients", tr("Choose whom it was for, or make the number of people 0."))
        raise EntryProblem("people", tr("How many people was it for? Their names are never written."))
    if not 0 <= what.first_contacts <= what.people:
        raise EntryProblem("first_contacts", tr("No more people can be new to you than there were."))
    if what.referrals and not what.people:
        raise EntryProblem("people", tr("A referral is made for somebody: give at least 1."))


def check_day(new: NewEntry, today: date, reopened: Mapping[date, date], *, by_month: bool) -> None:
    """Raises EntryProblem for a day to come, a month that is closed or past, and a late entry without a reason."""
    month = month_of(new.day)
    if (month if by_month else new.day) > today:
        raise EntryProblem("day", tr("This day is still to come."), tr("Log it when it is done."))
    check_month(month, today, reopened)
    if new.late is None and asks_why(new.day, today, by_month=by_month):
        raise EntryProblem("late", tr("This is more than 45 days ago."), tr("Choose why it comes late."))


def check_month(month: date, today: date, reopened: Mapping[date, date]) -> None:
    """Raises EntryProblem for a month (its first day) that is closed or past."""
    if month < oldest_kept(today):
        raise EntryProblem(
            "day",
            tr("{month} is too long ago.", month=month_words(month)),
            tr("Details are kept for 13 months. The month's sums stay as they are."),
        )
    if is_locked(month, today, reopened):
        raise EntryProblem(
            "day",
            tr("{month} closed on {day}.", month=month_words(month), day=day_text(locks_on(month))),
            tr("Nothing is lost. Ask the support coordinator to open the month again for a week."),
        )


def asks_why(day: date, today: date, *, by_month: bool) -> bool:
    """Whether an entry of that day must say why it comes late."""
    last = next_month(month_of(day)) - ONE_DAY if by_month else day
    return today - last > ASK_WHY_AFTER


def check_hours(new: NewEntry, others: Iterable[LogEntry], today: date, *, by_month: bool) -> None:
    """Raises EntryProblem when the helper's day would hold more than 24 hours.

    `others` are the helper's other entries of the month. Where only the month is kept, the whole month must hold.
    """
    month = month_of(new.day)
    there = list(others)
    if not by_month and all(one.day is not None for one in there):
        used = sum(one.activity.minutes for one in there if one.day == new.day)
        if used + new.activity.minutes > DAY_MINUTES:
            raise EntryProblem(
                "minutes",
                tr("{day} would have more than 24 hours.", day=day_text(new.day)),
                tr("There are {hours} on it already. Check the time, or the day.", hours=hours_words(used)),
            )
        return
    days = (min(today, next_month(month) - ONE_DAY) - month).days + 1
    used = sum(one.activity.minutes for one in there)
    if used + new.activity.minutes > days * DAY_MINUTES:
        raise EntryProblem(
            "minutes",
            tr("{month} would have more hours than it has had so far.", month=month_words(month)),
            tr("There are {hours} in it already. Check the time, or the month.", hours=hours_words(used)),
        )


def hours_words(minutes: int) -> str:
    """A length of time as people say it."""
    hours, rest = divmod(minutes, 60)
    if not rest:
        return tr("{hours} h", hours=hours)
    return tr("{hours} h {minutes} min", hours=hours, minutes=rest) if hours else tr("{minutes} min", minutes=rest)
