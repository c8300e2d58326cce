"""The part of the binder that is used on the night: roles, call tree, checklists, telling people, messages."""

from collections.abc import Sequence

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import (
    Block,
    Run,
    Text,
    checklist,
    heading,
    keep_together,
    quotation,
    table,
    text,
    two_columns,
)
from wellness_desktop.plans.items import Role
from wellness_desktop.plans.merged import BoxLines, CallLine, ClockLine, MergedPlan, MessageBody, RoleLine
from wellness_desktop.plans.people import Holder, Place
from wellness_desktop.plans.print_pieces import (
    blank,
    blank_rows,
    columns,
    guidance,
    number_words,
    office_words,
    opening,
    said,
    seat_words,
)

FIRST_STEP = 7
"""Lines of body text that the head of a checklist and a step of two lines take."""
FIRST_DAYS = ("15min", "1h", "24h", "72h")
"""The time boxes a role page shows; what comes later is planned, not looked up."""


def action(plan: MergedPlan, *, large: bool) -> list[Block]:
    """Sections S09 to S13."""
    return [
        *_roles(plan, large),
        *call_tree(plan, large),
        *by_the_clock(plan),
        *_telling(plan, large),
        *_messages(plan),
    ]


def _roles(plan: MergedPlan, large: bool) -> list[Block]:
    return [
        *opening(plan, "S09"),
        large_role_table(plan) if large else role_table(plan),
        *struck_out(plan),
        *role_pages(plan),
    ]


def role_table(plan: MergedPlan) -> Block:
    """Who holds which role."""
    rows: list[list[Text]] = [[_role_name(line), *_seats(line)] for line in plan.roles]
    head = [tr("Role"), *(place.label for place in Place)]
    return table(head, rows, [0.22, 0.25, 0.25, 0.28], grid=True)


def large_role_table(plan: MergedPlan) -> Block:
    """The three seats below each other: in large print a quarter of a page is too narrow for a number."""
    rows: list[list[Text]] = []
    for line in plan.roles:
        people: list[str | Run] = []
        for place, words in zip(Place, _seats(line), strict=True):
            people += [Run(f"{place.label}: ", bold=True), *([words] if isinstance(words, str | Run) else words), "\n"]
        rows.append([_role_name(line), people[:-1]])
    return table([tr("Role"), tr("Who")], rows, [0.3, 0.7], grid=True)


def _role_name(line: RoleLine) -> Text:
    return [Run(line.role.id, bold=True), f"\n{line.role.title}"]


def _seats(line: RoleLine) -> list[Text]:
    return [seat_words(line.seats.at(place)) for place in Place]


def struck_out(plan: MergedPlan) -> list[Block]:
    """The table with each person struck out once (crisis_plans.md C)."""
    rows: list[list[Text]] = [
        [struck.person.name, _passes([(passing.role, passing.to) for passing in struck.passes])]
        for struck in plan.strike_outs
    ]
    if not rows:
        return []
    return [
        heading(tr("If one of us cannot act"), 2),
        table([tr("Without"), tr("These roles go to")], rows, [0.28, 0.72], row_heads=True),
    ]


def _passes(passes: Sequence[tuple[Role, Holder | None]]) -> Text:
    """Role codes and the next in line, people with several roles named once."""
    to: dict[str, list[str]] = {}
    for role, holder in passes:
        to.setdefault(holder.with_agency if holder else "", []).append(role.id)
    pieces: list[str | Run] = []
    for name, codes in to.items():
        pieces += ["\n"] if pieces else []
        pieces += [Run(", ".join(codes), bold=True), f"  {name or blank(tr('nobody yet'))}"]
    return pieces


def role_pages(plan: MergedPlan) -> list[Block]:
    """Every role, each whole on its page; the heading stays with the first."""
    pages = [_role_page(plan, line) for line in plan.roles]
    if pages:
        pages[0].insert(0, heading(tr("What each role does in the first three days"), 2))
    return [keep_together(*page) for page in pages]


def _role_page(plan: MergedPlan, line: RoleLine) -> list[Block]:
    """One role: its duty, who must not hold it, and its steps of the first three days."""
    role = line.role
    return [
        heading(tr("{code}  {title}", code=role.id, title=role.title), 3),
        text([*said(line.duty), f" {role.suits}" if role.suits else "", *_not_for(plan, role)]),
        *([checklist(steps)] if (steps := _steps_of(plan, role)) else []),
    ]


