"""From the activity log's sums to what a report counts: cells, N, and the measures that are never left out (R1)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.activity_log.categories import Categories
from wellness_desktop.debriefs.activity_log.totals import Dimension, LogTotals, Mark
from wellness_desktop.debriefs.activity_log.values import RecipientClass, Setting
from wellness_desktop.debriefs.reports.differencing import REFERRED, Breakdown, Tally
from wellness_desktop.debriefs.reports.report_values import Line, Unit
from wellness_desktop.debriefs.reports.spans import Span
from wellness_desktop.debriefs.reports.suppression import Cell, hours, tens_of_miles
from wellness_desktop.roster.kinds import STAFF_ROLES, PersonRole, Standing
from wellness_desktop.roster.people import Person

DIMENSIONS = {
    Breakdown.CATEGORY: Dimension.CATEGORY,
    Breakdown.RECIPIENTS: Dimension.RECIPIENTS,
    Breakdown.SETTING: Dimension.SETTING,
}
CLASSES = {
    RecipientClass.SWORN: frozenset({PersonRole.COMMAND, PersonRole.OFFICER, PersonRole.DETECTIVE}),
    RecipientClass.CIVILIAN: frozenset({PersonRole.CIVILIAN}),
    RecipientClass.DISPATCH: frozenset({PersonRole.DISPATCHER}),
    RecipientClass.CORRECTIONS: frozenset({PersonRole.CORRECTIONS}),
    RecipientClass.RETIREE: frozenset({PersonRole.RETIREE}),
}
"""Classes of which the roster knows how many there are. For the others N is the whole agency."""


def population_of(people: Iterable[Person]) -> int:
    """N: how many people work here, by the roster as it is now."""
    return sum(_counts(one) and not one.roles.isdisjoint(STAFF_ROLES) for one in people)


def class_sizes(people: Sequence[Person]) -> dict[str, int]:
    """N of each class of recipients that the roster knows."""
    return {
        kind.value: sum(_counts(one) and not one.roles.isdisjoint(roles) for one in people)
        for kind, roles in CLASSES.items()
    }


def _counts(person: Person) -> bool:
    return person.own_agency and person.standing is not Standing.LEFT


def codes_of(breakdown: Breakdown, categories: Categories, totals: LogTotals) -> dict[str, str]:
    """The cells of a breakdown with their labels: always the same, and whatever else was logged with people."""
    if breakdown is Breakdown.CATEGORY:
        there = totals.by(Dimension.CATEGORY)
        kinds = {code: one.label for code, one in categories.by_code.items() if one.counts_people}
        more = {code: categories.label(code) for code, cell in there.items() if cell.contacts}
        return {**kinds, **more}
    if breakdown is Breakdown.RECIPIENTS:
        return {one.value: one.label for one in RecipientClass if one is not RecipientClass.NONE}
    return {one.value: one.label for one in Setting} if breakdown is Breakdown.SETTING else {}


def tally_of(totals: LogTotals, breakdown: Breakdown, codes: Iterable[str], sizes: Mapping[str, int]) -> Tally:
    """What was counted, in one breakdown."""
    whole = totals.whole
    marked = totals.cell(Dimension.MARK, Mark.REFERRED.value)
    referred = Cell(REFERRED, marked.contacts, marked.people_at_least)
    if breakdown is Breakdown.NONE:
        only = Cell("", whole.contacts, whole.people_at_least)
        return Tally((only,), whole.people_at_least, whole.helpers, referred)
    found = totals.by(DIMENSIONS[breakdown])
    own = sizes if breakdown is Breakdown.RECIPIENTS else {}
    listed = dict.fromkeys([*codes, *(code for code, cell in found.items() if cell.contacts)])
    cells = tuple(
        Cell(code, found[code].contacts, found[code].people_at_least, own.get(code))
        if code in found
        else Cell(code, 0, 0, own.get(code))
        for code in listed
    )
    return Tally(cells, whole.people_at_least, whole.helpers, referred)


def hours_by_group(totals: LogTotals, categories: Categories) -> tuple[Line, ...]:
    """R1: hours, by group of categories and never by one category."""
    found = []
    for group, label in categories.groups.items():
        cells = [totals.cell(Dimension.CATEGORY, one.code) for one in categories.of_group(group)]
        found.append(Line(label, hours(sum(one.minutes for one in cells)), Unit.HOURS))
    return tuple(found)


def done(totals: LogTotals, categories: Categories, sessions: int) -> tuple[Line, ...]:
    """R1: how often something was done that is no support of a single person; and the road."""

    def entries(*codes: str) -> int:
        return sum(totals.cell(Dimension.CATEGORY, code).entries for code in codes)

    ceremonies = [one.code for one in categories.of_group("ceremony")]
    standby = totals.cell(Dimension.CATEGORY, "on_call").minutes
    return (
        Line(tr("Group sessions held after incidents"), sessions),
        Line(tr("Ride-alongs"), entries("ride_along")),
        Line(tr("Ceremonies"), entries(*ceremonies)),
        Line(tr("Trainings given"), entries("training_given")),
        Line(tr("Trainings received"), entries("training_received")),
        Line(tr("Exercises"), entries("exercise")),
        Line(tr("Standing by, on call"), hours(standby), Unit.HOURS),
        Line(tr("Miles traveled"), tens_of_miles(totals.whole.miles), Unit.MILES),
    )


def cover(duties: Iterable[tuple[datetime, datetime]], span: Span, zone: ZoneInfo) -> tuple[Line, Line]:
    """Days with somebody on call from midnight to midnight at the station, and days with a gap."""
    spells = _joined(duties)
    whole, day = 0, span.first
    days = (span.ends_before - span.first).days
    while day < span.ends_before:
        starts, ends = _midnight(day, zone), _midnight(day + timedelta(days=1), zone)
        whole += any(begins <= starts and ends <= stops for begins, stops in spells)
        day += timedelta(days=1)
    return (
        Line(tr("Days with somebody on call all day"), whole, Unit.DAYS),
        Line(tr("Days with a gap"), days - whole, Unit.DAYS),
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _joined(duties: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    spells: list[tuple[datetime, datetime]] = []
    for starts, ends in sorted(duties):
        if spells and starts <= spells[-1][1]:
            spells[-1] = (spells[-1][0], max(spells[-1][1], ends))
        else:
            spells.append((starts, ends))
    return spells
