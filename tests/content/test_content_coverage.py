"""No topic, reader, Community-of-Practice subject, priority, crisis factor or recommendation is without a guide."""

import tomllib
from pathlib import Path

import pytest

from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.guides import Guide
from wellness_desktop.library.service import Library

with (Path(__file__).parent / "coverage.toml").open("rb") as file:
    WANTED = tomllib.load(file)
PAIRS = [(kind, name) for kind, names in WANTED.items() for name in names]
COMMUNITY_OF_PRACTICE = {f"CP{number}" for number in range(1, 11)}
PRIORITIES = {
    *(f"I.{number}" for number in range(1, 4)),
    *(f"II.{number}" for number in range(1, 7)),
    *(f"III.{number}" for number in range(1, 4)),
    *(f"IV.{number}" for number in range(1, 5)),
}
CRISIS_FACTORS = {f"CF{number}" for number in range(1, 7)}
BUY_IN = {f"BI{number}" for number in range(1, 6)}
GROWTH = {f"GR{number}" for number in range(1, 8)}
LASTING = {f"IS{number}" for number in range(1, 10)}
READERS = {"officer", "sergeant", "chief", "chaplain", "peer", "family", "dispatcher"}


def answers(guide: Guide, kind: str) -> tuple[str, ...]:
    """What the guide says of itself."""
    return {"recommendation": guide.covers, "topic": guide.topics, "reader": guide.audience}[kind]


def test_the_lists_are_those_of_the_field(library: Library, recommendations: set[str]) -> None:
    """Ten subjects of 2020, sixteen priorities, six factors, and what the 2023 meeting advised."""
    assert len(PRIORITIES) == 16
    assert recommendations == {*COMMUNITY_OF_PRACTICE, *PRIORITIES, *CRISIS_FACTORS, *BUY_IN, *GROWTH, *LASTING}
    assert set(WANTED["recommendation"]) == recommendations
    assert set(WANTED["topic"]) == {word.slug for word in library.words.topics}
    assert set(WANTED["reader"]) == {word.slug for word in library.words.readers} == READERS


def test_all_forty_nine_guides_are_there(library: Library) -> None:
    assert [guide.id for guide in library.guides()] == [f"G{number:02}" for number in range(1, 50)]


@pytest.mark.parametrize(("kind", "name"), PAIRS, ids=[f"{kind} {name}" for kind, name in PAIRS])
def test_every_planned_guide_answers(library: Library, kind: str, name: str) -> None:
    there = {guide.id for guide in library.guides() if name in answers(guide, kind)}
    missing = set(WANTED[kind][name]) - there
    assert not missing, f"{sorted(missing)} should name {name} among their {kind}s"
    assert there


def test_every_guide_answers_something_of_each_kind(library: Library) -> None:
    for guide in library.guides():
        for kind in WANTED:
            assert answers(guide, kind), f"{guide.id} names no {kind}"


def test_every_topic_of_a_recommendation_has_a_guide_and_entries(library: Library) -> None:
    """Advice names topics; whoever follows them must find something to read and somewhere to go on."""
    with (resources_root() / "library" / "recommendations.toml").open("rb") as file:
        named = {topic for entry in tomllib.load(file)["recommendation"] for topic in entry.get("topics", ())}
    assert named <= set(WANTED["topic"])
    for topic in named:
        assert any(topic in guide.topics for guide in library.guides()), topic
        assert sum(topic in one.topics for one in library.catalogue()) >= 3, topic


def test_each_reader_finds_guides_entries_and_a_card(library: Library) -> None:
    for reader in READERS:
        guides = [guide for guide in library.guides() if reader in guide.audience]
        assert len(guides) >= 8, reader
        assert any(guide.card for guide in guides), reader
        assert sum(reader in one.readers for one in library.catalogue()) >= 15, reader
