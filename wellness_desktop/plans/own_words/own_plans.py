"""A plan that the agency made itself: the whole core, its own title and trigger, and whatever it adds in the page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wellness_desktop.plans.items import Template, Trigger
from wellness_desktop.plans.own_words.records import OwnPlanRecord

PREFIX = "own-"
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without letters and digits that look alike on a bad copy."""
LETTERS = 4


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """What was said about it."""

    id: str
    title: str
    about: str
    trigger: str
    retired: bool = False


def plan_of(record: OwnPlanRecord) -> OwnPlan:
    """A row as a frozen value."""
    return OwnPlan(record.plan, record.title, record.about, record.trigger, record.retired_at is not None)


def own_id(seed: UUID) -> str:
    """A short id that is typed from paper, such as own-7kq2; the caller looks whether it is free."""
    number, letters = seed.int, ""
    for _ in range(LETTERS):
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return PREFIX + letters


def own_overlay(core: Template, own: OwnPlan) -> Template:
    """The overlay of an own plan. It names everything the core has, so a newer core can never spoil it."""
    return Template(
        own.id,
        own.title,
        core.template,
        core.checked_on,
        date.max,
        about=own.about,
        call_order=tuple(call.id for call in core.call),
        messages=tuple(message.id for message in core.message),
        forms=tuple(form.id for form in core.form if form.layout != "sealed"),
        clocks=tuple(clock.id for clock in core.clock),
        trigger=(Trigger(f"{own.id}.trigger", own.trigger),),
    )
