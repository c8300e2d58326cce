"""Ranks that leave room: between any two there is always another, so a move changes the moved item alone.

A rank is a text of digits and small letters, compared letter by letter. The empty text comes before all others and
belongs to what the template put there.
"""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def between(low: str, high: str | None) -> str:
    """A rank after `low` and before `high` (None: nothing stands behind). Never ends in 0, so there is room again.

    Raises ValueError when `high` does not come after `low`.
    """
    if high is not None and not low < high:
        raise ValueError("there is no room between two equal ranks")
    return _middle(low, high)


def _middle(low: str, high: str | None) -> str:
    if high is not None:
        same = 0
        while same < len(high) and (low[same] if same < len(low) else "0") == high[same]:
            same += 1
        if same:
            return high[:same] + _middle(low[same:], high[same:])
    first = _DIGITS.index(low[0]) if low else 0
    last = _DIGITS.index(high[0]) if high is not None else len(_DIGITS)
    if last - first > 1:
        return _DIGITS[(first + last) // 2]
    if high is not None and len(high) > 1:
        return high[0]
    return _DIGITS[first] + _middle(low[1:], None)
