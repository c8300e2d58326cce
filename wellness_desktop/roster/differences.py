"""Where two versions of one entry differ, in words, so that a person can choose between them."""

from datetime import date
from typing import Any
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.roster.kinds import PersonRole, Standing
from wellness_desktop.roster.people import PersonDetails, Phone
from wellness_desktop.roster.when import day_text


def differences(mine: PersonDetails, theirs: PersonDetails) -> list[str]:
    """One sentence for each field in which the two differ, in the order of the form."""
    return [
        tr(
            "{field}: yours is “{mine}”, theirs is “{theirs}”.",
            field=label,
            mine=value_words(getattr(mine, name)),
            theirs=value_words(getattr(theirs, name)),
        )
        for name, label in _labels().items()
        if getattr(mine, name) != getattr(theirs, name)
    ]


def _labels() -> dict[str, str]:
    return {
        "name": tr("Name"),
        "call_name": tr("Call name"),
        "agency": tr("Agency"),
        "own_agency": tr("Works here"),
        "roles": tr("Roles"),
        "standing": tr("Standing"),
        "account_id": tr("Sign-in"),
        "phones": tr("Phone numbers"),
        "email": tr("E-mail"),
        "hours": tr("Hours"),
        "languages": tr("Languages"),
        "area": tr("Area covered"),
        "travel_minutes": tr("Travel time"),
        "reports_to": tr("Reports to"),
        "shift_pattern": tr("Shift pattern"),
        "shift_team": tr("Shift team"),
        "cycle_start": tr("Cycle started on"),
        "called_for": tr("Will be called for"),
        "is_clinician": tr("Licensed clinician"),
        "telehealth": tr("Works by video"),
        "designated_on": tr("Named in writing on"),
        "designated_by": tr("Named by"),
        "designation_document": tr("Order or letter"),
        "trained_by": tr("Trained by"),
        "trained_until": tr("Training valid until"),
        "published_on": tr("Agreed to the front door on"),
        "shared_on": tr("Agreed to be handed to other agencies on"),
        "attributes": tr("Own words"),
        "attributes_on": tr("Agreed to the own words on"),
        "agreement_on": tr("Confidentiality agreement signed on"),
        "consult": tr("Consult contact"),
    }


def field_label(name: str) -> str:
    """What the form calls a field."""
    return _labels().get(name, name)


def value_words(value: Any) -> str:
    """A value of any field as a person reads it; ids of people are not spelled out."""
    nothing = tr("nothing")
    words = nothing
    match value:
        case bool():
            words = tr("yes") if value else tr("no")
        case date():
            words = day_text(value)
        case PersonRole() | Standing():
            words = value.label
        case Phone():
            words = value.shown
        case tuple() | frozenset():
            words = ", ".join(sorted(value_words(each) for each in value))
        case str() | int():
            words = str(value)
        case UUID():
            words = tr("somebody else")
    return words or nothing
