"""The catalogue holds every resource of the source documents and every one found later, with its facts in order."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.service import Library

ADDRESS = re.compile(r"https?://[^\s\"<>]+")
SEEDS = {"000", "001", "002", "003", "004"}
WANTED = set((Path(__file__).parent / "catalogue_ids.txt").read_text(encoding="utf-8").split())
FILES = sorted((resources_root() / "library" / "catalogue").glob("*.toml"))
PHONE = re.compile(r"\d{3}[-. )]{1,2}\d{3}-\d{4}|\b\d{3}-\d{4}\b|\b741741\b")
MOST_SENTENCES = 4
SHARED_PAGES = {
    "https://cops.usdoj.gov/html/dispatch/06-2021/law_enforcement_suicide_prevention_petersburg.html",
    "https://cops.usdoj.gov/html/dispatch/11-2022/trauma_notifications.html",
    "https://cops.usdoj.gov/html/dispatch/12-2022/approved_provider.html",
    "https://cops.usdoj.gov/lemhwaresources",
    "https://cops.usdoj.gov/node/88",
    "https://cops.usdoj.gov/thebeat",
    "https://ovc.ojp.gov/program/vtt/introduction",
    "https://theiacp.org/resources/national-consortium-on-preventing-law-enforcement-suicide-toolkit",
    "https://www.valorforblue.org/Training/ExploreSaferTogether",
}
"""Pages on which several publications stand, looked at one by one."""


def test_the_catalogue_is_complete(library: Library) -> None:
    """catalogue_ids.txt lists them; an entry that is added or taken out on purpose is added or taken out there."""
    assert {resource.id for resource in library.catalogue()} == WANTED
    assert len(WANTED) == len(library.catalogue()) == 319


def test_all_seed_resources_are_there(library: Library) -> None:
    assert Counter(resource.seed for resource in library.catalogue() if resource.seed in SEEDS) == {
        "000": 4, "001": 2, "002": 36, "003": 40, "004": 9,
    }  # fmt: skip


def test_all_twenty_three_episodes_of_the_podcast(library: Library) -> None:
    episodes = [resource for resource in library.catalogue() if resource.id.startswith("beat-") and resource.seed]
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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_chaplain_can_edit_the_file(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 400
    assert lines[0].startswith("# "), "each file begins with what it is about"


def test_every_entry_names_its_readers(library: Library) -> None:
    for resource in library.catalogue():
        assert resource.readers, f"{resource.id}: add readers = [...], words of topics.toml"
        assert len(set(resource.readers)) == len(resource.readers), resource.id


def test_every_topic_and_reader_has_an_entry(library: Library) -> None:
    catalogue = library.catalogue()
    assert {topic for one in catalogue for topic in one.topics} == {word.slug for word in library.words.topics}
    assert {reader for one in catalogue for reader in one.readers} == {word.slug for word in library.words.readers}
    assert {one.kind for one in catalogue} == {word.slug for word in library.words.kinds}


def test_every_publisher_of_the_filter_has_entries(library: Library) -> None:
    for publisher in library.words.publishers:
        assert sum(publisher.made(one.publisher) for one in library.catalogue()) >= 2, publisher.slug


def test_annotations_are_short_and_plain(library: Library) -> None:
    """One to three sentences, four where a figure needs its own; American spelling."""
    british = re.compile(
        r"programme|organis|counsell|behaviour|centre|colour|neighbour|\w+ising\b(?<!rising)(?<!raising)"
    )
    for resource in library.catalogue():
        sentences = re.findall(r"[.!?](?=\s[A-Z]|$)", resource.annotation)
        assert len(sentences) <= MOST_SENTENCES, resource.id
        assert len(resource.annotation) <= 330, resource.id
        assert "—" not in resource.annotation, resource.id
        assert not british.search(f"{resource.annotation} {resource.how_we_know}"), resource.id


def test_no_number_to_call_stands_in_the_catalogue(library: Library) -> None:
    """Numbers stand among the support lines, where they are checked; one that an entry repeats must stand there."""
    known = {re.sub(r"\D", "", line.call).removeprefix("1") for line in library.shipped_lines()}
    for resource in library.catalogue():
        for text in (resource.title, resource.shown_title, resource.annotation, resource.how_we_know):
            numbers = {re.sub(r"\D", "", number).removeprefix("1") for number in PHONE.findall(text)}
            assert numbers <= known, resource.id


def test_no_publication_stands_twice(library: Library) -> None:
    """The same title, publication number or own page twice is the same publication."""
    catalogue = library.catalogue()
    for name in ("publication_id", "title"):
        values = Counter(
            (getattr(one, name).casefold(), one.kind, one.month)
            for one in catalogue
            if getattr(one, name) and one.shown_title == one.title
        )
        assert [value for value, count in values.items() if count > 1] == []
    pages = Counter(one.url for one in catalogue if one.url)
    assert {url for url, count in pages.items() if count > 1} == SHARED_PAGES


def test_the_words_of_the_library(library: Library) -> None:
    assert len(library.words.topics) == 28
    assert {word.slug for word in library.words.readers} == {
        "officer", "sergeant", "chief", "chaplain", "peer", "family", "dispatcher",
    }  # fmt: skip
    labels = [word.label for word in (*library.words.topics, *library.words.kinds)]
    assert len(set(labels)) == len(labels)


def test_recommendation_codes(recommendations: set[str]) -> None:
    assert len(recommendations) == 10 + 16 + 6 + 5 + 7 + 9
