"""What import-linter cannot say: rules about files by the ending of their name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "wellness_desktop"
SHOWN = ("_page.py", "_view.py", "_dialog.py")
"""Files that show something; none of them knows SQL."""
SQL = {"sqlalchemy", "sqlcipher3", "alembic"}
FEATURES = ("library", "roster", "debriefs", "plans", "today", "accounts")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((PACKAGE / folder).glob("*.py"))]


@pytest.mark.parametrize(
    "path",
    [path for path in files(*FEATURES, "library/agency", "kit") if path.name.endswith(SHOWN)],
    ids=lambda path: path.name,
)
def test_a_page_knows_no_sql_and_no_records(path: Path) -> None:
    for name in imports(path):
        assert name.split(".")[0] not in SQL, name
        assert not name.endswith(".records"), name


@pytest.mark.parametrize("path", files("kit"), ids=lambda p: p.name)
def test_the_kit_knows_no_sql(path: Path) -> None:
    assert not SQL & {name.split(".")[0] for name in imports(path)}
