"""What to look at before relying on the roles, in whole sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellness_desktop.base.language import tr
from wellness_desktop.plans.items import Role
from wellness_desktop.plans.pairs import (
    AllSeats,
    Conflict,
    Overload,
    conflicts,
    line_up,
    not_outside,
    overloads,
    should_be_outside,
    strike_outs,
)
from wellness_desktop.plans.people import Place


@dataclass(frozen=True, slots=True)
class Check:
    """Something a person should look at."""

    sentence: str
    advice: str
    key: str
    """Where to lead: a role id with its place, such as "R03:primary"."""
    serious: bool
    """The plan would fail tonight; otherwise it is worth a thought."""


def checks(roles: Sequence[Role], seats: AllSeats, sworn: int | None) -> tuple[Check, ...]:
    """Everything to look at, the serious first."""
    line = line_up(roles, seats)
    found = [
        *(_pair(one, serious=True) for one in conflicts(roles, line)),
        *(_load(one, serious=True) for one in overloads(roles, line)),
        *_struck_out(roles, seats),
        *_from_outside(roles, seats, sworn),
    ]
    return tuple(sorted(found, key=lambda check: not check.serious))


def _pair(conflict: Conflict, *, serious: bool, without: str = "") -> Check:
    one, other = conflict.roles
    places = {"name": conflict.person.name, "one": one.title, "other": other.title}
    sentence = (
        tr("Without {gone}, {name} would be {one} and {other}.", gone=without, **places)
        if without
        else tr("{name} is {one} and {other}.", **places)
    )
    return Check(sentence, tr("The same person must not hold both. Choose someone else for one."), _key(one), serious)


def _load(overload: Overload, *, serious: bool, without: str = "") -> Check:
    places = {"name": overload.person.name, "count": len(overload.roles)}
    sentence = (
        tr("Without {gone}, {name} would have {count} roles in the first hour.", gone=without, **places)
        if without
        else tr("{name} has {count} roles in the first hour.", **places)
    )
    return Check(sentence, tr("Three is the most one person can do at once."), _key(overload.roles[-1]), serious)


def _struck_out(roles: Sequence[Role], seats: AllSeats) -> Iterator[Check]:
    for struck in strike_outs(roles, seats):
        for role in struck.empty:
            yield Check(
                tr("Without {gone}, nobody is {role}.", gone=struck.person.name, role=role.title),
                tr("Choose an alternate or an outside alternate."),
                f"{role.id}:{Place.ALTERNATE}",
                serious=True,
            )
        yield from (_pair(one, serious=False, without=struck.person.name) for one in struck.conflicts)
        yield from (_load(one, serious=False, without=struck.person.name) for one in struck.overloads)


def _from_outside(roles: Sequence[Role], seats: AllSeats, sworn: int | None) -> Iterator[Check]:
    for role in should_be_outside(roles, seats, sworn):
        yield Check(
            tr("{role} is held from inside.", role=role.title),
            tr("In an agency of fewer than ten, someone from outside should hold it."),
            _key(role),
            serious=False,
        )
    for role, holder in not_outside(roles, seats):
        yield Check(
            tr("{name} is outside alternate for {role}, and works here.", name=holder.name, role=role.title),
            tr("Choose someone from another agency, so that the plan stands when all of us are part of it."),
            f"{role.id}:{Place.OUTSIDE}",
            serious=False,
        )


def _key(role: Role) -> str:
    return f"{role.id}:{Place.PRIMARY}"
