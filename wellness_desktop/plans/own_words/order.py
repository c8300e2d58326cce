"""The agency's own order of a plan's items, kept so that two stations merge well and a newer template fits in.

A moved or added item remembers the template's item it stands behind (its `after`) and a rank among those that stand
there too. The template's own order is the frame; nothing refers to a moved item, so no two moves can form a ring.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from wellness_desktop.plans.own_words.ranks import between

Some = TypeVar("Some")
Key = tuple[int, str, str]
"""Place in the template's frame, rank there, id: the last settles what two stations put at the same spot."""


@dataclass(frozen=True, slots=True)
class Move:
    """Where the agency put an item."""

    item: str
    after: str = ""
    """An item of the template; empty at the very start."""
    rank: str = ""


def ordered(
    items: Sequence[Some],
    names: Callable[[Some], tuple[str, str]],
    group: Callable[[Some], Hashable],
    moves: Mapping[str, Move],
    added: frozenset[str] = frozenset(),
) -> tuple[Some, ...]:
    """The items in the agency's order, group by group. `names` gives an item's id and the id it stands in for."""
    keys = places(items, names, moves, added)
    groups: dict[Hashable, list[Some]] = {}
    for item in items:
        groups.setdefault(group(item), []).append(item)
    return tuple(item for one in groups.values() for item in sorted(one, key=lambda item: keys[names(item)[0]]))


def places(
    items: Sequence[Some],
    names: Callable[[Some], tuple[str, str]],
    moves: Mapping[str, Move],
    added: frozenset[str] = frozenset(),
) -> dict[str, Key]:
    """The key of each item by which it is sorted. One whose anchor the template no longer has goes back to its own
    place, an added one to the end."""
    frame = _frame(items, names, added)
    keys: dict[str, Key] = {}
    for item in items:
        own = names(item)[0]
        move = moves.get(own)
        if move is not None and (not move.after or move.after in frame):
            keys[own] = (frame[move.after] if move.after else -1, move.rank, own)
        elif own in added:
            keys[own] = (len(items), "", own)
        else:
            keys[own] = (frame[own], "", "")
    return keys


def put(item: str, behind: str | None, keys: Mapping[str, Key], frame: Sequence[str]) -> Move:
    """The move that brings `item` right behind another one, or to the start (None).

    `keys` are those of `places`, `frame` the template's items in their order.
    """
    place, rank = keys[behind][:2] if behind is not None else (-1, "")
    later = sorted(key[1] for one, key in keys.items() if one != item and key[0] == place and key[1] > rank)
    after = frame[min(place, len(frame) - 1)] if place >= 0 and frame else ""
    return Move(item, after, between(rank, later[0] if later else None))


def frame_of(items: Sequence[Some], names: Callable[[Some], tuple[str, str]], added: frozenset[str]) -> tuple[str, ...]:
    """The template's items by their place."""
    return tuple(names(item)[0] for item in items if names(item)[0] not in added)


def _frame(items: Sequence[Some], names: Callable[[Some], tuple[str, str]], added: frozenset[str]) -> dict[str, int]:
    """Places of the template's items, also under the name of what they stand in for."""
    own = [names(item) for item in items if names(item)[0] not in added]
    return {stands_for: place for place, (_, stands_for) in enumerate(own) if stands_for} | {
        one: place for place, (one, _) in enumerate(own)
    }
