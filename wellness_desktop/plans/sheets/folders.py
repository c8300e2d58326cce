"""Papers made from all plans: every quick card in one go, and the grab folder (crisis_plans.md M)."""

from collections.abc import Sequence

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import (
    Block,
    Run,
    Text,
    bullets,
    fill_lines,
    heading,
    leaf,
    note,
    page_break,
    scaled,
    table,
    text,
)
from wellness_desktop.paper.layout import settle
from wellness_desktop.paper.sheet import Printed, Sheet
from wellness_desktop.plans.merged import CallLine, MergedPlan
from wellness_desktop.plans.print_action import large_role_table, role_table
from wellness_desktop.plans.print_pieces import PrintStyle, columns
from wellness_desktop.plans.print_quick_card import fit
from wellness_desktop.plans.sheets.call_tree import blank_tree

FOLDER = "FOLDER"
"""Where the pages lie that belong to no plan."""
BLANK_SHEETS = 2


def all_quick_cards(plans: Sequence[MergedPlan], style: PrintStyle) -> Printed:
    """The quick card of every plan, one page each."""
    return settle(_sheet(plans, style, tr("All quick cards")), _cards(plans, style)).draw()


def grab_folder(core: MergedPlan, plans: Sequence[MergedPlan], style: PrintStyle) -> Printed:
    """Cover, the order of calls in each plan, who holds which role, blank call sheets, all quick cards."""
    large = style.large
    blocks: list[Block] = [
        leaf(FOLDER),
        *_cover(core, plans),
        page_break(),
        *_call_orders(plans, large),
        page_break(),
        heading(tr("Who holds which role")),
        large_role_table(core) if large else role_table(core),
    ]
    for _ in range(BLANK_SHEETS):
        blocks += [page_break(), *blank_tree(large=large)]
    return settle(_sheet(plans, style, tr("Grab folder")), [*blocks, *_cards(plans, style)]).draw()


def _sheet(plans: Sequence[MergedPlan], style: PrintStyle, title: str) -> Sheet:
    """Each page names the version of its plan, and says DRAFT as long as that plan is one."""
    standings = {plan.code: (plan.standing.number, not plan.standing.approved) for plan in plans}
    any_draft = any(draft for _, draft in standings.values())
    return Sheet(
        title=title,
        printed_on=style.printed_on,
        check_again_by=style.check_again_by,
        size=style.size,
        large=style.large,
        mark=tr("Numbers inside: keep under lock"),
        agency=plans[0].agency if plans else "",
        subject=tr("Crisis plans"),
        standing_of=lambda place: standings.get(place, ("", any_draft)),
        page_code=_page_code,
    )


def _page_code(place: str, number: int) -> str:
    """A quick card is known by its plan; the folder's pages by their place in it."""
    return f"{place}-{number}" if place == FOLDER else tr("{code} quick card", code=place)


def _cards(plans: Sequence[MergedPlan], style: PrintStyle) -> list[Block]:
    blocks: list[Block] = []
    for plan in plans:
        card, scale = fit(plan, style)
        blocks += [leaf(plan.code), scaled(scale, *card)]
    return blocks


def _cover(core: MergedPlan, plans: Sequence[MergedPlan]) -> list[Block]:
    rows: list[list[Text]] = [
        [
            Run(plan.code, bold=True),
            plan.title,
            plan.standing.number,
            tr("Approved") if plan.standing.approved else tr("Draft"),
        ]
        for plan in plans
    ]
    return [
        heading(tr("Grab folder")),
        text(tr("{agency}, {town}", agency=core.agency, town=core.town) if core.town else core.agency, "strong"),
        note(
            bullets(
                [
                    tr("Take the quick card of what has happened. It stands behind the blank call sheets."),
                    tr("Begin to call in the order of that plan, on the next page."),
                    tr("Write times down. Nothing here needs the computer."),
                ]
            ),
            title=tr("In a hurry?"),
            kind="warning",
        ),
        fill_lines([tr("Copy number"), tr("Where it hangs"), tr("Checked on"), tr("By")], columns=2),
        table([tr("Plan"), tr("Title"), tr("Version"), tr("Status")], rows, [0.14, 0.5, 0.16, 0.2]),
    ]


def _call_orders(plans: Sequence[MergedPlan], large: bool) -> list[Block]:
    """The order of calls by plan (crisis_plans.md G.1)."""
    rows: list[list[Text]] = [[[Run(plan.code, bold=True), f"\n{plan.title}"], _order(plan.calls)] for plan in plans]
    return [
        heading(tr("Who is called, in which order")),
        text(tr("The sign › means next, + at the same time. Who that is stands on the next page.")),
        table([tr("Plan"), tr("Order")], rows, columns(large, 0.28, 0.72)),
    ]


def _order(calls: Sequence[CallLine]) -> Text:
    pieces: list[str | Run] = []
    for call in calls:
        if pieces:
            pieces.append(" + " if call.together else " › ")
        pieces.append(_short(call))
    return pieces


def _short(call: CallLine) -> str | Run:
    """A role's code, the office, or everybody on the list."""
    if call.role is not None:
        return Run(call.role.id, bold=True)
    if call.office is not None:
        return call.office.field.label
    return tr("all members") if call.everyone else call.how or tr("by voice")
