"""QR codes say what they should when a phone reads them."""

import subprocess
from pathlib import Path
from shutil import which

import pytest
from paper_help import a_sheet

from wellness_desktop.base.errors import Problem
from wellness_desktop.paper import blocks as b
from wellness_desktop.paper.cards import WalletCard, wallet_cards
from wellness_desktop.paper.pictures import qr_code
from wellness_desktop.paper.sheet import make

reads_codes = pytest.mark.skipif(
    which("zbarimg") is None or which("pdftoppm") is None, reason="no program here reads QR codes from a page"
)
VCARD = "BEGIN:VCARD\nVERSION:3.0\nN:Nguyễn;Hạnh\nFN:Rev. Nguyễn Thị Hạnh\nTEL;TYPE=CELL:+15550100187\nEND:VCARD"


def scanned(pdf: bytes, folder: Path) -> str:
    """What another program reads from the printed page at 150 dpi."""
    file = folder / "code.pdf"
    file.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", file, folder / "page"], check=True)
    pictures = sorted(folder.glob("page*.png"))
    found = subprocess.run(["zbarimg", "-q", "--raw", *pictures], capture_output=True, check=True)
    return found.stdout.decode("utf-8").strip()


@reads_codes
@pytest.mark.parametrize("payload", ["tel:+15550100142", "https://988lifeline.org/chat", VCARD])
def test_a_printed_code_is_read_by_another_program(payload, tmp_path):
    assert scanned(make(a_sheet(), [b.qr(payload, "Scan me", "A code", inches=1.5)]), tmp_path) == payload


@reads_codes
def test_all_eight_cards_can_be_scanned(tmp_path):
    card = WalletCard("Help", (("Peer lead", "(555) 010-0142"),), "tel:+15550100142", "Dials the peer lead")
    assert scanned(wallet_cards(a_sheet(), card), tmp_path).split("\n") == ["tel:+15550100142"] * 8


def test_too_much_for_a_code_is_said_plainly():
    with pytest.raises(Problem) as caught:
        b.qr("x" * 701, "", "A code")
    assert "too long" in caught.value.title
    assert caught.value.advice


def test_a_code_has_its_three_corners():
    modules = qr_code("tel:988")
    size = len(modules)
    for row, column in ((0, 0), (0, size - 7), (size - 7, 0)):
        assert all(modules[row][column : column + 7])
        assert modules[row + 3][column + 3]
        assert not modules[row + 1][column + 1]
