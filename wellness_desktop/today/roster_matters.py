"""What of the roster needs a person: hours in which nobody answers, numbers to check."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.on_call import Span
from wellness_desktop.roster.people import OnCallEntry, Person
from wellness_desktop.roster.when import length_text, span_text
from wellness_desktop.today.matters import Kind, Matter, Urgency

PLACE = "roster"
CHECKS = "checks"
"""What the numbers to check are called among the roster's records."""
ALL_OF_IT = timedelta(days=13, hours=23)
"""A gap of two weeks is no gap: nobody was ever put on call."""
WITHIN_A_DAY = timedelta(hours=24)


def gap_matters(gaps: Sequence[Span], now: datetime, zone: ZoneInfo) -> Iterator[Matter]:
    """One line about the hours of the coming two weeks in which nobody is first to call."""
    if not gaps:
        return
    first = gaps[0]
    if first.length >= ALL_OF_IT:
        title = tr("Nobody is on call in the coming two weeks")
        detail = tr("Get help now shows the lines that always answer. Put somebody on call for the first nights.")
        yield Matter(Kind.ON_CALL, title, detail, Urgency.TODAY, PLACE, "on-call", first.starts)
        return
    runs_now = first.starts <= now
    hours = span_text(first.starts, first.ends, zone)
    parts = [tr("{hours} ({length}).", hours=hours, length=length_text(first.length))]
    if len(gaps) > 1:
        parts.append(tr_count("One more stretch in two weeks.", "{count} more stretches in two weeks.", len(gaps) - 1))
    yield Matter(
        Kind.ON_CALL,
        tr("Nobody is first to call right now") if runs_now else tr("Nobody is first to call for a while"),
        " ".join(parts),
        Urgency.NOW if runs_now else Urgency.TODAY if first.starts - now <= WITHIN_A_DAY else Urgency.SOON,
        PLACE,
        "on-call",
        first.starts,
    )


def number_matters(people: Sequence[Person], on_call: Sequence[OnCallEntry], today: date) -> Iterator[Matter]:
    """One line about the numbers to check; whoever answers now and cannot be relied on comes first."""
    answering = {entry.person.id for entry in on_call}
    stale = [person for person in people if person.standing is Standing.ACTIVE and person.stale_phones(today)]
    count = sum(len(person.stale_phones(today)) for person in stale)
    if not count:
        return
    urgent = [
        person for person in stale if person.id in answering and len(person.stale_phones(today)) == len(person.phones)
    ]
    if urgent:
        yield Matter(
            Kind.NUMBER,
            tr("The number of whoever is on call was not checked lately"),
            tr("{name}. A call of half a minute makes it sure.", name=urgent[0].name),
            Urgency.TODAY,
            PLACE,
            str(urgent[0].id),
        )
    yield Matter(
        Kind.NUMBER,
        tr_count("One number to check", "{count} numbers to check", count),
        tr_count(
            "Of one person. They stay off cards until then.",
            "Of {count} people. They stay off cards until then.",
            len(stale),
        ),
        Urgency.QUIET,
        PLACE,
        CHECKS,
    )


def own_number_matters(me: Person | None, today: date) -> Iterator[Matter]:
    """The person's own numbers, for those who do not keep the roster."""
    if me is None or not me.stale_phones(today):
        return
    yield Matter(
        Kind.NUMBER,
        tr_count("Is your number still right?", "Are your {count} numbers still right?", len(me.stale_phones(today))),
        tr("One press in your own entry says so."),
        Urgency.QUIET,
        PLACE,
        str(me.id),
    )
