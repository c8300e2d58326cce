"""Whole groups of people, listed at once: everybody on duty then, a shift team, a circle, who was on call."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.debriefs.circles import Circle, circle_of
from wellness_desktop.roster.kinds import Standing

if TYPE_CHECKING:
    from wellness_desktop.roster.duty_roster.shifts import Change, Works
    from wellness_desktop.roster.people import Person

ON_DUTY, ON_CALL = "on_duty", "on_call"
SHORTEST = 4
"""Letters from which on a beginning means a group; Pat is a name, and not yet Patrol."""


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    """A group and who is in it. `key` means the same before and after signing in."""

    key: str
    label: str
    people: tuple[UUID, ...] = ()
    also: tuple[str, ...] = ()
    """Other words by which it is found when typed."""


OWN_CIRCLES = frozenset(
    {Circle.PATROL, Circle.DISPATCH, Circle.JAIL, Circle.DETECTIVES, Circle.COMMAND, Circle.RECORDS, Circle.RETIREES}
)
"""Circles that a whole incident can reach; families, guests and helpers are listed one by one."""


def open_groups() -> list[PeopleGroup]:
    """The groups that can be named before signing in, when nobody knows yet who is in them."""
    named = [_on_duty(()), _on_call(())]
    return [*named, *(PeopleGroup(circle_key(circle), circle.label) for circle in Circle if circle in OWN_CIRCLES)]


def circle_key(circle: Circle) -> str:
    """How a circle is called among the groups."""
    return f"circle:{circle.value}"


def people_groups(
    people: Mapping[UUID, "Person"],
    on_duty: Iterable[UUID],
    on_call: Iterable[UUID],
    teams: Mapping[UUID, str],
) -> list[PeopleGroup]:
    """The groups that have somebody in them: on duty and on call first, then shift teams, then circles."""
    here = [person for person in people.values() if person.standing is Standing.ACTIVE]
    duty, call = set(on_duty), set(on_call)
    found = [
        _on_duty(person.id for person in here if person.id in duty),
        _on_call(person.id for person in here if person.id in call),
        *_teams(here, teams),
    ]
    for circle in Circle:
        if circle in OWN_CIRCLES:
            members = tuple(person.id for person in here if circle_of(person) is circle)
            found.append(PeopleGroup(circle_key(circle), circle.label, members))
    return [group for group in found if group.people]


def on_duty_at(
    people: Iterable["Person"],
    works: "Mapping[UUID, Works]",
    changes: "Mapping[UUID, Sequence[Change]]",
    moment: datetime,
    zone: ZoneInfo,
) -> list[UUID]:
    """Everybody whose shift ran at `moment`; the calendar's leave, trades and extra duty count (shifts.py).

    `works` holds the shifts of each person who has a pattern or team.
    """
    from wellness_desktop.roster.duty_roster.shifts import shifts_between

    found = []
    for person in people:
        until = moment + timedelta(minutes=1)
        running = shifts_between(works.get(person.id), changes.get(person.id, ()), moment, until, zone)
        if any(shift.start <= moment < shift.end for shift in running):
            found.append(person.id)
    return found


def find_group(text: str, groups: Iterable[PeopleGroup]) -> PeopleGroup | None:
    """The first group whose name, or another word for it, begins with the typed text."""
    wanted = name_key(text)
    if len(wanted) < SHORTEST:
        return None
    for group in groups:
        if any(name_key(word).startswith(wanted) for word in (group.label, *group.also)):
            return group
    return None


def _on_duty(people: Iterable[UUID]) -> PeopleGroup:
    also = (tr("On duty"), tr("Duty"), tr("Shift"), tr("Whole shift"))
    return PeopleGroup(ON_DUTY, tr("Everyone on duty then"), tuple(people), also)


def _on_call(people: Iterable[UUID]) -> PeopleGroup:
    return PeopleGroup(ON_CALL, tr("Everyone on call then"), tuple(people), (tr("On call"),))


def _teams(people: Iterable["Person"], team_of: Mapping[UUID, str]) -> list[PeopleGroup]:
    """The shift teams of our own agency, by name."""
    teams: dict[str, list[UUID]] = {}
    for person in people:
        if person.own_agency and team_of.get(person.id):
            teams.setdefault(team_of[person.id], []).append(person.id)
    return [
        PeopleGroup(f"team:{name}", tr("Team {team}", team=name), tuple(members), (name,))
        for name, members in sorted(teams.items())
        if len(members) > 1
    ]
