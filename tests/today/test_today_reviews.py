"""What Today says of reviews and lessons: only what is near, and everything that is open until it is closed."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from wellness_desktop.plans.review.dates import stage_dates
from wellness_desktop.plans.review.kinds import Cause, LessonState, Stage
from wellness_desktop.plans.review.values import Lesson, NewLesson, ReviewLine
from wellness_desktop.today.matters import Matter, Urgency
from wellness_desktop.today.review_matters import review_matters

ZONE = ZoneInfo("America/Chicago")
OVER = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)


def review(now: datetime, **held: date) -> ReviewLine:
    dates = stage_dates(OVER, {Stage(name.replace("_", "-")): day for name, day in held.items()}, now, ZONE)
    day = OVER.date()
    return ReviewLine(uuid4(), Cause.RUN, None, "CP-12", "CP-12", day, day, OVER, dates, 0, 1)


def lesson(state: LessonState) -> Lesson:
    return Lesson(uuid4(), "2026-01", None, "", NewLesson(lesson="Radios."), "", None, "", state, 1)


def matters(after: timedelta, waiting: int = 0, *lessons: Lesson, **held: date) -> list[Matter]:
    now = OVER + after
    return list(review_matters(waiting, [review(now, **held)], lessons, now, ZONE))


def test_the_hot_wash_is_told_at_once_and_the_draft_a_week_ahead() -> None:
    assert [one.urgency for one in matters(timedelta(hours=1))] == [Urgency.TODAY]
    held = {"hot_wash": date(2026, 11, 3)}
    assert matters(timedelta(days=22), **held) == []
    assert [one.urgency for one in matters(timedelta(days=24), **held)] == [Urgency.SOON]
    assert [one.urgency for one in matters(timedelta(days=31), **held)] == [Urgency.TODAY]
    assert matters(timedelta(days=90), final=date(2026, 12, 20)) == []


def test_open_lessons_are_told_until_they_are_done() -> None:
    late, still = lesson(LessonState.OVERDUE), lesson(LessonState.OPEN)
    found = matters(timedelta(days=90), 2, late, still, still, final=date(2026, 12, 20))
    assert [one.urgency for one in found] == [Urgency.TODAY, Urgency.TODAY, Urgency.QUIET]
    assert "2 uses of plans" in found[0].title
    assert "no owner yet" in found[1].detail
    assert "2 lessons are open" in found[2].title
