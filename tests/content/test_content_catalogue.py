"""The catalogue holds every seed resource, with its facts in order."""

import re
from collections import Counter
from datetime import date

from wellness_desktop.library.service import Library

ADDRESS = re.compile(r"https?://[^\s\"<>]+")
SEEDS = {"000", "001", "002", "003", "004"}


def test_all_seed_resources_are_there(library: Library) -> None:
    assert len(library.catalogue()) >= 91
    assert Counter(resource.seed for resource in library.catalogue() if resource.seed in SEEDS) == {
        "000": 4, "001": 2, "002": 36, "003": 40, "004": 9,
    }  # fmt: skip


def test_all_twenty_three_episodes_of_the_podcast(library: Library) -> None:
    episodes = [resource for resource in library.catalogue() if resource.id.startswith("beat-")]
    assert len(episodes) == 23
    assert all(2013 <= episode.year <= 2020 and 1 <= episode.month <= 12 for episode in episodes)


def test_every_entry_has_its_facts(library: Library) -> None:
    topics = {word.slug for word in library.words.topics}
    kinds = {word.slug for word in library.words.kinds}
    for resource in library.catalogue():
        assert resource.kind in kinds, resource.id
        assert set(resource.topics) <= topics, resource.id
        assert len(set(resource.topics)) == len(resource.topics), resource.id
        assert len(resource.annotation) >= 15, resource.id
        assert resource.annotation[-1] in ".!?)", resource.id
        assert len(resource.how_we_know) >= 20, resource.id
        assert "memory" not in resource.how_we_know.lower(), resource.id
        assert date(2026, 1, 1) < resource.checked_on < date(2030, 1, 1), resource.id
        assert 0 <= resource.year <= 2030, resource.id
        assert resource.relevance in ("core", "peripheral", "off-topic"), resource.id
        for address in (resource.url, resource.about_url):
            assert not address or ADDRESS.fullmatch(address), resource.id


def test_shown_titles_tell_entries_apart(library: Library) -> None:
    shown = Counter((resource.shown_title, resource.kind) for resource in library.catalogue())
    assert [title for title, count in shown.items() if count > 1] == []


def test_annotations_do_not_name_our_working_papers(library: Library) -> None:
    for resource in library.catalogue():
        assert not re.search(r"\bseed\b|\[\[", f"{resource.annotation} {resource.how_we_know}"), resource.id


def test_every_topic_has_something(library: Library) -> None:
    """28 topics; none may be an empty shelf once guides and catalogue are taken together."""
    used = {topic for resource in library.catalogue() for topic in resource.topics}
    used |= {topic for guide in library.guides() for topic in guide.topics}
    empty = {word.slug for word in library.words.topics} - used
    assert empty <= {"substance-use", "dispatch-civilian", "money-retirement"}


def test_the_words_of_the_library(library: Library) -> None:
    assert len(library.words.topics) == 28
    assert {word.slug for word in library.words.readers} == {
        "officer", "sergeant", "chief", "chaplain", "peer", "family", "dispatcher",
    }  # fmt: skip
    labels = [word.label for word in (*library.words.topics, *library.words.kinds)]
    assert len(set(labels)) == len(labels)


def test_recommendation_codes(recommendations: set[str]) -> None:
    assert len(recommendations) == 10 + 16 + 6 + 5 + 7 + 9
