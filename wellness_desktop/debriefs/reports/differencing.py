"""R9: one report subtracted from another tells nothing that neither of them says.

A report that contains issued ones is put together from them and from the rest of its time, taken as a report of its
own. A number is shown only where it is shown in every part. So the set of all issued reports tells no more than
reports over times that do not overlap, each of which stands the rules by itself. Comparing whole reports alone, as R9
reads, would not do: a year minus three of its quarters is the fourth (docs/decisions/0006).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from wellness_desktop.debriefs.reports.spans import Span
from wellness_desktop.debriefs.reports.suppression import Cell, Form, Policy, Printed, Rule, Shown, part_of, suppress

REFERRED = "referred"


class Breakdown(StrEnum):
    """By what a report breaks its contacts down: one, or none (R6). Stored by value."""

    NONE = "none"
    CATEGORY = "category"
    RECIPIENTS = "recipients"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted in some months, raw, in one breakdown."""

    cells: tuple[Cell, ...]
    people: int
    """P of all of it."""
    helpers: int
    referred: Cell

    @property
    def whole(self) -> Cell:
        """All contacts."""
        return Cell("", sum(one.count for one in self.cells), self.people)


@dataclass(frozen=True, slots=True)
class Counts:
    """Every number of people in a report, exact, as it may be shown."""

    span: Span
    breakdown: Breakdown
    population: int
    """N."""
    printed: Printed
    referred: Shown


class Refusal(StrEnum):
    """Why a report may not be made. Stored nowhere."""

    OVERLAP = "overlap"
    """It would cover a part of an issued one only."""
    BREAKDOWN = "breakdown"
    """An issued one inside has another breakdown."""
    DIFFERENCE = "difference"
    """What lies between it and the issued ones inside could be worked out, and is too small."""


class Refused(Exception):
    """The report may not be made; `span` is the issued one that stands in the way."""

    def __init__(self, refusal: Refusal, span: Span) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.span = span


def inside(span: Span, breakdown: Breakdown, issued: Iterable[Counts]) -> tuple[Counts, ...]:
    """The issued reports that a new one is put together from: the longest inside it, none overlapping.

    Raises Refused for one that is covered in part, and for one with another breakdown.
    """
    touched = [one for one in issued if one.span.overlaps(span)]
    for one in touched:
        if not span.contains(one.span):
            raise Refused(Refusal.OVERLAP, one.span)
    touched.sort(key=lambda one: (-len(one.span.months), one.breakdown is not breakdown, one.span.first))
    taken: list[Counts] = []
    for one in touched:
        if not any(other.span.overlaps(one.span) for other in taken):
            taken.append(one)
    for one in taken:
        if breakdown is not Breakdown.NONE and one.breakdown is not breakdown:
            raise Refused(Refusal.BREAKDOWN, one.span)
    return tuple(sorted(taken, key=lambda one: one.span.first))


def rest_of(span: Span, parts: Iterable[Counts]) -> tuple[date, ...]:
    """The months that none of the issued reports inside covers."""
    covered = {month for one in parts for month in one.span.months}
    return tuple(month for month in span.months if month not in covered)


def fresh(span: Span, breakdown: Breakdown, population: int, tally: Tally, policy: Policy) -> Counts:
    """A report by itself, by R2 to R8 and R12."""
    yearly = len(span.months) >= 12
    cells = (tally.whole,) if breakdown is Breakdown.NONE else tally.cells
    printed = suppress(cells, population, policy, people=tally.people, helpers=tally.helpers, yearly=yearly)
    referred = part_of(tally.referred, tally.whole, printed, population, policy)
    if breakdown is Breakdown.NONE:
        printed = replace(printed, cells=())
    return Counts(span, breakdown, population, printed, referred)


def counts_for(
    span: Span,
    breakdown: Breakdown,
    population: int,
    issued: Sequence[Counts],
    tally: Callable[[tuple[date, ...]], Tally],
    policy: Policy,
) -> Counts:
    """The numbers of people in a new report, in the light of all that were issued.

    `tally` counts what was logged in some months, raw. Raises Refused.
    """
    parts = inside(span, breakdown, issued)
    smallest = min([population, *(one.population for one in parts)])
    months = rest_of(span, parts)
    if not parts:
        return fresh(span, breakdown, smallest, tally(months), policy)
    pieces = list(parts)
    if months:
        rest = fresh(span, breakdown, smallest, tally(months), policy)
        if rest.printed.total.is_hidden and any(not one.printed.total.is_hidden for one in parts):
            raise Refused(Refusal.DIFFERENCE, parts[0].span)
        pieces.append(rest)
    return Counts(span, breakdown, smallest, _together(pieces, breakdown), _sum([one.referred for one in pieces]))


def year_to_date(span: Span, counts: Counts, issued: Sequence[Counts], policy: Policy) -> int | None:
    """The contacts since January, where issued reports and this one show every month of it; else None.

    Off in agencies under 3k (R9). It is a sum of printed numbers, so it tells nothing new.
    """
    year = Span(date(span.last.year, 1, 1), span.last)
    if counts.population < 3 * policy.k or not year.contains(span) or year == span:
        return None
    others = [one for one in issued if year.contains(one.span) and not one.span.overlaps(span)]
    others.sort(key=lambda one: -len(one.span.months))
    taken = [counts]
    for one in others:
        if not any(other.span.overlaps(one.span) for other in taken):
            taken.append(one)
    if rest_of(year, taken):
        return None
    return _sum([one.printed.total for one in taken]).count


def _together(pieces: Sequence[Counts], breakdown: Breakdown) -> Printed:
    total = _sum([one.printed.total for one in pieces])
    forms = {one.printed.form for one in pieces}
    form = forms.pop() if len(forms) == 1 else Form.COUNTS
    if breakdown is Breakdown.NONE:
        return Printed(form, (), total)
    codes = list(dict.fromkeys(cell.code for one in pieces for cell in one.printed.cells))
    return Printed(form, tuple(_sum([_cell(one.printed, code) for one in pieces]) for code in codes), total)


def _cell(printed: Printed, code: str) -> Shown:
    """A cell; one that a report does not list held nothing, and was not shown where no number was."""
    found = next((one for one in printed.cells if one.code == code), None)
    if found is not None:
        return found
    return Shown(code, 0) if printed.form is Form.COUNTS else Shown(code, None, printed.total.reason or Rule.SIZE)


def _sum(parts: Sequence[Shown]) -> Shown:
    """Shown where it is shown in each part."""
    if any(one.count is None for one in parts):
        reasons = {one.reason for one in parts if one.count is None}
        return Shown(parts[0].code, None, reasons.pop() if len(parts) == len(reasons) == 1 else Rule.DIFFERENCE)
    return Shown(parts[0].code, sum(one.count or 0 for one in parts))
