"""Agreement to be shown and to be handed on: noted with its date, taken back at once (provider_vetting.md 4)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.papers import Paper
from wellness_desktop.roster.people import Done, Person
from wellness_desktop.roster.register_desk import RegisterDesk


class Agreement(StrEnum):
    """What somebody can agree to."""

    FRONT_DOOR = "front_door"
    """To stand on the front door, and on cards and sheets that hang or are handed out."""
    OTHER_AGENCIES = "other_agencies"
    """To be handed to other agencies in an export."""

    @property
    def label(self) -> str:
        return {
            Agreement.FRONT_DOOR: tr("On the front door, on cards and on the wall"),
            Agreement.OTHER_AGENCIES: tr("Handed to other agencies"),
        }[self]

    def given_on(self, person: Person) -> date | None:
        """When the person agreed; None when they did not."""
        return person.published_on if self is Agreement.FRONT_DOOR else person.shared_on


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A person after they took an agreement back, and the paper that still shows them."""

    person: Person
    papers: tuple[Paper, ...]


class ConsentDesk(RegisterDesk):
    """Agreements, for whoever keeps the roster and for everybody about themselves."""

    def note_agreement(self, person: Person, agreement: Agreement, on: date, numbers: Collection[UUID]) -> Done[Person]:
        """Notes that the person agreed on that day, with these numbers, by their ids.

        Raises Problem for a day that is still to come or an agreement without a number, ChangedElsewhere when somebody
        saved since.
        """
        if on > self.today:
            raise Problem(tr("This day is still to come."), tr("Type the day on which they agreed."))
        ticked = tuple(replace(each, published=each.id in numbers) for each in person.phones)
        if not any(each.published for each in ticked):
            raise Problem(
                tr("No number is ticked."), tr("Nothing was noted. Tick the numbers that they agreed to, at least one.")
            )
        return self.change(_with_day(replace(person, phones=ticked), agreement, on))

    def withdraw(self, person: Person, agreement: Agreement) -> Done[Withdrawn]:
        """Takes the agreement back: off the board and out of every export at once. The undo notes it again.

        Says which paper still shows the person; taking that down is up to people.
        """
        done = self.change(_with_day(person, agreement, None))
        return Done(Withdrawn(done.value, tuple(self.papers(person.id))), done.undo)


def _with_day(person: Person, agreement: Agreement, on: date | None) -> Person:
    if agreement is Agreement.FRONT_DOOR:
        return replace(person, published_on=on)
    return replace(person, shared_on=on)
