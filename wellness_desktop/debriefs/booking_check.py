"""What a booking must be before it is saved: nobody named, no blocked leader without a reason, the event over."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.incident_values import Incident
from wellness_desktop.debriefs.protocols import Intervention, Protocols
from wellness_desktop.debriefs.screening import screened_note, screened_place
from wellness_desktop.debriefs.session_values import Booking
from wellness_desktop.roster.conflicts import Conflict, Effect, OverrideReason


@dataclass(frozen=True, slots=True)
class Override:
    """A leader assigned in spite of a rule, with the reason of the list (DB-04)."""

    person_id: UUID
    rule: str
    reason: OverrideReason


def checked_booking(
    incident: Incident,
    booking: Booking,
    protocols: Protocols,
    *,
    state: str,
    against: Mapping[UUID, Sequence[Conflict]],
    whole: Sequence[Conflict],
    may_override: bool,
    overridden: Collection[UUID] = (),
    call_names: Iterable[str] = (),
) -> tuple[Booking, list[Override]]:
    """The booking as it may be saved, and the overrides that it takes. Raises Problem otherwise.

    `against` is what the rules say about each leader, `whole` what they say about the session.
    `overridden` are leaders for whom the coordinator gave a reason before; others may keep them. `call_names` are
    what people listed are called besides.
    """
    intervention = protocols.interventions[booking.kind]
    names = [*(one.name for one in incident.exposed), *call_names]
    note = screened_note(booking.note, names)
    if note and not protocols.notes_allowed(state):
        raise Problem(
            tr("This state's law leaves no room for a note."),
            tr("Clear the note. Kind, time, place and cover are enough."),
        )
    _require_a_session(incident, booking, intervention)
    _require_over(whole)
    blocked = {
        person: [one for one in found if one.effect is Effect.BLOCK]
        for person, found in against.items()
        if any(one.effect is Effect.BLOCK for one in found)
    }
    new = {person: conflicts for person, conflicts in blocked.items() if person not in overridden}
    _require_overrides(blocked, booking)
    if new and not may_override:
        raise Problem(
            next(iter(new.values()))[0].reason,
            tr("Only the support coordinator can override this. Choose another."),
        )
    kept = replace(
        booking,
        place=screened_place(booking.place, names),
        note=note,
        cover_agency=screened_place(booking.cover_agency, names),
    )
    overrides = [
        Override(person, conflict.rule, booking.overrides[person])
        for person, conflicts in blocked.items()
        for conflict in conflicts
    ]
    return kept, overrides


def _require_a_session(incident: Incident, booking: Booking, intervention: Intervention) -> None:
    listed = {one.id for one in incident.exposed}
    if booking.members is not None and (not booking.members or not set(booking.members) <= listed):
        raise Problem(tr("Nobody is in this session."), tr("Choose at least one person who is listed."))
    if booking.members is not None and not intervention.group and len(booking.members) != 1:
        raise Problem(tr("This kind of support is for one person."), tr("Book one contact for each."))
    if not 5 <= booking.minutes <= 480:
        raise Problem(tr("This length cannot be used."), tr("Choose from 5 minutes to 8 hours."))


def _require_over(whole: Sequence[Conflict]) -> None:
    """A group session waits until the event is over (COI-9). One without a clinician is booked as tentative (COI-6)."""
    for conflict in whole:
        if conflict.rule == "COI-9":
            raise Problem(conflict.reason, tr("Then enter its end under “Times and answers”."))


def _require_overrides(blocked: Mapping[UUID, Sequence[Conflict]], booking: Booking) -> None:
    for person, conflicts in blocked.items():
        if person not in booking.overrides:
            raise Problem(conflicts[0].reason, tr("Choose another leader, or let the coordinator give a reason."))
