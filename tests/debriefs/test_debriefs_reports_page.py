"""The page of the reports, clicked and typed: issuing, reading, saving, and what a chief sees."""

import csv
import io
import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.debriefs.report_help import grown, two_helpers_half_year
from tests.debriefs.station import Station
from tests.debriefs.typing_pages import press
from tests.support.cases import slow
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from tests.support.words import words_of
from wellness_desktop.debriefs.reports.bars_view import BarsView
from wellness_desktop.debriefs.reports.differencing import Breakdown
from wellness_desktop.debriefs.reports.report_values import ReportKind, rows_of
from wellness_desktop.debriefs.reports.reports_page import ReportsPage
from wellness_desktop.debriefs.reports.spans import Span
from wellness_desktop.kit.dialogs import Question

HALF = Span.of(date(2026, 1, 1), 6)


@pytest.fixture
def room(station: Station):
    made = grown(station, 40)
    two_helpers_half_year(station)
    return made


@pytest.fixture
def page(opened, room, tasks):
    return opened(ReportsPage(room, tasks))


def _nothing(_answer):
    """Nobody waits for it."""


def fill(page, kind, breakdown):
    """Chooses what for and which table, as somebody does with the mouse."""
    view = page.new_screen
    view._kind.set_value(kind.value)
    view._table.set_value(breakdown.value)
    view.wanted.emit()


def looked_at(page, qtbot):
    """Waits until the report is made."""
    qtbot.waitUntil(lambda: not page.new_screen.is_making)


def on_screen(view):
    """Label and number of each fact shown, in order."""
    found = []
    for facts in view.facts:
        for pair in facts.findChildren(type(facts).__mro__[1], options=Qt.FindChildOption.FindDirectChildrenOnly):
            name, value = pair.layout().itemAt(0).widget(), pair.layout().itemAt(1).widget()
            found.append((name.text(), value.text()))
    return found


def test_a_report_is_looked_at_and_issued_and_screen_paper_and_file_agree(page, room, qtbot, tmp_path):
    assert "No report was issued yet." in words_of(page)
    qtbot.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    view = page.new_screen
    assert "40 people work here by the roster." in words_of(page)
    view._kind.set_value(ReportKind.HALF_YEARLY.value)
    view._table.set_value(Breakdown.CATEGORY.value)
    view.wanted.emit()
    assert view.offer.span == HALF
    looked_at(page, qtbot)
    shown = on_screen(view.report)
    assert ("Hospital visit", "•") in shown
    view.set_needs("Two more peers.")
    qtbot.mouseClick(view._issue, Qt.MouseButton.LeftButton)
    assert room.issued_reports() == []
    page.findChild(Question).answer("do")
    looked_at(page, qtbot)
    (report,) = room.issued_reports()
    assert report.needs == "Two more peers."
    kept = [(line.label, line.text) for _, line in rows_of(report)]
    assert on_screen(page.report) == kept
    page.save_to(str(tmp_path / "out.csv"))
    rows = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))
    assert [tuple(row[1:]) for row in rows[2 : 2 + len(kept)]] == kept
    assert page.draft() is None


