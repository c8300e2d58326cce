"""What of the roster may leave for another agency or a phone. Consent with a date decides; nothing else does."""

from dataclasses import replace

from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.people_desk import as_published


def may_be_handed_on(person: Person) -> bool:
    """Whether this person leaves in an export: agreed to it, still asked, with a number they ticked."""
    return (
        person.shared_on is not None
        and person.standing is Standing.ACTIVE
        and any(phone.published for phone in person.phones)
    )


def as_handed_on(person: Person) -> Person:
    """The person as they leave: what colleagues see of them, the area they cover, and the numbers they ticked."""
    return replace(as_published(person), area=person.area, telehealth=person.telehealth, shared_on=person.shared_on)
