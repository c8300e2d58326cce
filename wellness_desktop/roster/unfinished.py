"""An entry that was begun and not saved, as a draft keeps it: whose it is, on which version, and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from wellness_desktop.roster.people import Person, PersonDetails


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One unfinished entry. `person` is None for somebody who is not on the roster yet."""

    person: UUID | None
    version: int
    fields: Mapping[str, Any]
    """What stands in the form, right or wrong."""

    def entry(self, people: Sequence[Person]) -> PersonDetails:
        """The entry to go on with. It keeps the version it was typed on, so that saving it overwrites nobody.

        Somebody who was taken off the roster in the meantime is taken for new.
        """
        saved = next((one for one in people if one.id == self.person), None)
        return PersonDetails(name="") if saved is None else replace(saved, version=self.version)


def unfinished(start: PersonDetails, fields: Mapping[str, Any]) -> Unfinished:
    """What is typed over `start`."""
    if isinstance(start, Person):
        return Unfinished(start.id, start.version, fields)
    return Unfinished(None, 0, fields)


def as_json(one: Unfinished) -> dict[str, Any]:
    """As a draft holds it."""
    return {"person": str(one.person) if one.person else None, "version": one.version, "fields": dict(one.fields)}


def from_json(values: Mapping[str, Any]) -> Unfinished:
    """What `as_json` gave."""
    person = values["person"]
    return Unfinished(UUID(person) if person else None, int(values["version"]), dict(values["fields"]))
