"""What a page says, as a fingerprint, and the four letters of it that stand on the page's foot.

Two prints of the same words have the same fingerprint, whatever day they were made and whatever copy they belong to:
head and foot do not count, save the draft mark.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellness_desktop.paper.canvas import Notes
    from wellness_desktop.paper.sheet import Sheet

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0 and O, no 1 and I: somebody reads them out over the radio."""
LENGTH = 4
POINTER = "\0"
"""Begins a text that stands for the mark of another page, whose code follows."""


def fingerprint(texts: Sequence[str], *, draft: bool = False) -> str:
    """Sixteen hexadecimal digits for the words of a page, however their lines are broken."""
    words = " ".join(" ".join(texts).split())
    return sha256(f"{int(draft)}\n{words}".encode()).hexdigest()[:16]


def mark_of(own: str) -> str:
    """The letters on the page's foot for a fingerprint; empty for none."""
    if not own:
        return ""
    left, letters = int(own, 16), ""
    for _ in range(LENGTH):
        left, letter = divmod(left, len(LETTERS))
        letters += LETTERS[letter]
    return letters


def read_pages(sheet: "Sheet", notes: "Notes", code_of: Callable[[int], str]) -> tuple[str, ...]:
    """The fingerprints of all pages that a pass has read. A list of pages counts by what the others say now."""
    drafts = [sheet.stands(notes.section_of(number)[0])[1] for number in range(1, notes.pages + 1)]
    made = [
        "" if any(text.startswith(POINTER) for text in texts) else fingerprint(texts, draft=draft)
        for texts, draft in zip(notes.texts, drafts, strict=True)
    ]
    marks = {POINTER + code_of(number): mark_of(own) for number, own in enumerate(made, start=1)}
    return tuple(
        own or fingerprint([marks.get(text, text) for text in texts], draft=draft)
        for own, texts, draft in zip(made, notes.texts, drafts, strict=True)
    )
