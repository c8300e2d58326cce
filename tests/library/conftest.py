"""A library of the shipped files with its index in memory, and small libraries that a test may spoil."""

import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.lines import OwnHelper
from wellness_desktop.library.prints import PrintSetup
from wellness_desktop.library.service import Library

if TYPE_CHECKING:
    from wellness_desktop.library.desk import Desk

OFFSCREEN_ONLY = "This plugin does not support propagateSizeHints"
"""Qt's windowless platform says so for every window with a smallest size; a real one has size hints."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_ONLY, extend=True))


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
    for name in ("topics.toml", "synonyms.toml", "asked.toml"):
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


@pytest.fixture
def own() -> OwnHelper:
    return OwnHelper("Sgt. Dana Ortiz", "Peer supporter", "555-0142", "Not in your chain of command.")


@dataclass
class Printed:
    """What the pages offered to print."""

    titles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def take(self, _parent: object, title: str, pdf: bytes) -> None:
        self.titles.append(title)
        self.texts.append(pdf_text(pdf))


def pdf_text(pdf: bytes) -> str:
    """The words of a PDF, as another library reads them."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def printed() -> Printed:
    return Printed()


@pytest.fixture
def desk(library: Library, own: OwnHelper, printed: Printed, qapp: object) -> Iterator["Desk"]:
    """A desk in New Jersey on a fixed day, with one helper on call."""
    from wellness_desktop.kit.tasks import Tasks
    from wellness_desktop.library.desk import Desk

    tasks = Tasks()
    yield Desk(
        library=library,
        tasks=tasks,
        state=lambda: "NJ",
        on_call=lambda: [own],
        contacts=lambda: [own],
        setup=lambda: PrintSetup(date(2026, 11, 24), agency="Millbrook Police Department"),
        offer=printed.take,
    )
    tasks.close()


@pytest.fixture(scope="session")
def withdrawn_digits() -> list[str]:
    """The numbers that may stand nowhere, as the content tests keep them."""
    path = Path(__file__).parents[1] / "content" / "withdrawn_numbers.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["withdrawn"]
    return [digits for entry in entries for digits in entry["digits"]]
