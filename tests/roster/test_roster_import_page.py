"""A spreadsheet read, looked at and imported by keyboard (roster/import_view.py)."""

import warnings

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.roster.address_books import ICLOUD, OUTLOOK
from tests.roster.station import HELPER
from tests.roster.typing_roster import press
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.roster.csv_columns import Column

SHEET = """\
Name,Rank,Cell
Ann Bell,Officer,406-555-0120
Tom Hill,Chaplain,406-555-0162
,Officer,406-555-0163
"""


def test_a_list_is_imported_by_keyboard_and_taken_back_whole(open_page, qtbot, tmp_path, roster, team):
    (tmp_path / "list.csv").write_text(SHEET)
    page = open_page()
    page.exchange.show_import()
    QTest.keyClicks(QApplication.focusWidget(), str(tmp_path / "list.csv"))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.exchange.importer.table.rows.total == 3)
    importer = page.exchange.importer
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
    page.exchange.show_import()
    page.exchange.importer.read(str(tmp_path / "list.csv"))
    qtbot.waitUntil(lambda: page.exchange.importer.table.rows.total == 1)
    assert "No column holds names" in page.exchange.importer.summary.text()
    assert not page.exchange.importer.import_button.isEnabled()
    choice = page.exchange.importer.meanings[0]
    choice.setFocus()
    QTest.keyClicks(choice, "Name")
    press(Qt.Key.Key_Return)
    choice.activated.emit(choice.currentIndex())
    assert page.exchange.importer.import_button.text() == "Import 1 person"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04", "This workbook cannot be read."),
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
    page.exchange.show_import()
    page.exchange.importer.read(str(path))
    qtbot.waitUntil(lambda: says in page.banner.words)
    assert not page.exchange.importer.import_button.isVisible()
    assert roster.people() == []


@pytest.mark.slow
def test_the_import_screen_is_sound_too(open_page, qapp, qtbot, tmp_path):
    (tmp_path / "list.csv").write_text(SHEET)
    page = open_page(size=(1150, 1800))
    page.exchange.show_import()
    page.exchange.importer.read(str(tmp_path / "list.csv"))
    qtbot.waitUntil(lambda: page.exchange.importer.table.rows.total == 3)
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []


def test_an_unlikely_number_is_said_in_the_preview_and_comes_before_what_is_fine(open_page, qtbot, tmp_path):
    (tmp_path / "list.csv").write_text(
        "Name,Rank,Cell\nTom Hill,Chaplain,406-555-0162\nIda Moss,Officer,12345\nJo Cole,Officer,406-155-0142\n"
    )
    page = open_page()
    page.exchange.show_import()
    page.exchange.importer.read(str(tmp_path / "list.csv"))
    qtbot.waitUntil(lambda: page.exchange.importer.table.rows.total == 3)
    importer = page.exchange.importer
    assert [row.name for row in importer.table.rows.shown()] == ["Ida Moss", "Jo Cole", "Tom Hill"]
    doubt = "Row 3: Is imported. Check 12345: it does not look like a number in use."
    assert importer.row_words.text() == doubt
    assert importer.row_words.isVisible()
    importer.table.choose(lambda row: row.name == "Tom Hill")
    assert importer.row_words.text() == "Row 2: Is imported."


def test_why_a_row_stays_out_stands_whole_below_the_list(open_page, qtbot, tmp_path):
    (tmp_path / "list.csv").write_text('Name,Rank,Cell\n"=HYPERLINK(""http://x.example"")",Officer,406-555-0163\n')
    page = open_page()
    page.exchange.show_import()
    page.exchange.importer.read(str(tmp_path / "list.csv"))
    qtbot.waitUntil(lambda: page.exchange.importer.table.rows.total == 1)
    words = page.exchange.importer.row_words.text()
    assert words.startswith("Row 2: Stays out. The cell under Name holds a formula.")
    assert words.endswith("A person needs a name.")


def a_workbook(path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Staff"
    for row in (
        ["Name", "Rank", "Cell"],
        ["Ann Bell", "Officer", 4065550120.0],
        ["Tom Hill", "Chaplain", "4065550162"],
    ):
        book.active.append(row)
    other = book.create_sheet("Partners")
    other.append(["Who", "Ring"])
    other.append(["County clinic", "406-555-0164"])
    book.save(path)
    return str(path)


def test_another_sheet_is_chosen_and_its_columns_are_remembered(open_page, qapp, qtbot, tmp_path, roster):
    path = a_workbook(tmp_path / "list.xlsx")
    page = open_page(size=(1150, 1800))
    page.exchange.show_import()
    importer = page.exchange.importer
    importer.read(path)
    qtbot.waitUntil(lambda: importer.table.rows.total == 2)
    assert importer.sheet.value() == "Staff"
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []
    importer.sheet.setFocus()
    QTest.keyClicks(importer.sheet, "P")
    importer.sheet.activated.emit(importer.sheet.currentIndex())
    qtbot.waitUntil(lambda: importer.table.rows.total == 1)
    assert "No column holds names" in importer.summary.text()
    for place, column in enumerate((Column.NAME, Column.MOBILE)):
        importer.meanings[place].set_value(column)
    importer.meanings[1].edited.emit()
    assert importer.import_button.text() == "Import 1 person"
    importer.import_button.click()
    qtbot.waitUntil(page.list.isVisible)
    page.exchange.show_import()
    importer.read(path)
    qtbot.waitUntil(lambda: importer.table.rows.total == 2)
    importer.sheet.set_value("Partners")
    importer.sheet.edited.emit()
    qtbot.waitUntil(lambda: "matched as they were" in page.banner.words)
    assert importer.meanings[1].value() is Column.MOBILE


def drop(page, *paths):
    """Lets files go over the page, as the desktop would; whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    place, copy = QPointF(40, 40), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Qt offers no other way to make one
        enter = QDragEnterEvent(place.toPoint(), copy, data, buttons, keys)
    QApplication.sendEvent(page, enter)
    if not enter.isAccepted():
        return False
    let_go = QDropEvent(place, copy, data, buttons, keys)
    QApplication.sendEvent(page, let_go)
    return let_go.isAccepted()


def test_a_file_dropped_on_the_page_is_shown_for_import(open_page, qtbot, tmp_path, roster):
    (tmp_path / "phone.vcf").write_bytes(ICLOUD + OUTLOOK)
    page = open_page()
    assert drop(page, str(tmp_path / "phone.vcf"))
    qtbot.waitUntil(lambda: page.exchange.importer.table.rows.total == 2)
    importer = page.exchange.importer
    assert importer.import_button.text() == "Import 2 people"
    assert not importer._columns_card.isVisible()
    assert roster.people() == []
    importer.import_button.click()
    qtbot.waitUntil(page.list.isVisible)
    assert [person.name for person in roster.people()] == ["Officer Ann Bell", "Ruth Okafor"]
    page.banner.undo.take_back()
    assert roster.people() == []


def test_two_files_at_once_and_those_who_may_not_are_refused(open_page, tmp_path):
    assert not drop(open_page(), str(tmp_path / "a.csv"), str(tmp_path / "b.csv"))
    assert not drop(open_page(Role.MEMBER, account=HELPER), str(tmp_path / "a.csv"))
