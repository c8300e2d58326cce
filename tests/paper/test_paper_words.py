"""What people type comes out on paper as they typed it (EXAMPLES 14), in every script we ship a font for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_help import a_sheet, printed, text_of

from wellness_desktop.paper import blocks as b
from wellness_desktop.paper import fonts
from wellness_desktop.paper.sheet import make

NASTY = 'O\'Neil <duty phone> & Sons <b>not bold</b> &amp; "quoted" <para> </font>'


@pytest.mark.parametrize(
    "build",
    [
        b.text,
        lambda typed: b.text(typed, "small"),
        lambda typed: b.heading(typed, 2),
        lambda typed: b.bullets([typed]),
        lambda typed: b.numbered([typed]),
        lambda typed: b.checklist([typed]),
        lambda typed: b.checklist([typed], time=True, initials=True),
        lambda typed: b.table(["Name"], [[typed]]),
        lambda typed: b.table([typed], [["x"]]),
        lambda typed: b.call_table([b.CallRow("Lee", typed)]),
        lambda typed: b.call_table([b.CallRow(typed, "Chief", ("(555) 010-0101",))]),
        lambda typed: b.contact_line(typed, "(555) 010-0101"),
        lambda typed: b.note("x", title=typed),
        b.quotation,
        lambda typed: b.fill_lines([typed]),
        lambda typed: b.signature([typed]),
        lambda typed: b.time_box(typed, ["x"]),
        lambda typed: b.time_box("x", [typed], when="now"),
        lambda typed: b.qr("tel:+15550100101", typed, "a code"),
        b.form_field,
        lambda typed: b.form_field(typed, "tick"),
        lambda typed: b.two_columns([b.text(typed)], [b.text("x")]),
        lambda typed: b.keep_together(b.text(typed)),
        lambda typed: b.section("S01", typed),
        lambda typed: b.text([b.bold(typed), " ", b.italic("x")]),
        b.answer_space,
    ],
)
def test_every_block_escapes_what_was_typed(build):
    assert NASTY in printed(build(NASTY))


def test_head_and_foot_escape_what_was_typed():
    text = text_of(
        make(a_sheet(title="A <b> & C", agency="O'Neil <PD>", mark="Keep <close>", version="1&2"), [b.text("x")])
    )
    for typed in ("O'Neil <PD> · A <b> & C", "Keep <close>", "Version 1&2"):
        assert typed in text


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Hạnh",  # Vietnamese
        "Diné bizaad: Hózhǫ́, Tséhootsooí, łééchąąʼí",  # Navajo, with accents that Unicode cannot compose
        "Kaʻahumanu Kealiʻi",  # Hawaiian
        "Олена Коваль",
        "Δημήτρης Παππάς",
        "Jørgen Østergård, Łukasz, Þóra, Škoda",
        "李明 王小红 山田太郎",
        "さくら カタカナ",
        "김민수",
        "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",  # Cherokee
        "𐓏𐓘𐓻𐓘𐓻𐓟",  # Osage, beyond the first 65,536 characters
        "አበበ",
        "Արամ",
        "გიორგი",
        "ᐃᓄᒃᑎᑐᑦ",
        "สมชาย",
        "ສົມສັກ",
    ],
)
def test_names_of_many_scripts_are_printed_and_can_be_copied_out(name):
    assert fonts.unprintable(name) == ""
    assert fonts.printed(name) == fonts.clean(name)
    assert fonts.clean(name).replace(" ", "") in printed(b.text(name)).replace(" ", "")


def test_characters_without_a_font_are_named_and_never_printed_as_boxes():
    typed = "Sam שלום 😀 مرحبا हिन्दी"
    missing = fonts.unprintable(typed)
    assert "ש" in missing
    assert "😀" in missing
    assert "م" in missing
    assert "S" not in missing
    assert len(missing) == len(set(missing))
    assert "Sam [?] [grinning face] [?] [?]" in printed(b.text(typed))


def test_tones_above_a_vowel_are_named_since_they_need_shaping():
    assert fonts.unprintable("สมชาย ปิ่น") == "\u0e48"
    assert "ปิ่น" in printed(b.text("ปิ่น"))


def test_signs_that_steer_a_screen_leave_no_trace():
    assert printed(b.text("co\u00adop\u200b ro\u200dle\ufe0f \u202eabc")).count("coop role abc") == 1


def test_line_breaks_and_tabs_stay_apart():
    assert "one two three" in printed(b.text("one\ntwo\tthree"))


def test_a_number_that_stays_on_one_line_is_copied_with_plain_spaces():
    text = text_of(make(a_sheet(), [b.contact_line("Sgt. Whitfield", "(555) 010-0142", detail="any hour")]))
    assert "Sgt. Whitfield, any hour: (555) 010-0142" in text


def test_words_at_the_end_of_a_line_are_not_joined_with_the_next():
    wanted = " ".join(f"word{number}" for number in range(200))
    assert wanted in printed(b.text(wanted))
    bold = [piece for number in range(60) for piece in (b.bold(f"fat{number}"), f" thin{number} ")]
    assert " ".join(f"fat{number} thin{number}" for number in range(60)) in printed(b.text(bold))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_typed_text_stops_a_print(typed):
    make(a_sheet(title=typed, mark=typed, agency=typed), [b.heading(typed), b.text(typed), b.bullets([typed, typed])])


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="latin-1", exclude_categories=["C", "Z"]), min_size=1, max_size=30))
def test_typed_text_is_read_back_exactly(typed):
    assert fonts.clean(typed) in printed(b.text(typed))
