"""What was asked of the support team, and whom nobody has asked yet. Counts only: Today is read over shoulders."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.asking.requests import Asked
from wellness_desktop.kit.when import span_words
from wellness_desktop.today.matters import Kind, Matter, Urgency

PLACE = "asking"


def request_matters(requests: Sequence[Asked], now: datetime) -> Iterator[Matter]:
    """One line for the calls, one for the reports; what somebody has taken up counts no more as urgent."""
    for is_call in (True, False):
        own = [one for one in requests if (one.wish is not None) is is_call]
        if not own:
            continue
        free = [one for one in own if one.is_free]
        first = min(one.asked_at for one in free or own)
        if is_call:
            title = tr_count("Somebody asked for a call", "{count} people asked for a call", len(own))
        else:
            title = tr_count(
                "A report was passed on to the team", "{count} reports were passed on to the team", len(own)
            )
        waits = now - first
        detail = tr("It came just now. Open it where nobody reads along.")
        if waits >= timedelta(minutes=1):
            detail = tr("Waiting for {length}. Open it where nobody reads along.", length=span_words(waits))
        if not free:
            detail = tr("Somebody on the team has taken it up. Remove it once it is settled.")
        yield Matter(Kind.ASKED, title, detail, Urgency.NOW if free else Urgency.TODAY, PLACE, due=first)


def question_matters(count: int) -> Iterator[Matter]:
    """A quiet question; never whose."""
    if count:
        yield Matter(
            Kind.ASKED,
            tr_count("A quiet question about one person", "Quiet questions about {count} people", count),
            tr("Several hard events in two weeks. Has anyone asked how they are?"),
            Urgency.TODAY,
            PLACE,
        )
