"""The field for a moment: typed quickly, told back in words, right on the two nights of daylight saving."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from tests.support.looks import show_at
from tests.support.walker import faults, spoken_name, tab_stops
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField, MomentField

CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 22, 9, 10, 42, tzinfo=UTC)  # 03:10 at the station


@pytest.fixture
def form(qtbot: Any, qapp: Any) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.add("It &ended", MomentField(FixedClock(NOW), CHICAGO), name="ended", required="Type when it ended.")
    show_at(qapp, made, 900, 300)
    made.activateWindow()
    return made


@pytest.fixture
def field(form: Form) -> MomentField:
    made: MomentField = form.field("ended")
    return made


def type_in(qtbot: Any, field: MomentField, day: str, clock: str) -> None:
    for part, text in ((field.day, day), (field.clock, clock)):
        part.setFocus()
        part.selectAll()
        qtbot.keyClicks(part, text)


def words(field: MomentField) -> str:
    return field._words.text() if field._words.isVisible() else ""


def test_typed_in_ten_keys_and_told_back_in_words(field: MomentField, qtbot: Any) -> None:
    type_in(qtbot, field, "11/21", "2315")
    assert field.value() == datetime(2026, 11, 22, 5, 15, tzinfo=UTC)
    assert words(field) == "Saturday, November 21, 2026, 23:15"
    qtbot.keyClick(field.clock, Qt.Key.Key_Tab)
    assert (field.day.text(), field.clock.text()) == ("11/21/2026", "23:15")


def test_now_and_an_hour_earlier_by_key_and_by_button(field: MomentField, qtbot: Any) -> None:
    field.clock.setFocus()
    qtbot.keyClick(field.clock, Qt.Key.Key_N)
    assert field.value() == NOW.replace(second=0)
    qtbot.keyClick(field.clock, Qt.Key.Key_Minus)
    assert field.value() == NOW.replace(second=0) - timedelta(hours=1)
    qtbot.mouseClick(field.earlier_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(field.clock, Qt.Key.Key_Plus)
    qtbot.mouseClick(field.now_button, Qt.MouseButton.LeftButton)
    assert field.value() == NOW.replace(second=0)


def test_an_hour_earlier_is_an_hour_of_life_not_of_the_clock(field: MomentField, qtbot: Any) -> None:
    second = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
    field.set_value(second)
    assert field.which.value() == 1
    qtbot.keyClick(field.clock, Qt.Key.Key_Minus)
    assert field.value() == second - timedelta(hours=1)
    assert field.clock.text() == "01:30"
    assert field.which.value() == 0
    assert words(field) == "Sunday, November 1, 2026, 01:30 (CDT)"


def test_the_hour_that_comes_twice_is_asked_about(form: Form, field: MomentField, qtbot: Any) -> None:
    type_in(qtbot, field, "11/1/2026", "0130")
    assert field.which.isVisible()
    assert field.value() is None
    assert not form.confirm()
    assert field.fault() == "Clocks showed this time twice that night. Choose the first or the second."
    qtbot.keyClick(field.which.parts()[1], Qt.Key.Key_Space)
    assert field.value() == datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
    assert form.confirm()
    qtbot.keyClick(field.which.parts()[0], Qt.Key.Key_Space)
    assert field.value() == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    type_in(qtbot, field, "11/2/2026", "0130")
    assert not field.which.isVisible()


def test_the_hour_that_never_came_is_said(form: Form, field: MomentField, qtbot: Any) -> None:
    type_in(qtbot, field, "3/8/2026", "0230")
    assert field.value() is None
    assert not form.confirm()
    assert form._entry("ended").row.fault == "There was no 02:30 that night: clocks went from 02:00 to 03:00."
    type_in(qtbot, field, "3/8/2026", "0300")
    assert field.value() == datetime(2026, 3, 8, 8, 0, tzinfo=UTC)
    assert form.confirm()


@pytest.mark.parametrize(
    ("day", "clock", "fault"),
    [
        ("", "", ""),
        ("13/45", "", "Type a date such as 11/22/2026, 11/22 or today."),
        ("11/22", "2560", "Type a time such as 0130, 13:30 or 1:30 pm."),
        ("11/22", "", "Type the time as well."),
        ("", "0130", "Type the date as well."),
        ("11/22", "0130", ""),
    ],
)
def test_what_is_missing_is_said_in_words(field: MomentField, qtbot: Any, day: str, clock: str, fault: str) -> None:
    type_in(qtbot, field, day, clock)
    assert field.fault() == fault


@pytest.mark.parametrize("hour", range(0, 48, 3))
def test_every_moment_goes_in_and_comes_out(field: MomentField, hour: int) -> None:
    moment = datetime(2026, 10, 31, 12, tzinfo=UTC) + timedelta(hours=hour, minutes=30)
    field.set_value(moment)
    assert field.value() == moment


def test_arrows_move_by_a_day_and_to_the_quarter(field: MomentField, qtbot: Any) -> None:
    type_in(qtbot, field, "11/30/2026", "2352")
    qtbot.keyClick(field.day, Qt.Key.Key_Up)
    assert field.day.text() == "12/01/2026"
    qtbot.keyClick(field.clock, Qt.Key.Key_Up)
    assert field.clock.text() == "00:00"
    qtbot.keyClick(field.clock, Qt.Key.Key_Down)
    assert field.clock.text() == "23:45"


def test_setting_is_silent_and_typing_is_told(field: MomentField, qtbot: Any) -> None:
    with qtbot.assertNotEmitted(field.edited, wait=0):
        field.set_value(NOW)
        field.set_value(None)
    assert field.value() is None
    with qtbot.waitSignal(field.edited, timeout=500):
        qtbot.keyClicks(field.clock, "1")


def test_each_part_has_its_name_and_tab_goes_through(form: Form, field: MomentField) -> None:
    assert faults(form) == []
    assert [spoken_name(stop) for stop in tab_stops(form)] == [
        "It ended: date",
        "It ended: time",
        "It ended: now",
        "It ended: 1 hour earlier",
    ]


def test_a_date_alone(qtbot: Any) -> None:
    field = DateField(FixedClock(NOW), CHICAGO)
    qtbot.addWidget(field)
    qtbot.keyClick(field, Qt.Key.Key_T)
    assert field.text() == "11/22/2026"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.value() is not None
    assert field.text() == "11/21/2026"
