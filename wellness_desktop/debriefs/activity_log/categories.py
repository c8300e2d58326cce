"""The categories as data: resources/log/categories.toml, with the agency's own labels laid over (chaplain_log.md 4)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resource
from wellness_desktop.debriefs.activity_log.values import CODE_LENGTH, LABEL_LENGTH
from wellness_desktop.debriefs.protocols import Kind

FORMAT = 1
UNDISCLOSED = "undisclosed"
"""Always offered, never questioned."""


@dataclass(frozen=True, slots=True)
class Category:
    """One thing that a helper may have done."""

    code: str
    group: str
    label: str
    counts_people: bool
    """Somebody was helped, so a number of people belongs to it."""
    sensitive: bool
    """A small number of it could point to somebody (chaplain_log.md 4)."""


@dataclass(frozen=True, slots=True)
class Categories:
    """All of them in order, by code; groups with their labels; and how a held session is logged."""

    by_code: Mapping[str, Category]
    groups: Mapping[str, str]
    session_kinds: Mapping[Kind, str]

    def of_group(self, group: str) -> tuple[Category, ...]:
        """The categories of a group, in order."""
        return tuple(one for one in self.by_code.values() if one.group == group)

    def label(self, code: str) -> str:
        """The label of a code; a code of a newer version stays as it is."""
        found = self.by_code.get(code)
        return found.label if found is not None else code

    def labeled(self, labels: Mapping[str, str]) -> "Categories":
        """The same with the agency's labels for some codes."""
        own = {code: replace(one, label=labels.get(code, one.label)) for code, one in self.by_code.items()}
        return replace(self, by_code=own)


@cache
def load_categories() -> Categories:
    """The categories shipped with the program. Raises Problem when the file is missing or damaged."""
    return read_categories(resource("log", "categories.toml"))


def read_categories(path: Path) -> Categories:
    """The categories in a file. Raises Problem when it is missing or damaged."""
    try:
        return _categories(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise Problem(
            tr("The program's own list of activities is damaged."),
            tr("Your records are safe. Install the program again over the old one."),
        ) from error


def _categories(found: Mapping[str, Any]) -> Categories:
    if found["meta"]["format"] != FORMAT:
        raise ValueError("another format")
    groups = {str(one["id"]): str(one["label"]) for one in found["group"]}
    rows = [
        Category(one["id"], one["group"], one["label"], one.get("person", False), one.get("sensitive", False))
        for one in found["category"]
    ]
    by_code = {one.code: one for one in rows}
    kinds = {Kind(kind): str(code) for kind, code in found["session_kinds"].items()}
    sound = (
        len(by_code) == len(rows)
        and UNDISCLOSED in by_code
        and all(one.group in groups for one in rows)
        and all(0 < len(one.label) <= LABEL_LENGTH and 0 < len(one.code) <= CODE_LENGTH for one in rows)
        and set(kinds) == set(Kind)
        and set(kinds.values()) <= set(by_code)
    )
    if not sound:
        raise ValueError("the list does not hold together")
    return Categories(by_code, groups, kinds)
