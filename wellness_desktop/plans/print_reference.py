"""The rest of the binder: the town, care, cover, means, partners, forms, the inquiry, the review, the leader."""

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import (
    Block,
    Run,
    Text,
    bullets,
    heading,
    table,
    text,
)
from wellness_desktop.plans.community import prints as community
from wellness_desktop.plans.merged import MergedPlan
from wellness_desktop.plans.people import Holder
from wellness_desktop.plans.print_pieces import (
    blank_rows,
    body,
    columns,
    facts,
    guidance,
    office_words,
    on_sheet,
    opening,
)
from wellness_desktop.plans.templates import CORE

HANDED_OVER_ROWS = 6


def situation(plan: MergedPlan) -> list[Block]:
    """Sections S07 and S08."""
    return [*plain_section(plan, "S07"), *plain_section(plan, "S08")]


def reference(plan: MergedPlan, *, large: bool) -> list[Block]:
    """Sections S14 to S24, and the sources."""
    return [
        *plain_section(plan, "S14"),
        *plain_section(plan, "S15"),
        *plain_section(plan, "S16"),
        *partners(plan, large),
        *forms(plan, large),
        *inquiry(plan, large),
        *plain_section(plan, "S20"),
        *plain_section(plan, "S21"),
        *practice(plan),
        *sources(plan),
        *carry_more(plan, large),
        *leader(plan),
    ]


def plain_section(plan: MergedPlan, section: str) -> list[Block]:
    """A section's guidance and facts."""
    return on_sheet(plan, section, *body(plan.body(section)))


def partners(plan: MergedPlan, large: bool) -> list[Block]:
    """Section S17."""
    rows: list[list[Text]] = [
        [str(number), office.field.label, office_words(office), "", ""]
        for number, office in enumerate(plan.partners, start=1)
    ]
    return on_sheet(
        plan,
        "S17",
        *community.first_calls(plan, large),
        heading(tr("Whom to call first"), 2),
        table(
            ["#", tr("Who"), tr("Name and number"), tr("Called at"), tr("They told us")],
            rows,
            columns(large, 0.05, 0.26, 0.34, 0.12, 0.23),
            grid=True,
        ),
        *guidance(plan.body("S17").groups),
        *(community.register(plan, large) if not plan.tab or plan.id == CORE else []),
    )


def forms(plan: MergedPlan, large: bool) -> list[Block]:
    """Section S18: the list of forms. Blank ones are a print of their own, or no binder would stay thin (CP-T8)."""
    return on_sheet(plan, "S18", text(where_forms_are()), form_list(plan, large))


def where_forms_are() -> str:
    """Where to find the forms that the list names."""
    return tr(
        "The blank forms are a pack of their own. Print it in the program under Forms, and put it behind this page."
    )


def form_list(plan: MergedPlan, large: bool) -> Block:
    """The forms of the plan and what each is for."""
    rows: list[list[Text]] = [[Run(form.id, bold=True), form.title, form.use] for form in plan.forms]
    return table([tr("Form"), tr("Title"), tr("Use")], rows, columns(large, 0.1, 0.36, 0.54))


def inquiry(plan: MergedPlan, large: bool) -> list[Block]:
    """Section S19, with the list of what was handed over."""
    head = [tr("What"), tr("To whom"), tr("When"), tr("By"), tr("Receipt")]
    return [
        *plain_section(plan, "S19"),
        heading(tr("Handed over to the outside agency"), 2),
        table(head, blank_rows(5, HANDED_OVER_ROWS), columns(large, 0.36, 0.24, 0.14, 0.14, 0.12), grid=True),
    ]


def carry_more(plan: MergedPlan, large: bool) -> list[Block]:
    """Section S23, with the list for the night."""
    head = [tr("Group"), tr("What may leave them alone in this crisis"), tr("Who asks after them"), tr("Asked on")]
    return [
        *plain_section(plan, "S23"),
        heading(tr("Tonight"), 2),
        text(tr("Write groups here, no names.")),
        table(head, blank_rows(4, 6), columns(large, 0.24, 0.38, 0.24, 0.14), grid=True),
    ]


def practice(plan: MergedPlan) -> list[Block]:
    """Section S22, with a case for roll call."""
    case = [heading(tr("A 20-minute case for roll call"), 2), text(plan.exercise)] if plan.exercise else []
    return on_sheet(plan, "S22", *body(plan.body("S22")), *case)


def sources(plan: MergedPlan) -> list[Block]:
    """Where the plan's facts come from."""
    return [
        heading(tr("Where this comes from"), 2),
        text("\n".join(f"{source.title}. {source.url}" for source in plan.sources), "small"),
    ]


def leader(plan: MergedPlan) -> list[Block]:
    """One page: values, three lines, who to call, what not to promise, own care, when the deputy takes over."""
    values = {line.field.id: line.value for line in plan.body("S05").facts}
    people: list[Text] = [
        [Run(tr("{role}: ", role=line.role.title), bold=True), _who(line.seats.first)]
        for line in plan.roles
        if line.role.id in ("R02", "R03", "R06", "R09", "R18")
    ]
    return [
        *opening(plan, "S24"),
        heading(tr("Our values"), 2),
        text(values.get("values_line") or "_" * 60),
        heading(tr("Whom to call"), 2),
        bullets(people),
        *guidance(plan.body("S24").groups),
        *facts(plan.body("S24").facts),
    ]


def _who(holder: Holder | None) -> str:
    if holder is None:
        return "_" * 24
    return tr("{name}, {number}", name=holder.with_agency, number=holder.numbers[0] if holder.numbers else "_" * 14)
