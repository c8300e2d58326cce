"""Tools on the library's page, by keyboard: found, filled, printed three ways, from a guide and back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.library.conftest import Printed
from tests.support.cases import slow
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from tests.support.words import words_of
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.library_page import TOOLS, LibraryPage
from wellness_desktop.library.reader_view import ReaderView
from wellness_desktop.library.tool_view import ToolCards
from wellness_desktop.library.tools import Contact

TEAM = [
    Contact("Sgt. Dana Ortiz", ("peer",), "Peer supporter", "555-0142"),
    Contact("Alana Reyes", ("command",), "Command", "555-0100"),
]


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[LibraryPage]:
    made = LibraryPage(replace(desk, published=lambda: TEAM))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.hide()


def cards(page: LibraryPage) -> ToolCards:
    """The card of the tool that is shown."""
    shown = [each for each in page.findChildren(ToolCards) if each.isVisible()]
    assert len(shown) == 1
    return shown[0]


def press(page: LibraryPage, words: str, qtbot: QtBot) -> None:
    """Presses the visible button with these words by keyboard."""
    button = next(each for each in page.findChildren(QPushButton) if each.isVisible() and each.text() == words)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)


class TestTheShelf:
    def test_by_keyboard_to_the_shelf_and_through_it(self, page: LibraryPage, desk: Desk, qtbot: QtBot) -> None:
        part = next(each for each in page._shelf.parts() if each.text() == "Tools")
        part.setFocus()
        qtbot.keyClick(part, Qt.Key.Key_Space)
        assert page._shelf.value() == TOOLS
        listed = [(entry.kind, entry.id) for entry in page._list.entries()]
        assert listed[0] == ("path", "five-officers")
        assert {ref for kind, ref in listed if kind == "tool"} == {tool.id for tool in desk.library.toolbox.tools()}
        page._list.setFocus()
        qtbot.keyClick(page._list, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: bool(page.findChildren(ToolCards)))
        assert cards(page).tool.id == listed[1][1]

    def test_what_a_tool_is_for_and_that_counsel_must_read_it(self, page: LibraryPage) -> None:
        page.show_entry("tool", "mutual-aid-letter")
        words = words_of(page)
        for part in ("From one chief to the next", "No lawyer has read it", "Letter", "Checked November 24, 2026",
                     "Afterward:", "What it says", "Dear colleague,"):  # fmt: skip
            assert part in words, part

    def test_the_agency_fills_what_it_knows(self, page: LibraryPage) -> None:
        page.show_entry("tool", "mutual-aid-letter")
        values = cards(page).values()
        assert values == {
            "agency": "Millbrook Police Department",
            "head": "",
            "neighbor": "",
            "today": "November 24, 2026",
        }
        assert "From [Chief or sheriff], Millbrook Police Department" in words_of(page)

    def test_a_search_finds_and_opens_a_tool(self, page: LibraryPage, qtbot: QtBot) -> None:
        page._box.setFocus()
        qtbot.keyClicks(page._box, "handover sheet")
        assert page._list.choose("handover-sheet")
        page._show_detail()
        assert cards(page).tool.id == "handover-sheet"
        assert "Sheet to fill in" in words_of(page)

    def test_the_path_opens_with_enter(self, page: LibraryPage, qtbot: QtBot) -> None:
        page.show_entry("path", "five-officers")
        assert "1. Name one person, hang three numbers" in words_of(page)
        page._list.setFocus()
        with qtbot.waitSignal(page.tools.path_wanted) as asked:
            qtbot.keyClick(page._list, Qt.Key.Key_Return)
        assert asked.args == ["five-officers"]
        with qtbot.waitSignal(page.tools.path_wanted):
            press(page, "Open the path", qtbot)


class TestPrinting:
    def test_typed_words_stand_on_the_print_and_nothing_is_kept(
        self, page: LibraryPage, printed: Printed, qtbot: QtBot
    ) -> None:
        page.show_entry("tool", "mutual-aid-letter")
        field = next(each for each in cards(page).findChildren(QLineEdit) if each.accessibleName() == "Neighbor agency")
        field.setFocus()
        qtbot.keyClicks(field, "Harmon Police")
        press(page, "Print", qtbot)
        qtbot.waitUntil(lambda: len(printed.titles) == 1, timeout=20_000)
        assert printed.titles == ["Letter to a neighbor: shall we share peers?"]
        assert "To the head of Harmon Police" in printed.texts[0]
        page.refresh()
        assert cards(page).values()["neighbor"] == "Harmon Police", "what is typed stays while the tool is open"
        page.forget()
        page.show_entry("tool", "mutual-aid-letter")
        assert cards(page).values()["neighbor"] == ""

    def test_blank_names_nobody(self, page: LibraryPage, printed: Printed, qtbot: QtBot) -> None:
        page.show_entry("tool", "leave-behind-card")
        press(page, "Print blank", qtbot)
        qtbot.waitUntil(lambda: len(printed.titles) == 1, timeout=20_000)
        assert "Dana Ortiz" not in printed.texts[0]
        assert "988" in printed.texts[0]

    def test_the_form_asks_for_what_is_open(self, page: LibraryPage, printed: Printed, qtbot: QtBot) -> None:
        page.show_entry("tool", "peer-naming-letter")
        press(page, "PDF to fill in", qtbot)
        qtbot.waitUntil(lambda: len(printed.titles) == 1, timeout=20_000)
        assert "[Who runs the support team]" in printed.texts[0]
        assert "Millbrook Police Department" in printed.texts[0]


class TestWithAGuide:
    def test_the_reader_offers_the_tools_of_the_guide(self, page: LibraryPage, qtbot: QtBot) -> None:
        page.read("G11")
        row = page.findChild(ReaderView).tool_row
        assert row.isVisible()
        assert "Tools with this guide" in words_of(row)
        press(page, "Back to work: the plan on one page", qtbot)
        assert cards(page).tool.id == "return-to-duty"
        assert not page.findChild(ReaderView).isVisible()

    def test_and_back_to_the_guide(self, page: LibraryPage, qtbot: QtBot) -> None:
        page.show_entry("tool", "return-to-duty")
        title = page._library.guide("G11").title
        press(page, title, qtbot)
        assert page.findChild(ReaderView).isVisible()
        assert page.findChild(ReaderView).browser.toPlainText().startswith(title)

    def test_a_guide_without_tools_has_no_row(self, page: LibraryPage, desk: Desk) -> None:
        bare = next(guide for guide in desk.library.guides() if not desk.library.toolbox.with_guide(guide.id))
        page.read("G11")
        page.read(bare.id)
        assert not page.findChild(ReaderView).tool_row.isVisible()

    def test_more_tools_than_buttons_lead_to_the_shelf(self, page: LibraryPage, desk: Desk, qtbot: QtBot) -> None:
        tools = desk.library.toolbox.with_guide("G14")
        assert len(tools) > 3
        page.read("G14")
        press(page, f"{len(tools) - 3} more", qtbot)
        assert cards(page).tool.id == tools[3].id

    def test_a_narrow_reader_keeps_its_room_for_the_text(self, page: LibraryPage, qapp: QApplication) -> None:
        page.resize(760, 700)
        page.read("G14")
        qapp.processEvents()
        row = page.findChild(ReaderView).tool_row
        shown = [each for each in row.findChildren(QPushButton) if each.isVisible()]
        assert [each.text() for each in shown] == ["7 tools with this guide"]


@pytest.mark.parametrize("name", [slow("peer-support-policy"), "monthly-page"])
def test_every_word_can_be_read_and_every_control_reached(page: LibraryPage, qapp: QApplication, name: str) -> None:
    page.show_entry("tool", name)
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []


def test_tab_goes_from_the_ways_to_print_to_the_fields(page: LibraryPage, qtbot: QtBot) -> None:
    page.show_entry("tool", "mutual-aid-letter")
    last = next(each for each in cards(page).findChildren(QPushButton) if each.text() == "PDF to fill in")
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "Agency"
