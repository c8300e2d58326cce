"""Tools: read strictly, filled from what the agency knows, spoiled ones left out with a note."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.base.errors import Problem
from wellness_desktop.library.fields import Spoiled
from wellness_desktop.library.service import Library
from wellness_desktop.library.tool_words import said_pieces
from wellness_desktop.library.tools import (
    PLACES,
    Area,
    Blanks,
    Contact,
    Grid,
    Insert,
    Prose,
    Signed,
    Ticks,
    filled,
    known_places,
    place_label,
    read_pieces,
    team_on_paper,
)

TOOL = """+++
id = "{id}"
title = "Sheet for the desk"
kind = "{kind}"
purpose = "For the desk."
afterward = "Throw it away."
audience = ["officer"]
topics = ["sleep-shift-work"]
guides = ["G90"]
needs_review = ""
checked_on = 2026-11-24
review_by = 2027-11-24
+++

{body}
"""
PEOPLE = (
    Contact("Dana Ortiz", ("peer",), "Peer supporter", "555-0142"),
    Contact("Lee Park", ("peer", "officer"), "Peer supporter", ""),
    Contact("Alana Reyes", ("command",), "Command", "555-0100"),
    Contact("Thomas Oduya", ("chaplain",), "Chaplain", "555-0143"),
)


@pytest.fixture
def write_tool(root: Path) -> Callable[..., Path]:
    (root / "library" / "tools").mkdir()

    def write(id: str = "desk", body: str = "Name: ____", kind: str = "sheet") -> Path:  # noqa: A002
        path = root / "library" / "tools" / f"{id}.md"
        path.write_text(TOOL.format(id=id, kind=kind, body=body), encoding="utf-8")
        return path

    return write


class TestTheText:
    def test_each_kind_of_piece(self) -> None:
        pieces = read_pieces(
            "## First\n\nSome *words*.\nAnd more.\n\n[ ] One\n[ ] Two\n\nName: ____ | Phone: ____\n"
            "Why? ____ 4 lines\n| What | Who |\n| --- | --- |\n| Keys | |\n\n{{lines}}\n\nSigned: chief | counsel\n"
        )
        assert pieces == (
            Prose("## First\n\nSome *words*.\nAnd more."),
            Ticks(("One", "Two")),
            Blanks(("Name", "Phone")),
            Area("Why?", 4),
            Grid(("What", "Who"), (("Keys", ""),)),
            Insert("lines"),
            Signed(("chief", "counsel")),
        )

    def test_boxes_with_words_between_them_stay_apart(self) -> None:
        assert read_pieces("[ ] One\n\nOr\n\n[ ] Two") == (Ticks(("One",)), Prose("Or"), Ticks(("Two",)))

    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            ("   \n", "the text is missing"),
            ("____", "needs words"),
            ("Why? ____ 99 lines", "from 1 to 12"),
            ("{{everything}}", "everything"),
            ("Dear {mayor},", "mayor"),
            ("| What | Who |\n| Keys | Lee |", "head"),
            ("| What | Who |\n| --- | --- |\n| Keys |", "as many cells"),
        ],
    )
    def test_what_it_does_not_know_is_said(self, body: str, reason: str) -> None:
        with pytest.raises(Spoiled, match=reason):
            read_pieces(body)

    @given(st.text(alphabet="abc {}[]|_-#>:\n1.", max_size=200))
    def test_no_text_breaks_the_reader(self, body: str) -> None:
        with suppress(Spoiled):
            assert read_pieces(body)


class TestWhatTheAgencyKnows:
    def test_people_of_the_board_by_role(self) -> None:
        known = known_places("Millbrook PD", PEOPLE, "November 24, 2026")
        assert known["agency"] == "Millbrook PD"
        assert known["peers"] == "Dana Ortiz, Lee Park"
        assert known["chaplain"] == "Thomas Oduya"
        assert known["clinician"] == ""
        assert set(known) == set(PLACES)

    def test_nobody_is_made_chief_because_he_commands(self) -> None:
        assert known_places("", PEOPLE, "")["head"] == ""

    def test_the_team_has_one_of_each_kind_first_and_only_checked_numbers(self) -> None:
        many = [Contact(f"Peer {number}", ("peer",), "", "555-0142") for number in range(6)]
        assert [one.name for one in team_on_paper([*many, *PEOPLE])] == ["Peer 0", "Thomas Oduya", "Peer 1", "Peer 2"]
        assert [one.name for one in team_on_paper(PEOPLE)] == ["Dana Ortiz", "Thomas Oduya"]
        assert team_on_paper(()) == []

    def test_open_places_are_named(self) -> None:
        said = filled("{head} of {agency}", {"agency": "Millbrook PD"}, lambda place: f"[{place_label(place)}]")
        assert said == "[Chief or sheriff] of Millbrook PD"

    def test_every_place_has_a_label(self) -> None:
        assert all(place_label(place) for place in PLACES)


class TestTheFolder:
    def test_a_spoiled_file_is_left_out_and_noted_and_the_others_stay(
        self, root: Path, write_tool: Callable[..., Path]
    ) -> None:
        write_tool("desk")
        write_tool("broken", kind="poster")
        write_tool("torn").write_text("no facts at the top", encoding="utf-8")
        twice = write_tool("twin")
        twice.write_text(TOOL.format(id="desk", kind="card", body="x"), encoding="utf-8")
        library = Library(root=root)
        assert [tool.id for tool in library.toolbox.tools()] == ["desk"]
        noted = {note.place: note.reason for note in library.notes()}
        assert "poster" in noted["broken.md"]
        assert noted["torn.md"]
        assert "twice" in noted["desk"]

    def test_a_misspelled_topic_is_noted_and_takes_no_tool_away(
        self, root: Path, write_tool: Callable[..., Path]
    ) -> None:
        file = write_tool("desk")
        file.write_text(file.read_text(encoding="utf-8").replace("sleep-shift-work", "slep"), encoding="utf-8")
        library = Library(root=root)
        assert [tool.topics for tool in library.toolbox.tools()] == [()]
        assert [(note.place, "slep" in note.reason) for note in library.toolbox.notes()] == [("desk.md", True)]

    def test_a_library_without_tools_has_none(self, root: Path) -> None:
        library = Library(root=root)
        assert library.toolbox.tools() == ()
        assert library.toolbox.paths() == ()
        assert library.toolbox.notes() == ()

    def test_one_that_is_not_there_is_said(self, library: Library) -> None:
        with pytest.raises(Problem, match="not in the library"):
            library.toolbox.tool("nothing")
        with pytest.raises(Problem, match="not in the library"):
            library.toolbox.path("nowhere")

    def test_the_closest_tools_of_a_guide_stand_first(self, library: Library) -> None:
        found = [tool.id for tool in library.toolbox.with_guide("G11")]
        assert found[0] == "return-to-duty"
        assert library.toolbox.with_guide("G99") == ()


class TestFinding:
    @pytest.mark.parametrize(
        ("typed", "tool"),
        [
            ("confidentiality statement", "confidentiality-statement"),
            ("peer support policy", "peer-support-policy"),
            ("letter to families", "family-letter"),
            ("monthly page", "monthly-page"),
            ("near miss sheet", "near-miss"),
            ("interview sheet clinician", "clinician-interview"),
            ("handover sheet", "handover-sheet"),
            ("press statement", "first-statement"),
        ],
    )
    def test_a_tool_is_found_by_its_words(self, library: Library, typed: str, tool: str) -> None:
        found = [(hit.kind, hit.id) for hit in library.search(typed)]
        assert ("tool", tool) in found[:5], found[:6]

    def test_the_path_is_found(self, library: Library) -> None:
        hits = library.search("start a wellness program")
        path = next(hit for hit in hits[:6] if hit.kind == "path")
        assert path.id == "five-officers"
        assert "10" in path.note

    def test_an_edited_tool_is_found_by_its_new_words(self, root: Path, write_tool: Callable[..., Path]) -> None:
        file = write_tool("desk")
        library = Library(root=root)
        assert library.search("walrus") == []
        text = file.read_text(encoding="utf-8").replace("For the desk.", "For the walrus.")
        file.write_text(text, encoding="utf-8")
        library.reload()
        assert [hit.id for hit in library.search("walrus")] == ["desk"]


def test_the_text_on_the_screen_holds_every_word_and_no_marks(library: Library) -> None:
    for tool in library.toolbox.tools():
        said = "\n".join(words for _, words in said_pieces(tool, known_places("Millbrook PD", PEOPLE, "today")))
        assert "**" not in said
        assert "____" not in said
        assert "{" not in said
        for piece in tool.pieces:
            if isinstance(piece, Ticks):
                assert all(item[:20] in said for item in piece.items), tool.id
            if isinstance(piece, Area):
                assert piece.label[:20] in said or "{" in piece.label, tool.id
