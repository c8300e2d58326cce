"""The page of the activity log by keyboard: quick entry, one key, the month, drafts, the coordinator's sums."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.debriefs.booked import a_session, after
from tests.debriefs.log_help import RIDE, TALK, an_entry, staffed, today
from tests.debriefs.station import COORDINATOR, DAY, HELPER, Station
from tests.debriefs.typing_pages import press, said
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults, tab_stops
from wellness_desktop.accounts.roles import Role
from wellness_desktop.debriefs.activity_log.log_page import LogPage
from wellness_desktop.debriefs.activity_log.values import DayPart, RecipientClass, Setting, month_of

QUICK = 25
"""Key presses for an entry that is unlike the last one; at two a second it takes half of 20 seconds."""


@pytest.fixture
def log(opened, station: Station, tasks):
    """The page as the helper sees it, in an agency where days are kept."""
    staffed(station)

    def make(name=HELPER, *roles, **more):
        return opened(LogPage(station.debriefs(name, *roles), tasks), **more)

    return make


class Keys:
    """Counts key presses as a hand makes them."""

    def __init__(self) -> None:
        self.count = 0

    def type(self, text: str = "", *keys: Qt.Key) -> None:
        for letter in text:
            self.count += 1
            QTest.keyClicks(QApplication.focusWidget(), letter)
        for key in keys:
            self.count += 1
            QTest.keyClick(QApplication.focusWidget(), key)


def undo(page: LogPage) -> None:
    press(page, "Undo")


def entries(station: Station):
    return station.debriefs(HELPER).my_entries(month_of(today(station)))


def on(page: LogPage, widget, key) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)


def test_a_new_entry_takes_few_keys_from_the_open_page(log, station) -> None:
    page, keys = log(), Keys()
    keys.type("one-on", Qt.Key.Key_Tab)
    keys.type("45", Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    keys.type("1", Qt.Key.Key_Tab)
    keys.type("disp", Qt.Key.Key_Return)
    [entry] = entries(station)
    what = entry.activity
    assert (what.category, what.minutes, what.people, what.recipients) == ("one_on_one", 45, 1, RecipientClass.DISPATCH)
    assert entry.day == today(station)
    assert keys.count <= QUICK
    assert "Saved." in page.banner.words
    assert page.entry.form.field("category").hasFocus()  # ready for the next one
    undo(page)
    assert entries(station) == []


def test_what_is_like_the_last_one_takes_one_key(log, station) -> None:
    station.debriefs(HELPER).log_entry(an_entry(today(station) - DAY, RIDE))
    page = log()
    on(page, page.month.marks, Qt.Key.Key_R)
    assert [one.activity.category for one in entries(station)] == ["ride_along", "ride_along"]
    assert "Logged: Ride-along, 4 h, Vehicle." in page.banner.words
    undo(page)
    assert len(entries(station)) == 1


def test_a_template_is_kept_used_and_removed_by_keys(log, station) -> None:
    station.debriefs(HELPER).log_entry(an_entry(today(station) - DAY, RIDE))
    page = log()
    on(page, page.month.table.view, Qt.Key.Key_K)
    assert station.debriefs(HELPER).templates() == (RIDE,)
    on(page, page.month.table.view, Qt.Key.Key_1)
    assert len(entries(station)) == 2
    assert "1: Ride-along, 4 h, Vehicle" in said(page)
    press(page, "Remove 1")
    assert station.debriefs(HELPER).templates() == ()
    undo(page)
    assert station.debriefs(HELPER).templates() == (RIDE,)


def test_a_session_that_was_held_is_logged_by_one_key(log, station) -> None:
    people = station.people()
    session = a_session(station, leaders=(people["Lee Park"].id, people["Kim Hale"].id))
    after(station, session)
    station.debriefs().hold(session, {})
    page = log()
    assert "You led this session: Group debriefing (CISD)" in said(page)
    on(page, page.month.marks, Qt.Key.Key_L)
    [entry] = entries(station)
    assert (entry.activity.category, entry.activity.people) == ("group_debriefing", session.seats)
    assert "You led this session" not in said(page)
    undo(page)
    assert "You led this session" in said(page)
    press(page, "Already logged")
    assert "You led this session" not in said(page)


def test_the_two_sentences_stand_above_save(log) -> None:
    page = log()
    words = "This log may become public. If a name or a story is in it, take it out."
    assert words in said(page)
    tops = {each.text(): each.mapTo(page, each.rect().topLeft()).y() for each in page.findChildren(QPushButton)}
    from wellness_desktop.kit.text import Text

    warning = next(one for one in page.entry.findChildren(Text) if one.text() == words)
    assert warning.mapTo(page, warning.rect().topLeft()).y() < tops["Save"]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("minutes", "30 h", "An entry holds 24 hours at most."),
        ("minutes", "50", "steps of 15 minutes"),
        ("day", "11/12/2026", "This day is still to come."),
        ("day", "10/15/2026", "Oct 2026 closed on Nov 10, 2026."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost(log, station, field, typed, words) -> None:
    page = log()
    form = page.entry.form
    widget = form.field(field)
    widget.setFocus()
    widget.selectAll()
    QTest.keyClicks(widget, typed)
    QTest.keyClick(widget, Qt.Key.Key_Return)
    assert words in said(page)
    assert form.field(field).text().startswith(typed[:5])
    assert form.field(field).hasFocus()
    assert entries(station) == []
    assert page.draft()["typed"][field]


def test_an_entry_is_changed_and_removed_in_the_list(log, station) -> None:
    station.debriefs(HELPER).log_entry(an_entry(today(station), TALK))
    page = log()
    on(page, page.month.table.view, Qt.Key.Key_Return)
    assert "Change this entry" in said(page)
    minutes = page.entry.form.field("minutes")
    minutes.setFocus()
    minutes.selectAll()
    QTest.keyClicks(minutes, "1:15")
    QTest.keyClick(minutes, Qt.Key.Key_Return)
    assert [one.activity.minutes for one in entries(station)] == [75]
    assert "New entry" in said(page)
    on(page, page.month.table.view, Qt.Key.Key_Delete)
    assert entries(station) == []
    undo(page)
    assert [one.activity.minutes for one in entries(station)] == [75]


def test_what_is_typed_outlives_a_lock_and_is_thrown_away_with_a_way_back(log, station) -> None:
    page = log()
    assert page.draft() is None
    minutes = page.entry.form.field("minutes")
    minutes.setFocus()
    minutes.selectAll()
    QTest.keyClicks(minutes, "2 h")
    kept = page.draft()
    other = log()
    other.take_draft(kept)
    assert other.entry.form.field("minutes").text() == "2 h"
    assert other.draft() == kept
    press(other, "Throw it away")
    assert other.draft() is None
    undo(other)
    assert other.entry.form.field("minutes").text() == "2 h"


def test_a_draft_of_a_change_that_is_gone_becomes_a_new_entry(log, station) -> None:
    entry = station.debriefs(HELPER).log_entry(an_entry(today(station))).value
    page = log()
    on(page, page.month.table.view, Qt.Key.Key_Return)
    people = page.entry.form.field("people")
    people.setFocus()
    people.selectAll()
    QTest.keyClicks(people, "7")
    kept = page.draft()
    assert kept["changing"]["key"] == entry.key
    station.debriefs(HELPER).remove_entry(entry)
    other = log()
    other.take_draft(kept)
    assert other.entry.form.field("people").value() == 7
    assert "New entry" in said(other)


def test_the_month_by_keyboard(log, station) -> None:
    day = today(station)
    station.debriefs(HELPER).log_entry(an_entry(day - 2 * DAY, RIDE))
    page = log()
    marks = page.month.marks
    on(page, marks, Qt.Key.Key_Left)
    on(page, marks, Qt.Key.Key_Left)
    assert marks.accessibleDescription() == "Nov 9, 2026: 1 entry, 4 h."
    on(page, marks, Qt.Key.Key_Return)
    assert page.entry.form.field("day").value() == day - 2 * DAY
    assert page.entry.form.field("category").hasFocus()
    on(page, marks, Qt.Key.Key_PageUp)
    assert marks.day == date(2026, 10, 9)
    assert "This month closed on Nov 10, 2026." in said(page)
    on(page, marks, Qt.Key.Key_PageDown)
    on(page, marks, Qt.Key.Key_T)
    on(page, marks, Qt.Key.Key_Right)  # not into days to come
    assert marks.day == day
    press(page, "Month before")
    assert "Oct 2026" in said(page)


def test_a_small_agency_is_told_that_no_day_is_kept(opened, station, tasks) -> None:
    page = opened(LogPage(station.debriefs(HELPER), tasks))
    assert "fewer than ten staff: only Nov 2026 is kept" in said(page)
    assert not page.month.marks.isVisibleTo(page)


def test_a_template_on_a_full_day_opens_the_form_with_the_reason(log, station) -> None:
    room = station.debriefs(HELPER)
    room.add_template(RIDE)
    room.log_entry(an_entry(today(station), RIDE, minutes=24 * 60))
    page = log()
    on(page, page.month.table.view, Qt.Key.Key_1)
    assert "would have more than 24 hours" in said(page)
    assert len(entries(station)) == 1


def test_an_older_log_is_looked_at_taken_in_and_undone(log, station, tmp_path) -> None:
    path = tmp_path / "old.csv"
    path.write_text("Date,Officer,Minutes\n11/02/2026,Ana Ruiz,60\n11/03/2026,Ben Cole,30 h\n", encoding="utf-8")
    page = log()
    page.show_import(str(path))
    words = said(page)
    assert "1 entry of 2 rows, together 1 h." in words
    assert "Officer: 2 cells. The whole column" in words
    assert "No length of time from 15 minutes to 24 hours: 1" in words
    assert "Ruiz" not in words
    assert entries(station) == []
    press(page, "Take in these entries")
    assert len(entries(station)) == 1
    undo(page)
    assert entries(station) == []
    page.show_import(str(tmp_path / "gone.csv"))
    assert "This file cannot be read." in page.banner.words


def test_the_month_sheet_and_the_csv(log, station, tmp_path) -> None:
    from pypdf import PdfReader

    room = station.debriefs(HELPER)
    room.log_entry(an_entry(today(station), replace(TALK, part=DayPart.AFTERNOON, setting=Setting.TELEPHONE, miles=4)))
    for large in (False, True):
        path = tmp_path / "sheet.pdf"
        path.write_bytes(room.log_sheet(today(station), large=large))
        text = " ".join(each.extract_text() for each in PdfReader(path).pages)
        for words in (
            "Activity log: Nov 2026",
            "One-on-one talk",
            "45 min",
            "1 or 2 (Sworn)",
            "Afternoon",
            "Telephone",
            "On the road: 4 miles.",
            "This log may become public",
        ):
            assert words in " ".join(text.split())
        assert HELPER not in text
    page = log()
    page.outputs.save_csv_to(str(tmp_path / "log.csv"))
    assert b"one_on_one" in (tmp_path / "log.csv").read_bytes()
    assert "not encrypted" in page.banner.words + said(page.banner)


# ---------------------------------------------------------------------------------------------- the coordinator


def test_cl06_the_raw_sums_are_neither_copied_nor_printed(log, station) -> None:
    station.debriefs(HELPER).log_entry(an_entry(today(station)))
    page = log(COORDINATOR)
    sums = page.sums_screen
    assert "1 entries, 45 min, 1 contacts." in said(page) or "1 entry" in said(page)
    QGuiApplication.clipboard().setText("before")
    for widget in (sums.table.view, sums, page):
        widget.setFocus()
        sums.table.view.selectRow(0)
        QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(widget, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"
    from wellness_desktop.kit.text import Text

    assert not [one for one in sums.findChildren(Text) if one.textInteractionFlags() & Qt.TextSelectableByMouse]
    assert not sums.table.view.dragEnabled()
    words = " ".join(each.text() for each in page.findChildren(QPushButton) if each.isVisibleTo(page))
    assert not [word for word in ("Print", "CSV", "Copy", "Save as") if word in words]


def test_the_own_copying_filter_is_what_keeps_it(log, station) -> None:
    """A test of the test: without the filter the list copies its row."""
    station.debriefs(HELPER).log_entry(an_entry(today(station)))
    page = log(COORDINATOR)
    view = page.sums_screen.table.view
    view.removeEventFilter(page.sums_screen)
    view.setFocus()
    view.selectRow(0)
    QGuiApplication.clipboard().setText("before")
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() != "before"
    QGuiApplication.clipboard().clear()


def test_the_coordinator_opens_a_month_again_and_changes_a_label(log, station) -> None:
    page = log(COORDINATOR)
    sums = page.sums_screen
    sums._months.set_value(date(2026, 10, 1))
    sums.refresh()
    press(page, "Open again for a week")
    assert "Open again until Nov 18, 2026." in page.banner.words
    assert not station.debriefs(HELPER).month_state(date(2026, 10, 1)).locked
    undo(page)
    assert station.debriefs(HELPER).month_state(date(2026, 10, 1)).locked
    QTest.keyClicks(sums._label_field, "Talk with Ruiz")
    press(page, "Save the label")
    assert "names somebody" in page.banner.words
    sums._label_field.set_value("Quiet talk")
    press(page, "Save the label")
    assert station.debriefs(HELPER).log_categories().label("one_on_one") == "Quiet talk"
    undo(page)
    assert station.debriefs(HELPER).log_categories().label("one_on_one") == "One-on-one talk"


def test_who_is_helper_and_coordinator_has_both_and_escape_goes_back(log, station) -> None:
    page = log(COORDINATOR, Role.COORDINATOR, Role.HELPER)
    press(page, "Sums of all helpers")
    assert page.is_open("sums_screen")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.is_open("log_screen")


def test_tab_goes_from_what_one_key_logs_into_the_form_and_through_it(log, station) -> None:
    station.debriefs(HELPER).add_template(RIDE)
    page = log(COORDINATOR, Role.HELPER, Role.COORDINATOR)
    station.debriefs(COORDINATOR, Role.HELPER).log_entry(an_entry(today(station)))
    page.refresh()
    stops = [one.accessibleName() or one.text() for one in tab_stops(page)]
    first = next(place for place, words in enumerate(stops) if words.startswith("R: the last one again"))
    assert stops[first + 1 : first + 4] == ["What did you do?", "How long?", "Day"]


@pytest.mark.slow
def test_nothing_is_cut_off_and_everything_is_reached(log, station, qapp) -> None:
    room = station.debriefs(HELPER)
    room.log_entry(an_entry(today(station), replace(TALK, category="death_notice_public", people=12)))
    room.add_template(RIDE)
    for name in (HELPER, COORDINATOR):
        page = log(name)
        assert "\n".join(faults(page)) == ""
        assert cut_in_any_look(qapp, page) == []
