"""Forgives one typing slip: words are found again by what is left when any one letter is taken out."""

SHORTEST = 4
"""Shorter words are one slip away from too many others."""
_HEADS = (5, 7)
"""Long words are compared by their beginnings, so that a word half typed is forgiven too."""
_LONG = 8
"""From this length on, two slips are forgiven."""


def slip_keys(word: str) -> set[str]:
    """What is left of the beginnings of a word when nothing or any one letter is taken out."""
    keys: set[str] = set()
    for length in _HEADS:
        head = word[:length]
        keys.add(head)
        keys.update(head[:place] + head[place + 1 :] for place in range(len(head)))
    return keys


def slips_between(typed: str, word: str, *, half_typed: bool = False) -> int:
    """Letters wrong, missing, doubled or swapped; for a half-typed word, measured against word beginnings."""
    if not half_typed:
        return _distance(typed, word)
    ends = range(max(1, len(typed) - 1), min(len(word), len(typed) + 1) + 1)
    return min((_distance(typed, word[:end]) for end in ends), default=len(word))


def forgiven(typed: str) -> int:
    """How many slips may lie between what was typed and what was meant."""
    if len(typed) < SHORTEST:
        return 0
    return 2 if len(typed) >= _LONG else 1


def _distance(left: str, right: str) -> int:
    """Optimal string alignment: insert, leave out, change, or swap neighbors, each counting one."""
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, a in enumerate(left, 1):
        here = [row]
        for column, b in enumerate(right, 1):
            best = min(above[column] + 1, here[-1] + 1, above[column - 1] + (a != b))
            if before and column > 1 and a == right[column - 2] and left[row - 2] == b:
                best = min(best, before[column - 2] + 1)
            here.append(best)
        before, above = above, here
    return above[-1]
