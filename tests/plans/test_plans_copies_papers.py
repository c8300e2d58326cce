"""Copies on the other papers: the lists of papers, call trees, several binders at once, the register itself."""

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
import pytest

from tests.paper.tag_checker import faults
from tests.plans.test_plans_copies import ONE, PLACES, few, leaves, printed, whole
from wellness_desktop.base.errors import Problem
from wellness_desktop.paper.page_marks import mark_of
from wellness_desktop.plans.copies.comparing import Worth
from wellness_desktop.plans.copies.kinds import ALL, ALL_PLANS, BINDER, CALL_TREE, CopyState
from wellness_desktop.plans.sheets.kinds import SheetKind

if TYPE_CHECKING:
    from conftest import Agency


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(("kind", "plan"), [(SheetKind.BINDER, ONE), (SheetKind.ALL_PLANS, ALL)])
def test_a_binder_from_the_list_of_papers_has_the_marks_of_the_register(
    agency: "Agency", kind: SheetKind, plan: str
) -> None:
    """Printed without a number, its pages are still those in force: section S03 names the copies that are out."""
    plans = agency.plans(templates=lambda: few(ONE))
    held = printed(plans.copies, kind.value, plan, PLACES[:2]).edition.pages
    loose = whole(plans.sheets.make(kind, plan).pdf)
    assert {code: leaf.mark for code, leaf in loose.items()} == {code: mark_of(own) for code, own in held}


@pytest.mark.parametrize(
    ("kind", "plan"), [("role-cards", ONE), ("grab-folder", ALL), (ALL_PLANS, ONE), (BINDER, ALL), ("", ONE)]
)
def test_papers_without_numbers_are_refused(agency: "Agency", kind: str, plan: str) -> None:
    with pytest.raises(Problem, match="no numbered copies"):
        agency.plans().copies.prepare(kind, plan, PLACES[:1])


def test_a_call_tree_is_handed_out_by_number_and_printed_anew(agency: "Agency") -> None:
    plans = agency.plans(templates=lambda: few(ONE))
    batch = printed(plans.copies, CALL_TREE, ONE, PLACES[:2])
    text = words(batch.pdf)
    assert "Copy 1 of 2" in text
    assert "Copy 2 of 2" in text
    assert faults(batch.pdf) == []
    plans.set_fact("dispatch_line", "County", numbers=["507-555-0111"])
    assert len(plans.copies.out_of_date()) == 2
    with pytest.raises(Problem, match="Choose copies of one binder"):
        plans.copies.prepare_updates([one.id for one in plans.copies.register()])


def test_copies_of_several_papers_are_brought_up_to_date_together(agency: "Agency") -> None:
    plans = agency.plans(templates=lambda: few(ONE, "CP-13"))
    for plan in (ONE, "CP-13"):
        printed(plans.copies, BINDER, plan, PLACES[:1])
    plans.set_fact("staffing", "Nine sworn.")
    updates = plans.copies.prepare_updates([one.id for one in plans.copies.register()])
    assert [update.edition.key.plan for update in updates] == ["CP-13", ONE]
    assert all(leaves(update.pdf)[0].code.endswith("UPDATE-1") for update in updates)


@pytest.mark.parametrize("large", [False, True])
def test_the_register_is_printed(agency: "Agency", large: bool) -> None:
    copies = agency.plans(templates=lambda: few(ONE)).copies
    assert "Copies on paper" in words(copies.print_register(large=large))
    printed(copies, BINDER, ONE)
    first, second, _ = copies.register()
    copies.acknowledge(first.id, "DW", date(2026, 11, 20))
    copies.end(second.id, CopyState.LOST)
    pdf = copies.print_register(large=large)
    text = words(pdf)
    for said in ("Station desk", "Car 1", "Chief Reyes", "DW", "Nov 20, 2026", "Lost, Nov 24, 2026", "Current"):
        assert said in text
    assert faults(pdf) == []


@pytest.mark.parametrize(("kind", "plan", "lists"), [(SheetKind.BINDER, ONE, "S02"), (SheetKind.ALL_PLANS, ALL, "S03")])
def test_a_page_is_looked_up_without_layout_while_only_the_register_changed(
    agency: "Agency", monkeypatch: pytest.MonkeyPatch, kind: SheetKind, plan: str, lists: str
) -> None:
    """A copy more or less changes the pages that list the copies, and no others."""
    plans = agency.plans(templates=lambda: few(ONE))
    held = printed(plans.copies, kind.value, plan, PLACES[:2]).edition.pages
    plans.copies.end(plans.copies.register()[0].id, CopyState.LOST)
    now = {code: leaf.mark for code, leaf in whole(plans.sheets.make(kind, plan).pdf).items()}
    changed = {code for code, own in held if mark_of(own) != now.get(code)}
    assert {code.split()[1].split("-")[0] for code in changed} == {lists, "LIST"}
    laid_out: list[str] = []
    settled = plans.settled
    monkeypatch.setattr(plans, "settled", lambda *asked: laid_out.append(asked[0]) or settled(*asked))
    marks = {code: mark_of(own) for code, own in held}
    listing, other = (next(code for code in marks if code.endswith(end)) for end in (f"{lists}-1", "S11-1"))
    assert plans.copies.page_answer(f"{other} {marks[other]}").worth is Worth.CURRENT
    assert kind.value not in laid_out
    assert plans.copies.page_answer(f"{listing} {marks[listing]}").worth is Worth.REPLACED
    assert kind.value in laid_out, "for the page that lists the copies"
