"""The exact search against a brute force that shares no line with it."""

import random
from itertools import combinations_with_replacement, pairwise, permutations, product

import pytest

from tests.support.cases import every
from wellness_desktop.debriefs import search
from wellness_desktop.debriefs.search import Limits, Option, served, solve
from wellness_desktop.debriefs.seating import seat

INSTANCES = 520


def an_instance(seed: int) -> tuple[list[Option], Limits]:
    """A small random problem: up to seven people, a handful of times."""
    chance = random.Random(seed)  # noqa: S311 - test data
    people = chance.randint(3, 7)
    limits = Limits(least=chance.randint(1, 3), most=chance.randint(2, 5), apart=chance.randint(1, 3))
    limits = Limits(limits.least, max(limits.most, limits.least), limits.apart)
    times: dict[int, list[tuple[int, int]]] = {}
    for start in range(chance.randint(1, 6)):
        for _ in range(chance.randint(1, 2)):
            members = sum(1 << person for person in range(people) if chance.random() < 0.6)
            if members.bit_count() >= limits.least:
                times.setdefault(members, []).append((chance.randint(0, 30), start))
    return [Option(members, tuple(sorted(set(found)))) for members, found in times.items()], limits


def brute_force(options: list[Option], limits: Limits, count: int) -> tuple[int, int]:
    """(reached, cost) of the best plan with exactly `count` sessions: every choice, every seating."""
    meetings = [(option.members, cost, start) for option in options for cost, start in option.times]
    best = (-1, 0)
    for chosen in combinations_with_replacement(meetings, count):
        starts = sorted(start for _, _, start in chosen)
        if any(later - earlier < limits.apart for earlier, later in pairwise(starts)):
            continue
        reached = most_seated([members for members, _, _ in chosen], limits)
        cost = sum(price for _, price, _ in chosen)
        if reached > best[0] or (reached == best[0] and cost < best[1]):
            best = (reached, cost)
    return best


def most_seated(groups: list[int], limits: Limits) -> int:
    """Every person in every session they could attend, or in none."""
    everybody = 0
    for group in groups:
        everybody |= group
    people = [person for person in range(everybody.bit_length()) if everybody >> person & 1]
    best = -1
    places = [[None, *(n for n, group in enumerate(groups) if group >> person & 1)] for person in people]
    for seats in product(*places):
        sizes = [seats.count(number) for number in range(len(groups))]
        if all(limits.least <= size <= limits.most for size in sizes):
            best = max(best, len(people) - seats.count(None))
    return best


@pytest.mark.parametrize("block", every(3, range(10)))
def test_the_search_finds_what_brute_force_finds(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than 500 random small problems: reach, number of sessions and cost are the best there are.

    With and without the first look at the largest groups, so that the full search is tried as well.
    """
    monkeypatch.setattr(search, "FIRST_LOOK", block % 2)
    for seed in range(block, INSTANCES, 10):
        options, limits = an_instance(seed)
        found = {len(solution.sessions): solution for solution in solve(options, limits, 3)}
        reached = 0
        for count in (1, 2, 3):
            most, cost = brute_force(options, limits, count) if options else (-1, 0)
            if most > reached:
                assert (found[count].reached, found[count].cost) == (most, cost), seed
                reached = most
            else:
                assert count not in found, seed


def test_a_solution_can_be_seated_as_promised() -> None:
    for seed in range(INSTANCES):
        options, limits = an_instance(seed)
        for solution in solve(options, limits, 3):
            groups = [members for members, _ in solution.sessions]
            seated = seat(groups, limits, lambda person, session: (person * 7 + session * 3) % 5)
            assert sum(people.bit_count() for people in seated) == solution.reached
            assert all(limits.least <= people.bit_count() <= limits.most for people in seated)
            assert all(people & ~group == 0 for people, group in zip(seated, groups, strict=True))
            for one, other in permutations(seated, 2):
                assert not one & other


def test_seats_go_to_the_session_that_suits_people_better() -> None:
    seated = seat([0b1111, 0b1111], Limits(1, 4, 1), lambda person, session: 0 if person % 2 == session else 1)
    assert seated == [0b0101, 0b1010]


def test_a_session_that_cannot_be_filled_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="filled"):
        seat([0b11, 0b11], Limits(2, 4, 1), lambda *_: 0)


@pytest.mark.parametrize(
    ("groups", "limits", "expected"),
    [
        ([0b111], Limits(3, 20, 1), 3),
        ([0b11], Limits(3, 20, 1), -1),
        ([0b111, 0b111], Limits(3, 20, 1), -1),
        ([0b111, 0b111000], Limits(3, 20, 1), 6),
        ([0b11111, 0b11111], Limits(2, 2, 1), 4),
    ],
)
def test_how_many_can_be_served(groups: list[int], limits: Limits, expected: int) -> None:
    assert served(groups, limits) == expected


def test_nothing_is_possible_without_options() -> None:
    assert solve([], Limits(3, 20, 1), 3) == []
