"""References become values; what is not filled in becomes a blank with its label."""

from uuid import UUID

from wellness_desktop.plans.merged import MergedPlan, Standing
from wellness_desktop.plans.merging import Fact, Known, merge
from wellness_desktop.plans.overlay import combine
from wellness_desktop.plans.people import Holder, Place, Seat, Seats
from wellness_desktop.plans.places import Blank
from wellness_desktop.plans.reading_text import changed_sections, plain, section_texts
from wellness_desktop.plans.templates import load_templates

TEMPLATES = load_templates()
LODD = combine(TEMPLATES.core, TEMPLATES.overlays["CP-01"])
ANN = Holder(UUID(int=1), "Ann O'Neil <duty>", "County", own=False, numbers=("(612) 555-0101", "(612) 555-0102"))
BO = Holder(UUID(int=2), "Bo", numbers=("(612) 555-0103",))
DRAFT = Standing(approved=False, number="2026.1")


def merged(**known: object) -> MergedPlan:
    return merge(LODD, Known(**known), DRAFT)  # type: ignore[arg-type]


def seat(*holders: Holder | None) -> Seats:
    return Seats({place: Seat(one) for place, one in zip(Place, holders, strict=False) if one})


def message(plan: MergedPlan, code: str) -> str:
    return "\n".join(plain(part) for body in plan.messages if body.message.id == code for part in body.paragraphs)


def test_a_message_names_the_support_coordinator_of_the_roster() -> None:
    text = message(merged(seats={"R03": seat(ANN, BO)}), "INT-2")
    assert "Help is here: Ann O'Neil <duty>, (612) 555-0101." in text


def test_the_next_in_line_stands_in_where_the_first_seat_is_empty() -> None:
    assert "Help is here: Bo, (612) 555-0103." in message(merged(seats={"R03": seat(None, BO)}), "INT-2")


def test_a_role_nobody_holds_is_a_blank_with_its_title() -> None:
    plan = merged()
    blanks = [
        piece
        for body in plan.messages
        for part in body.paragraphs
        for piece in part.pieces
        if isinstance(piece, Blank) and piece.missing
    ]
    assert Blank("Support coordinator", missing=True) in blanks
    assert "[Support coordinator]" in message(plan, "INT-2")


def test_an_office_comes_from_the_roster_and_says_when_the_person_is_gone() -> None:
    facts = {"coroner": Fact("coroner", person=ANN.id, detail="after 17:00 by pager")}
    there = merged(facts=facts, people={ANN.id: ANN})
    call = next(line for line in there.calls if line.office and line.office.field.id == "coroner")
    assert call.office
    assert (call.office.name, call.office.numbers) == ("Ann O'Neil <duty>, County", ANN.numbers)
    assert call.office.detail == "after 17:00 by pager"
    gone = merged(facts=facts)
    office = next(line.office for line in gone.calls if line.office and line.office.field.id == "coroner")
    assert office.gone
    assert office.name == ""


def test_a_typed_office_and_a_default() -> None:
    plan = merged(facts={"hospital": Fact("hospital", "County Hospital", numbers=("(507) 555-0112",))})
    offices = {one.field.id: one for one in plan.partners}
    assert offices["hospital"].numbers == ("(507) 555-0112",)
    assert offices["cops_chapter"].numbers == ("1-573-346-4911",)


def test_partners_of_this_plan_come_before_the_rest() -> None:
    assert [one.field.id for one in merged().partners] == [
        "hospital",
        "funeral_director",
        "partner_faith",
        "cops_chapter",
        "union_lodge",
        "hundred_club",
        "partner_school",
        "partner_business",
        "partner_youth",
        "partner_neighbors",
    ]


def test_calls_are_numbered_and_those_at_the_same_time_share_a_number() -> None:
    calls = merged().calls
    assert [(call.number, call.role.id if call.role else "") for call in calls][3:6] == [
        (4, "R04"),
        (4, "R05"),
        (4, "R07"),
    ]
    assert [call.together for call in calls][3:6] == [False, True, True]


def test_a_date_is_written_out() -> None:
    plan = merged(facts={"cover_ends": Fact("cover_ends", "2028-02-29")})
    values = {line.field.id: line.value for line in plan.body("S15").facts}
    assert values["cover_ends"] == "Feb 29, 2028"


def test_only_sources_that_are_used_are_named() -> None:
    named = {one.source for one in LODD.items()} | {one.source for one in LODD.section + LODD.form + LODD.field}
    assert [source.key for source in merged().sources] == [one.key for one in LODD.source if one.key in named]
    assert "IACP-LODD" not in [source.key for source in merged().sources]


def test_a_changed_number_changes_just_the_sections_it_stands_in() -> None:
    """DESIGN 6.5: a changed phone changes every plan, and the plan knows it."""
    before = section_texts(merged(seats={"R11": seat(BO)}))
    moved = Holder(BO.id, BO.name, numbers=("(612) 555-0199",))
    after = section_texts(merged(seats={"R11": seat(moved)}))
    assert changed_sections(before, after) == ("S09",)
    assert changed_sections(before, before) == ()


def test_braces_never_come_out_of_a_template() -> None:
    """CP-T1."""
    for overlay in TEMPLATES.overlays.values():
        plan = merge(combine(TEMPLATES.core, overlay), Known(), DRAFT)
        for text in section_texts(plan).values():
            assert "{" not in text
            assert "}" not in text
