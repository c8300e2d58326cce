"""What comes out on paper, read back from the PDF."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import product
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from tests.paper.tag_checker import faults
from tests.support.cases import every
from tests.support.pdf_text import pages, text_of
from wellness_desktop.base.errors import Problem
from wellness_desktop.paper.sheet import Printed
from wellness_desktop.plans.bands import Band
from wellness_desktop.plans.items import Step
from wellness_desktop.plans.merged import BoxLines, MergedPlan, Standing
from wellness_desktop.plans.merging import Known, merge
from wellness_desktop.plans.overlay import combine
from wellness_desktop.plans.people import Holder, Place, Seat, Seats
from wellness_desktop.plans.print_front import LIST
from wellness_desktop.plans.print_pieces import PrintStyle
from wellness_desktop.plans.print_quick_card import QUICK_BOXES
from wellness_desktop.plans.prints import binder, binder_pages, quick_card
from wellness_desktop.plans.templates import load_templates

if TYPE_CHECKING:
    from conftest import Agency

STYLE = PrintStyle(datetime(2026, 11, 24, 12, 0), date(2027, 5, 24))  # noqa: DTZ001 - station time, as the sheet wants
TEMPLATES = load_templates()
pytestmark = pytest.mark.usefixtures("qapp")  # Qt's PDF reader, which did not write what it reads
Plans = dict[str, MergedPlan]


def in_full(*every_time: str) -> list[Any]:
    """Every plan: these each time, the others with the slow tests."""
    return [pytest.param(code, marks=() if code in every_time else pytest.mark.slow) for code in TEMPLATES.overlays]


@pytest.fixture(scope="module")
def plan_of_nobody() -> MergedPlan:
    return an_empty_plan("CP-03")


def an_empty_plan(code: str) -> MergedPlan:
    template = combine(TEMPLATES.core, TEMPLATES.overlays[code])
    return merge(template, Known(), Standing(approved=False, number="2026.1"))


_PRINTED: dict[str, Printed] = {}


def the_printed(plan: MergedPlan) -> Printed:
    """Millbrook's binder, printed once for all tests that only read it."""
    if plan.id not in _PRINTED:
        _PRINTED[plan.id] = binder_pages(plan, STYLE)
    return _PRINTED[plan.id]


def the_binder(plan: MergedPlan) -> bytes:
    return the_printed(plan).pdf


def first_boxes(plan: MergedPlan) -> list[BoxLines]:
    """The two spans of time that stand on the quick card."""
    return [box for box in plan.boxes if box.box.id in QUICK_BOXES]


def test_the_binder_holds_every_section_and_numbers_its_sheets(millbrook_plans: Plans) -> None:
    merged = millbrook_plans["CP-01"]
    printed = the_printed(merged)
    leaves = {body.section.leaf for body in merged.sections}
    assert {page.section for page in printed.pages} == leaves | {LIST}
    assert [page.code for page in printed.pages if page.section == "S11"][:2] == ["CP-01 S11-1", "CP-01 S11-2"]
    found = pages(printed.pdf)
    for body in merged.sections[1:]:
        assert any(f"{body.section.id} {body.section.title}" in page for page in found), body.section.id
    for page, text in zip(printed.pages, found, strict=True):
        assert page.code in text


@pytest.mark.parametrize("code", every(4, sorted(TEMPLATES.overlays)))
def test_a_time_box_never_begins_at_the_foot_of_a_page(millbrook_plans: Plans, code: str) -> None:
    merged = millbrook_plans[code]
    found = [page for page in pages(the_binder(merged)) if f"{code} S11-" in page]
    for box in (one for one in merged.boxes if one.steps):
        first = str(box.steps[0].text.pieces[0]).strip()
        assert any(re.search(rf"{re.escape(box.box.title)} Done.*{re.escape(first)}", page) for page in found), box.box


@pytest.mark.parametrize("code", every(5, sorted(TEMPLATES.overlays)))
def test_a_whole_binder_stays_under_forty_pages_and_three_megabytes(millbrook_plans: Plans, code: str) -> None:
    """CP-T8."""
    pdf = the_binder(millbrook_plans[code])
    assert len(pages(pdf)) < 40
    assert len(pdf) < 3_000_000


def test_every_step_role_message_form_clock_and_signature_is_printed(millbrook_plans: Plans) -> None:
    merged = millbrook_plans["CP-01"]
    text = text_of(the_binder(merged))
    for box in merged.boxes:
        assert box.box.title in text
        for step in box.steps:
            assert all(piece.strip() in text for piece in step.text.pieces if isinstance(piece, str)), step.id
    for line in merged.roles:
        assert f"{line.role.id} {line.role.title}" in text
    for body in merged.messages:
        assert f"{body.message.id} {body.message.title}" in text
    for form in merged.forms:
        assert form.id in text
    for clock in merged.clocks:
        assert clock.clock.what in text
    for signer in merged.signers:
        assert f"Signature, {signer.title}" in text
    for voice in merged.contributors:
        assert f"{voice.name}: {Band(voice.band).label}" in text


