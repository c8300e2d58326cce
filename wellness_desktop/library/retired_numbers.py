"""Numbers that must never be shown, printed or typed in again: ended, replaced, misprinted, in dispute.

No file of the program holds such a number, so that none can slip onto a page or into a search; only a fingerprint of
its digits is kept, which is enough to know it again when somebody types it (facts/support_lines.toml, `[[withdrawn]]`).
"""

from collections.abc import Mapping
from functools import lru_cache

from wellness_desktop.base.resources import resource
from wellness_desktop.library.fields import Fields, read_entries

_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


def digits_of(number: str) -> str:
    """What a phone dials: letters as on its keys, all other signs left out."""
    return "".join(sign for sign in number.upper().translate(_KEYS) if sign in "0123456789")


def fingerprint(digits: str) -> str:
    """Knows a number again without holding it. The leading 1 of a long number makes no difference."""
    import hashlib  # it brings a whole library along, and most numbers are never looked at

    bare = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    return hashlib.sha256(bare.encode()).hexdigest()[:16]


def why_retired(number: str) -> str:
    """Why this number must not be used, in one sentence; blank for every other number."""
    digits = digits_of(number)
    if not digits:
        return ""
    # A vanity number may be written with more letters than are dialed.
    tried = (digits, digits[:11] if digits.startswith("1") else digits[:10])
    return next((why for each in tried if (why := _retired().get(fingerprint(each)))), "")


@lru_cache(maxsize=1)
def _retired() -> Mapping[str, str]:
    shelf = read_entries([resource("support_lines", "retired", "numbers.toml")], "retired", _one)
    return dict(shelf.entries)


def _one(fields: Fields) -> tuple[str, str]:
    return fields.text("fingerprint"), fields.text("why")
