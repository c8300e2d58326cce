"""A spreadsheet read, looked at and imported by keyboard (roster/import_view.py)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.roster.typing_roster import press
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults

SHEET = """\
Name,Rank,Cell
Ann Bell,Officer,406-555-0120
Tom Hill,Chaplain,406-555-0162
,Officer,406-555-0163
"""


def test_a_list_is_imported_by_keyboard_and_taken_back_whole(open_page, qtbot, tmp_path, roster, team):
    (tmp_path / "list.csv").write_text(SHEET)
    page = open_page()
    page.show_import()
    QTest.keyClicks(QApplication.focusWidget(), str(tmp_path / "list.csv"))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.importer.table.rows.total == 3)
    importer = page.importer
    assert importer.summary.text().startswith("1 person is new. 1 seems to be on the roster already. 1 row stays out")
    assert importer.import_button.text() == "Import 1 person"
    shown = [(row.name, row.line) for row in importer.table.rows.shown()]
    assert shown == [("", 4), ("Ann Bell", 2), ("Tom Hill", 3)]
    importer.doubles.click()
    assert importer.import_button.text() == "Import 2 people"
    importer.doubles.click()
    importer.import_button.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(page.list.isVisible)
    assert "Tom Hill" in [person.name for person in roster.people()]
    assert "1 person was imported." in page.banner.words
    page.banner.undo.take_back()
    assert "Tom Hill" not in [person.name for person in roster.people()]


def test_another_meaning_of_a_column_changes_the_preview(open_page, qtbot, tmp_path, roster):
    (tmp_path / "list.csv").write_text("Who,Cell\nTom Hill,406-555-0162\n")
    page = open_page()
    page.show_import()
    page.importer.read(str(tmp_path / "list.csv"))
    qtbot.waitUntil(lambda: page.importer.table.rows.total == 1)
    assert "No column holds names" in page.importer.summary.text()
    assert not page.importer.import_button.isEnabled()
    choice = page.importer.meanings[0]
    choice.setFocus()
    QTest.keyClicks(choice, "Name")
    press(Qt.Key.Key_Return)
    choice.activated.emit(choice.currentIndex())
    assert page.importer.import_button.text() == "Import 1 person"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04", "This is a workbook, not a CSV file."),
        (b"", "This file is empty."),
        (None, "This file cannot be read."),
        (b"Name\n" + b"x" * (10 * 1024 * 1024), "A line of this file is too long"),
    ],
)
def test_a_file_that_is_no_list_gets_one_clear_sentence(open_page, qtbot, tmp_path, roster, data, says):
    path = tmp_path / "list.csv"
    if data is not None:
        path.write_bytes(data)
    page = open_page()
    page.show_import()
    page.importer.read(str(path))
    qtbot.waitUntil(lambda: says in page.banner.words)
    assert not page.importer.import_button.isVisible()
    assert roster.people() == []


def test_the_import_screen_is_sound_too(open_page, qapp, qtbot, tmp_path):
    (tmp_path / "list.csv").write_text(SHEET)
    page = open_page(size=(1150, 1800))
    page.show_import()
    page.importer.read(str(tmp_path / "list.csv"))
    qtbot.waitUntil(lambda: page.importer.table.rows.total == 3)
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []


def test_an_unlikely_number_is_said_in_the_preview_and_comes_before_what_is_fine(open_page, qtbot, tmp_path):
    (tmp_path / "list.csv").write_text(
        "Name,Rank,Cell\nTom Hill,Chaplain,406-555-0162\nIda Moss,Officer,12345\nJo Cole,Officer,406-155-0142\n"
    )
    page = open_page()
    page.show_import()
    page.importer.read(str(tmp_path / "list.csv"))
    qtbot.waitUntil(lambda: page.importer.table.rows.total == 3)
    importer = page.importer
    assert [row.name for row in importer.table.rows.shown()] == ["Ida Moss", "Jo Cole", "Tom Hill"]
    doubt = "Row 3: Is imported. Check 12345: it does not look like a number in use."
    assert importer.row_words.text() == doubt
    assert importer.row_words.isVisible()
    importer.table.choose(lambda row: row.name == "Tom Hill")
    assert importer.row_words.text() == "Row 2: Is imported."


def test_why_a_row_stays_out_stands_whole_below_the_list(open_page, qtbot, tmp_path):
    (tmp_path / "list.csv").write_text('Name,Rank,Cell\n"=HYPERLINK(""http://x.example"")",Officer,406-555-0163\n')
    page = open_page()
    page.show_import()
    page.importer.read(str(tmp_path / "list.csv"))
    qtbot.waitUntil(lambda: page.importer.table.rows.total == 1)
    words = page.importer.row_words.text()
    assert words.startswith("Row 2: Stays out. The cell under Name holds a formula.")
    assert words.endswith("A person needs a name.")
