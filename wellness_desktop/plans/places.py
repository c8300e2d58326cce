"""The places in a plan's texts: {curly} ones are filled from the agency's facts, [square] ones by hand.

An unfilled place never prints as nothing: it becomes a blank line that carries its label (issue 8).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_PLACE = re.compile(r"\{([A-Za-z0-9_.]+)\}|\[([^\[\]\n]+)\]")


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on. `missing` tells what the agency could have filled in beforehand from what only the
    night will tell."""

    label: str
    missing: bool = False


Piece = str | Blank


@dataclass(frozen=True, slots=True)
class Filled:
    """A text whose places were looked up, as plain words and blanks in their order."""

    pieces: tuple[Piece, ...] = field(default=())

    @property
    def missing(self) -> tuple[str, ...]:
        """Labels of what the agency has not filled in yet."""
        return tuple(piece.label for piece in self.pieces if isinstance(piece, Blank) and piece.missing)

    def __bool__(self) -> bool:
        return bool(self.pieces)


def place_names(text: str) -> tuple[str, ...]:
    """The names between curly braces."""
    return tuple(match[1] for match in _PLACE.finditer(text) if match[1])


def hand_places(text: str) -> tuple[str, ...]:
    """The labels between square brackets."""
    return tuple(match[2] for match in _PLACE.finditer(text) if match[2])


def fill(text: str, look_up: Callable[[str], Piece | None], *, by_hand: bool = False) -> Filled:
    """The text with its places filled.

    `look_up` gives what a {name} stands for, or None when it does not know the name; then what was typed stays
    as it is. [Square] words become blanks only where `by_hand` says so: in messages, not in what people typed.
    """
    return Filled(tuple(_joined(_pieces(text, look_up, by_hand))))


def _pieces(text: str, look_up: Callable[[str], Piece | None], by_hand: bool) -> Iterator[Piece]:
    end = 0
    for match in _PLACE.finditer(text):
        yield text[end : match.start()]
        end = match.end()
        if match[1]:
            found = look_up(match[1])
            yield match[0] if found is None else found
            if isinstance(found, str) and found.endswith(".") and text.startswith(".", end):
                end += 1  # what was typed ends its sentence itself
        elif by_hand:
            yield Blank(match[2])
        else:
            yield match[0]
    yield text[end:]


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighboring words in one piece, and no empty ones."""
    words = ""
    for piece in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        if words:
            yield words
            words = ""
        yield piece
    if words:
        yield words
