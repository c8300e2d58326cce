"""The doors of the start page: what the file may say, what is left out, and the pages by keyboard."""

import logging
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.support.cases import every
from tests.support.cut_text import cut_in_any_look
from tests.support.looks import settle
from tests.support.walker import faults
from tests.support.words import words_of
from wellness_desktop.base.errors import Problem
from wellness_desktop.library.agency_file import write_agency_lines
from wellness_desktop.library.agency_lines import AgencyLines, LocalLine
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.door_page import DoorPage
from wellness_desktop.library.doors import Doors
from wellness_desktop.library.guide_card import card_words
from wellness_desktop.library.lines import OwnHelper
from wellness_desktop.library.prints import PrintSetup, for_cards, help_sheet, quick_card
from wellness_desktop.library.service import Library

TODAY = date(2026, 11, 24)
DOORS = ("officer", "family", "retiree", "dispatcher", "supervisor", "chaplain")
DOOR = """[[door]]
id = "officer"
title = "For officers"
purpose = "For you."
people = "People"
lines = [{lines}]
cards = [{cards}]
guides = [{guides}]
"""


@pytest.fixture
def write_doors(root: Path) -> Callable[..., Path]:
    """Writes one door into a file of its own."""

    def write(
        lines: str = '"988-lifeline"', cards: str = '"G90", "G91"', guides: str = '"G90", "G91", "G92", "G93"'
    ) -> Path:
        file = root / "doors.toml"
        file.write_text(DOOR.format(lines=lines, cards=cards, guides=guides), encoding="utf-8")
        return file

    return write


@pytest.fixture
def small(root: Path, write_guide: Callable[..., Path]) -> Library:
    for number in range(90, 94):
        write_guide(id=f"G{number}", title=f"Guide {number}")
    return Library(root=root)


