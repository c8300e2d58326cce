"""Spreadsheets in and out (roster/csv_table.py, csv_columns.py, csv_safety.py, contacts_csv.py, contact_sheets.py)."""

import csv
import io
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.roster.station import HELPER, TODAY, a_person, a_phone, added, handed_on, published
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.roster.contacts_csv import preview_of
from wellness_desktop.roster.csv_columns import Column, match_columns
from wellness_desktop.roster.csv_safety import harmless, is_formula, unwrapped
from wellness_desktop.roster.csv_table import LONGEST_LINE, CsvTable, read_table
from wellness_desktop.roster.import_words import import_summary
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.records import PersonRecord, PhoneRecord
from wellness_desktop.roster.role_words import role_for
from wellness_desktop.store.side_tables import TravelRowRecord

REAL = """\
Name,Rank,Cell,Work Phone,E-mail,Agency
"Bell, Ann",Officer,406-555-0101,(406) 555-0110 x12,ann@millbrook.example,Millbrook PD
Rev. Ruth Okafor,Chaplain,406.555.0102,,ruth@granite.example,Granite County Sheriff
,Officer,406-555-0103,,,

José Núñez,Dispatcher,5550104,,,Millbrook PD
Lee Park,Peer Supporter,406-555-0105,,lee@millbrook,Millbrook PD
"""


def preview(text, there=(), columns=None, own="Millbrook PD"):
    data = text if isinstance(text, bytes) else text.encode()
    return preview_of(read_table(data), there, own, columns)


def test_a_real_list_is_understood_row_by_row():
    found = preview(REAL)
    assert found.columns == (
        Column.NAME,
        Column.ROLE,
        Column.MOBILE,
        Column.WORK_PHONE,
        Column.EMAIL,
        Column.AGENCY,
    )
    ann, ruth = [row.person for row in found.new]
    assert (ann.name, ann.own_agency, ann.roles) == ("Ann Bell", True, frozenset({PersonRole.OFFICER}))
    assert [(phone.label, phone.number, phone.extension) for phone in ann.phones] == [
        ("Mobile", "+14065550101", ""),
        ("Work phone", "+14065550110", "12"),
    ]
    assert (ruth.name, ruth.own_agency) == ("Rev. Ruth Okafor", False)
    assert [(row.line, row.problems) for row in found.bad] == [
        (4, ("A person needs a name.",)),
        (6, ("Mobile: The area code is missing.",)),
        (7, ("An e-mail address looks like name@agency.gov.",)),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(encoding, delimiter, line_end):
    rows = [
        ["Name", "Cell", "Notes"],
        ["José Núñez", "406-555-0104", f"likes {delimiter} and, “quotes”"],
        ["Zoë Bell", "406-555-0105", "two\nlines"],
    ]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(rows)
    table = read_table(out.getvalue().encode(encoding))
    assert table.header == ("Name", "Cell", "Notes")
    assert [row[:2] for row in table.rows] == [("José Núñez", "406-555-0104"), ("Zoë Bell", "406-555-0105")]


def test_a_spreadsheet_that_names_its_delimiter():
    assert read_table(b"sep=;\r\nName;Cell\r\nAnn, B;1\r\n").rows == (("Ann, B", "1"),)
    assert read_table(b"sep=\t\nName\tCell\nAnn\t1\n").header == ("Name", "Cell")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x80\x81" * 50, "not a text file"),
        (b"Name,Cell\n" + b"x" * (10 * 1024 * 1024), "too long"),
        (b"Name,Cell\nAnn," + b"9" * (LONGEST_LINE + 1), "too long"),
        (b'Name,Cell\n"Ann,406\nLee,407\nSam,408\n', "cannot be read"),
        (b"Name\n" + b"Ann\n" * 20_001, "too big"),
        (b"a," * 300 + b"\n", "too big"),
        (b"\x00" * 40 * 1024 * 1024, "too big"),
    ],
)
def test_what_is_not_a_list_of_people_is_refused_in_a_sentence(data, says):
    with pytest.raises(Problem) as refused:
        read_table(data)
    assert says in refused.value.title
    assert refused.value.advice.endswith(".")


