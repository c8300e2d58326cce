"""Our QR codes are the same, module by module, as those of an encoder we did not write."""

from itertools import pairwise

import pytest
from reportlab.graphics.barcode import qrencoder

from wellness_desktop.base import qr_code
from wellness_desktop.base.qr_code import MOST_BYTES, MOST_ON_SCREEN, Grid, qr_modules

TEXTS = ["tel:988", "tel:+15555550142", "https://example.org/peer?a=1&b=2", "Zoë Müller, 2 p.m.", "~ü" * 60]
TEXTS += [("abcx/: ~é" * 50)[length : 2 * length] for length in range(1, 196, 15)]
LONG = {11: 251, 12: 287, 13: 331, 14: 362, 15: 412, 16: 450, 17: 504, 18: 560, 19: 624, 20: 666, 21: 711}
"""Bytes that just fit into each of the larger versions (ISO/IEC 18004, table 7)."""


def theirs(text: str, mask: int, version: int) -> Grid:
    code = qrencoder.QRCode(version, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(text.encode()))
    code.makeImpl(False, mask)
    return [[bool(dark) for dark in row] for row in code.modules]


def as_grid(code: int, size: int) -> Grid:
    bits = f"{code:0{size * size}b}"
    return [[bit == "1" for bit in bits[start : start + size]] for start in range(0, size * size, size)]


def penalty_by_the_book(grid: Grid) -> int:
    """ISO/IEC 18004, 7.8.3.1, module by module."""
    lines = ["".join("01"[dark] for dark in line) for line in (*grid, *zip(*grid, strict=True))]
    runs = [run for line in lines for run in line.replace("01", "0 1").replace("10", "1 0").split()]
    total = sum(len(run) - 2 for run in runs if len(run) >= 5)
    total += 40 * sum(line.count("10111010000") + line.count("00001011101") for line in lines)
    total += 3 * sum(
        above[at] == above[at + 1] == below[at] == below[at + 1]
        for above, below in pairwise(grid)
        for at in range(len(grid) - 1)
    )
    return total + 10 * int(abs(20 * sum(map(sum, grid)) / len(grid) ** 2 - 10))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_every_mask_is_drawn_as_another_encoder_draws_it(text: str) -> None:
    version = qr_code._version_for(len(text.encode()))
    size, codes = qr_code._masked_codes(text)
    for mask, (rows, columns) in enumerate(codes):
        grid = as_grid(rows, size)
        assert grid == theirs(text, mask, version), (version, mask)
        assert [list(line) for line in zip(*grid, strict=True)] == as_grid(columns, size)
        assert qr_code._penalty(rows, columns, size) == penalty_by_the_book(grid)


@pytest.mark.parametrize("version", LONG)
def test_large_codes_too(version: int) -> None:
    text = ("abcx/: ~Z" * 80)[: LONG[version]]
    assert qr_code._version_for(LONG[version]) == version
    size, codes = qr_code._masked_codes(text)
    assert as_grid(codes[version % 8][0], size) == theirs(text, version % 8, version)


def test_all_small_versions_were_compared() -> None:
    assert {qr_code._version_for(len(text.encode())) for text in TEXTS} == set(range(1, 11))


def test_the_mask_that_reads_best_is_chosen() -> None:
    modules = qr_modules("tel:988")
    offered = [theirs("tel:988", mask, 1) for mask in range(8)]
    assert modules in offered
    assert penalty_by_the_book(modules) == min(map(penalty_by_the_book, offered))


def test_the_longest_text_fits_and_one_byte_more_is_refused() -> None:
    assert len(qr_modules("x" * MOST_ON_SCREEN)) == 57
    assert len(qr_modules("x" * MOST_BYTES)) == 101
    with pytest.raises(ValueError, match="711 bytes"):
        qr_modules("x" * (MOST_BYTES + 1))