class TestTheFile:
    def test_what_it_names_is_shown_in_its_order(self, small: Library, write_doors: Callable[..., Path]) -> None:
        doors = Doors(small, write_doors(guides='"G92", "G90", "G93", "G91"'))
        opened = doors.open("officer", "", TODAY)
        assert [guide.id for guide in opened.guides] == ["G92", "G90", "G93", "G91"]
        assert [guide.id for guide in opened.cards] == ["G90", "G91"]
        assert [line.id for line in opened.lines] == ["988-lifeline"]
        assert doors.notes() == ()

    def test_a_guide_that_is_not_written_is_left_out_with_a_note(
        self, small: Library, write_doors: Callable[..., Path], caplog: pytest.LogCaptureFixture
    ) -> None:
        doors = Doors(small, write_doors(guides='"G90", "G77", "G91", "G92"', cards='"G90", "G78"'))
        with caplog.at_level(logging.WARNING):
            opened = doors.open("officer", "", TODAY)
        assert [guide.id for guide in opened.guides] == ["G90", "G91", "G92"]
        assert [guide.id for guide in opened.cards] == ["G90"]
        assert {(note.place, note.reason) for note in doors.notes()} == {
            ("doors.toml, officer", "there is no guide G77: write it, or take it out of this door"),
            ("doors.toml, officer", "there is no guide G78: write it, or take it out of this door"),
        }
        assert "left out of a door: doors.toml, officer" in caplog.text

    def test_an_unknown_line_is_left_out_with_a_note(
        self, small: Library, write_doors: Callable[..., Path], caplog: pytest.LogCaptureFixture
    ) -> None:
        doors = Doors(small, write_doors(lines='"988-lifeline", "no-such-line"'))
        assert [line.id for line in doors.open("officer", "", TODAY).lines] == ["988-lifeline"]
        [note] = doors.notes()
        assert note.reason == ("there is no support line “no-such-line”: correct the name, or take it out of this door")
        caplog.clear()

    def test_an_unknown_path_is_left_out_with_a_note(
        self, small: Library, write_doors: Callable[..., Path], caplog: pytest.LogCaptureFixture
    ) -> None:
        file = write_doors()
        file.write_text(file.read_text(encoding="utf-8") + 'path = "nowhere"\n', encoding="utf-8")
        doors = Doors(small, file)
        assert doors.open("officer", "", TODAY).path is None
        [note] = doors.notes()
        assert note.reason == "there is no path “nowhere”: correct the name, or take it out of this door"
        caplog.clear()

    def test_a_card_that_the_guide_does_not_have_is_left_out(
        self,
        root: Path,
        write_guide: Callable[..., Path],
        write_doors: Callable[..., Path],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        for number in range(90, 94):
            write_guide(id=f"G{number}")
        path = root / "library" / "guides" / "g91-a.md"
        path.write_text(path.read_text(encoding="utf-8").replace("card = true", "card = false"), encoding="utf-8")
        doors = Doors(Library(root=root), write_doors())
        assert [guide.id for guide in doors.open("officer", "", TODAY).cards] == ["G90"]
        assert "the guide G91 has no card" in doors.notes()[0].reason
        caplog.clear()

    @pytest.mark.parametrize("guides", ['"G90", "G91", "G92"', '"G90", "G90", "G91", "G92"', '"G90"' + ', "G91"' * 9])
    def test_too_few_doubled_or_too_many_guides_spoil_the_door(
        self, small: Library, write_doors: Callable[..., Path], guides: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        doors = Doors(small, write_doors(guides=guides))
        assert doors.doors() == ()
        assert "“guides” must name 4 to 8, each once" in doors.notes()[0].reason
        with pytest.raises(Problem):
            doors.open("officer", "", TODAY)
        caplog.clear()

    def test_a_damaged_file_opens_no_door_and_breaks_nothing(
        self, small: Library, root: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        (root / "doors.toml").write_text("[[door", encoding="utf-8")
        doors = Doors(small, root / "doors.toml")
        assert doors.doors() == ()
        assert len(doors.notes()) == 1
        caplog.clear()


class TestLines:
    def test_a_state_line_is_shown_in_its_state_only(self, library: Library) -> None:
        doors = Doors(library)
        shown = {state: [line.id for line in doors.open("officer", state, TODAY).lines] for state in ("", "NJ", "MI")}
        assert "cop2cop-nj" in shown["NJ"]
        assert "michigan-frontline-strong" in shown["MI"]
        assert not {"cop2cop-nj", "michigan-frontline-strong", "poppa-nyc"} & set(shown[""])

    @pytest.mark.parametrize("door", DOORS)
    def test_three_to_five_lines_and_988_first(self, library: Library, door: str) -> None:
        for state in ("", "NJ", "NY", "FL", "MI", "MD", "VA", "WA"):
            lines = Doors(library).open(door, state, TODAY).lines
            assert 3 <= len(lines) <= 5
            assert lines[0].id == "988-lifeline"

    def test_the_agencys_own_lines_stand_first(self, tmp_path: Path) -> None:
        path = tmp_path / "lines.json"
        local = [
            LocalLine(f"local-{n}", "0" * 32, "coordinator", TODAY, TODAY, f"County line {n}", "", call=f"555-013{n}")
            for n in range(3)
        ]
        write_agency_lines(path, AgencyLines(1, (), tuple(local)))
        shown = [line.id for line in Doors(Library(agency_lines=path)).open("family", "MN", TODAY).lines]
        assert shown == ["local-0", "local-1", "988-lifeline", "copline", "crisis-text-line"]

    def test_a_number_that_was_not_checked_for_long_stands_last(self, library: Library) -> None:
        late = Doors(library).open("officer", "", date(2027, 6, 1)).lines
        assert late[-1].id == "safe-call-now", "good for ninety days only"


@pytest.mark.parametrize("door", every(3, DOORS))
def test_a_card_with_many_numbers_still_has_words(library: Library, door: str) -> None:
    """Five lines and a whole team leave room for what to say and what not to do."""
    own = [OwnHelper(f"Helper {name} Oyelaran", "Peer supporter", f"(507) 555-013{name}") for name in range(4)]
    opened = Doors(library).open(door, "", TODAY)
    for guide in opened.cards:
        reader = PdfReader(BytesIO(quick_card(guide, opened.lines, own, PrintSetup(TODAY))))
        assert len(reader.pages) == 1
        text = " ".join(reader.pages[0].extract_text().split())
        said = card_words(guide)
        assert any(each.words in text for each in said.to_say), guide.id
        assert sum(each in text for each in said.never) >= min(2, len(said.never)), guide.id
        for line in for_cards(opened.lines, TODAY):
            assert line.ways[0] in text, guide.id


@pytest.mark.parametrize("door", DOORS)
def test_the_sheet_of_a_door_is_one_page_and_promises_no_hour(library: Library, door: str) -> None:
    own = [OwnHelper(f"Helper {name} Oyelaran", "Peer supporter", f"(507) 555-013{name}") for name in range(4)]
    opened = Doors(library).open(door, "NJ", TODAY)
    pdf = help_sheet(opened.lines, own, PrintSetup(TODAY, agency="Millbrook Police Department"), opened.door.title)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    text = " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
    assert opened.door.title in text
    assert "Any hour" not in text
    for line in for_cards(opened.lines, TODAY):
        assert all(part in text for part in (line.name, line.ways[0], line.hours))


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> DoorPage:
    made = DoorPage(desk)
    qtbot.addWidget(made)
    made.resize(1199, 708)
    made.show()
    return made


def pressed(page: DoorPage, words: str) -> QAbstractButton:
    return next(each for each in page.findChildren(QAbstractButton) if words in (each.accessibleName(), each.text()))


class TestDoorPage:
    @pytest.mark.parametrize("door", DOORS)
    def test_people_guides_and_cards(self, page: DoorPage, door: str, desk: Desk, qapp: QApplication) -> None:
        page.show_door(door)
        settle(qapp)
        words = words_of(page)
        for part in ("On call now, from our own team", "Sgt. Dana Ortiz", "555-0142", "Call or text 988"):
            assert part in words
        opened = Doors(desk.library).open(door, "NJ", TODAY)
        assert page.title == opened.door.title
        assert opened.door.purpose in words
        for place, guide in enumerate(opened.guides, 1):
            assert f"{place}. {guide.title}" in words
        assert page.banner.words == ""

    def test_read_by_keyboard_and_come_back_to_the_same_place(
        self, page: DoorPage, qtbot: QtBot, qapp: QApplication
    ) -> None:
        page.show_door("family")
        settle(qapp)
        assert QApplication.focusWidget().text().startswith("1. For the family")
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget().text().startswith("2. After your shooting")
        with qtbot.waitSignal(page.guide_wanted) as got:
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert got.args == ["G07"]
        page.refresh()
        page.focus_first()
        settle(qapp)
        assert QApplication.focusWidget().text().startswith("2. After your shooting")

    def test_prints_a_card_and_the_numbers(self, page: DoorPage, qtbot: QtBot, printed) -> None:
        page.show_door("family")
        qtbot.mouseClick(pressed(page, "Print the card: Sleeping on nights"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: printed.titles == ["Sleeping on nights"], timeout=20_000)
        assert "Do this now" in printed.texts[0]
        assert "1-800-799-7233" in printed.texts[0], "the card has the numbers of the door"
        qtbot.mouseClick(pressed(page, "Wallet cards"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: len(printed.titles) == 2, timeout=20_000)
        qtbot.mouseClick(pressed(page, "Sheet for the wall"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: len(printed.titles) == 3, timeout=20_000)
        for text in printed.texts[1:]:
            assert "1-800-267-5463" in text
            assert "1-866-267-2267" not in text, "a number that nobody dialed stays off paper"

    def test_leads_on(self, page: DoorPage, qtbot: QtBot) -> None:
        page.show_door("chaplain")
        for words, signal in (
            ("All support lines", page.lines_wanted),
            ("Our own team", page.people_wanted),
            ("Back", page.closed),
        ):
            with qtbot.waitSignal(signal):
                qtbot.keyClick(pressed(page, words), Qt.Key.Key_Space)

    def test_a_supervisor_finds_the_path_and_comes_back_to_it(
        self, page: DoorPage, qtbot: QtBot, qapp: QApplication
    ) -> None:
        page.show_door("supervisor")
        settle(qapp)
        assert "We are five and have no money." in words_of(page)
        with qtbot.waitSignal(page.path_wanted) as got:
            qtbot.keyClick(pressed(page, "Start a wellness program with five officers"), Qt.Key.Key_Return)
        assert got.args == ["five-officers"]
        page.refresh()
        page.focus_first()
        settle(qapp)
        assert QApplication.focusWidget().text() == "Start a wellness program with five officers"

    def test_an_unknown_door_is_said_in_the_banner(self, page: DoorPage) -> None:
        page.show_door("nobody")
        assert "cannot be shown" in page.banner.words

    @pytest.mark.parametrize("door", DOORS)
    def test_a_screen_reader_and_a_keyboard_reach_everything(
        self, page: DoorPage, door: str, qapp: QApplication
    ) -> None:
        page.show_door(door)
        settle(qapp)
        assert faults(page) == []

    def test_no_word_is_cut_off_at_any_size(self, page: DoorPage, qapp: QApplication) -> None:
        page.show_door("retiree")
        assert cut_in_any_look(qapp, page) == []
