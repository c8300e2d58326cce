"""Pages: sizes, head and foot, numbers, contents, sections, repeatability."""

import subprocess
from datetime import date, datetime
from io import BytesIO
from shutil import which

import pypdf
import pytest
from measure_paper import a_binder
from paper_help import a_sheet, pages_of, text_of
from test_paper_tags import everything

from tests.support.cases import slow
from wellness_desktop.paper import blocks as b
from wellness_desktop.paper.sheet import make, make_with_pages

LONG_NAME = "Bartholomew-Montgomery Featherstonehaugh-Cholmondeley of the Greater Millbrook County Regional Task Force"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


@pytest.mark.parametrize(("size", "wide", "high"), [("letter", 612, 792), ("a4", 595, 842)])
def test_paper_sizes(size, wide, high):
    page = pypdf.PdfReader(BytesIO(make(a_sheet(size=size), [b.text("x")]))).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (wide, high)


def test_same_input_gives_the_same_bytes():
    story = everything()
    assert make(a_sheet(draft=True), story) == make(a_sheet(draft=True), story)
    assert make(a_sheet(), everything()) == make(a_sheet(), everything())
    assert make(a_sheet(), everything()) != make(a_sheet(printed_on=date(2026, 11, 25)), everything())


@pytest.mark.slow
def test_a_fresh_process_gives_the_same_bytes(tmp_path):
    import hashlib
    import os
    import sys

    told = (
        "import hashlib, sys; from paper_help import a_sheet; from test_paper_tags import everything;"
        "from wellness_desktop.paper.sheet import make;"
        "sys.stdout.write(hashlib.sha256(make(a_sheet(), everything())).hexdigest())"
    )
    places = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": places, "PYTHONHASHSEED": "7"}
    told_by = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, env=environment)
    assert told_by.stdout == hashlib.sha256(make(a_sheet(), everything())).hexdigest()


def test_head_and_foot_say_what_this_is_and_how_old():
    pages = pages_of(
        make(
            a_sheet(
                version="2026.3",
                printed_on=datetime(2026, 11, 24, 14, 5),  # noqa: DTZ001 - station time, as Sheet asks
                check_again_by=date(2027, 5, 1),
                copy=(2, 6),
                mark="Confidential personnel support data",
            ),
            [b.text("one"), b.page_break(), b.text("two"), b.page_break(), b.text("three")],
        )
    )
    for number, page in enumerate(pages, start=1):
        assert "Millbrook Police Department · Crisis plan" in page
        assert "Confidential personnel support data" in page
        assert "Version 2026.3 · Printed Nov 24, 2026, 14:05" in page
        assert "Check again by May 1, 2027" in page
        assert "Copy 2 of 6" in page
        assert f"Page {number} of 3" in page


def test_what_a_sheet_does_not_have_is_not_mentioned():
    text = text_of(make(a_sheet(), [b.text("x")]))
    for absent in ("Version", "Check again", "Copy", "DRAFT"):
        assert absent not in text


def test_a_draft_says_so_in_the_head_and_across_every_page():
    pages = pages_of(make(a_sheet(draft=True), [b.text("x"), b.page_break(), b.text("y")]))
    assert [page.count("DRAFT") for page in pages] == [2, 2]


def test_long_head_lines_are_cut_and_stay_on_the_page():
    text = text_of(make(a_sheet(agency=LONG_NAME * 2, title=LONG_NAME, mark=LONG_NAME), [b.text("x")]))
    assert text.count("…") == 2
    assert "Page 1 of 1" in text


def test_contents_name_the_page_each_heading_really_stands_on():
    story = [b.heading("Contents"), b.contents()]
    for number in range(30):
        story += [
            b.heading(f"Part {number:02}"),
            b.text("word " * 150),
            b.heading(f"Inside {number:02}", 2),
            b.text("x"),
        ]
    pages = pages_of(make(a_sheet(), story))
    first = next(at for at, text in enumerate(pages) if "Part 00 word" in text)
    contents = " ".join(pages[: first + 1])
    assert first > 0
    for number in range(30):
        page = next(at for at, text in enumerate(pages, start=1) if f"Part {number:02} word" in text)
        inside = next(at for at, text in enumerate(pages, start=1) if f"Inside {number:02} x" in text)
        assert f"Part {number:02} {page} " in contents
        assert f"Inside {number:02} {inside} " in contents
    assert "Contents 1" not in contents


