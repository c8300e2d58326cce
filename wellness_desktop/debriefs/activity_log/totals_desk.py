"""What the coordinator does with the log: sums, reopening a month, the agency's own labels, and what retention keeps.

Sums are for the coordinator's screen and for reports, which leave small numbers out; nobody else asks for them.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.activity_log.categories import Categories, load_categories
from wellness_desktop.debriefs.activity_log.entry_check import check_month
from wellness_desktop.debriefs.activity_log.log_desk import MonthState
from wellness_desktop.debriefs.activity_log.log_reading import LogReading
from wellness_desktop.debriefs.activity_log.month_lock import OPEN_AGAIN, ReopenReason, is_locked, oldest_kept
from wellness_desktop.debriefs.activity_log.records import (
    LogLabelRecord,
    LogReopenedRecord,
    LogSheetRecord,
    LogTotalsRecord,
)
from wellness_desktop.debriefs.activity_log.sheets import Sheets
from wellness_desktop.debriefs.activity_log.shelf_desk import ShelfDesk
from wellness_desktop.debriefs.activity_log.totals import (
    LogTotals,
    Sums,
    sums_of,
    together,
    totals_in,
    totals_of,
    totals_text,
)
from wellness_desktop.debriefs.activity_log.values import LABEL_LENGTH, month_of, months_before
from wellness_desktop.debriefs.desk import SUPPORT_TEAM
from wellness_desktop.debriefs.retention.periods import Subject
from wellness_desktop.debriefs.retention.retention_desk import Counts
from wellness_desktop.debriefs.screening import health_words, names_somebody
from wellness_desktop.roster.people import Done

Step = Callable[[int, int], None]


def no_step(_done: int, _of: int) -> None:
    """Where nobody looks at how far it is."""


class TotalsDesk(ShelfDesk):
    """Sums, months, labels, retention."""

    def log_totals(self, first: date, last: date) -> LogTotals:
        """The sums of the months from `first` to `last` (inclusive), over all helpers, raw: nothing is left out.

        For the coordinator with the support team's key, and for reports, which suppress small numbers. Months past
        their detail count from their kept sums. Raises NotAllowed, or Problem without the key.
        """
        return self.log_reading(first, last).whole

    def log_reading(self, first: date, last: date, step: Step = no_step) -> LogReading:
        """The same by month, read once. `step(done, of)` is called after each sheet and may raise, as Cancelled."""
        self._require_sums()
        first, last = month_of(first), month_of(last)
        by_month: defaultdict[date, list[tuple[UUID, Sums]]] = defaultdict(list)
        with self._store.read() as work:
            sheets = Sheets(work, self._keyring)
            there, opened = sheets.count(first, last), 0
            for opened, (sheet, rows) in enumerate(sheets.of_months(first, last), 1):
                by_month[sheet.month].append((sheet.account_id, sums_of(rows)))
                step(opened, there)
            query = select(LogTotalsRecord).where(LogTotalsRecord.month >= first, LogTotalsRecord.month <= last)
            kept = {row.month: self._kept_totals(row) for row in work.scalars(query)}
        return LogReading({month: tuple(found) for month, found in by_month.items()}, kept, there - opened)

    def log_months(self) -> list[date]:
        """The months with entries or kept sums, the newest first."""
        self._require_sums()
        with self._store.read() as work:
            found = {*work.scalars(select(LogSheetRecord.month)), *work.scalars(select(LogTotalsRecord.month))}
        return sorted(found, reverse=True)

    # --------------------------------------------------------------------------------------------- months, labels

    def reopen_month(self, month: date, reason: ReopenReason) -> Done[MonthState]:
        """Lets a closed month take entries again for a week. It leaves a line in the audit log, with the reason.

        Raises EntryProblem for a month past its detail, Problem for one that is open.
        """
        self._actor.require(Can.RUN_LOG)
        month = month_of(month)
        with self._store.work() as work:
            reopened = self._reopened(work)
            if not is_locked(month, self.today, reopened):
                raise Problem(tr("This month is open."), tr("Helpers can log in it now."))
            until = self.today + OPEN_AGAIN
            check_month(month, self.today, {month: until})
            row = self._reopened_row(work, month)
            if row is None:
                row = LogReopenedRecord(month=month)
                work.add(row)
            row.until = until
            work.flush()
            self._audit.record(work, self._actor, Event.LOG_REOPENED, row.id, outcome=reason.value)
            state = self._month_state(month, {**reopened, month: until})
        return Done(state, lambda: self._close_again(month))

    def _close_again(self, month: date) -> None:
        with self._store.work() as work:
            row = self._reopened_row(work, month)
            if row is not None:
                self._audit.record(work, self._actor, Event.LOG_CLOSED_AGAIN, row.id)
                work.delete(row)

    def set_log_label(self, code: str, label: str) -> Done[Categories]:
        """Gives a category the agency's own label; empty gives the shipped one back.

        Raises Problem for a label that is too long, names somebody of the roster, or speaks of health (CL-02).
        """
        self._actor.require(Can.RUN_LOG)
        text = " ".join(label.split())
        self._check_label(code, text)
        before = self.log_categories().by_code[code].label
        self._put_label(code, text)
        return Done(self.log_categories(), lambda: self._put_label(code, before))

    def _check_label(self, code: str, text: str) -> None:
        if code not in load_categories().by_code:
            raise Problem(tr("There is no such category."))
        if len(text) > LABEL_LENGTH:
            raise Problem(tr("A label has 40 characters at most."), tr("A few plain words are enough."))
        if names_somebody(text, [one.name for one in self.roster_people().values()]):
            raise Problem(tr("This names somebody of the roster."), tr("A label says what was done, never for whom."))
        if health_words(text) and text != load_categories().label(code):
            raise Problem(
                tr("This speaks of somebody's health or private life."),
                tr("A label says what was done. Leave the rest out."),
            )
        others = {one.label.casefold() for one in self.log_categories().by_code.values() if one.code != code}
        if text.casefold() in others:
            raise Problem(tr("Another category has this label."), tr("Give it words of its own."))

    def _put_label(self, code: str, text: str) -> None:
        with self._work(Event.SETTINGS_CHANGED, None) as work:
            row = work.scalars(select(LogLabelRecord).where(LogLabelRecord.code == code)).first()
            shipped = load_categories().label(code)
            if not text or text == shipped:
                if row is not None:
                    work.delete(row)
            elif row is not None:
                row.label = text
            else:
                work.add(LogLabelRecord(code=code, label=text))

    # ------------------------------------------------------------------------------------------------ retention

    def _further_jobs(self) -> list[Callable[[Work, Counts], None]]:
        """After 13 months a month's details become sums; any legal hold keeps them (chaplain_log.md 7.6)."""
        return [*super()._further_jobs(), self._share_own, *map(self._month_job, self._months_past())]

    def _share_own(self, work: Work, _counts: Counts) -> None:
        if self._actor.may(Can.KEEP_LOG):
            Sheets(work, self._keyring).share(self._account)

    def _months_past(self) -> list[date]:
        with self._store.read() as work:
            old = select(LogSheetRecord.month).where(LogSheetRecord.month < oldest_kept(self.today)).distinct()
            return sorted(work.scalars(old))

    def _month_job(self, month: date) -> Callable[[Work, Counts], None]:
        def job(work: Work, counts: Counts) -> None:
            if not self._held_places(work) and self._keyring.may_open(SUPPORT_TEAM):
                self._keep_sums_only(work, month, counts)

        return job

    def _keep_sums_only(self, work: Work, month: date, counts: Counts) -> None:
        """The month's sheets become its sums. One only its owner opens waits a month longer, then goes."""
        opened = list(Sheets(work, self._keyring).of_months(month, month))
        unopened = work.scalars(
            select(LogSheetRecord).where(
                LogSheetRecord.month == month, LogSheetRecord.id.not_in([sheet.id for sheet, _ in opened])
            )
        ).all()
        if opened:
            self._add_to_kept(work, month, totals_of((sheet.account_id, rows) for sheet, rows in opened))
        past_waiting = month < months_before(oldest_kept(self.today), 1)
        for sheet in [*(sheet for sheet, _ in opened), *(unopened if past_waiting else ())]:
            work.delete(sheet)
        counts[Subject.LOG_ENTRIES] += sum(len(rows) for _, rows in opened)
        row = self._reopened_row(work, month)
        if row is not None:
            work.delete(row)

    def _add_to_kept(self, work: Work, month: date, totals: LogTotals) -> None:
        before = work.scalars(select(LogTotalsRecord).where(LogTotalsRecord.month == month)).first()
        if before is not None:
            totals = together([self._kept_totals(before), totals])
            work.delete(before)
            work.flush()
        anew = LogTotalsRecord(month=month, sealing=1)
        anew.sealed = self._keyring.seal(totals_text(totals), record=anew.id, version=anew.sealing, to=SUPPORT_TEAM)
        work.add(anew)
        work.flush()

    def _kept_totals(self, row: LogTotalsRecord) -> LogTotals:
        return totals_in(self._keyring.open(row.sealed, record=row.id, version=row.sealing))

    # ------------------------------------------------------------------------------------------------ inner parts

    def _require_sums(self) -> None:
        self._actor.require(Can.RUN_LOG)
        self._require_sealed()

    @staticmethod
    def _reopened_row(work: Work, month: date) -> LogReopenedRecord | None:
        return work.scalars(select(LogReopenedRecord).where(LogReopenedRecord.month == month)).first()
