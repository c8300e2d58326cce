"""Somebody to list as plain JSON values, for a draft or a sealed request."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.incident_values import GuestShifts, NewExposure
from wellness_desktop.roster.conflicts import Exposure


def to_plain(one: NewExposure) -> dict[str, Any]:
    """Somebody of the list as JSON, for a draft."""
    shifts = one.shifts
    return {
        "name": one.name,
        "person": str(one.person_id) if one.person_id else None,
        "exposure": one.exposure.value,
        "circle": one.circle.value if one.circle else None,
        "agency": one.agency,
        "shifts": [shifts.pattern, shifts.team, shifts.cycle_start.isoformat()] if shifts else None,
    }


def from_plain(kept: Mapping[str, Any]) -> NewExposure:
    """Somebody of a draft, also of one from before guests had agencies."""
    shifts = kept.get("shifts")
    return NewExposure(
        name=kept["name"],
        person_id=UUID(kept["person"]) if kept["person"] else None,
        exposure=Exposure(kept["exposure"]),
        circle=Circle(kept["circle"]) if kept["circle"] else None,
        agency=str(kept.get("agency", "")),
        shifts=GuestShifts(shifts[0], shifts[1], date.fromisoformat(shifts[2])) if shifts else None,
    )
