"""What the town asks of us in quiet times: partners to call, agreements that end, a quarter without a leader."""

from collections.abc import Iterator

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.plans.community.partners import DueList
from wellness_desktop.plans.community.words import no_leader_words
from wellness_desktop.roster.when import day_text
from wellness_desktop.today.matters import Kind, Matter, Urgency

PLACE, COMMUNITY = "plans", "community"


def community_matters(due: DueList) -> Iterator[Matter]:
    """One line for the partners, one for the agreements, one for the quarter; nothing is ever urgent here."""
    if due.not_contacted:
        first = due.not_contacted[0].line.who or tr("a partner who left the roster")
        yield Matter(
            Kind.PLAN,
            tr_count("Call {who}", "{count} partners to call", len(due.not_contacted), who=first),
            tr("Nobody spoke with them for 180 days. A call on a quiet day is enough."),
            Urgency.QUIET,
            PLACE,
            COMMUNITY,
        )
    if due.agreements:
        first_end = due.agreements[0]
        yield Matter(
            Kind.PLAN,
            tr_count("An agreement ends: {what}", "{count} agreements end", len(due.agreements), what=first_end.what),
            tr("The first on {day}. Renew it, or write down what takes its place.", day=day_text(first_end.ends)),
            Urgency.SOON,
            PLACE,
            COMMUNITY,
        )
    if due.no_leader:
        yield Matter(
            Kind.PLAN,
            tr("No leader was seen in town"),
            no_leader_words(due.no_leader),
            Urgency.QUIET,
            PLACE,
            COMMUNITY,
        )
