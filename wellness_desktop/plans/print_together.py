"""All plans as one binder: what they share is printed once, then one tab for each plan with what is its own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import Block, Run, Text, note, section, table, text
from wellness_desktop.paper.layout import Settled, settle
from wellness_desktop.paper.sheet import Printed, Sheet
from wellness_desktop.plans import print_action, print_front, print_reference
from wellness_desktop.plans.merged import Group, MergedPlan, SectionBody
from wellness_desktop.plans.print_pieces import PrintStyle, columns, guidance, on_sheet, opening

SHARED = "CORE"
"""The tab of what all plans share; its pages are CORE S07-1 and so on."""
NOTES_AND_FACTS = ("S07", "S08", "S14", "S15", "S16", "S17", "S18", "S19", "S20", "S21", "S22", "S23", "S24")
"""What a tab gathers on one leaf, where the plan has something of its own."""


def whole_binder(core: MergedPlan, plans: Sequence[MergedPlan], style: PrintStyle) -> Printed:
    """All plans as one binder."""
    return settled_whole(core, plans, style).draw()


def settled_whole(core: MergedPlan, plans: Sequence[MergedPlan], style: PrintStyle) -> Settled:
    """The shared part, made from the core alone, and a tab for each of `plans`.

    Each page names the version of its plan and says DRAFT as long as that plan is one; the shared part is a draft
    while any plan is.
    """
    standings = {plan.code: (plan.standing.number, not plan.standing.approved) for plan in plans}
    standings[SHARED] = ("", any(draft for _, draft in standings.values()))
    sheet = Sheet(
        title=tr("All crisis plans"),
        printed_on=style.printed_on,
        check_again_by=style.check_again_by,
        size=style.size,
        large=style.large,
        mark=core.handling,
        agency=core.agency,
        subject=tr("Crisis plans"),
        punched=True,
        marked=True,
        standing_of=lambda place: standings[place.split()[0]],
    )
    shared = replace(_on_leaves(core, {"S03": "S03", "S05": "S03"}), tab=SHARED)
    blocks = [
        *_front(shared, plans),
        *_shared(shared, large=style.large, retirees=any(map(print_action.asks_for_retirees, plans))),
    ]
    for plan in plans:
        blocks += _tab(replace(own_part(plan, core), tab=plan.code), core, large=style.large)
    return settle(sheet, blocks)


def own_part(plan: MergedPlan, core: MergedPlan) -> MergedPlan:
    """The plan with only those notes and facts that the shared part does not hold.

    Where a plan leaves out or rewords something of a section, it keeps that section whole: nobody should have to
    read two pages against each other.
    """
    return replace(plan, sections=tuple(_own_body(body, core.body(body.section.id)) for body in plan.sections))


def _own_body(body: SectionBody, shared: SectionBody) -> SectionBody:
    facts = tuple(fact for fact in body.facts if fact not in shared.facts)
    theirs = [line for group in shared.groups for line in group.lines]
    mine = [line for group in body.groups for line in group.lines]
    if not all(line in mine for line in theirs):
        return replace(body, facts=facts)
    groups = (Group(group.title, tuple(line for line in group.lines if line not in theirs)) for group in body.groups)
    return replace(body, facts=facts, groups=tuple(group for group in groups if group.lines))


def _on_leaves(plan: MergedPlan, leaves: Mapping[str, str]) -> MergedPlan:
    """The plan with these sections on these leaves."""
    return replace(
        plan,
        sections=tuple(
            replace(body, section=replace(body.section, leaf=leaves.get(body.section.id, body.section.leaf)))
            for body in plan.sections
        ),
    )


def _front(core: MergedPlan, plans: Sequence[MergedPlan]) -> list[Block]:
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
        section(f"{SHARED} S01", tr("All crisis plans")),
        text(tr("{agency}, {town}", agency=core.agency, town=core.town) if core.town else core.agency, "strong"),
        note(
            tr("Go to the tab of what has happened. Section S11 says what to do, S10 whom to call."),
            tr("What all plans share stands once, in front: its pages begin with {code}.", code=SHARED),
            title=tr("In a hurry?"),
            kind="warning",
        ),
        table([tr("Tab"), tr("Plan"), tr("Version"), tr("Status")], rows, [0.14, 0.5, 0.18, 0.18]),
        *print_front.pages_in_force(f"{SHARED} {print_front.LIST}", _is_in_contents, apart=True),
    ]


def _is_in_contents(place: str) -> bool:
    """The shared part in full and the first page of each tab: inside a tab, pages go by their section."""
    tab, code = place.split()
    return tab == SHARED or code == "S01"


def _shared(core: MergedPlan, *, large: bool, retirees: bool) -> list[Block]:
    """What stands in every plan."""
    return [
        *print_front.copies(core, large),
        *print_front.values_page(core),
        *print_reference.situation(core),
        *opening(core, "S09"),
        print_action.large_role_table(core) if large else print_action.role_table(core),
        *print_action.struck_out(core),
        *opening(core, "S10"),
        text(tr("Each tab has its own order of calls. These lists are for the line “all members” in it.")),
        *print_action.lists_of_people(core, large, retirees=retirees),
        *opening(core, "S12"),
        *guidance(core.body("S12").groups),
        *print_action.offices(core, large),
        *opening(core, "S13"),
        *print_action.message_rules(core),
        *print_action.messages(core),
        *print_reference.reference(core, large=large),
    ]


def _tab(plan: MergedPlan, core: MergedPlan, *, large: bool) -> list[Block]:
    """What is the plan's own."""
    own_messages = replace(plan, messages=tuple(one for one in plan.messages if one not in core.messages))
    rules = print_action.message_rules(plan) if plan.body("S13").groups else []
    return [
        *print_front.cover(plan),
        *print_front.changes(plan, large),
        *print_front.when(plan),
        *print_front.objectives(plan),
        *opening(plan, "S09"),
        *_own_roles(plan, core, large),
        *print_action.role_pages(plan),
        *print_action.call_tree(plan, large),
        *print_action.by_the_clock(plan),
        *opening(plan, "S12"),
        *guidance(plan.body("S12").groups),
        *print_action.offices(plan, large),
        *print_action.clocks(plan, large),
        *opening(plan, "S13"),
        *rules,
        _message_list(plan, core, large),
        *print_action.messages(own_messages),
        *_rest(plan, core, large),
    ]


