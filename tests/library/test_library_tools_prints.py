"""Tools on paper, read back with another library: filled, blank, and as fields that can be filled in."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from tests.library.conftest import pdf_text
from tests.paper.tag_checker import faults
from tests.support.cases import every
from wellness_desktop.library.prints import PrintSetup
from wellness_desktop.library.service import Library
from wellness_desktop.library.tool_prints import Filling, tool_sheet
from wellness_desktop.library.tools import Area, Blanks, Contact, Grid, Ticks, Tool, known_places, read_tool

DAY = date(2026, 11, 24)
TEAM = (
    Contact("Sgt. Dana Ortiz", ("peer",), "Peer supporter", "555-0142"),
    Contact("Rosa Quist", ("peer",), "Peer supporter", ""),
    Contact("Alana Reyes", ("command",), "Command", "555-0100"),
)
MILLBROOK = PrintSetup(DAY, agency="Millbrook Police Department")


def filling(library: Library, **typed: str) -> Filling:
    known = known_places(MILLBROOK.agency, TEAM, "November 24, 2026")
    return Filling({**known, **typed}, library.help_lines("NJ"), TEAM)


def blank(library: Library) -> Filling:
    return Filling({}, library.help_lines("NJ"))


def fields_of(pdf: bytes) -> dict[str, str]:
    """Name of each field, and what a screen reader says it is."""
    found = PdfReader(BytesIO(pdf)).get_fields() or {}
    return {name: str(field.get("/TU", "")) for name, field in found.items()}


def places_to_write(tool: Tool) -> int:
    """How many fields the tool has when it is filled in on screen and no place is left open."""
    count = 0
    for piece in tool.pieces:
        if isinstance(piece, Blanks):
            count += len(piece.labels)
        elif isinstance(piece, Area):
            count += 1
        elif isinstance(piece, Ticks):
            count += len(piece.items)
        elif isinstance(piece, Grid):
            count += sum(not cell for row in piece.rows for cell in row)
    return count


def all_tools() -> list[str]:
    return [tool.id for tool in Library().toolbox.tools()]


@pytest.mark.parametrize("name", every(4, all_tools()))
def test_every_tool_prints_whole_and_tagged_in_each_way(library: Library, name: str) -> None:
    tool = library.toolbox.tool(name)
    a4 = PrintSetup(DAY, size="a4")
    for pdf in (
        tool_sheet(tool, filling(library), MILLBROOK),
        tool_sheet(tool, blank(library), a4),
        tool_sheet(tool, blank(library), a4, fillable=True),
    ):
        assert faults(pdf) == []
        text = " ".join(pdf_text(pdf).split())
        assert tool.title in text
        for piece in tool.pieces:
            for label in piece.labels if isinstance(piece, Blanks) else ():
                if "{" not in label:
                    assert label in text
        assert len(PdfReader(BytesIO(pdf)).pages) <= 3


@pytest.mark.parametrize(
    "name", ["leave-behind-card", "fridge-sheet", "monthly-page", "follow-up-calendar", "return-to-duty",
             "roll-call-talk", "confidentiality-statement", "family-letter", "peer-naming-letter"],
)  # fmt: skip
def test_what_is_held_in_the_hand_is_one_page(library: Library, name: str) -> None:
    tool = library.toolbox.tool(name)
    for setup in (MILLBROOK, PrintSetup(DAY, size="a4")):
        assert len(PdfReader(BytesIO(tool_sheet(tool, filling(library), setup))).pages) == 1


def test_the_agency_and_its_people_are_filled_in(library: Library) -> None:
    text = " ".join(
        pdf_text(
            tool_sheet(library.toolbox.tool("mutual-aid-letter"), filling(library, head="Chief Reyes"), MILLBROOK)
        ).split()
    )
    assert "From Chief Reyes, Millbrook Police Department" in text
    assert "November 24, 2026" in text
    assert "Draft. No lawyer has read it." in text


def test_what_is_typed_is_printed_as_it_is(library: Library) -> None:
    odd = "O'Neil & Sons <PD> *12* _x_ [G01]"
    pdf = tool_sheet(library.toolbox.tool("mutual-aid-letter"), filling(library, neighbor=odd), MILLBROOK)
    assert odd in " ".join(pdf_text(pdf).split())
    assert faults(pdf) == []


def test_a_number_that_wants_a_check_is_not_printed_and_the_lines_are(library: Library) -> None:
    text = pdf_text(tool_sheet(library.toolbox.tool("leave-behind-card"), filling(library), MILLBROOK))
    assert "555-0142" in text
    assert "Rosa Quist" not in text
    assert "988" in text
    assert "1-800-267-5463" in text


def test_a_full_team_still_leaves_the_card_on_one_page(library: Library) -> None:
    team = [
        Contact(f"Helper {number}", ("peer",), "Peer supporter, Officer", f"555-014{number}") for number in range(9)
    ]
    full = Filling({}, library.help_lines("NJ"), team)
    for name in ("leave-behind-card", "fridge-sheet", "family-letter"):
        pdf = tool_sheet(library.toolbox.tool(name), full, MILLBROOK)
        assert len(PdfReader(BytesIO(pdf)).pages) == 1, name
        assert "555-0143" in pdf_text(pdf)
        assert "555-0144" not in pdf_text(pdf)


def test_a_line_that_is_stale_stays_off_the_card(library: Library) -> None:
    late = PrintSetup(date(2040, 1, 1))
    text = pdf_text(tool_sheet(library.toolbox.tool("leave-behind-card"), blank(library), late))
    assert "1-800-267-5463" not in text
    assert "988" in text


def test_without_people_there_is_room_to_write_them(library: Library) -> None:
    text = pdf_text(tool_sheet(library.toolbox.tool("leave-behind-card"), blank(library), PrintSetup(DAY)))
    assert "Our own helper" in text
    assert "555-0142" not in text


def test_a_blank_print_names_no_one(library: Library) -> None:
    text = pdf_text(tool_sheet(library.toolbox.tool("peer-support-policy"), blank(library), PrintSetup(DAY)))
    assert "Alana Reyes" not in text
    assert "Millbrook" not in text
    assert "______" in text


@pytest.mark.parametrize("name", ["near-miss", "monthly-page", "review-sheet", "eap-interview"])
def test_every_place_to_write_is_a_field_that_takes_and_keeps_text(library: Library, name: str) -> None:
    tool = library.toolbox.tool(name)
    pdf = tool_sheet(tool, filling(library, eap="County EAP"), MILLBROOK, fillable=True)
    fields = fields_of(pdf)
    assert len(fields) == places_to_write(tool)
    assert all(fields.values()), "every field has a name to read aloud"
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    texts = [key for key, field in (writer.get_fields() or {}).items() if field.get("/FT") == "/Tx"]
    writer.update_page_form_field_values(None, dict.fromkeys(texts, "Müller 0310"), auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    again = PdfReader(out).get_fields() or {}
    assert {again[key]["/V"] for key in texts} == {"Müller 0310"}


def test_cells_to_write_in_are_named_by_column_and_row(library: Library) -> None:
    named = fields_of(
        tool_sheet(library.toolbox.tool("monthly-page"), blank(library), MILLBROOK, fillable=True)
    ).values()
    assert "Initials, row 10" in named
    assert "Date, row 1" in named


def test_open_places_are_asked_once_at_the_top_of_a_form(library: Library) -> None:
    tool = library.toolbox.tool("peer-naming-letter")
    names = list(fields_of(tool_sheet(tool, blank(library), MILLBROOK, fillable=True)).values())
    assert names[: len(tool.places)] == ["[Agency]", "[Who runs the support team]", "[Date]"]
    assert "[Agency]" in pdf_text(tool_sheet(tool, blank(library), MILLBROOK, fillable=True))


def test_large_print_is_not_made_smaller_to_save_a_page(library: Library) -> None:
    tool = library.toolbox.tool("fridge-sheet")
    large = tool_sheet(tool, filling(library), PrintSetup(DAY, large=True))
    assert len(PdfReader(BytesIO(large)).pages) > 1
    assert faults(large) == []


def test_the_same_input_gives_the_same_file(library: Library) -> None:
    tool = library.toolbox.tool("near-miss")
    assert tool_sheet(tool, filling(library), MILLBROOK) == tool_sheet(tool, filling(library), MILLBROOK)


def test_a_tool_that_a_chaplain_wrote_prints_as_well(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "vigil.md"
    shipped = next(Path(__file__).parents[2].glob("resources/library/tools/fridge-sheet.md")).read_text(
        encoding="utf-8"
    )
    front = shipped.split("+++\n")[1].replace("fridge-sheet", "vigil").replace("A sheet for the fridge", "Vigil")
    file.write_text(f"+++\n{front}+++\n\n## Candles\n\nWho brings them: ____\n\n[ ] Matches\n", encoding="utf-8")
    text = pdf_text(tool_sheet(read_tool(file, library.words), blank(library), PrintSetup(DAY)))
    assert "Who brings them" in text
    assert "Matches" in text
