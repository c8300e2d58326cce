"""The call tree sheet (F-11): in order, two numbers, the alternate and after how long, room to write, the way back."""

from collections.abc import Sequence

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import Block, Run, Text, fill_lines, heading, keep_together, note, table, text
from wellness_desktop.paper.layout import Settled, settle
from wellness_desktop.paper.sheet import Printed
from wellness_desktop.plans.community.prints import first_calls
from wellness_desktop.plans.merged import CallLine, MergedPlan
from wellness_desktop.plans.people import Holder
from wellness_desktop.plans.print_action import asks_for_retirees, lists_of_people
from wellness_desktop.plans.print_pieces import PrintStyle, blank, blank_rows, said
from wellness_desktop.plans.sheets.pieces import line_of, numbers_or_blank, office_of, plan_title, sheet_of

WIDTHS = (0.045, 0.265, 0.17, 0.25, 0.08, 0.1, 0.09)
LARGE_WIDTHS = (0.065, 0.475, 0.13, 0.175, 0.155)
BLANK_ROWS = 14


def call_tree_sheet(plan: MergedPlan, style: PrintStyle) -> Printed:
    """The sheet to call from. It holds home numbers, so each copy has a number and a holder."""
    return settled_tree(plan, style).draw()


def settled_tree(plan: MergedPlan, style: PrintStyle) -> Settled:
    """The sheet with its pages known, to be drawn in numbered copies."""
    return settle(sheet_of(plan, style, tr("{code} call tree", code=plan.code)), tree_blocks(plan, large=style.large))


def tree_blocks(plan: MergedPlan, *, large: bool) -> list[Block]:
    """The sheet's content."""
    return [
        heading(tr("{plan}: call tree", plan=plan_title(plan))),
        copy_lines(),
        text(
            tr(
                "Start at 1 and go down. A + goes at the same time as the line above it. No answer: after the "
                "minutes named, call the alternate and go on. Write down every try."
            )
        ),
        _large_table(plan) if large else _table(plan),
        *first_calls(plan, large),
        *report_back(plan),
        *lists_of_people(plan, large, retirees=asks_for_retirees(plan)),
    ]


def copy_lines() -> Block:
    """Whose copy it is: the sheet holds home numbers."""
    return fill_lines([tr("Copy number"), tr("Holder"), tr("Date and time begun"), tr("Called by")], columns=2)


def report_back(plan: MergedPlan) -> list[Block]:
    """The way back: the last one called tells dispatch that the chain held."""
    name, numbers = dispatch(plan)
    words: list[str | Run] = [
        tr("The last one to be called calls dispatch back: "),
        Run(name, bold=True) if name else blank(tr("dispatch")),
        ", ",
        *numbers_or_blank(numbers, tr("number of dispatch"), 1),
        ". ",
        tr("Say: the list is done, at what time, and who was not reached. If dispatch hears nothing, it starts over."),
    ]
    return [
        keep_together(
            note(words, title=tr("Report back"), kind="warning"),
            fill_lines([tr("List done at"), tr("Dispatch told at"), tr("Not reached"), tr("Initials")], columns=2),
        )
    ]


def dispatch(plan: MergedPlan) -> tuple[str, Sequence[str]]:
    """Who takes the report: the dispatch lead, else the line by which dispatch is reached from outside."""
    line, office = line_of(plan, "R14"), office_of(plan, "dispatch_line")
    holder = line.seats.first if line else None
    if holder is not None and holder.numbers:
        return holder.with_agency, holder.numbers
    return (office.name, office.numbers) if office else ("", ())


def _table(plan: MergedPlan) -> Block:
    head = ["#", tr("Call"), tr("Numbers"), tr("No answer"), tr("Tried"), tr("Reached"), tr("Initials")]
    rows: list[list[Text]] = [
        [_order(call), _who(call), _numbers(call), _else(call), "", "", ""] for call in plan.calls
    ]
    return table(head, rows, WIDTHS, grid=True)


def _large_table(plan: MergedPlan) -> Block:
    """In large print, numbers and alternate stand below the name."""
    head = ["#", tr("Call"), tr("Tried"), tr("Reached"), tr("Initials")]
    rows: list[list[Text]] = []
    for call in plan.calls:
        numbers, other = _numbers(call), _else(call)
        who = [*_who(call), *(["\n", *numbers] if numbers else []), *(["\n", *other] if other else [])]
        rows.append([_order(call), who, "", "", ""])
    return table(head, rows, LARGE_WIDTHS, grid=True)


def _order(call: CallLine) -> str:
    return "+" if call.together else str(call.number)


def first_of(call: CallLine) -> tuple[str, Sequence[str], str]:
    """Name, numbers and label of whom a line calls; no label where it calls nobody by a number."""
    holder, office = call.seats.first, call.office
    label = call.role.title if call.role else (office.field.label if office else "")
    if holder is not None:
        return holder.with_agency, holder.numbers, label
    return (office.name, office.numbers, label) if office else ("", (), label)


def _who(call: CallLine) -> list[str | Run]:
    name, _, label = first_of(call)
    if not label:
        return said(call.text)
    who: list[str | Run] = [Run(name, bold=True) if name else blank(label)]
    if call.role is not None:
        who.append(f"\n{label} ({call.role.id})")
    elif label != name:
        return [*who, "\n", *said(call.text)]  # the sentence names the office
    return [*who, "\n", *said(call.text)] if call.role else who


def _numbers(call: CallLine) -> list[str | Run]:
    _, numbers, label = first_of(call)
    if label:
        return numbers_or_blank(numbers, tr("number"))
    return [tr("({how})", how=call.how) if call.how else tr("(list below)")]


def _else(call: CallLine) -> list[str | Run]:
    """After how many minutes to go on, and to whom."""
    later = later_of(call)
    if not later and call.role is None:
        return []
    pieces: list[str | Run] = [Run(tr("After {minutes} min:", minutes=call.give_up), italic=True)]
    for name, numbers in later[:2]:
        pieces += ["\n", f"{name}  ", *numbers_or_blank(numbers, tr("number"), 1)]
    return pieces if later else [*pieces, "\n", blank(tr("alternate"))]


def later_of(call: CallLine) -> list[tuple[str, Sequence[str]]]:
    """Those who are called after the first, in order."""
    rest: tuple[Holder, ...] = call.seats.in_line()[1:]
    later: list[tuple[str, Sequence[str]]] = [(holder.name, holder.numbers) for holder in rest]
    if call.seats.first is not None and call.office is not None and call.office.name:
        later.append((call.office.name, call.office.numbers))
    return later


def blank_tree(*, large: bool) -> list[Block]:
    """An empty sheet, for whatever no plan foresaw."""
    head = ["#", tr("Call"), tr("Numbers"), tr("No answer"), tr("Tried"), tr("Reached"), tr("Initials")]
    rows = blank_rows(7, BLANK_ROWS // 2 if large else BLANK_ROWS)
    return [
        heading(tr("F-11  Call tree sheet, blank")),
        copy_lines(),
        table(head, rows, None if large else WIDTHS, grid=True),
        fill_lines([tr("List done at"), tr("Dispatch told at"), tr("Not reached"), tr("Initials")], columns=2),
    ]
