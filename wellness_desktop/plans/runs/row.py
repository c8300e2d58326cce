"""One row of a run, as words. No Qt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One row, or with no id a heading."""

    id: str
    words: str
    icon: str = ""
    tint: str = "text"
