"""Cards, sheets and packets of a plan, read back from the PDF."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import product
from typing import Any

import pikepdf
import pytest

from tests.paper.tag_checker import faults
from tests.support.cases import every
from tests.support.pdf_text import pages, text_of
from wellness_desktop.paper.sheet import Printed
from wellness_desktop.plans.merged import MergedPlan, Standing
from wellness_desktop.plans.merging import Known, merge
from wellness_desktop.plans.missing import missing
from wellness_desktop.plans.overlay import combine
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.print_pieces import PrintStyle
from wellness_desktop.plans.sheets.call_tree import call_tree_sheet
from wellness_desktop.plans.sheets.folders import all_quick_cards, grab_folder
from wellness_desktop.plans.sheets.gaps import gaps_of
from wellness_desktop.plans.sheets.handover import handover_packet
from wellness_desktop.plans.sheets.kinds import ALL, SheetKind, choices, file_name, role_picks
from wellness_desktop.plans.sheets.leader import leader_packet
from wellness_desktop.plans.sheets.messages import message_sheets
from wellness_desktop.plans.sheets.role_cards import role_cards
from wellness_desktop.plans.sheets.wallet import wallet_cards
from wellness_desktop.plans.templates import load_templates

STYLE = PrintStyle(datetime(2026, 11, 24, 12, 0), date(2027, 5, 24))  # noqa: DTZ001 - station time, as the sheet wants
TEMPLATES = load_templates()
pytestmark = pytest.mark.usefixtures("qapp")  # Qt's PDF reader, which did not write what it reads
Plans = dict[str, MergedPlan]
MAKERS: dict[SheetKind, Callable[[MergedPlan, PrintStyle], Printed]] = {
    SheetKind.CALL_TREE: call_tree_sheet,
    SheetKind.ROLE_CARDS: role_cards,
    SheetKind.MESSAGES: message_sheets,
    SheetKind.LEADER: leader_packet,
    SheetKind.HANDOVER: handover_packet,
    SheetKind.WALLET: wallet_cards,
}
NUMBER = re.compile(r"\(\d{3}\) \d{3}-\d{4}")


def of_nobody(code: str) -> MergedPlan:
    """The plan of an agency that entered nothing."""
    return merge(combine(TEMPLATES.core, TEMPLATES.overlays[code]), Known(), Standing(approved=False, number="2026.1"))


def every_kind(*every_time: str) -> list[Any]:
    """Every paper of every plan: of these plans each time, of the others with the slow tests."""
    return [
        pytest.param(kind, code, marks=() if code in every_time else pytest.mark.slow)
        for kind, code in product(MAKERS, sorted(TEMPLATES.overlays))
    ]


@pytest.mark.parametrize(("kind", "code"), every_kind("CP-14"))
def test_every_paper_is_tagged_titled_and_has_its_fonts(millbrook_plans: Plans, kind: SheetKind, code: str) -> None:
    """DESIGN 9, by the checker that did not write the tags; filled in and blank, on both papers."""
    for plan, style in (
        (millbrook_plans[code], STYLE),
        (of_nobody(code), replace(STYLE, size="a4")),
        (millbrook_plans[code], replace(STYLE, large=True)),
    ):
        printed = MAKERS[kind](plan, style)
        assert faults(printed.pdf) == []
        with pikepdf.open(BytesIO(printed.pdf)) as pdf:
            assert len(pdf.pages) == len(printed.pages)
            assert str(pdf.docinfo.Title).startswith(code)
            assert str(pdf.Root.Lang) == "en-US"
            assert len(str(pdf.Root.Outlines.First.Title)) > 3
            fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
            assert all("/FontFile2" in font.FontDescriptor for font in fonts if "/FontDescriptor" in font)
            width = float(pdf.pages[0].MediaBox[2])
            assert round(width) == (595 if style.size == "a4" else 612)


@pytest.mark.parametrize(("kind", "code"), every_kind("CP-04"))
def test_a_gap_is_told_before_and_stands_as_a_labeled_line(kind: SheetKind, code: str) -> None:
    """Issue 8: an unresolved reference is loud before printing, and never an empty space on paper."""
    template, plan = combine(TEMPLATES.core, TEMPLATES.overlays[code]), of_nobody(code)
    told = {one.label for one in gaps_of(kind, plan, missing(template, Known(), ()))}
    text = text_of(MAKERS[kind](plan, STYLE).pdf)
    by_hand = {piece.label for body in plan.messages for part in body.paragraphs for piece in part.pieces
               if not isinstance(piece, str) and not piece.missing}  # fmt: skip
    lines = set(re.findall(r"_{10,} \(([^()]+(?:\([^()]*\)[^()]*)*)\)", text)) - by_hand
    plain = {"number", "alternate", "name", "dispatch", "number of dispatch", "number of the deputy", "beds"}
    assert lines - plain, "a plan of nobody has lines to write on"
    for label in lines - plain:
        assert any(label in one for one in told), label
    assert not re.search(r"[{}]", text)


def test_what_is_filled_in_is_not_called_missing(millbrook_plans: Plans) -> None:
    template = combine(TEMPLATES.core, TEMPLATES.overlays["CP-10"])
    gaps = missing(template, Known(), ())
    plan = millbrook_plans["CP-10"]
    assert all(call.seats.first for call in plan.calls if call.role)
    assert {one.label for one in gaps_of(SheetKind.WALLET, plan, gaps)} == {
        call.office.field.label for call in plan.calls if call.office and call.office.field.need != "may"
    }


def test_a_draft_says_so_on_every_page_and_card_and_an_approved_plan_does_not(millbrook_plans: Plans) -> None:
    plan = millbrook_plans["CP-10"]
    approved = replace(plan, standing=replace(plan.standing, approved=True))
    for make in MAKERS.values():
        assert all("DRAFT" in page for page in pages(make(plan, STYLE).pdf))
        text = text_of(make(approved, STYLE).pdf)
        assert "DRAFT" not in text
        assert "Version 2026.1" in text
        assert "Check again by May 24, 2027" in text


def test_the_same_paper_is_the_same_bytes(millbrook_plans: Plans) -> None:
    for make in MAKERS.values():
        assert make(millbrook_plans["CP-14"], STYLE).pdf == make(millbrook_plans["CP-14"], STYLE).pdf


# Each paper


def test_the_call_tree_has_two_numbers_the_alternate_and_the_way_back(millbrook_plans: Plans) -> None:
    """F-11 (crisis_plans.md D)."""
    plan = millbrook_plans["CP-03"]
    text = text_of(call_tree_sheet(plan, STYLE).pdf)
    for words in ("Copy number", "Tried", "Reached", "Initials", "Report back", "All members", "Dispatch told at"):
        assert words in text
    assert "Pat Lindqvist Dispatch lead (R14)" in text
    assert "(612) 555-0118 (612) 555-0119 After 2 min: Jo Carmichael (612) 555-0120" in text
    assert "The last one to be called calls dispatch back: Pat Lindqvist, (612) 555-0118" in text
    for call in plan.calls:
        assert all(piece.strip() in text for piece in call.text.pieces if isinstance(piece, str)) or call.office
    assert all(number in text for member in plan.members for number in member.numbers)


def test_a_tree_without_a_dispatch_lead_reports_to_the_line_from_outside(millbrook_plans: Plans) -> None:
    plan = millbrook_plans["CP-03"]
    roles = tuple(line for line in plan.roles if line.role.id != "R14")
    text = text_of(call_tree_sheet(replace(plan, roles=roles), STYLE).pdf)
    assert "calls dispatch back: Alder County Communications, (507) 555-0111" in text


def test_a_role_card_has_the_duty_the_people_the_steps_and_the_words(millbrook_plans: Plans) -> None:
    plan = millbrook_plans["CP-01"]
    (page,) = pages(role_cards(plan, STYLE, {"R09"}).pdf)
    line = next(one for one in plan.roles if one.role.id == "R09")
    assert "R09 Message lead" in page
    assert str(line.duty.pieces[0]).strip() in page
    for place in Place:
        holder = line.seats.at(place).holder
        assert holder is not None
        assert f"{place.label}: {holder.name}" in page
    assert "Must not also be: Incident commander (R02); Family liaison (R06)" in page
    assert "Dispatch lead: Pat Lindqvist" in page
    steps = [step for box in plan.boxes for step in box.steps if step.role and step.role.id == "R09"]
    assert steps
    assert all(str(step.text.pieces[0]).strip() in page for step in steps)
    assert "What I say INT-1 First word to members" in page


def test_every_role_has_a_card_and_two_short_ones_share_a_sheet(millbrook_plans: Plans) -> None:
    plan = millbrook_plans["CP-01"]
    printed = role_cards(plan, STYLE)
    headings = [heading for page in printed.pages for heading in page.headings if " · CP-01" in heading]
    assert [heading.split()[0] for heading in headings] == [line.role.id for line in plan.roles]
    assert len(printed.pages) < len(plan.roles)
    assert max(sum(" · CP-01" in heading for heading in page.headings) for page in printed.pages) == 2


def test_one_may_choose_all_cards_a_persons_or_one_role(millbrook_plans: Plans) -> None:
    plan = millbrook_plans["CP-01"]
    picks = {pick.words: pick.roles for pick in role_picks(plan.roles)}
    assert picks["All roles"] == tuple(line.role.id for line in plan.roles)
    assert picks["Sgt. Dana Whitfield: R01, R02, R15"] == ("R01", "R02", "R15")
    assert picks["R16  Scribe"] == ("R16",)
    text = text_of(role_cards(plan, STYLE, picks["Sgt. Dana Whitfield: R01, R02, R15"]).pdf)
    assert [code for code in ("R01", "R02", "R15") if f"{code} " in text] == ["R01", "R02", "R15"]
    assert "R16 Scribe" not in text


def test_a_wallet_card_holds_the_tree_on_one_sheet(millbrook_plans: Plans) -> None:
    plan = millbrook_plans["CP-10"]
    (page,) = pages(wallet_cards(plan, STYLE).pdf)
    assert page.count("CP-10") == 4 + 1, "four cards, and what stands above them"
    for call in plan.calls:
        if call.seats.first:
            assert page.count(f"{call.seats.first.numbers[0]} {call.seats.first.name}") >= 4
    assert "988 you, or someone near you" in page


def test_a_long_tree_leaves_out_the_last_lines_of_a_wallet_card_and_says_so(millbrook_plans: Plans) -> None:
    (page,) = pages(wallet_cards(millbrook_plans["CP-01"], replace(STYLE, large=True)).pdf)
    assert "1 (612) 555-0118 Pat Lindqvist" in page
    assert "The others: call tree, section S10." in page


@pytest.mark.parametrize("code", every(5, sorted(TEMPLATES.overlays)))
def test_the_leaders_page_is_one_page(millbrook_plans: Plans, code: str) -> None:
    """S24: values, three lines, whom to call, what not to promise, own care, when the deputy takes over."""
    plan = millbrook_plans[code]
    first, *rest = pages(leader_packet(plan, STYLE).pdf)
    for words in (
        "We tell the truth, and we take care of one another.",
        "1. Here is what we know. 2. Here is what we do not know yet. 3. Here is when I will speak to you again.",
        "Whom to call",
        "Do not promise",
        "You too",
        "Chief Paul Novak, Harmon Police Department (612) 555-0140",
        "The deputy takes over When: When the chief was part of it",
        "Deputy: Sgt. Dana Whitfield (612) 555-0102",
    ):
        assert words in first, words
    steps = [step for box in plan.boxes for step in box.steps if step.role and step.role.id == "R01"]
    assert all(str(step.text.pieces[0]).strip() in " ".join(rest) for step in steps)


@pytest.mark.parametrize("code", every(5, sorted(TEMPLATES.overlays)))
def test_a_handover_packet_has_no_members_number_and_no_name_of_an_incident(millbrook_plans: Plans, code: str) -> None:
    plan = millbrook_plans[code]
    text = text_of(handover_packet(plan, STYLE).pdf)
    private = {number for member in (*plan.members, *plan.retirees) for number in member.numbers}
    private |= {number for line in plan.roles for place in Place if (one := line.seats.at(place).holder)
                for number in one.numbers}  # fmt: skip
    assert private
    assert not {number for number in private if number in text}
    assert "(507) 555-0111" in text, "dispatch, by which everybody is reached"
    for words in ("What happened", "Sealed, and not for you", "Channels (F-14)", "Where you sleep and eat", "Map"):
        assert words in text


def test_an_office_held_by_one_of_us_keeps_its_number_out_of_the_handover(millbrook: Any) -> None:
    plans = millbrook.plans()
    plans.set_fact("dispatch_line", person=millbrook.id_of("Pat Lindqvist"))
    plan = plans.merged("CP-03")
    assert "(612) 555-0118" in text_of(call_tree_sheet(plan, STYLE).pdf)
    text = text_of(handover_packet(plan, STYLE).pdf)
    assert "(612) 555-0118" not in text
    assert "Reach everybody through dispatch: Pat Lindqvist" in text


@pytest.mark.parametrize("code", ["CP-04", "CP-10"])
def test_each_message_has_a_sheet_with_its_blanks_and_a_log(millbrook_plans: Plans, code: str) -> None:
    plan = millbrook_plans[code]
    found = pages(message_sheets(plan, STYLE).pdf)
    assert "Words that hurt or promise too much" in " ".join(found)
    for body in plan.messages:
        start = next(n for n, page in enumerate(found) if f"{body.message.id} {body.message.title} To:" in page)
        sheet = " ".join(found[start : start + 2])
        for part in body.paragraphs:
            for piece in part.pieces:
                wanted = piece if isinstance(piece, str) else f"({piece.label})"
                assert all(line.strip() in sheet for line in wanted.split("\n")), body.message.id
        for words in ("Never say: ", "Each version, before it goes out (F-10)", "Approved by", "Channel", "Read by"):
            assert words in sheet
        assert ("If it may be a suicide: " in sheet) == (code == "CP-04")


def test_a_message_is_set_in_sixteen_points(millbrook_plans: Plans) -> None:
    """crisis_plans.md M: read-aloud sheets."""
    with pikepdf.open(BytesIO(message_sheets(millbrook_plans["CP-10"], STYLE).pdf)) as pdf:
        drawn = [pdf.pages[-1].Contents.read_bytes(), pdf.pages[-2].Contents.read_bytes()]
    assert any(re.search(rb"/F\S+ 16 Tf", page) for page in drawn)


# Several plans


def test_all_quick_cards_are_one_sheet_each_with_their_own_version(millbrook_plans: Plans) -> None:
    """CP-T12."""
    plans = [
        replace(plan, standing=Standing(approved=code == "CP-10", number=f"2026.{number}"))
        for number, (code, plan) in enumerate(sorted(millbrook_plans.items()), 1)
    ]
    printed = all_quick_cards(plans, STYLE)
    found = pages(printed.pdf)
    assert len(found) == len(plans) == len(TEMPLATES.overlays)
    for plan, page in zip(plans, found, strict=True):
        assert f"{plan.id} {plan.title}" in page
        assert f"Version {plan.standing.number}" in page
        assert ("DRAFT" in page) == (plan.id != "CP-10")
    assert faults(printed.pdf) == []


def test_the_grab_folder_holds_call_orders_roles_blank_sheets_and_cards(millbrook: Any) -> None:
    """crisis_plans.md M and G.1."""
    few = {code: TEMPLATES.overlays[code] for code in ("CP-10", "CP-14")}
    plans = millbrook.plans(templates=lambda: replace(TEMPLATES, overlays=few))
    core, merged, style = plans.all_merged()
    printed = grab_folder(core, merged, style)
    found = pages(printed.pdf)
    assert "CP-10 Death of a child, or another hard call" in found[0]
    assert "R02 › R03 › R14 › R15 › R01" in found[1]
    assert "Chief Alana Reyes" in found[2]
    assert sum("F-11 Call tree sheet, blank" in page for page in found) == 2
    assert [page.code for page in printed.pages[-2:]] == ["CP-10 quick card", "CP-14 quick card"]
    assert faults(printed.pdf) == []


# Names


def test_file_names_give_nothing_away() -> None:
    assert file_name("CP-01", "2026.2", SheetKind.CALL_TREE) == "plan-CP01-v2026.2-call-tree.pdf"
    assert file_name(ALL, "", SheetKind.GRAB_FOLDER) == "plans-grab-folder.pdf"


def test_each_paper_stands_in_the_chooser_once() -> None:
    listed = [one.kind for plan in ("CP-01", ALL) for one in choices(plan)]
    assert sorted(listed) == sorted(SheetKind)


@pytest.mark.parametrize("kind", [SheetKind.MESSAGES])
def test_numbers_stand_only_where_people_are_called(millbrook_plans: Plans, kind: SheetKind) -> None:
    """CP-T15: a message gives the public line, the support coordinator and the help that its text names."""
    plan = millbrook_plans["CP-01"]
    named = {number for body in plan.messages for part in body.paragraphs for piece in part.pieces
             if isinstance(piece, str) for number in NUMBER.findall(piece)}  # fmt: skip
    assert set(NUMBER.findall(text_of(MAKERS[kind](plan, STYLE).pdf))) == named
