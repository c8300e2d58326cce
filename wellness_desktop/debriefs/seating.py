"""Who sits in which of the chosen sessions: everybody who can be placed, in the session that suits them best.

The search has proven how many people can be placed; here they get their seats. People move along chains
(one gives up a seat for another session) until nobody more can be placed and no session is too small.
"""

from collections.abc import Callable, Iterable, Sequence

from wellness_desktop.debriefs.grid import bits
from wellness_desktop.debriefs.search import Limits

Preference = Callable[[int, int], int]
"""(person, session) to how little a session suits a person; lower is better."""


def seat(groups: Sequence[int], limits: Limits, preference: Preference) -> list[int]:
    """The people of each session as masks, out of `groups`, who could come to each.

    As many people as `search.served` says, each in one session, with `least` to `most` people in each.
    Raises ValueError when the sessions cannot all be filled.
    """
    table = _Table(groups, limits, preference)
    everybody = 0
    for group in groups:
        everybody |= group
    choosy = sorted(bits(everybody), key=lambda person: (sum(group >> person & 1 for group in groups), person))
    for person in choosy:
        if not table.full:
            table.place(person)
    for session in range(len(groups)):
        while table.seated[session].bit_count() < limits.least:
            table.fill(session)
    table.improve()
    return table.seated


class _Table:
    def __init__(self, groups: Sequence[int], limits: Limits, preference: Preference) -> None:
        self._groups = groups
        self._limits = limits
        everybody = 0
        for group in groups:
            everybody |= group
        self._likes = {person: self._ranked(person, preference) for person in bits(everybody)}
        self.seated = [0] * len(groups)

    @property
    def full(self) -> bool:
        """Whether every session has all its people."""
        return all(people.bit_count() >= self._limits.most for people in self.seated)

    def place(self, person: int) -> None:
        """Finds the person a seat, if need be by moving others."""
        for _, session in self._likes[person]:
            if self._make_room(session, {session}):
                self.seated[session] |= 1 << person
                return

    def fill(self, session: int) -> None:
        """Brings one more person into a session that is too small."""
        if not self._draw(session, {session}):
            raise ValueError("a session cannot be filled")

    def improve(self) -> None:
        """Moves people, one at a time, to a session that suits them better and still has room."""
        moved = True
        while moved:
            moved = False
            for session, people in enumerate(list(self.seated)):
                for person in bits(people):
                    moved = self._move_to_better(person, session) or moved

    def _move_to_better(self, person: int, session: int) -> bool:
        if self.seated[session].bit_count() <= self._limits.least:
            return False
        own = next(price for price, number in self._likes[person] if number == session)
        for price, other in self._likes[person]:
            if price >= own:
                return False
            if self.seated[other].bit_count() < self._limits.most:
                self._move(person, session, other)
                return True
        return False

    def _make_room(self, session: int, tried: set[int]) -> bool:
        if self.seated[session].bit_count() < self._limits.most:
            return True
        for person in bits(self.seated[session]):
            for _, other in self._likes[person]:
                if other not in tried and self._make_room(other, tried | {other}):
                    self._move(person, session, other)
                    return True
        return False

    def _draw(self, session: int, tried: set[int]) -> bool:
        for other in self._others(tried):
            for person in bits(self.seated[other] & self._groups[session]):
                spare = self.seated[other].bit_count() > self._limits.least
                if spare or self._draw(other, tried | {other}):
                    self._move(person, other, session)
                    return True
        return False

    def _others(self, tried: Iterable[int]) -> list[int]:
        left = [number for number in range(len(self._groups)) if number not in set(tried)]
        return sorted(left, key=lambda number: -self.seated[number].bit_count())

    def _ranked(self, person: int, preference: Preference) -> list[tuple[int, int]]:
        """(preference, session) pairs of one person, the session that suits best first."""
        able = [number for number, group in enumerate(self._groups) if group >> person & 1]
        return sorted((preference(person, number), number) for number in able)

    def _move(self, person: int, here: int, there: int) -> None:
        self.seated[here] &= ~(1 << person)
        self.seated[there] |= 1 << person
