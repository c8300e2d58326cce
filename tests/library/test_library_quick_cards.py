"""The quick card of every guide that has one: one page, with steps, words to say, what not to do and whom to call.

Walks whatever guides are there, so that a new one is held to the same.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.support.cases import every
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.guide_card import LONGEST_TO_SAY, card_words
from wellness_desktop.library.guides import NO_CITATION
from wellness_desktop.library.lines import OwnHelper
from wellness_desktop.library.prints import PrintSetup, quick_card
from wellness_desktop.library.service import Library

SETUP = PrintSetup(date(2026, 11, 24), agency="Millbrook Police Department")
CARDS = [
    path.stem.split("-", 1)[0].upper()
    for path in sorted((resources_root() / "library" / "guides").glob("*.md"))
    if "\ncard = true" in path.read_text(encoding="utf-8")
]
TEAM = [
    OwnHelper("Sgt. Dana Whitfield-Okonkwo", "Peer supporter", "(507) 555-0142", checked_on=date(2026, 11, 1)),
    OwnHelper("Thomas Oduya", "Chaplain", "(507) 555-0125", checked_on=date(2026, 11, 1)),
    OwnHelper("Dr. Ana Lindqvist", "Clinician", "(507) 555-0177", "Weekdays", checked_on=date(2026, 11, 1)),
    OwnHelper("Ida Moss", "Peer supporter", "(507) 555-0131", checked_on=date(2026, 11, 1)),
    OwnHelper("A Fifth", "Peer supporter", "(507) 555-0199", checked_on=date(2026, 11, 1)),
]


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_there_are_cards() -> None:
    assert len(CARDS) >= 20


@pytest.mark.parametrize("guide_id", every(6, CARDS))
class TestEveryCard:
    def test_one_page_with_all_that_is_needed(self, library: Library, guide_id: str) -> None:
        guide, lines = library.guide(guide_id), library.help_lines()
        said = card_words(guide)
        pdf = quick_card(guide, lines, TEAM, SETUP)
        assert len(PdfReader(BytesIO(pdf)).pages) == 1
        text = words(pdf)
        assert guide.title in text
        assert all(" ".join(step.split()) in text for step in guide.do_now)
        assert said.to_say, "words to say"
        assert sum(each.words in text for each in said.to_say) >= 1
        assert not said.never or sum(each in text for each in said.never) >= 2
        for part in ("(507) 555-0142", "Call or text 988", "1-800-267-5463", "Check again by"):
            assert part in text
        assert "(507) 555-0131" not in text, "three of our own are enough on a card"

    def test_what_it_says_stands_in_the_guide(self, library: Library, guide_id: str) -> None:
        guide = library.guide(guide_id)
        said = card_words(guide)
        body = " ".join(guide.cited(NO_CITATION).replace(">", " ").replace("*", "").replace("_", "").split())
        for each in said.to_say:
            assert len(each.words) <= LONGEST_TO_SAY
            assert each.words.replace("_", "") in body
            assert not each.when or f"# {each.when}" in guide.body


@pytest.mark.parametrize("guide_id", CARDS[::5])
def test_one_page_on_a4_with_nobody_of_our_own(library: Library, guide_id: str) -> None:
    """A4 is higher and hardly narrower than Letter, so a few stand for all."""
    pdf = quick_card(library.guide(guide_id), library.help_lines("NJ"), (), replace(SETUP, size="a4"))
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 1
    assert round(float(reader.pages[0].mediabox.width)) == 595


def test_large_print_is_one_sheet_at_most(library: Library) -> None:
    for guide_id in CARDS[::10]:
        pdf = quick_card(library.guide(guide_id), library.help_lines(), TEAM, replace(SETUP, large=True))
        assert len(PdfReader(BytesIO(pdf)).pages) <= 2
        assert all(step in words(pdf) for step in library.guide(guide_id).do_now)


class TestWhatIsTaken:
    def guide(self, root: Path, write_guide: Callable[..., Path], body: str):
        write_guide(body=f"One. [one]\n\n{body}")
        return Library(root=root).guide("G90")

    def test_one_quotation_of_each_part_and_none_of_bad_examples(
        self, root: Path, write_guide: Callable[..., Path]
    ) -> None:
        guide = self.guide(
            root,
            write_guide,
            '> "First."\n> Goes on.\n\n> "Second."\n\n## At home\n\n1. Sit.\n\n   > "Third."\n\n'
            '## What never to say\n\n- "Get **over** it."\n- "Not that."\n\n> "Bad."\n\n## Who to call\n\n> "No."\n',
        )
        said = card_words(guide)
        assert [(each.when, each.words) for each in said.to_say] == [
            ("", '"First." Goes on.'),
            ("At home", '"Third."'),
        ]
        assert said.never_title == "What never to say"
        assert said.never == ('"Get over it."', '"Not that."')

    def test_words_too_long_to_be_said_from_a_card_are_passed_over(
        self, root: Path, write_guide: Callable[..., Path]
    ) -> None:
        guide = self.guide(root, write_guide, f'> "{"Long " * 80}"\n\n> "Short."\n')
        assert [each.words for each in card_words(guide).to_say] == ['"Short."']

    def test_a_card_that_cannot_fit_says_what_to_print_in_its_place(self, library: Library) -> None:
        endless = replace(library.guide("G01"), do_now=tuple(f"Step {n}: " + "go on " * 30 for n in range(40)))
        with pytest.raises(Problem) as problem:
            quick_card(endless, library.help_lines(), TEAM, SETUP)
        assert "handout" in problem.value.advice
