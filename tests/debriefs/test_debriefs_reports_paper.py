"""Each form of a report, on screen, on paper and as a table file: the same to the cell, and tagged."""

import csv
import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel

from tests.paper.tag_checker import faults
from wellness_desktop.debriefs.reports.bars_view import BarsView
from wellness_desktop.debriefs.reports.differencing import Breakdown
from wellness_desktop.debriefs.reports.report_csv import table_file
from wellness_desktop.debriefs.reports.report_prints import report_sheet
from wellness_desktop.debriefs.reports.report_values import (
    Line,
    Report,
    ReportKind,
    Section,
    Unit,
    all_together,
    bars_words,
    hidden_note,
    rows_of,
)
from wellness_desktop.debriefs.reports.report_view import ReportView
from wellness_desktop.debriefs.reports.spans import Span
from wellness_desktop.paper.print_setup import Paper

ZONE = ZoneInfo("America/Chicago")
HOURS = Section("Hours", (Line("Support", 1203, Unit.HOURS), Line("Presence", 40, Unit.HOURS)), chart=True)
COVER = Section("On call", (Line("Days with somebody on call all day", 300, Unit.DAYS),))
DONE = Section("What was done", (Line("Ride-alongs", 0), Line("Miles traveled", 12340, Unit.MILES)))
TEAM = Section("Support team", (Line("Peers, chaplains and clinicians on the roster", 4),))
TABLE = Section(
    "Support contacts by kind",
    (Line("One-on-one talk", 1040), Line("Phone contact", None), Line("Home visit", 0), Line(all_together(), 1082)),
    chart=True,
)
FORMS = {
    "sentence": (Section("Support contacts", sentence="Numbers are not shown in an agency of this size."),),
    "one line hidden": (Section("Support contacts", (Line("Support contacts", None),), "Counted as often as met."),),
    "numbers": (Section("Support contacts", (Line("Support contacts", 1082), Line("Share", 21, Unit.PERCENT))), TABLE),
}


def a_report(form: str, needs: str = "") -> Report:
    return Report(
        kind=ReportKind.YEARLY,
        span=Span.of(date(2026, 1, 1), 12),
        breakdown=Breakdown.CATEGORY if form == "numbers" else Breakdown.NONE,
        agency="Millbrook PD",
        sections=(HOURS, COVER, DONE, *FORMS[form], TEAM),
        needs=needs,
        issued_at=datetime(2027, 1, 20, 18, tzinfo=ZONE),
    )


def a_paper(*, large: bool = False, size: str = "letter") -> Paper:
    return Paper("Millbrook PD", ZONE, datetime(2027, 1, 20, 18, tzinfo=ZONE), size, large)


def alternatives(pdf: bytes) -> list[str]:
    """The alternative texts of figures, in the order of reading."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        return [str(one["/Alt"]) for one in found]


def flat(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("form", FORMS)
def test_screen_paper_and_table_file_say_the_same(qtbot, form):
    report = a_report(form, needs="Two more peers.")
    kept = [(title, line.label, line.text) for title, line in rows_of(report)]
    view = ReportView()
    qtbot.addWidget(view)
    view.show_report(report)
    labels = [label.text() for facts in view.facts for label in facts.findChildren(QLabel)]
    assert list(zip(labels[1::2], labels[::2], strict=True)) == [(label, shown) for _, label, shown in kept]
    rows = [tuple(row) for row in csv.reader(io.StringIO(table_file(report).decode("utf-8-sig")))]
    assert rows[2 : 2 + len(kept)] == kept
    paper, screen = flat(report_sheet(report, a_paper())), " ".join(one.text() for one in view.findChildren(QLabel))
    for _, label, shown in kept:
        assert f"{label} {shown}" in paper
    for section in report.sections:
        assert section.title in screen
        assert section.sentence in paper
        assert section.sentence in screen
        assert section.sentence in {"", *(cell for row in rows for cell in row)}
    for found in (paper, screen, " ".join(cell for row in rows for cell in row)):
        assert "Two more peers." in found
        assert (hidden_note() in found) is report.hides


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("large", [False, True])
def test_every_form_is_tagged_with_its_bars_in_words_and_repeatable(form, large):
    report = a_report(form, needs="Two more peers.")
    pdf = report_sheet(report, a_paper(large=large))
    assert faults(pdf) == []
    assert report_sheet(report, a_paper(large=large)) == pdf
    assert alternatives(pdf) == [bars_words(one) for one in report.sections if one.chart]
    assert bars_words(TABLE) == "Support contacts by kind, as bars. One-on-one talk: 1,040."


def test_a_report_fits_letter_and_a4_and_the_first_page_is_the_chief_s():
    for size, width in (("letter", 612), ("a4", 595)):
        pages = PdfReader(io.BytesIO(report_sheet(a_report("numbers"), a_paper(size=size)))).pages
        assert [round(float(page.mediabox.width)) for page in pages] == [width, width]
        assert "Support coordinator" in pages[0].extract_text()
        assert "Support contacts by kind" in pages[1].extract_text()


def test_bars_leave_out_what_is_hidden_or_zero_and_the_total(qtbot):
    bars = BarsView(TABLE)
    qtbot.addWidget(bars)
    assert [one.label for one in bars.lines] == ["One-on-one talk"]
    assert "Phone" not in bars.accessibleName()
