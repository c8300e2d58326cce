"""The first walk, by keyboard alone, from an empty folder: set up, read, find, import, report, support, print."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.journeys.keyboard import ALT, CONTROL, Keyboard
from tests.support.station import A_NIGHT
from wellness_desktop.app.program import Program
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import find_paths
from wellness_desktop.base.settings import Settings
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.store.stretching import LOWEST

NAME, PHRASE = "Marguerite Dunlavey", "zephyr quartz bramble waffle"
PEOPLE = """Name,Role,Agency,Mobile
Barnabus Thistle,Officer,,507-555-0170
Ludo Finch,Dispatcher,,507-555-0171
Ottoline Wexcombe,Chaplain,County Chaplains,507-555-0172
Perpetua Gray,Peer supporter,Harmon Police,507-555-0173
"""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(A_NIGHT + timedelta(hours=8))


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, clock: FixedClock) -> Iterator[Program]:
    running = Program(find_paths(tmp_path / "station"), Settings(), clock, folder_is_fixed=True, stretching=LOWEST)
    running.show()
    qtbot.waitExposed(running.frame)
    yield running
    running.frame.close()


@pytest.fixture
def keys(program: Program, qtbot: QtBot) -> Keyboard:
    return Keyboard(program.frame, qtbot)


@pytest.mark.slow
def test_the_first_walk_by_keyboard_alone(program: Program, keys: Keyboard, clock: FixedClock, tmp_path: Path) -> None:
    _set_up(keys)
    _read_a_guide(keys)
    _get_help(keys)
    _import_people(keys, tmp_path)
    _find_a_helper(keys)
    _put_on_call(keys)
    _report(keys)
    _book_a_session(keys)
    _lock(keys, program)
    clock.advance(timedelta(hours=30))
    _sign_in(keys)
    _hold_and_close(keys)
    _print_a_plan(keys)
    _lock(keys, program)
    _sign_in(keys)
    keys.see("Today")


def _set_up(keys: Keyboard, ends_on: str = "What needs a person now") -> None:
    """The first run, up to the page that says `ends_on`."""
    if "Step 1 of 4" not in keys.read():
        keys.see("Call or text 988")
        keys.do("Set up")
    keys.fill("Agency", "Quillfeather Police Department")
    keys.tab_to("State")
    keys.write("Minn")
    keys.see("Minnesota")
    keys.do("Next")
    keys.fill("Your name", NAME)
    keys.do("Next")
    keys.fill("Passphrase", PHRASE)
    keys.press(Qt.Key.Key_Tab)
    keys.fill("The same again", PHRASE)
    keys.do("Make the station")
    keys.see("Print or save the sheet")
    keys.do("Print or save the sheet")
    keys.until(lambda: isinstance(keys._front(), PrintOffer))
    keys.press(Qt.Key.Key_Escape)
    keys.do("The sheet is printed and put away.")
    keys.do("Go to Today")
    keys.see(ends_on)


def _read_a_guide(keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_2, ALT)
    keys.tab_to("Entries")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    keys.see("Print handout")
    keys.see("Back to the library")


def _get_help(keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_F1)
    keys.see("Call or text from your own phone.")


def _import_people(keys: Keyboard, folder: Path) -> None:
    file = folder / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    keys.press(Qt.Key.Key_3, ALT)
    keys.do("Import people")
    keys.fill("File", str(file))
    keys.do("Show what is in it")
    keys.see("4 people are new.")
    keys.do("Import")
    keys.see("Ottoline Wexcombe")
    keys.see("Undo")


def _find_a_helper(keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_K, CONTROL)
    keys.write("Ottoline Wexcombe")
    keys.mark("Ottoline Wexcombe")
    keys.press(Qt.Key.Key_Return)
    keys.see("(507) 555-0172")


def _put_on_call(keys: Keyboard) -> None:
    keys.do("Put on call")
    keys.see("Add on-call time")
    keys.press(Qt.Key.Key_Return, CONTROL)
    keys.see("On-call time added.")


def _report(keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_1, ALT)
    keys.do("Something happened")
    keys.tab_to("What happened?")
    keys.write("Other hard")
    keys.tab_to("Type a name")
    for name in ("Barnabus Thistle", "Zebulonius"):
        keys.write(name)
        keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return, CONTROL)
    keys.see("The plan has begun.")
    keys.see("Event 2026-A")


def _book_a_session(keys: Keyboard) -> None:
    keys.see("Proposed times")
    keys.do("Book")
    keys.see("Booked")


def _hold_and_close(keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_4, ALT)
    keys.see("Event 2026-A")
    keys.see("It took place")  # the session's card comes a moment after the list
    keys.do("It took place")
    keys.see("Noted: it took place.")
    keys.do("Answer and close")
    for question in ("ground rules", "clinician", "safety step", "asks again"):
        keys.see(question)
        keys.do("Yes")
        keys.press(Qt.Key.Key_Tab)
    keys.do("Close the session")
    keys.see("The session is closed.")


def _print_a_plan(keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_5, ALT)
    keys.do("Open Line-of-duty death")
    keys.press(Qt.Key.Key_P, CONTROL)
    keys.see("Enter: print")
    keys.press(Qt.Key.Key_P, CONTROL)
    keys.until(lambda: isinstance(keys._front(), PrintOffer))
    keys.see("Save as PDF")
    keys.press(Qt.Key.Key_Escape)


def _lock(keys: Keyboard, program: Program) -> None:
    keys.press(Qt.Key.Key_L, CONTROL)
    keys.until(lambda: not program.signed_in)


def _sign_in(keys: Keyboard) -> None:
    keys.see("Sign in")
    keys.fill("Name", NAME)
    keys.press(Qt.Key.Key_Return)
    keys.write(PHRASE)
    keys.press(Qt.Key.Key_Return)
    keys.see("What needs a person now")


@pytest.mark.slow
def test_an_incident_from_the_front_door_to_its_closing(
    program: Program, keys: Keyboard, clock: FixedClock, tmp_path: Path
) -> None:
    _report_before_there_is_a_station(keys)
    keys.see("What you typed is kept until you sign in.")
    _set_up(keys, ends_on="Barnabus Thistle")
    keys.press(Qt.Key.Key_Return, CONTROL)
    keys.see("The plan has begun.")
    _import_people(keys, tmp_path)
    keys.press(Qt.Key.Key_4, ALT)
    keys.see("Proposed times")
    keys.do("Book")
    keys.see("Booked 1 session.")
    _lock(keys, program)
    clock.advance(timedelta(hours=30))
    _sign_in(keys)
    _hold_and_close(keys)
    _close(keys)


def _report_before_there_is_a_station(keys: Keyboard) -> None:
    keys.see("Call or text 988")
    keys.do("Something happened")
    keys.tab_to("What happened?")
    keys.write("Other hard")
    keys.tab_to("Type a name")
    for name in ("Barnabus Thistle", "Zebulonius"):
        keys.write(name)
        keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return, CONTROL)


def _close(keys: Keyboard) -> None:
    """Circles of which nobody is listed are named before the last question, and answered on the board."""
    keys.do("Close the incident")
    keys.see("Nobody is listed of:")
    keys.do("Keep as it is")
    keys.do("Nobody in any of these")
    keys.see("Noted: nobody of")
    keys.do("Close the incident")
    keys.see("that cannot be undone.")
    assert "Nobody is listed of:" not in keys.read()
    keys.do("Close the incident")
    keys.see("Closed. The follow-ups go on.")
    assert "Zebulonius" not in keys.read()
    assert "Not offered to all yet" not in keys.read()
