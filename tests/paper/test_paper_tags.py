"""Prints are tagged, by a checker that shares no code with what wrote them (DESIGN 9)."""

from io import BytesIO

import pikepdf
import pypdf
import pytest
from measure_paper import a_binder
from paper_help import a_sheet
from pikepdf import Name
from tag_checker import Check, faults, reading

from wellness_desktop.paper import blocks as b
from wellness_desktop.paper.canvas import PaperCanvas
from wellness_desktop.paper.layout import lay_out
from wellness_desktop.paper.sheet import make


def everything() -> list[b.Block]:
    """One of every block."""
    return [
        b.heading("Plan"),
        b.contents(),
        b.text("Lead", "lead"),
        b.bullets(["one", "two"]),
        b.numbered(["one", "two"]),
        b.checklist(["tick"]),
        b.checklist(["tick"], time=True, initials=True),
        b.note("Careful", title="Note", kind="warning"),
        b.quotation("Said", b.bullets(["and listed"])),
        b.two_columns([b.text("left")], [b.qr("tel:+15550100142", "Peer lead", "Dials the peer lead")]),
        b.table(["Who", "What"], [["Chief", "Speaks"], ["Sergeant", b.bullets(["Listens", ""])]], row_heads=True),
        b.call_table([b.CallRow("Lee", "Chief", ("(555) 010-0101",), "Give up after 3 minutes")]),
        b.fill_lines(["Name", "Date"], columns=2),
        b.writing_lines(3),
        b.time_box("First hour", ["Call"], when="0 to 60 minutes", time=True),
        b.form_field("Who was told"),
        b.form_field("Told in person", "tick"),
        b.signature(["Chief"]),
        b.figure(100, 40, lambda canvas, wide, high: canvas.rect(0, 0, wide, high), "An empty frame"),
        b.section("S09", "Roles"),
        b.heading("Deep", 3),
        b.keep_together(b.heading("Kept", 2), b.text("together")),
        b.answer_space("Why?"),
    ]


@pytest.mark.parametrize("changes", [{}, {"large": True}, {"size": "a4", "draft": True, "copy": (1, 3)}])
def test_every_block_is_tagged_soundly(changes):
    assert faults(make(a_sheet(**changes), everything())) == []


def test_a_whole_binder_is_tagged_soundly():
    assert faults(make(a_sheet(), a_binder(6))) == []


def test_an_empty_print_is_one_sound_page():
    pdf = make(a_sheet(), [])
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) == 1
    assert faults(pdf) == []


def test_the_checker_refuses_an_untagged_print():
    plain = lay_out(a_sheet(), everything(), PaperCanvas).pdf
    assert any("no structure tree" in fault for fault in faults(plain))


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("13-004", lambda check: _first(check, "Figure").__delitem__(Name.Alt)),
        ("15-003", lambda check: _first(check, "TH").__delitem__(Name.A)),
        ("02-001", lambda check: _first(check, "P").__setitem__(Name.S, Name.Paragraf)),
        ("14-003", lambda check: _first(check, "H2").__setitem__(Name.S, Name.H4)),
        ("01-005", lambda check: _first(check, "P").__delitem__(Name.K)),
        ("15-005", lambda check: _first(check, "TR").K.__delitem__(0)),
        ("11-006", lambda check: check.root.__delitem__(Name.Lang)),
        ("28-005", lambda check: check.root.AcroForm.Fields[0].__delitem__(Name.TU)),
        ("28-008", lambda check: [page.obj.__delitem__(Name.Tabs) for page in check.pdf.pages]),
    ],
)
def test_the_checker_finds_what_was_spoiled(rule, spoil):
    check = Check(make(a_sheet(), everything()))
    assert check.faults == []
    spoil(check)
    out = BytesIO()
    check.pdf.save(out)
    assert any(fault.startswith(rule) for fault in faults(out.getvalue()))


def _first(check: Check, role: str) -> pikepdf.Dictionary:
    return next(node.raw for node in check.nodes if node.role == role)


def test_reading_order_is_the_order_on_paper():
    pdf = make(
        a_sheet(),
        [
            b.heading("One"),
            b.text("p"),
            b.heading("Two", 2),
            b.bullets(["i"]),
            b.two_columns([b.text("l")], [b.quotation("r")]),
            b.heading("Three"),
        ],
    )
    assert reading(pdf) == [
        *("Document", "Sect", "H1", "P", "Sect", "H2", "L", "LI", "Lbl", "LBody", "P", "BlockQuote", "P"),
        *("Sect", "H1"),
    ]


def test_headings_never_jump_a_level():
    pdf = make(a_sheet(), [b.heading("Starts low", 3), b.heading("Then", 1), b.heading("Deep", 3)])
    assert [role for role in reading(pdf) if role.startswith("H")] == ["H1", "H1", "H2"]


def test_a_head_that_repeats_is_read_once():
    pdf = make(a_sheet(), [b.table(["Name", "Phone"], [["Lee", "1"]] * 150)])
    assert faults(pdf) == []
    assert reading(pdf).count("TH") == 2
    assert reading(pdf).count("TD") == 300
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) > 3


def test_bookmarks_point_at_the_top_of_their_heading_and_keep_the_zoom():
    reader = pypdf.PdfReader(
        BytesIO(make(a_sheet(), [b.heading("One"), b.heading("Two", 2), b.section("S02", "Three")]))
    )
    assert [_title(entry) for entry in reader.outline] == ["One", ["Two"], "Three"]
    for entry in (reader.outline[0], reader.outline[1][0], reader.outline[2]):
        assert entry["/Type"] == "/XYZ"
        assert float(entry["/Top"]) > 500
    assert reader.get_destination_page_number(reader.outline[2]) == 1


def _title(entry: object) -> object:
    return [_title(inner) for inner in entry] if isinstance(entry, list) else entry.title


def test_title_language_and_no_persons_name():
    pdf = make(a_sheet(title="Plan Ñ", language="es-US", subject="Help"), [b.text("x")])
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert reader.metadata.title == "Plan Ñ"
    assert reader.metadata.subject == "Help"
    assert reader.metadata.author == "Millbrook Police Department"
    assert reader.metadata.creator == "Wellness Desktop"
    assert str(reader.trailer["/Root"]["/Lang"]) == "es-US"


def test_form_fields_can_be_filled_and_their_font_is_embedded():
    pdf = make(a_sheet(), [b.form_field("Name"), b.form_field("Told", "tick"), b.form_field("Notes", lines=4)])
    writer = pypdf.PdfWriter(BytesIO(pdf))
    assert [field["/TU"] for field in writer.get_fields().values()] == ["Name", "Told", "Notes"]
    writer.update_page_form_field_values(writer.pages[0], {"field1": "Müller", "field2": "/Yes"}, auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    filled = pypdf.PdfReader(out).get_fields()
    assert filled["field1"]["/V"] == "Müller"
    assert filled["field2"]["/V"] == "/Yes"
