"""Every sentence a person sees goes through tr(), whole; "debrief" never stands alone (DB-01)."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from wellness_desktop.debriefs.wording import stray_debrief

PACKAGE = ROOT / "wellness_desktop"
FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]
TRANSLATES = {"tr", "tr_count"}
SHOWS = {
    # Qt and the kit
    *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QListWidgetItem"),
    *("setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText"),
    *("setWindowTitle", "setTitle", "set_title", "set_purpose", "addItem", "addItems", "announce"),
    *("Text", "Chip", "Card", "Column", "Destination", "EmptyState", "Facts", "Group", "button", "caption"),
    *("say", "note", "warn", "ask", "add_action", "show_problem", "choose_file"),
    # what a Problem says
    *("Problem", "NotAllowed", "ChangedElsewhere"),
    # prints
    *("heading", "text", "bullets", "numbered", "checklist", "call_table", "fill_lines", "writing_lines"),
    *("answer_space", "signature", "time_box", "quotation", "figure", "form_field", "section"),
}
"""Calls whose words end up on the screen or on paper."""
KEYS = re.compile(r"(Ctrl|Alt|Shift)\+")
"""Shortcuts, which look like words."""
NOT_SHOWN = {"name", "key", "kind", "style", "icon", "tint", "tone", "shortcut"}
"""Keywords of such calls that nobody reads."""
SENTENCE = re.compile(r"[A-Z][a-z]|[a-z]{2,} [a-z]")
"""What looks like words for a person: a capital, or two words; identifiers and icon names are neither."""
WORD = re.compile(r"[A-Za-z]{3}")
"""What looks like a word among the {places} of an f-string."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def called(node: ast.Call) -> str:
    """The last part of the name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def bare_words(node: ast.AST) -> Iterator[str]:
    """Literal words in an argument that no tr() is around."""
    if isinstance(node, ast.Call):
        if called(node) in SHOWS | TRANSLATES:
            return  # judged by itself
        children: list[ast.AST] = list(node.args)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str) and SENTENCE.search(node.value) and not KEYS.match(node.value):
            yield node.value
        return
    elif isinstance(node, ast.IfExp):
        children = [node.body, node.orelse]
    elif isinstance(node, ast.JoinedStr):
        yield from (part.value for part in node.values if isinstance(part, ast.Constant) and WORD.search(part.value))
        return
    elif isinstance(node, (ast.List, ast.Tuple, ast.BoolOp, ast.BinOp, ast.Starred)):
        children = list(ast.iter_child_nodes(node))
    else:
        return
    for child in children:
        yield from bare_words(child)


def untranslated(module: ast.Module) -> Iterator[str]:
    """Words shown without tr(), with their line."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        if called(node) in SHOWS:
            arguments = [*node.args, *(each.value for each in node.keywords if each.arg not in NOT_SHOWN)]
        elif _is_page_title(node):
            arguments = node.args
        else:
            continue
        for argument in arguments:
            yield from (f"{node.lineno}: {words!r}" for words in bare_words(argument))


def _is_page_title(node: ast.Call) -> bool:
    """super().__init__("Title", "purpose") in a page."""
    function = node.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr == "__init__"
        and isinstance(function.value, ast.Call)
        and called(function.value) == "super"
    )


def translated(module: ast.Module) -> Iterator[str]:
    """Every sentence handed to tr() or tr_count()."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and called(node) in TRANSLATES:
            for argument in node.args[:2]:
                for part in ast.walk(argument):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


def named(path: Path, words: Iterator[str]) -> list[str]:
    """What was found in a file, with its place in the package."""
    return [f"{path.relative_to(PACKAGE)}: {each}" for each in words]


def glued(module: ast.Module) -> Iterator[str]:
    """Lines where an f-string or a sum of pieces goes to tr(), which no catalogue of translations can hold."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATES:
            for sentence in node.args[: 2 if node.func.id == "tr_count" else 1]:
                if isinstance(sentence, ast.JoinedStr | ast.BinOp):
                    yield f"line {node.lineno}"


def test_every_visible_sentence_goes_through_tr() -> None:
    assert [fault for path in FILES for fault in named(path, untranslated(tree(path)))] == []


def test_debrief_never_stands_alone() -> None:
    sentences = ((path, words) for path in FILES for words in translated(tree(path)))
    assert [f"{path.relative_to(PACKAGE)}: {words}" for path, words in sentences if stray_debrief(words)] == []


def test_a_sentence_for_tr_is_never_glued() -> None:
    assert [fault for path in FILES for fault in named(path, glued(tree(path)))] == []


@pytest.mark.parametrize(
    ("code", "found"), [('tr(f"{count} people")', 1), ('tr_count("One", "Two " + name, 2)', 1), ('tr("{n} people")', 0)]
)
def test_the_check_sees_glued_sentences(code: str, found: int) -> None:
    assert len(list(glued(ast.parse(code)))) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('Text("Hello there")', 1),
        ('Text(tr("Hello there"), "muted")', 0),
        ('button("Save", "circle-check", "primary")', 1),
        ('button(tr("Save"), "circle-check", "primary", press=self.save)', 0),
        ('Card(title="People" if many else tr("Person"))', 1),
        ('raise Problem("The disk is full.", tr("Free some space."))', 1),
        ('super().__init__("Roster", tr("Who answers."))', 1),
        ('label.setText(f"{count} people")', 1),
        ('label.setText(f"{name}: {number}")', 0),
        ('b.checklist([tr("One"), "Second thing"])', 1),
        ('QFrame().setObjectName("Some frame")', 0),
    ],
)
def test_the_check_sees_bare_words(code: str, found: int) -> None:
    assert len(list(untranslated(ast.parse(code)))) == found
