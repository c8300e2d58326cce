"""Somebody who collects every issued report and tries to work out the numbers that were left out.

The attacker knows the rules, the thresholds, N, and which classes of people are small; never the log. Each hidden
number is an unknown whole number; printed cells and totals of all reports together are equations over the finest
pieces of time that they tell apart. `pinned` solves that exactly: a hidden number is pinned when no other value of it
solves all of it.

Another solution counts only when it is a possible log: `replayed` makes the agency's log anew from it, issues all the
reports again in their order and looks whether the very same pages come out. So knowing how the program chooses what
to hide does not help either.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from wellness_desktop.debriefs.reports.differencing import Counts, Tally
from wellness_desktop.debriefs.reports.suppression import Cell, Form, Policy

WHOLE = "*"
"""The code of contacts in a time for which no report has a breakdown."""
MOST_STEPS = 20_000

Unknown = tuple[int, str]
"""A piece of time and a code."""
World = dict[Unknown, int]
Issue = Callable[[list[Counts], Counts, Callable[[tuple[date, ...]], Tally]], Counts | None]


@dataclass
class Puzzle:
    """What is known of some agency: bounds and sums of the unknowns, and the hidden numbers."""

    pieces: list[tuple[date, ...]]
    low: dict[Unknown, int] = field(default_factory=dict)
    sums: list[tuple[tuple[Unknown, ...], int]] = field(default_factory=list)
    hidden: dict[tuple[int, str], tuple[Unknown, ...]] = field(default_factory=dict)
    """By report and code (or total): which unknowns it is the sum of."""


def puzzle_of(issued: Sequence[Counts], policy_at: Callable[[date], Policy], populations: Mapping[str, int]) -> Puzzle:
    """Everything that the printed pages say. `policy_at` gives the threshold by the last month of a report."""
    pieces = _pieces(issued)
    puzzle = Puzzle([months for months, _ in pieces])
    codes = [_codes([issued[place] for place in reports]) for _, reports in pieces]
    for number, names in enumerate(codes):
        puzzle.low.update({(number, code): 0 for code in names})
    for place, one in enumerate(issued):
        mine = [number for number, (_, reports) in enumerate(pieces) if place in reports]
        parts = tuple(unknown for unknown in puzzle.low if unknown[0] in mine)
        _learn(puzzle, (place, ""), parts, one.printed.total.count)
        for cell in one.printed.cells:
            of_cell = tuple((number, cell.code) for number in mine)
            _learn(puzzle, (place, cell.code), of_cell, cell.count)
            small_class = populations.get(cell.code, one.population) < 3 * policy_at(one.span.last).k
            if len(of_cell) == 1 and cell.is_hidden and one.printed.form is Form.COUNTS and not small_class:
                puzzle.low[of_cell[0]] = 1  # a zero would have been shown (R2)
    return puzzle


def _learn(puzzle: Puzzle, name: tuple[int, str], parts: tuple[Unknown, ...], count: int | None) -> None:
    if count is None:
        puzzle.hidden[name] = parts
    else:
        puzzle.sums.append((parts, count))


def _pieces(issued: Sequence[Counts]) -> list[tuple[tuple[date, ...], frozenset[int]]]:
    """The months that the same reports cover, together; one that only longer reports cover may stand apart."""
    by_reports: defaultdict[frozenset[int], list[date]] = defaultdict(list)
    for month in sorted({month for one in issued for month in one.span.months}):
        by_reports[frozenset(place for place, one in enumerate(issued) if month in one.span.months)].append(month)
    return [(tuple(months), reports) for reports, months in by_reports.items()]


def _codes(reports: Sequence[Counts]) -> list[str]:
    names = {cell.code for one in reports for cell in one.printed.cells}
    return sorted(names) or [WHOLE]


def pinned(puzzle: Puzzle, truth: World) -> list[tuple[int, str]]:
    """The hidden numbers that can have one value only. Raises when the search does not end."""
    solver = _Solver(puzzle)
    return [
        name
        for name, parts in puzzle.hidden.items()
        if not solver.nudged(truth, parts) and not solver.other_value(parts, sum(truth[one] for one in parts))
    ]


def plainly_pinned(puzzle: Puzzle) -> list[tuple[int, str]]:
    """Those hidden numbers that adding and subtracting alone pins: quick, and true as far as it goes."""
    solver = _Solver(puzzle)
    bounds = solver.bounds()
    return [name for name, parts in puzzle.hidden.items() if all(bounds[one][0] == bounds[one][1] for one in parts)]


class _Solver:
    """Whole-number solutions of a puzzle."""

    def __init__(self, puzzle: Puzzle) -> None:
        self.low = puzzle.low
        self.sums = puzzle.sums
        self.in_sums: defaultdict[Unknown, list[int]] = defaultdict(list)
        for place, (parts, _) in enumerate(puzzle.sums):
            for one in parts:
                self.in_sums[one].append(place)
        self.like: defaultdict[tuple[int, ...], list[Unknown]] = defaultdict(list)
        for one in puzzle.low:
            self.like[tuple(self.in_sums[one])].append(one)

    def nudged(self, truth: World, parts: Sequence[Unknown]) -> World | None:
        """Another solution that differs from the truth by one contact, and in the sum of these parts."""
        return next(self.nudges(truth, parts), None)

    def nudges(self, truth: World, parts: Sequence[Unknown]) -> Iterator[World]:
        """All such solutions."""
        for one in parts:
            if not self.in_sums[one]:
                yield {**truth, one: truth[one] + 1}
                if truth[one] > self.low[one]:
                    yield {**truth, one: truth[one] - 1}
            for other in self.like[tuple(self.in_sums[one])]:
                if other in parts:
                    continue
                for up, down in ((one, other), (other, one)):
                    if truth[down] > self.low[down]:
                        yield {**truth, up: truth[up] + 1, down: truth[down] - 1}

    def bounds(self, spare: int = 2) -> dict[Unknown, tuple[int, int]]:
        """Between which numbers each unknown lies, by adding and subtracting."""
        top = max([total for _, total in self.sums], default=0) + spare
        narrowed = self._narrow({one: (low, top) for one, low in self.low.items()}, self.sums)
        if narrowed is None:
            raise AssertionError("the reports contradict each other")
        return narrowed

    def other_value(self, parts: Sequence[Unknown], value: int) -> World | None:
        """Any solution in which the sum of these parts is another one: an exact search."""
        self.steps = 0
        narrowed = self.bounds(value + 2)
        lowest = sum(narrowed[one][0] for one in parts)
        highest = sum(narrowed[one][1] for one in parts)
        others = [one for one in range(lowest, highest + 1) if one != value]
        for wanted in sorted(others, key=lambda one: abs(one - value)):
            found = self._solve(narrowed, [*self.sums, (tuple(parts), wanted)])
            if found is not None:
                return found
        return None

    def _solve(self, bounds: dict[Unknown, tuple[int, int]], sums: list) -> World | None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise AssertionError("the attacker's search did not end")
        narrowed = self._narrow(bounds, sums)
        if narrowed is None:
            return None
        open_ones = [one for one, (low, high) in narrowed.items() if low < high and self.in_sums[one]]
        if not open_ones:
            return {one: low for one, (low, _) in narrowed.items()}
        choice = min(open_ones, key=lambda one: narrowed[one][1] - narrowed[one][0])
        low, high = narrowed[choice]
        for value in range(low, high + 1):
            found = self._solve({**narrowed, choice: (value, value)}, sums)
            if found is not None:
                return found
        return None

    @staticmethod
    def _narrow(start: dict[Unknown, tuple[int, int]], sums: list) -> dict[Unknown, tuple[int, int]] | None:
        """Bounds propagation to the end; None when there is no solution."""
        bounds, moved = dict(start), True
        while moved:
            moved = False
            for parts, total in sums:
                least = sum(bounds[one][0] for one in parts)
                most = sum(bounds[one][1] for one in parts)
                if not least <= total <= most:
                    return None
                for one in parts:
                    low, high = bounds[one]
                    new = max(low, total - most + high), min(high, total - least + low)
                    if new != (low, high):
                        if new[0] > new[1]:
                            return None
                        least, most = least - low + new[0], most - high + new[1]
                        bounds[one], moved = new, True
        return bounds


# ------------------------------------------------------------------------------------------------------- other logs


@dataclass
class Log:
    """An agency whose reports were made: how it counts, and how it makes a report again from another log."""

    truth: World
    tally: Callable[[tuple[date, ...]], Tally]
    issue: Issue
    population: int
    policy_at: Callable[[date], Policy]


def unproven(puzzle: Puzzle, issued: Sequence[Counts], log: Log) -> set[tuple[int, str]]:
    """Hidden numbers for which no other log was found that prints the very same reports."""
    left, start = set(puzzle.hidden), True
    while left and start:
        start = False
        for world in _other_worlds(_Solver(puzzle), puzzle, log.truth, left):
            changed = {name for name in left if _value(puzzle, world, name) != _value(puzzle, log.truth, name)}
            if changed and replayed(puzzle, world, issued, log):
                left, start = left - changed, True
                break
    return left


def _value(puzzle: Puzzle, world: World, name: tuple[int, str]) -> int:
    return sum(world[one] for one in puzzle.hidden[name])


def _other_worlds(solver: _Solver, puzzle: Puzzle, truth: World, left: set[tuple[int, str]]) -> Iterator[World]:
    """Many numbers moved at once first, then one after the other."""
    many, touched = dict(truth), set()
    for name in sorted(left):
        world = solver.nudged(truth, puzzle.hidden[name])
        moved = {one for one in truth if world and world[one] != truth[one]}
        if world and not {one[0] for one in moved} & touched:
            many |= {one: world[one] for one in moved}
            touched |= {one[0] for one in moved}
    yield many
    for name in sorted(left):
        yield from solver.nudges(truth, puzzle.hidden[name])
        other = solver.other_value(puzzle.hidden[name], _value(puzzle, truth, name))
        if other:
            yield other


def replayed(puzzle: Puzzle, world: World, issued: Sequence[Counts], log: Log) -> bool:
    """Whether a log with these numbers prints the very same reports, issued in the same order."""
    again: list[Counts] = []
    for one in issued:
        made = log.issue(again, one, partial(_tally, puzzle, world, log, log.policy_at(one.span.last)))
        if made is None or _page(made) != _page(one):
            return False
        again.append(made)
    return True


def _page(one: Counts) -> object:
    return one.printed.form, one.printed.total.count, [(cell.code, cell.count) for cell in one.printed.cells]


def _tally(puzzle: Puzzle, world: World, log: Log, policy: Policy, months: tuple[date, ...]) -> Tally:
    """The other log's numbers of one piece of time, for the first report that covers it.

    Its first contacts are those of the true log, but few for a number that differs: nothing of them is ever printed,
    so the attacker cannot tell. They never exceed the contacts, nor the whole of them the sum.
    """
    number = puzzle.pieces.index(months)
    true = log.tally(months)
    if not true.helpers:
        # Somebody did log, in the other log; in an agency under 3k nobody can tell no helper from one.
        true = replace(true, helpers=1 if log.population < 3 * policy.k else 2)
    few = policy.m - 1
    if (number, WHOLE) in world:
        count = world[number, WHOLE]
        people = true.people if count == true.whole.count else min(true.people, count, few)
        return replace(true, cells=(Cell("", count, people),), people=people)
    cells = []
    for one in true.cells:
        count = world[number, one.code]
        cells.append(replace(one, count=count, people=one.people if count == one.count else min(count, few)))
    grown = sum(one.count for one in cells) != true.whole.count
    people = min(sum(one.people for one in cells), few if grown else true.people)
    if grown:
        cells = [replace(one, people=min(one.people, few)) for one in cells]
    return replace(true, cells=tuple(cells), people=max([people, *(one.people for one in cells)]))
