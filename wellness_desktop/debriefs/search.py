"""The exact search behind proposals: which sessions reach the most people, and of those the best.

Pure numbers: a group of people is a mask, a time is a step of the grid. The result is proven, not guessed:
1. the most people that at most so many sessions can reach,
2. with the fewest sessions that reach them,
3. at the lowest cost (proposals.py says what a time costs).

Sessions never overlap, since the room, the cover and the team are needed once. Every person sits in one
session; each session has at least `least` and at most `most` people. How many can be placed follows in closed
form from Hall's condition, so no assignment has to be tried during the search.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

FIRST_LOOK = 24


@dataclass(frozen=True, slots=True)
class Option:
    """Some people who could all meet, with every time at which they can, cheapest first."""

    members: int
    times: tuple[tuple[int, int], ...]
    """(cost, start) pairs, sorted."""

    @property
    def cost(self) -> int:
        """What the cheapest time costs."""
        return self.times[0][0]


@dataclass(frozen=True, slots=True)
class Limits:
    """What every solution keeps to."""

    least: int
    most: int
    """People in a session. Use a number beyond everybody where there is no limit."""
    apart: int
    """Steps between two starts at least."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Sessions as (members who could come, start) pairs, and how many people they reach together."""

    reached: int
    sessions: tuple[tuple[int, int], ...]
    cost: int


def solve(options: Sequence[Option], limits: Limits, sessions: int) -> list[Solution]:
    """For each number of sessions up to `sessions`, the best solution, as long as one more session reaches
    more people. The last one reaches the most; empty when nothing is possible.
    """
    everybody = 0
    for option in options:
        everybody |= option.members
    found: list[Solution] = []
    reached = 0
    for count in range(1, sessions + 1):
        goal = min(everybody.bit_count(), limits.most * count)
        if reached >= goal:
            continue
        most = _most_reached(_largest(options), limits, count, reached, goal)
        if most < goal:
            most = _most_reached(_undominated(options, limits, count), limits, count, most, goal)
        if most > reached:
            reached = most
            found.append(_cheapest(options, limits, count, reached))
    return found


def served(groups: Sequence[int], limits: Limits) -> int:
    """How many people of these groups can sit in one session each; -1 when a session stays too small.

    The largest flow is the smallest cut: the seats of some sessions and the people of the others. A flow with
    `least` people in each session can be extended to the largest one without taking anybody out.
    """
    whole = 0
    for group in groups:
        whole |= group
    best = whole.bit_count()
    for size in range(1, len(groups) + 1):
        for some in combinations(range(len(groups)), size):
            inside = outside = 0
            for number, group in enumerate(groups):
                if number in some:
                    inside |= group
                else:
                    outside |= group
            if inside.bit_count() < limits.least * size:
                return -1
            best = min(best, limits.most * size + outside.bit_count())
    return best


def _most_reached(options: list[Option], limits: Limits, count: int, floor: int, goal: int) -> int:
    """The most people that exactly `count` sessions reach, or `floor` if no more than that."""
    options = sorted(options, key=lambda option: -option.members.bit_count())
    sizes = [min(limits.most, option.members.bit_count()) for option in options]
    best = floor

    def extend(first: int, chosen: list[Option], union: int, room: int) -> None:
        nonlocal best
        left = count - len(chosen)
        for number in range(first, len(options)):
            if best >= goal or room + left * sizes[number] <= best:
                return
            option = options[number]
            wider = union | option.members
            if wider.bit_count() + (left - 1) * sizes[number] <= best:
                continue
            chosen.append(option)
            if left > 1:
                extend(number, chosen, wider, room + sizes[number])
            elif _can_stand_apart(chosen, limits):
                best = max(best, served([one.members for one in chosen], limits))
            chosen.pop()

    extend(0, [], 0, 0)
    return best


def _cheapest(options: Sequence[Option], limits: Limits, count: int, reached: int) -> Solution:
    """The cheapest of the solutions with `count` sessions that reach `reached` people. There is one.

    Of equally cheap ones, the one whose sessions start earlier.
    """
    options = sorted(options, key=lambda option: option.times[0])
    sizes = [min(limits.most, option.members.bit_count()) for option in options]
    widest = max(sizes)
    best: tuple[int, tuple[tuple[int, int], ...]] | None = None

    def extend(first: int, chosen: list[Option], union: int, room: int, cost: int) -> None:
        nonlocal best
        left = count - len(chosen)
        for number in range(first, len(options)):
            option = options[number]
            if best is not None and cost + left * option.cost > best[0]:
                return
            wider = union | option.members
            if wider.bit_count() + (left - 1) * widest < reached:
                continue
            if room + sizes[number] + (left - 1) * widest < reached:
                continue
            chosen.append(option)
            if left > 1:
                extend(number, chosen, wider, room + sizes[number], cost + option.cost)
            elif served([one.members for one in chosen], limits) == reached:
                placed = _place(chosen, limits, None if best is None else best[0])
                if placed is not None and (best is None or placed < best):
                    best = placed
            chosen.pop()

    extend(0, [], 0, 0, 0)
    if best is None:
        raise ValueError("nothing reaches so many people")
    cost, sessions = best
    return Solution(reached, tuple((members, start) for start, members in sessions), cost)


def _largest(options: Sequence[Option]) -> list[Option]:
    """The largest groups: a first look that often proves the goal reached, or sets a floor for the full one."""
    return sorted(options, key=lambda option: -option.members.bit_count())[:FIRST_LOOK]


def _undominated(options: Sequence[Option], limits: Limits, count: int) -> list[Option]:
    """Options that a larger one cannot replace.

    A larger group may stand in for a smaller one when it always finds a time: every other session overlaps at
    most two of its times that stand apart.
    """
    roomy = [option for option in options if _times_apart(option, limits) > 2 * (count - 1)]
    return [
        option
        for option in options
        if not any(
            option.members & other.members == option.members and option.members != other.members for other in roomy
        )
    ]


def _times_apart(option: Option, limits: Limits) -> int:
    """How many times of an option stand apart from each other."""
    count, last = 0, None
    for start in sorted(start for _, start in option.times):
        if last is None or start - last >= limits.apart:
            count, last = count + 1, start
    return count


def _can_stand_apart(chosen: Sequence[Option], limits: Limits) -> bool:
    return len(chosen) == 1 or _place(chosen, limits, None, any_cost=True) is not None


def _place(
    chosen: Sequence[Option], limits: Limits, ceiling: int | None, *, any_cost: bool = False
) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    """The cheapest times at which the chosen groups can meet one after the other, as (cost, sessions), each
    session a (start, members) pair in order of time; None when there are none up to `ceiling`.

    With `any_cost`, the first that are found.
    """
    best: tuple[int, tuple[tuple[int, int], ...]] | None = None
    limit = ceiling
    rest = [sum(option.cost for option in chosen[number + 1 :]) for number in range(len(chosen))]

    def extend(number: int, taken: list[tuple[int, int]], cost: int) -> bool:
        """True to stop."""
        nonlocal best, limit
        if number == len(chosen):
            sessions = tuple(sorted(taken))
            if best is None or (cost, sessions) < best:
                best, limit = (cost, sessions), cost
            return any_cost
        for price, start in chosen[number].times:
            if limit is not None and cost + price + rest[number] > limit:
                break
            if any(abs(start - other) < limits.apart for other, _ in taken):
                continue
            taken.append((start, chosen[number].members))
            stop = extend(number + 1, taken, cost + price)
            taken.pop()
            if stop:
                return True
        return False

    extend(0, [], 0)
    return best