def _own_roles(plan: MergedPlan, core: MergedPlan, large: bool) -> list[Block]:
    """Who holds a role in this plan that is another person's, or another role, in the shared part."""
    seats = {line.role.id: (line.role.title, line.seats) for line in core.roles}
    lines = tuple(line for line in plan.roles if seats.get(line.role.id) != (line.role.title, line.seats))
    if not lines:
        return [text(tr("Who holds each role: shared part, S09."))]
    own = replace(plan, roles=lines)
    return [
        text(tr("Roles that differ in this plan. All others: shared part, S09.")),
        print_action.large_role_table(own) if large else print_action.role_table(own),
    ]


def _message_list(plan: MergedPlan, core: MergedPlan, large: bool) -> Block:
    rows: list[list[Text]] = [
        [
            Run(one.message.id, bold=True),
            one.message.title,
            tr("Shared part, S13") if one in core.messages else tr("Below"),
        ]
        for one in plan.messages
    ]
    return table([tr("Message"), tr("Title"), tr("Where")], rows, columns(large, 0.18, 0.52, 0.3))


def _rest(plan: MergedPlan, core: MergedPlan, large: bool) -> list[Block]:
    """Notes and facts of the plan alone, its partners, forms, case and sources, on one leaf."""
    filled = [one for one in NOTES_AND_FACTS if one in ("S17", "S18", "S22") or _has_own(plan.body(one))]
    own = _on_leaves(plan, dict.fromkeys(filled, filled[0]))
    blocks: list[Block] = []
    for one in filled:
        if one == "S17":
            blocks += print_reference.partners(own, large)
        elif one == "S18":
            blocks += on_sheet(own, one, text(print_reference.where_forms_are()), print_reference.form_list(own, large))
        elif one == "S22":
            blocks += print_reference.practice(own)
        else:
            blocks += print_reference.plain_section(own, one)
    sources = tuple(source for source in plan.sources if source not in core.sources)
    return blocks + (print_reference.sources(replace(own, sources=sources)) if sources else [])


def _has_own(body: SectionBody) -> bool:
    return bool(body.groups) or any(fact.value or fact.field.need != "may" for fact in body.facts)
