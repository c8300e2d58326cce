"""Where people stand (DB-12); for somebody of the roster worked out from the roles, and always open to be changed."""

from enum import StrEnum
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.roster.kinds import HELPERS, PersonRole

if TYPE_CHECKING:
    from wellness_desktop.roster.people import PersonDetails


class Circle(StrEnum):
    """Where a person stands; everybody exposed can be listed, sworn or not (DB-12)."""

    PATROL = "patrol"
    DISPATCH = "dispatch"
    JAIL = "jail"
    DETECTIVES = "detectives"
    COMMAND = "command"
    RECORDS = "records"
    FAMILY = "family"
    MUTUAL_AID = "mutual_aid"
    RETIREES = "retirees"
    HELPERS = "helpers"

    @property
    def label(self) -> str:
        """The circle on screen and paper."""
        return {
            Circle.PATROL: tr("Patrol"),
            Circle.DISPATCH: tr("Dispatch"),
            Circle.JAIL: tr("Jail"),
            Circle.DETECTIVES: tr("Detectives"),
            Circle.COMMAND: tr("Command"),
            Circle.RECORDS: tr("Records and office"),
            Circle.FAMILY: tr("Family"),
            Circle.MUTUAL_AID: tr("Mutual aid"),
            Circle.RETIREES: tr("Retirees"),
            Circle.HELPERS: tr("Helpers"),
        }[self]


_BY_ROLE = {
    PersonRole.DISPATCHER: Circle.DISPATCH,
    PersonRole.CORRECTIONS: Circle.JAIL,
    PersonRole.DETECTIVE: Circle.DETECTIVES,
    PersonRole.OFFICER: Circle.PATROL,
    PersonRole.COMMAND: Circle.COMMAND,
    PersonRole.CIVILIAN: Circle.RECORDS,
    PersonRole.MUTUAL_AID: Circle.MUTUAL_AID,
    PersonRole.RETIREE: Circle.RETIREES,
    PersonRole.FAMILY: Circle.FAMILY,
}


def circle_of(person: "PersonDetails") -> Circle:
    """The circle of a person: by what they do first, and a helper only when nothing else is known."""
    for role, circle in _BY_ROLE.items():
        if role in person.roles:
            return circle
    if not person.roles.isdisjoint(HELPERS):
        return Circle.HELPERS
    return Circle.PATROL if person.own_agency else Circle.MUTUAL_AID


def can_cover(person: "PersonDetails") -> Circle | None:
    """Which post somebody can take while others are in a session; None for whoever mans none."""
    if PersonRole.DISPATCHER in person.roles:
        return Circle.DISPATCH
    if PersonRole.CORRECTIONS in person.roles:
        return Circle.JAIL
    if person.roles & {PersonRole.OFFICER, PersonRole.COMMAND, PersonRole.DETECTIVE}:
        return Circle.PATROL
    return None
