"""A plan as plain text, section by section: what tells whether something printed has changed, and how."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from wellness_desktop.base.language import tr
from wellness_desktop.plans.community.partners import PartnerLine
from wellness_desktop.plans.merged import FactLine, Line, MergedPlan, Office, SectionBody
from wellness_desktop.plans.people import Holder, Place, Seats
from wellness_desktop.plans.places import Filled

FRONT = ("S01", "S02", "S03")
"""Cover, changes and copies tell of versions themselves; they never make a new one."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of a section, under a small heading that may be empty."""

    group: str
    text: str
    item: str = ""
    """Whose words it is: an item that an agency may say in its own way."""


def section_lines(plan: MergedPlan) -> dict[str, tuple[ReadLine, ...]]:
    """The lines of each section that an approval stands for. Pure, and the same for the same content."""
    own = {
        "S04": [*_lines(plan.triggers), *_lines(plan.warnings, tr("Do not"))],
        "S06": _lines(plan.objectives),
        "S09": _roles(plan),
        "S10": _calls(plan),
        "S11": [
            ReadLine(box.box.title, _with_role(plain(step.text), step.role.title if step.role else ""), step.id)
            for box in plan.boxes
            for step in box.steps
        ],
        "S12": [
            ReadLine(tr("Clocks"), f"{line.clock.what}: {plain(line.limit)} {plain(line.note)}".strip(), line.clock.id)
            for line in plan.clocks
        ],
        "S13": [
            ReadLine(f"{body.message.id} {body.message.title}", plain(part), body.message.id)
            for body in plan.messages
            for part in body.paragraphs
        ],
        "S17": [
            *(ReadLine(tr("Partners to call first"), _partner(one)) for one in plan.first_calls),
            *(ReadLine(tr("Whom to call first"), _office(office), office.field.id) for office in plan.partners),
            *(ReadLine(tr("Our partners"), _partner(one)) for one in plan.register),
        ],
        "S18": [ReadLine("", f"{form.id} {form.title}. {form.use}", form.id) for form in plan.forms],
        "S22": [ReadLine(tr("A 20-minute case for roll call"), plan.exercise)] if plan.exercise else [],
    }
    return {
        body.section.id: (*_body(body), *own.get(body.section.id, []))
        for body in plan.sections
        if body.section.id not in FRONT
    }


def section_texts(plan: MergedPlan) -> dict[str, str]:
    """The text of each section, to be kept with an approved version and compared later."""
    return {
        section: "\n".join(f"{line.group}: {line.text}" if line.group else line.text for line in lines)
        for section, lines in section_lines(plan).items()
    }


def changed_sections(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of sections whose text differs, in order."""
    return tuple(one for one in sorted({*before, *now}) if before.get(one, "") != now.get(one, ""))


def plain(text: Filled) -> str:
    """The text with its blanks as their labels."""
    return "".join(piece if isinstance(piece, str) else f"[{piece.label}]" for piece in text.pieces)


def _with_role(text: str, role: str) -> str:
    return tr("{text} ({role})", text=text, role=role) if role else text


def _lines(lines: Iterable[Line], group: str = "") -> list[ReadLine]:
    return [ReadLine(group, plain(line.text), line.id) for line in lines]


def _body(body: SectionBody) -> list[ReadLine]:
    guidance = [ReadLine(group.title, plain(line.text), line.id) for group in body.groups for line in group.lines]
    return [*guidance, *(_fact(fact) for fact in body.facts if fact.value or fact.field.need != "may")]


def _fact(fact: FactLine) -> ReadLine:
    if fact.office is not None:
        return ReadLine("", _office(fact.office))
    return ReadLine("", f"{fact.field.label}: {fact.value or _nothing()}")


def _office(office: Office) -> str:
    said = " ".join(part for part in (office.name, *office.numbers, office.detail) if part)
    return f"{office.field.label}: {said or _nothing()}"


def _partner(one: PartnerLine) -> str:
    said = one.details
    words = [one.who or _nothing(), *one.numbers, said.backup, said.hours, said.languages, said.speaks_for]
    words.append(tr("agreed to be called") if said.agreed_on else "")
    return ", ".join(word for word in words if word)


def _nothing() -> str:
    return tr("[not filled in yet]")


def _roles(plan: MergedPlan) -> list[ReadLine]:
    lines: list[ReadLine] = []
    for line in plan.roles:
        title = f"{line.role.id} {line.role.title}"
        lines.append(ReadLine(title, plain(line.duty), line.role.id))
        lines += [ReadLine(title, text) for text in _seats(line.seats)]
    return lines


def _calls(plan: MergedPlan) -> list[ReadLine]:
    lines: list[ReadLine] = []
    for call in plan.calls:
        title = f"{call.number}  {call.role.title if call.role else plain(call.text)}"
        found = [ReadLine(title, plain(call.text))] if call.role else []
        found += [ReadLine(title, text) for text in _seats(call.seats)] if call.role else []
        found += [ReadLine(title, _office(call.office))] if call.office else []
        found += [ReadLine(title, tr("Use the list of names."))] if call.everyone else []
        found += [ReadLine(title, call.how)] if call.how else []
        lines += [replace(found[0], item=call.id), *found[1:]] if found else [ReadLine(title, "", call.id)]
    members = [ReadLine(tr("All members"), _person(one)) for one in plan.members]
    return [*lines, *members, *(ReadLine(tr("Retirees"), _person(one)) for one in plan.retirees)]


def _seats(seats: Seats) -> list[str]:
    held = ((place, seats.at(place).holder) for place in Place)
    return [f"{place.label}: {_person(one) if one else _nothing()}" for place, one in held]


def _person(one: Holder) -> str:
    return " ".join((one.with_agency, *one.numbers))
