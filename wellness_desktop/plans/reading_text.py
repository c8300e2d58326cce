"""A plan as plain text, section by section: what tells whether something printed has changed, and how."""

from collections.abc import Iterable, Mapping

from wellness_desktop.plans.merged import FactLine, Line, MergedPlan, Office, SectionBody
from wellness_desktop.plans.people import Place, Seats
from wellness_desktop.plans.places import Filled

FRONT = ("S01", "S02", "S03")
"""Cover, changes and copies tell of versions themselves; they never make a new one."""


def section_texts(plan: MergedPlan) -> dict[str, str]:
    """The text of each section that an approval stands for. Pure, and the same for the same content."""
    own = {
        "S04": [*_lines(plan.triggers), *_lines(plan.warnings)],
        "S06": _lines(plan.objectives),
        "S09": _roles(plan),
        "S10": _calls(plan),
        "S11": [
            f"{box.box.title}: {plain(step.text)} ({step.role.id if step.role else ''})"
            for box in plan.boxes
            for step in box.steps
        ],
        "S12": [f"{line.clock.what}: {plain(line.limit)} {plain(line.note)}" for line in plan.clocks],
        "S13": [
            f"{body.message.id} {body.message.title}: {plain(part)}"
            for body in plan.messages
            for part in body.paragraphs
        ],
        "S17": [_office(office) for office in plan.partners],
        "S18": [f"{form.id} {form.title}" for form in plan.forms],
        "S22": [plan.exercise],
    }
    return {
        body.section.id: "\n".join([*_body(body), *own.get(body.section.id, [])])
        for body in plan.sections
        if body.section.id not in FRONT
    }


def changed_sections(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of sections whose text differs, in order."""
    return tuple(one for one in sorted({*before, *now}) if before.get(one, "") != now.get(one, ""))


def plain(text: Filled) -> str:
    """The text with its blanks as their labels."""
    return "".join(piece if isinstance(piece, str) else f"[{piece.label}]" for piece in text.pieces)


def _lines(lines: Iterable[Line]) -> list[str]:
    return [plain(line.text) for line in lines]


def _body(body: SectionBody) -> list[str]:
    guidance = [f"{group.title}: {plain(line.text)}" for group in body.groups for line in group.lines]
    return [*guidance, *(_fact(fact) for fact in body.facts)]


def _fact(fact: FactLine) -> str:
    if fact.office is not None:
        return _office(fact.office)
    return f"{fact.field.label}: {fact.value or ''}"


def _office(office: Office) -> str:
    return f"{office.field.label}: {office.name} {' '.join(office.numbers)} {office.detail}".rstrip()


def _roles(plan: MergedPlan) -> list[str]:
    return [f"{line.role.id} {line.role.title}: {plain(line.duty)} {_seats(line.seats)}" for line in plan.roles]


def _calls(plan: MergedPlan) -> list[str]:
    calls = [
        f"{call.number} {plain(call.text)} {_seats(call.seats)} {_office(call.office) if call.office else ''}"
        for call in plan.calls
    ]
    return [*calls, *(f"{member.name} {' '.join(member.numbers)}" for member in plan.members + plan.retirees)]


def _seats(seats: Seats) -> str:
    held = (seats.at(place).holder for place in Place)
    return "; ".join(f"{one.with_agency} {' '.join(one.numbers)}" if one else "-" for one in held)
