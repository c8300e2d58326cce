"""The program outlives PySide6's miscounting of None on Python 3.11."""

import subprocess
import sys

import pytest

MANY_CALLS = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from wellness_desktop.kit.theme import apply_theme
app = QApplication(["t"])
if "guarded" in sys.argv:
    apply_theme(app, "light")
widget = QWidget()
for _ in range(60_000):
    widget.update()
print("alive")
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", MANY_CALLS, *words], capture_output=True, text=True, timeout=60, check=False
    )


def test_a_long_evening_of_calls_does_not_end_the_program() -> None:
    done = run("guarded")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "alive"


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_the_guard_is_still_needed() -> None:
    assert "none_dealloc" in run().stderr, "PySide6 counts again: singletons.py can go"
