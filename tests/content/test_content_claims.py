"""The list of sentences to look up leaves no shelf out."""

from claims import SHELVES, claims, of_path, of_tool

from wellness_desktop.base.resources import resources_root

WITHOUT_SENTENCES = {"catalogue"}
"""An entry of the catalogue stands for its own source, with its address and how we know."""


def test_every_shelf_of_the_library_is_listed() -> None:
    library = {f"library/{each.name}" for each in (resources_root() / "library").iterdir() if each.is_dir()}
    assert library - {f"library/{each}" for each in WITHOUT_SENTENCES} <= set(SHELVES)


def test_a_claim_of_a_tool_names_the_guides_to_compare() -> None:
    found = list(of_tool(resources_root() / "library" / "tools" / "leave-behind-card.md"))
    [danger] = [claim for claim in found if "call 911" in claim.sentence]
    assert [source.key for source in danger.sources] == ["G20", "G09", "G12", "G19"]
    assert not any("____" in claim.sentence or "{{" in claim.sentence for claim in found)


def test_what_a_path_says_of_itself_names_its_announcement() -> None:
    found = list(of_path(resources_root() / "library" / "paths" / "five-officers.toml"))
    [origin] = [claim for claim in found if "announced in 2020" in claim.sentence]
    assert origin.sources[0].url.startswith("https://cops.usdoj.gov/")
    assert any(source.key == "G14" for claim in found for source in claim.sources)


def test_tools_and_path_are_among_all_claims() -> None:
    places = {claim.place.split()[0] for claim in claims()}
    assert {"five-officers", "leave-behind-card", "peer-support-policy", "G06"} <= places
