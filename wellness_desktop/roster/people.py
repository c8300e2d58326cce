"""What the roster's service takes and returns: frozen values that can cross threads and outlive the store."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from wellness_desktop.roster.freshness import Freshness, Kind, freshness, needs_check
from wellness_desktop.roster.kinds import HELPERS, CalendarKind, CheckedHow, PersonRole, RelationKind, Standing
from wellness_desktop.roster.on_call import Duty
from wellness_desktop.roster.phones import shown

Thing_co = TypeVar("Thing_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Done(Generic[Thing_co]):
    """What was saved, and how to take it back. `undo` raises ChangedElsewhere when someone saved since."""

    value: Thing_co
    undo: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """One number. `id` is None until it is saved; number and extension are worked out from `typed`."""

    typed: str
    label: str = ""
    id: UUID | None = None
    number: str = ""
    extension: str = ""
    takes_texts: bool = False
    published: bool = False
    checked_on: date | None = None
    checked_by: str = ""
    checked_how: CheckedHow | None = None
    kind: Kind = field(default=Kind.NUMBER, compare=False)
    """Which review period it follows; worked out from the roles of whose it is."""

    @property
    def shown(self) -> str:
        """As people expect to read it."""
        return shown(self.number, self.extension) if self.number else self.typed

    def freshness(self, today: date) -> Freshness:
        """How far the number can be relied on."""
        return freshness(self.kind, self.checked_on, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """Everything that is typed about one person."""

    name: str
    call_name: str = ""
    agency: str = ""
    own_agency: bool = True
    roles: frozenset[PersonRole] = frozenset()
    standing: Standing = Standing.ACTIVE
    account_id: UUID | None = None
    email: str = ""
    languages: tuple[str, ...] = ()
    area: str = ""
    travel_minutes: int | None = None
    telehealth: bool = False
    hours: str = ""
    called_for: str = ""
    reports_to: UUID | None = None
    shift_pattern: str = ""
    shift_team: str = ""
    cycle_start: date | None = None
    is_clinician: bool = False
    designated_on: date | None = None
    designated_by: str = ""
    designation_document: str = ""
    trained_by: str = ""
    trained_until: date | None = None
    published_on: date | None = None
    published_noted_by: str = field(default="", compare=False)
    """Who wrote that agreement down; kept by the service."""
    shared_on: date | None = None
    """When the person agreed to be handed to other agencies in an export."""
    attributes: tuple[str, ...] = ()
    """What the person says of themselves, in their own words, to be found by; only with the day below."""
    attributes_on: date | None = None
    """When the person wrote these words or agreed to them."""
    agreement_on: date | None = None
    """When the team's confidentiality agreement was signed."""
    consult: str = ""
    """The clinician whom this helper may call about a hard talk."""
    phones: tuple[Phone, ...] = ()

    @property
    def is_helper(self) -> bool:
        """Whether this person may lead a support session."""
        return not self.roles.isdisjoint(HELPERS)

    @property
    def ordered_roles(self) -> list[PersonRole]:
        """The roles in the order of the groups on paper."""
        return [role for role in PersonRole if role in self.roles]

    @property
    def role_words(self) -> str:
        """The roles as one line."""
        return ", ".join(role.label for role in self.ordered_roles)

    def best_phone(self, today: date) -> Phone | None:
        """The number to try first: the first in the entry that needs no check, else the first."""
        fresh = (phone for phone in self.phones if not needs_check(phone.kind, phone.checked_on, today))
        return next(fresh, self.phones[0] if self.phones else None)

    def has_fresh_phone(self, today: date) -> bool:
        """Whether any number can be relied on without a check."""
        return not all(needs_check(phone.kind, phone.checked_on, today) for phone in self.phones)

    def phones_by_age(self, today: date) -> list[Phone]:
        """The numbers as they are tried: those that must be checked first come last."""
        return sorted(self.phones, key=lambda phone: phone.freshness(today).needs_check)

    def stale_phones(self, today: date) -> list[Phone]:
        """The numbers to check before use."""
        return [phone for phone in self.phones if phone.freshness(today).needs_check]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(PersonDetails):
    """A saved person. Change it with `dataclasses.replace` and hand it back to the service:
    the version says which text was edited.
    """

    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class OnCallEntry:
    """A duty with the person whose it is."""

    duty: Duty
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """Leave, court and the like of one person. Times are aware UTC; `id` is None until saved."""

    person_id: UUID
    kind: CalendarKind
    starts: datetime
    ends: datetime
    id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie that a helper entered about themselves; only the support team can read it."""

    to: UUID
    kind: RelationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Just enough to call somebody: what plans, cards and other features print."""

    person_id: UUID
    name: str
    call_name: str
    agency: str
    roles: frozenset[PersonRole]
    phones: tuple[Phone, ...]
    email: str
    removed: bool = False
    """True when the person left or was taken off the roster: whoever points to them must choose again."""
