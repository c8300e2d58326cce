"""A support line as it goes onto a list: the library knows it, the caller passes it in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A public support line, as the library has checked it."""

    name: str
    numbers: tuple[str, ...]
    """As they are dialed or texted: "988", "Text BADGE to 741741"."""
    detail: str = ""
    """Who answers, and when."""
    id: str = ""
    """The library's id, for what points to the line; empty where nothing does."""
    always: bool = False
    """Whether somebody answers day and night."""
