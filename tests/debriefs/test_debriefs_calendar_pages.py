"""Week, month, list and timeline by keyboard, on the real page and a real station."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.debriefs.booked import a_session, person
from tests.debriefs.station import HELPER, NOW, ZONE, an_incident
from tests.debriefs.test_debriefs_calendar_days import an_entry, at
from tests.debriefs.typing_pages import press, said
from tests.support.cases import every, quick
from tests.support.cut_text import cut_texts
from tests.support.looks import look, settle, show_at
from tests.support.walker import faults
from wellness_desktop.debriefs.calendar_views.calendar_page import CalendarPage
from wellness_desktop.debriefs.calendar_views.entries import EntryKind, View
from wellness_desktop.debriefs.calendar_views.month_view import MonthPicture
from wellness_desktop.debriefs.calendar_views.timeline_view import TimelinePicture
from wellness_desktop.debriefs.calendar_views.week_view import MOST_LANES, WeekPicture
from wellness_desktop.kit.printing import PrintOffer

CALENDARS = [View.WEEK, View.MONTH, View.LIST, View.TIMELINE]
TODAY = date(2026, 11, 11)


def switch_to(page, view: View) -> None:
    """Chooses a view with the arrow keys, as somebody without a mouse does."""
    boxes = page.calendar.switch.parts()
    order = list(View)
    at_now = order.index(page.calendar.view)
    boxes[at_now].setFocus()
    step = Qt.Key.Key_Right if order.index(view) > at_now else Qt.Key.Key_Left
    for place in range(at_now, order.index(view), 1 if step == Qt.Key.Key_Right else -1):
        QTest.keyClick(boxes[place], step)


def picture(page, view: View):
    switch_to(page, view)
    page.calendar.calendar.setFocus()
    return page.calendar.calendar.shown


@pytest.mark.parametrize("view", every(2, CALENDARS))
def test_the_switch_shows_each_view_and_remembers_it(incidents, station, view) -> None:
    a_session(station)
    page = incidents()
    assert page.table.isVisible()
    switch_to(page, view)
    assert not page.table.isVisible()
    assert page.calendar.calendar.shown.isVisible()
    assert station.debriefs().chosen_view() is view
    again = incidents()
    assert again.calendar.view is view
    switch_to(again, View.INCIDENTS)
    assert again.table.isVisible()
    assert not again.calendar.calendar.isVisible()


def test_a_week_by_keyboard(incidents, station) -> None:
    session = a_session(station)
    page = incidents()
    week = picture(page, View.WEEK)
    calendar = page.calendar.calendar
    assert (week.day, calendar.title.text()) == (TODAY, "Week of Nov 9, 2026")
    assert "Today." in week.words
    for _ in range(2):
        QTest.keyClick(week, Qt.Key.Key_Down)
    assert week.day == date(2026, 11, 13)
    while week.entry.kind is not EntryKind.SESSION:
        QTest.keyClick(week, Qt.Key.Key_Right)
    assert "Support session, Event 2026-A. Group debriefing (CISD), scheduled" in week.accessibleDescription()
    QTest.keyClick(week, Qt.Key.Key_PageDown)
    assert (week.day, calendar.title.text()) == (date(2026, 11, 20), "Week of Nov 16, 2026")
    QTest.keyClick(week, Qt.Key.Key_PageUp)
    QTest.keyClick(week, Qt.Key.Key_T)
    assert week.day == TODAY
    QTest.keyClick(week, Qt.Key.Key_Home)
    QTest.keyClick(week, Qt.Key.Key_Up)
    assert (week.day, calendar.title.text()) == (date(2026, 11, 8), "Week of Nov 2, 2026")
    QTest.keyClick(week, Qt.Key.Key_T)
    QTest.keyClick(week, Qt.Key.Key_Return)
    assert page.table.isVisible()
    assert page.view.shown_id == session.incident_id


def test_left_and_right_go_on_into_the_next_day(incidents, station) -> None:
    a_session(station)
    week = picture(incidents(), View.WEEK)
    seen = [week.entry]
    for _ in range(30):
        QTest.keyClick(week, Qt.Key.Key_Right)
        if week.day > date(2026, 11, 13):
            break
        if week.entry is not None and week.entry not in seen:
            seen.append(week.entry)
    wanted = [one for one in week.entries if TODAY <= one.starts.astimezone(ZONE).date() <= date(2026, 11, 13)]
    assert seen == wanted


def test_a_month_by_keyboard(incidents, station) -> None:
    session = a_session(station)
    page = incidents()
    month = picture(page, View.MONTH)
    calendar = page.calendar.calendar
    assert calendar.title.text() == "November 2026"
    QTest.keyClick(month, Qt.Key.Key_Down)
    QTest.keyClick(month, Qt.Key.Key_Left)
    assert month.day == date(2026, 11, 17)
    QTest.keyClick(month, Qt.Key.Key_PageDown)
    assert (month.day, calendar.title.text()) == (date(2026, 12, 17), "December 2026")
    QTest.keyClick(month, Qt.Key.Key_T)
    QTest.keyClick(month, Qt.Key.Key_Up)
    QTest.keyClick(month, Qt.Key.Key_Up)
    assert calendar.title.text() == "October 2026"
    QTest.keyClick(month, Qt.Key.Key_T)
    for _ in range(2):
        QTest.keyClick(month, Qt.Key.Key_Right)
    assert len(month.here) > 1
    QTest.keyClick(month, Qt.Key.Key_Return)
    focused = page.focusWidget()
    assert isinstance(focused, QPushButton), "of several, one is chosen in the list of the day"
    assert focused.text() == month.here[0].words(ZONE)
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert page.view.shown_id == session.incident_id


def test_the_list_is_filtered_sorted_and_turned(incidents, station) -> None:
    a_session(station)
    page = incidents()
    table = picture(page, View.LIST)
    everything = table.rows.rowCount()
    table.search.setFocus()
    QTest.keyClicks(table.search, "support session")
    assert [one.kind for one in table.rows.shown()] == [EntryKind.SESSION]
    QTest.keyClick(table.search, Qt.Key.Key_Escape)
    assert table.rows.rowCount() == everything
    table.sort_by(0, descending=True)
    moments = [one.starts for one in table.rows.shown()]
    assert moments == sorted(moments, reverse=True)
    table.choose(lambda one: one.kind is EntryKind.SESSION)
    table.view.setFocus()
    QTest.keyClick(table.view, Qt.Key.Key_L)
    assert page.calendar.calendar.title.text() == "Feb 8, 2027 to May 9, 2027"
    press(page, "Today")
    table.choose(lambda one: one.kind is EntryKind.SESSION)
    table.view.setFocus()
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert page.view.shown_id is not None
    assert page.table.isVisible()


def test_a_timeline_by_keyboard(incidents, station) -> None:
    first = a_session(station)
    second = an_incident(station, "Flo Berg", trigger="child_fatality")
    page = incidents()
    line = picture(page, View.TIMELINE)
    assert {one.incident_id for one in line.lines} == {first.incident_id, second.id}
    start = line.entry
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert line.entry.starts >= start.starts
    assert line.entry != start
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Up)
    assert line.entry.incident_id == line.lines[0].incident_id
    QTest.keyClick(line, Qt.Key.Key_End)
    assert line.entry == line.here[-1]
    title = page.calendar.calendar.title.text()
    QTest.keyClick(line, Qt.Key.Key_PageDown)
    assert page.calendar.calendar.title.text() != title
    QTest.keyClick(line, Qt.Key.Key_T)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.view.shown_id == line.entry.incident_id


def test_the_mouse_chooses_and_opens(incidents, station) -> None:
    session = a_session(station)
    page = incidents()
    week = picture(page, View.WEEK)
    [placed] = [one for row in week.rows for one in row.placed if one.entry.kind is EntryKind.SESSION]
    where = placed.bar.center().toPoint()
    QTest.mouseClick(week, Qt.MouseButton.LeftButton, pos=where)
    assert week.entry == placed.entry
    QTest.mouseDClick(week, Qt.MouseButton.LeftButton, pos=where)
    assert page.view.shown_id == session.incident_id
    month = picture(page, View.MONTH)
    cell = next(cell for cell in month.cells if cell.day == date(2026, 11, 24))
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=cell.box.center().toPoint() + QPoint(0, 10))
    assert month.day == date(2026, 11, 24)


def test_the_calendar_prints_what_it_shows(incidents, station, qtbot) -> None:
    a_session(station)
    page = incidents()
    switch_to(page, View.MONTH)
    press(page, "Print")
    qtbot.waitUntil(lambda: page.window().findChild(PrintOffer) is not None or page.findChild(PrintOffer) is not None)


def test_this_week_is_one_press_away(incidents, station) -> None:
    a_session(station)
    page = incidents()
    page.calendar.show_this_week()
    assert page.calendar.view is View.WEEK
    assert page.calendar.calendar.week.hasFocus()


def test_an_empty_station_is_calm(incidents) -> None:
    page = incidents()
    for view in CALENDARS:
        switch_to(page, view)
        text = said(page)
        assert "Here: nothing." in text
        if view is not View.LIST:
            picture(page, view)
            for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_End):
                QTest.keyClick(page.calendar.calendar.shown, key)


# ------------------------------------------------------------------------------------------------- the drawings


def shown(qapp, kind, day, entries, size=(900, 600), now=NOW):
    made = kind(ZONE, day, now)
    show_at(qapp, made, *size)
    made.show_entries(entries, day, now)
    settle(qapp)
    return made


def test_on_a_clock_change_day_the_bars_keep_their_true_length(qapp) -> None:
    """01:30 CDT to 02:30 CST is two hours; the hour before is one."""
    entries = (
        an_entry(at(ZONE, 2026, 11, 1, 1, 30, fold=0), 120),
        an_entry(at(ZONE, 2026, 10, 31, 1, 30), 120),
        an_entry(at(ZONE, 2026, 11, 1, 23, 0), 60),
    )
    week = shown(qapp, WeekPicture, date(2026, 11, 1), entries)
    bars = {one.entry: one.bar for row in week.rows for one in row.placed}
    assert bars[entries[0]].width() == pytest.approx(bars[entries[1]].width())
    assert bars[entries[2]].right() == pytest.approx(week.width() - 8, abs=2), "the day of 25 hours reaches the edge"
    saturday = bars[entries[1]]
    assert bars[entries[0]].left() == pytest.approx(saturday.left())
    assert "Clocks go back 1 hour." in week.words


def test_entries_never_lie_on_each_other_and_too_many_are_counted(qapp) -> None:
    entries = tuple(an_entry(at(ZONE, 2026, 11, 11, 12, 5 * number), 60) for number in range(10))
    week = shown(qapp, WeekPicture, TODAY, entries)
    [row] = [row for row in week.rows if row.placed]
    boxes = [one.bar.united(one.words) for one in row.placed]
    for place, box in enumerate(boxes):
        assert all(not box.intersects(other) for other in boxes[place + 1 :])
        assert row.box.contains(box)
    assert (len(boxes), row.more) == (MOST_LANES, 10 - MOST_LANES)
    for number in range(10):
        assert week.entry == entries[number], "the keyboard reaches those without room too"
        week.step_entry(1)
    month = shown(qapp, MonthPicture, TODAY, entries)
    cell = next(cell for cell in month.cells if cell.day == TODAY)
    assert len(cell.lines) < len(cell.entries) == 10
    assert all(cell.box.contains(box) for _, box in cell.lines)


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_lies_inside_at_any_text_size(qapp, percent) -> None:
    entries = tuple(an_entry(at(ZONE, 2026, 11, day, hour, 50), 45) for day in (9, 11, 15) for hour in (0, 11, 23))
    with look(qapp, "light", percent):
        for kind in (WeekPicture, MonthPicture, TimelinePicture):
            made = shown(qapp, kind, TODAY, entries, (700, 600))
            if kind is WeekPicture:
                boxes = [box for row in made.rows for one in row.placed for box in (one.bar, one.words)]
            elif kind is MonthPicture:
                boxes = [box for cell in made.cells for _, box in cell.lines]
            else:
                boxes = [box for line in made.lines for _, box in line.marks]
            assert boxes
            for box in boxes:
                assert made.rect().adjusted(-1, -1, 1, 1).contains(box.toRect()), (kind, box)


def test_now_and_today_are_said(qapp) -> None:
    week = shown(qapp, WeekPicture, TODAY, ())
    assert week.words == "Today. Wed Nov 11, 2026: nothing."
    week.show_entries((), TODAY + timedelta(days=1), NOW)
    assert week.words == "Thu Nov 12, 2026: nothing."


@pytest.mark.parametrize("view", quick(View.WEEK, CALENDARS))
def test_the_calendar_has_no_fault_and_nothing_is_cut(incidents, station, qapp, view) -> None:
    a_session(station)
    page = incidents()
    switch_to(page, view)
    settle(qapp)
    assert faults(page) == []
    for theme, percent, width in (("light", 100, 1150), ("dark", 200, 1100)):
        with look(qapp, theme, percent):
            show_at(qapp, page, width, 800)
            settle(qapp)
            assert cut_texts(page.calendar.calendar) == []


def test_a_helper_has_a_calendar_without_a_way_into_the_incidents(opened, station, tasks) -> None:
    session = a_session(station, leaders=(person(station, "Kim Hale"), person(station, "Lee Park")))
    page = opened(CalendarPage(station.debriefs(HELPER), tasks))
    assert page.calendar.view is View.WEEK
    week = page.calendar.week
    for _ in range(2):
        QTest.keyClick(week, Qt.Key.Key_Down)
    assert week.entry.record_id == session.id
    assert "Enter" not in said(page)
    QTest.keyClick(week, Qt.Key.Key_Return)
    assert "Group debriefing (CISD), scheduled" in said(page)
    boxes = page.switch.parts()
    boxes[0].setFocus()
    QTest.keyClick(boxes[0], Qt.Key.Key_Right)
    assert page.calendar.month.isVisible()
    assert faults(page) == []
    assert station.debriefs(HELPER).chosen_view() is View.MONTH


def test_the_sheets_are_asked_for_on_the_page(incidents, station, qtbot) -> None:
    an_incident(station, "Ana Ruiz")
    page = incidents()
    window = page.window()
    for count, words in enumerate(("Handover sheet", "Sheet for outside helpers"), 1):
        press(page, words)
        qtbot.waitUntil(lambda count=count: len(window.findChildren(PrintOffer)) == count)
        assert words in window.findChildren(PrintOffer)[-1].windowTitle()
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: len(window.findChildren(PrintOffer)) == 3)
