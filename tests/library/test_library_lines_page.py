"""The pages of the support lines as people use them: by keyboard, in the whole program, in every look."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.keyboard import ALT, CONTROL, Keyboard
from tests.support.cut_text import cut_in_any_look
from tests.support.looks import show_at
from tests.support.station import A_NIGHT, PHRASE, a_station
from tests.support.walker import faults
from tests.support.words import words_of
from wellness_desktop.accounts.roles import Role
from wellness_desktop.app.program import Program
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import find_paths
from wellness_desktop.base.settings import Settings
from wellness_desktop.library.agency_file import read_agency_lines, write_agency_lines
from wellness_desktop.library.agency_lines import AgencyLines
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.line_desk import LineDesk
from wellness_desktop.library.line_details import LineDetails
from wellness_desktop.library.lines_page import LinesPage
from wellness_desktop.library.service import Library
from wellness_desktop.store.stretching import LOWEST

NAME = "Dana Whitfield"
A_COUNTY_LINE = LineDetails(
    name="Prairie County crisis line",
    for_whom="Anyone in Prairie County.",
    call="(507) 555-0131",
    hours="Day and night",
    note="Ask for the mobile team; they come to the house.",
    called=True,
)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    paths, clock = find_paths(tmp_path / "station"), FixedClock(A_NIGHT)
    settings = Settings(agency_name="Millbrook Police Department", state="NJ", time_zone="America/Chicago")
    running = Program(paths, settings, clock, folder_is_fixed=True, stretching=LOWEST)
    signed_in, _ = running.open_rooms.station().create(NAME, PHRASE, frozenset({Role.COORDINATOR}))
    signed_in.end()
    running.show()
    qtbot.waitExposed(running.frame)
    yield running
    running.frame.close()


@pytest.fixture
def keys(program: Program, qtbot: QtBot) -> Keyboard:
    return Keyboard(program.frame, qtbot)


def sign_in(program: Program) -> None:
    program.open_records(program.open_rooms.station().sign_in(NAME, PHRASE))


def lines_page(program: Program) -> LinesPage:
    page: Any = program.go("lines", "settings")
    return page


def rows(page: LinesPage) -> list[str]:
    return [row.id for row in page.table.rows.shown()]


class TestAtTheFrontDoor:
    def test_from_help_to_the_lines_of_another_state(self, program: Program, keys: Keyboard) -> None:
        """A border town, a family elsewhere: state-only lines show in the chosen state and nowhere else."""
        keys.press(Qt.Key.Key_F1)
        keys.do("All support lines")
        page: Any = program.frame.page
        assert "cop2cop-nj" in rows(page)
        assert "poppa-nyc" not in rows(page)
        keys.tab_to("Lines that work in")
        keys.press(Qt.Key.Key_N)
        keys.write("ew y")
        keys.see("works in New York only")
        assert "poppa-nyc" in rows(page)
        assert "cop2cop-nj" not in rows(page)
        keys.press(Qt.Key.Key_Home)
        keys.see("not shown until you choose a state")
        assert not {row.line.state for row in page.table.rows.shown()} - {""}

    def test_from_who_answers(self, program: Program, keys: Keyboard) -> None:
        program.go("people")
        keys.do("Support lines")
        keys.see("1 line works in New Jersey only")

    def test_a_word_or_a_number_finds_a_line(self, program: Program, keys: Keyboard) -> None:
        page = lines_page(program)
        keys.fill("Name, need or number", "gambling")
        assert "problem-gambling" in rows(page)
        assert {row.line.kind for row in page.table.rows.shown()} == {"recovery"}
        keys.write("8002675463")
        assert rows(page) == ["copline"]
        keys.press(Qt.Key.Key_Down)
        keys.see("1-800-COPLINE")

    def test_nobody_can_change_anything_without_signing_in(self, program: Program, keys: Keyboard) -> None:
        page = lines_page(program)
        for words in ("Correct", "Hide", "Add a line of your own", "still right"):
            assert words not in words_of(page)
        page.table.setFocus()
        keys.press(Qt.Key.Key_C)
        keys.press(Qt.Key.Key_R)
        assert words_of(page).count("Support lines") >= 1
        assert not program.paths.agency_lines.exists()


class TestCorrecting:
    def test_a_number_by_keyboard_then_everybody_sees_it(
        self, program: Program, keys: Keyboard, withdrawn_digits: list[str]
    ) -> None:
        sign_in(program)
        program.go("settings")
        keys.do("Support lines: Open")
        page: Any = program.frame.page
        keys.fill("Name, need or number", "copline")
        keys.press(Qt.Key.Key_Down)
        keys.press(Qt.Key.Key_C)
        keys.see("Correct a support line")
        keys.fill("Number to call", withdrawn_digits[0])
        keys.do("Save")
        keys.see("This number must not be used. This is the old number of 988.")
        keys.fill("Number to call", "1-800-555-0199")
        keys.do("Save")
        keys.see("Dial the number first, then tick this.")
        assert page.draft() is not None
        keys.tab_to("We called this number and it is right")
        keys.press(Qt.Key.Key_Space)
        keys.fill("Note from your agency", "Say that you are from Millbrook.")
        keys.do("Save")
        keys.see("Saved. The front door shows it now.")
        keys.see("Your agency, November 24, 2026")
        assert page.draft() is None
        program.lock()
        keys.press(Qt.Key.Key_F1)
        for words in ("1-800-555-0199", "Say that you are from Millbrook.", "Your agency, November 24, 2026"):
            keys.see(words)
        assert "1-800-COPLINE" not in keys.read()

    def test_called_still_right_in_one_key_and_taken_back(self, program: Program, keys: Keyboard) -> None:
        sign_in(program)
        page = lines_page(program)
        page.show_line("safe-call-now")
        page.table.setFocus()
        keys.press(Qt.Key.Key_R)
        keys.see("Noted: your agency called it today.")
        assert program.library.line("safe-call-now").print_ok
        page.table.setFocus()
        keys.press(Qt.Key.Key_Z, CONTROL)
        assert not program.library.line("safe-call-now").print_ok

    def test_hidden_it_can_be_shown_again(self, program: Program, keys: Keyboard) -> None:
        sign_in(program)
        page = lines_page(program)
        page.show_line("copline")
        page.table.setFocus()
        keys.do("Hide")
        keys.see("Hidden by your agency")
        assert "copline" not in [line.id for line in program.library.help_lines("NJ")]
        page.show_line("copline")
        page.table.setFocus()
        keys.do("Show it again")
        assert "copline" in [line.id for line in program.library.help_lines("NJ")]

    def test_988_offers_no_way_to_hide_or_renumber_it(self, program: Program, keys: Keyboard) -> None:
        sign_in(program)
        page = lines_page(program)
        page.show_line("988-lifeline")
        assert "Hide" not in words_of(page)
        page.table.setFocus()
        keys.press(Qt.Key.Key_C)
        keys.see("Note from your agency")
        assert "Number to call" not in keys.read()
        keys.fill("Note from your agency", "Press 1 if you served.")
        keys.do("Save")
        keys.see("Press 1 if you served.")

    def test_a_line_of_the_agencys_own(self, program: Program, keys: Keyboard) -> None:
        sign_in(program)
        page = lines_page(program)
        keys.do("Add a line of your own")
        keys.fill("Name", "Prairie County crisis line")
        keys.fill("For whom", "Anyone in Prairie County.")
        keys.fill("Number to call", "(507) 555-0131")
        keys.do("We called this number and it is right")
        keys.fill("Hours", "Day and night")
        keys.do("Save")
        keys.see("Prairie County crisis line")
        assert rows(page)[0].startswith("local-")
        program.lock()
        keys.press(Qt.Key.Key_F1)
        keys.see("(507) 555-0131")
        sign_in(program)
        lines_page(program).show_line(rows(lines_page(program))[0])
        lines_page(program).table.setFocus()
        keys.do("Remove")
        keys.see("Removed.")
        assert not [line for line in program.library.lines() if line.kind == "local"]

    def test_what_is_typed_survives_a_lock(self, program: Program, keys: Keyboard) -> None:
        sign_in(program)
        lines_page(program)
        keys.do("Add a line of your own")
        keys.fill("Name", "Half a line")
        program.lock()
        assert "Half a line" not in keys.read()
        sign_in(program)
        page = lines_page(program)
        keys.see("What you typed before is here again.")
        assert page.draft() is not None
        assert page.draft()["typed"]["name"] == "Half a line"  # type: ignore[index]
        keys.do("Throw it away")
        assert page.draft() is None

    def test_somebody_else_was_quicker(self, program: Program, keys: Keyboard) -> None:
        sign_in(program)
        page = lines_page(program)
        page.show_line("copline")
        page.table.setFocus()
        keys.press(Qt.Key.Key_C)
        keys.fill("Note from your agency", "Mine.")
        write_agency_lines(program.paths.agency_lines, AgencyLines(revision=7))
        keys.do("Save")
        keys.see("Somebody else changed the lines meanwhile.")
        assert program.library.line("copline").agency_note == ""
        keys.do("Save")
        keys.see("Saved.")
        assert program.library.line("copline").agency_note == "Mine."


class TestOrder:
    def test_moved_by_keyboard(self, program: Program, keys: Keyboard) -> None:
        sign_in(program)
        page = lines_page(program)
        keys.do("Order of Get help now")
        order = page._order
        assert order.order() == ("988-lifeline", "crisis-text-line", "copline", "cop2cop-nj")
        keys.press(Qt.Key.Key_Down, times=2)
        keys.press(Qt.Key.Key_Up, ALT)
        assert order.order() == ("988-lifeline", "copline", "crisis-text-line", "cop2cop-nj")
        keys.press(Qt.Key.Key_Down, ALT)
        keys.press(Qt.Key.Key_Return)
        keys.press(Qt.Key.Key_Up, ALT)
        keys.press(Qt.Key.Key_Return)  # it is the first already
        keys.press(Qt.Key.Key_Down)
        keys.see("988 can be moved, but not taken off.")
        keys.press(Qt.Key.Key_Delete)
        assert order.order() == ("copline", "988-lifeline", "crisis-text-line", "cop2cop-nj")
        keys.press(Qt.Key.Key_Down)
        keys.press(Qt.Key.Key_Delete)
        keys.see("Three lines are the fewest.")
        keys.press(Qt.Key.Key_Delete)
        assert order.order() == ("copline", "988-lifeline", "cop2cop-nj")
        keys.tab_to("Another line for Get help now")
        keys.write("poison")
        keys.do("Put on")
        keys.do("Save this order")
        keys.see("Get help now shows this order from now on.")
        program.lock()
        keys.press(Qt.Key.Key_F1)
        help_page: Any = program.frame.page
        keys.until(lambda: help_page.lines_shown() == ["copline", "988-lifeline", "cop2cop-nj", "poison-help"])

    def test_back_to_the_shipped_order(self, program: Program, keys: Keyboard) -> None:
        sign_in(program)
        page = lines_page(program)
        page._editing.set_order(("copline", "988-lifeline", "poison-help"), 0)  # type: ignore[union-attr]
        keys.do("Order of Get help now")
        keys.do("Back to the shipped order")
        assert read_agency_lines(program.paths.agency_lines).order == ()
        assert program.library.help_lines("NJ")[0].id == "988-lifeline"


class TestAfterAnUpdate:
    def test_the_coordinator_is_told_and_chooses(self, program: Program, keys: Keyboard) -> None:
        sign_in(program)
        lines_page(program)._editing.still_right("copline")  # type: ignore[union-attr]
        said = read_agency_lines(program.paths.agency_lines)
        older = replace(
            said.corrections[0],
            call="1-800-555-0199",
            shipped=replace(said.corrections[0].shipped, call="1-800-555-0199"),
        )
        program.lock()
        write_agency_lines(program.paths.agency_lines, replace(said, corrections=(older,), revision=9))
        sign_in(program)
        keys.see("An update says something else about a support line than your agency does.")
        keys.do("Look at it")
        keys.see("Your agency: 1-800-555-0199")
        keys.see("The update: 1-800-267-5463")
        keys.do("COPLINE: Number to call: take the update's")
        assert "The update: 1-800-267-5463" not in keys.read()
        assert program.library.line("copline").call == "1-800-267-5463"


class TestLooks:
    @pytest.mark.slow
    def test_every_view_can_be_read_and_walked_in_every_look(
        self, desk: Desk, tmp_path: Path, qapp: QApplication, qtbot: QtBot
    ) -> None:
        station = a_station(tmp_path)
        signed_in, _ = station.create(NAME, PHRASE, frozenset({Role.COORDINATOR}))
        path = find_paths(tmp_path).agency_lines
        own = replace(desk, library=Library(agency_lines=path))
        lines = LineDesk(signed_in.store, signed_in.actor, signed_in.audit, FixedClock(A_NIGHT), UTC, path, own.library)
        lines.add(A_COUNTY_LINE)
        lines.hide("copline")
        page = LinesPage(own, lines)
        qtbot.addWidget(page)
        line = own.library.line("safe-call-now")
        for step in (lambda: None, lambda: page._open_form(line), lambda: page._open_form(None), page._open_order):
            step()
            show_at(qapp, page, 1150, 700)
            assert faults(page) == []
            assert cut_in_any_look(qapp, page) == []
            page._close()
        signed_in.end()
