"""Dates that lie months ahead."""

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """The same day of the month, or the month's last one: a year after February 29 is February 28."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
