"""People as a sheet that any spreadsheet program opens: CSV, and XLSX through openpyxl.

Cells that a spreadsheet would run as a formula are made harmless in both.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date

from wellness_desktop.base.language import tr
from wellness_desktop.roster.csv_safety import harmless
from wellness_desktop.roster.people import Person

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_csv(people: Sequence[Person], today: date) -> bytes:
    """The people as CSV in UTF-8 with its mark, without which Excel misreads names."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows(_rows(people, today))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(people: Sequence[Person], today: date) -> bytes:
    """The people as a workbook of one sheet, every cell a text, the first row held in place."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(tr("Contacts"))
    rows = list(_rows(people, today))
    for place, _title in enumerate(rows[0], 1):
        longest = max(len(row[place - 1]) for row in rows if len(row) >= place)
        sheet.column_dimensions[get_column_letter(place)].width = min(48, max(10, longest + 2))
    sheet.freeze_panes = "B2"
    for number, row in enumerate(rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub("", text))
            cell.data_type = "s"  # openpyxl would take a text that begins with = for a formula
            cell.number_format = "@"
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(people: Sequence[Person], today: date) -> Iterator[list[str]]:
    """The names of the columns, then a row for each person; each number says when it was checked."""
    most = max((len(person.phones) for person in people), default=0)
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
    yield [harmless(cell) for cell in head]
    for person in people:
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
        for phone in person.phones:
            row += [phone.shown, phone.label, phone.freshness(today).sentence]
        yield [harmless(cell) for cell in row]