def test_the_proof_is_for_the_coordinator_and_no_key_copies_it(page, room, station, opened, tasks, qtbot):
    """CL-06."""
    room.issue_report(ReportKind.HALF_YEARLY, HALF, Breakdown.CATEGORY)
    page.refresh()
    assert page.proof.isVisibleTo(page)
    assert page.proof.table.choose(lambda line: line.label == "Hospital visit")
    QApplication.clipboard().setText("before")
    qtbot.keyClick(page.proof.table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "before"
    chief = opened(ReportsPage(station.chief_s_debriefs(), tasks))
    assert not chief.makes
    assert not chief.proof.isVisibleTo(chief)
    assert "Half-year report: Jan to Jun 2026" in words_of(chief)
    assert not hasattr(chief, "new_button")


def test_what_is_chosen_and_typed_survives_and_is_thrown_away_with_a_way_back(page, opened, room, tasks, qtbot):
    page.show_new()
    assert page.draft() is None
    fill(page, ReportKind.GRANT, Breakdown.SETTING)
    page.new_screen.set_needs("A quiet room.")
    page.new_screen.choose_time("2025-07-01")
    kept = page.draft()
    looked_at(page, qtbot)
    other = opened(ReportsPage(room, tasks))
    other.take_draft(kept)
    looked_at(other, qtbot)
    assert other.new_screen.typed() == kept
    assert other.new_screen.offer.span == Span.of(date(2025, 7, 1), 12)
    assert "here again" in other.banner.words
    press(other, "Throw it away")
    assert other.draft() is None
    other.banner.undo.take_back()
    assert other.draft() == kept
    looked_at(other, qtbot)


def test_a_report_that_takes_long_can_be_stopped_and_the_last_choice_is_what_is_shown(page, room, tasks, qtbot):
    page.show_new()
    view = page.new_screen
    others = threading.Event()  # keeps the worker busy, so that the look has not ended when it is stopped
    tasks.start(lambda _task: others.wait(20), done=_nothing, failed=_nothing)
    fill(page, ReportKind.HALF_YEARLY, Breakdown.NONE)
    view._task.stop()
    others.set()
    looked_at(page, qtbot)
    assert "Stopped. Nothing was issued." in words_of(page)
    assert not view._issue.isEnabled()
    for breakdown in (Breakdown.CATEGORY, Breakdown.RECIPIENTS, Breakdown.SETTING):
        fill(page, ReportKind.HALF_YEARLY, breakdown)
    looked_at(page, qtbot)
    assert "Support contacts by place" in words_of(page)
    assert "Stopped" not in words_of(page)
    assert view._issue.isEnabled()
    assert room.issued_reports() == []


def test_what_cannot_be_issued_leaves_the_form_as_it_is(page, room, qtbot):
    page.show_new()
    fill(page, ReportKind.HALF_YEARLY, Breakdown.CATEGORY)
    looked_at(page, qtbot)
    page.new_screen.set_needs("More time for Ruiz")
    qtbot.mouseClick(page.new_screen._issue, Qt.MouseButton.LeftButton)
    page.findChild(Question).answer("do")
    looked_at(page, qtbot)
    assert "names somebody" in page.banner.words
    assert page.new_screen.needs == "More time for Ruiz"
    assert page.new_screen._issue.isEnabled()
    assert room.issued_reports() == []


def test_the_bars_on_screen_are_those_of_the_paper_and_say_their_numbers(page, room, qtbot):
    """The same lines as on paper: as long as their number, none for what is hidden, all of it in words as well."""
    room.issue_report(ReportKind.HALF_YEARLY, HALF, Breakdown.CATEGORY)
    page.refresh()
    hours, kinds = (one for one in page.report.findChildren(BarsView) if one.isVisibleTo(page))
    assert [one.label for one in kinds.lines] == ["One-on-one talk", "Phone contact"]
    assert kinds.accessibleName() == "Support contacts by kind, as bars. One-on-one talk: 40. Phone contact: 25."
    long, short = (kinds.bar_of(place).width() for place in range(2))
    assert short / long == pytest.approx(25 / 40, rel=0.02)
    qtbot.waitUntil(lambda: hours.height() == hours.heightForWidth(hours.width()))


def test_the_proof_says_which_numbers_the_agency_had_chosen(page, room):
    room.issue_report(ReportKind.HALF_YEARLY, HALF, Breakdown.CATEGORY)
    page.refresh()
    assert "shows no number under 11, and none with fewer than 5 different people" in words_of(page)


def test_why_a_time_is_not_offered_is_said(page, room, qtbot):
    room.issue_report(ReportKind.HALF_YEARLY, HALF, Breakdown.CATEGORY)
    page.show_new()
    page.new_screen._kind.set_value(ReportKind.GRANT.value)
    page.new_screen._table.set_value(Breakdown.SETTING.value)
    page.new_screen.wanted.emit()
    assert "was issued with another table" in words_of(page)
    looked_at(page, qtbot)


@pytest.mark.parametrize("new", [False, slow(True)])
def test_the_page_can_be_used_by_everybody(page, room, qapp, qtbot, new):
    room.issue_report(ReportKind.HALF_YEARLY, HALF, Breakdown.CATEGORY, "Two more peers.")
    page.refresh()
    if new:
        page.show_new()
        looked_at(page, qtbot)
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []
