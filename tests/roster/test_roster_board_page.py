"""Who answers, at the front door: on call first, stale numbers last, no trace, no heavy library."""

import logging
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.roster.station import CHICAGO, HOUR, NOON, TODAY, a_phone, added, published
from tests.support.cut_text import cut_in_any_look
from tests.support.looks import settle, show_at
from tests.support.walker import faults, spoken_name, tab_stops
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.kit.qr import QrLabel
from wellness_desktop.roster.board import Board, BoardContact, BoardDuty, BoardPhone
from wellness_desktop.roster.board_page import BoardPage, listed
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.on_call import Layer


def a_number(last: int, checked_on: date | None = TODAY, **changes: Any) -> BoardPhone:
    usual = {"label": "Mobile", "takes_texts": False}
    number = f"(406) 555-01{last:02}"
    return BoardPhone(shown=number, dial=f"tel:+140655501{last:02}", checked_on=checked_on, **{**usual, **changes})


def a_contact(key: str, name: str, *phones: BoardPhone, **changes: Any) -> BoardContact:
    usual = {"call_name": "", "agency": "Millbrook", "roles": ("peer",), "hours": "", "languages": ("English",)}
    return BoardContact(key=key, name=name, phones=phones, **{**usual, **changes})


RUTH = a_contact("1", "Ruth Okafor", a_number(1, takes_texts=True), roles=("chaplain",), hours="After 16:00")
LEE = a_contact("2", "Lee Park", a_number(2), languages=("English", "한국어"))
OLD = a_contact("3", "Aaron Stale", a_number(3, TODAY - timedelta(days=200)), roles=("peer",))
DUTIES = (
    BoardDuty(Layer.PRIMARY, "1", NOON - HOUR, NOON + 6 * HOUR),
    BoardDuty(Layer.PRIMARY, "2", NOON + 6 * HOUR, NOON + 18 * HOUR),
)
BOARD = Board((OLD, LEE, RUTH), DUTIES)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


def a_page(qtbot: Any, board: Board, clock: FixedClock) -> BoardPage:
    page = BoardPage(lambda: board, clock, CHICAGO)
    qtbot.addWidget(page)
    show_at(QApplication.instance(), page, 1150, 1100)
    return page


def words(page: BoardPage) -> str:
    settle(QApplication.instance())
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def names(page: BoardPage) -> list[str]:
    return [row.contact.name for row in page.table.rows.shown()]


def codes(page: BoardPage) -> list[str]:
    settle(QApplication.instance())
    return [code.text for code in page.findChildren(QrLabel) if code.isVisibleTo(page)]


def test_on_call_now_says_who_until_when_and_how(qtbot: Any, clock: FixedClock) -> None:
    shown = words(a_page(qtbot, BOARD, clock))
    assert "First to call, until Tue Mar 10, 18:00" in shown.replace("Tue, ", "Tue ")
    for part in ("Ruth Okafor", "(406) 555-0101", "Mobile. Takes texts.", "Checked Mar 10, 2026."):
        assert part in shown
    assert "First to call: Lee Park, (406) 555-0102" in shown


def test_the_code_holds_the_number_for_ones_own_phone(qtbot: Any, clock: FixedClock) -> None:
    page = a_page(qtbot, BOARD, clock)
    assert codes(page)[0] == "tel:+14065550101"
    assert spoken_name(page.findChildren(QrLabel)[0]) == "QR code: Call Ruth Okafor, (406) 555-0101"


def test_stale_numbers_say_so_and_sink(qtbot: Any, clock: FixedClock) -> None:
    page = a_page(qtbot, BOARD, clock)
    assert names(page) == ["Lee Park", "Ruth Okafor", "Aaron Stale"]
    assert page.table.choose(lambda row: row.stale)
    settle(QApplication.instance())
    assert "Check before use." in words(page)
    number = page.table.rows.index(2, 1)
    spoken = page.table.rows.data(number, Qt.ItemDataRole.AccessibleTextRole)
    assert "Check before use" in spoken


def test_roles_follow_the_order_of_paper_and_unknown_ones_are_left_out() -> None:
    newer = a_contact("9", "Zed Newer", a_number(9), roles=("astronaut", "clinician"))
    other = a_contact("8", "Una Other", a_number(8), roles=("astronaut",))
    rows = listed((other, newer, RUTH, LEE), TODAY)
    assert [row.contact.name for row in rows] == ["Lee Park", "Ruth Okafor", "Zed Newer", "Una Other"]


def test_filter_while_typing_by_role_language_and_name(qtbot: Any, clock: FixedClock) -> None:
    page = a_page(qtbot, BOARD, clock)
    page.focus_first()
    field = page.table.search
    assert field.hasFocus()
    qtbot.keyClicks(field, "chap")
    assert names(page) == ["Ruth Okafor"]
    assert "After 16:00" in words(page)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    field.setText("한국")
    assert names(page) == ["Lee Park"]
    field.setText("nobody of this name")
    assert names(page) == []
    assert codes(page) == ["tel:+14065550101"]
    field.clear()
    assert len(names(page)) == 3


