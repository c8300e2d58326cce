"""Who reports to whom, along a chain of any length (DB-05, COI-2)."""

from collections.abc import Mapping
from uuid import UUID


def superiors(person: UUID, reports_to: Mapping[UUID, UUID | None]) -> list[UUID]:
    """Everybody above `person`, nearest first.

    A circle, which a mistake at data entry can make, ends the walk instead of hanging it.
    """
    above: list[UUID] = []
    seen = {person}
    current = reports_to.get(person)
    while current is not None and current not in seen:
        above.append(current)
        seen.add(current)
        current = reports_to.get(current)
    return above


def is_above(upper: UUID, lower: UUID, reports_to: Mapping[UUID, UUID | None]) -> bool:
    """Whether `upper` commands `lower`, directly or through others."""
    return upper in superiors(lower, reports_to)


def same_chain(one: UUID, other: UUID, reports_to: Mapping[UUID, UUID | None]) -> bool:
    """Whether one of the two commands the other. Two people under one sergeant do not."""
    return is_above(one, other, reports_to) or is_above(other, one, reports_to)


def would_make_a_circle(person: UUID, superior: UUID, reports_to: Mapping[UUID, UUID | None]) -> bool:
    """Whether setting `person` under `superior` would let the chain bite its own tail."""
    return person == superior or is_above(person, superior, reports_to)