def test_zero_bytes_and_loose_quotes_are_survived():
    table = read_table(b'Name,Cell\nAnn "Annie" Bell,406-555-0101\nLe\x00e,406-555-0102\n')
    assert table.rows == (('Ann "Annie" Bell', "406-555-0101"), ("Lee", "406-555-0102"))
    assert read_table(b'Name,Cell\n"Ann" B,1\n').rows[0][1] == "1"


def test_ragged_rows():
    found = preview("Name,Cell,E-mail\nAnn Bell\nLee Park,406-555-0101,,,extra\nSam Roy,406-555-0102,,,\n")
    assert [row.person.name for row in found.new] == ["Ann Bell", "Sam Roy"]
    assert found.bad[0].problems == ("This row has more cells than the first row names.",)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("First Name", Column.FIRST_NAME),
        ("LAST_NAME", Column.LAST_NAME),
        ("Surname", Column.LAST_NAME),
        ("\ufeffName", Column.NAME),
        ("Cell #", Column.MOBILE),
        ("Mobile Phone", Column.MOBILE),
        ("Phone 1 - Value", Column.OTHER_PHONE),
        ("Business Phone", Column.WORK_PHONE),
        ("E-mail Address", Column.EMAIL),
        ("E-mail 1 - Value", Column.EMAIL),
        ("Job Title", Column.ROLE),
        ("Dept.", Column.AGENCY),
        ("Organization 1 - Name", Column.AGENCY),
        ("Drive time", Column.TRAVEL_MINUTES),
        ("Favorite color", Column.SKIP),
        ("", Column.SKIP),
    ],
)
def test_columns_are_known_by_the_names_people_use(header, expected):
    assert match_columns([header]) == [expected]


def test_one_name_column_several_phones():
    assert match_columns(["Name", "Full name", "Phone", "Phone 2"]) == [
        Column.NAME,
        Column.SKIP,
        Column.OTHER_PHONE,
        Column.OTHER_PHONE,
    ]


def test_a_list_without_names_says_so_until_a_column_is_chosen(roster):
    data = b"Who,Cell\nAnn Bell,406-555-0101\n"
    found = roster.import_preview(data)
    assert "No column holds names" in found.trouble
    with pytest.raises(Problem, match="nobody"):
        roster.import_people(found)
    chosen = roster.import_preview(data, columns=[Column.NAME, Column.MOBILE])
    assert chosen.trouble == ""
    assert roster.import_people(chosen).value == 1


def test_first_and_last_name_titles_and_suffixes():
    found = preview("First,Last\nAnn,Bell\n,Okafor\nLee,\n")
    assert [row.person.name for row in found.new] == ["Ann Bell", "Okafor", "Lee"]
    names = preview('Name\n"Bell, Ann"\n"Hale, Jr."\n"Ruth Okafor, LCSW"\n"Kim, J., PhD"\n"Ann Bell, PhD"\n')
    assert [row.person.name for row in names.rows] == [
        "Ann Bell",
        "Hale, Jr.",
        "Ruth Okafor, LCSW",
        "Kim, J., PhD",
        "Ann Bell, PhD",
    ]


def test_several_numbers_and_words_in_one_cell():
    found = preview(
        "Name,Cell,Role,Languages\n"
        'Ann Bell,406-555-0101 or 406-555-0102 / 406-555-0101,"Officer, Peer support","English & Spanish"\n'
    )
    (ann,) = [row.person for row in found.new]
    assert [phone.number for phone in ann.phones] == ["+14065550101", "+14065550102"]
    assert ann.roles == {PersonRole.OFFICER, PersonRole.PEER}
    assert ann.languages == ("English", "Spanish")


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("Sgt.", PersonRole.COMMAND),
        ("Patrol Sergeant", PersonRole.COMMAND),
        ("Police Chaplain", PersonRole.CHAPLAIN),
        ("peer-support", PersonRole.PEER),
        ("Peer supporters", PersonRole.PEER),
        ("Senior social worker", PersonRole.CLINICIAN),
        ("treatment center", PersonRole.TREATMENT_CENTER),
        ("Astronaut", None),
    ],
)
def test_roles_by_the_words_people_use(word, role):
    assert role_for(word) is role


def test_an_unknown_role_is_told_and_kept_as_other():
    (row,) = preview("Name,Role\nAnn Bell,Astronaut\n").new
    assert row.person.roles == {PersonRole.OTHER}
    assert "Astronaut" in row.notes[0]


@pytest.mark.parametrize(
    ("cell", "text", "formula"),
    [
        ('="0142"', "0142", False),
        ("'+44 20 7946 0958", "+44 20 7946 0958", False),
        ("+1 406 555 0142", "+1 406 555 0142", False),
        ("=HYPERLINK(1)", "=HYPERLINK(1)", True),
        ("'=1+1", "=1+1", True),
        ("@SUM(A1)", "@SUM(A1)", True),
        ("-cmd|' /C calc'!A0", "-cmd|' /C calc'!A0", True),
        ("＝1", "＝1", True),
        ("O'Neil", "O'Neil", False),
        ("'tis", "'tis", False),
    ],
)
def test_formula_cells(cell, text, formula):
    assert unwrapped(cell) == text
    assert is_formula(unwrapped(cell)) is formula


def test_a_formula_keeps_its_row_out():
    (row,) = preview("Name,Cell\n=cmd|' /C calc'!A0,406-555-0101\n").bad
    assert row.problems[0] == "The cell under Name holds a formula."


def test_people_who_are_there_already_are_set_apart(roster):
    (ann,) = added(roster, a_person("Ann Bell", phones=(a_phone("406-555-0101"),)))
    text = (
        "Name,Cell,Desk\nANN  BELL,406-555-0199,406-555-0100\nAnnie,406-555-0101,\n"
        "Lee,406-555-0150,406-555-0100\nLee,406-555-0150,\n"
    )
    found = roster.import_preview(text.encode())
    assert [row.person.name for row in found.new] == ["Lee"]
    assert [(row.person.name, row.already) for row in found.doubles] == [
        ("ANN BELL", ann.id),
        ("Annie", ann.id),
        ("Lee", None),
    ]
    assert roster.import_people(found).value == 1
    assert roster.import_people(roster.import_preview(text.encode()), doubles=True).value == 4


def test_an_import_is_whole_and_taken_back_in_one_step(roster, station):
    added(roster, a_person("Already Here"))
    found = roster.import_preview(REAL.encode(), "Millbrook PD")
    assert import_summary(found) == (
        "2 people are new. 0 seem to be on the roster already. 3 rows stay out; the reason stands beside each."
    )
    done = roster.import_people(found)
    assert [person.name for person in roster.people()] == ["Already Here", "Ann Bell", "Rev. Ruth Okafor"]
    assert station.audited()[-1] == ("contacts imported", None)
    done.undo()
    assert [person.name for person in roster.people()] == ["Already Here"]


def test_an_import_saves_exactly_what_adding_one_by_one_saves(roster, station):
    found = roster.import_preview(REAL.encode(), "Millbrook PD")
    roster.import_people(found)
    added(roster, *(row.person for row in found.new))
    with station.store.read() as session:
        people = session.execute(select(PersonRecord.__table__).order_by(PersonRecord.name_key)).all()
        numbers = session.execute(select(PhoneRecord.__table__).order_by(PhoneRecord.number)).all()
        journeys = session.execute(select(TravelRowRecord.row_id, TravelRowRecord.stamps)).all()
    assert len(people) == 2 * len(found.new)
    for rows in (people, numbers):
        told = [{k: v for k, v in row._mapping.items() if k not in ("id", "person_id")} for row in rows]
        assert told[::2] == told[1::2]
        assert len(told) >= 4
    stamped = {row.row_id: set(row.stamps) for row in journeys}
    assert {str(stamped[row.id.hex]) for row in (*people, *numbers)} == {"{''}"}


def test_nothing_is_half_imported_when_a_row_fails_late(roster, station):
    from dataclasses import replace

    found = roster.import_preview(REAL.encode())
    rows = list(found.rows)
    rows[1] = replace(rows[1], person=a_person(""))
    before = station.audited()
    with pytest.raises(Problem):
        roster.import_people(replace(found, rows=tuple(rows)))
    assert roster.people() == []
    assert station.audited() == before


def test_only_the_coordinator_imports_and_exports(station):
    other = station.roster(Role.SUPERVISOR, account=HELPER)
    with pytest.raises(NotAllowed):
        other.import_preview(REAL.encode())
    with pytest.raises(NotAllowed):
        other.export_contacts()


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_an_export_holds_what_was_agreed_and_nothing_else(roster, station):
    added(
        roster,
        handed_on("Ruth Okafor", phones=(a_phone("406-555-0101", published=True, checked_on=TODAY), a_phone())),
        published("On the board only"),
        a_person("Secret Sam"),
    )
    data = roster.export_contacts()
    assert data.startswith(b"\xef\xbb\xbf")
    head, ruth = rows_of(data)
    assert head[:4] == ["Name", "Call name", "Agency", "Role"]
    assert ruth[0] == "Ruth Okafor"
    assert ruth[-3:] == ["(406) 555-0101", "Mobile", "Checked Mar 10, 2026."]
    assert b"0142" not in data
    assert station.audited()[-1] == ("exported", None)
    station.clock.advance(timedelta(days=91))
    assert rows_of(roster.export_contacts())[1][-1] == "Last checked Mar 10, 2026. Check before use."


def test_an_export_runs_nothing_and_comes_back_as_it_was(roster):
    danger = handed_on(
        "=HYPERLINK(evil)", call_name="@SUM(A1)", area="-2+3", phones=(a_phone("+44 20 7946 0958", published=True),)
    )
    added(roster, danger, handed_on("Ruth Okafor", phones=(a_phone("406-555-0101 x7", published=True),)))
    data = roster.export_contacts()
    for row in rows_of(data):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    again = preview_of(read_table(data), [], "")
    ruth = next(row.person for row in again.new if row.person.name == "Ruth Okafor")
    assert [(phone.number, phone.extension) for phone in ruth.phones] == [("+14065550101", "7")]
    assert [row.problems[0] for row in again.bad] == ["The cell under Name holds a formula."]


@given(st.text())
def test_a_harmless_cell_never_starts_a_formula(text):
    cell = harmless(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert cell in (text, f"'{text}")


ALPHABET = st.sampled_from([*"NameCel,;\t|\"'=+-@\r\n\x00 406555é", "\ufeff", "Name,Cell\n"])


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(ALPHABET, max_size=200).map(lambda parts: "Name,Cell\n" + "".join(parts)).map(str.encode),
    )
)
@example(b"\xff\xfe\x00")
@example(b"\xfe\xff\xd8\x00")
@example(b"Name\r\r\n\x00\r")
def test_any_bytes_are_previewed_or_refused(data):
    """The fast share of the fuzz test of issue 4; the long one is marked slow."""
    _preview_or_refuse(data)


def _preview_or_refuse(data):
    try:
        table = read_table(data)
    except Problem:
        return
    assert isinstance(table, CsvTable)
    found = preview_of(table, [], "Millbrook PD")
    assert len(found.rows) == len(found.new) + len(found.doubles) + len(found.bad)
    for row in found.rows:
        assert (row.person is None) == bool(row.problems)
        if row.person:
            assert row.person.name
            assert "\x00" not in row.person.name


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(
        st.binary(max_size=2000),
        st.text(max_size=800).map(lambda text: text.encode("utf-16", "surrogatepass")),
        st.lists(ALPHABET, max_size=600).map("".join).map(str.encode),
        st.lists(st.sampled_from(REAL.split(",")), max_size=40).map(",".join).map(str.encode),
    )
)
def test_twenty_thousand_broken_files(data):
    _preview_or_refuse(data)
