"""Role cards: what one role does in the first hour and after, who holds it, whom it calls, what it says."""

from collections.abc import Collection

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import (
    Block,
    Run,
    Text,
    checklist,
    heading,
    page_break,
    quotation,
    table,
    text,
    two_columns,
)
from wellness_desktop.paper.cards import banner
from wellness_desktop.paper.half_sheets import half_sheet_cards
from wellness_desktop.paper.sheet import Printed, make_with_pages
from wellness_desktop.plans.items import Role
from wellness_desktop.plans.merged import MergedPlan, RoleLine
from wellness_desktop.plans.people import Holder, Place
from wellness_desktop.plans.print_pieces import PrintStyle, blank, said
from wellness_desktop.plans.sheets.pieces import (
    line_of,
    numbers_or_blank,
    office_of,
    seat_label,
    sheet_of,
)

EVERYBODY_CALLS = ("R14", "R02", "R03")
"""Dispatch, who commands, who asks after our own people: each role needs these numbers."""
OFFICES: dict[str, tuple[str, ...]] = {
    "R01": ("elected_official", "leader_care"),
    "R02": ("nearest_agency", "outside_investigator"),
    "R03": ("clinician", "inclusion_lead"),
    "R04": ("coroner",),
    "R06": ("funeral_director", "labor"),
    "R07": ("hospital", "trauma_center"),
    "R08": ("veterinarian", "family_shelter"),
    "R09": ("editor", "records_contact"),
    "R10": ("psob_office", "workers_comp", "state_benefits"),
    "R11": ("funeral_director", "honor_guard"),
    "R12": ("outside_investigator", "prosecutor"),
    "R14": ("dispatch_line", "neighbor_center", "relief_console"),
    "R15": ("nearest_agency", "far_agency", "emergency_manager"),
    "R17": ("partner_faith", "partner_school", "partner_business", "partner_youth", "partner_neighbors"),
    "R18": ("counsel", "labor"),
}
"""Whom a role calls besides, by the field of the plan that names them."""
WIDTHS = (0.64, 0.36)


def role_cards(plan: MergedPlan, style: PrintStyle, only: Collection[str] = ()) -> Printed:
    """A card for each role, or for `only` these; two on a sheet, or one where a role has much to do.

    Raises Problem when a card is too long for a sheet.
    """
    sheet = sheet_of(plan, style, tr("{code} role cards", code=plan.code))
    cards = [card(plan, line, large=style.large) for line in plan.roles if not only or line.role.id in only]
    if not style.large:
        return half_sheet_cards(sheet, cards)
    return make_with_pages(sheet, [block for one in cards for block in (page_break(), *one)])


def card(plan: MergedPlan, line: RoleLine, *, large: bool) -> list[Block]:
    """One card's content."""
    left, right = [_who(plan, line)], [*_steps(plan, line.role), *_says(plan, line.role)]
    head = [
        banner(tr("{code}  {title}   ·   {plan}", code=line.role.id, title=line.role.title, plan=plan.code)),
        text([Run(_ended(said(line.duty)), bold=True), *_not_also(plan, line.role)]),
    ]
    columns = [*left, *right] if large else [two_columns(left, right, share=0.5)]
    return [*head, *columns, text(_taken_over(), "small")]


def _ended(words: list[str | Run]) -> str:
    """A duty in one piece, so that it can be set in bold."""
    return "".join(word if isinstance(word, str) else word.text for word in words)


def _taken_over() -> str:
    line = "_" * 12
    return tr("Taken over at {line} by {line}   Handed on at {line} to {line}", line=line)


def _not_also(plan: MergedPlan, role: Role) -> list[str | Run]:
    titles = {line.role.id: line.role.title for line in plan.roles}
    barred = [f"{titles[one]} ({one})" for one in role.not_also if one in titles]
    barred += [role.not_if] if role.not_if else []
    if not barred:
        return []
    return [Run(tr("  Must not also be: "), bold=True), "; ".join(barred), "."]


def _who(plan: MergedPlan, line: RoleLine) -> Block:
    """Who holds the role, then whom it calls, with their numbers."""
    rows = [_row(place.label, line.seats.at(place).holder, seat_label(line, place), 2) for place in Place]
    return table([tr("Who, and whom you call"), tr("Number")], [*rows, *_numbers(plan, line.role)], WIDTHS)


def _row(label: str, holder: Holder | None, wanted: str, numbers: int) -> list[Text]:
    name = holder.with_agency if holder else blank(wanted)
    found = numbers_or_blank(holder.numbers if holder else (), tr("number"), numbers)
    return [[Run(f"{label}: ", bold=True), name], found]


def _numbers(plan: MergedPlan, role: Role) -> list[list[Text]]:
    """The numbers that the role needs."""
    rows: list[list[Text]] = []
    for other in EVERYBODY_CALLS:
        line = line_of(plan, other)
        if line is not None and other != role.id:
            rows.append(_row(line.role.title, line.seats.first, line.role.title, 1))
    for field in OFFICES.get(role.id, ()):
        office = office_of(plan, field)
        if office is not None and (office.name or office.numbers or office.field.need != "may"):
            name = office.name or blank(office.field.label)
            found = numbers_or_blank(office.numbers, tr("number"), 1)
            rows.append([[Run(f"{office.field.label}: ", bold=True), name], found])
    return rows


def _steps(plan: MergedPlan, role: Role) -> list[Block]:
    blocks: list[Block] = []
    for box in plan.boxes:
        mine: list[Text] = [
            said(step.text, local=step.local) for step in box.steps if step.role is not None and step.role.id == role.id
        ]
        if mine:
            blocks += [heading(box.box.title, 3), checklist(mine)]
    if blocks:
        return blocks
    return [heading(tr("What to do"), 3), text(tr("Do what stands above, and tell the scribe when it is done."))]


def _says(plan: MergedPlan, role: Role) -> list[Block]:
    """The first words of each message that this role speaks; the whole stands on its message sheet."""
    mine = [body for body in plan.messages if body.message.by == role.id and body.paragraphs]
    if not mine:
        return []
    blocks = [heading(tr("What I say"), 3)]
    for body in mine:
        own = body.message
        title = tr("{code}  {title}", code=own.id, title=own.title)
        blocks.append(text([Run(title, bold=True), "  ", own.when], "small"))
        blocks.append(quotation(text(said(body.paragraphs[0]))))
    return [*blocks, text(tr("Each message stands whole on its message sheet (S13)."), "small")]
