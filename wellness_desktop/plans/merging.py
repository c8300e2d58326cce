"""Merges a plan with the agency's facts and the roster: every reference becomes a value or a labeled blank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.plans.community.partners import PartnerLine
from wellness_desktop.plans.items import Call, Field, Item, Note, Role, Source, Template, wording
from wellness_desktop.plans.merged import (
    BoxLines,
    CallLine,
    Change,
    ClockLine,
    Contributor,
    FactLine,
    Group,
    Line,
    MergedPlan,
    MessageBody,
    Office,
    RoleLine,
    SectionBody,
    Standing,
    StepLine,
)
from wellness_desktop.plans.pairs import AllSeats
from wellness_desktop.plans.people import NO_SEATS, Holder
from wellness_desktop.plans.places import Blank, Filled, Piece, fill
from wellness_desktop.roster.when import day_text


@dataclass(frozen=True, slots=True)
class Fact:
    """What the agency entered for one field."""

    field: str
    text: str = ""
    """The words, the number, the date (ISO), or the name of an office."""
    person: UUID | None = None
    """A person of the roster instead of a typed name."""
    numbers: tuple[str, ...] = ()
    detail: str = ""
    version: int = 0
    """0 as long as nothing was saved."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a merge draws on."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    seats: AllSeats = field(default_factory=dict)
    people: Mapping[UUID, Holder] = field(default_factory=dict)
    """Everybody a fact points to; who is missing here is gone from the roster."""
    members: tuple[Holder, ...] = ()
    retirees: tuple[Holder, ...] = ()
    register: tuple[PartnerLine, ...] = ()
    """Our partners in town, by name."""
    first_calls: tuple[PartnerLine, ...] = ()
    """Those that this plan calls first, as the agency chose them."""


def merge(
    plan: Template,
    known: Known,
    standing: Standing,
    contributors: Sequence[Contributor] = (),
    changes: Sequence[Change] = (),
) -> MergedPlan:
    """The plan with everything filled in. Pure: the same input gives the same plan."""
    places = Places(plan, known)
    roles = {role.id: role for role in plan.role}
    return MergedPlan(
        id=plan.id,
        title=plan.title,
        about=plan.about,
        agency=places.words("agency"),
        town=places.words("town"),
        handling=places.words("handling"),
        standing=standing,
        sections=tuple(
            SectionBody(
                section,
                _groups(places, [note for note in plan.note if note.section == section.id]),
                tuple(places.fact_line(one) for one in plan.field if one.section == section.id),
            )
            for section in plan.section
        ),
        triggers=_lines(places, plan.trigger),
        objectives=_lines(places, plan.objective),
        warnings=_lines(places, plan.warning),
        roles=tuple(RoleLine(role, places.fill(role.duty), known.seats.get(role.id, NO_SEATS)) for role in plan.role),
        calls=_calls(places, plan.call, known.seats),
        members=known.members,
        retirees=known.retirees,
        boxes=tuple(
            BoxLines(
                box,
                tuple(
                    StepLine(step.id, places.fill(step.text), roles.get(step.role), step.local, step.quick)
                    for step in plan.step
                    if step.box == box.id
                ),
            )
            for box in plan.box
        ),
        messages=_messages(places),
        clocks=tuple(ClockLine(clock, places.fill(clock.limit), places.fill(clock.note)) for clock in plan.clock),
        partners=tuple(places.office(plan.find_field(one)) for one in plan.partners),
        forms=plan.form,
        signers=plan.signer,
        sources=_cited(plan),
        avoid=plan.avoid,
        exercise=plan.exercise,
        needs_review=plan.needs_review,
        contributors=tuple(contributors),
        changes=tuple(changes),
        register=known.register,
        first_calls=known.first_calls,
    )


def merge_messages(plan: Template, known: Known) -> tuple[MessageBody, ...]:
    """The messages of a plan alone, with their places filled."""
    return _messages(Places(plan, known))


def _messages(places: "Places") -> tuple[MessageBody, ...]:
    return tuple(
        MessageBody(
            message,
            tuple(places.fill(part, by_hand=True) for part in message.text.split("\n\n") if part.strip()),
        )
        for message in places.plan.message
    )


