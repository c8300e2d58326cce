"""Workbooks in and out (roster/workbook.py, import_desk.py, contact_sheets.py)."""

import io
import random
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from tests.roster.station import TODAY, a_phone, added, handed_on
from wellness_desktop.base.errors import Problem
from wellness_desktop.roster.contacts_csv import preview_of
from wellness_desktop.roster.csv_columns import Column
from wellness_desktop.roster.export_desk import ExportForm
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.workbook import LARGEST_UNPACKED, read_workbook

HEAD = ["Name", "Rank", "Cell", "Agency"]


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_book(*rows, title="Staff"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def rezipped(data: bytes, change) -> bytes:
    """The workbook with `change(name, content)` done to each part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return out.getvalue()


def test_a_real_workbook_is_understood(roster):
    book = a_book(
        ["Millbrook PD staff list"],
        [None],
        HEAD,
        ["Ann Bell", "Officer", 4065550101.0, "Millbrook PD"],
        ["Lee Park", "Sgt.", "406-555-0102", None],
        [None, None, None, None],
        ["Ruth Okafor", "Chaplain", date(2026, 3, 4), "Granite County Sheriff"],
        ["Tom Hill", "Officer", 406155, None],
    )
    found = roster.import_preview(saved(book), "Millbrook PD")
    assert found.header == tuple(HEAD)
    assert [(row.line, row.name) for row in found.rows] == [
        (4, "Ann Bell"),
        (5, "Lee Park"),
        (7, "Ruth Okafor"),
        (8, "Tom Hill"),
    ]
    assert found.rows[0].person.phones[0].number == "+14065550101"
    assert found.rows[2].problems == ("Mobile: The spreadsheet took this number for the date 2026-03-04.",)
    assert roster.import_people(found).value == 3


def test_the_sheet_with_names_is_shown_and_another_can_be_chosen(roster):
    book = a_book(["Notes about the list"], title="Read me")
    staff = book.create_sheet("Staff")
    staff.append(HEAD)
    staff.append(["Ann Bell", "Officer", "406-555-0101", ""])
    hidden = book.create_sheet("Old")
    hidden.append(HEAD)
    hidden.sheet_state = "hidden"
    others = book.create_sheet("Partners")
    others.append(["Name", "Phone"])
    others.append(["County clinic", "406-555-0140"])
    data = saved(book)
    found = roster.import_preview(data)
    assert (found.sheets, found.sheet) == (("Read me", "Staff", "Partners"), "Staff")
    assert [row.name for row in found.rows] == ["Ann Bell"]
    assert [row.name for row in roster.import_preview(data, sheet="Partners").rows] == ["County clinic"]


def test_merged_cells_count_for_each_row_they_span():
    book = a_book(
        HEAD, ["Ann", "Officer", "406-555-0101", "Granite SO"], ["Lee", "Officer"], ["Sam", "Officer", "", "X"]
    )
    book.active.merge_cells("D2:D3")
    table = read_workbook(saved(book)).table
    assert [row.person.agency for row in preview_of(table, []).rows] == ["Granite SO", "Granite SO", "X"]


def test_a_formula_counts_by_its_saved_result_and_without_one_keeps_its_row_out():
    book = a_book(HEAD, ['=A3&" Bell"', "Officer", "406-555-0101", ""], ["Lee", "Officer", "406-555-0102", ""])
    (first, second) = preview_of(read_workbook(saved(book)).table, []).rows
    assert first.problems[0] == "The cell under Name holds a formula."
    assert second.person.name == "Lee"

    def with_result(name, content):
        return content.replace(b'"A2"><f>', b'"A2" t="str"><f>').replace(b"<v></v>", b"<v>Ann Bell</v>")

    data = rezipped(saved(book), with_result)
    assert preview_of(read_workbook(data).table, []).rows[0].name == "Ann Bell"


EXCEL = {
    "[Content_Types].xml": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
ContentType="application/xml"/><Override PartName="/xl/workbook.xml"
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override
PartName="/xl/worksheets/sheet1.xml"
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override
PartName="/xl/sharedStrings.xml"
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>""",
    "_rels/.rels": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Tabelle &amp; 1"
sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
Target="worksheets/sheet1.xml"/><Relationship Id="rId2"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
Target="sharedStrings.xml"/></Relationships>""",
    "xl/sharedStrings.xml": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4" uniqueCount="4"><si><t>Name</t></si>
<si><t>Cell</t></si><si><r><t>Ann </t></r><r><rPr><b/></rPr><t>Bell</t></r></si><si><t xml:space="preserve"> Lee </t>
</si></sst>""",
    "xl/worksheets/sheet1.xml": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1"/><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
<row r="4"><c r="A4" t="s"><v>2</v></c><c r="C4"><v>4.0655501010000002E9</v></c></row>
<row r="1048576"><c r="A1048576" t="s"><v>3</v></c></row></sheetData></worksheet>""",
}


def test_a_file_as_excel_writes_it_with_shared_strings_and_a_wrong_size():
    book = read_workbook(zipped({name: text.encode() for name, text in EXCEL.items()}))
    assert book.sheet == "Tabelle & 1"
    ann, lee = preview_of(book.table, []).rows
    assert (ann.line, ann.name, ann.person.phones[0].shown) == (4, "Ann Bell", "(406) 555-0101")
    assert (lee.line, lee.name) == (1_048_576, "Lee")


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("4.07E+09", "Mobile: The spreadsheet shortened this number to 4.07E+09, and its digits are lost."),
        ("#N/A", "The cell under Mobile holds the error #N/A."),
        (date(2026, 3, 4), "Mobile: The spreadsheet took this number for the date 2026-03-04."),
        (555.25, "Mobile: This number has too few digits."),
    ],
)
def test_what_a_spreadsheet_did_to_a_number_is_said_in_words(cell, says):
    (row,) = preview_of(read_workbook(saved(a_book(["Name", "Cell"], ["Ann", cell]))).table, []).rows
    assert row.problems == (says,)


def test_numbers_lose_the_fraction_that_they_never_had():
    (row,) = preview_of(read_workbook(saved(a_book(["Name", "Cell"], ["Ann", "4065550101.0"]))).table, []).rows
    assert row.person.phones[0].number == "+14065550101"


def a_bomb() -> bytes:
    """A workbook of 200 KB that says it unpacks to 200 MB."""
    book = saved(a_book(HEAD))
    return rezipped(book, lambda name, content: b"0" * (LARGEST_UNPACKED + 1) if "theme" in name else content)


def an_entity_bomb() -> bytes:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    return rezipped(saved(a_book(HEAD)), lambda name, content: evil if "sheet1" in name else content)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (a_bomb, "unpacks to far more"),
        (an_entity_bomb, "cannot be read"),
        (lambda: b"PK\x03\x04 and no more", "cannot be read"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 600, "locked with a password, or in the old XLS format"),
        (lambda: saved(a_book())[:-200], "cannot be read"),
        (lambda: saved(Workbook()), "sheet is empty"),
        (lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "not an Excel workbook"),
        (lambda: saved(a_book(["Name"] + ["x"] * 300)), "too big"),
    ],
)
def test_a_bad_workbook_gets_one_sentence_and_changes_nothing(roster, data, says):
    with pytest.raises(Problem, match=says):
        roster.import_preview(data())
    assert roster.people() == []


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def test_a_bomb_is_small_on_the_disk():
    assert len(a_bomb()) < 250_000


def test_columns_chosen_by_hand_are_offered_again(roster):
    first = saved(a_book(["Who", "Ring", "Cell"], ["Ann Bell", "406-555-0101", "x1"]))
    again = saved(a_book(["Who", "Ring", "Cell"], ["Lee Park", "406-555-0102", "x2"]))
    chosen = [Column.NAME, Column.MOBILE, Column.CALL_NAME]
    done = roster.import_people(roster.import_preview(first, columns=chosen))
    found = roster.import_preview(again)
    assert found.remembered
    assert (found.columns, found.new[0].person.call_name) == (tuple(chosen), "x2")
    done.undo()
    assert roster.import_preview(again).remembered
    usual = roster.import_preview(again, columns=[Column.NAME, Column.OTHER_PHONE, Column.SKIP])
    roster.import_people(usual)
    assert roster.import_preview(again).columns[1] is Column.OTHER_PHONE
    other = roster.import_preview(saved(a_book(["Who", "Ring"], ["Ann", "406-555-0101"])))
    assert not other.remembered


def test_what_the_headings_say_themselves_is_not_kept(roster):
    data = saved(a_book(HEAD, ["Ann Bell", "Officer", "406-555-0101", ""]))
    roster.import_people(roster.import_preview(data))
    assert not roster.import_preview(data).remembered


def test_a_workbook_export_runs_nothing_and_comes_back(roster):
    danger = handed_on("=HYPERLINK(1)", call_name="+evil\uffff", phones=(a_phone("406-555-0101", published=True),))
    ruth = handed_on(
        "Ruth Okafor",
        roles=frozenset({PersonRole.CHAPLAIN, PersonRole.PEER}),
        phones=(a_phone("406-555-0102 x7", published=True, checked_on=TODAY), a_phone("406-555-0199")),
    )
    added(roster, danger, ruth)
    data = roster.export_contacts(ExportForm.XLSX)
    sheet = load_workbook(io.BytesIO(data)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert not any(str(cell.value or "").startswith(("=", "+", "@")) for row in sheet.iter_rows() for cell in row)
    assert b"0199" not in b"".join(
        zipfile.ZipFile(io.BytesIO(data)).read(name) for name in ["xl/worksheets/sheet1.xml"]
    )
    again = roster.import_preview(data)
    back = next(row.person for row in again.rows if row.name == "Ruth Okafor")
    assert (back.roles, back.phones[0].extension) == (ruth.roles, "7")
    assert [row.problems[0] for row in again.bad] == ["The cell under Name holds a formula."]


@pytest.mark.slow
def test_a_workbook_of_ten_megabytes_is_read(roster):
    chance = random.Random(3)  # noqa: S311 - text that does not pack small
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Staff")
    sheet.append([*HEAD, *(f"Note {n}" for n in range(20))])
    for number in range(18_000):
        sheet.append(
            [
                f"Person {number}",
                "Officer",
                4065550100 + number % 100,
                "",
                *(f"{chance.getrandbits(160):x}" for _ in range(20)),
            ]
        )
    data = saved(book)
    assert len(data) > 5_000_000
    assert len(roster.import_preview(data).rows) == 18_000
