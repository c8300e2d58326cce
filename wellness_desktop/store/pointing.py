"""Records that point to one id made to point to another, and back again: two entries of one person become one."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, inspect, select
from sqlalchemy.orm import Session

from wellness_desktop.store.records import Record

Place = tuple[type[Record], str]
"""A table and a field of it: an id, or a list of ids as text."""
PointBack = Callable[[Session], None]
Follower = Callable[[Session, UUID, UUID], PointBack]
"""Makes whatever a room keeps about the first id be about the second, and gives the way back."""


def point_to(session: Session, places: Iterable[Place], old: UUID, new: UUID) -> PointBack:
    """Points every record of these places from `old` to `new`, one by one, since they travel.

    The way back leaves alone what somebody changed since.
    """
    moved = [(place, row.id, before) for place in places for row, before in _moved(session, place, old, new)]

    def back(later: Session) -> None:
        for (kind, name), row_id, before in reversed(moved):
            row = later.get(kind, row_id)
            if row is not None and getattr(row, name) == _pointed(before, old, new):
                setattr(row, name, before)

    return back


def _moved(session: Session, place: Place, old: UUID, new: UUID) -> list[tuple[Record, Any]]:
    kind, name = place
    query = select(kind)
    if not isinstance(inspect(kind).columns[name].type, JSON):
        query = query.where(getattr(kind, name) == old)
    found = []
    for row in session.scalars(query).all():
        before = getattr(row, name)
        after = _pointed(before, old, new)
        if after != before:
            setattr(row, name, after)
            found.append((row, before))
    return found


def _pointed(value: Any, old: UUID, new: UUID) -> Any:
    """The value with the one id in place of the other; nobody stands in a list twice."""
    if isinstance(value, list):
        if str(old) not in value:
            return value
        return list(dict.fromkeys(str(new) if one == str(old) else one for one in value))
    return new if value == old else value
