"""Text and Markdown files."""

import re

from wellness_desktop.library.agency import refusals
from wellness_desktop.library.agency.formats import decoded
from wellness_desktop.library.agency.limits import MOST_SHOWN, MOST_TEXT_BYTES
from wellness_desktop.library.agency.values import Extracted, Step

_PICTURE = re.compile(r"!\[([^\]]{0,500})\]\([^)\s]{0,4000}(?:\s+\"[^\"]{0,500}\")?\)")
_LINK = re.compile(r"\[([^\]]{0,500})\]\(([^)\s]{0,4000})(?:\s+\"[^\"]{0,500}\")?\)")
_MARKS = re.compile(r"(?m)^[ \t]*(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+")


def read_text(data: bytes, step: Step) -> Extracted:
    """The words of a text file. Raises Problem when there are none, or far too many."""
    step(0, 1)
    return Extracted(text_of(data))


def read_markdown(data: bytes, step: Step) -> Extracted:
    """The words of a Markdown file without its marks."""
    step(0, 1)
    text = _LINK.sub(r"\1", _PICTURE.sub(r"\1", text_of(data)))
    return Extracted(re.sub(r"[*`|]+", " ", _MARKS.sub("", text)))


def markdown_to_read(data: bytes) -> str:
    """Markdown for the reader: pictures, which could only come from elsewhere, become their words."""
    return _PICTURE.sub(r"\1", text_of(data))


def text_of(data: bytes) -> str:
    """The characters of a text file."""
    if len(data) > MOST_TEXT_BYTES:
        raise refusals.too_many_words()
    text = decoded(data)
    if not text.strip():
        raise refusals.no_words()
    if len(text) > MOST_SHOWN:
        raise refusals.too_many_words()
    return text