def test_the_list_is_read_by_keyboard_alone(qtbot: Any, clock: FixedClock) -> None:
    page = a_page(qtbot, BOARD, clock)
    page.focus_first()
    QTest.keyClick(page.table.search, Qt.Key.Key_Down)
    QTest.keyClick(page.table.view, Qt.Key.Key_Down)
    assert page.table.current().contact.name == "Ruth Okafor"
    show_at(QApplication.instance(), page, 700, 600)
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    settle(QApplication.instance())
    assert page.detail.isVisibleTo(page)
    assert not page.table.isVisibleTo(page)


def test_an_open_page_follows_the_change_of_duty(qtbot: Any, clock: FixedClock) -> None:
    page = a_page(qtbot, BOARD, clock)
    clock.advance(7 * HOUR)
    page._again.timeout.emit()
    settle(QApplication.instance())
    assert codes(page)[0] == "tel:+14065550102"
    assert "Lee Park" in words(page)
    clock.advance(24 * HOUR)
    page.refresh()
    settle(QApplication.instance())
    assert "Nobody on this list is on call right now." in words(page)


def test_nobody_on_call_leads_to_help(qtbot: Any, clock: FixedClock) -> None:
    page = a_page(qtbot, Board((LEE,)), clock)
    way = next(each for each in page.findChildren(QPushButton) if each.text() == "Get help now" and each.isVisible())
    with qtbot.waitSignal(page.help_wanted):
        way.setFocus()
        QTest.keyClick(way, Qt.Key.Key_Space)


def test_an_empty_board_says_what_belongs_here_and_leads_to_help(qtbot: Any, clock: FixedClock) -> None:
    page = a_page(qtbot, Board(), clock)
    assert "Nobody is listed here yet." in words(page)
    assert not page.table.isVisibleTo(page)
    page.focus_first()
    way = next(each for each in page.findChildren(QPushButton) if each.isVisibleTo(page))
    with qtbot.waitSignal(page.help_wanted):
        QTest.mouseClick(way, Qt.MouseButton.LeftButton)


def test_a_person_without_a_number_is_no_crash(qtbot: Any, clock: FixedClock) -> None:
    bare = a_contact("7", "Bare Name")
    page = a_page(qtbot, Board((bare,), (BoardDuty(Layer.BACKUP, "7", NOON - HOUR, NOON + HOUR),)), clock)
    assert "Bare Name" in words(page)
    assert page.table.current().stale


def test_what_was_agreed_in_the_roster_is_what_stands_here(qtbot: Any, roster: Any, station: Any) -> None:
    agreed = published(
        "Ruth Okafor",
        roles=frozenset({PersonRole.CHAPLAIN}),
        phones=(a_phone("406-555-0101", published=True, checked_on=TODAY), a_phone("406-555-0102")),
    )
    (ruth,) = added(roster, agreed)
    page = BoardPage(lambda: station.board, station.clock, CHICAGO)
    qtbot.addWidget(page)
    show_at(QApplication.instance(), page, 1150, 1100)
    assert names(page) == ["Ruth Okafor"]
    assert "0102" not in words(page)
    roster.remove(ruth.id)
    page.refresh()
    assert "Nobody is listed here yet." in words(page)


def test_reading_and_searching_leaves_nothing_in_the_log(
    qtbot: Any, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = a_page(qtbot, BOARD, clock)
        qtbot.keyClicks(page.table.search, "okafor")
    assert caplog.records == []


@pytest.mark.slow
def test_nothing_is_cut_in_any_size(qtbot: Any, qapp: QApplication, clock: FixedClock) -> None:
    long = a_contact(
        "4",
        "Dr. Kimberly Anne Whitfield-Hernández",
        a_number(4),
        a_number(5, None, label="After hours desk"),
        roles=("clinician", "eap"),
        hours="Weekdays 08:00 to 18:00, and any hour for the team",
    )
    duties = (*DUTIES, BoardDuty(Layer.CLINICIAN, "4", NOON - HOUR, NOON + HOUR))
    page = BoardPage(lambda: Board((long, *BOARD.contacts), duties), clock, CHICAGO)
    qtbot.addWidget(page)
    page.table.choose(lambda row: row.contact is long)
    assert cut_in_any_look(qapp, page) == []
    empty = BoardPage(Board, clock, CHICAGO)
    qtbot.addWidget(empty)
    assert cut_in_any_look(qapp, empty) == []


def test_a_screen_reader_and_a_keyboard_get_everywhere(qtbot: Any, clock: FixedClock) -> None:
    assert faults(a_page(qtbot, BOARD, clock)) == []
    page = a_page(qtbot, Board((LEE,)), clock)
    assert faults(page) == []
    assert [spoken_name(stop) for stop in tab_stops(page)][:5] == [
        "Help me choose",
        "Ask for a call",
        "Support lines",
        "Get help now",
        "Filter: People who agreed to be listed",
    ]


def test_the_page_loads_nothing_heavy() -> None:
    """DESIGN 10: the front door knows no SQLAlchemy, ReportLab, cryptography, QtPdf."""
    code = (
        "import sys; import wellness_desktop.roster.board_page;"
        "heavy = {'sqlalchemy', 'reportlab', 'cryptography', 'phonenumbers', 'alembic', 'PySide6.QtPdf'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
