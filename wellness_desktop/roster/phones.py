"""Phone numbers: read as people type them, kept as the network wants them, shown as people expect them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr

REGION = "US"
LONGEST = 60
_SHORT_CODE = re.compile(r"\d{3,6}")
_PLAIN = re.compile(r"(?:\+?1[ .-]?)?(?:\(([2-9]\d\d)\) ?|([2-9]\d\d)[ .-]?)(\d{3})[ .-]?(\d{4})", re.ASCII)
_ABROAD = re.compile(r"00[ .-]?(?=[1-9](?:[ ().-]*\d){9,})", re.ASCII)
"""What phones of other countries store for +; here no number begins so."""
_FICTITIOUS = re.compile(r"\+1\d{3}55501\d\d")
_EXTENSION = re.compile(r"[;,]?\s*(?:extension|ext|x)\s*[.:#]?\s*\d+\s*$", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z]")
_VANITY = re.compile(r"\+?1?[\s.-]*\(?\d{3}\)?[\s.-]*[A-Za-z0-9-]{7,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that can be dialed."""

    number: str
    """E.164 such as +14065550142, or a short code such as 988."""
    extension: str = ""

    @property
    def doubtful(self) -> bool:
        """Can be dialed, but no such number is known to be given out; worth a second look.

        Looked up only where somebody asks: it takes longer than reading the number.
        """
        return not (is_fictitious(self.number) or _is_given_out(self.number))

    @property
    def shown(self) -> str:
        """As people expect to read it: (406) 555-0142 ext. 12."""
        return shown(self.number, self.extension)


def read_number(text: str) -> Number:
    """The number in `text`.

    Numbers of the 555-01xx range, which is kept for stories and demonstrations, are taken like any other.
    Raises Problem, in words for the field, when nothing could be dialed.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed or len(typed) > LONGEST:
        raise _not_understood()
    if _SHORT_CODE.fullmatch(typed):
        return Number(typed)
    typed = _ABROAD.sub("+", typed) if typed.startswith("00") else typed
    if plain := _PLAIN.fullmatch(typed):  # the everyday case, without the big tables
        return Number("+1" + "".join(plain.groups("")))
    if _WORDS.search(_EXTENSION.sub("", typed)) and not _VANITY.fullmatch(_EXTENSION.sub("", typed).strip()):
        raise Problem(
            tr("There are words in this number."),
            tr("Type the number alone. Words such as home or work belong in the label."),
        )
    return _parsed(typed)


@lru_cache(maxsize=16)
def _parsed(typed: str) -> Number:
    """Kept for a moment: an entry's numbers are read when they are checked and again when they are saved."""
    import phonenumbers
    from phonenumbers import ValidationResult

    try:
        found = phonenumbers.parse(typed, REGION)
    except phonenumbers.NumberParseException as error:
        if error.error_type == phonenumbers.NumberParseException.TOO_LONG:
            raise _too_many_digits() from error
        raise _not_understood() from error
    match phonenumbers.is_possible_number_with_reason(found):
        case ValidationResult.IS_POSSIBLE:
            pass
        case ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
            raise Problem(tr("The area code is missing."), tr("Type all ten digits, for example 406-555-0142."))
        case ValidationResult.TOO_SHORT:
            raise Problem(tr("This number has too few digits."), tr("Type all ten digits, for example 406-555-0142."))
        case ValidationResult.TOO_LONG:
            raise _too_many_digits()
        case _:
            raise _not_understood()
    return Number(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164), found.extension or "")


def _is_given_out(number: str) -> bool:
    """Whether a number can be one that answers."""
    if not number.startswith("+"):
        return _is_short_code(number)
    import phonenumbers

    home = number.startswith("+1")
    found = phonenumbers.PhoneNumber(1, int(number[2:])) if home else phonenumbers.parse(number, None)
    # A look at our own country's table spares one at those of all 25 countries that begin with +1.
    return phonenumbers.is_valid_number_for_region(found, REGION) or phonenumbers.is_valid_number(found)


def _is_short_code(code: str) -> bool:
    """911, 988, the five and six digits for texts, but not 12345."""
    if len(code) == 3 and (code.endswith("11") or code == "988"):  # the everyday case, without the big tables
        return True
    import phonenumbers
    from phonenumbers import shortnumberinfo

    return bool(shortnumberinfo.is_valid_short_number_for_region(phonenumbers.parse(code, REGION), REGION))


def is_fictitious(number: str) -> bool:
    """Whether the number is of the range that no telephone ever gets (555-0100 to 555-0199)."""
    return bool(_FICTITIOUS.fullmatch(number))


def shown(number: str, extension: str = "") -> str:
    """A stored number as people expect to read it; a number from another country with its +code."""
    text = _shown(number)
    return tr("{number} ext. {extension}", number=text, extension=extension) if extension else text


def _shown(number: str) -> str:
    if len(number) == 12 and number.startswith("+1"):  # the everyday case, without the big tables
        return f"({number[2:5]}) {number[5:8]}-{number[8:]}"
    if not number.startswith("+"):
        return number
    import phonenumbers

    found = phonenumbers.parse(number, None)
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def dial_link(number: str, extension: str = "") -> str:
    """What a QR code holds so that a phone offers to call: tel:+14065550142;ext=12 (RFC 3966)."""
    return f"tel:{number};ext={extension}" if extension else f"tel:{number}"


def search_digits(number: str, extension: str = "") -> str:
    """The digits to look for when someone types part of a number."""
    digits = number.removeprefix("+1").removeprefix("+")
    return f"{digits} {extension}" if extension else digits


def _not_understood() -> Problem:
    return Problem(tr("This is not a phone number."), tr("Type it with its area code, for example 406-555-0142."))


def _too_many_digits() -> Problem:
    return Problem(
        tr("This number has too many digits."),
        tr("Type one number in each field. An extension is typed as ext. 12."),
    )