def test_contents_links_lead_to_the_heading():
    reader = pypdf.PdfReader(BytesIO(make(a_sheet(), [b.contents(), b.page_break(), b.heading("Far"), b.text("x")])))
    links = [mark.get_object() for mark in reader.pages[0]["/Annots"]]
    assert [link["/Contents"] for link in links] == ["Go to Far"]
    assert links[0]["/Dest"][0].get_object() == reader.pages[1]
    assert links[0]["/Dest"][1] == "/XYZ"


def test_sections_count_their_own_pages():
    printed = make_with_pages(
        a_sheet(),
        [
            b.heading("Cover"),
            b.section("S08", "Call tree"),
            b.text("word " * 1500),
            b.section("S09", "Roles"),
            b.heading("Alternates", 2),
        ],
    )
    codes = [page.code for page in printed.pages]
    assert codes == ["1", "S08-1", "S08-2", "S08-3", "S09-1"]
    assert [page.section for page in printed.pages] == ["", "S08", "S08", "S08", "S09"]
    assert printed.pages[4].headings == ("Roles", "Alternates")
    pages = pages_of(printed.pdf)
    assert "Page 1 of 5" in pages[0]
    assert "S08-2" in pages[2]
    assert "Page" not in pages[2]


def test_a_binder_may_number_pages_its_own_way():
    sheet = a_sheet(page_code=lambda section, number: f"{section} page {number}")
    pages = pages_of(make(sheet, [b.section("S01", "Cover"), b.page_break(), b.text("x")]))
    assert "S01 page 2" in pages[1]


def test_page_breaks_leave_no_empty_pages():
    story = [b.page_break(), b.text("one"), b.page_break(), b.page_break(), b.section("S2", "two"), b.page_break()]
    assert len(pages_of(make(a_sheet(), story))) == 2


def test_a_heading_never_ends_a_page():
    for lines in range(30, 60):
        story = [b.text("\n".join(["x"] * lines)), b.heading("Lonely", 2), b.text("Company")]
        pages = pages_of(make(a_sheet(), story))
        page = next(text for text in pages if "Lonely" in text)
        assert "Company" in page


def numbered_words(word: str, count: int) -> str:
    return " ".join(f"{word}{number}" for number in range(count))


def test_the_steps_of_a_short_box_stay_on_one_page():
    for lines in range(5, 45, 4):
        story = [b.text("\n".join(["x"] * lines)), b.time_box("First hour", [f"Step {n}" for n in range(9)])]
        pages = pages_of(make(a_sheet(), story))
        assert [("Step 0" in page, "Step 8" in page) for page in pages].count((True, True)) == 1


@pytest.mark.parametrize("changes", [slow({}), slow({"large": True}), {"size": "a4"}, {"large": True, "punched": True}])
def test_hard_content_is_laid_out_whole(changes):
    story = [
        b.heading(LONG_NAME),
        b.text(LONG_WORD),
        b.table(["Name", "Role", "Phone"], [[LONG_NAME, LONG_WORD, "(555) 010-0142"]] * 3),
        b.call_table([b.CallRow(LONG_NAME, LONG_WORD, ("(555) 010-0142",) * 4, LONG_NAME)]),
        b.note(*[f"Line {number} of a very long note. " * 3 for number in range(60)], title="Long"),
        b.time_box("Too much", [f"Step {number}" for number in range(120)], time=True),
        b.keep_together(*[b.text(f"Kept {number}") for number in range(80)]),
        b.two_columns([b.text(f"Left {number}") for number in range(70)], [b.text("Right")]),
        b.checklist([numbered_words("step", 1500)], initials=True),
        b.bullets([numbered_words("item", 1500)]),
        b.quotation(b.text(numbered_words("said", 1500))),
        b.fill_lines([LONG_NAME, LONG_WORD], columns=2),
        b.writing_lines(60),
        b.table(["One cell higher than a page"], [[numbered_words("tall", 2500)]]),
    ]
    text = text_of(make(a_sheet(**changes), story))
    for wanted in ("Line 59 of", "Step 119", "Kept 79", "Left 69", "Right"):
        assert wanted in text
    found = set(text.split())
    for kind, count in (("step", 1500), ("item", 1500), ("said", 1500), ("tall", 2500)):
        assert set(numbered_words(kind, count).split()) <= found


