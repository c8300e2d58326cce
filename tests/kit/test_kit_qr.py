"""Our QR codes are the same, module by module, as those of an encoder we did not write."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor
from reportlab.graphics.barcode import qrencoder

from tests.support.looks import show_at
from tests.support.walker import spoken_name
from wellness_desktop.kit import qr_code
from wellness_desktop.kit.qr import QUIET, QrLabel
from wellness_desktop.kit.qr_code import MOST_BYTES, qr_modules

TEXTS = ["tel:988", "tel:+15555550142", "https://example.org/peer?a=1&b=2", "Zoë Müller, 2 p.m.", "~ü" * 60]
TEXTS += [("abcx/: ~é" * 50)[length : 2 * length] for length in range(1, 196, 15)]


def theirs(text: str, mask: int, version: int) -> list[list[bool]]:
    code = qrencoder.QRCode(version, qrencoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.makeImpl(False, mask)
    return [[bool(dark) for dark in row] for row in code.modules]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_every_mask_is_drawn_as_another_encoder_draws_it(text: str) -> None:
    data = text.encode()
    version = qr_code._version_for(len(data))
    bits = qr_code._interleave(qr_code._data_bytes(data, version), version)
    for mask in range(8):
        assert qr_code._drawn(bits, version, mask) == theirs(text, mask, version), (version, mask)


def test_all_ten_versions_were_compared() -> None:
    assert {qr_code._version_for(len(text.encode())) for text in TEXTS} >= {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}


def test_the_mask_that_reads_best_is_chosen() -> None:
    modules = qr_modules("tel:988")
    assert modules in [theirs("tel:988", mask, 1) for mask in range(8)]
    assert qr_code._penalty(modules) == min(qr_code._penalty(theirs("tel:988", mask, 1)) for mask in range(8))


def test_the_longest_text_fits_and_one_byte_more_is_refused() -> None:
    assert len(qr_modules("x" * MOST_BYTES)) == 57
    with pytest.raises(ValueError, match="213 bytes"):
        qr_modules("x" * (MOST_BYTES + 1))


@pytest.fixture
def label(qtbot: Any, qapp: Any) -> QrLabel:
    made = QrLabel("tel:+15555550142", "(555) 555-0142", lines=9)
    qtbot.addWidget(made)
    show_at(qapp, made, *made.sizeHint().toTuple())
    return made


def test_the_picture_shows_exactly_the_modules(label: QrLabel) -> None:
    picture = label.grab().toImage()
    grid = qr_modules(label.text)
    module = label.width() // (len(grid) + 2 * QUIET)
    offset = round((label.width() - module * len(grid)) / 2)
    for row, line in enumerate(grid):
        for column, dark in enumerate(line):
            middle = (offset + column * module + module // 2, offset + row * module + module // 2)
            assert (picture.pixelColor(*middle) == QColor("black")) == dark
    assert offset >= QUIET * module
    assert picture.pixelColor(offset - 1, offset) == QColor("white")


def test_it_is_called_by_what_it_holds(label: QrLabel) -> None:
    assert spoken_name(label) == "QR code: (555) 555-0142"
    label.say("tel:988", "988")
    assert spoken_name(label) == "QR code: 988"


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="no QR reader on this machine")
@pytest.mark.parametrize("text", ["988", "tel:+15555550142", "x" * MOST_BYTES])
def test_a_reader_we_did_not_write_reads_it(qtbot: Any, qapp: Any, tmp_path: Path, text: str) -> None:
    label = QrLabel(text, "words", lines=14)
    qtbot.addWidget(label)
    show_at(qapp, label, *label.sizeHint().toTuple())
    target = tmp_path / "code.png"
    label.grab().save(str(target))
    reader = shutil.which("zbarimg") or ""
    done = subprocess.run([reader, "-q", "--raw", str(target)], capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout.strip() == text