def test_the_call_tree_has_names_numbers_and_room_to_write(millbrook_plans: Plans) -> None:
    found = [page for page in pages(the_binder(millbrook_plans["CP-03"])) if "CP-03 S10-" in page]
    text = " ".join(found)
    for words in ("Tried", "Reached", "Initials", "Pat Lindqvist", "(612) 555-0118 · (612) 555-0119", "All members"):
        assert words in text
    assert "No answer in 5 min: Sgt. Jørgen Østergård (612) 555-0104" in text


def test_the_table_with_each_person_struck_out_is_printed(millbrook_plans: Plans) -> None:
    text = text_of(the_binder(millbrook_plans["CP-01"]))
    assert "If one of us cannot act" in text
    assert "Chief Alana Reyes R01 Sgt. Dana Whitfield" in text


def test_typed_text_prints_exactly(millbrook: "Agency") -> None:
    """EXAMPLES 14: O'Neil <duty> & co. is text, never markup."""
    plans = millbrook.plans()
    plans.set_fact("relations", "O'Neil <duty> & {curly} [square] <b>not bold</b>")
    plans.set_fact("coroner", "R. O'Neil <pager & desk>", numbers=["507-555-0115"], detail="<ring twice>")
    text = text_of(plans.binder("CP-01"))
    assert "O'Neil <duty> & {curly} [square] <b>not bold</b>" in text
    assert "R. O'Neil <pager & desk> (507) 555-0115 <ring twice>" in text
    assert "R. O'Neil <pager & desk>" in text_of(plans.quick_card("CP-03"))


def test_what_is_not_filled_in_prints_as_a_line_with_its_label(plan_of_nobody: MergedPlan) -> None:
    text = text_of(binder(plan_of_nobody, STYLE))
    for label in (
        "(name)",
        "(number)",
        "(name and number)",
        "(Support coordinator)",
        "(scribe)",
        "(Your values in one sentence)",
    ):
        assert re.search(rf"_{{10,}} ?{re.escape(label)}", text), label
    assert re.search(r"Nearest hospital _+ \(name\)", text)
    assert re.search(r"People here struggle with|What people here struggle with _+", text)


def test_a_person_who_left_prints_as_a_blank_that_says_so(millbrook: "Agency") -> None:
    millbrook.roster().remove(millbrook.id_of("Sgt. Dana Whitfield"))
    text = text_of(millbrook.plans().binder("CP-01"))
    assert "Dana Whitfield, " not in text
    assert re.search(r"_+ \(no longer on the roster: choose again\)", text)


@pytest.mark.parametrize("code", in_full("CP-03"))
def test_no_braces_reach_the_paper(code: str) -> None:
    """CP-T1. That each place of each plan can be filled is proven without paper (template_check)."""
    plan = an_empty_plan(code)
    for pdf in (binder(plan, STYLE), quick_card(plan, STYLE)):
        assert not re.search(r"[{}]", text_of(pdf))