def test_two_hundred_rows_are_all_there_and_every_page_repeats_the_head():
    rows = [[f"Person {number:03}", "Deputy", f"(555) 010-{number:04}"] for number in range(200)]
    pages = pages_of(make(a_sheet(), [b.table(["Name", "Duty", "Telephone"], rows)]))
    assert len(pages) > 4
    assert all("Name Duty Telephone" in page for page in pages)
    text = " ".join(pages)
    assert all(f"Person {number:03} Deputy (555) 010-{number:04}" in text for number in range(200))


def test_a_table_refuses_rows_of_another_length():
    with pytest.raises(ValueError, match="as many cells"):
        b.table(["A", "B"], [["1"]])


def test_large_print_is_large():
    def sizes(pdf: bytes) -> set[float]:
        found: set[float] = set()

        def visit(text, _cm, _tm, _font, size):
            if "Plain words" in text:
                found.add(round(size, 1))

        pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
        return found

    assert sizes(make(a_sheet(), [b.text("Plain words")])) == {11.0}
    assert sizes(make(a_sheet(large=True), [b.text("Plain words")])) == {18.0}


def test_blocks_can_be_used_for_two_prints():
    story = a_binder(2)
    small = make(a_sheet(), story)
    make(a_sheet(large=True, size="a4"), story)
    assert make(a_sheet(), story) == small


@pytest.mark.skipif(which("qpdf") is None, reason="qpdf is not installed here")
def test_another_program_finds_the_file_sound(tmp_path):
    file = tmp_path / "plan.pdf"
    file.write_bytes(make(a_sheet(draft=True), [*everything(), b.text("李 ᏣᎳᎩ 𐓏")]))
    check = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stdout + check.stderr


def test_black_is_one_ink():
    page = pypdf.PdfReader(BytesIO(make(a_sheet(draft=True), everything()))).pages[0]
    operators = set(page.get_contents().get_data().split())
    assert not operators & {b"rg", b"RG", b"k", b"K"}


def test_a_group_with_a_heading_is_never_cut_below_it():
    """However full the page is above, down to the height at which the group just fits or just does not."""
    group = b.keep_together(
        b.heading("A message", 2), b.text("To: everyone", "small"), b.quotation(*["One line of it."] * 9)
    )
    counts = set()
    for eighths in range(196, 226, 2):
        found = pages_of(make(a_sheet(), [b.text("Above"), b.space(eighths / 8), group]))
        counts.add(len(found))
        assert all(("A message" in page) == ("One line of it." in page) for page in found), eighths
    assert counts == {1, 2}


def test_a_group_in_a_group_stays_on_the_page_where_it_fits():
    """The sheet for outside helpers left most of its first page empty."""
    rows = [(f"What {number}", "an answer") for number in range(6)]
    inner = b.keep_together(b.table(("Session", ""), rows, widths=(1, 3)))
    first = b.keep_together(b.heading("Who met it", 2), b.table(("Circle", "People"), rows, widths=(1, 3)))
    story = [b.heading("For helpers", 1), first, b.keep_together(b.heading("When", 2), inner)]
    pages = make_with_pages(a_sheet(), [*story, *(b.text("One more line") for _ in range(60))]).pages
    assert pages[0].headings == ("For helpers", "Who met it", "When")
