"""The page of the reports, clicked and typed: issuing, reading, saving, and what a chief sees."""

import csv
import io
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.debriefs.report_help import grown, two_helpers_half_year
from tests.debriefs.station import Station
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from tests.support.words import words_of
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
    shown = on_screen(view.report)
    assert ("Hospital visit", "•") in shown
    view.set_needs("Two more peers.")
    qtbot.mouseClick(view._issue, Qt.MouseButton.LeftButton)
    assert room.issued_reports() == []
    page.findChild(Question).answer("do")
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


def test_what_is_typed_about_needs_survives(page, opened, room, tasks):
    page.show_new()
    page.new_screen.set_needs("A quiet room.")
    kept = page.draft()
    other = opened(ReportsPage(room, tasks))
    other.take_draft(kept)
    assert other.new_screen.needs == "A quiet room."
    assert "here again" in other.banner.words


def test_why_a_time_is_not_offered_is_said(page, room):
    room.issue_report(ReportKind.HALF_YEARLY, HALF, Breakdown.CATEGORY)
    page.show_new()
    page.new_screen._kind.set_value(ReportKind.GRANT.value)
    page.new_screen._table.set_value(Breakdown.SETTING.value)
    page.new_screen.wanted.emit()
    assert "was issued with another table" in words_of(page)


@pytest.mark.parametrize("new", [False, True])
def test_the_page_can_be_used_by_everybody(page, room, qapp, new):
    room.issue_report(ReportKind.HALF_YEARLY, HALF, Breakdown.CATEGORY, "Two more peers.")
    page.refresh()
    if new:
        page.show_new()
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []
