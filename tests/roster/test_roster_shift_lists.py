"""Shift lists from spreadsheets: both usual shapes, what people write into cells, every bad line with its reason."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.roster.station import a_person, added
from tests.roster.test_roster_shift_patterns import MONDAY, a_pattern
from tests.roster.test_roster_shift_times import FOUR, MARCH, OFFICER, spoken, text_of
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.roster.duty_roster import list_cells
from wellness_desktop.roster.duty_roster.list_cells import Said, said
from wellness_desktop.roster.duty_roster.shift_lists import ListColumn
from wellness_desktop.roster.kinds import CalendarKind

MONTH = date(2026, 3, 1)
LETTERS = {"D": (time(6), 12.0), "N": (time(18), 12.0)}


@pytest.fixture
def squad(roster):
    people = added(
        roster, *(a_person(name, roles=OFFICER) for name in ("Ann Bell", "Ben Cole", "Cy Doyle", "Abe Bell"))
    )
    roster.save_pattern(a_pattern(teams=FOUR))
    for person, team in zip(people[:2], roster.shift_teams(), strict=False):
        roster.put_on_team([person.id], team.id, MONDAY)
    return people


def preview(roster, text, **more):
    return roster.shift_list_preview(text.encode(), MONTH, **more)


def problems(found):
    return {row.line: " ".join(row.problems) for row in found.rows if row.problems}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-04", date(2026, 3, 4)),
        ("2026-03-04 00:00", date(2026, 3, 4)),
        ("3/4/2026", date(2026, 3, 4)),
        ("03/04/26", date(2026, 3, 4)),
        ("3/4", date(2026, 3, 4)),
        ("Wed 3/4", date(2026, 3, 4)),
        ("Mar 4", date(2026, 3, 4)),
        ("4-Mar-2026", date(2026, 3, 4)),
        ("Wednesday, March 4", date(2026, 3, 4)),
        ("17/3/2026", date(2026, 3, 17)),
        ("4", date(2026, 3, 4)),
        ("12/31", date(2025, 12, 31)),
        ("2/30", None),
        ("32", None),
        ("Wed", None),
        ("Ann Bell", None),
    ],
)
def test_days_as_people_write_them(text, expected):
    assert list_cells.day(text, MONTH) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("d", Said(CalendarKind.LISTED, time(6), 12)),
        ("0600-1800", Said(CalendarKind.LISTED, time(6), 12)),
        ("1800 - 0600", Said(CalendarKind.LISTED, time(18), 12)),
        ("6a-6p", Said(CalendarKind.LISTED, time(6), 12)),
        ("6:30 AM to 2:30 PM", Said(CalendarKind.LISTED, time(6, 30), 8)),
        ("22-6", Said(CalendarKind.LISTED, time(22), 8)),
        ("7\u20137", Said(CalendarKind.LISTED, time(7), 24)),
        ('="0600-1800"', Said(CalendarKind.LISTED, time(6), 12)),
        ("", Said(CalendarKind.LISTED_OFF)),
        ("OFF", Said(CalendarKind.LISTED_OFF)),
        ("x", Said(CalendarKind.LISTED_OFF)),
        ("-", Said(CalendarKind.LISTED_OFF)),
        ("Vac", Said(CalendarKind.LEAVE)),
        ("sick", Said(CalendarKind.LEAVE)),
        ("Court", Said(CalendarKind.COURT)),
        ("TRN", Said(CalendarKind.TRAINING)),
        ("C", Said(CalendarKind.ON_CALL)),
        ("25-26", None),
        ("Q", None),
    ],
)
def test_cells_as_people_write_them(cell, expected):
    assert said(cell, LETTERS) == expected


@given(st.text(max_size=40))
@settings(max_examples=80)
def test_no_cell_breaks_the_reading(cell):
    said(cell, LETTERS)
    list_cells.day(cell, MONTH)
    list_cells.moment(cell, MONTH)
    list_cells.is_formula(cell)


DAYS = (
    "March schedule,,,,\n"
    "Name,3/2,3/3,3/4,3/5\n"
    ",Mon,Tue,Wed,Thu\n"
    '"Bell, Ann",D,0600-1400,off,vac\n'
    "Sgt. Cole,N,,Court,\n"
    "Cy Doyle,D,D,,\n"
    "Bell,D,D,D,D\n"
    "Zed Stranger,D,D,D,D\n"
    "Ann Bell,D,D,D,D\n"
)


def test_a_line_a_person_with_a_column_for_each_day(roster, squad):
    found = preview(roster, DAYS)
    assert [row.line for row in found.good] == [4, 5, 6]
    assert problems(found) == {
        7: "This name fits several people. Write it out in the list.",
        8: "Nobody on the roster has this name.",
        9: "This person stands in row 4 already.",
    }
    assert found.strangers == ("Bell", "Zed Stranger")
    done = roster.import_shift_list(found)
    assert done.value == 3
    ann, ben, cy, _ = squad
    days = MARCH[1:5]
    assert [text_of(roster, ann, day) for day in days] == ["D", "D", "-", "Lv"]
    assert "06:00 to 14:00" in spoken(roster, ann, days[1])
    assert [text_of(roster, ben, day) for day in days] == ["N", "-", "Ct", "-"]
    assert [text_of(roster, cy, day) for day in days] == ["D", "D", "-", "-"]
    assert text_of(roster, cy, MARCH[9]) == "?"
    done.undo()
    assert [text_of(roster, cy, day) for day in days] == ["?"] * 4
    assert [text_of(roster, ann, day) for day in days] == ["D", "D", "-", "-"]


def test_what_the_pattern_says_anyway_is_not_noted(roster, squad):
    ann = squad[0]
    row = ",".join("" if text_of(roster, ann, day) == "-" else text_of(roster, ann, day) for day in MARCH)
    head = ",".join(str(day.day) for day in MARCH)
    roster.import_shift_list(preview(roster, f"Name,{head}\nAnn Bell,{row}\n"))
    assert roster.noted(ann.id, MARCH[0], MARCH[-1]) == []


def test_a_corrected_list_takes_the_place_of_the_first_and_leave_stays(roster, squad):
    cy = squad[2]
    roster.import_shift_list(preview(roster, "Name,3/2,3/3,3/4\nCy Doyle,D,D,\n"))
    roster.mark_days([cy.id], CalendarKind.LEAVE, MARCH[1], MARCH[1])
    roster.import_shift_list(preview(roster, "Name,3/2,3/3,3/4\nCy Doyle,D,,N\n"))
    assert [text_of(roster, cy, day) for day in MARCH[1:4]] == ["Lv", "-", "N"]
    assert len([one for one in roster.noted(cy.id, MARCH[1], MARCH[3]) if one.kind is CalendarKind.LISTED]) == 2


SHIFTS = (
    "Employee;Start;End;Notes\n"
    "Cy Doyle;3/2/2026 6:00 AM;3/2/2026 6:00 PM;gate\n"
    "Cy Doyle;2026-03-03 18:00;2026-03-04 06:00;\n"
    "Cy Doyle;2026-03-03 20:00;2026-03-04 04:00;\n"
    "Cy Doyle;=NOW();18:00;\n"
    "Cy Doyle;3/5/2026 18:00;3/5/2026 06:00;\n"
    "Cy Doyle;3/5/2026 6;3/9/2026 6;\n"
    "Cy Doyle;soon;later;\n"
    ";3/6/2026 6:00;3/6/2026 18:00;\n"
)


def test_a_line_a_shift(roster, squad):
    found = preview(roster, SHIFTS)
    assert [row.line for row in found.good] == [2, 3]
    told = problems(found)
    assert "runs into the shift in row 3" in told[4]
    assert "formula" in told[5]
    assert "end lies before the start" in told[6]
    assert "more than two days" in told[7]
    assert "day cannot be read" in told[8]
    assert "no name" in told[9]
    roster.import_shift_list(found)
    assert [text_of(roster, squad[2], day) for day in MARCH[1:4]] == ["D", "N", "?"]


def test_day_start_and_end_in_columns_of_their_own_and_by_letter(roster, squad):
    found = preview(roster, "Date,Officer,In,Out\n3/2,Cy Doyle,0600,1800\n3/3,Cy Doyle,1800,0600\n")
    assert [row.good for row in found.rows] == [True, True]
    found = preview(roster, "Day\tName\tShift\n3/2\tCy Doyle\tN\n3/3\tCy Doyle\tZ\n")
    assert [row.good for row in found.rows] == [True, False]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_as_spreadsheets_save_it(roster, encoding):
    added(roster, a_person("Renée Núñez", roles=OFFICER))
    roster.save_pattern(a_pattern())
    data = "Name;3/2;3/3;3/4\nRenée Núñez;D;D;\n".encode(encoding)
    assert len(roster.shift_list_preview(data, MONTH).good) == 1


def test_columns_can_be_said_by_hand(roster, squad):
    text = "A,B,C\nCy Doyle,3/2/2026 6:00,3/2/2026 18:00\n"
    assert "No column holds names" in preview(roster, text).trouble
    chosen = [ListColumn.NAME, ListColumn.START, ListColumn.END]
    assert len(preview(roster, text, columns=chosen).good) == 1
    assert "No column says when" in preview(roster, text, columns=[ListColumn.NAME, *[ListColumn.SKIP] * 2]).trouble


def test_nothing_half_imported(roster, squad):
    with pytest.raises(Problem, match="nothing in this list"):
        roster.import_shift_list(preview(roster, "Name,3/2,3/3,3/4\nZed,D,D,D\n"))
    found = preview(roster, "Name,3/2,3/3,3/4\nCy Doyle,N,N,N\n")
    done = roster.import_shift_list(found)
    roster.clear_days([squad[2].id], MARCH[2], MARCH[2])
    with pytest.raises(ChangedElsewhere):
        done.undo()
    assert [text_of(roster, squad[2], day) for day in MARCH[1:4]] == ["N", "?", "N"]


def test_only_whoever_edits_shifts(station, squad):
    with pytest.raises(NotAllowed):
        preview(station.roster(Role.PLANNER), DAYS)
    assert preview(station.roster(Role.SUPERVISOR), DAYS).good
