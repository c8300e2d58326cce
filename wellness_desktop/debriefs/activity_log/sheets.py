"""Reading and writing sealed sheets, in the unit of work of the caller."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Work

from wellness_desktop.debriefs.activity_log.records import LogSheetRecord, LogShelfRecord
from wellness_desktop.debriefs.activity_log.sheet_text import Row, rows_in, written
from wellness_desktop.debriefs.activity_log.shelf import Shelf, shelf_in, shelf_text
from wellness_desktop.debriefs.desk import SUPPORT_TEAM
from wellness_desktop.store.key_problems import NotSealedForYou, Tampered
from wellness_desktop.store.keyring import Keyring

ME = "me"


class Sheets:
    """The sheets of one helper, or of everybody for whoever holds the support team's key."""

    def __init__(self, work: Work, keyring: Keyring) -> None:
        self._work = work
        self._keyring = keyring

    def own_rows(self, account_id: UUID, month: date) -> list[list[Any]]:
        """The helper's rows of a month, in the order of entering."""
        found = self._work.scalars(_of(account_id).where(LogSheetRecord.month == month))
        return [row for sheet in found for row in self._opened(sheet) or []]

    def own_months(self, account_id: UUID) -> Iterator[tuple[date, list[list[Any]]]]:
        """Every month of the helper that can be opened, the newest first, with its rows."""
        for sheet in self._work.scalars(_of(account_id).order_by(LogSheetRecord.month.desc())):
            rows = self._opened(sheet)
            if rows:
                yield sheet.month, rows

    def put(self, account_id: UUID, month: date, rows: Iterable[Row]) -> None:
        """Makes the helper's sheet of a month anew; an empty one is gone.

        What the helper cannot open any more (sealed before the passphrase was reset) stays for the support team.
        """
        for sheet in self._work.scalars(_of(account_id).where(LogSheetRecord.month == month)).all():
            if self._opened(sheet) is not None:
                self._work.delete(sheet)
        self._work.flush()
        kept = list(rows)
        if kept:
            self._add(account_id, month, written(kept))

    def share(self, account_id: UUID) -> None:
        """Seals to the support team what was written before the team had a key."""
        if not self._keyring.members(SUPPORT_TEAM):
            return
        waiting = _of(account_id).where(LogSheetRecord.shared.is_(False))
        for sheet in self._work.scalars(waiting).all():
            rows = self._opened(sheet)
            if rows is not None:
                self._work.delete(sheet)
                self._add(account_id, sheet.month, written(rows))

    def unopened(self, account_id: UUID) -> int:
        """How many of the helper's months the helper cannot open any more."""
        return sum(self._opened(sheet) is None for sheet in self._work.scalars(_of(account_id)))

    def count(self, first: date, last: date) -> int:
        """How many sheets there are of the months from `first` to `last`, whether or not they can be opened."""
        query = select(func.count()).select_from(LogSheetRecord)
        return self._work.scalar(query.where(LogSheetRecord.month >= first, LogSheetRecord.month <= last)) or 0

    def of_months(self, first: date, last: date) -> Iterator[tuple[LogSheetRecord, list[list[Any]]]]:
        """Everybody's sheets that can be opened, of the months from `first` to `last` (first days, inclusive)."""
        query = select(LogSheetRecord).where(LogSheetRecord.month >= first, LogSheetRecord.month <= last)
        for sheet in self._work.scalars(query.order_by(LogSheetRecord.month)):
            rows = self._opened(sheet)
            if rows is not None:
                yield sheet, rows

    def shelf(self, account_id: UUID) -> Shelf:
        """The helper's own shelf; empty where there is none, or none that opens."""
        record = self._shelf_record(account_id)
        if record is None:
            return Shelf()
        try:
            return shelf_in(self._keyring.open(record.sealed, record=record.id, version=record.sealing))
        except (NotSealedForYou, Tampered):
            return Shelf()

    def put_shelf(self, account_id: UUID, shelf: Shelf) -> None:
        """Makes the helper's shelf anew."""
        for record in self._work.scalars(select(LogShelfRecord).where(LogShelfRecord.account_id == account_id)).all():
            self._work.delete(record)
        self._work.flush()
        anew = LogShelfRecord(account_id=account_id, sealing=1)
        anew.sealed = self._keyring.seal(shelf_text(shelf), record=anew.id, version=anew.sealing, to=ME)
        self._work.add(anew)

    def _shelf_record(self, account_id: UUID) -> LogShelfRecord | None:
        return self._work.scalars(select(LogShelfRecord).where(LogShelfRecord.account_id == account_id)).first()

    def _add(self, account_id: UUID, month: date, text: str) -> None:
        shared = bool(self._keyring.members(SUPPORT_TEAM))
        sheet = LogSheetRecord(account_id=account_id, month=month, sealing=1, shared=shared)
        readers = [ME, SUPPORT_TEAM] if shared else [ME]
        sheet.sealed = self._keyring.seal(text, record=sheet.id, version=sheet.sealing, to=readers)
        self._work.add(sheet)
        self._work.flush()

    def _opened(self, sheet: LogSheetRecord) -> list[list[Any]] | None:
        """The rows; None where this person's keys open none of it, as after a reset of the own passphrase."""
        try:
            return rows_in(self._keyring.open(sheet.sealed, record=sheet.id, version=sheet.sealing))
        except (NotSealedForYou, Tampered):
            return None


def _of(account_id: UUID) -> Any:
    return select(LogSheetRecord).where(LogSheetRecord.account_id == account_id)
