"""About looks the files of the library through: all is well, or which to mend."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.app.settings_people import words
from tests.support.cut_text import cut_in_any_look
from tests.support.looks import show_at
from wellness_desktop.app.about_page import AboutPage
from wellness_desktop.app.file_notes import MOST_SHOWN, FilesCard, spoiled_files
from wellness_desktop.base.paths import find_paths
from wellness_desktop.base.resources import resources_root
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.library.fields import Note
from wellness_desktop.library.service import Library


@pytest.fixture
def tasks(qtbot: Any) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the program's own library."""
    for part in ("library", "support_lines"):
        shutil.copytree(resources_root() / part, tmp_path / "resources" / part)
    return tmp_path / "resources"


def test_all_is_well(qtbot: Any, tasks: Tasks, tmp_path: Path) -> None:
    page = AboutPage(find_paths(tmp_path), library=Library(), tasks=tasks)
    show_at(QApplication.instance(), page, 1150, 1200)
    qtbot.waitUntil(
        lambda: "Every guide, entry, support line, door and plan can be used." in words(page), timeout=20_000
    )
    assert cut_in_any_look(QApplication.instance(), page) == []


@pytest.mark.slow
def test_a_spoiled_guide_and_a_spoiled_entry_are_named(qtbot: Any, tasks: Tasks, root: Path, tmp_path: Path) -> None:
    guide = root / "library" / "guides" / "g06-first-hours-after-a-shooting.md"
    guide.write_text(guide.read_text(encoding="utf-8").replace('title = "', 'titel = "', 1), encoding="utf-8")
    entries = root / "library" / "catalogue" / "podcasts.toml"
    entries.write_bytes(entries.read_bytes()[:-40])
    page = AboutPage(find_paths(tmp_path), library=Library(root=root), tasks=tasks)
    show_at(QApplication.instance(), page, 1150, 1200)
    qtbot.waitUntil(lambda: "entries were left out" in words(page), timeout=20_000)
    shown = words(page)
    assert "g06-first-hours-after-a-shooting.md: the field “title” is missing." in shown
    assert "podcasts.toml: the file is not written as it should be." in shown
    assert "install the program again" in shown
    assert cut_in_any_look(QApplication.instance(), page) == []


def test_doors_that_lead_to_a_spoiled_guide_are_told_too(root: Path) -> None:
    (root / "library" / "guides" / "g23-for-the-family.md").write_bytes(b"")
    places = {note.place for note in spoiled_files(Library(root=root))}
    assert {"g23-for-the-family.md", "doors.toml, family"} <= places


def test_hundreds_of_faults_do_not_fill_the_page(qtbot: Any, tasks: Tasks) -> None:
    card = FilesCard(lambda: [Note(f"file {number}", "odd") for number in range(300)], tasks)
    qtbot.addWidget(card)
    card.show()
    qtbot.waitUntil(lambda: "300 entries were left out" in words(card))
    assert words(card).count(": odd.") == MOST_SHOWN


def test_a_look_that_fails_is_said(qtbot: Any, tasks: Tasks) -> None:
    def broken() -> list[Note]:
        raise OSError

    card = FilesCard(broken, tasks)
    qtbot.addWidget(card)
    card.show()
    qtbot.waitUntil(lambda: "could not be looked through" in words(card))
