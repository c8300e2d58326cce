"""Random small agencies with two years of work, which issue reports as an agency would, and some as it would not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from tests.debriefs.report_attacker import WHOLE, Puzzle, World
from wellness_desktop.debriefs.reports.differencing import Breakdown, Counts, Refused, Tally, counts_for
from wellness_desktop.debriefs.reports.spans import Length, Span, allowed, moved
from wellness_desktop.debriefs.reports.suppression import Cell, Policy

START = date(2025, 1, 1)
CHANGE = date(2026, 1, 1)
MONTHS = tuple(moved(START, number) for number in range(24))
CATEGORIES = tuple(f"category_{letter}" for letter in "abcdefghijkl")
CLASSES = ("sworn", "civilian", "dispatch", "corrections", "family", "community")
Engine = Callable[..., Counts]


@dataclass
class Agency:
    """Its size, and what each helper logged each month."""

    population: int
    policy: Policy
    breakdown: Breakdown
    cells: tuple[Cell, ...]
    """Empty ones: the codes, and how large each class is."""
    logged: dict[tuple[date, int, str], tuple[int, int]]
    """By month, helper and code: contacts and first contacts."""
    helpers: int
    later: Policy | None = None
    """The threshold from the second year on, where the agency chose another one."""

    def policy_at(self, month: date) -> Policy:
        """The threshold of a report whose time ends with this month."""
        return self.later if self.later is not None and month >= CHANGE else self.policy

    def tally(self, months: tuple[date, ...]) -> Tally:
        """What the program counts in these months."""
        contacts = {one.code: 0 for one in self.cells}
        firsts = {(helper, one.code): 0 for helper in range(self.helpers) for one in self.cells}
        seen = set()
        for (month, helper, code), (count, first) in self.logged.items():
            if month in months:
                contacts[code] += count
                firsts[helper, code] += first
                seen.add(helper)
        cells = [
            Cell(
                one.code,
                contacts[one.code],
                max((firsts[helper, one.code] for helper in range(self.helpers)), default=0),
                one.population,
            )
            for one in self.cells
        ]
        whole = max((sum(firsts[helper, one.code] for one in self.cells) for helper in range(self.helpers)), default=0)
        return Tally(tuple(cells), whole, len(seen), Cell("referred", 0))

    def world(self, puzzle: Puzzle) -> World:
        """The truth that the attacker looks for."""
        found: World = dict.fromkeys(puzzle.low, 0)
        for number, months in enumerate(puzzle.pieces):
            for (month, _helper, code), (count, _first) in self.logged.items():
                if month in months:
                    found[(number, code) if (number, code) in found else (number, WHOLE)] += count
        return found

    def issue_with(self, engine: Engine) -> Callable[..., Counts | None]:
        """How this agency's program makes a report like another one."""

        def issue(issued: list[Counts], like: Counts, tally: Callable[[tuple[date, ...]], Tally]) -> Counts | None:
            try:
                policy = self.policy_at(like.span.last)
                return engine(like.span, like.breakdown, self.population, issued, tally, policy)
            except Refused:
                return None

        return issue


def an_agency(seed: int) -> Agency:
    """One of very many: from three people to two hundred, from a quiet chaplain to a busy team."""
    dice = Random(seed)  # noqa: S311 - agencies, not keys
    policy = Policy(dice.choice([11, 11, 11, 10, 5, 15]))
    population = dice.choice([dice.randint(3, 40), dice.randint(33, 60), dice.randint(50, 120), dice.randint(90, 200)])
    breakdown = dice.choice([Breakdown.CATEGORY, Breakdown.CATEGORY, Breakdown.RECIPIENTS, Breakdown.NONE])
    cells = tuple(Cell(code, 0) for code in CATEGORIES[: dice.randint(2, 12)])
    if breakdown is Breakdown.RECIPIENTS:
        cells = tuple(Cell(code, 0, 0, dice.choice([None, dice.randint(1, population)])) for code in CLASSES)
    helpers = dice.choice([1, 2, 3, 4])
    busy = dice.choice([0.2, 1, 3, 10])
    logged = {}
    for month in MONTHS:
        for helper in range(helpers):
            for one in cells:
                count = int(dice.expovariate(1 / busy)) if dice.random() < 0.6 else 0
                if count:
                    logged[month, helper, one.code] = count, dice.randint(0, count)
    later = Policy(dice.choice([5, 8, 11, 20]), dice.choice([5, 5, 10])) if dice.random() < 0.4 else None
    return Agency(population, policy, breakdown, cells, logged, helpers, later)


def two_years_of_reports(agency: Agency, seed: int, engine: Engine = counts_for) -> list[Counts]:
    """At each month's end what may be issued, mostly as the calendar says; now and then another twelve months."""
    dice = Random(seed)  # noqa: S311 - agencies, not keys
    issued: list[Counts] = []
    habit = dice.random()
    for last in MONTHS:
        wanted = [
            Span(moved(last, 1 - length.months), last)
            for length in Length
            if allowed(length, agency.population, agency.policy_at(last))
            and (last.month % length.months == 0 or dice.random() < 0.05)
            and dice.random() < (0.5 + habit / 2)
        ]
        for span in wanted:
            if span.first >= START:
                breakdown = dice.choice([agency.breakdown] * 6 + [Breakdown.NONE])
                try:
                    made = engine(span, breakdown, agency.population, issued, agency.tally, agency.policy_at(last))
                except Refused:
                    continue
                issued.append(made)
    return issued
