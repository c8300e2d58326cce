"""Whether the roles stand on enough shoulders: pairs that exclude each other, load, and losing any one person.

Rules of crisis_plans.md C: "must not also be" pairs are refused; nobody holds more than three first-hour roles;
whoever was part of the event drops out of every role and the next in line steps in; some roles come from
outside in an agency of fewer than ten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from wellness_desktop.plans.items import Role
from wellness_desktop.plans.people import NO_SEATS, Holder, Place, Seats

MOST_FIRST_HOUR_ROLES = 3
SMALL_AGENCY = 10
"""Fewer sworn members than this, and some roles should be held from outside."""

AllSeats = Mapping[str, Seats]
"""Seats by role id."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One person in two roles that must not be one."""

    person: Holder
    roles: tuple[Role, Role]


@dataclass(frozen=True, slots=True)
class Overload:
    """One person with more first-hour roles than anybody can do at once."""

    person: Holder
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Passing:
    """A role that goes to the next in line, or to nobody."""

    role: Role
    to: Holder | None


@dataclass(frozen=True, slots=True)
class StrikeOut:
    """What happens to the plan when one person cannot act."""

    person: Holder
    passes: tuple[Passing, ...]
    conflicts: tuple[Conflict, ...]
    overloads: tuple[Overload, ...]

    @property
    def empty(self) -> tuple[Role, ...]:
        """Roles that nobody would hold."""
        return tuple(passing.role for passing in self.passes if passing.to is None)


def exclude_each_other(one: Role, other: Role) -> bool:
    """Whether the same person must not hold both; it is enough that one of the two says so."""
    return other.id in one.not_also or one.id in other.not_also


def clashes(roles: Sequence[Role], seats: AllSeats, role: Role, person: UUID) -> tuple[Role, ...]:
    """First seats of `person` that exclude `role`: what refuses the choice."""
    return tuple(
        held for held in _first_seats(roles, seats, person) if held.id != role.id and exclude_each_other(role, held)
    )


def too_many(roles: Sequence[Role], seats: AllSeats, role: Role, person: UUID) -> bool:
    """Whether `role` would be one first-hour role more than `person` can do at once."""
    held = [one for one in _first_seats(roles, seats, person) if one.first_hour and one.id != role.id]
    return role.first_hour and len(held) >= MOST_FIRST_HOUR_ROLES


def line_up(roles: Sequence[Role], seats: AllSeats, without: UUID | None = None) -> dict[str, Holder | None]:
    """Who holds each role, perhaps with one person struck out."""
    return {role.id: next(iter(seats.get(role.id, NO_SEATS).in_line(without)), None) for role in roles}


def conflicts(roles: Sequence[Role], line: Mapping[str, Holder | None]) -> tuple[Conflict, ...]:
    """Everybody in the line-up who holds two roles that exclude each other."""
    return tuple(
        Conflict(holder, (one, other))
        for one, other in combinations(roles, 2)
        if (holder := line[one.id]) is not None
        and (second := line[other.id]) is not None
        and second.id == holder.id
        and exclude_each_other(one, other)
    )


def overloads(roles: Sequence[Role], line: Mapping[str, Holder | None]) -> tuple[Overload, ...]:
    """Everybody in the line-up who holds more than three first-hour roles."""
    held: dict[UUID, list[Role]] = {}
    people: dict[UUID, Holder] = {}
    for role in roles:
        holder = line[role.id]
        if holder is not None and role.first_hour:
            people[holder.id] = holder
            held.setdefault(holder.id, []).append(role)
    return tuple(
        Overload(people[person], tuple(many)) for person, many in held.items() if len(many) > MOST_FIRST_HOUR_ROLES
    )


def strike_outs(roles: Sequence[Role], seats: AllSeats) -> tuple[StrikeOut, ...]:
    """The plan with each person struck out once, in the order of the roles they hold."""
    line = line_up(roles, seats)
    before = (set(conflicts(roles, line)), set(overloads(roles, line)))
    people = dict.fromkeys(holder for holder in line.values() if holder is not None)
    return tuple(_without(roles, seats, person, line, before) for person in people)


def _without(
    roles: Sequence[Role],
    seats: AllSeats,
    person: Holder,
    line: Mapping[str, Holder | None],
    before: tuple[set[Conflict], set[Overload]],
) -> StrikeOut:
    after = line_up(roles, seats, person.id)
    held = [role for role in roles if (holder := line[role.id]) is not None and holder.id == person.id]
    return StrikeOut(
        person,
        tuple(Passing(role, after[role.id]) for role in held),
        tuple(one for one in conflicts(roles, after) if one not in before[0]),
        tuple(one for one in overloads(roles, after) if one not in before[1]),
    )


def should_be_outside(roles: Sequence[Role], seats: AllSeats, sworn: int | None) -> tuple[Role, ...]:
    """In a small agency: roles held from inside that should come from outside."""
    if sworn is None or sworn >= SMALL_AGENCY:
        return ()
    line = line_up(roles, seats)
    return tuple(
        role for role in roles if role.outside_when_small and (holder := line[role.id]) is not None and holder.own
    )


def not_outside(roles: Sequence[Role], seats: AllSeats) -> tuple[tuple[Role, Holder], ...]:
    """Outside alternates who work for this agency after all."""
    found = ((role, seats.get(role.id, NO_SEATS).at(Place.OUTSIDE).holder) for role in roles)
    return tuple((role, holder) for role, holder in found if holder is not None and holder.own)


def _first_seats(roles: Sequence[Role], seats: AllSeats, person: UUID) -> list[Role]:
    """Roles whose first seat the person has."""
    return [
        role
        for role in roles
        if (holder := seats.get(role.id, NO_SEATS).at(Place.PRIMARY).holder) is not None and holder.id == person
    ]
