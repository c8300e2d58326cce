"""Where somebody of the roster stands (DB-12): worked out from the roles, and always open to be changed."""

from wellness_desktop.debriefs.proposal_facts import Circle
from wellness_desktop.roster.kinds import HELPERS, PersonRole
from wellness_desktop.roster.people import PersonDetails

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


def circle_of(person: PersonDetails) -> Circle:
    """The circle of a person: by what they do first, and a helper only when nothing else is known."""
    for role, circle in _BY_ROLE.items():
        if role in person.roles:
            return circle
    if not person.roles.isdisjoint(HELPERS):
        return Circle.HELPERS
    return Circle.PATROL if person.own_agency else Circle.MUTUAL_AID


def can_cover(person: PersonDetails) -> Circle | None:
    """Which post somebody can take while others are in a session; None for whoever mans none."""
    if PersonRole.DISPATCHER in person.roles:
        return Circle.DISPATCH
    if PersonRole.CORRECTIONS in person.roles:
        return Circle.JAIL
    if person.roles & {PersonRole.OFFICER, PersonRole.COMMAND, PersonRole.DETECTIVE}:
        return Circle.PATROL
    return None
