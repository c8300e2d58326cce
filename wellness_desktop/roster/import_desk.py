"""People in: a spreadsheet, a workbook or address cards, taken whole or not at all."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.contacts_csv import preview_of
from wellness_desktop.roster.contacts_vcard import preview_of_cards
from wellness_desktop.roster.csv_columns import Column, match_columns
from wellness_desktop.roster.csv_table import read_table
from wellness_desktop.roster.handed_people import is_handed_file, preview_of_handed
from wellness_desktop.roster.import_preview import ImportPreview, PreviewRow
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.reading import everybody
from wellness_desktop.roster.saving import add_many
from wellness_desktop.roster.team_records import ColumnsRecord
from wellness_desktop.roster.vcards import is_vcard, read_cards
from wellness_desktop.roster.vetting_desk import SUPPORT_TEAM, VettingDesk
from wellness_desktop.roster.workbook import is_workbook, read_workbook


class ImportDesk(VettingDesk):
    """Imports; the file itself says what it is."""

    def import_preview(
        self, data: bytes, own_agency: str = "", columns: Sequence[Column] | None = None, sheet: str = ""
    ) -> ImportPreview:
        """What importing the file in `data` would do; nothing is saved.

        `columns` overrides what the first row's names say, and what was chosen for them the last time; `sheet`
        names the sheet of a workbook. Raises Problem when `data` is no list of people.
        """
        self._actor.require(Can.EDIT_ROSTER)
        with self._store.read() as session:
            there = everybody(session)
        if is_vcard(data):
            return preview_of_cards(read_cards(data), there, own_agency)
        if is_handed_file(data):
            handed = preview_of_handed(data, there, own_agency, self.today)
            return replace(handed, rows=tuple(map(self._without_remarks, handed.rows)))
        book = read_workbook(data, sheet) if is_workbook(data) else None
        table = book.table if book else read_table(data)
        kept = self._kept_columns(table.header) if columns is None else None
        preview = preview_of(table, there, own_agency, columns if columns is not None else kept)
        if book:
            preview = replace(preview, sheets=book.sheets, sheet=book.sheet)
        return replace(preview, remembered=kept is not None)

    def import_people(self, preview: ImportPreview, *, doubles: bool = False) -> Done[int]:
        """Adds the good rows of a preview in one step, with `doubles` also those that seem to be there.

        Either all of them are saved or none; the undo takes all of them off again. How the columns were matched
        is kept for the next list with the same headings.
        """
        self._actor.require(Can.EDIT_ROSTER)
        rows = [row for row in preview.rows if row.person and (doubles or not row.double)]
        if preview.trouble or not rows:
            raise Problem(
                tr("There is nobody in this file to import."), preview.trouble or tr("See the reason beside each row.")
            )
        with self._work(Event.CONTACTS_IMPORTED, None) as session:
            ids = add_many(session, [row.person for row in rows if row.person], self._actor.name)
            for row, person_id in zip(rows, ids, strict=True):
                for answer in row.answers:
                    self._write(session, person_id, None, answer)
            if preview.header:
                _keep_columns(session, preview.header, preview.columns)
        return Done(len(ids), lambda: self._take_off(ids))

    def _without_remarks(self, row: PreviewRow) -> PreviewRow:
        """Vetting remarks are sealed to the support team; where this actor cannot, they stay behind, and it says so."""
        if self._keyring.may_open(SUPPORT_TEAM) or not any(answer.remark for answer in row.answers):
            return row
        answers = tuple(replace(answer, remark="") for answer in row.answers)
        note = tr("The remarks beside the vetting answers stay behind: they are for members of the support team.")
        return replace(row, answers=answers, notes=(*row.notes, note))

    def _kept_columns(self, header: tuple[str, ...]) -> list[Column] | None:
        """How the columns of a list with these headings were matched the last time."""
        with self._store.read() as session:
            matched = session.scalar(select(ColumnsRecord.matched).where(ColumnsRecord.headings == _digest(header)))
        if matched is None:
            return None
        known = {column.value: column for column in Column}
        return [known.get(matched.get(str(place), ""), Column.SKIP) for place in range(len(header))]


def _keep_columns(session: Session, header: tuple[str, ...], columns: Sequence[Column]) -> None:
    """Keeps what was chosen by hand; what the headings say themselves needs no keeping."""
    record = session.scalar(select(ColumnsRecord).where(ColumnsRecord.headings == _digest(header)))
    if list(columns) == match_columns(header):
        if record is not None:
            session.delete(record)
        return
    if record is None:
        record = ColumnsRecord(headings=_digest(header))
        session.add(record)
    record.matched = {str(place): column.value for place, column in enumerate(columns) if column is not Column.SKIP}


def _digest(header: tuple[str, ...]) -> str:
    """The headings as a number that tells nothing: a list without a first row would have names in it."""
    return hashlib.sha256("\n".join(map(name_key, header)).encode()).hexdigest()
