"""Cells that a spreadsheet would run as a formula: recognized on the way in, made harmless on the way out."""

import re

_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes Excel, LibreOffice or Google Sheets take a cell for a formula (also in full width)."""
_QUOTED_VALUE = re.compile(r'="([^"]*)"')
_LOOKS_LIKE_NUMBER = re.compile(r"[+＋-]?[\d\s().\-/]*")


def harmless(cell: str) -> str:
    """The cell as it may leave in a CSV: what would be run as a formula gets an apostrophe in front."""
    if cell.lstrip(" ").startswith(_STARTERS):
        return f"'{cell}"
    return cell


def unwrapped(cell: str) -> str:
    """The text a person means by a cell: without our own apostrophe, and without the ="0123" that programs
    write to keep leading zeros.
    """
    text = cell.strip()
    if text.startswith("'") and text[1:].lstrip().startswith(_STARTERS):
        text = text[1:].strip()
    wrapped = _QUOTED_VALUE.fullmatch(text)
    return wrapped.group(1).strip() if wrapped else text


def is_formula(text: str) -> bool:
    """Whether an unwrapped cell is a formula and no value. Numbers such as +1 406 555 0142 are values."""
    if not text.startswith(_STARTERS):
        return False
    return not _LOOKS_LIKE_NUMBER.fullmatch(text)
