"""What of the crisis plans needs a person: reviews, what is missing, paper that is out of date."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.plans.copies.kinds import CopyState
from wellness_desktop.plans.copies.values import Copy
from wellness_desktop.plans.service import PlanLine
from wellness_desktop.roster.when import day_text, length_text
from wellness_desktop.today.matters import Kind, Matter, Urgency

PLACE = "plans"
ON_PAPER = "copies"
"""What Today calls the register of paper copies among the plans' records."""
REVIEW_AHEAD = timedelta(days=60)
"""A review is told this long before its day: a plan is read with one other person, and that takes finding a time."""


def plan_matters(plans: Sequence[PlanLine], today: date) -> Iterator[Matter]:
    """Plans to read again, now and soon, and the one that lacks most."""
    yield from _reviews(plans, today)
    unfinished = [plan for plan in plans if plan.missing]
    if unfinished:
        most = max(unfinished, key=lambda plan: (plan.minutes, plan.id))
        yield Matter(
            Kind.PLAN,
            tr("Not finished: {plan}", plan=most.title),
            tr_count(
                "One thing is missing, about {minutes}.",
                "{count} things are missing, about {minutes} together.",
                most.missing,
                minutes=length_text(timedelta(minutes=most.minutes)),
            ),
            Urgency.QUIET,
            PLACE,
            most.id,
        )


def _reviews(plans: Sequence[PlanLine], today: date) -> Iterator[Matter]:
    dated = [(plan.standing.review_on, plan) for plan in plans if plan.standing.review_on is not None]
    dated.sort(key=lambda pair: (pair[0], pair[1].id))
    due = [plan for day, plan in dated if day <= today]
    if due:
        yield Matter(
            Kind.PLAN,
            tr_count("Read again: {plan}", "{count} plans to read again", len(due), plan=due[0].title),
            tr("Its day has come. Read it with one other person, then approve it.")
            if len(due) == 1
            else tr("Begin with {plan}. Read it with one other person, then approve it.", plan=due[0].title),
            Urgency.SOON,
            PLACE,
            due[0].id if len(due) == 1 else "",
        )
    soon = [(day, plan) for day, plan in dated if today < day <= today + REVIEW_AHEAD]
    if soon:
        first, plan = soon[0]
        yield Matter(
            Kind.PLAN,
            tr_count(
                "Read again by {day}: {plan}",
                "{count} plans to read again, the first by {day}",
                len(soon),
                day=day_text(first),
                plan=plan.title,
            ),
            tr("Find a quiet hour and one other person for it."),
            Urgency.QUIET,
            PLACE,
            plan.id if len(soon) == 1 else "",
        )


def copy_matters(register: Sequence[Copy]) -> Iterator[Matter]:
    """Paper copies with pages that have changed, and those with somebody who left (CP-T18)."""
    used = [copy for copy in register if copy.state is CopyState.IN_USE]
    to_take_back = [copy for copy in used if copy.to_take_back]
    old = [copy for copy in used if copy.stale and not copy.gone]
    if to_take_back:
        yield Matter(
            Kind.PLAN,
            tr_count(
                "A paper copy of the plans is with somebody who left",
                "{count} paper copies of the plans are with people who left",
                len(to_take_back),
            ),
            tr("Take it back, or say who has it now."),
            Urgency.SOON,
            PLACE,
            ON_PAPER,
        )
    if old:
        yield Matter(
            Kind.PLAN,
            tr_count(
                "A paper copy of the plans is out of date",
                "{count} paper copies of the plans are out of date",
                len(old),
            ),
            tr("Print only the pages that changed, and put them in."),
            Urgency.SOON,
            PLACE,
            ON_PAPER,
        )
