"""How days and moments read on paper."""

from datetime import date, datetime

from wellness_desktop.base.language import tr


def month_name(month: int) -> str:
    """The short name of a month, 1 to 12."""
    return (
        tr("Jan"),
        tr("Feb"),
        tr("Mar"),
        tr("Apr"),
        tr("May"),
        tr("June"),
        tr("July"),
        tr("Aug"),
        tr("Sept"),
        tr("Oct"),
        tr("Nov"),
        tr("Dec"),
    )[month - 1]


def day_text(day: date) -> str:
    """A day, such as Nov 24, 2026: the month in letters, so that no one reads it the other way round."""
    return tr("{month} {day}, {year}", month=month_name(day.month), day=day.day, year=day.year)


def moment_text(moment: date | datetime) -> str:
    """A day, and the 24-hour time if there is one. A moment must already be in station time."""
    if isinstance(moment, datetime):
        return tr("{day}, {time}", day=day_text(moment.date()), time=f"{moment:%H:%M}")
    return day_text(moment)
