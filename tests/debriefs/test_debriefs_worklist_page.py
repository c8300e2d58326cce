"""The private list on the page, typed through: its warning, its cover, no clipboard, no print, no undo of a burning."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

import wellness_desktop
from tests.debriefs.booked import a_session
from tests.debriefs.station import COORDINATOR, HELPER, SERGEANT
from tests.debriefs.typing_pages import press, said
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.debriefs.helper_day.helper_day_page import HelperDayPage
from wellness_desktop.debriefs.retention.holds import HoldReason
from wellness_desktop.debriefs.worklist.values import ListState
from wellness_desktop.kit.dialogs import Question
from wellness_desktop.store.key_problems import Tampered

CANARY = "marzipan lighthouse 77"
TODAY = date(2026, 11, 11)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def day(opened, station, tasks):
    def make(name=HELPER, *roles):
        return opened(HelperDayPage(station.debriefs(name, *roles), station.roster(name, *roles), tasks))

    return make


@pytest.fixture
def listed(day, station):
    """The page, with a list of two lines of which one is due."""
    room = station.debriefs(HELPER)
    room.start_worklist()
    room.add_line(CANARY, TODAY)
    room.add_line("tree house", TODAY + timedelta(days=9))
    return day()


def write(words: str) -> None:
    for letter in words:
        QTest.keyClick(QApplication.focusWidget(), letter)


def key(page, letter: str) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, letter)


def answer(page, words: str) -> None:
    [question] = [one for one in page.window().findChildren(Question) if one.isVisible()]
    for each in question.findChildren(QPushButton):
        if each.text() == words:
            QTest.mouseClick(each, Qt.MouseButton.LeftButton)
            return
    pytest.fail(f"no answer says {words}")


def everything(page) -> str:
    """Every word on the page, its cells and fields among them, whether drawn or spoken."""
    rows = page.list.table.rows
    cells = [str(rows.index(row, column).data()) for row in range(rows.rowCount()) for column in range(2)]
    seen = [
        each.accessibleName() + each.accessibleDescription() + each.toolTip() for each in page.findChildren(QPushButton)
    ]
    fields = [page.list.label.text()] if page.list.label.isVisibleTo(page) else []
    return " ".join([said(page), page.banner.words, *cells, *seen, *fields])


# ------------------------------------------------------------------------------------------------------ turning on


def test_three_lines_stand_before_it_can_be_turned_on(day, station) -> None:
    """CL-05: what a forgotten passphrase does is said first, and the safe answer has the cursor."""
    page = day()
    assert "lost for good" not in said(page)
    press(page, "Read about it, then choose")
    words = said(page)
    assert all(f"{number}. " in words for number in (1, 2, 3))
    assert "If you forget it" in words
    assert QApplication.focusWidget().text() == "Leave it off"
    key(page, " ")
    assert station.debriefs(HELPER).worklist().state is ListState.OFF
    press(page, "Read about it, then choose")
    press(page, "I have read this. Turn it on")
    assert station.debriefs(HELPER).worklist().state is ListState.ON
    write("blue truck")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [one.label for one in station.debriefs(HELPER).worklist().items] == ["blue truck"]
    assert "blue truck" not in page.banner.words


def test_after_a_reset_the_page_says_that_it_is_lost(day, station, monkeypatch) -> None:
    station.debriefs(HELPER).start_worklist()

    def refuse(*_args, **_more):
        raise Tampered("")

    monkeypatch.setattr(station.rings[HELPER], "open", refuse)
    page = day()
    assert "cannot be opened any more" in said(page)
    monkeypatch.undo()
    press(page, "Delete it and start a new one")
    assert station.debriefs(HELPER).worklist().state is ListState.ON


# ----------------------------------------------------------------------------------------------------- the cover


def test_words_come_only_after_a_key_and_go_with_the_next(listed) -> None:
    page = listed
    assert "1 to call. One more line for later." in said(page)
    assert CANARY not in everything(page)
    key(page, "w")
    assert CANARY in everything(page)
    key(page, "w")
    assert CANARY not in everything(page)
    assert QApplication.focusWidget() is page.list.show_button


@pytest.mark.parametrize("how", ["another page", "time"])
def test_words_are_covered_when_one_comes_back(listed, how) -> None:
    page = listed
    key(page, "w")
    if how == "time":
        page.list._cover_again.timeout.emit()
    else:
        page.hide()
        page.show()
    assert not page.list.uncovered
    assert CANARY not in everything(page)


def test_a_line_that_is_typed_and_not_saved_is_kept_covered_and_comes_back(listed, day) -> None:
    page = listed
    key(page, "a")
    write("half a thou")
    kept = page.draft()
    page.list.cover()
    assert "half a thou" not in everything(page)
    assert "A line you began to type waits here" in said(page)
    again = day()
    again.take_draft(kept)
    assert "half a thou" not in everything(again)
    key(again, "w")
    assert again.list.label.text() == "half a thou"
    press(again, "Throw it away")
    assert again.draft() is None


def test_a_draft_of_a_change_is_of_that_line(listed, day, station) -> None:
    page = listed
    key(page, "w")
    QTest.keyClick(page.list.table.view, Qt.Key.Key_Return)
    page.list.label.setText("marzipan tower")
    again = day()
    again.take_draft(page.draft())
    key(again, "w")
    press(again, "Save the change")
    assert "marzipan tower" in [one.label for one in station.debriefs(HELPER).worklist().items]
    assert len(station.debriefs(HELPER).worklist().items) == 2


# ------------------------------------------------------------------------------------------------- done and burned


def test_done_deletes_and_can_be_undone(listed, station) -> None:
    page = listed
    key(page, "w")
    key(page, "d")
    assert [one.label for one in station.debriefs(HELPER).worklist().items] == ["tree house"]
    assert CANARY not in page.banner.words
    press(page, "Undo")
    assert len(station.debriefs(HELPER).worklist().items) == 2


def test_burning_a_line_asks_first_and_has_no_undo(listed, station) -> None:
    page = listed
    key(page, "w")
    key(page, "b")
    answer(page, "Keep as it is")
    assert len(station.debriefs(HELPER).worklist().items) == 2
    key(page.list.table.view, "b")
    answer(page, "Burn it")
    assert [one.label for one in station.debriefs(HELPER).worklist().items] == ["tree house"]
    assert "Undo" not in said(page)


def test_burning_all_turns_it_off(listed, station) -> None:
    page = listed
    key(page, "w")
    press(page, "Burn the whole list")
    answer(page, "Burn it all")
    assert station.debriefs(HELPER).worklist().state is ListState.OFF
    assert "It is off." in said(page)
    assert page.draft() is None


def test_a_legal_hold_is_said_beside_the_words(listed, station) -> None:
    page = listed
    key(page, "w")
    assert "legal hold" not in said(page)
    station.debriefs().hold_records(None, HoldReason.COURT_ORDER)
    page.refresh()
    assert "ask a lawyer before you delete" in said(page).replace("\n", " ")


# --------------------------------------------------------------------------------------- no copy, no print, no other


def test_nothing_can_be_copied_from_the_list_or_the_field(listed) -> None:
    page, clipboard = listed, QGuiApplication.clipboard()
    clipboard.setText("from elsewhere")
    key(page, "w")
    view = page.list.table.view
    for which in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Insert):
        QTest.keyClick(view, which, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Return)
    field = page.list.label
    assert field.text() == CANARY
    for which in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_A, Qt.Key.Key_X, Qt.Key.Key_Insert):
        QTest.keyClick(field, which, CONTROL)
    QTest.keyClick(field, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    field.selectAll()
    field.copy()
    field.cut()
    QTest.mouseDClick(field, Qt.MouseButton.LeftButton)
    assert not field.hasSelectedText()
    assert field.text() == CANARY
    assert clipboard.text() == "from elsewhere"


def test_a_list_of_another_page_does_copy_so_that_the_test_above_can_fail(incidents, station) -> None:
    """Qt's own list copies the chosen cell; without the guard ours would."""
    a_session(station)
    page = incidents()
    page.table.choose(lambda _one: True)
    QGuiApplication.clipboard().setText("from elsewhere")
    QTest.keyClick(page.table.view, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() != "from elsewhere"


def test_no_print_and_no_export_takes_a_list() -> None:
    """No method of the service gives the list away, and no file that prints, exports or imports knows of it."""
    root = Path(wellness_desktop.__file__).parent
    uses = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in (".worklist()", "worklist_view", "WorklistRecord"))
        and "worklist/" not in path.as_posix()
    }
    assert uses == {
        "debriefs/helper_day/helper_day_page.py",
        "debriefs/helper_day/people_view.py",
        "today/service.py",
    }


def test_the_day_of_somebody_else_shows_no_list_and_one_who_left_the_team_finds_the_own(day, station) -> None:
    station.debriefs(HELPER).start_worklist()
    station.debriefs(HELPER).add_line(CANARY, TODAY)
    for name in (COORDINATOR, SERGEANT):
        other = day(name, Role.HELPER)
        assert "It is off." in said(other)
    left = day(HELPER, Role.MEMBER)
    key(left, "w")
    assert CANARY in everything(left)
    assert not left.list.label.isVisibleTo(left)
    press(left, "Burn the whole list")
    answer(left, "Burn it all")
    assert not left.list.isVisibleTo(left)


@pytest.mark.slow
def test_it_can_be_heard_and_read_in_every_look(listed, qapp) -> None:
    page = listed
    assert faults(page) == []
    key(page, "w")
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []
