"""Reads the plan files. A chaplain may edit them in any text editor, so a slip is told in words with its place."""

import logging
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resource
from wellness_desktop.plans.items import (
    Avoid,
    Box,
    Call,
    Caution,
    Clock,
    Field,
    Form,
    Message,
    Must,
    Note,
    Objective,
    Role,
    Section,
    Signer,
    Source,
    Step,
    Template,
    Topic,
    Trigger,
    Without,
)

log = logging.getLogger(__name__)

CORE = "core"
ODD = (TypeError, AttributeError, KeyError, RecursionError)
"""What a file that is not built like a plan at all may raise, beside a Problem."""

TABLES: dict[str, type] = {
    "source": Source,
    "section": Section,
    "trigger": Trigger,
    "objective": Objective,
    "warning": Caution,
    "role": Role,
    "call": Call,
    "box": Box,
    "step": Step,
    "note": Note,
    "clock": Clock,
    "message": Message,
    "avoid": Avoid,
    "must": Must,
    "signer": Signer,
    "topic": Topic,
    "field": Field,
    "form": Form,
    "without": Without,
}
"""Every [[table]] of a plan file and what its entries become."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A plan file that cannot be used. The other plans do not miss it."""

    file: str
    """Name of the file, without its folder."""
    fault: str
    """What to mend, in words."""

    @property
    def plan(self) -> str:
        """The plan that the file should hold, such as CP-03."""
        return Path(self.file).stem.upper()


@dataclass(frozen=True, slots=True)
class Templates:
    """The core and its overlays, by plan id."""

    core: Template
    overlays: dict[str, Template]
    left_out: tuple[LeftOut, ...] = ()


@cache
def shipped_templates() -> Templates:
    """The plan files that came with the program, read once; spoiled ones are left out like `open_templates` does."""
    return open_templates()


def open_templates(folder: Path | None = None) -> Templates:
    """The plans in `folder`, or the shipped ones. A spoiled overlay is left out with its fault; the others stand.

    Raises Problem when the core cannot be used, since every plan stands on it.
    """
    files = _files(folder)
    core = _core(files)
    overlays: dict[str, Template] = {}
    left_out: list[LeftOut] = []
    for path in (path for stem, path in files.items() if stem != CORE):
        found = _overlay(path, core)
        if isinstance(found, LeftOut):
            log.warning("left out a spoiled plan file: %s", path.name)
            left_out.append(found)
        else:
            overlays[found.id] = found
    return Templates(core, overlays, tuple(left_out))


def load_templates(folder: Path | None = None, more: Iterable[Path] = (), without: Collection[str] = ()) -> Templates:
    """All plan files in `folder`, or the shipped ones. A file of `more` stands in for one of the same name.

    Files of the folder named in `without` are not read. Raises Problem, with the file and the item in words, when
    one cannot be read or its parts do not fit together (template_check.py).
    """
    from wellness_desktop.plans.template_check import first_fault

    files = {stem: path for stem, path in _files(folder).items() if path.name not in without}
    files |= {path.stem: path for path in more}
    core = _core(files)
    found = (read_template(path) for stem, path in files.items() if stem != CORE)
    overlays = {template.id: template for template in found}
    fault = first_fault(core, overlays.values())
    if fault is not None:
        raise _problem(fault)
    return Templates(core, overlays)


def _files(folder: Path | None) -> dict[str, Path]:
    return {path.stem: path for path in sorted((folder or resource("plan_templates")).glob("*.toml"))}


def _core(files: dict[str, Path]) -> Template:
    """The core, sound in itself. Raises Problem."""
    from wellness_desktop.plans.template_check import first_fault

    if CORE not in files:
        raise Problem(
            tr("The core plan is missing."),
            tr("Your records are safe. Install the program again over the old one."),
        )
    core = read_template(files[CORE])
    fault = first_fault(core, ())
    if fault is not None:
        raise _problem(fault)
    return core


def _overlay(path: Path, core: Template) -> Template | LeftOut:
    """The overlay in this file if it fits the core; else what is wrong, however odd the file is."""
    from wellness_desktop.plans.template_check import first_fault

    try:
        overlay = _read(path)
        fault = first_fault(core, [overlay])
    except (OSError, ValueError) as error:
        return LeftOut(path.name, str(error))
    except ODD:
        return LeftOut(path.name, tr("it is not built as a plan file is"))
    if fault is None and overlay.id.lower() != path.stem.lower():
        fault = tr("it must bear the name of its plan, {plan}", plan=overlay.id)
    return LeftOut(path.name, fault) if fault is not None else overlay


def read_template(path: Path) -> Template:
    """One plan file. Raises Problem when it is not in order."""
    try:
        return _read(path)
    except (OSError, ValueError) as error:
        raise _problem(f"{path.name}: {error}") from error


def _read(path: Path) -> Template:
    return _template(tomllib.loads(path.read_text(encoding="utf-8")))


def _problem(fault: str) -> Problem:
    return Problem(
        tr("A plan file has a mistake in it."),
        tr("Open the file in a text editor and mend this: {fault}", fault=fault),
    )


def _template(found: dict[str, Any]) -> Template:
    head = {name: value for name, value in found.items() if name not in TABLES}
    parts = {
        name: tuple(_entry(kind, entry, f"[[{name}]]") for entry in found.get(name, []))
        for name, kind in TABLES.items()
    }
    return _entry(Template, {**head, **parts}, tr("the top of the file"))  # type: ignore[no-any-return]


def _entry(kind: type, entry: dict[str, Any], where: str) -> Any:
    """An entry as its frozen class. Raises ValueError that says what is wrong and where."""
    place = f"{where} {entry.get('id') or entry.get('key') or ''}".strip()
    known = {field.name: field for field in fields(kind)}
    for name in entry:
        if name not in known:
            raise ValueError(tr('in {place}: the word "{name}" is not known here', place=place, name=name))
    for name, field in known.items():
        if name not in entry and field.default is MISSING:
            raise ValueError(tr('in {place}: "{name}" is missing', place=place, name=name))
    return kind(**{name: _value(known[name].type, entry[name], f"{place}, {name}") for name in entry})


def _value(wanted: Any, value: Any, place: str) -> Any:
    """The value in the type the class wants; text loses the spaces around it."""
    if wanted is str and isinstance(value, str):
        return value.strip()
    if wanted in (bool, int, date) and type(value) is wanted:
        return value
    if wanted == tuple[str, ...] and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if isinstance(value, tuple):  # a table of entries that was built a moment ago
        return value
    raise ValueError(tr("in {place}: {value} does not belong here", place=place, value=repr(value)))
