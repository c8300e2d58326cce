"""Paper from the window: one way to the printer, a neutral name in its queue, no shared folder (issue 8)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "wellness_desktop"
OPEN_TO_ALL = frozenset({"library/desk.py"})
"""Prints of the front door, which are public."""
OWN_FOLDERS = frozenset({"base/files.py", "library/index.py", "library/packs/installing.py"})
"""Work in a folder of their own, which they name."""
PRINTING = frozenset({"kit/printing.py", "kit/print_run.py"})
MODULES = {path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.rglob("*.py"))}


def calls(path: Path, *names: str) -> list[ast.Call]:
    """Calls of these functions or methods in a module."""
    found = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return [
        one
        for one in found
        if (one.func.id if isinstance(one.func, ast.Name) else getattr(one.func, "attr", "")) in names
    ]


def having(word: str) -> set[str]:
    return {name for name, path in MODULES.items() if word in path.read_text(encoding="utf-8")}


def test_every_print_of_the_records_is_offered_with_the_private_folder() -> None:
    offers = {name: calls(path, "offer_print") for name, path in MODULES.items() if name not in PRINTING}
    asked = {name: found for name, found in offers.items() if found}
    assert len(asked) >= 12, "the search finds the pages that print"
    for name, found in asked.items():
        if name not in OPEN_TO_ALL:
            assert all("private" in {word.arg for word in one.keywords} for one in found), name


def test_files_are_made_in_no_shared_temporary_folder() -> None:
    assert having("tempfile") == OWN_FOLDERS
    for name in OWN_FOLDERS:
        made = calls(MODULES[name], "mkstemp", "mkdtemp")
        assert made, name
        assert all("dir" in {word.arg for word in one.keywords} for one in made), name
    for word in ("gettempdir", "QTemporaryFile", "QTemporaryDir", "NamedTemporaryFile", "TempLocation"):
        assert having(word) == set(), word


@pytest.mark.parametrize("word", ["QPrinter(", "setDocName"])
def test_only_one_module_talks_to_printers(word: str) -> None:
    assert having(word) == {"kit/print_run.py"}


def test_a_print_job_is_called_document_whatever_it_holds() -> None:
    """Others see the queue."""
    [named] = calls(MODULES["kit/print_run.py"], "setDocName")
    assert ast.unparse(named.args[0]) == "tr('Document')"
