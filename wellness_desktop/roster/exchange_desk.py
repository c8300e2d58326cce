"""People in and out: a spreadsheet imported whole or not at all, and one exported with consent."""

import csv
import io
from collections.abc import Sequence
from typing import Literal

from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.contacts_csv import ImportPreview, preview_of
from wellness_desktop.roster.csv_columns import Column
from wellness_desktop.roster.csv_safety import harmless
from wellness_desktop.roster.csv_table import read_table
from wellness_desktop.roster.people import Done, OnCallEntry, Person
from wellness_desktop.roster.people_desk import PeopleDesk, as_published
from wellness_desktop.roster.printed_line import PrintedLine
from wellness_desktop.roster.prints import ON_CALL_DAYS, PhoneListPaper, phone_list
from wellness_desktop.roster.publishing import may_be_shown
from wellness_desktop.roster.reading import duties_between, published_people
from wellness_desktop.roster.reading import everybody as all_people
from wellness_desktop.roster.records import PersonRecord
from wellness_desktop.roster.saving import fill


class ExchangeDesk(PeopleDesk):
    """Imports and exports."""

    def import_preview(
        self, data: bytes, own_agency: str = "", columns: Sequence[Column] | None = None
    ) -> ImportPreview:
        """What importing the CSV in `data` would do; nothing is saved.

        `columns` overrides what the first row's names say. Raises Problem when `data` is no such file.
        """
        self._actor.require(Can.EDIT_ROSTER)
        with self._store.read() as session:
            there = all_people(session)
        return preview_of(read_table(data), there, own_agency, columns)

    def import_people(self, preview: ImportPreview, *, doubles: bool = False) -> Done[int]:
        """Adds the good rows of a preview in one step, with `doubles` also those that seem to be there.

        Either all of them are saved or none; the undo takes all of them off again.
        """
        self._actor.require(Can.EDIT_ROSTER)
        rows = [row for row in preview.rows if row.person and (doubles or not row.double)]
        if preview.trouble or not rows:
            raise Problem(
                tr("There is nobody in this file to import."), preview.trouble or tr("See the reason beside each row.")
            )
        records = []
        with self._work(Event.CONTACTS_IMPORTED, None) as session:
            for row in rows:
                record = PersonRecord()
                if row.person:
                    fill(session, record, row.person, self._actor.name)
                records.append(record)
            session.add_all(records)
        ids = [record.id for record in records]
        return Done(len(ids), lambda: self._take_off(ids))

    def export_csv(self) -> bytes:
        """People who agreed to be shown, with the numbers they agreed to, as CSV that any spreadsheet opens.

        Each number says when it was checked and whether to check it before use. Cells that a spreadsheet would
        run as a formula are made harmless.
        """
        self._actor.require(Can.EXPORT_CONTACTS)
        people = [person for person in self.people() if may_be_shown(person)]
        self._note(Event.EXPORTED)
        return _csv(people, self)

    def print_phone_list(
        self,
        lines: Sequence[PrintedLine],
        *,
        everybody: bool = False,
        agency: str = "",
        size: Literal["letter", "a4"] = "letter",
        large: bool = False,
    ) -> bytes:
        """The phone list as a PDF: published people and numbers, or with `everybody` all, marked confidential.

        `lines` are the support lines for its end. Raises NotAllowed for everybody's numbers where the actor may
        not print them.
        """
        self._actor.require(Can.PRINT_CONFIDENTIAL if everybody else Can.SEE_ROSTER)
        now = self._clock.now()
        with self._store.read() as session:
            people = (
                all_people(session)
                if everybody
                else [as_published(each) for each in published_people(session) if may_be_shown(each)]
            )
            duties = duties_between(session, now, now + ON_CALL_DAYS)
        there = {person.id: person for person in people}
        on_call = [OnCallEntry(duty, there[duty.person_id]) for duty in duties if duty.person_id in there]
        paper = PhoneListPaper(now, self._zone, agency, size, large, confidential=everybody)
        pdf = phone_list(people, on_call, lines, paper)
        self._note(Event.PRINTED)
        return pdf


def _published(session: Session) -> list[Person]:
    return [as_published(person) for person in published_people(session) if may_be_shown(person)]


def _csv(people: list[Person], desk: ExchangeDesk) -> bytes:
    phones = [[phone for phone in person.phones if phone.published] for person in people]
    most = max(map(len, phones), default=0)
    head = [
        tr("Name"),
        tr("Call name"),
        tr("Agency"),
        tr("Role"),
        tr("Languages"),
        tr("Area"),
        tr("Hours"),
        tr("Called for"),
    ]
    for number in range(1, most + 1):
        head += [
            tr("Phone {number}", number=number),
            tr("Phone {number} label", number=number),
            tr("Phone {number} note", number=number),
        ]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(cell) for cell in head])
    for person, shown in zip(people, phones, strict=True):
        row = [
            person.name,
            person.call_name,
            person.agency,
            "; ".join(role.label for role in person.ordered_roles),
            "; ".join(person.languages),
            person.area,
            person.hours,
            person.called_for,
        ]
        for phone in shown:
            row += [phone.shown, phone.label, phone.freshness(desk.today).sentence]
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")
