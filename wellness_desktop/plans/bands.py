"""Who has to have a say in a plan: all levels of the agency, and somebody from outside (crisis_plans.md A.1, L).

A plan made by the chief alone is not approved without a written reason.
"""

from collections.abc import Iterable
from enum import StrEnum

from wellness_desktop.base.language import tr


class Band(StrEnum):
    """A group whose voice a plan needs. Stored by value."""

    LINE = "line"
    SUPERVISOR = "supervisor"
    DISPATCH_CIVILIAN = "dispatch_civilian"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        return {
            Band.LINE: tr("Line officer or deputy"),
            Band.SUPERVISOR: tr("Supervisor"),
            Band.DISPATCH_CIVILIAN: tr("Dispatcher or civilian"),
            Band.OUTSIDE: tr("Someone from outside"),
        }[self]

    @property
    def asks(self) -> str:
        """What is missing without this voice."""
        return {
            Band.LINE: tr("Ask a line officer what they would change"),
            Band.SUPERVISOR: tr("Ask a supervisor what they would change"),
            Band.DISPATCH_CIVILIAN: tr("Ask a dispatcher or civilian what they would change"),
            Band.OUTSIDE: tr("Ask someone from outside what they would change"),
        }[self]


def missing_bands(heard: Iterable[Band]) -> tuple[Band, ...]:
    """The groups that nobody spoke for, in their order."""
    there = set(heard)
    return tuple(band for band in Band if band not in there)
