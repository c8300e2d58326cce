"""The picture of the rota, worked with the keyboard and the mouse on a real station (roster/rota_view.py)."""

from datetime import date, timedelta

import pytest
import vobject
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.roster.station import HELPER, HOUR, NOON, added, published
from tests.roster.typing_roster import buttons_of, errors, press, press_shortcut, type_in
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.roster.on_call import Layer, Span
from wellness_desktop.roster.rota import Repeat, Scope
from wellness_desktop.roster.rota_cursor import Step
from wellness_desktop.roster.rota_tools_view import MONTH

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SHIFT, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
MORNING = NOON - 4 * HOUR
"""08:00 at the station, when the station hands over."""


@pytest.fixture
def rota(open_page, team):
    page = open_page()
    page.on_call_button.click()
    assert page.rota.rota.grid.hasFocus()
    return page


def planned(roster):
    return [
        (
            entry.person.name,
            entry.duty.layer.value,
            (entry.duty.starts - MORNING) / DAY,
            (entry.duty.ends - MORNING) / DAY,
        )
        for entry in roster.on_call_between(MORNING - 60 * DAY, MORNING + 200 * DAY)
    ]


def test_two_days_are_filled_by_arrows_and_enter(rota, roster):
    view = rota.rota.rota
    assert view.grid.words.startswith("First to call: Tue Mar 10, 08:00 to Wed Mar 11, 08:00 (1 day). Nobody.")
    press(Qt.Key.Key_Right, SHIFT)
    press(Qt.Key.Key_Return)
    type_in(view.form.who, "Lee Park")
    press(Qt.Key.Key_Return)
    assert planned(roster) == [("Lee Park", "primary", 0, 2)]
    assert "On call: Lee Park" in rota.banner.words
    assert view.grid.hasFocus(), "back in the picture, behind what was filled"
    assert view.grid.span == Span(MORNING + 2 * DAY, MORNING + 4 * DAY)
    rota.banner.undo.take_back()
    assert planned(roster) == []


def test_another_layer_and_another_step(rota, roster, qtbot):
    view = rota.rota.rota
    view.tools.step.set_value(Step.WEEK)
    view.tools.step.edited.emit()
    view.grid.setFocus()
    press(Qt.Key.Key_Down)
    assert view.grid.layer is Layer.BACKUP
    press(Qt.Key.Key_Return)
    type_in(view.form.who, "Sam O'Neil")
    press_shortcut(view.put_button)
    qtbot.waitUntil(lambda: bool(planned(roster)))
    assert planned(roster) == [("Sam O'Neil", "backup", -1, 6)]


def test_the_arrows_go_down_into_the_next_week_and_on_to_other_months(rota):
    grid = rota.rota.rota.grid
    for _ in range(3):
        press(Qt.Key.Key_Down)
    assert (grid.layer, grid.span.starts) == (Layer.PRIMARY, MORNING + WEEK)
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Right)
    assert grid.span.starts == MORNING + 13 * DAY
    press(Qt.Key.Key_PageDown)
    assert grid.slots.monday == date(2026, 5, 4), "the eight weeks after these"
    for _ in range(6):
        press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Left)
    assert grid.slots.monday == date(2026, 3, 9), "one step before them"
    assert grid.span.ends == MORNING + 55 * DAY
    tools = rota.rota.rota.tools
    tools.view.set_value(MONTH)
    tools.view.edited.emit()
    assert (grid.slots.monday, grid.slots.weeks) == (date(2026, 2, 23), 6)
    tools.turn(1)
    assert grid.slots.monday == date(2026, 3, 30), "April, from the Monday before it"


def test_a_repeat_is_entered_changed_and_removed_by_keyboard(rota, roster, qtbot):
    view = rota.rota.rota
    press(Qt.Key.Key_Return)
    type_in(view.form.who, "Lee Park")
    view.form.again.set_value(2)
    view.form.again.edited.emit()
    type_in(view.form.form.field("weeks"), "8")
    press_shortcut(view.put_button)
    qtbot.waitUntil(lambda: bool(planned(roster)))
    assert [start for _, _, start, _ in planned(roster)] == [0, 14, 28, 42]
    view.grid.choose(Layer.PRIMARY, MORNING + 14 * DAY)
    view.grid.setFocus()
    press(Qt.Key.Key_Return)
    type_in(view.form.who, "Ruth Okafor")
    view.form.form.set_values({"scope": Scope.LATER})
    view.hand_button.click()
    assert [name.split()[0] for name, *_ in planned(roster)] == ["Lee", "Ruth", "Ruth", "Ruth"]
    view.grid.choose(Layer.PRIMARY, MORNING)
    view.form.form.set_values({"scope": Scope.ALL})
    view.grid.setFocus()
    press(Qt.Key.Key_Delete)
    assert planned(roster) == []
    rota.banner.undo.take_back()
    assert len(planned(roster)) == 4


def test_a_part_is_removed_when_several_steps_are_chosen(rota, roster, team):
    roster.put_on_call(Layer.PRIMARY, team[1].id, Span(MORNING, MORNING + 7 * DAY))
    rota.refresh()
    grid = rota.rota.rota.grid
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right, SHIFT)
    press(Qt.Key.Key_Delete)
    assert [(start, end) for *_, start, end in planned(roster)] == [(0, 1), (3, 7)]
    grid.choose(Layer.PRIMARY, MORNING + 4 * DAY)
    press(Qt.Key.Key_Space)
    assert grid.span == Span(MORNING + 3 * DAY, MORNING + 7 * DAY)