def test_a_draft_says_so_on_every_page_until_the_plan_is_approved(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    assert all("DRAFT" in page for page in pages(plans.binder("CP-01")))
    plans.approve("CP-01")
    approved = pages(plans.binder("CP-01"))
    assert not any("DRAFT" in page for page in approved)
    assert "Status Approved" in approved[0]
    assert "In effect from Nov 24, 2026" in approved[0]
    assert "2026.1 Nov 24, 2026 Alana Reyes Sections S04 to S24" in approved[2]
    assert "DRAFT" not in text_of(plans.quick_card("CP-01"))


def test_every_page_says_when_to_check_again_and_the_handling_line(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.set_fact("handling", "Millbrook only")
    found = pages(plans.binder("CP-01"))
    assert all("Check again by May 24, 2027" in page for page in found)
    assert all("Millbrook only" in page for page in found)
    assert all("Version 2026.1" in page for page in found)


def test_sealed_forms_are_named_and_never_printed(millbrook_plans: Plans) -> None:
    """CP-T7."""
    text = text_of(the_binder(millbrook_plans["CP-01"]))
    assert "F-01 Family and emergency notification" in text
    for field in ("Who holds my passwords", "Whom not to tell", "Burial or cremation"):
        assert field not in text


def test_private_numbers_stand_only_where_people_are_called(millbrook_plans: Plans) -> None:
    """CP-T15: outside the pages with people and offices no number is printed, unless it is public."""
    merged = millbrook_plans["CP-01"]
    printed = the_printed(merged)
    for page, text in zip(printed.pages, pages(printed.pdf), strict=True):
        if page.section in ("S01", "S02", "S04", "S11", "S18", "S20", "S22"):
            assert not re.search(r"\(\d{3}\) \d{3}-\d{4}", text), page.code


def test_messages_carry_the_agency_its_values_and_help(millbrook_plans: Plans) -> None:
    text = text_of(the_binder(millbrook_plans["CP-01"]))
    assert "Help is here: Dr. Hannah Weiss, (612) 555-0134. You can call or text 988 at any hour." in text
    assert text.count("We tell the truth, and we take care of one another.") >= 5
    assert re.search(r"At about _+ \(time\), _+ \(what happened, in one line\)", text)


def cards() -> Iterator[Any]:
    """Every plan on letter paper; the other sheets for two plans each time, and for the rest with the slow tests."""
    for code, size, large in product(sorted(TEMPLATES.overlays), ("letter", "a4"), (False, True)):
        quick = code == "CP-01" or ((size, large) == ("letter", False) and int(code[-2:]) % 3 == 0)
        yield pytest.param(code, size, large, marks=() if quick else pytest.mark.slow)


@pytest.mark.parametrize(("code", "size", "large"), list(cards()))
def test_the_quick_card_is_one_page_with_every_step(millbrook_plans: Plans, code: str, size: str, large: bool) -> None:
    """CP-T12."""
    merged = millbrook_plans[code]
    (page,) = pages(quick_card(merged, replace(STYLE, size=size, large=large)))
    for box in first_boxes(merged):
        assert box.box.title in page
        for step in box.steps:
            assert all(piece.strip() in page for piece in step.text.pieces if isinstance(piece, str))
    for warning in merged.warnings:
        assert str(warning.text.pieces[0]) in page
    for words in ("Pat Lindqvist", "(612) 555-0118", "988, call or text"):
        assert words in page


def test_the_quick_card_of_an_empty_agency_is_one_page_with_lines_to_write_on(plan_of_nobody: MergedPlan) -> None:
    (page,) = pages(quick_card(plan_of_nobody, STYLE))
    assert re.search(r"_{10,} \(name\) Dispatch lead", page)


def long_names(plan: MergedPlan) -> MergedPlan:
    """The plan with names and numbers as long as people type them."""
    holder = Holder(
        UUID(int=5),
        "Lieutenant Maximiliana Featherstonehaugh-Oyelaran-Villanueva",
        "Greater Alder County Sheriff's Office",
        own=False,
        numbers=("+1 (612) 555-0100 ext. 4455", "(612) 555-0101"),
    )
    seats = Seats({place: Seat(holder) for place in Place})
    return replace(
        plan,
        calls=tuple(replace(call, seats=seats) if call.role else call for call in plan.calls),
        roles=tuple(replace(line, seats=seats) for line in plan.roles),
    )


@pytest.mark.parametrize("large", [False, True])
def test_long_names_drop_the_last_calls_and_never_a_step(large: bool) -> None:
    plan = long_names(an_empty_plan("CP-01"))
    (page,) = pages(quick_card(plan, replace(STYLE, large=large)))
    assert "the rest stands in section S10" in page
    assert all(str(step.text.pieces[0]) in page for box in first_boxes(plan) for step in box.steps)
    assert "Lieutenant Maximiliana" in page


def test_an_agency_with_ten_more_steps_still_gets_one_page() -> None:
    template = combine(TEMPLATES.core, TEMPLATES.overlays["CP-03"])
    more = tuple(Step(f"own.{n}", "1h", "R02", f"One more thing that we do here, number {n}.") for n in range(10))
    plan = merge(replace(template, step=template.step + more), Known(), Standing(approved=True, number="2026.1"))
    (page,) = pages(quick_card(plan, STYLE))
    assert "One more thing that we do here, number 9." in page


def test_a_card_with_far_too_many_steps_says_what_to_do() -> None:
    template = combine(TEMPLATES.core, TEMPLATES.overlays["CP-03"])
    more = tuple(Step(f"own.{n}", "1h", "R02", "word " * 30) for n in range(40))
    plan = merge(replace(template, step=template.step + more), Known(), Standing(approved=True, number="2026.1"))
    with pytest.raises(Problem):
        quick_card(plan, STYLE)


def test_the_same_plan_prints_the_same_bytes(millbrook_plans: Plans) -> None:
    merged = millbrook_plans["CP-03"]
    assert binder(merged, STYLE) == the_binder(merged)


def test_large_print_and_a4_hold_the_same_words(millbrook_plans: Plans) -> None:
    merged = millbrook_plans["CP-03"]
    large = text_of(binder(merged, replace(STYLE, large=True, size="a4")))
    for box in merged.boxes:
        for step in box.steps:
            assert all(piece.strip() in large for piece in step.text.pieces if isinstance(piece, str)), step.id


@pytest.mark.parametrize("code", in_full("CP-01", "CP-03"))
def test_every_print_is_tagged_as_the_checker_asks(millbrook_plans: Plans, code: str) -> None:
    """DESIGN 9, by the checker that did not write the tags."""
    merged = millbrook_plans[code]
    assert faults(the_binder(merged)) == []
    assert faults(quick_card(merged, STYLE)) == []


def test_a_card_to_write_on_is_tagged_too(plan_of_nobody: MergedPlan) -> None:
    assert faults(quick_card(plan_of_nobody, STYLE)) == []
