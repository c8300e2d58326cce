"""The handover packet: for a team from outside that comes to help. No member's number, nothing of what was said."""

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import (
    Block,
    Run,
    Text,
    bullets,
    fill_lines,
    heading,
    keep_together,
    note,
    page_break,
    space,
    table,
    text,
    writing_lines,
)
from wellness_desktop.paper.sheet import Printed, make_with_pages
from wellness_desktop.plans.merged import MergedPlan, Office
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.print_pieces import PrintStyle, blank, blank_rows, columns
from wellness_desktop.plans.sheets.pieces import fact_of, label_of, numbers_or_blank, office_of, plan_title, sheet_of

FACTS = ("staffing", "distances", "languages", "radio_gaps")
"""What somebody who never was here must know of the town."""
PLACES = ("staging_area", "staging_place", "quiet_room", "family_room", "second_dispatch")
OFFICES = ("dispatch_line", "hospital", "trauma_center", "ems", "nearest_agency", "emergency_manager", "coroner")
"""Desks that answer day and night. The number of somebody who works here is left out."""
TALK_TO = ("R02", "R14", "R15", "R03", "R09", "R16", "R06", "R07", "R12")


def handover_packet(plan: MergedPlan, style: PrintStyle) -> Printed:
    """The packet."""
    large = style.large
    blocks = [
        *_what_happened(plan),
        *_not_for_you(),
        page_break(),
        *_whom_to_ask(plan, large),
        *_channels(large),
        page_break(),
        *_the_town(plan, large),
        *_food_and_beds(plan),
        *_map(),
    ]
    sheet = sheet_of(plan, style, tr("{code} handover packet", code=plan.code), numbers=False)
    return make_with_pages(sheet, blocks)


def _what_happened(plan: MergedPlan) -> list[Block]:
    return [
        heading(tr("Thank you for coming: {plan}", plan=plan_title(plan))),
        text(tr("This packet is for you to keep while you are here. Please give it back when you leave.")),
        heading(tr("What happened"), 2),
        text(tr("Filled in by command, by hand. No names of people who were hurt, and none of those who helped.")),
        fill_lines([tr("What, in one line"), tr("Where"), tr("When")]),
        writing_lines(3),
        fill_lines([tr("What we ask of you"), tr("Until when"), tr("Your contact here")]),
    ]


def _whom_to_ask(plan: MergedPlan, large: bool) -> list[Block]:
    dispatch = office_of(plan, "dispatch_line")
    name, numbers = (dispatch.name, numbers_of(dispatch)) if dispatch else ("", ())
    label = dispatch.field.label if dispatch else tr("dispatch")
    reach: list[str | Run] = [
        tr("Reach everybody through dispatch: "),
        Run(name, bold=True) if name else blank(label),
        "  ",
        *numbers_or_blank(numbers, tr("number of dispatch"), 1),
        ".",
    ]
    rows: list[list[Text]] = []
    for line in plan.roles:
        if line.role.id in TALK_TO:
            first, other = line.seats.first, line.seats.at(Place.ALTERNATE).holder
            who = first.with_agency if first else blank(line.role.title)
            also = other.with_agency if other is not None and other != first else ""
            rows.append([[Run(line.role.id, bold=True), f"  {line.role.title}"], who, also])
    head = [tr("Ask about"), tr("Who"), tr("Or")]
    return [
        heading(tr("Whom to ask"), 2),
        text(reach),
        table(head, rows, columns(large, 0.4, 0.3, 0.3)),
    ]


def numbers_of(office: Office) -> tuple[str, ...]:
    """The numbers of an office; none of somebody who works here, whose number is their own."""
    return () if office.ours else office.numbers


def _the_town(plan: MergedPlan, large: bool) -> list[Block]:
    """The agency and the town, and the desks that answer."""
    rows: list[list[Text]] = [
        [label, fact_of(plan, field) or blank(label)] for field in (*FACTS, *PLACES) if (label := label_of(plan, field))
    ]
    offices: list[list[Text]] = []
    for field in OFFICES:
        office = office_of(plan, field)
        if office is not None and not office.ours:
            name = office.name or blank(office.field.label)
            offices.append([office.field.label, name, numbers_or_blank(office.numbers, tr("number"), 1)])
    return [
        heading(tr("Where you are"), 2),
        table([tr("What"), tr("Here")], rows, columns(large, 0.34, 0.66), row_heads=True),
        keep_together(
            heading(tr("Desks that answer"), 2),
            table([tr("What"), tr("Who"), tr("Number")], offices, columns(large, 0.4, 0.34, 0.26), row_heads=True),
        ),
    ]


def _map() -> list[Block]:
    return [
        keep_together(
            heading(tr("Map: station, scene, family room, where to park"), 2),
            table([tr("Draw it here, or pin the town's map over it.")], [[space(13)]], grid=True),
        ),
    ]


def _channels(large: bool) -> list[Block]:
    head = [tr("Channel or talk group"), tr("Who"), tr("For what"), tr("Remarks")]
    return [
        keep_together(
            heading(tr("Channels (F-14)"), 2),
            table(head, blank_rows(4, 5), columns(large, 0.28, 0.24, 0.24, 0.24), grid=True),
        )
    ]


def _food_and_beds(plan: MergedPlan) -> list[Block]:
    beds = fact_of(plan, "beds")
    lines = [tr("Food, from when to when"), tr("Fuel and repairs"), tr("Washing and toilets"), tr("End of your shift")]
    return [
        keep_together(
            heading(tr("Where you sleep and eat"), 2),
            text([Run(tr("Beds: "), bold=True), beds or blank(label_of(plan, "beds") or tr("beds"))]),
            fill_lines(lines),
            text(tr("Twelve hours on, twelve off. Your own people on this event are entitled to support as ours are.")),
        )
    ]


def _not_for_you() -> list[Block]:
    return [
        keep_together(
            note(
                bullets(
                    [
                        tr("Sealed envelopes (F-01, F-02, F-03). Only the custodians open them, two together."),
                        tr("Who asked for support, who took it, and what was said there."),
                        tr("The home numbers and addresses of our people. Go through dispatch."),
                        tr("The inquiry. Questions about it go to the inquiry liaison."),
                        tr("Anything for the press. Send every caller to the message lead."),
                    ]
                ),
                title=tr("Sealed, and not for you"),
                kind="warning",
            ),
            fill_lines([tr("Packet number"), tr("Handed to"), tr("Agency"), tr("Given back on")], columns=2),
        )
    ]
