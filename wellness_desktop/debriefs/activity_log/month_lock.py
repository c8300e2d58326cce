"""When a month stops taking entries: on the 10th of the month after, so that reports count what stays as it is."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.activity_log.values import month_of, months_before, next_month

LOCK_DAY = 10
OPEN_AGAIN = timedelta(days=7)
"""How long a reopened month takes entries, counted from the day on which it is reopened."""
KEPT_MONTHS = 13
"""Details are kept for so many whole months; then the month's sums alone (chaplain_log.md 7.6)."""


class ReopenReason(StrEnum):
    """Why a month is reopened; it stands in the audit log, so it fits its 20 characters. Stored by value."""

    LATE_PAPER = "late paper"
    ABSENCE = "absence"
    MISTAKE = "mistake"
    OLDER_LOG = "older log"

    @property
    def label(self) -> str:
        """The reason as it is picked."""
        return {
            ReopenReason.LATE_PAPER: tr("Sheets on paper came late"),
            ReopenReason.ABSENCE: tr("A helper was away"),
            ReopenReason.MISTAKE: tr("Something was logged wrong"),
            ReopenReason.OLDER_LOG: tr("An older log is taken in"),
        }[self]


def locks_on(month: date) -> date:
    """The day from which a month (given by its first day) takes no entries."""
    return next_month(month).replace(day=LOCK_DAY)


def is_locked(month: date, today: date, reopened: Mapping[date, date]) -> bool:
    """Whether a month takes no entries today. `reopened` says until which day, inclusive, a month does again."""
    if today < locks_on(month):
        return False
    until = reopened.get(month)
    return until is None or today > until


def oldest_kept(today: date) -> date:
    """The first day of the oldest month whose details are kept."""
    return months_before(month_of(today), KEPT_MONTHS)
