"""What a span of the log holds, read once: sums for any of its months, without opening a sheet a second time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wellness_desktop.debriefs.activity_log.totals import LogTotals, Sums, together, totals_of_sums


@dataclass(frozen=True, slots=True)
class LogReading:
    """Sums by month. Who the helpers are never leaves it."""

    sheets: Mapping[date, tuple[tuple[UUID, Sums], ...]]
    """Each sheet that could be opened, added up, by the first day of its month."""
    kept: Mapping[date, LogTotals]
    """What is left of months past their detail."""
    unread: int
    """How many helpers' months are not in it: sealed before the team had a key, or damaged."""

    def totals(self, months: Iterable[date]) -> LogTotals:
        """The sums of these months (first days), over all helpers, raw."""
        wanted = list(dict.fromkeys(months))
        detail = totals_of_sums(sheet for month in wanted for sheet in self.sheets.get(month, ()))
        kept = [self.kept[month] for month in wanted if month in self.kept]
        return together([detail, *kept]) if kept else detail

    @property
    def whole(self) -> LogTotals:
        """The sums of all of it."""
        return self.totals([*self.sheets, *self.kept])
