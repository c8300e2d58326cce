"""Prints carry the right words and only numbers that may stand on paper."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from wellness_desktop.library.lines import OwnHelper
from wellness_desktop.library.prints import PrintSetup, for_cards, handout, help_sheet, quick_card, wallet_cards
from wellness_desktop.library.service import Library

SETUP = PrintSetup(date(2026, 11, 24), agency="Millbrook Police Department")
WITHDRAWN = Path(__file__).parent.parent / "content" / "withdrawn_numbers.toml"


def words(pdf: bytes) -> str:
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.split())


def digits(text: str) -> set[str]:
    return {re.sub(r"\D", "", found) for found in re.findall(r"\d[\d().\s-]{3,}\d", text)}


def test_a_handout_holds_the_guide_its_sources_and_our_own_contacts(library: Library, own: OwnHelper) -> None:
    guide = library.guide("G06")
    text = words(handout(guide, library.help_lines(), [own], SETUP))
    for part in (guide.title, guide.question, "Sgt. Dana Ortiz", "555-0142", "Call or text 988", "1-800-267-5463"):
        assert " ".join(part.split()) in text
    assert "Millbrook Police Department" in text
    assert "Nov 22, 2027" in text, "says when it must be checked again"
    assert "A lawyer has not read this text yet." in text
    assert text.count("Who to call") == 1, "the station's own list stands in place of the guide's"
    for place, source in enumerate(guide.sources, 1):
        assert f"{place}. {source.title}" in text
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    assert cited
    assert cited <= set(range(1, len(guide.sources) + 1))
    assert not re.search(r"\[[a-z]+-?[a-z]*\]", text), "no citation key is left"


def test_without_own_contacts_there_is_room_to_write_them(library: Library) -> None:
    text = words(handout(library.guide("G01"), library.help_lines(), (), SETUP))
    assert "Our own helper" in text
    assert "A clinician has not read this text yet." in text


def test_every_eighth_guide_makes_a_handout_of_few_pages(library: Library, own: OwnHelper) -> None:
    lines = library.help_lines()
    for guide in library.guides()[::8]:
        assert len(PdfReader(BytesIO(handout(guide, lines, [own], SETUP))).pages) <= 7


def alternatives(pdf: bytes) -> list[str]:
    """What a screen reader says of each picture, in the file's order."""
    found = []
    for number in range(1, len(PdfReader(BytesIO(pdf)).xref[0]) + 1):
        item = PdfReader(BytesIO(pdf)).get_object(number)
        if isinstance(item, dict) and item.get("/S") == "/Figure":
            found.append(str(item.get("/Alt")))
    return found


def test_a_handout_has_codes_of_numbers_and_of_every_source(library: Library, own: OwnHelper) -> None:
    guide = library.guide("G01")
    pdf = handout(guide, library.help_lines(), [own], SETUP)
    spoken = alternatives(pdf)
    for way in ("555-0142", "988", "Text 988", "Text BADGE to 741741", "1-800-267-5463"):
        assert f"QR code: {way}" in spoken
    for number, source in enumerate(guide.sources, 1):
        assert f"QR code of source {number}: {source.url}" in spoken
    text = words(pdf)
    assert "Scan to call or text" in text
    assert "Scan a source with your own phone" in text
    unbroken = "".join(text.split())
    assert all(source.url in unbroken for source in guide.sources)


def test_an_address_too_long_for_a_code_is_printed_without_one(library: Library) -> None:
    guide = library.guide("G01")
    long = replace(guide.sources[0], url="https://example.org/" + "a" * 900)
    pdf = handout(replace(guide, sources=(long, *guide.sources[1:])), (), (), SETUP)
    assert not any("example.org" in each for each in alternatives(pdf))
    assert "https://example.org/aaa" in "".join(words(pdf).split())


