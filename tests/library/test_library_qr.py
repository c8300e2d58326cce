"""The screen's QR codes are module for module those of an independent encoder."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

from wellness_desktop.library.qr import qr_modules


def reference(text: str, side: int, mask: int) -> list[list[bool]]:
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text))
    code.version = (side - 17) // 4
    code.makeImpl(False, mask)
    return [[bool(module) for module in row] for row in code.modules]


@pytest.mark.parametrize(
    "text", ["tel:988", "tel:18002675463", "SMSTO:741741:BLUE", "https://bja.ojp.gov/program/psob"]
)
@pytest.mark.parametrize("mask", range(8))
def test_every_mask(text: str, mask: int) -> None:
    modules = qr_modules(text, mask)
    assert modules == reference(text, len(modules), mask)


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=50), st.integers(0, 7))
def test_any_text(text: str, mask: int) -> None:
    modules = qr_modules(text, mask)
    assert modules == reference(text, len(modules), mask)


@pytest.mark.parametrize("length", [14, 26, 42, 62, 84, 106, 122, 152, 180, 213])
def test_the_fullest_code_of_each_version(length: int) -> None:
    version = (len(qr_modules("a" * length, 0)) - 17) // 4
    assert version == [14, 26, 42, 62, 84, 106, 122, 152, 180, 213].index(length) + 1


def test_a_chosen_mask_is_one_of_the_eight() -> None:
    chosen = qr_modules("tel:988")
    assert chosen in [qr_modules("tel:988", mask) for mask in range(8)]


def test_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr_modules("a" * 214)
