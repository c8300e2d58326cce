"""Every guide keeps the promises of resources/library: fields, sources, length, plain words."""

import re
from datetime import date

import pytest
from reading_grade import count_syllables, grade

from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.guides import NO_CITATION, Guide, headings, plain_text
from wellness_desktop.library.service import Library

CRISIS = {"G01", "G02", "G03", "G04", "G05", "G06", "G19", "G20", "G21", "G23", "G26", "G32", "G48", "G49"}
FIRST_WALK = {"G01", "G02", "G03", "G05", "G06", "G12", "G15", "G20", "G04", "G21", "G22", "G37"}
FILES = sorted((resources_root() / "library" / "guides").glob("*.md"))


def guide_of(library: Library, name: str) -> Guide:
    return library.guide(name.split("-", maxsplit=1)[0].upper())


def test_no_guide_file_is_left_out(library: Library) -> None:
    assert library.notes() == ()
    assert len(library.guides()) == len(FILES)


def test_the_first_twelve_guides_are_there(library: Library) -> None:
    assert {guide.id for guide in library.guides()} >= FIRST_WALK


@pytest.mark.parametrize("name", [path.stem for path in FILES])
class TestEveryGuide:
    def test_facts_at_the_top(self, library: Library, recommendations: set[str], name: str) -> None:
        guide = guide_of(library, name)
        assert guide.id == name.split("-", maxsplit=1)[0].upper()
        assert guide.question.endswith("?")
        assert 10 <= len(guide.summary) <= 160
        assert 3 <= len(guide.do_now) <= 6
        assert all(len(step) <= 140 for step in guide.do_now)
        assert set(guide.covers) <= recommendations
        assert date(2026, 1, 1) < guide.checked_on < guide.review_by
        assert (guide.review_by - guide.checked_on).days <= 366

    def test_length_and_reading_time(self, library: Library, name: str) -> None:
        guide = guide_of(library, name)
        words = len(plain_text(guide.cited(NO_CITATION)).split())
        assert 500 <= words <= 1400
        assert abs(guide.minutes - words / 200) <= 2

    def test_plain_words(self, library: Library, name: str) -> None:
        guide = guide_of(library, name)
        allowed = 6.0 if guide.id in CRISIS else 8.0
        assert grade(guide.body) <= allowed

    def test_first_heading_says_what_to_do(self, library: Library, name: str) -> None:
        first = headings(guide_of(library, name).body)[0]
        assert re.search(r"\b(now|this|say|do|first|stay|call)\b", first, re.I), first

    def test_sources(self, library: Library, name: str) -> None:
        guide = guide_of(library, name)
        assert guide.sources
        for source in guide.sources:
            assert source.title
            assert re.fullmatch(r"https?://\S+", source.url), source.url
        keys = [source.key for source in guide.sources]
        assert len(set(keys)) == len(keys)

    def test_every_citation_leads_to_a_source_and_every_source_is_cited(self, library: Library, name: str) -> None:
        guide = guide_of(library, name)
        left = re.findall(r"\[[a-z0-9.,; -]+\](?!\()", guide.cited(NO_CITATION))
        assert left == []
        cited = set(re.findall(r"[a-z0-9.-]+", " ".join(re.findall(r"\[([a-z0-9.,; -]+)\](?!\()", guide.body))))
        assert {source.key for source in guide.sources} <= cited

    def test_related_guides(self, library: Library, name: str) -> None:
        guide = guide_of(library, name)
        assert guide.id not in guide.related
        assert all(re.fullmatch(r"G\d\d", other) for other in guide.related)

    def test_only_markdown_that_screen_and_paper_share(self, library: Library, name: str) -> None:
        body = guide_of(library, name).body
        assert not re.search(r"<[a-z/!]", body), "no HTML"
        assert not re.search(r"!\[", body), "no pictures"
        assert not re.search(r"(?m)^# ", body), "the title stands above; sections begin with ##"
        assert not re.search(r"(?m)^```", body), "no code"

    def test_safe_words(self, library: Library, name: str) -> None:
        """Safe messaging: no "committed", no method, no counts that make it common; DESIGN 11."""
        text = plain_text(guide_of(library, name).body).lower()
        for bad in ("committed suicide", "commit suicide", "successful suicide", "failed attempt", "epidemic of"):
            assert re.search(rf"(?<![\"“']){bad}", text) is None, bad
        for promise in ("cjis compliant", "fips certified", "securely erased", "prevents ptsd"):
            assert promise not in text


def test_related_guides_of_the_first_walk_exist(library: Library) -> None:
    known = {guide.id for guide in library.guides()}
    pointed_at = {other for guide in library.guides() for other in guide.related}
    assert pointed_at <= known


def test_ids_are_unique_and_files_carry_them(library: Library) -> None:
    assert len({path.stem.split("-")[0] for path in FILES}) == len(FILES)


def test_crisis_guides_name_988(library: Library) -> None:
    for guide in library.guides():
        if guide.id in CRISIS:
            assert "988" in guide.body


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("call", 1), ("officer", 3), ("suicide", 3), ("walked", 1), ("needed", 2), ("table", 2), ("confidential", 4)],
)
def test_syllables(word: str, syllables: int) -> None:
    assert abs(count_syllables(word) - syllables) <= (1 if syllables > 3 else 0)


def test_grade_tells_plain_from_heavy_words() -> None:
    assert grade("Call a friend. Sit down. Drink some water.") < 2
    assert grade("Organizational considerations necessitate interdisciplinary collaboration among agencies.") > 14
