"""What is wrong with an entry, said beside the field while it is typed, and enforced when it is saved."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.kinds import HELPERS
from wellness_desktop.roster.people import PersonDetails, Phone
from wellness_desktop.roster.phones import read_number

LONGEST = {
    "name": 120,
    "call_name": 60,
    "agency": 120,
    "email": 254,
    "area": 120,
    "hours": 120,
    "called_for": 200,
    "shift_pattern": 60,
    "shift_team": 60,
    "designated_by": 120,
    "designation_document": 120,
    "trained_by": 120,
    "consult": 120,
}
MOST_PHONES = 8
LONGEST_LABEL = 40
MOST_ATTRIBUTES, LONGEST_ATTRIBUTE = 12, 60
LONGEST_TRIP = 24 * 60


class WrongEntry(Problem):
    """An entry that cannot be saved; `mistakes` says what is wrong, by field name."""

    def __init__(self, mistakes: dict[str, str]) -> None:
        first = next(iter(mistakes.values()))
        super().__init__(tr("This entry is not complete yet."), first)
        self.mistakes = mistakes


def mistakes(details: PersonDetails) -> dict[str, str]:
    """What has to be put right, by field: `name`, `email`, `phones.0` ...; empty when all is well."""
    found: dict[str, str] = {}
    if not details.name.strip():
        found["name"] = tr("A person needs a name.")
    for name, limit in LONGEST.items():
        if len(getattr(details, name)) > limit:
            found.setdefault(name, tr("Use at most {limit} letters here.", limit=limit))
    if details.email and not _looks_like_email(details.email):
        found["email"] = tr("An e-mail address looks like name@agency.gov.")
    if details.travel_minutes is not None and not 0 <= details.travel_minutes <= LONGEST_TRIP:
        found["travel_minutes"] = tr("Travel time is between 0 and {limit} minutes.", limit=LONGEST_TRIP)
    if wrong_words := _wrong_attributes(details):
        found["attributes"] = wrong_words
    if len(details.phones) > MOST_PHONES:
        found["phones"] = tr("Keep at most {limit} numbers for one person.", limit=MOST_PHONES)
    for place, phone in enumerate(details.phones):
        wrong = _wrong_phone(phone.typed, phone.label)
        if wrong:
            found[f"phones.{place}"] = wrong
    return found


def cleaned(details: PersonDetails) -> PersonDetails:
    """The entry as it is kept: typed text without control characters and needless spaces."""
    attributes = clean_list(details.attributes)
    kept: dict[str, Any] = {
        **{name: clean(getattr(details, name)) for name in LONGEST},
        "languages": clean_list(details.languages),
        "attributes": attributes,
        "attributes_on": details.attributes_on if attributes else None,
        "phones": tuple(map(_cleaned_phone, details.phones)),
    }
    changed = {name: value for name, value in kept.items() if value != getattr(details, name)}
    return replace(details, **changed) if changed else details


def _cleaned_phone(phone: Phone) -> Phone:
    typed, label = clean(phone.typed), clean(phone.label)
    return phone if (typed, label) == (phone.typed, phone.label) else replace(phone, typed=typed, label=label)


def require_sound(details: PersonDetails) -> None:
    """Raises WrongEntry when something has to be put right before saving."""
    wrong = mistakes(details)
    if wrong:
        raise WrongEntry(wrong)


def require_duty(details: PersonDetails, starts: datetime, ends: datetime) -> None:
    """Raises Problem unless this person can be on call from `starts` to `ends`."""
    if ends <= starts:
        raise Problem(tr("The end lies before the start."), tr("Choose an end later than the start."))
    if details.roles.isdisjoint(HELPERS) and not details.phones:
        raise Problem(tr("This person has no number to call."), tr("Add a phone number first, then the on-call time."))


def clean(text: str) -> str:
    """Typed text as it is kept: no control characters, no space at the ends, single spaces inside.

    Databases disagree about a zero byte in text, so it never gets there.
    """
    if text.isprintable():
        return " ".join(text.split())
    printable = "".join(" " if unicodedata.category(letter) in ("Cc", "Cs") else letter for letter in text)
    return " ".join(printable.split())


def clean_list(words: Iterable[str]) -> tuple[str, ...]:
    """A list of short words without blanks and doubles, in the order given."""
    return tuple(dict.fromkeys(word for word in map(clean, words) if word))


def _looks_like_email(text: str) -> bool:
    name, at, place = text.strip().rpartition("@")
    return bool(at and name and "@" not in name and "." in place.strip(".") and " " not in text.strip())


def _wrong_attributes(details: PersonDetails) -> str:
    """Own words stand there only with the day on which their owner agreed to them (provider_vetting.md 9)."""
    words = clean_list(details.attributes)
    if words and details.attributes_on is None:
        return tr("Write down the day on which the person agreed to these words, or leave them out.")
    if len(words) > MOST_ATTRIBUTES:
        return tr("Keep at most {limit} of these.", limit=MOST_ATTRIBUTES)
    if any(len(word) > LONGEST_ATTRIBUTE for word in words):
        return tr("Use at most {limit} letters for each.", limit=LONGEST_ATTRIBUTE)
    return ""


def _wrong_phone(typed: str, label: str) -> str:
    if len(label) > LONGEST_LABEL:
        return tr("Use at most {limit} letters for the label.", limit=LONGEST_LABEL)
    try:
        read_number(typed)
    except Problem as problem:
        return f"{problem.title} {problem.advice}"
    return ""
