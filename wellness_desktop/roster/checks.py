"""Which numbers wait for a check, in the order in which they are called and typed back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.roster.freshness import Age, Freshness
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.people import Person, Phone


class Outcome(StrEnum):
    """What came of one call of the call sheet."""

    RIGHT = "right"
    NEW_NUMBER = "new_number"
    WRONG = "wrong"
    """Somebody else answered, or nobody has it any more, and the new number is not known."""
    NO_ANSWER = "no_answer"

    @property
    def label(self) -> str:
        return {
            Outcome.RIGHT: tr("right"),
            Outcome.NEW_NUMBER: tr("new number"),
            Outcome.WRONG: tr("wrong, new one not known"),
            Outcome.NO_ANSWER: tr("no answer"),
        }[self]


@dataclass(frozen=True, slots=True)
class ToCheck:
    """One number that waits for a check."""

    place: int
    """Counts from 1: the same on paper and on screen."""
    person: Person
    phone: Phone
    freshness: Freshness

    @property
    def id(self) -> UUID | None:
        """The number's id."""
        return self.phone.id


def numbers_to_check(people: Iterable[Person], today: date) -> list[ToCheck]:
    """Numbers whose check is overdue, missing or due within two weeks: helpers first, then by name.

    All numbers of one person stand together, so that one call settles them. Whoever left is not called.
    """
    called = [person for person in people if person.standing is not Standing.LEFT]
    called.sort(key=lambda person: not person.is_helper)
    found: list[ToCheck] = []
    for person in called:
        for phone in person.phones:
            age = phone.freshness(today)
            if phone.id is not None and age.age is not Age.FRESH:
                found.append(ToCheck(len(found) + 1, person, phone, age))
    return found
