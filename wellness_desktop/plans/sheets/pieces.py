"""What the papers of a plan share: the sheet they stand on, people and offices with their numbers."""

from collections.abc import Iterable, Sequence

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import Block, Run, bullets, heading, scaled
from wellness_desktop.paper.layout import settle
from wellness_desktop.paper.sheet import Sheet
from wellness_desktop.paper.words import unbroken
from wellness_desktop.plans.merged import Group, MergedPlan, Office, RoleLine
from wellness_desktop.plans.people import Holder, Place
from wellness_desktop.plans.print_pieces import PrintStyle, blank, lines_of

NARROW_LINE = "_" * 13
"""A line to write a number on, in a narrow column; its label stands below."""


def sheet_of(plan: MergedPlan, style: PrintStyle, title: str, *, numbers: bool = True, punched: bool = False) -> Sheet:
    """The sheet of one paper of this plan. `numbers` asks to keep it under lock, `punched` leaves room for a binder."""
    return Sheet(
        title=title,
        printed_on=style.printed_on,
        version=plan.standing.number,
        check_again_by=style.check_again_by,
        size=style.size,
        large=style.large,
        draft=not plan.standing.approved,
        mark=tr("Numbers inside: keep under lock") if numbers else plan.handling,
        agency=plan.agency,
        subject=tr("Crisis plan"),
        punched=punched,
    )


def one_page(sheet: Sheet, blocks: Sequence[Block], scales: Sequence[float]) -> Block | None:
    """The blocks at the largest of `scales` at which they are one page; None when they never are."""
    for scale in scales:
        fitted = scaled(scale, *blocks)
        if settle(sheet, [fitted]).notes.pages == 1:
            return fitted
    return None


def plan_title(plan: MergedPlan) -> str:
    """Code and title."""
    return tr("{code}  {title}", code=plan.code, title=plan.title)


def line_of(plan: MergedPlan, role: str) -> RoleLine | None:
    """The role of that id in this plan."""
    return next((line for line in plan.roles if line.role.id == role), None)


def office_of(plan: MergedPlan, field: str) -> Office | None:
    """The office that a field of this plan names, wherever it stands."""
    found = (line.office for body in plan.sections for line in body.facts if line.field.id == field)
    return next((office for office in found if office is not None), None)


def fact_of(plan: MergedPlan, field: str) -> str:
    """What the agency entered in a field of words, or nothing."""
    found = (line.value for body in plan.sections for line in body.facts if line.field.id == field)
    return next((value for value in found if value), "") or ""


def label_of(plan: MergedPlan, field: str) -> str:
    """What the field asks for, or nothing where the plan does not have it."""
    return next((line.field.label for body in plan.sections for line in body.facts if line.field.id == field), "")


def numbers_or_blank(numbers: Sequence[str], label: str, most: int = 2) -> list[str | Run]:
    """Up to `most` numbers in bold, one below the other, or a line to write one on."""
    pieces: list[str | Run] = []
    for number in numbers[:most]:
        pieces += ["\n"] if pieces else []
        pieces.append(unbroken(number))
    return pieces or [f"{NARROW_LINE}\n({label})"]


def person_words(holder: Holder | None, label: str, *, numbers: int = 2) -> list[str | Run]:
    """A name in bold and the numbers below, or a line to write on that says who is wanted."""
    if holder is None:
        return [blank(label)]
    pieces: list[str | Run] = [Run(holder.with_agency, bold=True)]
    if numbers:
        pieces += ["\n", *numbers_or_blank(holder.numbers, tr("number of {name}", name=holder.name), numbers)]
    return pieces


def seat_label(line: RoleLine, place: Place) -> str:
    """Who is wanted on a seat, such as "Scribe: the alternate"."""
    return tr("{role}: {place}", role=line.role.title, place=place.in_a_sentence)


def group_of(plan: MergedPlan, section: str, title_of: str) -> Group | None:
    """The group of a section in which the sentence with this id stands."""
    groups = plan.body(section).groups
    return next((group for group in groups if any(line.id.startswith(title_of) for line in group.lines)), None)


def under(groups: Iterable[Group | None], level: int = 2) -> list[Block]:
    """Sentences under their headings; a group that the agency emptied leaves nothing."""
    blocks: list[Block] = []
    for group in groups:
        if group is not None:
            blocks += [heading(group.title, level), bullets(lines_of(group.lines))]
    return blocks