def _steps_of(plan: MergedPlan, role: Role) -> list[Text]:
    """One entry for each time box in which the role has something to do."""
    found: list[Text] = []
    for box in plan.boxes:
        mine = [step for step in box.steps if step.role is not None and step.role.id == role.id]
        if mine and box.box.id in FIRST_DAYS:
            pieces: list[str | Run] = [Run(f"{box.box.title}: ", bold=True)]
            for step in mine:
                pieces += [*said(step.text, local=step.local), " "]
            found.append(pieces)
    return found


def _not_for(plan: MergedPlan, role: Role) -> list[str | Run]:
    titles = {line.role.id: line.role.title for line in plan.roles}
    barred = [f"{titles[one]} ({one})" for one in role.not_also if one in titles]
    barred += [role.not_if] if role.not_if else []
    if not barred:
        return []
    return [Run(tr(" Must not also be: "), bold=True), "; ".join(barred), "."]


def call_tree(plan: MergedPlan, large: bool) -> list[Block]:
    """Section S10."""
    where = tr("(list in the shared part, S10)") if plan.tab else tr("(list below)")
    rows: list[list[Text]] = [_call_row(call, where) for call in plan.calls]
    head = ["#", tr("Call"), tr("Tried"), tr("Reached"), tr("Initials")]
    return [
        *opening(plan, "S10"),
        text(_report_back(plan)),
        table(head, rows, columns(large, 0.055, 0.625, 0.1, 0.115, 0.105), grid=True),
        *([] if plan.tab else lists_of_people(plan, large, retirees=asks_for_retirees(plan))),
    ]


def lists_of_people(plan: MergedPlan, large: bool, *, retirees: bool) -> list[Block]:
    """Whom a line of the tree means by "all members"."""
    return [
        *_everyone(tr("All members"), plan.members, large),
        *(_everyone(tr("Retirees"), plan.retirees, large) if retirees else []),
    ]


def _report_back(plan: MergedPlan) -> Text:
    """Whom a caller tells; in a plan without a scribe it is whoever is called first."""
    seats = {line.role.id: line.seats.first for line in plan.roles}
    if "R16" not in seats:
        return tr(
            "Whoever makes a call reports back to the first on the list: reached or not, at what time. A number that "
            "is wrong is crossed out and told to the planner the next day."
        )
    who = holder.name if (holder := seats["R16"]) else blank(tr("scribe"))
    return tr(
        "Whoever makes a call reports back to the scribe, {who}: reached or not, at what time. A number that is "
        "wrong is crossed out and told to the planner the next day.",
        who=who,
    )


def asks_for_retirees(plan: MergedPlan) -> bool:
    """Whether the call tree has a list besides the members."""
    return sum(call.everyone for call in plan.calls) > 1


def _call_row(call: CallLine, list_is: str) -> list[Text]:
    order = "+" if call.together else str(call.number)
    if call.role is None and call.office is None:
        where = tr("({how})", how=call.how) if call.how else list_is
        return [order, [*said(call.text), " ", where], "", "", ""]
    first = call.seats.first
    name, numbers = (first.with_agency, first.numbers) if first else ("", ())
    if not first and call.office is not None:
        name, numbers = call.office.name, call.office.numbers
    who: list[str | Run] = [Run(name, bold=True) if name else blank(tr("name"))]
    if call.role is not None:
        who.append(f", {call.role.title} ({call.role.id})")
    return [order, [*who, ". ", *said(call.text), "\n", *number_words(numbers), *_next(call)], "", "", ""]


def _next(call: CallLine) -> list[str | Run]:
    """After how long to go on, and to whom."""
    later = [(holder.name, holder.numbers) for holder in call.seats.in_line()[1:]]
    if call.seats.first is not None and call.office is not None and call.office.name:
        later.append((call.office.name, call.office.numbers))
    if not later and call.role is None:
        return []
    pieces: list[str | Run] = [Run("\n" + tr("No answer in {minutes} min: ", minutes=call.give_up), italic=True)]
    for name, numbers in later or [(blank(tr("alternate")), ())]:
        pieces += ["; "] if len(pieces) > 1 else []
        pieces += [f"{name} ", *number_words(numbers[:1])]
    return pieces


