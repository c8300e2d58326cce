"""What is said of a private list without a word of it, and of a line's day. Plain Python."""

from datetime import date

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.worklist.values import WorkItem, Worklist
from wellness_desktop.roster.when import day_text


def due_words(due: int) -> str:
    """ "2 to call": a number for a screen that others pass by."""
    return tr_count("{count} to call", "{count} to call", due) if due else tr("Nobody to call today")


def covered_words(found: Worklist, today: date) -> str:
    """How many are due, and how many lines wait in all."""
    due, others = found.due(today), len(found.items) - found.due(today)
    if not found.items:
        return tr("Nobody to call back.")
    later = tr_count("One more line for later.", "{count} more lines for later.", others) if others else ""
    return " ".join(part for part in (tr("{due}.", due=due_words(due)), later) if part)


def day_or_late(one: WorkItem, today: date) -> str:
    """The day of a line, in words; one that is past is simply still to do."""
    if one.due is None:
        return tr("Some time")
    if one.due == today:
        return tr("Today")
    return tr("Since {day}", day=day_text(one.due)) if one.due < today else day_text(one.due)