def test_two_people_trade_with_two_presses_of_s(rota, roster, team):
    roster.put_on_call(Layer.PRIMARY, team[1].id, Span(MORNING, MORNING + DAY))
    roster.put_on_call(Layer.PRIMARY, team[0].id, Span(MORNING + DAY, MORNING + 2 * DAY))
    rota.refresh()
    press(Qt.Key.Key_S)
    assert "Lee Park wants to trade" in rota.banner.words
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_S)
    assert [name for name, *_ in planned(roster)] == ["Ruth Okafor", "Lee Park"]
    rota.banner.undo.take_back()
    assert [name for name, *_ in planned(roster)] == ["Lee Park", "Ruth Okafor"]
    press(Qt.Key.Key_S)
    press(Qt.Key.Key_S)
    assert rota.banner.words == "", "the second press on the same time lets it be"


def test_pressing_and_pulling_chooses_a_span_across_days(rota, roster, qtbot):
    view = rota.rota.rota
    grid = view.grid
    first = grid.area_of(Span(MORNING + WEEK, MORNING + WEEK + DAY), Layer.CLINICIAN)
    last = grid.area_of(Span(MORNING + WEEK + 3 * DAY, MORNING + WEEK + 4 * DAY), Layer.CLINICIAN)
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, PLAIN, first.center().toPoint())
    for x in range(int(first.center().x()), int(last.center().x()) + 1, 20):
        QTest.mouseMove(grid, QPoint(x, int(last.center().y())))
    QTest.mouseMove(grid, last.center().toPoint())
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, PLAIN, last.center().toPoint())
    assert (grid.layer, grid.span) == (Layer.CLINICIAN, Span(MORNING + WEEK, MORNING + WEEK + 4 * DAY))
    assert view.form.who.hasFocus(), "whoever pulled a span types a name next"
    type_in(view.form.who, "Lee Park")
    press(Qt.Key.Key_Return)
    assert planned(roster) == [("Lee Park", "clinician", 7, 11)]


def test_nobody_typed_is_said_beside_the_field(rota, roster):
    view = rota.rota.rota
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert errors(view.form) == ["Choose who is on call."]
    assert planned(roster) == []


def test_gaps_of_eight_weeks_stand_there_in_words(rota, roster, team):
    roster.put_on_call(Layer.PRIMARY, team[1].id, Span(MORNING, MORNING + 6 * DAY), Repeat(weeks_ahead=20))
    roster.put_on_call(Layer.BACKUP, team[0].id, Span(MORNING, MORNING + 100 * DAY))
    rota.refresh()
    first, second, third = rota.rota.rota.gaps.text().split("\n")
    assert first.startswith("First to call: nobody Mon Mar 16, 08:00 to Tue Mar 17, 08:00 (1 day); Mon Mar 23")
    assert first.endswith("2 more times.")
    assert (second, third) == ("Backup: somebody at every hour.", "Clinician: nobody.")


def test_the_list_and_exact_times_are_one_button_away_and_back(rota, roster, team):
    (duty,) = roster.put_on_call(Layer.PRIMARY, team[1].id, Span(MORNING, MORNING + DAY)).value
    rota.refresh()
    rota.rota.rota.exact_button.click()
    assert rota.is_open("on_call")
    assert rota.on_call.form.values()["starts"] == duty.starts
    rota.show_list()
    rota.on_call_button.click()
    press(Qt.Key.Key_Escape)
    assert rota.list.isVisible()


def test_the_calendar_file_of_whoever_stands_there(rota, roster, team, tmp_path):
    roster.put_on_call(Layer.PRIMARY, team[1].id, Span(MORNING, MORNING + DAY))
    rota.refresh()
    file = tmp_path / "times.ics"
    rota.rota.save_calendar_to(rota.rota.rota.here.person, str(file))
    event = vobject.readOne(file.read_text()).vevent
    assert (event.summary.value, event.dtstart.value) == ("On call", MORNING)


def test_members_look_and_change_nothing(open_page, roster, team):
    roster.put_on_call(Layer.PRIMARY, team[0].id, Span(MORNING, MORNING + DAY))
    page = open_page(Role.MEMBER, account=HELPER)
    page.on_call_button.click()
    view = page.rota.rota
    assert view.grid.who_words == "Ruth Okafor."
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_S):
        press(key)
    assert len(planned(roster)) == 1
    assert not {"Put on call", "Remove", "Trade"} & set(buttons_of(view))


@pytest.mark.slow
def test_the_walker_finds_no_fault_and_no_word_is_cut(rota, roster, team, qapp):
    roster.put_on_call(Layer.PRIMARY, team[1].id, Span(MORNING, MORNING + 6 * DAY), Repeat(weeks_ahead=20))
    (long,) = added(roster, published("Bartholomew Featherstonehaugh-Cholmondeley"))
    roster.put_on_call(Layer.BACKUP, long.id, Span(MORNING, MORNING + 3 * DAY))
    rota.refresh()
    assert faults(rota) == []
    assert cut_in_any_look(qapp, rota) == []
