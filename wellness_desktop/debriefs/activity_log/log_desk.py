"""The activity log of the person signed in: entries, months, and what makes the next entry quick.

Nothing here leaves a line in the audit log about an entry: who helped when would stand there in plain words.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.roles import Can
from wellness_desktop.debriefs.activity_log.categories import Categories, load_categories
from wellness_desktop.debriefs.activity_log.entry_check import check_activity, check_day, check_hours, check_month
from wellness_desktop.debriefs.activity_log.month_lock import is_locked, locks_on, oldest_kept
from wellness_desktop.debriefs.activity_log.records import LogLabelRecord, LogReopenedRecord
from wellness_desktop.debriefs.activity_log.sheet_text import KEY, entry_of, row_of
from wellness_desktop.debriefs.activity_log.sheets import Sheets
from wellness_desktop.debriefs.activity_log.shelf import Shelf
from wellness_desktop.debriefs.activity_log.values import LogEntry, NewEntry, month_of, months_before
from wellness_desktop.debriefs.desk import gone
from wellness_desktop.debriefs.retention.retention_desk import RetentionDesk
from wellness_desktop.roster.kinds import STAFF_ROLES
from wellness_desktop.roster.people import Done

DAYS_FROM = 10
"""Staff: in a smaller agency a day could point to somebody, so only the month is kept (chaplain_log.md 3)."""


@dataclass(frozen=True, slots=True)
class MonthState:
    """Whether a month takes entries."""

    month: date
    locked: bool
    locks_on: date
    reopened_until: date | None = None
    """Until when it takes entries again, after it was reopened."""


class LogDesk(RetentionDesk):
    """The own log."""

    @property
    def keeps_month_only(self) -> bool:
        """Whether the agency is so small that an entry keeps its month and no day."""
        return self._roster.headcount(STAFF_ROLES) < DAYS_FROM

    def log_categories(self) -> Categories:
        """The categories in order, with the agency's own labels."""
        with self._store.read() as work:
            own = {row.code: row.label for row in work.scalars(select(LogLabelRecord))}
        return load_categories().labeled(own)

    def my_entries(self, month: date) -> list[LogEntry]:
        """The own entries of a month (its first day), by day, then as they were entered."""
        self._actor.require(Can.KEEP_LOG)
        with self._store.read() as work:
            return self._entries(work, month)

    def my_log_months(self) -> list[date]:
        """The months that hold own entries, the newest first."""
        self._actor.require(Can.KEEP_LOG)
        with self._store.read() as work:
            found = Sheets(work, self._keyring).own_months(self._account)
            return list(dict.fromkeys(month for month, _ in found))

    def log_months_lost(self) -> int:
        """How many own months no longer open, since the passphrase was reset; the sums still hold them."""
        self._actor.require(Can.KEEP_LOG)
        with self._store.read() as work:
            return Sheets(work, self._keyring).unopened(self._account)

    def last_activity(self) -> LogEntry | None:
        """The entry made last, if its month is kept."""
        self._actor.require(Can.KEEP_LOG)
        with self._store.read() as work:
            sheets = Sheets(work, self._keyring)
            found = [entry_of(rows[-1], month) for month, rows in sheets.own_months(self._account)]
        return max(found, key=lambda one: (one.logged_on or one.month, one.month), default=None)

    def month_state(self, month: date) -> MonthState:
        """Whether a month takes entries today."""
        self._require_log()
        with self._store.read() as work:
            return self._month_state(month, self._reopened(work))

    def log_month_states(self) -> list[MonthState]:
        """The months whose details are kept, the newest first."""
        self._require_log()
        with self._store.read() as work:
            reopened = self._reopened(work)
        months = [months_before(month_of(self.today), count) for count in range(14)]
        return [self._month_state(month, reopened) for month in months if month >= oldest_kept(self.today)]

    # ----------------------------------------------------------------------------------------------- changes

    def log_entry(self, new: NewEntry) -> Done[LogEntry]:
        """Saves an entry. Raises EntryProblem for what cannot be; nothing is saved then."""
        return self._logged(new, lambda shelf: shelf)

    def change_entry(self, entry: LogEntry, new: NewEntry) -> Done[LogEntry]:
        """Puts `new` in the place of an own entry, also in another month. Raises as `log_entry`."""
        self._actor.require(Can.KEEP_LOG)
        by_month = self.keeps_month_only
        with self._store.work() as work:
            before = self._taken_out(work, entry)
            after = replace(self._checked_entry(work, new, by_month=by_month), key=entry.key, logged_on=entry.logged_on)
            if after.day is None:
                after = replace(after, logged_on=None)
            self._put_in(work, [after])
        return Done(after, lambda: self._swap(after, before))

    def remove_entry(self, entry: LogEntry) -> Done[LogEntry]:
        """Takes an own entry out. Raises EntryProblem when its month is closed."""
        self._actor.require(Can.KEEP_LOG)
        with self._store.work() as work:
            before = self._taken_out(work, entry)
        return Done(before, lambda: self._swap(None, before))

    def _logged(self, new: NewEntry, note: Callable[[Shelf], Shelf]) -> Done[LogEntry]:
        """Saves an entry, and what `note` makes of the shelf, together."""
        self._actor.require(Can.KEEP_LOG)
        by_month = self.keeps_month_only
        with self._store.work() as work:
            entry = self._checked_entry(work, new, by_month=by_month)
            self._put_in(work, [entry])
            sheets = Sheets(work, self._keyring)
            before = sheets.shelf(self._account)
            after = replace(note(before), last=entry.activity)
            if after != before:
                sheets.put_shelf(self._account, after)
        return Done(
            entry, lambda: self._swap(entry, None, lambda shelf: replace(shelf, last=before.last, logged=before.logged))
        )

    def _swap(self, out: LogEntry | None, back: LogEntry | None, note: Callable[[Shelf], Shelf] | None = None) -> None:
        """Takes a change back: the one entry out, the other in again."""
        with self._store.work() as work:
            if out is not None:
                self._taken_out(work, out)
            if back is not None:
                self._require_open(work, back.month)
                self._put_in(work, [back])
            if note is not None:
                sheets = Sheets(work, self._keyring)
                sheets.put_shelf(self._account, note(sheets.shelf(self._account)))

    # ------------------------------------------------------------------------------------------- for other files

    @property
    def _account(self) -> UUID:
        return self._actor.account_id

    def _require_log(self) -> None:
        """Whoever keeps a log or runs it."""
        if not self._actor.may(Can.RUN_LOG):
            self._actor.require(Can.KEEP_LOG)

    def _entries(self, work: Work, month: date) -> list[LogEntry]:
        rows = Sheets(work, self._keyring).own_rows(self._account, month)
        return sorted((entry_of(row, month) for row in rows), key=lambda one: one.day or one.month)

    def _checked_entry(self, work: Work, new: NewEntry, *, by_month: bool) -> LogEntry:
        """The entry to be saved. Raises EntryProblem."""
        check_activity(new.activity, load_categories())
        check_day(new, self.today, self._reopened(work), by_month=by_month)
        month = month_of(new.day)
        check_hours(new, self._entries(work, month), self.today, by_month=by_month)
        return self._as_entry(new, by_month=by_month)

    def _as_entry(self, new: NewEntry, *, by_month: bool, imported: bool = False) -> LogEntry:
        """The entry as it is stored: in a small agency without its day and the day of entering."""
        return LogEntry(
            key=secrets.token_hex(6),
            month=month_of(new.day),
            day=None if by_month else new.day,
            logged_on=None if by_month else self.today,
            activity=new.activity,
            late=new.late,
            imported=imported,
        )

    def _put_in(self, work: Work, entries: Iterable[LogEntry]) -> None:
        """Adds entries of one or many months, each month's sheet once."""
        sheets = Sheets(work, self._keyring)
        by_month: dict[date, list[list[Any]]] = {}
        for entry in entries:
            by_month.setdefault(entry.month, []).append(row_of(entry))
        for month, rows in by_month.items():
            sheets.put(self._account, month, [*sheets.own_rows(self._account, month), *rows])

    def _taken_out(self, work: Work, entry: LogEntry) -> LogEntry:
        """Takes an entry out and gives it as it stood. Raises Problem when it is gone or its month is closed."""
        self._require_open(work, entry.month)
        sheets = Sheets(work, self._keyring)
        rows = sheets.own_rows(self._account, entry.month)
        there = [row for row in rows if row[KEY] == entry.key]
        if not there:
            raise gone()
        sheets.put(self._account, entry.month, [row for row in rows if row[KEY] != entry.key])
        return entry_of(there[0], entry.month)

    def _require_open(self, work: Work, month: date) -> None:
        check_month(month, self.today, self._reopened(work))

    def _month_state(self, month: date, reopened: dict[date, date]) -> MonthState:
        locked = is_locked(month, self.today, reopened)
        again = not locked and self.today >= locks_on(month)
        return MonthState(month, locked, locks_on(month), reopened.get(month) if again else None)

    @staticmethod
    def _reopened(work: Work) -> dict[date, date]:
        return {row.month: row.until for row in work.scalars(select(LogReopenedRecord))}