def test_a_handout_is_black_on_white(library: Library, own: OwnHelper) -> None:
    """No color is set anywhere: a bad printer prints all of it."""
    for page in PdfReader(BytesIO(handout(library.guide("G15"), library.help_lines(), [own], SETUP))).pages:
        drawn = page.get_contents().get_data().decode("latin-1")
        for red, green, blue in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", drawn):
            assert red == green == blue


def test_the_help_sheet_is_one_page(library: Library, own: OwnHelper) -> None:
    pdf = help_sheet(library.help_lines("NJ"), [own], SETUP)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    text = words(pdf)
    for part in (
        "call 911",
        "Call or text 988",
        "Text BADGE to 741741",
        "1-800-COPLINE",
        "555-0142",
        "Checked Nov 22, 2026",
    ):
        assert part in text
    assert "Cop2Cop" not in text, "a number that nobody dialed stays off paper"


def test_wallet_cards(library: Library, own: OwnHelper) -> None:
    reader = PdfReader(BytesIO(wallet_cards(library.help_lines(), [own], SETUP)))
    front, back = (" ".join(page.extract_text().split()) for page in reader.pages)
    assert front.count("Call or text 988") == 8
    assert back.count("555-0142") == 8
    empty = PdfReader(BytesIO(wallet_cards(library.help_lines(), (), SETUP)))
    assert empty.pages[1].extract_text().count("Chaplain") == 8


def test_stale_numbers_stay_off_paper_but_988_never_does(library: Library) -> None:
    lines = library.lines("NJ")
    today, later = date(2026, 11, 24), date(2028, 1, 1)
    assert {line.id for line in for_cards(lines, today)} >= {"988-lifeline", "copline", "veterans-crisis-line"}
    assert not {line.id for line in for_cards(lines, today)} & {"cop2cop-nj", "safe-call-now", "problem-gambling"}
    assert [line.id for line in for_cards(lines, later)] == ["988-lifeline"]
    text = words(help_sheet(library.help_lines(), (), PrintSetup(later)))
    assert "1-800-267-5463" not in text
    assert "Call or text 988" in text


def test_the_same_day_makes_the_same_file(library: Library) -> None:
    guide = library.guide("G20")
    first, again = (handout(guide, library.help_lines(), (), SETUP) for _ in range(2))
    assert first == again


def test_a4_and_large_print(library: Library) -> None:
    guide = library.guide("G20")
    normal = PdfReader(BytesIO(handout(guide, (), (), SETUP)))
    large = PdfReader(BytesIO(handout(guide, (), (), PrintSetup(SETUP.printed_on, "a4", large=True))))
    assert len(large.pages) > len(normal.pages)
    assert round(float(large.pages[0].mediabox.width)) == 595


def test_typed_names_are_text_and_not_markup(library: Library) -> None:
    odd = OwnHelper("O'Neil <b>& Sons", "Chaplain <duty phone>", "555-0143")
    text = words(help_sheet(library.help_lines(), [odd], SETUP))
    assert "O'Neil <b>& Sons" in text
    assert "<duty phone>" in text


def test_no_withdrawn_number_in_any_print(library: Library, own: OwnHelper) -> None:
    lines, guide = library.lines("NJ"), library.guide("G22")
    prints: list[Callable[[], bytes]] = [
        lambda: handout(guide, lines, [own], SETUP),
        lambda: help_sheet(lines, [own], SETUP),
        lambda: wallet_cards(library.help_lines(), [own], SETUP),
    ]
    text = " ".join(words(make()) for make in prints)
    numbers = digits(text)
    with WITHDRAWN.open("rb") as file:
        for entry in tomllib.load(file)["withdrawn"]:
            assert not numbers & {variant for number in entry["digits"] for variant in (number, f"1{number}")}
            assert not any(phrase in text for phrase in entry["words"])


@pytest.mark.slow
def test_every_guide_prints_without_a_problem(library: Library, own: OwnHelper) -> None:
    for guide in library.guides():
        assert guide.title in words(handout(guide, library.lines(), [own], SETUP))
        if guide.card:
            assert guide.do_now[0] in words(quick_card(guide, library.help_lines(), [own], SETUP))
