"""The days of the long tail: by the calendar, laid together, and never two calls within 48 hours (section 10)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.resources import resource
from wellness_desktop.debriefs.followups import APART, FollowUpStanding
from wellness_desktop.debriefs.long_tail.calls import Call, Plan, PlanDay, calls, in_order
from wellness_desktop.debriefs.long_tail.family_dates import (
    birthday_after,
    federal_benefit_by,
    first_year,
    months_later,
    police_week,
)
from wellness_desktop.debriefs.long_tail.kinds import load_long_tail, neutral_day, neutral_label, read_long_tail
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.debriefs.wording import banned_in, stray_debrief

TAIL = load_long_tail()
START = datetime(2026, 11, 11, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 11), 1, date(2026, 12, 11)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 1, date(2028, 3, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 7, 1), 6, date(2027, 1, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


@pytest.mark.parametrize(
    ("died", "week", "one", "three", "six", "eve", "year"),
    [
        ("2026-12-28", "2027-01-04", "2027-01-28", "2027-03-28", "2027-06-28", "2027-12-14", "2027-12-28"),
        ("2028-02-29", "2028-03-07", "2028-03-29", "2028-05-29", "2028-08-29", "2029-02-14", "2029-02-28"),
        ("2026-08-31", "2026-09-07", "2026-09-30", "2026-11-30", "2027-02-28", "2027-08-17", "2027-08-31"),
        ("2027-01-07", "2027-01-14", "2027-02-07", "2027-04-07", "2027-07-07", "2027-12-24", "2028-01-07"),
    ],
)
def test_a_family_s_first_year(died: str, week: str, one: str, three: str, six: str, eve: str, year: str) -> None:
    """A death across a year's end, on 29 February, on a 31st, and one whose eve falls into the year before."""
    found = {kind: day.isoformat() for kind, day in first_year(date.fromisoformat(died), TAIL.year_one)}
    assert found == {"week": week, "month_1": one, "month_3": three, "month_6": six, "eve": eve, "year": year}


@pytest.mark.parametrize(
    ("died", "word", "last"),
    [
        ("2026-02-14", None, "2029-02-14"),
        ("2026-02-14", "2028-06-01", "2029-06-01"),
        ("2028-02-29", None, "2031-02-28"),
        ("2026-02-14", "2026-03-01", "2029-02-14"),
        ("2025-03-01", "2028-02-29", "2029-02-28"),
    ],
)
def test_cp_t4_the_federal_benefit_s_last_day(died: str, word: str | None, last: str) -> None:
    found = federal_benefit_by(date.fromisoformat(died), date.fromisoformat(word) if word else None)
    assert found.isoformat() == last


@pytest.mark.parametrize(
    ("died", "week"),
    [
        ("2026-12-31", "2027-05-15"),
        ("2026-05-10", "2027-05-15"),
        ("2026-04-15", "2026-05-15"),
        ("2026-04-16", "2027-05-15"),
        ("2026-05-16", "2027-05-15"),
    ],
)
def test_nobody_is_invited_to_police_week_within_a_month_of_a_death(died: str, week: str) -> None:
    assert police_week(date.fromisoformat(died)).isoformat() == week


@pytest.mark.parametrize(
    ("died", "born", "day"),
    [
        ("2026-12-30", "1980-01-02", "2027-01-02"),
        ("2026-06-01", "1980-06-01", "2027-06-01"),
        ("2026-06-01", "1984-02-29", "2027-02-28"),
        ("2027-06-01", "1984-02-29", "2028-02-29"),
    ],
)
def test_the_first_birthday_after_a_death(died: str, born: str, day: str) -> None:
    assert birthday_after(date.fromisoformat(died), date.fromisoformat(born)).isoformat() == day


# ------------------------------------------------------------------------------------------ laying together


def a_day(number: int, hours: float, *, settled: bool = False, is_call: bool = True) -> PlanDay:
    due = START + timedelta(hours=hours)
    return PlanDay(
        f"{number:03}", "A call", f"day {number}", "", due, due + timedelta(days=1), settled=settled, is_call=is_call
    )


DAYS = st.lists(st.tuples(st.integers(0, 4000), st.booleans(), st.booleans()), max_size=12).map(
    lambda found: [a_day(n, h / 2, settled=s, is_call=c) for n, (h, s, c) in enumerate(found)]
)


