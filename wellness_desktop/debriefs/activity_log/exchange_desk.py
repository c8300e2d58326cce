"""The own log on paper and in files: the month sheet, CSV out, and an older log taken in, whole or not at all."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.activity_log.entry_check import EntryProblem, check_day, check_hours, check_month
from wellness_desktop.debriefs.activity_log.import_clean import Dropped, LeftOut, clean
from wellness_desktop.debriefs.activity_log.log_csv import log_as_csv
from wellness_desktop.debriefs.activity_log.month_lock import oldest_kept
from wellness_desktop.debriefs.activity_log.totals_desk import TotalsDesk
from wellness_desktop.debriefs.activity_log.values import LogEntry, NewEntry, month_of
from wellness_desktop.roster.people import Done


@dataclass(frozen=True, slots=True)
class LogImport:
    """What an older log would bring, to be looked at first."""

    rows: int
    entries: tuple[NewEntry, ...]
    dropped: tuple[Dropped, ...]
    left_out: Mapping[LeftOut, int]

    @property
    def minutes(self) -> int:
        """The time of all entries together."""
        return sum(one.activity.minutes for one in self.entries)


class LogExchangeDesk(TotalsDesk):
    """Paper and files."""

    def log_sheet(self, month: date, *, large: bool = False) -> bytes:
        """The own entries of a month as a PDF. It carries no name but that of the agency."""
        from wellness_desktop.debriefs.activity_log.prints import month_sheet

        month = month_of(month)
        entries = self.my_entries(month)
        pdf = month_sheet(
            month, entries, self.log_categories(), self.month_state(month), replace(self._paper(), large=large)
        )
        with self._work(Event.PRINTED, None):
            return pdf

    def export_log(self) -> bytes:
        """All own entries that are kept, as CSV."""
        entries = [one for month in reversed(self.my_log_months()) for one in self.my_entries(month)]
        if not entries:
            raise Problem(tr("Your log is empty."), tr("There is nothing to save yet."))
        with self._work(Event.EXPORTED, None):
            return log_as_csv(entries, self.log_categories())

    def log_import(self, data: bytes) -> LogImport:
        """What an older log (CSV) would bring: entries, what was dropped of it, and rows that stay out.

        Nothing is saved, and of the file nothing is kept. Raises Problem for a file that is no such log.
        """
        self._actor.require(Can.KEEP_LOG)
        found = clean(data, self.log_categories(), self.today, self._own_capacity())
        by_month = self.keeps_month_only
        left_out = Counter(found.left_out)
        with self._store.read() as work:
            taken = self._fitting(work, found.entries, left_out, by_month=by_month)
        return LogImport(found.rows, tuple(taken), found.dropped, left_out)

    def take_in_log(self, found: LogImport) -> Done[int]:
        """Saves the entries of a preview, all of them or none. Its undo takes all out again.

        Raises Problem when one of them does not fit any more.
        """
        self._actor.require(Can.KEEP_LOG)
        if not found.entries:
            raise Problem(tr("Nothing of this file can be taken in."), tr("The list says why for each row."))
        by_month = self.keeps_month_only
        with self._store.work() as work:
            if len(self._fitting(work, found.entries, Counter(), by_month=by_month)) != len(found.entries):
                raise Problem(
                    tr("Your log has changed since you looked at this file."),
                    tr("Nothing was taken in. Choose the file again to look at it anew."),
                )
            entries = [self._imported(new, by_month=by_month) for new in found.entries]
            self._put_in(work, entries)

        def undo() -> None:
            with self._store.work() as later:
                for entry in entries:
                    self._taken_out(later, entry)

        return Done(len(entries), undo)

    # ------------------------------------------------------------------------------------------------ inner parts

    def _fitting(
        self, work: Work, wanted: tuple[NewEntry, ...], left_out: Counter[LeftOut], *, by_month: bool
    ) -> list[NewEntry]:
        """The entries that may be saved together; the others are counted with the reason."""
        reopened, taken = self._reopened(work), []
        there: dict[date, list[LogEntry]] = {}
        before: dict[date, Counter[tuple[object, object]]] = {}
        for new in wanted:
            month = month_of(new.day)
            if month not in there:
                there[month] = self._entries(work, month)
                before[month] = Counter((one.day, one.activity) for one in there[month])
            same = (None if by_month else new.day, new.activity)
            why = self._why_not(new, there[month], reopened, by_month=by_month)
            if before[month][same]:
                before[month][same] -= 1
                why = LeftOut.THERE
            if why is not None:
                left_out[why] += 1
                continue
            there[month].append(self._imported(new, by_month=by_month))
            taken.append(new)
        return taken

    def _why_not(
        self, new: NewEntry, there: list[LogEntry], reopened: Mapping[date, date], *, by_month: bool
    ) -> LeftOut | None:
        month = month_of(new.day)
        if (month if by_month else new.day) > self.today:
            return LeftOut.TO_COME
        if month < oldest_kept(self.today):
            return LeftOut.TOO_OLD
        try:
            check_month(month, self.today, reopened)
            check_day(new, self.today, reopened, by_month=by_month)
        except EntryProblem:
            return LeftOut.CLOSED
        try:
            check_hours(new, there, self.today, by_month=by_month)
        except EntryProblem:
            return LeftOut.TOO_LONG
        return None

    def _imported(self, new: NewEntry, *, by_month: bool) -> LogEntry:
        return self._as_entry(new, by_month=by_month, imported=True)
