"""How old a number may grow (roster/freshness.py)."""

from datetime import date, timedelta

import pytest

from wellness_desktop.roster.freshness import REVIEW_EVERY, Age, Kind, freshness

CHECKED = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("days", "age", "needs_check"),
    [
        (-3, Age.FRESH, False),
        (0, Age.FRESH, False),
        (76, Age.FRESH, False),
        (77, Age.DUE_SOON, False),
        (90, Age.DUE_SOON, False),
        (91, Age.OVERDUE, True),
        (400, Age.OVERDUE, True),
    ],
)
def test_a_number_ages(days, age, needs_check):
    found = freshness(Kind.NUMBER, CHECKED, CHECKED + timedelta(days=days))
    assert (found.age, found.needs_check) == (age, needs_check)


def test_a_number_never_checked_says_so():
    found = freshness(Kind.NUMBER, None, CHECKED)
    assert found.age is Age.NEVER_CHECKED
    assert found.needs_check
    assert found.sentence == "Never checked. Check before use."


def test_overdue_says_when_and_what_to_do():
    overdue = freshness(Kind.NUMBER, CHECKED, date(2026, 6, 1))
    assert overdue.sentence == "Last checked Jan 1, 2026. Check before use."
    soon = freshness(Kind.NUMBER, CHECKED, date(2026, 3, 30))
    assert soon.sentence == "Checked Jan 1, 2026. Check again by Apr 1, 2026."


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_period(kind):
    last_day = CHECKED + REVIEW_EVERY[kind]
    assert not freshness(kind, CHECKED, last_day).needs_check
    assert freshness(kind, CHECKED, last_day + timedelta(days=1)).needs_check
