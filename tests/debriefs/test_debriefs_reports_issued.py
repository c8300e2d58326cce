"""Reports from the log to the issued page: the same on screen, paper and in the table file, and never changed."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select, text

from tests.debriefs.report_help import grown, log, two_helpers_half_year
from tests.debriefs.station import COORDINATOR, HELPER, SERGEANT, Station
from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import Cancelled, Problem
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.reports.differencing import Breakdown
from wellness_desktop.debriefs.reports.proofs import proof_in, proof_text
from wellness_desktop.debriefs.reports.records import IssuedReportRecord, ReportProofRecord
from wellness_desktop.debriefs.reports.report_values import HIDDEN, ReportKind, content_in, content_text, rows_of
from wellness_desktop.debriefs.reports.spans import Span
from wellness_desktop.debriefs.reports.suppression import Policy, Rule
from wellness_desktop.debriefs.retention.holds import HoldReason

HALF = Span.of(date(2026, 1, 1), 6)


def texts(report, title):
    return {line.label: line.text for found, line in rows_of(report) if found == title}


@pytest.fixture
def room(station: Station):
    made = grown(station, 40)
    two_helpers_half_year(station)
    return made


def issued(room, kind=ReportKind.HALF_YEARLY, span=HALF, breakdown=Breakdown.CATEGORY, needs=""):
    return room.issue_report(kind, span, breakdown, needs)


def test_an_agency_of_eight_prints_the_sentence(station: Station):
    """CL-07."""
    two_helpers_half_year(station, date(2025, 1, 1))
    room = station.debriefs()
    assert room.report_kinds() == [ReportKind.YEARLY, ReportKind.GRANT]
    report = room.issue_report(ReportKind.YEARLY, Span.of(date(2025, 1, 1), 12), Breakdown.NONE)
    (contacts,) = (one for one in report.sections if one.title == "Support contacts")
    assert contacts.lines == ()
    assert contacts.sentence == ("Support was available all year. Numbers are not shown in an agency of this size.")
    assert "82" not in words_of_pdf(room.print_report(report.id))
    with pytest.raises(Problem, match="too short"):
        room.look_at_report(ReportKind.HALF_YEARLY, HALF, Breakdown.NONE)


def test_small_numbers_are_left_out_of_a_half_year(room):
    report = issued(room)
    table = texts(report, "Support contacts by kind")
    assert table["One-on-one talk"] == "40"
    assert table["Phone contact"] == "25"
    assert table["Home visit"] == table["Hospital visit"] == HIDDEN
    assert table["Family contact"] == "0"
    assert table["All together"] == "82"
    assert texts(report, "Support contacts")["Support contacts"] == "82"
    assert texts(report, "Support contacts")["With a referral"] == "17"
    assert texts(report, "Support contacts")["Share with a referral"] == "21 %"
    assert texts(report, "Hours")["Support"] == "3 h"
    assert texts(report, "What was done")["Ride-alongs"] == "1"
    assert texts(report, "What was done")["Miles traveled"] == "40 mi"


def words_of_pdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_paper_table_file_and_screen_agree_to_the_cell(room):
    report = room.issued_report(issued(room, needs="A quiet room and two more peers.").id)
    rows = list(csv.reader(io.StringIO(room.report_table(report.id).decode("utf-8-sig"))))
    kept = [(title, line.label, line.text) for title, line in rows_of(report)]
    assert [tuple(row) for row in rows[2 : 2 + len(kept)]] == kept
    assert ["What the program needs", "A quiet room and two more peers.", ""] in rows
    flat = " ".join(words_of_pdf(room.print_report(report.id)).split())
    for _title, label, shown in kept:
        assert f"{label} {shown}" in flat
    assert "• not shown (small number)" in flat
    assert content_in(content_text(report)).sections == report.sections


def test_the_table_file_starts_no_formula(room):
    report = issued(room, needs="=cmd")
    assert b"'=cmd" in room.report_table(report.id)


def test_the_chief_reads_issued_reports_and_nothing_behind_them(room, station: Station):
    report = issued(room)
    chief = station.chief_s_debriefs()
    assert [one.id for one in chief.issued_reports()] == [report.id]
    assert chief.print_report(report.id)
    for refused in (
        lambda: chief.report_proof(report.id),
        lambda: chief.look_at_report(ReportKind.HALF_YEARLY, HALF, Breakdown.NONE),
        lambda: issued(chief),
        lambda: chief.report_offers(ReportKind.YEARLY, Breakdown.NONE),
        lambda: station.debriefs(SERGEANT).issued_reports(),
        lambda: station.debriefs(HELPER).issued_reports(),
        lambda: station.debriefs(SERGEANT, Role.ADMINISTRATOR).issued_reports(),
    ):
        with pytest.raises(Problem):
            refused()


def test_the_proof_tells_the_coordinator_why_and_is_sealed(room, station: Station):
    """R13; the raw number 5 of a hidden cell stands nowhere in the open."""
    report = issued(room)
    why = {line.label: (line.counted, line.reason) for line in room.report_proof(report.id)}
    assert why["Hospital visit"] == (5, Rule.SMALL)
    assert why["Home visit"] == (12, Rule.SECOND)
    assert why["One-on-one talk"] == (40, None)
    with station.store.read() as work:
        row, proof = work.scalars(select(IssuedReportRecord)).one(), work.scalars(select(ReportProofRecord)).one()
        assert '"Hospital visit",null' in row.figures
        assert b"hospital" not in proof.sealed
    assert (Event.REPORT_ISSUED, report.id) in station.audited()


def test_a_changed_report_is_noticed_also_where_its_digest_was_changed_with_it(room, station: Station):
    report = issued(room)
    assert room.report_is_sound(report.id)
    with station.store.work() as work:
        work.execute(text("UPDATE debriefs_issued_report SET figures = replace(figures, ',82,', ',99,')"))
    assert not room.issued_report(report.id).sound
    assert not room.report_is_sound(report.id)
    assert "CHANGED AFTER" in words_of_pdf(room.print_report(report.id))


def test_a_longer_report_is_put_together_from_issued_ones(room, station: Station):
    first = issued(room, span=Span.of(date(2025, 7, 1), 6))
    assert texts(first, "Support contacts")["Support contacts"] == "0"
    issued(room)
    offers = {one.span: one for one in room.report_offers(ReportKind.GRANT, Breakdown.CATEGORY)}
    whole = Span.of(date(2025, 7, 1), 12)
    assert offers[whole].why_not == ""
    assert "shares months" in offers[Span.of(date(2025, 8, 1), 12)].why_not
    log(station, date(2026, 2, 1), [("hospital_visit", 9, 9)])  # too late: the half-year was issued
    grant = issued(room, ReportKind.GRANT, whole)
    assert texts(grant, "Support contacts")["Support contacts"] == "82"
    assert texts(grant, "Support contacts by kind")["Hospital visit"] == HIDDEN


def test_a_time_has_one_table_for_ever(room):
    issued(room)
    with pytest.raises(Problem, match="another table"):
        issued(room, breakdown=Breakdown.RECIPIENTS)
    assert texts(issued(room, breakdown=Breakdown.NONE), "Support contacts")["Support contacts"] == "82"


def test_the_agency_s_own_threshold_counts_for_reports_from_then_on(room, station: Station):
    """k and m (5.3): a raised one hides more, and what was issued keeps the one it was issued with (R13)."""
    before = issued(room)
    strict = station.debriefs(settings=Settings(agency_name="Millbrook PD", report_least=13, report_least_people=10))
    log(station, date(2025, 7, 1), [("one_on_one", 40, 20), ("phone_contact", 25, 9), ("home_visit", 12, 12)])
    log(station, date(2025, 8, 1), [("phone_contact", 20, 11)], COORDINATOR)
    half = Span.of(date(2025, 7, 1), 6)
    table = texts(strict.look_at_report(ReportKind.HALF_YEARLY, half, Breakdown.CATEGORY), "Support contacts by kind")
    assert (table["One-on-one talk"], table["Phone contact"], table["Home visit"]) == (HIDDEN, "45", HIDDEN)
    loose = room.look_at_report(ReportKind.HALF_YEARLY, half, Breakdown.CATEGORY)
    assert texts(loose, "Support contacts by kind")["Home visit"] == "12"
    after = issued(strict, span=half)
    assert room.issued_report(before.id).sections == before.sections
    assert room.report_policy(before.id) == Policy(11, 5)
    assert room.report_policy(after.id) == Policy(13, 10)
    assert {line.label: line.reason for line in room.report_proof(after.id)}["Home visit"] is Rule.SMALL


def test_a_proof_of_the_first_version_names_the_threshold_it_was_made_with(room):
    report = issued(room)
    proof = room._proofs()[report.id]
    kept = json.loads(proof_text(replace(proof, policy=Policy(20, 9))))
    assert proof_in(json.dumps(kept)).policy == Policy(20, 9)
    del kept["least"]
    assert proof_in(json.dumps(kept)) == proof


def test_a_month_s_report_says_the_year_so_far(room, station: Station):
    """R9: from numbers that are printed anyway, and off in an agency under 3k."""
    grown(station, 100)
    for number in range(1, 4):
        log(station, date(2026, number, 1), [("one_on_one", 12 + number, 6)])
        log(station, date(2026, number, 1), [("phone_contact", 11, 5)], COORDINATOR)
    january, february, march = (
        issued(room, ReportKind.MONTHLY, Span.of(date(2026, number, 1), 1)) for number in range(1, 4)
    )
    so_far = "Support contacts this year so far"
    assert so_far not in texts(january, "Support contacts")
    assert texts(february, "Support contacts")[so_far] == "49"
    assert texts(march, "Support contacts")[so_far] == "75"
    assert f"{so_far} 75" in " ".join(words_of_pdf(room.print_report(march.id)).split())


def test_the_year_so_far_is_off_where_a_month_was_not_issued_or_hides_it(room, station: Station):
    grown(station, 100)
    log(station, date(2026, 1, 1), [("one_on_one", 4, 2)])
    log(station, date(2026, 1, 1), [("one_on_one", 4, 2)], COORDINATOR)
    log(station, date(2026, 2, 1), [("one_on_one", 30, 12)])
    log(station, date(2026, 2, 1), [("one_on_one", 30, 12)], COORDINATOR)
    so_far = "Support contacts this year so far"
    february = Span.of(date(2026, 2, 1), 1)
    assert so_far not in texts(room.look_at_report(ReportKind.MONTHLY, february, Breakdown.NONE), "Support contacts")
    january = issued(room, ReportKind.MONTHLY, Span.of(date(2026, 1, 1), 1), Breakdown.NONE)
    assert texts(january, "Support contacts")["Support contacts"] == HIDDEN
    assert so_far not in texts(room.look_at_report(ReportKind.MONTHLY, february, Breakdown.NONE), "Support contacts")


def test_reading_the_log_tells_how_far_it_is_and_can_be_stopped(room):
    told = []
    room.look_at_report(ReportKind.HALF_YEARLY, HALF, Breakdown.NONE, step=lambda *far: told.append(far))
    assert told == [(1, 2), (2, 2)]

    def stop(_done, _of):
        raise Cancelled

    with pytest.raises(Cancelled):
        room.issue_report(ReportKind.HALF_YEARLY, HALF, Breakdown.NONE, step=stop)
    assert room.issued_reports() == []


def test_an_open_month_waits(room, station: Station):
    (offer, *_) = room.report_offers(ReportKind.GRANT, Breakdown.NONE)
    assert offer.span.last == date(2026, 10, 1)
    assert offer.why_not == ""  # October closed on November 10; it is the 11th
    station.clock.advance(-(station.clock.now() - station.clock.now().replace(day=9)))
    assert "until" in room.report_offers(ReportKind.GRANT, Breakdown.NONE)[0].why_not
    with pytest.raises(Problem, match="not closed"):
        room.look_at_report(ReportKind.GRANT, offer.span, Breakdown.NONE)


def test_what_the_program_needs_names_nobody(room):
    with pytest.raises(Problem, match="names somebody"):
        issued(room, needs="More time for Ruiz")
    with pytest.raises(Problem, match="too long"):
        issued(room, needs="x" * 401)
    assert room.issued_reports() == []


def test_one_helper_alone_gives_hours_only(station: Station):
    room = grown(station, 40)
    log(station, date(2026, 1, 1), [("one_on_one", 40, 20)], COORDINATOR)
    report = room.look_at_report(ReportKind.HALF_YEARLY, HALF, Breakdown.CATEGORY)
    assert "One person made all entries" in next(
        one.sentence for one in report.sections if one.title == "Support contacts"
    )
    assert not any(one.title.startswith("Support contacts by") for one in report.sections)


@pytest.mark.parametrize("held", [False, True])
def test_reports_go_after_six_years_with_their_proofs_unless_held(room, station: Station, held):
    issued(room)
    room.run_retention()
    if held:
        room.hold_records(None, HoldReason.LAWSUIT)
    for years_and_days in (timedelta(days=7 * 366), timedelta(days=2)):  # the first run only notes the leap
        assert len(room.issued_reports()) == 1
        station.clock.advance(years_and_days)
        room.run_retention()
    with station.store.read() as work:
        left = len(work.scalars(select(IssuedReportRecord)).all()), len(work.scalars(select(ReportProofRecord)).all())
    assert left == ((1, 1) if held else (0, 0))
