"""Where people stand (DB-12); for somebody of the roster worked out from the roles, and always open to be changed."""

from enum import StrEnum
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.roster.conflicts import Exposure
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


_OUR_OWN = frozenset({Circle.PATROL, Circle.DETECTIVES, Circle.COMMAND, Circle.RECORDS})


def circle_of_guest(agency: str) -> Circle:
    """The circle of somebody known by first name only: mutual aid where another agency was named."""
    return Circle.MUTUAL_AID if agency else Circle.PATROL


def usual_exposure(circle: Circle | None) -> Exposure:
    """How people of a circle most often meet an event; always open to be changed (DB-12)."""
    if circle is Circle.DISPATCH:
        return Exposure.BY_RADIO
    if circle in (Circle.FAMILY, Circle.RETIREES, Circle.RECORDS):
        return Exposure.AFTER
    return Exposure.ON_SCENE


def circle_of(person: "PersonDetails") -> Circle:
    """The circle of a person: by what they do first, and a helper only when nothing else is known.

    Sworn people and clerks of another agency are mutual aid; its dispatchers and jailers are asked with ours, since
    many small agencies have none of their own.
    """
    for role, circle in _BY_ROLE.items():
        if role in person.roles:
            return Circle.MUTUAL_AID if circle in _OUR_OWN and not person.own_agency else circle
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
