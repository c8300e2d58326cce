"""The people a plan points to, as plain values, and the seats they hold.

A plan never copies a name or a number: it keeps a person's id, and the roster says who that is today.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.people import Contact, Person


class Place(StrEnum):
    """The three seats of every role (crisis_plans.md C), in the order they are called."""

    PRIMARY = "primary"
    ALTERNATE = "alternate"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        return {
            Place.PRIMARY: tr("First"),
            Place.ALTERNATE: tr("Alternate"),
            Place.OUTSIDE: tr("Outside alternate"),
        }[self]

    @property
    def in_a_sentence(self) -> str:
        """Who is meant, after a colon."""
        return {
            Place.PRIMARY: tr("who does it"),
            Place.ALTERNATE: tr("the alternate"),
            Place.OUTSIDE: tr("the outside alternate"),
        }[self]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who can sit in a seat."""

    id: UUID
    name: str
    agency: str = ""
    own: bool = True
    """Works for this agency, paid or not."""
    numbers: tuple[str, ...] = ()
    """As people read them; the one to try first comes first."""
    stale: bool = False
    """The first number is due to be checked."""

    @property
    def with_agency(self) -> str:
        """The name, and the agency when it is another one."""
        if self.own or not self.agency:
            return self.name
        return tr("{name}, {agency}", name=self.name, agency=self.agency)


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of a role: somebody, nobody yet, or somebody who is gone from the roster."""

    holder: Holder | None = None
    gone: bool = False
    """Somebody was chosen who is no longer on the roster: choose again."""


EMPTY = Seat()


@dataclass(frozen=True, slots=True)
class Seats:
    """Who sits where in one role."""

    places: Mapping[Place, Seat] = field(default_factory=dict)

    def at(self, place: Place) -> Seat:
        """The seat at that place; empty when nobody was chosen."""
        return self.places.get(place, EMPTY)

    def in_line(self, without: UUID | None = None) -> tuple[Holder, ...]:
        """Those who can take the role, in the order they are called; `without` is the person who drops out."""
        found = (self.at(place).holder for place in Place)
        return tuple(holder for holder in found if holder is not None and holder.id != without)

    @property
    def first(self) -> Holder | None:
        """Who holds the role tonight: the first in line."""
        return next(iter(self.in_line()), None)


NO_SEATS = Seats()


def holder_of(person: Contact | Person, today: date, *, own: bool) -> Holder:
    """Somebody of the roster as a holder. Numbers that need no check come first."""
    phones = sorted(person.phones, key=lambda phone: phone.freshness(today).needs_check)
    return Holder(
        id=person.id if isinstance(person, Person) else person.person_id,
        name=person.name,
        agency=person.agency,
        own=own,
        numbers=tuple(phone.shown for phone in phones),
        stale=bool(phones) and phones[0].freshness(today).needs_check,
    )


def everyone_in(seats: Iterable[Seats]) -> tuple[Holder, ...]:
    """Everybody who sits anywhere, each once, by name."""
    found = {holder.id: holder for one in seats for holder in one.in_line()}
    return tuple(sorted(found.values(), key=lambda holder: (name_key(holder.name), holder.id)))
