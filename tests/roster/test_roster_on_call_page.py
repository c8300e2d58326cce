"""On call, planned with the keyboard on a real station (roster/on_call_view.py)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.roster.station import HOUR, NOON
from tests.roster.typing_roster import errors, press, press_shortcut, type_in
from tests.support.looks import show_at
from wellness_desktop.roster.on_call import Layer


def test_somebody_is_put_on_call_by_keyboard_with_undo(open_page, qtbot, roster, team):
    page = open_page()
    page.list.choose(team[1].id)
    page.list.table.setFocus()
    press(Qt.Key.Key_O)
    form = page.on_call.form
    assert form.values()["person"] == team[1].id
    starts, ends = form.field("starts"), form.field("ends")
    type_in(starts.day, "3/10/2026")
    type_in(starts.clock, "1800")
    type_in(ends.day, "3/11/2026")
    type_in(ends.clock, "0600")
    press_shortcut(page.on_call.save_button)
    qtbot.waitUntil(lambda: roster.on_call_between(NOON, NOON + 48 * HOUR) != [])
    (entry,) = roster.on_call_between(NOON, NOON + 48 * HOUR)
    assert (entry.person.name, entry.duty.layer) == ("Lee Park", Layer.PRIMARY)
    assert (entry.duty.starts, entry.duty.ends) == (NOON + 6 * HOUR, NOON + 18 * HOUR)
    assert "Nobody Tue Mar 10, 12:00 to 18:00 (6 hours)" in page.on_call.gaps[Layer.PRIMARY].text()
    assert page.on_call.gaps[Layer.BACKUP].text() == "Nobody."
    page.banner.undo.take_back()
    assert roster.on_call_between(NOON, NOON + 48 * HOUR) == []
    press(Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_an_on_call_time_is_opened_changed_and_removed(open_page, qtbot, roster, team):
    roster.add_duty(Layer.PRIMARY, team[1].id, NOON, NOON + HOUR)
    page = open_page()
    page.show_on_call()
    page.on_call.table.choose(lambda _entry: True)
    page.on_call.table.setFocus()
    press(Qt.Key.Key_Return)
    assert page.on_call.form.values()["person"] == team[1].id
    page.on_call.form.field("layer").parts()[1].click()
    press_shortcut(page.on_call.save_button)
    qtbot.waitUntil(lambda: roster.on_call_now()[0].duty.layer is Layer.BACKUP)
    page.on_call.table.choose(lambda _entry: True)
    page.on_call.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert roster.on_call_now() == []
    page.banner.undo.take_back()
    assert len(roster.on_call_now()) == 1


def test_an_end_before_the_start_is_said_beside_the_field(open_page, roster, team):
    page = open_page()
    page.show_on_call(team[1])
    page.on_call.form.field("ends").set_value(NOON - HOUR)
    page.on_call.form.field("starts").set_value(NOON)
    assert not page.on_call.save()
    assert errors(page.on_call.form) == ["The end lies before the start."]
    assert roster.on_call_between(NOON - 2 * HOUR, NOON + HOUR) == []


def test_a_clash_is_told_after_saving(open_page, roster, team):
    roster.add_duty(Layer.PRIMARY, team[0].id, NOON, NOON + HOUR)
    page = open_page()
    page.show_on_call(team[1])
    page.on_call.form.set_values({"starts": NOON, "ends": NOON + HOUR})
    assert page.on_call.save()
    assert "Also on call at that time: Ruth Okafor (First to call)" in page.banner.words


def test_the_first_opening_is_ready_to_type(open_page, team):
    page = open_page(size=(1190, 700))
    press_shortcut(page.add_button)
    page.show_list()
    page.on_call_button.setFocus()
    press(Qt.Key.Key_Space)
    assert page.rota.rota.grid.hasFocus()
    page.rota.rota.exact_button.setFocus()
    press(Qt.Key.Key_Space)
    assert page.on_call.form.field("person").hasFocus()
    press(Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_escape_leads_back_after_the_window_became_too_small_for_the_form(open_page, qapp, team):
    page = open_page(size=(1190, 700))
    page.on_call_button.setFocus()
    press(Qt.Key.Key_Space)
    assert page.rota.rota.grid.hasFocus()
    page.rota.rota.exact_button.setFocus()
    press(Qt.Key.Key_Space)
    assert page.on_call.form.field("person").hasFocus()
    show_at(qapp, page, 760, 600)
    assert page.on_call.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_Escape)
    assert page.list.isVisible()
