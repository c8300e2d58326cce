"""A document's words cut into passages: a page, or part of one. The search ranks passages, shows a few words of the
best, and opens the reader at its page; a snippet of a whole manual would take longer than the search for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wellness_desktop.library.agency.values import PAGE_BREAK

LONGEST = 1800
"""Characters of one passage: about a page."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a document; `page` counts from 1, and is 0 in a document without pages."""

    page: int
    text: str


def passages(text: str) -> Iterator[Passage]:
    """The passages of a text in their order. A text without words has none."""
    pages = text.split(PAGE_BREAK)
    for number, page in enumerate(pages, 1):
        for part in _parts(page):
            yield Passage(number if len(pages) > 1 else 0, part)


def clean(text: str) -> str:
    """Without signs that mean something to the search or the screen: marks, page breaks, halves of letters."""
    kept = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    kept = "".join(sign if sign >= " " or sign in "\n\t" else "\n" if sign in "\r\f\v" else " " for sign in kept)
    lines = (" ".join(line.split()) for line in kept.splitlines())
    return "\n".join(line for line in lines if line)


def _parts(page: str) -> Iterator[str]:
    """Lines together until they make a passage; a line longer than that is cut between words where it has any."""
    gathered: list[str] = []
    size = 0
    for line in page.splitlines():
        for piece in _pieces(line):
            if gathered and size + len(piece) > LONGEST:
                yield "\n".join(gathered)
                gathered, size = [], 0
            gathered.append(piece)
            size += len(piece) + 1
    if any(piece.strip() for piece in gathered):
        yield "\n".join(gathered)


def _pieces(line: str) -> Iterator[str]:
    while len(line) > LONGEST:
        cut = line.rfind(" ", LONGEST // 2, LONGEST)
        cut = cut if cut > 0 else LONGEST
        yield line[:cut]
        line = line[cut:].lstrip()
    yield line
