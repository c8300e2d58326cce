"""Calls to make: the own ones, those of nobody, and whom two calls did not reach. Counts only, and neutral (SEC-52)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.followups import FollowUpStanding
from wellness_desktop.debriefs.long_tail.calls import Call, CallsWaiting, Plan
from wellness_desktop.roster.when import moment_text
from wellness_desktop.today.matters import Kind, Matter, Urgency

PLACE = "calls"
"""The page with the calls to make."""


def call_matters(waiting: CallsWaiting, now: datetime, zone: ZoneInfo) -> Iterator[Matter]:
    """At most three lines. Nothing says for whom, after what, or that it is about support."""
    if waiting.mine:
        title = tr_count("One call to make", "{count} calls to make", len(waiting.mine))
        yield _matter(title, _own_words(waiting, now, zone), waiting.mine, now)
    if waiting.of_nobody:
        count = len(waiting.of_nobody)
        title = tr_count("A call that is nobody's yet", "{count} calls that are nobody's yet", count)
        since = moment_text(waiting.of_nobody[0][1].due, zone)
        detail = tr("Due since {moment}. Choose who calls.", moment=since)
        yield _matter(title, detail, waiting.of_nobody, now)
    if waiting.missed:
        yield Matter(
            Kind.FOLLOW_UP,
            tr_count(
                "Somebody could not be reached twice", "{count} people could not be reached twice", waiting.missed
            ),
            tr("Two calls in a row. See to it yourself, or ask somebody who knows them."),
            Urgency.TODAY,
            PLACE,
        )


def _own_words(waiting: CallsWaiting, now: datetime, zone: ZoneInfo) -> str:
    overdue = _overdue(waiting.mine, now)
    parts = [tr("Due since {moment}.", moment=moment_text(waiting.mine[0][1].due, zone))]
    if overdue:
        parts.append(tr_count("One is overdue.", "{count} are overdue.", overdue))
    if waiting.stands_in:
        parts.append(tr_count("For one you stand in.", "For {count} you stand in.", waiting.stands_in))
    return " ".join(parts)


def _overdue(due: Sequence[tuple[Plan, Call]], now: datetime) -> int:
    return sum(call.standing(now) is FollowUpStanding.OVERDUE for _, call in due)


def _matter(title: str, detail: str, due: Sequence[tuple[Plan, Call]], now: datetime) -> Matter:
    urgency = Urgency.NOW if _overdue(due, now) else Urgency.TODAY
    return Matter(Kind.FOLLOW_UP, title, detail, urgency, PLACE, due=due[0][1].due)