@settings(max_examples=150, deadline=None)
@given(DAYS, st.integers(0, 2000))
def test_never_two_calls_within_48_hours_and_no_day_is_lost(days: list[PlanDay], hours: int) -> None:
    now = START + timedelta(hours=hours)
    found = calls(days, now)
    real = [call for call in found if call.is_call]
    for earlier, later in pairwise(real):
        assert later.due - earlier.due >= APART
    assert sum(call.due <= now for call in real) <= 1
    assert sorted(day.key for call in found for day in call.days) == sorted(day.key for day in days if not day.settled)
    for call in found:
        assert call.due >= max(day.due for day in call.days)
        if call.days[0].due > now:
            assert call.due - call.days[0].due < APART, "nobody waits longer than two days for it"
        assert call.is_call or len(call.days) == 1


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_one_more_incident_never_brings_a_call_forward(days: list[PlanDay]) -> None:
    """The later date wins: whatever is added, no day is called earlier than it was due."""
    for call in calls(days, START):
        assert all(day.due <= call.due for day in call.days)


def test_the_later_day_stands_for_both_and_names_both() -> None:
    first, second, third = a_day(1, 0), a_day(2, 47), a_day(3, 95)
    [one, other] = calls([third, first, second], START - timedelta(days=1))
    assert other.due == third.due
    assert [day.key for day in one.days] == ["001", "002"]
    assert (one.due, one.names) == (second.due, "day 1; day 2")
    assert other.days == (third,)


def test_days_close_behind_each_other_do_not_put_the_first_call_off() -> None:
    """Two incidents 20 hours apart: 24, 44, 72 and 92 hours are two calls, not one after four days."""
    found = calls([a_day(n, hours) for n, hours in enumerate((24, 44, 72, 92))], START)
    assert [call.due - START for call in found] == [timedelta(hours=44), timedelta(hours=92)]
    [_, moved] = calls([a_day(n, hours) for n, hours in enumerate((24, 44, 72))], START)
    assert moved.due - START == timedelta(hours=92)
    assert moved.standing(START + timedelta(hours=80)) is FollowUpStanding.LATER


def test_what_was_missed_is_one_call() -> None:
    [late, coming] = calls([a_day(1, 0), a_day(2, 100), a_day(3, 300)], START + timedelta(hours=200))
    assert [day.key for day in late.days] == ["001", "002"]
    assert late.standing(START + timedelta(hours=200)) is FollowUpStanding.OVERDUE
    assert coming.standing(START + timedelta(hours=200)) is FollowUpStanding.LATER


def test_plans_with_nothing_left_come_last() -> None:
    def plan(name: str, *days: PlanDay) -> Plan:
        return Plan(name, name, None, False, None, "", None, "", days)

    done, late, soon = plan("A", a_day(1, 1, settled=True)), plan("B", a_day(1, 1)), plan("C", a_day(1, 99))
    assert [one.name for one in in_order([done, soon, late], START)] == ["B", "C", "A"]
    assert isinstance(late.next_call(START), Call)
    assert done.next_call(START) is None


# ------------------------------------------------------------------------------------------------------ data


def test_no_neutral_label_tells_what_it_reminds_of() -> None:
    labels = [neutral_day(), *(neutral_label(one.id, one.label) for one in load_protocols().followups)]
    for label in labels:
        for telling in ("nniversar", "trial", "court", "death", "support", "birthday", "crisis", "jury"):
            assert telling not in label, label


def test_every_kind_says_what_it_is_without_a_promise() -> None:
    kinds = [*TAIL.by_hand.values(), *(one.kind for one in TAIL.year_one)]
    assert {"grand_jury", "trial", "verdict", "civil_suit", "video_release", "police_week", "birthday"} <= {
        one.id for one in kinds
    }
    for kind in kinds:
        assert kind.name
        assert kind.about
        assert banned_in(kind.name + kind.about) == stray_debrief(kind.about) == []
        assert kind.is_call or kind.check_locally, "a deadline is verified locally"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("grace_days = 0", "grace_days = -1"),
        ('id = "trial"', 'id = "verdict"'),
        ('id = "other"', 'id = "something"'),
        ('source = "PSOB-32.12"', 'source = "NOBODY"'),
        ("months = 1\n", "months = -1\n"),
        ("format = 1", "format = 2"),
        ('about = "A word on the day."', 'abuot = "A word on the day."'),
    ],
)
def test_a_damaged_file_is_told_in_one_sentence(tmp_path: Path, old: str, new: str) -> None:
    text = resource("protocols", "long_tail.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "long_tail.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(Problem, match="damaged"):
        read_long_tail(tmp_path / "long_tail.toml")
