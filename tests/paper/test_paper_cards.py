"""Wallet cards, quick cards and role cards fit their paper."""

from datetime import date
from io import BytesIO

import pypdf
import pytest
from paper_help import a_sheet, pages_of, text_of
from tag_checker import faults, reading

from wellness_desktop.base.errors import Problem
from wellness_desktop.paper.cards import QuickCard, RoleCard, Stage, WalletCard, quick_card, role_cards, wallet_cards
from wellness_desktop.paper.tables import CallRow

LINES = (
    ("Peer lead, any hour", "(555) 010-0142"),
    ("Chaplain O'Neil <night>", "(555) 010-0187"),
    ("988 Lifeline, veterans press 1", "call or text 988"),
)
CALLS = (CallRow("Sgt. Dana Whitfield", "Peer lead", ("(555) 010-0142",)), CallRow("988", "Any hour", ("988",)))


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_eight_wallet_cards_with_one_read_aloud(size):
    card = WalletCard("You are not alone", LINES, "tel:+15550100142", "Dials the peer lead", "Millbrook PD")
    pdf = wallet_cards(a_sheet(size=size, check_again_by=date(2027, 5, 1)), card)
    assert faults(pdf) == []
    assert reading(pdf) == ["Document", "H1", "P", "P", "P", "P", "Figure"]
    text = text_of(pdf)
    assert len(pages_of(pdf)) == 1
    for wanted in ("(555) 010-0142", "Chaplain O'Neil <night>", "Check again by May 1, 2027"):
        assert text.count(wanted) == 8


def test_a_back_makes_a_second_page():
    pdf = wallet_cards(a_sheet(), WalletCard("Front", LINES), WalletCard("Back", (("Say", "I am here"),)))
    pages = pages_of(pdf)
    assert [page.count("Front") for page in pages] == [8, 0]
    assert [page.count("I am here") for page in pages] == [0, 8]
    assert faults(pdf) == []


def test_a_draft_card_says_so_on_every_card():
    assert text_of(wallet_cards(a_sheet(draft=True), WalletCard("Help", LINES))).count("DRAFT") == 8
    assert "DRAFT" not in text_of(wallet_cards(a_sheet(), WalletCard("Help", LINES)))


def test_cards_are_the_same_bytes_each_time():
    card = WalletCard("Help", LINES, "tel:988", "Dials 988")
    assert wallet_cards(a_sheet(), card) == wallet_cards(a_sheet(), card)


def test_text_of_a_card_stays_inside_its_cut_marks():
    card = WalletCard("A long title that has to wrap on the card", LINES + LINES[:2], "tel:988", "Dials 988")
    page = pypdf.PdfReader(BytesIO(wallet_cards(a_sheet(), card))).pages[0]
    lowest: list[float] = []

    def visit(text, page_matrix, matrix, _font, _size):
        if "veterans" in text or "(555)" in text:
            lowest.append(matrix[4] * page_matrix[1] + matrix[5] * page_matrix[3] + page_matrix[5])

    page.extract_text(visitor_text=visit)
    foot = (792 - 4 * 153 - 3 * 14.4) / 2
    rows = [foot + number * (153 + 14.4) for number in range(4)]
    assert lowest
    assert len(lowest) >= 8
    assert [y for y in lowest if not any(row + 6 <= y <= row + 147 for row in rows)] == []


def test_too_much_for_a_wallet_card_is_said_plainly():
    with pytest.raises(Problem) as caught:
        wallet_cards(a_sheet(), WalletCard("Too much", LINES * 6))
    assert "wallet card" in caught.value.title


def a_quick_card(stages: int, steps: int) -> QuickCard:
    listed = tuple(
        Stage(f"Stage {n}", tuple(f"Step {n}.{s} & <so on>" for s in range(steps)), "now") for n in range(stages)
    )
    return QuickCard("Officer-involved shooting", listed, CALLS, "Stay. Call 988.", "tel:988", "988", "Dials 988")


@pytest.mark.parametrize("changes", [{}, {"large": True}, {"size": "a4"}])
def test_a_quick_card_is_one_page(changes):
    pdf = quick_card(a_sheet(**changes), a_quick_card(2, 3))
    assert len(pages_of(pdf)) == 1
    assert faults(pdf) == []
    for wanted in ("Officer-involved shooting", "Step 1.2 & <so on>", "(555) 010-0142", "Stay. Call 988."):
        assert wanted in text_of(pdf)


def test_a_long_quick_card_uses_both_sides_and_a_longer_one_is_refused():
    assert len(pages_of(quick_card(a_sheet(), a_quick_card(5, 9)))) == 2
    with pytest.raises(Problem) as caught:
        quick_card(a_sheet(), a_quick_card(30, 9))
    assert "one sheet" in caught.value.title


def test_each_role_has_its_own_sheet():
    cards = [
        RoleCard(role, "You speak for the family.", CALLS, ("Go there",), ("Hand over",), "Chief", ("Press officer",))
        for role in ("Family liaison", "Incident lead")
    ]
    pdf = role_cards(a_sheet(), cards)
    pages = pages_of(pdf)
    assert ["Family liaison" in page for page in pages] == [True, False]
    assert all("You must not also be: Press officer." in page for page in pages)
    assert faults(pdf) == []
