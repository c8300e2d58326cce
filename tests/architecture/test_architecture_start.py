"""What is loaded when the front door stands, and when the first number is on the screen (DESIGN 10)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "reportlab",
    "cryptography",
    "phonenumbers",
    "icalendar",
    "shamir_mnemonic",
    "PySide6.QtPdf",
    "PySide6.QtPdfWidgets",
    "PySide6.QtPrintSupport",
    "PySide6.QtNetwork",
)
"""Libraries that somebody who needs a number never has to wait for."""

START_AND_LOOK = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from wellness_desktop.app.main import run

app = QApplication([])
seen = {}

def began():
    frame = next(window for window in app.topLevelWidgets() if type(window).__name__ == "Frame")
    frame.stands.connect(lambda: front_door(frame))

def front_door(frame):
    seen["front door"] = list(sys.modules)
    frame.help.click()
    QTimer.singleShot(0, lambda: help_page(frame))

def help_page(frame):
    seen["help"] = list(sys.modules)
    seen["words"] = [label.text() for label in frame.page.findChildren(QLabel) if label.isVisible()]
    frame.close()

QTimer.singleShot(0, began)
status = run(["--data-dir", sys.argv[1]])
print(json.dumps(seen))
sys.exit(status)
"""


def what_was_seen(folder: Path) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", START_AND_LOOK, str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    return what_was_seen(tmp_path_factory.mktemp("records"))


def heavy(modules: list[str]) -> list[str]:
    return [name for name in modules if name in HEAVY or name.partition(".")[0] in HEAVY]


def test_the_front_door_stands_without_a_heavy_library(seen: dict[str, list[str]]) -> None:
    assert "wellness_desktop.app.front_door_page" in seen["front door"]
    assert heavy(seen["front door"]) == []


def test_the_front_door_loads_no_page_but_its_own(seen: dict[str, list[str]]) -> None:
    pages = [name for name in seen["front door"] if name.startswith("wellness_desktop.") and name.endswith("_page")]
    assert pages == ["wellness_desktop.app.front_door_page"]
    assert "wellness_desktop.library.doors" not in seen["front door"], "a door is read when it is first opened"


def test_the_first_number_is_shown_without_a_heavy_library(seen: dict[str, list[str]]) -> None:
    assert any("988" in words for words in seen["words"])
    assert "wellness_desktop.library.help_page" in seen["help"]
    assert heavy(seen["help"]) == []
