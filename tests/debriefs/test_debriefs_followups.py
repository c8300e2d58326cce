"""Due dates: the first days in hours, then by the calendar, anniversaries, leap days and merged plans."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from wellness_desktop.debriefs.followups import (
    FollowUpStanding,
    anniversary,
    due_date,
    follow_up_plan,
    on_date,
)
from wellness_desktop.debriefs.protocol_files import load_protocols

POINTS = {point.id: point for point in load_protocols().followups}
CHICAGO = ZoneInfo("America/Chicago")


def local(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("point", "end", "due"),
    [
        ("f24h", local(2026, 3, 7, 20), local(2026, 3, 8, 21)),  # 24 elapsed hours over the spring change
        ("f24h", local(2026, 10, 31, 20), local(2026, 11, 1, 19)),
        ("f72h", local(2026, 12, 30, 23, 50), local(2027, 1, 2, 23, 50)),
        ("f1w", local(2026, 3, 5, 23, 50), local(2026, 3, 12)),
        ("f1m", local(2026, 1, 30, 4), local(2026, 3, 1)),
        ("f3m", local(2026, 10, 1, 12), local(2026, 12, 30)),
        ("f6m", local(2026, 11, 10, 23, 50), local(2027, 5, 9)),
        ("f1y_eve", local(2026, 11, 10, 23, 50), local(2027, 10, 27)),
        ("f1y", local(2026, 11, 10, 23, 50), local(2027, 11, 10)),
        ("f1y", local(2027, 6, 1, 8), local(2028, 6, 1)),  # 366 days later, and still the same date
        ("f1y", local(2028, 2, 29, 8), local(2029, 2, 28)),
        ("f1y_eve", local(2028, 2, 29, 8), local(2029, 2, 14)),
    ],
)
def test_due_dates(point: str, end: datetime, due: datetime) -> None:
    assert due_date(POINTS[point], end, CHICAGO).due == due.astimezone(UTC)


def test_a_plan_has_what_is_on_by_default() -> None:
    plan = follow_up_plan(POINTS.values(), "vehicle_collision", local(2026, 11, 10), CHICAGO)
    assert [found.point for found in plan] == ["f24h", "f72h", "f1w", "f1m", "f3m", "f6m", "f1y_eve", "f1y"]


def test_a_follow_up_for_one_kind_of_event_is_for_that_kind_only() -> None:
    from dataclasses import replace

    points = [replace(POINTS["f4m"], default_on=True)]
    end = local(2026, 11, 10)
    assert [found.point for found in follow_up_plan(points, "officer_involved_shooting", end, CHICAGO)] == ["f4m"]
    assert follow_up_plan(points, "lodd", end, CHICAGO) == []


def test_grace_comes_before_overdue_and_overdue_is_said_of_the_reminder() -> None:
    found = due_date(POINTS["f1w"], local(2026, 11, 10), CHICAGO)
    assert found.standing(found.due - timedelta(seconds=1)) is FollowUpStanding.LATER
    assert found.standing(found.due) is FollowUpStanding.DUE
    assert found.standing(found.due + timedelta(days=2)) is FollowUpStanding.DUE
    assert found.standing(found.due + timedelta(days=2, seconds=1)) is FollowUpStanding.OVERDUE


def test_a_date_set_by_hand_is_due_that_morning() -> None:
    found = on_date(POINTS["milestone"], date(2027, 5, 15), CHICAGO)
    assert found.due == local(2027, 5, 15).astimezone(UTC)
    with pytest.raises(ValueError, match="no date"):
        due_date(POINTS["milestone"], local(2026, 11, 10), CHICAGO)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 28), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_anniversaries(day: date, expected: date) -> None:
    assert anniversary(day, 1) == expected
