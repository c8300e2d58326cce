"""What a plan still lacks, how long each gap takes to close, and where to close it.

Unresolved references are listed here before printing; on paper they are labeled blank lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.plans.bands import Band, missing_bands
from wellness_desktop.plans.items import Field, Role, Template
from wellness_desktop.plans.merged import Contributor
from wellness_desktop.plans.merging import Known, Places
from wellness_desktop.plans.people import NO_SEATS, Place, everyone_in

MINUTES_TO_SEAT = {Place.PRIMARY: 3, Place.ALTERNATE: 5, Place.OUTSIDE: 15}
"""An outside alternate takes a call to another agency."""
MINUTES_FOR_NUMBER = 2
MINUTES_TO_CHECK = 2
MINUTES_FOR_BAND = 15
"""Asking somebody to read the plan and say what they think."""
WANTED_NUMBERS = 2
"""Each line of the call tree has two numbers (crisis_plans.md D)."""
OWNER = "R01"
"""Its alternate is required: the owner may be the one who was involved (debrief_protocols.md 12)."""


class Gap(StrEnum):
    """What kind of thing is missing; with its key it tells a page where to lead."""

    FACT = "fact"
    SEAT = "seat"
    NUMBER = "number"
    CHECK = "check"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap."""

    gap: Gap
    label: str
    """What to find out, in words."""
    minutes: int
    key: str
    """The field id, the role id with its place ("R03:alternate"), or the band."""
    section: str
    blocks: bool = False
    """Approval waits for it."""
    person: UUID | None = None
    """Whose number is missing or due."""
    gone: bool = False
    """It was filled in, but the person is no longer on the roster."""


def missing(plan: Template, known: Known, contributors: Sequence[Contributor]) -> tuple[Missing, ...]:
    """Everything the plan lacks: what blocks approval first, then in the order of its sections."""
    found = [
        *_facts(plan, known),
        *_seats(plan.role, known),
        *_numbers(plan.role, known),
        *_bands(contributors),
    ]
    return tuple(sorted(found, key=lambda one: (not one.blocks, one.section)))


def minutes_of(gaps: Iterable[Missing]) -> int:
    """How long it takes to close them all."""
    return sum(gap.minutes for gap in gaps)


def _facts(plan: Template, known: Known) -> Iterator[Missing]:
    places = Places(plan, known)
    for one in plan.field:
        line = places.fact_line(one)
        gone = line.office is not None and line.office.gone
        if gone:
            label = tr("{field}: the person chosen left the roster", field=one.label)
            yield Missing(
                Gap.FACT, label, MINUTES_TO_SEAT[Place.PRIMARY], one.id, one.section, one.need == "must", gone=True
            )
        elif line.value is None and one.need != "may":
            yield Missing(Gap.FACT, one.label, one.minutes, one.id, one.section, one.need == "must")
        elif line.office is not None and line.office.name and not line.office.numbers and one.need != "may":
            label = tr("{field}: a number", field=one.label)
            yield Missing(Gap.FACT, label, MINUTES_FOR_NUMBER, one.id, one.section)
        elif _is_too_long(one, line.value):
            label = tr("{field}: more than {words} words", field=one.label, words=one.max_words)
            yield Missing(Gap.FACT, label, one.minutes, one.id, one.section)


def _is_too_long(one: Field, value: str | None) -> bool:
    return bool(one.max_words and value and len(value.split()) > one.max_words)


def _seats(roles: Sequence[Role], known: Known) -> Iterator[Missing]:
    for role in roles:
        seats = known.seats.get(role.id, NO_SEATS)
        for place in Place:
            seat = seats.at(place)
            if seat.holder is not None:
                continue
            blocks = role.id == OWNER and place is not Place.OUTSIDE
            label = (
                tr("{role}: {place} left the roster", role=role.title, place=place.in_a_sentence)
                if seat.gone
                else tr("{role}: {place}", role=role.title, place=place.in_a_sentence)
            )
            key = f"{role.id}:{place}"
            yield Missing(Gap.SEAT, label, MINUTES_TO_SEAT[place], key, "S09", blocks, gone=seat.gone)


def _numbers(roles: Sequence[Role], known: Known) -> Iterator[Missing]:
    """People in the call tree whom we might not reach."""
    for holder in everyone_in(known.seats[role.id] for role in roles if role.id in known.seats):
        if len(holder.numbers) < WANTED_NUMBERS:
            label = (
                tr("A second number for {name}", name=holder.name)
                if holder.numbers
                else tr("A number for {name}", name=holder.name)
            )
            yield Missing(Gap.NUMBER, label, MINUTES_FOR_NUMBER, "", "S10", person=holder.id)
        if holder.stale:
            label = tr("Call {name} to check the number", name=holder.name)
            yield Missing(Gap.CHECK, label, MINUTES_TO_CHECK, "", "S10", person=holder.id)


def _bands(contributors: Sequence[Contributor]) -> Iterator[Missing]:
    for band in missing_bands(Band(one.band) for one in contributors):
        yield Missing(Gap.BAND, band.asks, MINUTES_FOR_BAND, band.value, "S02")
