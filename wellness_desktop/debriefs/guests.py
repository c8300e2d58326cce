"""Guests: somebody of another agency, listed by first name until the incident is closed (section 12)."""

from wellness_desktop.debriefs.incident_values import GuestShifts
from wellness_desktop.debriefs.records import ExposureRecord


def note_guest(record: ExposureRecord, agency: str, shifts: GuestShifts | None) -> None:
    """Keeps where a guest comes from and works, so that they are asked and given a time like everybody else."""
    record.guest_agency = " ".join(agency.split())
    record.guest_pattern = shifts.pattern if shifts else ""
    record.guest_team = shifts.team if shifts else ""
    record.guest_cycle = shifts.cycle_start if shifts else None


def forget_guest(record: ExposureRecord) -> None:
    """Section 12: all that was known of a guest goes when the incident is closed; that there was one stays."""
    record.guest = ""
    note_guest(record, "", None)


def first_name(name: str) -> str:
    """All that is kept of somebody who is not on the roster."""
    return next(iter(name.split()), "")
