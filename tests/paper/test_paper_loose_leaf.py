"""Loose leaves: what a page says as a mark on its foot, the list of pages in force, and prints of some pages only."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from paper_help import a_sheet, pages_of, text_of
from tag_checker import faults

from wellness_desktop.paper import blocks as b
from wellness_desktop.paper.block import Block
from wellness_desktop.paper.bundle import Part, bundle
from wellness_desktop.paper.layout import Settled, settle
from wellness_desktop.paper.page_marks import LETTERS, fingerprint, mark_of
from wellness_desktop.paper.words import unbroken

SHEET = a_sheet(marked=True, punched=True, page_code=lambda section, number: f"CP-01 {section}-{number}")
STEPS = [f"Step {number}: say who goes, and call back." for number in range(60)]


def a_binder(number: str = "(507) 555-0100", steps: Sequence[str] = STEPS) -> list[Block]:
    """A cover, a list of pages, a long checklist, a page of tables."""
    return [
        b.section("S01", "Cover"),
        b.text("Read this first."),
        b.section("LIST", "Contents"),
        b.contents(levels=1),
        b.page_list(),
        b.section("S11", "By the clock"),
        b.checklist(steps, time=True, initials=True),
        b.section("S12", "Telling"),
        b.table(["Office", "Number"], [["Coroner", ["desk", "\n", unbroken(number)]], ["Mayor", b.tick_box()]]),
        b.note("Say nothing of the cause.", title="Do not"),
        b.heading("Later", 2),
        b.fill_lines(["Told at", "By"]),
    ]


def marks(settled: Settled) -> dict[str, str]:
    return {page.code: mark_of(page.fingerprint) for page in settled.pages}


def changed(before: Settled, now: Settled) -> set[str]:
    old, new = marks(before), marks(now)
    return {code for code in {*old, *new} if old.get(code) != new.get(code)}


def test_a_mark_changes_with_the_words_of_its_page_and_with_nothing_else():
    whole = settle(SHEET, a_binder())
    other_day = replace(SHEET, printed_on=date(2027, 1, 2), version="2027.1", copy=(2, 3), agency="Harmon")
    assert marks(settle(other_day, a_binder())) == marks(whole)
    assert changed(whole, settle(SHEET, a_binder("(507) 555-0199"))) == {"CP-01 S12-1", "CP-01 LIST-1"}
    assert changed(whole, settle(replace(SHEET, draft=True), a_binder())) == set(marks(whole))


def test_a_section_that_grows_renumbers_no_other():
    whole, longer = settle(SHEET, a_binder()), settle(SHEET, a_binder(steps=[*STEPS, *STEPS]))
    new = {page.code for page in longer.pages} - {page.code for page in whole.pages}
    assert new
    assert all(code.startswith("CP-01 S11-") for code in new)
    assert not any("S12" in code or "S01" in code for code in changed(whole, longer))


def test_the_list_names_every_page_with_the_mark_on_its_foot():
    printed = settle(SHEET, a_binder()).draw()
    pages = pages_of(printed.pdf)
    listed = next(text for page, text in zip(printed.pages, pages, strict=True) if page.section == "LIST")
    for page, text in zip(printed.pages, pages, strict=True):
        mark = mark_of(page.fingerprint)
        assert f"{page.code} · {mark}" in text
        assert f"{page.code} {mark}" in listed
    assert faults(printed.pdf) == []


@pytest.mark.parametrize("wanted", [{1}, {2}, {4}, {2, 5}, {3, 4}])
def test_some_pages_stand_as_they_do_in_the_whole(wanted: set[int]):
    settled = settle(SHEET, a_binder())
    whole = pages_of(settled.again(SHEET).draw().pdf)
    some = settled.draw_some(wanted)
    assert pages_of(some.pdf) == [whole[number - 1] for number in sorted(wanted)]
    assert [page.number for page in some.pages] == sorted(wanted)
    assert faults(some.pdf) == []


def test_replaced_pages_come_behind_the_sheet_that_says_where_they_go():
    """Two copies in one file: each has its own sheet in front, its own foot, and the list of the whole binder."""
    settled = settle(SHEET, a_binder())
    fresh = dict(zip(marks(settled), pages_of(settled.again(SHEET).draw().pdf), strict=True))
    swaps = [b.Swap("CP-01 S12-1", "AB2C", "DE3F"), b.Swap("CP-01 S12-2", "GH4J", "")]
    swaps += [b.Swap("CP-01 S13-1", "", "KL5M")]
    wanted = [page.number for page in settled.pages if page.code in ("CP-01 LIST-1", "CP-01 S12-1")]
    parts = []
    for number, place in ((2, "car 1"), (3, "chief's home")):
        front = (b.section("UPDATE", f"Replaced pages: {place}"), b.removal_sheet(swaps))
        parts.append(Part(settled, replace(SHEET, copy=(number, 3), copy_mark="QR"), front, wanted))
    printed = bundle(parts)
    found = pages_of(printed.pdf)
    assert [page.code for page in printed.pages] == ["CP-01 UPDATE-1", "CP-01 LIST-1", "CP-01 S12-1"] * 2
    for number, place, (sheet, *replaced) in ((2, "car 1", found[:3]), (3, "chief's home", found[3:])):
        assert f"Replaced pages: {place}" in sheet
        assert "CP-01 S12-1 mark AB2C mark DE3F" in sheet
        assert "CP-01 S12-2 mark GH4J nothing" in sheet
        assert "CP-01 S13-1 nothing: a new page mark KL5M" in sheet
        assert "Old pages destroyed" in sheet
        for code, text in zip(("CP-01 LIST-1", "CP-01 S12-1"), replaced, strict=True):
            assert text.replace(f"Copy {number} of 3 · QR", "").split() == fresh[code].split()
    assert faults(printed.pdf) == []


def test_a_bundle_of_whole_copies_is_each_of_them():
    settled = settle(SHEET, a_binder())
    copies = [replace(SHEET, copy=(number, 2)) for number in (1, 2)]
    alone = [page for sheet in copies for page in pages_of(settled.again(sheet).draw().pdf)]
    printed = bundle([Part(settled, sheet) for sheet in copies])
    assert pages_of(printed.pdf) == alone
    assert faults(printed.pdf) == []


def test_pages_without_a_section_have_no_mark():
    assert " · " not in text_of(settle(a_sheet(marked=True, agency=""), [b.text("A card")]).draw().pdf)


def test_marks_are_four_letters_that_nobody_confuses():
    assert not set("01IO") & set(LETTERS)
    made = {mark_of(fingerprint([str(number)])) for number in range(2000)}
    assert len(made) > 1990
    assert all(len(one) == 4 and set(one) <= set(LETTERS) for one in made)
    assert mark_of("") == ""
