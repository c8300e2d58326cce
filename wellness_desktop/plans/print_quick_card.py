"""The quick card: the first 15 minutes and the first hour of one plan on one sheet, with numbers."""

from collections.abc import Sequence

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import Block, Run, Text, heading, note, table, time_box, two_columns
from wellness_desktop.paper.cards import banner
from wellness_desktop.paper.layout import settle
from wellness_desktop.paper.sheet import Printed, Sheet
from wellness_desktop.plans.merged import BoxLines, CallLine, MergedPlan
from wellness_desktop.plans.print_pieces import PrintStyle, blank, said
from wellness_desktop.plans.reading_text import plain

LARGE_TO_PLAIN = 18 / 11
"""How much larger the text of large print is."""
QUICK_BOXES = ("15min", "1h")
SCALES = (1.15, 1.08, 1.0, 0.94, 0.88, 0.82)
LARGE_SCALES = (0.8, 0.74, 0.68, 0.62, 0.58)
"""Large print is as large as one sheet allows, and never smaller than the plain card's best size."""
SMALLEST = (0.76, 0.7)
"""Tried last, with the fewest numbers; about eight points, still readable on a bad printer."""
FEWEST_CALLS = 6


def card(plan: MergedPlan, style: PrintStyle) -> Printed:
    """The card on one page, as large as it fits. Long plans lose the last numbers first, never a step.

    Raises Problem when the steps alone are too many for one sheet.
    """
    blocks, scale = fit(plan, style)
    return settle(card_sheet(plan, style), blocks, scale).draw()


def card_sheet(plan: MergedPlan, style: PrintStyle) -> Sheet:
    """What stands around the card."""
    return Sheet(
        title=tr("{code} quick card", code=plan.code),
        printed_on=style.printed_on,
        version=plan.standing.number,
        check_again_by=style.check_again_by,
        size=style.size,
        large=style.large,
        draft=not plan.standing.approved,
        mark=tr("Numbers inside: keep under lock"),
        agency=plan.agency,
        subject=tr("Crisis plan quick card"),
    )


def fit(plan: MergedPlan, style: PrintStyle) -> tuple[list[Block], float]:
    """The card and the scale at which it fills one page."""
    sheet = card_sheet(plan, style)
    scales = (*LARGE_SCALES, *(one / LARGE_TO_PLAIN for one in SCALES)) if style.large else SCALES
    blocks = _blocks(plan, _calls_that_fit(sheet, plan, scales[-1]))
    for scale in (*scales, *SMALLEST):
        if settle(sheet, blocks, scale).notes.pages == 1:
            return blocks, scale
    raise Problem(
        tr("The quick card is too long for one sheet."),
        tr("Leave out steps of the first hour that can wait, or say them in fewer words."),
    )


def _calls_that_fit(sheet: Sheet, plan: MergedPlan, scale: float) -> int:
    """How many calls find room at the smallest good size; the fewest we print when not even those do."""
    fewest, most = min(FEWEST_CALLS, len(plan.calls)), len(plan.calls)
    while fewest < most:
        middle = (fewest + most + 1) // 2
        if settle(sheet, _blocks(plan, middle), scale).notes.pages == 1:
            fewest = middle
        else:
            most = middle - 1
    return fewest


def _blocks(plan: MergedPlan, calls: int) -> list[Block]:
    boxes = [[box for box in plan.boxes if box.box.id == one] for one in QUICK_BOXES]
    sides = [[_stage(box) for box in side] for side in boxes]
    shorter = min(range(len(sides)), key=lambda side: _length(boxes[side]))
    sides[shorter] += _warnings(plan)
    return [
        banner(tr("{code}  {title}", code=plan.code, title=plan.title)),
        two_columns(*sides),
        *_calls(plan.calls[:calls], all_there=calls == len(plan.calls)),
    ]


def _length(boxes: Sequence[BoxLines]) -> int:
    """About how high a column of boxes is: each step is a line, and its words may need more."""
    return sum(40 + len(plain(step.text)) for box in boxes for step in box.steps if step.quick)


def _stage(box: BoxLines) -> Block:
    return time_box(box.box.title, [said(step.text) for step in box.steps if step.quick], level=2)


def _warnings(plan: MergedPlan) -> list[Block]:
    if not plan.warnings:
        return []
    pieces: list[str | Run] = [Run(tr("Do not forget: "), bold=True)]
    for warning in plan.warnings:
        pieces += [*said(warning.text), " "]
    return [note(pieces, kind="warning")]


def _calls(calls: Sequence[CallLine], *, all_there: bool) -> list[Block]:
    rows = [_row(call) for call in calls]
    rows.append(["", Run(tr("You, or someone near you"), bold=True), Run(tr("988, call or text"), bold=True)])
    half = (len(rows) + 1) // 2
    title = tr("Call, in this order") if all_there else tr("Call first (the rest stands in section S10)")
    return [heading(title, 2), two_columns([_table(rows[:half])], [_table(rows[half:])])]


def _table(rows: Sequence[Sequence[Text]]) -> Block:
    return table(["#", tr("Who"), tr("Number")], rows, [0.08, 0.52, 0.4])


def _row(call: CallLine) -> list[Text]:
    order = "+" if call.together else str(call.number)
    if call.role is None and call.office is None:
        return [order, said(call.text), call.how or tr("list in S10")]
    holder = call.seats.first
    name, numbers = (holder.name, holder.numbers) if holder else ("", ())
    if holder is None and call.office is not None:
        name, numbers = call.office.name, call.office.numbers
    label = call.role.title if call.role else (call.office.field.label if call.office else "")
    who: list[str | Run] = [Run(name, bold=True) if name else blank(tr("name")), f"\n{label}"]
    return [order, who, Run(numbers[0], bold=True) if numbers else blank(tr("number"))]
