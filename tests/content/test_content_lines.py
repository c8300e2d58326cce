"""Support lines: every number is one that a page states, with its dates, its doubts and what happens when you call.

That letters spell their digits, and that retired numbers stand nowhere, is looked at in test_content_numbers.py.
"""

import re
from datetime import date, timedelta

import pytest

from tests.content.numbers_in_text import as_digits
from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.lines import load_lines
from wellness_desktop.library.service import Library

LINES = load_lines(resources_root() / "support_lines").entries
DIALED = re.compile(r"(?:\d{3}|1-\d{3}-\d{3}-\d{4}|\d{3}-?\d{3}|\d{3}-\d{3}-\d{4}|\d{5,6})")


def test_all_files_are_sound(library: Library) -> None:
    assert load_lines(resources_root() / "support_lines").notes == ()
    assert len(LINES) == 42


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
class TestEveryLine:
    def test_numbers_can_be_dialed(self, line) -> None:
        assert line.call or line.text_to
        for number in filter(None, (line.call, line.text_to)):
            assert DIALED.fullmatch(number), number
        if line.press:
            assert line.press.isdigit()

    def test_tells_what_a_caller_wants_to_know(self, line) -> None:
        assert line.for_whom.endswith(".")
        assert line.what_happens.endswith(".")
        assert line.answered_by.endswith(".")
        assert line.hours
        assert len(line.what_happens) <= 160
        assert len(line.privacy) <= 180

    def test_sources_and_dates(self, line) -> None:
        assert all(re.fullmatch(r"https?://\S+", source) for source in line.sources)
        assert len(set(line.sources)) == len(line.sources)
        assert line.confidence == "one source" or len(line.sources) >= 2
        assert date(2026, 1, 1) < line.checked_on < line.review_by
        trusted = timedelta(days=366 if line.confidence == "two sources" and line.print_ok else 90)
        assert line.review_by - line.checked_on <= trusted

    def test_unsure_numbers_say_so_and_stay_off_cards(self, line) -> None:
        if not line.print_ok:
            assert line.caution
        if line.caution:
            assert not line.print_ok

    def test_state_lines_name_their_state(self, line) -> None:
        if line.state:
            assert re.fullmatch(r"[A-Z]{2}", line.state)
            assert not line.print_ok
        else:
            assert not line.help_now


def test_known_numbers() -> None:
    """Checked by hand against facts that two publishers state."""
    numbers = {line.id: (line.call, line.text_to) for line in LINES}
    assert numbers["988-lifeline"] == ("988", "988")
    assert numbers["crisis-text-line"] == ("", "741741")
    assert numbers["copline"] == ("1-800-267-5463", "")
    assert numbers["veterans-crisis-line"] == ("988", "838255")
    assert numbers["national-domestic-violence-hotline"] == ("1-800-799-7233", "88788")
    assert numbers["disaster-distress-helpline"] == ("1-800-985-5990", "1-800-985-5990")


def test_no_two_lines_share_a_number_by_mistake() -> None:
    numbers = [(line.call, line.press) for line in LINES if line.call]
    assert len(set(numbers)) == len(numbers)


def test_numbers_in_guides_are_those_of_the_lines(library: Library) -> None:
    """A guide may print only numbers that stand among the lines, so that one correction mends both."""
    known = {as_digits(number) for line in LINES for number in (line.call, line.text_to)}
    for guide in library.guides():
        text = re.sub(r"https?://\S+", "", guide.body + " ".join(guide.do_now))
        for found in re.findall(r"(?<![\d-])(?:1-)?\(?\d{3}\)?[ -]\d{3}-\d{4}", text):
            if "555-01" not in found:
                assert as_digits(found) in known, f"{guide.id}: {found}"
