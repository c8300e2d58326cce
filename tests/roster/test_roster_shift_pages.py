"""Who works when on the real page, by keyboard: a day in one key, teams for many, a pattern typed, a list imported."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pypdf
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.roster.station import NOON, TODAY, a_person, added
from tests.roster.test_roster_shift_patterns import MONDAY, a_pattern
from tests.roster.test_roster_shift_times import FOUR, MARCH, OFFICER, text_of
from tests.support.cases import quick
from tests.support.cut_text import cut_in_any_look
from tests.support.looks import show_at
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.roster.duty_roster.shifts_page import ShiftsPage
from wellness_desktop.roster.kinds import CalendarKind, PersonRole
from wellness_desktop.roster.on_call import Layer

LATER = date(2026, 3, 12)


@pytest.fixture
def squad(roster):
    people = added(roster, *(a_person(name, roles=OFFICER) for name in ("Ann Bell", "Ben Cole", "Cy Doyle", "Di Lang")))
    roster.save_pattern(a_pattern(teams=FOUR))
    for person, team in zip(people[:3], roster.shift_teams(), strict=False):
        roster.put_on_team([person.id], team.id, MONDAY)
    return people


@pytest.fixture
def shifts(qtbot, qapp, tasks, station):
    pages = []

    def make(*roles, size=(1160, 760)):
        page = ShiftsPage(station.roster(*roles), tasks, agency="Millbrook PD")
        show_at(qapp, page, *size)
        page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
        page.month.start()
        pages.append(page)
        return page

    yield make
    for page in pages:
        shiboken6.delete(page)


def press(page, *keys, shift=False):
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or page, key, modifier)


def test_one_key_changes_a_day_and_undo_brings_it_back(shifts, roster, squad):
    page = shifts(Role.SUPERVISOR)
    grid = page.month.grid
    grid.choose(squad[0].id, TODAY)
    for key, text in ((Qt.Key.Key_L, "Lv"), (Qt.Key.Key_K, "Ct"), (Qt.Key.Key_T, "Tr"), (Qt.Key.Key_N, "N")):
        press(page, key)
        assert text_of(roster, squad[0], TODAY) == text
    press(page, Qt.Key.Key_O)
    assert text_of(roster, squad[0], TODAY) == "-"
    press(page, Qt.Key.Key_Delete)
    assert text_of(roster, squad[0], TODAY) == "D"
    press(page, Qt.Key.Key_L)
    page.banner.undo.take_back()
    assert text_of(roster, squad[0], TODAY) == "D"
    assert page.month.words.text().startswith("Ann Bell. Tue Mar 10: Days")


def test_a_range_for_a_whole_team(shifts, roster, squad):
    page = shifts()
    grid = page.month.grid
    grid.choose(squad[0].id, TODAY)
    press(page, Qt.Key.Key_Up)
    assert grid.people == [squad[0].id]
    assert grid.person is None
    press(page, Qt.Key.Key_Right, Qt.Key.Key_Right, shift=True)
    press(page, Qt.Key.Key_L)
    assert [text_of(roster, squad[0], MARCH[day]) for day in (9, 10, 11)] == ["Lv"] * 3


def test_a_trade_in_two_presses(shifts, roster, squad):
    page = shifts()
    grid = page.month.grid
    ann, ben = squad[0], squad[1]
    grid.choose(ann.id, TODAY)
    press(page, Qt.Key.Key_S)
    assert "wants to trade" in page.banner.words
    grid.choose(ben.id, LATER)
    press(page, Qt.Key.Key_S)
    assert [text_of(roster, ann, TODAY), text_of(roster, ben, TODAY)] == ["Fr", "+"]
    assert [text_of(roster, ann, LATER), text_of(roster, ben, LATER)] == ["+", "Fr"]


def test_exact_times_are_typed_below(shifts, roster, squad):
    page = shifts()
    page.month.grid.choose(squad[0].id, TODAY)
    press(page, Qt.Key.Key_V)
    assert page.month.day_card.form.values()["kind"] is CalendarKind.OVERTIME
    page.month.day_card.note_button.click()
    assert text_of(roster, squad[0], TODAY) == "D+"
    assert "Overtime, 18:00 to 22:00" in page.month.words.text()
    press(page, Qt.Key.Key_Escape)


def test_the_page_turns_at_the_edge_of_the_month(shifts, squad):
    page = shifts()
    grid = page.month.grid
    grid.choose(squad[0].id, MARCH[-1])
    press(page, Qt.Key.Key_Right)
    assert grid.first == date(2026, 4, 1)
    assert grid.person == squad[0].id
    press(page, Qt.Key.Key_PageUp)
    assert grid.picture.days == MARCH


def test_ten_people_are_on_their_teams_in_ten_keys(shifts, roster):
    people = added(roster, *(a_person(f"Officer {chr(65 + number)}", roles=OFFICER) for number in range(10)))
    roster.save_pattern(a_pattern(teams=FOUR))
    page = shifts(Role.SUPERVISOR)
    page.show_teams()
    page.teams.since.set_value(MONDAY)
    page.teams.table.view.setCurrentIndex(page.teams.table.view.model().index(0, 0))
    page.teams.table.setFocus()
    for number in range(10):
        press(page, Qt.Key(Qt.Key.Key_1.value + number % 4))
    works = roster.works()
    assert [works[one.id].on(TODAY).team for one in people] == list("ABCDABCDAB")
    page.banner.undo.take_back()
    assert people[-1].id not in roster.works()


def test_a_pattern_is_typed_with_its_coming_days_and_drafted(shifts, roster, squad):
    page = shifts()
    page.show_patterns()
    page.patterns.new_button.click()
    form = page.form
    QTest.keyClicks(form.name, "Jail tens")
    QTest.keyClicks(form.days, "4t 3o")
    assert "4 shifts" not in form.preview_words.text()
    assert form.previews[0].isVisibleTo(page)
    assert "16 shifts" in form.preview_words.text()
    starts, hours = form._shifts["T"][1:]
    hours.setText("")
    QTest.keyClicks(hours, "10")
    starts.setText("")
    QTest.keyClicks(starts, "7:00")
    draft = page.draft()
    again = shifts()
    again.take_draft(draft)
    assert again.form.value() == form.value()
    form.save_button.click()
    saved = next(one for one in roster.own_patterns() if one.name == "Jail tens")
    assert (saved.sequence, saved.shifts[0].hours, saved.shifts[0].starts.hour) == (tuple("TTTTOOO"), 10.0, 7)
    assert page.draft() is None


def test_a_stale_draft_of_a_pattern_overwrites_nothing(shifts, roster, squad):
    page = shifts()
    page.edit_pattern(roster.own_patterns()[0])
    QTest.keyClicks(page.form.name, " mine")
    draft = page.draft()
    roster.save_pattern(replace(roster.own_patterns()[0], name="Patrol theirs"))
    again = shifts()
    again.take_draft(draft)
    again.form.save_button.click()
    assert "Someone else changed" in again.banner.words
    assert [one.name for one in roster.own_patterns()] == ["Patrol theirs"]


def test_nonsense_is_said_beside_the_field_and_not_saved(shifts, roster, squad):
    page = shifts()
    page.edit_pattern(roster.own_patterns()[0])
    page.form.days.setText("")
    QTest.keyClicks(page.form.days, "D?O")
    assert "no letter for a day" in page.form.form._entry("days").still_told()
    assert not page.form.previews[0].isVisibleTo(page)
    page.form.save_button.click()
    assert roster.own_patterns()[0].sequence == tuple("DDOONNOO")
    page.form.close_button.click()
    assert page.is_open("patterns")


def test_a_list_is_imported_and_taken_back(shifts, roster, squad, tmp_path, qtbot):
    path = tmp_path / "march.csv"
    path.write_text("Name,3/10,3/11,3/12\nDi Lang,N,N,\nZed,D,D,D\n", encoding="utf-8")
    page = shifts(Role.SUPERVISOR)
    page.show_import(TODAY)
    page.importer.read(str(path))
    qtbot.waitUntil(page.importer.import_button.isEnabled)
    assert "Zed" in page.importer.strangers.text()
    page.importer.import_button.click()
    qtbot.waitUntil(lambda: page.month.isVisibleTo(page))
    assert text_of(roster, squad[3], TODAY) == "N"
    page.banner.undo.take_back()
    assert text_of(roster, squad[3], TODAY) == "?"


def test_a_planner_looks_and_changes_nothing(shifts, roster, squad):
    page = shifts(Role.PLANNER)
    page.month.grid.choose(squad[0].id, TODAY)
    press(page, Qt.Key.Key_L)
    assert text_of(roster, squad[0], TODAY) == "D"
    assert not page.month.day_card.note_button.isVisibleTo(page)
    assert not page.month.tools.import_button.isVisibleTo(page)


def test_an_empty_roster_says_what_belongs_here(shifts):
    page = shifts()
    assert page.month._empty.isVisibleTo(page)
    assert not page.month.grid.isVisibleTo(page)


def test_dispatchers_alone_and_their_gaps(shifts, roster, squad):
    [dot] = added(roster, a_person("Dot Finch", roles=frozenset({PersonRole.DISPATCHER})))
    roster.set_shift([dot.id], "D", TODAY, TODAY)
    page = shifts()
    page.month.tools.who.set_value("dispatcher")
    page.month.tools.changed.emit()
    assert [row.member.name for row in page.month.grid.picture.rows] == ["Dot Finch"]
    assert "Dot Finch until 18:00" in page.month.now.text()
    assert "Tue Mar 10, 18:00" in page.month.gaps.text()


def test_who_is_on_call_is_said_and_whoever_is_away_then(shifts, roster, squad):
    page = shifts()
    assert "On call now: nobody." in page.month.now.text()
    assert not page.month.clashes.isVisibleTo(page)
    ann = squad[0]
    roster.add_duty(Layer.PRIMARY, ann.id, NOON - timedelta(hours=1), NOON + timedelta(hours=9))
    roster.mark_days([ann.id], CalendarKind.LEAVE, TODAY, TODAY)
    page.month.refresh()
    page.month.start(ann.id, TODAY)
    assert "On call now: Ann Bell (First to call)." in page.month.now.text()
    assert "On call: Ann Bell (First to call)." in page.month.day_card.on_call.text()
    assert "Ann Bell (First to call), Tue Mar 10" in page.month.clashes.text()
    assert page.month.clashes.isVisibleTo(page)
    assert list(faults(page)) == []


def test_a_print_of_the_month_in_both_sizes(roster, squad):
    roster.add_duty(Layer.PRIMARY, squad[0].id, NOON, NOON + timedelta(hours=9))
    roster.mark_days([squad[0].id], CalendarKind.LEAVE, TODAY, TODAY)
    for large in (False, True):
        pdf = roster.print_shifts(TODAY, [one.id for one in squad], agency="Millbrook PD", large=large)
        words = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
        assert "On call and away at once" in words
        assert "Ann Bell (First to call)" in words


@pytest.mark.parametrize("screen", quick("form", ["month", "teams", "patterns", "form", "importer"]))
def test_every_screen_is_sound(qapp, shifts, roster, squad, screen):
    page = shifts()
    opens = {
        "month": page.show_month,
        "teams": page.show_teams,
        "patterns": page.show_patterns,
        "form": lambda: page.edit_pattern(roster.own_patterns()[0]),
        "importer": lambda: page.show_import(TODAY),
    }
    opens[screen]()
    assert list(faults(page)) == []
    assert list(cut_in_any_look(qapp, page)) == []
