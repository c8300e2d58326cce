"""The rules of chaplain_log.md 5.3 with the table of 5.4, and what must hold for every table."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellness_desktop.debriefs.reports.differencing import Breakdown, Refusal, Refused, Tally, counts_for
from wellness_desktop.debriefs.reports.spans import Length, Span, allowed, shortest, span_at, spans, twelve_months
from wellness_desktop.debriefs.reports.suppression import (
    Cell,
    Form,
    Policy,
    Rule,
    average,
    heads,
    hours,
    is_covered,
    part_of,
    percentage,
    small,
    suppress,
    tens_of_miles,
)

K = Policy()


def table(counts, people=5, **more):
    bounds = people if isinstance(people, list) else [people] * len(counts)
    cells = [Cell(f"c{number}", count, bound) for number, (count, bound) in enumerate(zip(counts, bounds, strict=True))]
    return suppress(cells, more.pop("n", 200), K, people=more.pop("total_people", 9), **more)


def shown(printed):
    return [one.count for one in printed.cells], printed.total.count


# The table of 5.4


def test_the_smallest_printed_cell_is_hidden_with_a_small_one():
    printed = table([40, 25, 12, 5])
    assert shown(printed) == ([40, 25, None, None], 82)
    assert [one.reason for one in printed.cells] == [None, None, Rule.SECOND, Rule.SMALL]


def test_a_zero_is_shown_in_a_large_agency():
    assert shown(table([40, 25, 12, 0])) == ([40, 25, 12, 0], 77)


def test_two_small_cells_whose_sum_is_small_take_the_next_along():
    printed = table([40, 1, 3])
    assert shown(printed) == ([None, None, None], 44)
    assert [one.reason for one in printed.cells] == [Rule.SECOND, Rule.SMALL, Rule.SMALL]


def test_many_contacts_of_one_person_are_hidden():
    printed = table([15, 60], people=[1, 9])
    assert shown(printed) == ([None, None], 75)
    assert [one.reason for one in printed.cells] == [Rule.SMALL, Rule.SECOND]


def test_between_2k_and_3k_there_is_one_yearly_line():
    printed = table([12, 6], people=9, n=30, yearly=True)
    assert (printed.form, shown(printed)) == (Form.ONE_LINE, ([None, None], 18))
    assert table([12, 6], people=9, n=30).total.reason is Rule.PERIOD
    assert table([6, 4], people=9, n=30, yearly=True).total.reason is Rule.SMALL


@pytest.mark.parametrize(
    ("count", "n", "expected", "reason"),
    [
        (18, 25, None, Rule.COMPLEMENT),
        (12, 12, None, Rule.SIZE),
        (40, 40, 40, None),
        (25, 25, None, Rule.COMPLEMENT),
        (0, 25, None, Rule.SMALL),
        (0, 33, 0, None),
        (10, 200, None, Rule.SMALL),
    ],
)
def test_people_by_head(count, n, expected, reason):
    assert (heads("x", count, n, K).count, heads("x", count, n, K).reason) == (expected, reason)


def test_an_agency_of_eight_shows_a_sentence():
    printed = table([8, 0, 2], n=8, yearly=True)
    assert (printed.form, shown(printed)) == (Form.SENTENCE, ([None, None, None], None))


def test_a_difference_that_is_too_small_refuses_the_longer_report():
    first = Span.of(date(2026, 1, 1), 3)

    def tally(months):
        count = 30 if date(2026, 1, 1) in months else 0
        count += 8 if date(2026, 4, 1) in months else 0
        return Tally((Cell("x", count, 9),), 9, 2, Cell("referred", 0))

    issued = [counts_for(first, Breakdown.NONE, 200, [], tally, K)]
    assert issued[0].printed.total.count == 30
    with pytest.raises(Refused) as refused:
        counts_for(Span.of(date(2026, 1, 1), 6), Breakdown.NONE, 200, issued, tally, K)
    assert (refused.value.refusal, refused.value.span) == (Refusal.DIFFERENCE, first)
    for overlap in (Span.of(date(2026, 1, 1), 1), Span.of(date(2026, 3, 1), 3)):
        with pytest.raises(Refused) as refused:
            counts_for(overlap, Breakdown.NONE, 200, issued, tally, K)
        assert refused.value.refusal is Refusal.OVERLAP
    with pytest.raises(Refused) as refused:
        counts_for(first, Breakdown.CATEGORY, 200, issued, tally, K)
    assert refused.value.refusal is Refusal.BREAKDOWN


@pytest.mark.parametrize(
    ("part", "whole", "n", "expected"), [(60, 200, 200, 30), (35, 40, 40, None), (5, 40, 40, None)]
)
def test_a_percentage_needs_both_numbers_and_their_difference(part, whole, n, expected):
    assert percentage(part, whole, n, K) == expected


# Further rules


def test_hours_and_miles_are_rounded_and_never_left_out():
    assert [hours(one) for one in (0, 15, 30, 45, 90, 105)] == [0, 0, 1, 1, 2, 2]
    assert [tens_of_miles(one) for one in (0, 4, 5, 14, 15)] == [0, 0, 10, 10, 20]


@pytest.mark.parametrize(
    ("n", "length"),
    [(8, "year"), (32, "year"), (33, "half"), (49, "half"), (50, "quarter"), (99, "quarter"), (100, "month")],
)
def test_the_shortest_period(n, length):
    assert shortest(n, K) is Length(length)
    assert allowed(Length.YEAR, n, K)
    assert allowed(Length.MONTH, n, K) is (n >= 100)


def test_one_helper_alone_makes_hours_only():
    assert table([40, 25], helpers=1).form is Form.HOURS_ONLY
    assert shown(table([40, 25], helpers=1)) == ([None, None], None)
    assert shown(table([0, 0], helpers=1)) == ([0, 0], 0)
    assert table([0, 0], helpers=0, n=30, yearly=True).form is table([9, 9], helpers=1, n=30, yearly=True).form


def test_a_small_class_is_hidden_whatever_it_holds():
    cells = [Cell("sworn", 40, 9), Cell("dispatch", 0, 0, 12), Cell("civilian", 20, 9)]
    printed = suppress(cells, 200, K)
    assert printed.hidden == ("dispatch", "civilian")
    assert printed.cell("dispatch").reason is Rule.SIZE


def test_a_referral_line_is_hidden_with_a_small_rest():
    printed = table([40], total_people=20)
    whole = Cell("", 40, 20)
    assert part_of(Cell("r", 20, 9), whole, printed, 200, K).count == 20
    assert part_of(Cell("r", 35, 9), whole, printed, 200, K).reason is Rule.RATIO
    assert part_of(Cell("r", 20, 16), whole, printed, 200, K).reason is Rule.RATIO
    assert part_of(Cell("r", 40, 20), whole, printed, 200, K).count == 40
    assert part_of(Cell("r", 0), whole, printed, 200, K).count == 0


def test_averages_need_k_entries():
    assert average(600, 11, K) == pytest.approx(54.5454545)
    assert average(600, 10, K) is None


def test_rounding_follows_and_never_falls_under_k():
    policy = Policy(rounded=True)
    assert [policy.on_paper(one) for one in (0, 11, 12, 13, 17, 18, 40)] == [0, 15, 15, 15, 15, 20, 40]


def test_the_threshold_has_a_floor():
    with pytest.raises(ValueError, match="floor"):
        Policy(4)


def test_spans_are_whole_months_that_are_over():
    today = date(2026, 11, 24)
    assert span_at(Length.HALF, today) == Span(date(2026, 7, 1), date(2026, 12, 1))
    assert spans(Length.QUARTER, date(2026, 1, 1), today)[0] == Span(date(2026, 7, 1), date(2026, 9, 1))
    assert spans(Length.YEAR, date(2026, 1, 1), today) == ()
    assert twelve_months(date(2026, 9, 1), today)[0] == Span(date(2025, 11, 1), date(2026, 10, 1))
    assert Span(date(2026, 1, 1), date(2026, 12, 1)).words == "2026"


# Every table


tables = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), min_size=1, max_size=8)


@settings(max_examples=150)
@given(tables)
def test_no_shown_number_is_small_and_nothing_follows_from_the_total(rows):
    counts, people = [one for one, _ in rows], [min(pair) for pair in rows]
    printed = table(counts, people, total_people=sum(people))
    for cell, bound in zip(printed.cells, people, strict=True):
        assert (cell.count is None) is (cell.reason is not None)
        assert cell.count in (None, 0) or (cell.count >= 11 and bound >= 5)
    hidden = [count for count, cell in zip(counts, printed.cells, strict=True) if cell.is_hidden]
    if printed.total.count is not None:
        assert printed.total.count == sum(counts)
        assert is_covered(hidden, K)


@settings(max_examples=150)
@given(tables)
def test_r7_hides_no_more_than_needed(rows):
    """Without the last cell that R7 added, the hidden ones could be worked out."""
    counts, people = [one for one, _ in rows], [min(pair) for pair in rows]
    printed = table(counts, people, total_people=sum(people))
    second = [
        (c, i) for i, (c, cell) in enumerate(zip(counts, printed.cells, strict=True)) if cell.reason is Rule.SECOND
    ]
    if second:
        hidden = [(c, i) for i, (c, cell) in enumerate(zip(counts, printed.cells, strict=True)) if cell.is_hidden]
        hidden.remove(max(second))
        assert not is_covered([c for c, _ in hidden], K)
        kept = [c for c, cell in zip(counts, printed.cells, strict=True) if cell.count]
        assert all(max(second)[0] <= c for c in kept)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(33, 300))
def test_r2(count, people, n):
    hidden = small(count, people, n, K) is not None
    assert hidden is (count > 0 and (count < 11 or people < 5))
