"""What of the helpers needs a person: training that ends, vetting to ask again, a rest that is due."""

from collections.abc import Iterator, Sequence
from datetime import date

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.worklist.worklist_words import due_words
from wellness_desktop.roster.care_load import Load
from wellness_desktop.roster.credentials import Credentials
from wellness_desktop.roster.vetting import Dossier
from wellness_desktop.roster.vetting import due as due_for_vetting
from wellness_desktop.roster.when import day_text
from wellness_desktop.today.matters import Kind, Matter, Urgency

PLACE = "roster"
SUPPORT_DAY = "support-day"
"""The page of a helper's own day."""
MY_PART = "my-part"
"""What Today calls one's own page among the roster's records."""


def training_matters(team: Sequence[Credentials], today: date) -> Iterator[Matter]:
    """One line about training that has ended or ends soon; it leads to whoever is first."""
    found = [(ends, one) for one in team if (ends := one.ends_soon(today)) is not None]
    if not found:
        return
    (day, what), first = min(found, key=lambda pair: (pair[0], pair[1].person.name))
    others = len(found) - 1
    detail = tr("{name}: {what}.", name=first.person.name, what=what)
    if others:
        more = tr_count("And one more helper.", "And {count} more helpers.", others)
        detail = f"{detail} {more}"
    yield Matter(
        Kind.HELPER,
        tr("Training ended on {day}", day=day_text(day))
        if day < today
        else tr("Training ends {day}", day=day_text(day)),
        detail,
        Urgency.SOON if day < today else Urgency.QUIET,
        PLACE,
        str(first.person.id),
    )


def own_training_matters(mine: Credentials | None, today: date) -> Iterator[Matter]:
    """The own training, for those who do not keep the roster."""
    ends = mine.ends_soon(today) if mine is not None else None
    if ends is None:
        return
    day = day_text(ends[0])
    title = tr("Your training ended on {day}", day=day) if ends[0] < today else tr("Your training ends {day}", day=day)
    yield Matter(Kind.HELPER, title, tr("{what}. Look for a refresher.", what=ends[1]), Urgency.QUIET, PLACE, MY_PART)


def vetting_matters(dossiers: Sequence[Dossier], today: date) -> Iterator[Matter]:
    """One line about vetting questions that are to be asked again."""
    found = due_for_vetting(dossiers, today)
    if found:
        yield Matter(
            Kind.HELPER,
            tr_count("Vetting to look at again", "Vetting of {count} to look at again", len(found)),
            tr("{name}. One call may do for all of it.", name=found[0].name),
            Urgency.QUIET,
            PLACE,
            str(found[0].person_id),
        )


def rest_matters(count: int) -> Iterator[Matter]:
    """That helpers should rest: no names on a screen that others pass by, and no numbers anywhere."""
    if count:
        yield Matter(
            Kind.HELPER,
            tr_count("One helper is due for a rest: please rotate", "{count} helpers are due for a rest", count),
            tr("Others are offered first for the next session. The roster marks who."),
            Urgency.QUIET,
            PLACE,
        )


def own_list_matters(due: int, *, left_over: bool) -> Iterator[Matter]:
    """How many lines of the own private list are due: a number and nothing else, since Today is read over shoulders.

    `left_over`: somebody who is no helper any more still has a list, which only they can delete.
    """
    if left_over:
        yield Matter(
            Kind.OWN_LIST,
            tr("You still have a private list"),
            tr("Only you can open it. Burn it when you need it no more."),
            Urgency.QUIET,
            SUPPORT_DAY,
        )
    elif due:
        yield Matter(
            Kind.OWN_LIST,
            due_words(due),
            tr("From your own private list. Its words stay covered until you press a key."),
            Urgency.TODAY,
            SUPPORT_DAY,
        )


def own_rest_matters(load: Load | None) -> Iterator[Matter]:
    """The same, to the helper alone."""
    if load is not None and load.rotate:
        yield Matter(
            Kind.HELPER,
            tr("You carried a lot lately"),
            tr("Let somebody else take the next one, and call somebody for yourself."),
            Urgency.QUIET,
            PLACE,
            MY_PART,
        )
