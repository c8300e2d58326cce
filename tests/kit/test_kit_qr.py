"""The picture of a code on screen shows its modules, whole, and another program reads it."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor

from tests.support.looks import show_at
from tests.support.walker import spoken_name
from wellness_desktop.base.qr_code import MOST_ON_SCREEN, qr_modules
from wellness_desktop.kit.qr import QUIET, QrLabel


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
@pytest.mark.parametrize("text", ["988", "tel:+15555550142", "x" * MOST_ON_SCREEN])
def test_a_reader_we_did_not_write_reads_it(qtbot: Any, qapp: Any, tmp_path: Path, text: str) -> None:
    label = QrLabel(text, "words", lines=14)
    qtbot.addWidget(label)
    show_at(qapp, label, *label.sizeHint().toTuple())
    target = tmp_path / "code.png"
    label.grab().save(str(target))
    reader = shutil.which("zbarimg") or ""
    done = subprocess.run([reader, "-q", "--raw", str(target)], capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout.strip() == text
