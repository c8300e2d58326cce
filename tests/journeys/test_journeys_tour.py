"""The tour itself: every page opens, nothing raises, Qt complains of nothing, nothing is cut off in the usual look."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRINTS = {  # at least these; a room that prints more adds its own
    "account-list",
    "binder-cp01",
    "binder-cp03",
    "care-timeline",
    "door-card",
    "ground-rules",
    "guide-quick-card",
    "handout",
    "help-sheet",
    "helper-cards",
    "phone-list",
    "phone-list-published",
    "quick-card-cp01",
    "quick-card-cp03",
    "session-sheet",
    "session-sheet-names",
    "tool-card",
    "tool-policy",
    "wall-sheet",
    "wallet-cards",
}


@pytest.mark.slow
def test_the_tour_goes_everywhere_without_a_fault(tmp_path: Path) -> None:
    out = tmp_path / "tour"
    done = subprocess.run(
        [sys.executable, "-m", "tests.tour", str(out), "--looks", "light"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert {each.stem for each in (out / "paper").glob("*.pdf")} >= PRINTS
    assert (out / "first-run" / "paper" / "recovery-sheet.pdf").exists()
    assert len(list(out.rglob("*.png"))) > 100
