"""The tools and paths that are shipped: whole, plain, pointing at what is there, and promising nothing."""

import re

import pytest
from reading_grade import grade

from wellness_desktop.base.resources import resources_root
from wellness_desktop.base.us_states import STATES
from wellness_desktop.library.guides import plain_text
from wellness_desktop.library.paths import LibraryPath
from wellness_desktop.library.service import Library
from wellness_desktop.library.tools import Insert, Tool

FOLDER = resources_root() / "library" / "tools"
FILES = sorted(path.stem for path in FOLDER.glob("*.md"))
PROMISED = {
    "peer-support-policy", "confidentiality-statement", "mutual-aid-letter", "eap-interview", "family-letter",
    "return-to-duty", "near-miss", "leave-behind-card",
}  # fmt: skip
"""What issue and design name; the others are those that the guides tell people to make."""
LAWYERS_FIRST = {
    "peer-support-policy", "confidentiality-statement", "mutual-aid-letter", "peer-naming-letter", "near-miss",
    "return-to-duty", "review-sheet", "first-statement",
}  # fmt: skip
CLAIMS = re.compile(
    r"\b(?:a study|studies|research\w*|guidelines?|percent|according to|laws? (?:says?|protects?|requires?))\b|\d ?%",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\b(?:1-)?\d{3}-\d{3}-\d{4}\b|\b741741\b|\b988\b")


@pytest.fixture
def tool(library: Library, name: str) -> Tool:
    return library.toolbox.tool(name)


def test_no_file_is_left_out_and_every_tool_of_the_plan_is_there(library: Library) -> None:
    assert library.toolbox.notes() == ()
    assert {each.id for each in library.toolbox.tools()} == set(FILES)
    assert set(FILES) >= PROMISED
    assert 14 <= len(FILES) <= 24


@pytest.mark.parametrize("name", FILES)
class TestEveryTool:
    def test_facts_at_the_top(self, tool: Tool, name: str) -> None:
        assert tool.id == name
        assert 10 <= len(tool.title) <= 60
        assert len(tool.purpose) <= 200
        assert tool.purpose.endswith(".")
        assert tool.afterward.endswith(".")
        assert (tool.review_by - tool.checked_on).days <= 366

    def test_its_guides_are_there(self, library: Library, tool: Tool, name: str) -> None:
        known = {guide.id for guide in library.guides()}
        assert set(tool.guides) <= known, f"{name}.md names a guide that is not there"
        assert len(set(tool.guides)) == len(tool.guides)

    def test_plain_words(self, tool: Tool, name: str) -> None:
        del name
        assert grade(re.sub(r"_{3,}(?: \d+ lines)?|\[ \]|\||\{\{?\w+\}?\}", ". ", tool.body)) <= 8.0

    def test_numbers_come_from_the_lines_and_are_typed_nowhere(self, tool: Tool, name: str) -> None:
        """988 may be named in words to say; every number to dial is put in from the lines, with its date."""
        typed = [found for found in NUMBER.findall(f"{tool.body} {tool.purpose} {tool.afterward}") if found != "988"]
        assert typed == [], f"{name}.md holds a number that nobody would check again"

    def test_no_figure_of_research_and_no_law_of_a_state(self, tool: Tool, name: str) -> None:
        """A tool has no sources of its own, so it states nothing that needs one: that is for its guides."""
        claim = re.search(CLAIMS, tool.body)
        assert claim is None, f"{name}.md says “{claim and claim[0]}”"
        assert [state for state in STATES.values() if re.search(rf"\b{state}\b", tool.body)] == []

    def test_promises_nothing(self, tool: Tool, name: str) -> None:
        text = f"{tool.title} {tool.purpose} {tool.afterward} {tool.body}".lower()
        for bad in ("privileged", "guarantee", "completely confidential", "100 percent", "cjis", "committed suicide"):
            assert bad not in text, f"{name}.md says “{bad}”"
        assert re.search(r"(?<!group )\bdebrief", text) is None, f"{name}.md lets debrief stand alone"

    def test_what_a_lawyer_must_read_says_so_on_its_face(self, tool: Tool, name: str) -> None:
        if name in LAWYERS_FIRST:
            assert tool.needs_review == "counsel"
            assert "No lawyer has read it" in tool.warning
        assert bool(tool.warning) == bool(tool.needs_review)

    def test_no_markup_that_paper_does_not_know(self, tool: Tool, name: str) -> None:
        del name
        assert not re.search(r"<[a-z/!]|!\[|(?m:^# )|(?m:^```)", tool.body)


def test_what_is_left_with_a_family_carries_the_lines_and_our_own_people(library: Library) -> None:
    for name in ("leave-behind-card", "family-letter", "fridge-sheet"):
        inserts = {piece.name for piece in library.toolbox.tool(name).pieces if isinstance(piece, Insert)}
        assert {"lines", "team"} <= inserts, name


def test_the_confidentiality_statement_reads_out_every_limit(library: Library) -> None:
    """The widest limits, until the agency's counsel has confirmed its own (DESIGN 11)."""
    said = plain_text(library.toolbox.tool("confidentiality-statement").body).lower()
    for limit in ("you may die", "hurt someone", "a child", "an old person", "a crime", "a court"):
        assert limit in said


@pytest.fixture(scope="session")
def path(library: Library) -> LibraryPath:
    return library.toolbox.path("five-officers")


def test_the_path_has_the_ten_subjects_of_the_announcement_in_their_order(path: LibraryPath) -> None:
    assert [step.covers for step in path.steps] == [(f"CP{number}",) for number in range(1, 11)]


def test_each_step_has_a_guide_that_covers_its_subject(library: Library, path: LibraryPath) -> None:
    for step in path.steps:
        covered = {code for guide in step.guides for code in library.guide(guide).covers}
        assert set(step.covers) <= covered, step.id


def test_each_step_says_who_how_long_what_and_what_proves_it(library: Library, path: LibraryPath) -> None:
    tools = {tool.id for tool in library.toolbox.tools()}
    for step in path.steps:
        assert set(step.tools) <= tools, step.id
        assert 2 <= len(step.do) <= 4
        assert step.proof.endswith(".")
        assert not step.time.endswith(".")
        assert not step.who.endswith(".")
    assert grade(" ".join(f"{' '.join(step.do)} {step.proof}" for step in path.steps)) <= 8.0


def test_the_path_says_what_is_its_own(path: LibraryPath) -> None:
    assert "2020" in path.origin
    assert "our own" in path.origin
    assert path.sources[0].year == 2020


def test_most_tools_stand_on_the_path_or_with_a_guide_of_it(library: Library, path: LibraryPath) -> None:
    on_path = {tool for step in path.steps for tool in step.tools}
    guides = {guide for step in path.steps for guide in step.guides}
    for tool in library.toolbox.tools():
        assert tool.id in on_path or guides & set(tool.guides), tool.id
