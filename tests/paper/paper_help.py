"""How the tests of the paper room make and read prints."""

from datetime import date
from io import BytesIO
from typing import Any

import pypdf

from wellness_desktop.paper.block import Block
from wellness_desktop.paper.sheet import Sheet, make

DAY = date(2026, 11, 24)


def a_sheet(**changes: Any) -> Sheet:
    """A sheet with the facts that most tests do not care about."""
    facts: dict[str, Any] = {"title": "Crisis plan", "printed_on": DAY, "agency": "Millbrook Police Department"}
    return Sheet(**{**facts, **changes})


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page with single spaces, read by a library that did not write it."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def printed(*blocks: Block, **changes: Any) -> str:
    """Makes blocks on a plain sheet and reads the text back."""
    return text_of(make(a_sheet(**changes), blocks))
