"""R1 to R13 against somebody who collects two years of issued reports: no hidden number can be worked out."""

from datetime import date

import pytest

from tests.debriefs.report_agencies import Agency, an_agency, two_years_of_reports
from tests.debriefs.report_attacker import Log, pinned, plainly_pinned, puzzle_of, unproven
from wellness_desktop.debriefs.reports import differencing, suppression
from wellness_desktop.debriefs.reports.differencing import Breakdown, Refused, counts_for, fresh
from wellness_desktop.debriefs.reports.spans import Span
from wellness_desktop.debriefs.reports.suppression import Cell, Form, Policy


def attacked(agency: Agency, seed: int, engine=counts_for):
    issued = two_years_of_reports(agency, seed, engine)
    populations = {one.code: one.population for one in agency.cells if one.population is not None}
    puzzle = puzzle_of(issued, agency.policy_at, populations)
    return issued, puzzle, agency.world(puzzle)


def leaks(seeds):
    """Agencies of which the attacker pins a hidden number, with what is pinned."""
    found = {}
    for seed in seeds:
        _, puzzle, truth = attacked(an_agency(seed), seed)
        if names := pinned(puzzle, truth):
            found[seed] = names
    return found


def caught(seeds, engine=counts_for):
    """How many agencies of a broken engine the attacker sees through by subtracting alone."""
    return sum(bool(plainly_pinned(attacked(an_agency(seed), seed, engine)[1])) for seed in seeds)


def undeniable(seeds):
    """Agencies with a hidden number for which no other log prints the very same reports."""
    found = {}
    for seed in seeds:
        agency = an_agency(seed)
        issued, puzzle, truth = attacked(agency, seed)
        log = Log(truth, agency.tally, agency.issue_with(counts_for), agency.population, agency.policy_at)
        if names := unproven(puzzle, issued, log):
            found[seed] = names
    return found


def test_nothing_hidden_of_sixty_agencies_is_pinned_and_each_hidden_number_could_be_another():
    assert leaks(range(60)) == {}
    assert undeniable(range(60)) == {}


@pytest.mark.slow
def test_nothing_hidden_of_a_thousand_agencies_is_pinned_and_each_hidden_number_could_be_another():
    assert leaks(range(1000)) == {}
    assert undeniable(range(1000)) == {}


def test_the_agencies_are_worth_attacking():
    """Many shown and many hidden numbers, every form, and agencies that chose another threshold meanwhile."""
    shown = hidden = forms = 0
    assert sum(an_agency(seed).later is not None for seed in range(60)) > 15
    seen = set()
    for seed in range(60):
        issued, puzzle, _ = attacked(an_agency(seed), seed)
        shown += sum(count > 0 for _, count in puzzle.sums)
        hidden += len(puzzle.hidden)
        seen |= {one.printed.form for one in issued}
        forms += len(issued)
    assert shown > 300
    assert hidden > 1000
    assert forms > 400
    assert seen == set(Form)


# The test of the test: engines with one rule less are caught


def test_without_r7_the_attacker_subtracts(monkeypatch):
    monkeypatch.setattr(suppression, "is_covered", lambda _hidden, _policy: True)
    assert caught(range(60)) > 3


def test_without_r9_the_attacker_subtracts_reports():
    def engine(span, breakdown, population, issued, tally, policy):
        return fresh(span, breakdown, population, tally(span.months), policy)

    assert caught(range(60), engine) > 3


def test_comparing_whole_reports_alone_would_leak():
    """R9 as it reads, one report inside against the new one: but a year minus three quarters is the fourth."""

    def engine(span, breakdown, population, issued, tally, policy):
        for one in differencing.inside(span, breakdown, issued):
            rest = tuple(month for month in span.months if month not in one.span.months)
            if rest and fresh(span, breakdown, population, tally(rest), policy).printed.total.is_hidden:
                raise Refused(differencing.Refusal.DIFFERENCE, one.span)
        return fresh(span, breakdown, population, tally(span.months), policy)

    assert caught(range(60), engine) > 3


def test_r7_as_it_reads_would_tell_eleven_ones(monkeypatch):
    """Eleven hidden cells with the sum eleven are eleven ones, since a zero would have been shown."""
    month = Span.of(date(2025, 1, 1), 1)
    codes = [f"cell_{number}" for number in range(11)]
    logged = {(month.first, number % 2, code): (1, 1) for number, code in enumerate(codes)}
    cells = tuple(Cell(code, 0) for code in codes)
    agency = Agency(200, Policy(), Breakdown.CATEGORY, cells, logged, helpers=2)

    def as_written(hidden, policy):
        return not hidden or (len(hidden) >= 2 and sum(hidden) >= policy.k)

    def january():
        made = counts_for(month, agency.breakdown, 200, [], agency.tally, agency.policy)
        puzzle = puzzle_of([made], agency.policy_at, {})
        return pinned(puzzle, agency.world(puzzle))

    assert january() == []
    monkeypatch.setattr(suppression, "is_covered", as_written)
    assert len(january()) == 11
