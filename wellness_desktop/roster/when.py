"""Days and moments in words, for services and prints that know no Qt."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr, tr_count

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def day_text(day: date) -> str:
    """Mar 3, 2026."""
    return tr("{month} {day}, {year}", month=_months()[day.month - 1], day=day.day, year=day.year)


def moment_text(moment: datetime, zone: ZoneInfo) -> str:
    """Tue Mar 3, 18:00: a stored moment by the station's clock. The year is left out: these are near."""
    local = moment.astimezone(zone)
    return tr(
        "{weekday} {month} {day}, {clock}",
        weekday=_weekdays()[local.weekday()],
        month=_months()[local.month - 1],
        day=local.day,
        clock=clock_text(moment, zone),
    )


def month_word(day: date) -> str:
    """Mar."""
    return _months()[day.month - 1]


def weekday_word(day: date) -> str:
    """Tue."""
    return _weekdays()[day.weekday()]


def clock_text(moment: datetime, zone: ZoneInfo) -> str:
    """18:00 by the station's clock; in the hour that the autumn change repeats, with the zone's letters,
    since 01:30 alone would not say which of the two is meant.
    """
    local = moment.astimezone(zone)
    clock = f"{local:%H:%M}"
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        return f"{clock} {local.tzname()}"
    return clock


def span_text(starts: datetime, ends: datetime, zone: ZoneInfo) -> str:
    """From and to; the day is said once when both lie on it."""
    if starts.astimezone(zone).date() == ends.astimezone(zone).date():
        return tr("{start} to {end}", start=moment_text(starts, zone), end=clock_text(ends, zone))
    return tr("{start} to {end}", start=moment_text(starts, zone), end=moment_text(ends, zone))


def length_text(length: timedelta) -> str:
    """How long, in the largest whole units that matter: 2 days and 3 hours, 12 hours, 45 minutes."""
    minutes = int(length.total_seconds() // 60)
    days, hours = divmod(minutes // 60, 24)
    if days and hours:
        return tr(
            "{days} and {hours}",
            days=tr_count("{count} day", "{count} days", days),
            hours=tr_count("{count} hour", "{count} hours", hours),
        )
    if days:
        return tr_count("{count} day", "{count} days", days)
    if hours and not minutes % 60:
        return tr_count("{count} hour", "{count} hours", hours)
    if hours:
        return tr("{hours} h {minutes} min", hours=hours, minutes=minutes % 60)
    return tr_count("{count} minute", "{count} minutes", minutes)


def _months() -> list[str]:
    return [
        tr("Jan"),
        tr("Feb"),
        tr("Mar"),
        tr("Apr"),
        tr("May"),
        tr("Jun"),
        tr("Jul"),
        tr("Aug"),
        tr("Sep"),
        tr("Oct"),
        tr("Nov"),
        tr("Dec"),
    ]


def _weekdays() -> list[str]:
    return [tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun")]