def _everyone(title: str, people: Sequence[Holder], large: bool) -> list[Block]:
    rows: list[list[Text | Block]] = [[person.name, number_words(person.numbers), "", "", ""] for person in people]
    head = [tr("Name"), tr("Number"), tr("Told by"), tr("Time"), tr("Initials")]
    widths = columns(large, 0.27, 0.38, 0.15, 0.1, 0.1)
    return [heading(title, 2), table(head, rows or blank_rows(5, 6), widths, grid=True)]


def by_the_clock(plan: MergedPlan) -> list[Block]:
    """Section S11."""
    blocks = opening(plan, "S11")
    for box in plan.boxes:
        if box.steps:
            blocks += [
                heading(box.box.title, 2, lines_below=FIRST_STEP),
                checklist(_steps(box), time=True, initials=True),
            ]
    return [*blocks, *guidance(plan.body("S11").groups)]


def _steps(box: BoxLines) -> list[Text]:
    return [
        [Run(f"{step.role.id}  ", bold=True) if step.role else "", *said(step.text, local=step.local)]
        for step in box.steps
    ]


def _telling(plan: MergedPlan, large: bool) -> list[Block]:
    return [
        *opening(plan, "S12"),
        *guidance(plan.body("S12").groups),
        *offices(plan, large),
        *clocks(plan, large),
    ]


def offices(plan: MergedPlan, large: bool) -> list[Block]:
    """The offices that must know, with room to write when they were told."""
    rows: list[list[Text]] = [
        [line.field.label, office_words(line.office), ""]
        for line in plan.body("S12").facts
        if line.office is not None and (line.value or line.field.need != "may")
    ]
    head = [tr("Office"), tr("Name and number"), tr("Told at, by")]
    if not rows:
        return []
    return [
        heading(tr("Who else must know"), 2),
        table(head, rows, columns(large, 0.3, 0.45, 0.25), row_heads=True, grid=True),
    ]


def clocks(plan: MergedPlan, large: bool) -> list[Block]:
    """The deadlines, to verify locally."""
    rows: list[list[Text]] = [[line.clock.what, _deadline(line), ""] for line in plan.clocks]
    head = [tr("What"), tr("By when"), tr("Verified, by")]
    return [
        keep_together(
            heading(tr("Clocks"), 2),
            text(tr("General rules. Verify each one locally with counsel, and write your own deadline in.")),
            table(head, rows, columns(large, 0.24, 0.6, 0.16), row_heads=True, grid=True),
        )
    ]


def _deadline(line: ClockLine) -> Text:
    words = said(line.limit, local=line.clock.local)
    return [*words, " ", *said(line.note, local=line.clock.note_local)] if line.note else words


def _messages(plan: MergedPlan) -> list[Block]:
    return [*opening(plan, "S13"), *message_rules(plan), *messages(plan)]


def message_rules(plan: MergedPlan) -> list[Block]:
    """How we speak, beside what we never say; then the rest."""
    groups = plan.body("S13").groups
    beside = [two_columns(guidance(groups[:1]), guidance(groups[1:2]), share=0.62)] if len(groups) > 1 else []
    return [*beside, *guidance(groups[2:] if beside else groups)]


def messages(plan: MergedPlan) -> list[Block]:
    """The messages, each whole on its page."""
    return [keep_together(*_message(plan, message)) for message in plan.messages]


def _message(plan: MergedPlan, message: MessageBody) -> list[Block]:
    own = message.message
    titles = {line.role.id: line.role.title for line in plan.roles}
    where: list[str | Run] = [
        Run(tr("To: "), bold=True),
        own.to,
        "   ",
        Run(tr("By: "), bold=True),
        titles.get(own.by, own.by),
        "   ",
        Run(tr("When: "), bold=True),
        own.when,
    ]
    return [
        heading(tr("{code}  {title}", code=own.id, title=own.title), 2),
        text(where, "small"),
        quotation(*(text(said(part)) for part in message.paragraphs)),
    ]
