"""A library of the shipped files with its index in memory, and small libraries that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.service import Library

GUIDE = """+++
id = "{id}"
title = "{title}"
question = "What now?"
audience = ["officer"]
topics = ["sleep-shift-work"]
covers = ["IV.1"]
minutes = 4
summary = "{summary}"
card = true
do_now = ["Sit down.", "Drink water.", "Call someone."]
checked_on = 2026-11-22
review_by = 2027-11-22
needs_review = ""
related = []

[[sources]]
key = "one"
title = "A source"
publisher = "Somebody"
year = 2020
url = "https://example.org/one"
+++

## Do this now

{body}
"""


@pytest.fixture(scope="session")
def library() -> Library:
    made = Library()
    made.prepare()
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A resources folder with the real words and lines but no guides and no catalogue."""
    folder = tmp_path / "resources"
    (folder / "library" / "guides").mkdir(parents=True)
    (folder / "library" / "catalogue").mkdir()
    for name in ("topics.toml", "synonyms.toml"):
        shutil.copy(resources_root() / "library" / name, folder / "library" / name)
    shutil.copytree(resources_root() / "support_lines", folder / "support_lines")
    return folder


@pytest.fixture
def write_guide(root: Path) -> Callable[..., Path]:
    """Writes a guide into the small library."""

    def write(
        id: str = "G90",  # noqa: A002 - the guide's own word
        title: str = "Sleeping after nights",
        summary: str = "How to rest.",
        body: str = "Close the blinds. [one]",
    ) -> Path:
        path = root / "library" / "guides" / f"{id.lower()}-a.md"
        path.write_text(GUIDE.format(id=id, title=title, summary=summary, body=body), encoding="utf-8")
        return path

    return write
