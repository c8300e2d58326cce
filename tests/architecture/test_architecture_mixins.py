"""The page and the service of the plans are put together from many parts: no part may hide a name of another."""

import ast
import inspect
from collections import defaultdict
from collections.abc import Iterator, Mapping
from textwrap import dedent

import pytest

from wellness_desktop.plans.plans_page import PlansPage
from wellness_desktop.plans.service import Plans


def names_of(part: type) -> Iterator[str]:
    """What a class defines: in its body, and by `self.name = …` in its methods."""
    yield from (name for name in vars(part) if not name.startswith("__"))
    for node in ast.walk(ast.parse(dedent(inspect.getsource(part)))):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id == "self"
        ):
            yield node.attr


def collisions(whole: type, top: str = "wellness_desktop.") -> Mapping[str, tuple[type, type]]:
    """Names that two parts define of which neither derives from the other, nor both from one that has the name."""
    having: dict[str, list[type]] = defaultdict(list)
    for part in whole.__mro__:
        if part.__module__.startswith(top):
            for name in set(names_of(part)):
                having[name].append(part)
    return {
        name: (one, other)
        for name, parts in having.items()
        for number, one in enumerate(parts)
        for other in parts[number + 1 :]
        if not issubclass(one, other) and not any(issubclass(one, base) and issubclass(other, base) for base in parts)
    }


@pytest.mark.parametrize("whole", [PlansPage, Plans])
def test_no_part_hides_a_name_of_another(whole: type) -> None:
    assert collisions(whole) == {}


class _Common:
    def refresh(self) -> None:
        """Which the parts may override."""


class _One(_Common):
    def __init__(self) -> None:
        self._run = 1

    def refresh(self) -> None: ...

    def _undo(self) -> None: ...


class _Other(_Common):
    def __init__(self) -> None:
        self._run = 2

    def refresh(self) -> None: ...

    def _undo(self) -> None: ...


class _Whole(_One, _Other):
    def _undo(self) -> None: ...


def test_a_collision_is_found() -> None:
    assert set(collisions(_Whole, top=__name__)) == {"_undo", "_run"}
