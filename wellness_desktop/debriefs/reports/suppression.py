"""Small numbers are left out of every report: rules R1 to R8 and R10 to R13 of chaplain_log.md 5.3, as plain values.

Nothing here knows a table, a page or the store. Where the rules as written would let somebody work out a number that
was left out, the safe side is taken (docs/decisions/0006-reports-that-unmask-nobody.md):

* R7 asks for a hidden sum of at least twice the number of hidden cells as well, since eleven hidden cells with the
  sum eleven are eleven ones. When nothing is left to hide, the total is hidden too.
* Numbers of people by head stand alone, never in a breakdown: two hidden tens beside a printed eleven are two tens.
* In an agency between 2k and 3k nothing but the one line is shown, not even cells that are not sensitive.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

DEFAULT_K = 11
PRESET_K = 10
LEAST_K = 5
DEFAULT_M = 5
ROUND_TO = 5


class Rule(StrEnum):
    """Why a number is not shown (R13). Stored by value."""

    SMALL = "R2"
    COMPLEMENT = "R3"
    SIZE = "R4"
    PERIOD = "R5"
    SECOND = "R7"
    RATIO = "R8"
    DIFFERENCE = "R9"
    ONE_HELPER = "R12"


class Form(StrEnum):
    """How much of the numbers of people a report shows. Stored by value."""

    COUNTS = "counts"
    ONE_LINE = "one_line"
    """One yearly line (R4)."""
    SENTENCE = "sentence"
    """No numbers in an agency of this size (R4)."""
    HOURS_ONLY = "hours_only"
    """One person made all entries (R12)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The agency's threshold. It may be raised; it never lies under 5."""

    k: int = DEFAULT_K
    """The least number that is shown."""
    m: int = DEFAULT_M
    """The least number of different people behind a number of contacts."""
    rounded: bool = False
    """Whether what passes is rounded to the nearest 5 (R10)."""

    def __post_init__(self) -> None:
        if self.k < LEAST_K or self.m < 1:
            raise ValueError("the threshold lies under its floor")

    def on_paper(self, count: int) -> int:
        """A number that passed, as it is printed: rounded to 5 where the agency wants that, never to under k."""
        if not self.rounded or count == 0:
            return count
        nearest = (count + ROUND_TO // 2) // ROUND_TO * ROUND_TO
        return nearest if nearest >= self.k else nearest + ROUND_TO


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of contacts before anything is left out."""

    code: str
    count: int
    people: int = 0
    """P: so many different people at least."""
    population: int | None = None
    """How many people of its own class could have been counted; None where that is the whole agency."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of a report: its number, or the rule by which it is not shown."""

    code: str
    count: int | None
    reason: Rule | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether the sign stands there instead of a number."""
        return self.count is None


TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Printed:
    """One breakdown with its total, as it may be printed; numbers are exact, before R10."""

    form: Form
    cells: tuple[Shown, ...]
    total: Shown

    def cell(self, code: str) -> Shown:
        """The cell with this code. Raises KeyError when there is none."""
        for one in self.cells:
            if one.code == code:
                return one
        raise KeyError(code)

    @property
    def hidden(self) -> tuple[str, ...]:
        """Codes of the cells that are not shown."""
        return tuple(one.code for one in self.cells if one.is_hidden)


def small(count: int, people: int, population: int, policy: Policy) -> Rule | None:
    """R2 for a number of contacts."""
    if count == 0:
        return None if population >= 3 * policy.k else Rule.SMALL
    return None if count >= policy.k and people >= policy.m else Rule.SMALL


def small_heads(count: int, population: int, policy: Policy) -> Rule | None:
    """R2, R3 and R4 for a number of people by head, from a closed list of `population`."""
    if population < 2 * policy.k:
        return Rule.SIZE
    if population < 3 * policy.k and (count == population or population - count < policy.k):
        return Rule.COMPLEMENT
    if count == 0:
        return None if population >= 3 * policy.k else Rule.SMALL
    return None if count >= policy.k else Rule.SMALL


def heads(code: str, count: int, population: int, policy: Policy) -> Shown:
    """A number of people by head, which stands alone."""
    reason = small_heads(count, population, policy)
    return Shown(code, None if reason else count, reason)


def suppress(
    cells: Sequence[Cell],
    population: int,
    policy: Policy,
    *,
    people: int | None = None,
    helpers: int = 2,
    yearly: bool = False,
) -> Printed:
    """One breakdown with its total after R2 to R7 and R12.

    `population` is N, `people` the bound P of the total (the largest of the cells when it is not given), `helpers` how
    many people made the entries, `yearly` whether the period is a whole year or longer.
    """
    whole = sum(one.count for one in cells)
    bound = max((one.people for one in cells), default=0) if people is None else people
    if population < 2 * policy.k:
        return _nothing(cells, Form.SENTENCE, Rule.SIZE)
    if helpers <= 1 and (whole or population < 3 * policy.k):  # a form of its own for nothing would tell the zero
        return _nothing(cells, Form.HOURS_ONLY, Rule.ONE_HELPER)
    reason = small(whole, bound, population, policy)
    if population < 3 * policy.k:
        why = reason if yearly else Rule.PERIOD
        none = _nothing(cells, Form.ONE_LINE, Rule.SIZE)
        return replace(none, total=Shown(TOTAL, None if why else whole, why))
    total = Shown(TOTAL, None if reason else whole, reason)
    first = {one.code: _own_reason(one, population, policy) for one in cells}
    if total.is_hidden:
        return _printed(
            cells, {one.code: first[one.code] or (Rule.SMALL if one.count else None) for one in cells}, total
        )
    reasons, holds = _with_second(cells, first, policy)
    return _printed(cells, reasons, total if holds else Shown(TOTAL, None, Rule.SECOND))


def _own_reason(cell: Cell, population: int, policy: Policy) -> Rule | None:
    """R4 for a class of its own that is small, else R2."""
    own = population if cell.population is None else min(cell.population, population)
    return Rule.SIZE if own < 3 * policy.k else small(cell.count, cell.people, own, policy)


def _with_second(
    cells: Sequence[Cell], first: dict[str, Rule | None], policy: Policy
) -> tuple[dict[str, Rule | None], bool]:
    """R7: hides the smallest printed cells (ties by code) until the hidden ones cannot be worked out.

    Returns the reasons, and whether the total may stand beside them.
    """
    reasons = dict(first)
    printed = sorted((one.count, one.code) for one in cells if one.count and not reasons[one.code])
    counts = {one.code: one.count for one in cells}
    hidden = [code for code, reason in reasons.items() if reason]
    for _count, code in printed:
        if is_covered([counts[one] for one in hidden], policy):
            break
        reasons[code] = Rule.SECOND
        hidden.append(code)
    return reasons, is_covered([counts[one] for one in hidden], policy)


def is_covered(hidden: Sequence[int], policy: Policy) -> bool:
    """R7: nothing hidden, or two cells at least whose sum is at least k, and twice their number."""
    if not hidden:
        return True
    return len(hidden) >= 2 and sum(hidden) >= max(policy.k, 2 * len(hidden))


def _nothing(cells: Iterable[Cell], form: Form, rule: Rule) -> Printed:
    return Printed(form, tuple(Shown(one.code, None, rule) for one in cells), Shown(TOTAL, None, rule))


def _printed(cells: Iterable[Cell], reasons: dict[str, Rule | None], total: Shown) -> Printed:
    shown = (Shown(one.code, None if reasons[one.code] else one.count, reasons[one.code]) for one in cells)
    return Printed(Form.COUNTS, tuple(shown), total)


def part_of(part: Cell, whole: Cell, printed: Printed, population: int, policy: Policy) -> Shown:
    """A line that counts some of the total's contacts, as those with a referral.

    It is shown only where the total is shown (or nothing was counted), and what is left of the total passes R2 as
    well: one subtracted from the other is a number too (R8). The people behind the rest are at least P minus P.
    """
    if printed.form is not Form.COUNTS:
        return Shown(part.code, None, printed.total.reason or Rule.SIZE)
    reason = small(part.count, part.people, population, policy)
    rest = small(whole.count - part.count, whole.people - part.people, population, policy)
    if reason is None and part.count and (rest is not None or printed.total.is_hidden):
        reason = Rule.RATIO
    return Shown(part.code, None if reason else part.count, reason)


def percentage(numerator: int, denominator: int, population: int, policy: Policy) -> int | None:
    """R8: a whole percentage of people by head; None unless both numbers and their difference pass R2."""
    numbers = (numerator, denominator, denominator - numerator)
    if not denominator or any(_fails(one, population, policy) for one in numbers):
        return None
    return round(100 * numerator / denominator)


def _fails(count: int, population: int, policy: Policy) -> bool:
    return small(count, policy.m, population, policy) is not None


def average(total: int, entries: int, policy: Policy) -> float | None:
    """R8: an average, of at least k entries; else None."""
    return total / entries if entries >= policy.k else None


def hours(minutes: int) -> int:
    """R1: hours are never left out; they are rounded to 1, a half up."""
    return (minutes + 30) // 60


def tens_of_miles(miles: int) -> int:
    """R1: miles are rounded to 10, a half up."""
    return (miles + 5) // 10 * 10
