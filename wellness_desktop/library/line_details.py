"""What a person types about a support line, and which numbers are let in. Plain Python, for form and service alike."""

from dataclasses import dataclass

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.retired_numbers import digits_of, why_retired


@dataclass(frozen=True, slots=True)
class LineDetails:
    """What a person types about a line. `called`: they dialed the number just now and it was right."""

    name: str = ""
    for_whom: str = ""
    call: str = ""
    text_to: str = ""
    hours: str = ""
    answered_by: str = ""
    note: str = ""
    state: str = ""
    called: bool = False


def require_good_number(number: str) -> None:
    """Raises Problem for what no phone can dial and for numbers known to be wrong or retired. Blank is good."""
    if fault := number_fault(number):
        raise Problem(fault, tr("Nothing was saved. Check the number, then try again."))


def number_fault(number: str) -> str:
    """What is wrong with a typed number, in words; blank when it may be used."""
    if not number:
        return ""
    if why := why_retired(number):
        return tr("This number must not be used. {why}", why=why)
    if any(sign not in "0123456789 ()+-." for sign in number):
        return tr("Type the number with digits only, for example (507) 555-0131.")
    digits = digits_of(number)
    if digits == "911":
        return tr("911 stands above all lines already.")
    if len(digits) not in (3, 5, 6, 7, 10) and not (len(digits) == 11 and digits.startswith("1")):
        return tr("A number has 10 digits. Short ones have 3, 5, 6 or 7.")
    return ""


def same_number(one: str, other: str) -> bool:
    """Whether a phone would dial the same, however the two are written."""
    return digits_of(one) == digits_of(other)
