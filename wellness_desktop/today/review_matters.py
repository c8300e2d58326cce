"""What reviews and their lessons need: shown at each sign-in until it is done."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.plans.review.dates import StageDate
from wellness_desktop.plans.review.kinds import LessonState, Stage
from wellness_desktop.plans.review.values import Lesson, ReviewLine
from wellness_desktop.roster.when import day_text, moment_text
from wellness_desktop.today.matters import Kind, Matter, Urgency

PLACE = "reviews"
SOON = timedelta(days=7)
"""A date of a review is told so long before it comes."""


def review_matters(
    waiting: int, reviews: Sequence[ReviewLine], lessons: Sequence[Lesson], now: datetime, zone: ZoneInfo
) -> Iterator[Matter]:
    """Runs that nobody looks back on yet, dates of reviews, and the lessons that are open; `lessons` are those."""
    if waiting:
        yield Matter(
            Kind.PLAN,
            tr_count("A plan was used and is not reviewed", "{count} uses of plans are not reviewed", waiting),
            tr("The first talk about it is held within 72 hours."),
            Urgency.TODAY,
            PLACE,
        )
    yield from _dates(reviews, now, zone)
    yield from _lessons(lessons)


def _is_near(due: StageDate, now: datetime) -> bool:
    """Whether a date is close enough to be told; the hot wash always is."""
    return due.overdue or due.stage is Stage.HOT_WASH or due.due - SOON <= now


def _dates(reviews: Sequence[ReviewLine], now: datetime, zone: ZoneInfo) -> Iterator[Matter]:
    for review in reviews:
        due = review.due
        if due is None or not _is_near(due, now):
            continue
        hot = due.stage is Stage.HOT_WASH
        when = moment_text(due.due, zone) if hot else day_text(due.due.astimezone(zone).date())
        words = {
            Stage.HOT_WASH: tr("Hold the first talk: {name}", name=review.name),
            Stage.DRAFT: tr("Draft the review: {name}", name=review.name),
            Stage.FINAL: tr("Finish the review: {name}", name=review.name),
        }[due.stage]
        detail = tr("It was due by {when}.", when=when) if due.overdue else tr("Due by {when}.", when=when)
        urgency = Urgency.TODAY if due.overdue or hot else Urgency.SOON
        yield Matter(Kind.PLAN, words, detail, urgency, PLACE, str(review.id))


def _lessons(lessons: Sequence[Lesson]) -> Iterator[Matter]:
    late = [one for one in lessons if one.state is LessonState.OVERDUE]
    if late:
        first = late[0]
        yield Matter(
            Kind.PLAN,
            tr_count("A lesson is overdue", "{count} lessons are overdue", len(late)),
            tr("{code}, {owner}: {lesson}", code=first.code, owner=_owner(first), lesson=first.said.lesson),
            Urgency.TODAY,
            PLACE,
        )
    rest = len(lessons) - len(late)
    if rest:
        yield Matter(
            Kind.PLAN,
            tr_count("A lesson is open", "{count} lessons are open", rest),
            tr("They stay here until somebody shows that they are done."),
            Urgency.QUIET,
            PLACE,
        )


def _owner(lesson: Lesson) -> str:
    return lesson.owner_title or tr("no owner yet")
