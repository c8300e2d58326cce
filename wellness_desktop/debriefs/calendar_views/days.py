"""Days at the station as they really are: 23, 24 or 25 hours long, and what the clock says meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.calendar_views.entries import View
from wellness_desktop.roster.on_call import Span
from wellness_desktop.roster.rota_weeks import DAYS, midnight, monday_of, month_mondays, week_span
from wellness_desktop.roster.when import day_text, length_text, weekday_word

HOUR = timedelta(hours=1)
LIST_WEEKS = 13
TIMELINE_WEEKS = 6
TIMELINE_STEP_WEEKS = 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A whole hour of a day: how far from its midnight, and the hour that the clock shows."""

    hours: float
    clock_hour: int


def day_length(day: date, zone: ZoneInfo) -> timedelta:
    """How long the day is at the station."""
    # Subtracted in UTC: two times of one zone would be compared by their clocks.
    return midnight(day + timedelta(days=1), zone).astimezone(UTC) - midnight(day, zone).astimezone(UTC)


def hours_into(day: date, moment: datetime, zone: ZoneInfo) -> float:
    """Elapsed hours from the day's midnight; negative before it, more than its length after it."""
    return (moment.astimezone(UTC) - midnight(day, zone).astimezone(UTC)) / HOUR


def ticks(day: date, zone: ZoneInfo) -> Iterator[Tick]:
    """The hours of the day that the clock shows as whole ones, in order; a repeated hour comes twice."""
    start = midnight(day, zone).astimezone(UTC)
    length = day_length(day, zone)
    at = timedelta()
    while at <= length:
        local = (start + at).astimezone(zone)
        if local.minute == 0:
            yield Tick(at / HOUR, local.hour if at < length else 24)
        at += timedelta(minutes=30)


def change_words(day: date, zone: ZoneInfo) -> str:
    """What happens to the clock on that day; empty on every other."""
    length = day_length(day, zone)
    usual = timedelta(days=1)
    if length == usual:
        return ""
    by = length_text(abs(length - usual))
    if length > usual:
        return tr("Clocks go back {by}", by=by)
    return tr("Clocks go forward {by}", by=by)


def length_words(day: date, zone: ZoneInfo) -> str:
    """How many hours the day has, where "clocks go back" has no room."""
    return tr("{hours} h", hours=f"{day_length(day, zone) / HOUR:g}")


def day_label(day: date) -> str:
    """Fri Nov 13, 2026."""
    return tr("{weekday} {day}", weekday=weekday_word(day), day=day_text(day))


def visible(view: View, day: date, zone: ZoneInfo, weeks: int = TIMELINE_WEEKS) -> Span:
    """The span that a view shows when it stands on that day; `weeks` of a timeline."""
    if view is View.MONTH:
        mondays = month_mondays(day)
        return Span(midnight(mondays[0], zone), midnight(mondays[-1] + timedelta(days=DAYS), zone))
    if view is View.LIST:
        return week_span(monday_of(day), zone, LIST_WEEKS)
    if view is View.TIMELINE:
        return week_span(monday_of(day), zone, weeks)
    return week_span(monday_of(day), zone)


def turned(view: View, day: date, pages: int) -> date:
    """The day to stand on after turning so many pages."""
    if view is View.MONTH:
        months = day.year * 12 + day.month - 1 + pages
        first = date(months // 12, months % 12 + 1, 1)
        after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
        return first.replace(day=min(day.day, (after - first).days))
    weeks = {View.LIST: LIST_WEEKS, View.TIMELINE: TIMELINE_STEP_WEEKS}.get(view, 1)
    return day + timedelta(weeks=weeks * pages)


def span_title(view: View, day: date, weeks: int = TIMELINE_WEEKS) -> str:
    """What is shown, in words."""
    if view is View.MONTH:
        return month_title(day)
    if view is View.WEEK:
        return tr("Week of {day}", day=day_text(monday_of(day)))
    length = LIST_WEEKS if view is View.LIST else weeks
    last = monday_of(day) + timedelta(weeks=length, days=-1)
    return tr("{first} to {last}", first=day_text(monday_of(day)), last=day_text(last))


def month_title(day: date) -> str:
    """November 2026."""
    months = (
        tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June"),
        tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December"),
    )  # fmt: skip
    return tr("{month} {year}", month=months[day.month - 1], year=day.year)
