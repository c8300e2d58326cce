"""What comes next of a plan, in words. Plain Python."""

from datetime import datetime
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.followups import FollowUpStanding
from wellness_desktop.debriefs.long_tail.calls import Plan
from wellness_desktop.roster.when import day_text


def next_words(plan: Plan, now: datetime, zone: ZoneInfo, *, short: bool = False) -> str:
    """The next call and where our reminder stands; `short` for a line of a list, where whose it is would be cut off.

    "Overdue" is said of the reminder, never of a person (DB-08).
    """
    call = plan.next_call(now)
    if plan.twice_missed:
        return tr("Not reached twice: please see to it")
    if call is None:
        return tr("Nothing is left to do")
    day = day_text(call.due.astimezone(zone).date())
    standing = call.standing(now)
    if standing is FollowUpStanding.LATER:
        return tr("{label}, {day}", label=call.label, day=day)
    if standing is FollowUpStanding.DUE:
        return tr("{label}, {day}: due", label=call.label, day=day)
    if short:
        return tr("{label}, {day}: overdue", label=call.label, day=day)
    return tr("{label}, {day}: our reminder is overdue", label=call.label, day=day)
