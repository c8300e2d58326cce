"""What the roster has to know of the station around it: where it is, and what its agency set."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from wellness_desktop.roster.care_load import Led, Limits

SessionsLed = Callable[[datetime, UUID | None], Mapping[UUID, tuple[Led, ...]]]
"""The sessions led since a moment by each helper, or by one. Another room knows them; the roster only counts."""


def nobody_led(_since: datetime, _person: UUID | None) -> Mapping[UUID, tuple[Led, ...]]:
    """Where no room keeps sessions."""
    return {}


@dataclass(frozen=True, slots=True)
class StationFacts:
    """Given to the service once it is built; the defaults know nothing and assume nothing."""

    state: str = ""
    """Two letters; whose rules on training are looked at."""
    icisf_team: bool = False
    """Whether the team is registered with ICISF, and so follows its rules."""
    limits: Limits = field(default_factory=Limits)
    sessions_led: SessionsLed = nobody_led
