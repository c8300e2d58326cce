"""The leader's packet (S24): one page to hold on to, then the chief's own steps by the clock."""

import re

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import (
    Block,
    Run,
    Text,
    heading,
    keep_together,
    note,
    numbered,
    page_break,
    quotation,
    table,
    text,
    time_box,
)
from wellness_desktop.paper.cards import banner
from wellness_desktop.paper.sheet import Printed, make_with_pages
from wellness_desktop.plans.merged import MergedPlan, RoleLine
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.print_pieces import LINE_FOR_MISSING, PrintStyle, blank, guidance, said
from wellness_desktop.plans.reading_text import plain
from wellness_desktop.plans.sheets.pieces import (
    fact_of,
    label_of,
    line_of,
    numbers_or_blank,
    office_of,
    one_page,
    person_words,
    plan_title,
    seat_label,
    sheet_of,
    under,
)

OWNER = "R01"
CALLS = ("R02", "R03", "R06", "R09", "R14", "R18")
"""Whom a chief calls: command, care, family, words, dispatch, law."""
SENTENCE = re.compile(r"(?<=[.!?])\s+")
SCALES = (1.12, 1.06, 1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64)
LARGE_SCALES = (0.8, 0.74, 0.68)
"""Large print stays above twelve points; what does not fit then goes on overleaf."""


def leader_packet(plan: MergedPlan, style: PrintStyle) -> Printed:
    """One page, or as few as its words need in large print; then what the chief does by the clock."""
    sheet = sheet_of(plan, style, tr("{code} leader's packet", code=plan.code))
    page = _page(plan)
    one = one_page(sheet, page, LARGE_SCALES if style.large else SCALES)
    first = page if one is None else [one]
    rest = _by_the_clock(plan)
    return make_with_pages(sheet, [*first, page_break(), *rest])


def _page(plan: MergedPlan) -> list[Block]:
    statement, line = fact_of(plan, "values_statement"), fact_of(plan, "values_line")
    values: list[Block] = []
    if statement:
        values.append(quotation(text(statement)))
    label = label_of(plan, "values_line")
    values.append(text(Run(line, bold=True) if line else blank(label), "lead"))
    return [
        banner(tr("Leader's page: {plan}", plan=plan_title(plan))),
        heading(tr("Our values"), 2),
        *values,
        *_lines_to_say(plan),
        heading(tr("Whom to call"), 2),
        _calls(plan),
        *under([group for group in plan.body("S24").groups if not _comes_first(group.lines[0].id)]),
        *_own_care(plan),
        *_deputy(plan),
    ]


def _lines_to_say(plan: MergedPlan) -> list[Block]:
    """Each sentence on a line of its own: they are learned by heart."""
    blocks: list[Block] = []
    for group in plan.body("S24").groups:
        if _comes_first(group.lines[0].id):
            sentences = [one for line in group.lines for one in SENTENCE.split(plain(line.text))]
            blocks += [heading(group.title, 2), numbered([Run(one, bold=True) for one in sentences])]
    return blocks


def _comes_first(line: str) -> bool:
    """The lines one can always say stand above everything else."""
    return line == "core.leader.lines"


def _calls(plan: MergedPlan) -> Block:
    rows: list[list[Text]] = []
    for role in CALLS:
        line = line_of(plan, role)
        if line is not None:
            holder = line.seats.first
            name = holder.with_agency if holder else blank(line.role.title)
            rows.append([line.role.title, name, numbers_or_blank(holder.numbers if holder else (), tr("number"), 1)])
    return table([tr("For"), tr("Who"), tr("Number")], rows, [0.36, 0.36, 0.28])


def _own_care(plan: MergedPlan) -> list[Block]:
    office = office_of(plan, "leader_care")
    if office is None:
        return []
    words: list[str | Run] = [Run(f"{office.field.label}: ", bold=True), office.name or blank(office.field.label), "  "]
    return [text([*words, *numbers_or_blank(office.numbers, tr("number"), 1)])]


def _deputy(plan: MergedPlan) -> list[Block]:
    line = line_of(plan, OWNER)
    if line is None:
        return []
    when = fact_of(plan, "deputy_when")
    deputy = line.seats.at(Place.ALTERNATE).holder
    words = person_words(deputy, seat_label(line, Place.ALTERNATE), numbers=0)
    number = numbers_or_blank(deputy.numbers if deputy else (), tr("number of the deputy"), 1)
    return [
        note(
            [Run(tr("When: "), bold=True), when or LINE_FOR_MISSING],
            [Run(tr("Deputy: "), bold=True), *words, "  ", *number],
            title=tr("The deputy takes over"),
            kind="warning",
        )
    ]


def _by_the_clock(plan: MergedPlan) -> list[Block]:
    """The next pages: the leader's own steps, then what has to be read and practiced again afterward."""
    line = line_of(plan, OWNER)
    blocks = _steps(plan, line) if line else []
    after = guidance(plan.body("S22").groups[:1])
    if after:
        blocks.append(keep_together(*after))
    return [heading(tr("By the clock: {plan}", plan=plan_title(plan)), 1), *blocks] if blocks else []


def _steps(plan: MergedPlan, line: RoleLine) -> list[Block]:
    blocks: list[Block] = []
    for box in plan.boxes:
        mine: list[Text] = [
            said(step.text, local=step.local)
            for step in box.steps
            if step.role is not None and step.role.id == line.role.id
        ]
        if mine:
            blocks.append(time_box(box.box.title, mine, level=2))
    return blocks
