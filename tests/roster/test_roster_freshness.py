"""How old a number may grow (roster/freshness.py)."""

from datetime import date, timedelta

import pytest

from tests.roster.station import TODAY, a_phone, added, published
from wellness_desktop.base.settings import Settings, change
from wellness_desktop.roster import freshness as freshness_rules
from wellness_desktop.roster.freshness import REVIEW_EVERY, Age, Kind, freshness, kind_for
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.review_periods import follow_settings

CHECKED = date(2026, 1, 1)
CHECKED_TODAY = a_phone(published=True, checked_on=TODAY)


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
    assert freshness_rules.needs_check(Kind.NUMBER, CHECKED, CHECKED + timedelta(days=days)) == needs_check


def test_a_number_never_checked_says_so():
    found = freshness(Kind.NUMBER, None, CHECKED)
    assert found.age is Age.NEVER_CHECKED
    assert found.needs_check
    assert freshness_rules.needs_check(Kind.NUMBER, None, CHECKED)
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


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        (set(), Kind.NUMBER),
        ({PersonRole.PEER, PersonRole.VENDOR}, Kind.NUMBER),
        ({PersonRole.VENDOR, PersonRole.COMMUNITY_PARTNER}, Kind.PARTNER),
        ({PersonRole.CLINICIAN, PersonRole.PEER}, Kind.PROVIDER),
        ({PersonRole.TREATMENT_CENTER, PersonRole.VENDOR}, Kind.PROVIDER),
    ],
)
def test_roles_say_which_period_numbers_follow(roles, kind):
    assert kind_for(roles) is kind


@pytest.fixture
def periods_put_back():
    before = dict(REVIEW_EVERY)
    yield
    REVIEW_EVERY.update(before)


def test_the_agency_changes_the_periods_for_list_and_front_door_alike(station, roster, periods_put_back):
    clinic = published("Dr. Ito", roles=frozenset({PersonRole.CLINICIAN}), phones=(CHECKED_TODAY,))
    [saved] = added(roster, clinic)
    later = roster.today + timedelta(days=31)
    follow_settings(change(Settings(), check_providers_days=30))
    [on_board] = station.board.contacts
    assert roster.person(saved.id).phones[0].freshness(later).age is Age.OVERDUE
    assert on_board.phones[0].freshness(later).age is Age.OVERDUE
    assert freshness(Kind.NUMBER, CHECKED, CHECKED + timedelta(days=31)).age is Age.FRESH
    follow_settings(Settings())
    assert roster.person(saved.id).phones[0].freshness(later).age is Age.FRESH