def _cited(plan: Template) -> tuple[Source, ...]:
    """The sources that something in this plan names."""
    named = {one.source for one in (*plan.items(), *plan.section, *plan.field, *plan.form)}
    return tuple(source for source in plan.source if source.key in named)


def _lines(places: "Places", items: Sequence[Item]) -> tuple[Line, ...]:
    return tuple(Line(item.id, places.fill(wording(item)), item.local) for item in items)


def _groups(places: "Places", notes: Sequence[Note]) -> tuple[Group, ...]:
    titles = dict.fromkeys(note.group for note in notes)
    return tuple(Group(title, _lines(places, [note for note in notes if note.group == title])) for title in titles)


def _calls(places: "Places", calls: Sequence[Call], seats: AllSeats) -> tuple[CallLine, ...]:
    """The tree with its numbers: a call at the same time as the one before it shares its number."""
    lines: list[CallLine] = []
    for call in calls:
        number = lines[-1].number + (0 if call.together else 1) if lines else 1
        lines.append(
            CallLine(
                number,
                places.fill(call.text),
                places.role(call.role),
                seats.get(call.role, NO_SEATS),
                places.office(places.plan.find_field(call.contact)) if call.contact else None,
                call.everyone,
                call.together,
                call.give_up,
                call.how,
                call.id,
            )
        )
    return tuple(lines)


class Places:
    """Looks up what the places in a plan's texts stand for."""

    def __init__(self, plan: Template, known: Known) -> None:
        self.plan = plan
        self._known = known
        self._fields = {one.id: one for one in plan.field}
        self._roles = {role.id: role for role in plan.role}

    def role(self, role_id: str) -> Role | None:
        """The role of that id in this plan."""
        return self._roles.get(role_id)

    def fill(self, text: str, *, by_hand: bool = False) -> Filled:
        """The text with its places filled."""
        return fill(text, self.look_up, by_hand=by_hand)

    def words(self, field_id: str) -> str:
        """What the agency entered for a field of words, its default, or nothing."""
        one = self._fields[field_id]
        return self._text(one) or ""

    def look_up(self, name: str) -> Piece | None:
        """What {name} stands for; a blank with a label when it is known but not filled in."""
        first, _, part = name.partition(".")
        if first in self._roles:
            holder = self._known.seats.get(first, NO_SEATS).first
            found = _in_words(holder.name, holder.numbers, part) if holder else ""
            return found or Blank(self._roles[first].title, missing=True)
        one = self._fields.get(first)
        if one is None:
            return None
        if one.kind == "contact":
            office = self.office(one)
            return _in_words(office.name, office.numbers, part) or Blank(one.label, missing=True)
        return self._text(one) or Blank(one.label, missing=True)

    def office(self, one: Field | None) -> Office:
        """The office or person that a field of kind contact names."""
        if one is None:
            raise ValueError("a call or partner names a field that the plan does not have")
        fact = self._known.facts.get(one.id)
        if fact is not None and fact.person is not None:
            holder = self._known.people.get(fact.person)
            if holder is None:
                return Office(one, gone=True)
            return Office(one, holder.with_agency, holder.numbers, fact.detail, stale=holder.stale, ours=holder.own)
        if fact is not None and (fact.text or fact.numbers):
            return Office(one, fact.text, fact.numbers, fact.detail)
        default = (one.default_phone,) if one.default_phone else ()
        return Office(one, one.default, default)

    def fact_line(self, one: Field) -> FactLine:
        """A field with its value."""
        if one.kind == "contact":
            office = self.office(one)
            return FactLine(one, _in_words(office.name, office.numbers, "") or None, office)
        return FactLine(one, self._text(one))

    def _text(self, one: Field) -> str | None:
        fact = self._known.facts.get(one.id)
        text = fact.text if fact is not None and fact.text else one.default
        if text and one.kind == "date":
            return day_text(date.fromisoformat(text))
        return text or None


def _in_words(name: str, numbers: Sequence[str], part: str) -> str:
    """Name and first number in a sentence, or one of the two."""
    phone = numbers[0] if numbers else ""
    if part == "name":
        return name
    if part == "phone":
        return phone
    if name and phone:
        return tr("{name}, {phone}", name=name, phone=phone)
    return name or phone
