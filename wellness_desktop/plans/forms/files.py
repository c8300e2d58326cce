"""Reads the forms. A chaplain may edit the files, so a spoiled one is left out and told in words with its place."""

import logging
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, get_args

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resource
from wellness_desktop.plans.forms.sheets import ROW, FieldKind, FormField, FormSheet, Need, Part, PartKind

log = logging.getLogger(__name__)

_NESTED: dict[str, type] = {"part": Part, "fields": FormField, "columns": FormField}
_ENUMS: dict[Any, type[StrEnum]] = {Need: Need, PartKind: PartKind, FieldKind: FieldKind}
_NEEDED = {
    PartKind.BOXES: "fields",
    PartKind.TICKS: "fields",
    PartKind.TABLE: "columns",
    PartKind.NOTE: "texts",
    PartKind.SIGNATURES: "who",
}
"""What a part of each kind cannot be without."""


@dataclass(frozen=True, slots=True)
class LeftOutForm:
    """A file that cannot be used. The other forms do not miss it."""

    file: str
    fault: str
    """What to mend, in words."""


@dataclass(frozen=True, slots=True)
class FormFiles:
    """All forms, by id, and what could not be read."""

    forms: dict[str, FormSheet]
    left_out: tuple[LeftOutForm, ...] = ()

    def form(self, form_id: str) -> FormSheet:
        """The form of that id, such as F-04. Raises Problem when there is none."""
        found = self.forms.get(form_id.strip().upper())
        if found is None:
            raise Problem(
                tr("There is no such form."),
                tr("The forms are {first} to {last}.", first=min(self.forms), last=max(self.forms))
                if self.forms
                else tr("Install the program again over the old one. Your records are safe."),
            )
        return found


@cache
def shipped_forms() -> FormFiles:
    """The forms that came with the program, read once."""
    return open_forms()


def open_forms(folder: Path | None = None) -> FormFiles:
    """The forms in `folder`, or the shipped ones. A spoiled file is left out with its fault; the others stand."""
    forms: dict[str, FormSheet] = {}
    left_out: list[LeftOutForm] = []
    for path in sorted((folder or resource("forms")).glob("*.toml")):
        try:
            form = read_form(path)
        except (OSError, ValueError) as error:
            log.warning("left out a spoiled form: %s", path.name)
            left_out.append(LeftOutForm(path.name, str(error)))
        except (TypeError, AttributeError, KeyError, RecursionError):
            log.warning("left out a spoiled form: %s", path.name)
            left_out.append(LeftOutForm(path.name, tr("it is not built as a form is")))
        else:
            forms[form.id] = form
    return FormFiles(forms, tuple(left_out))


def read_form(path: Path) -> FormSheet:
    """One form. Raises ValueError that says what to mend and where."""
    form: FormSheet = _entry(FormSheet, tomllib.loads(path.read_text(encoding="utf-8")), tr("the top of the file"))
    if form.id.lower() != path.stem.lower():
        raise ValueError(tr("the file must bear the name of its form, {form}", form=form.id))
    fault = next(_faults(form), None)
    if fault is not None:
        raise ValueError(fault)
    return form


def _faults(form: FormSheet) -> Iterator[str]:
    """What cannot be printed well."""
    seen: set[str] = set()
    for part in form.part:
        where = part.title or part.kind.value
        if not getattr(part, _NEEDED[part.kind]):
            yield tr('in {place}: "{name}" is missing', place=where, name=_NEEDED[part.kind])
        if part.kind is PartKind.TABLE and not (part.rows or part.heads):
            yield tr('in {place}: "{name}" is missing', place=where, name="rows")
        for field in (*part.fields, *part.columns):
            if part.kind is not PartKind.TABLE and field.id in seen:
                yield tr('in {place}: "{name}" stands there twice', place=where, name=field.id)
            seen.add(field.id)
            if not field.id.isidentifier() or not field.id.isascii():
                yield tr('in {place}: "{name}" cannot name a field', place=where, name=field.id)
            if not 1 <= field.wide <= ROW:
                yield tr("in {place}: a box is 1 to {most} wide", place=where, most=ROW)
            if bool(field.options) != (field.kind in (FieldKind.ONE_OF, FieldKind.CHOICE)):
                yield tr('in {place}: "{name}" needs options, or must not have any', place=where, name=field.id)


def _entry(kind: type, entry: dict[str, Any], where: str) -> Any:
    known = {field.name: field for field in fields(kind)}
    place = f"{where} {entry.get('id') or entry.get('title') or ''}".strip()
    for name in entry:
        if name not in known:
            raise ValueError(tr('in {place}: the word "{name}" is not known here', place=place, name=name))
    for name, field in known.items():
        if name not in entry and field.default is MISSING:
            raise ValueError(tr('in {place}: "{name}" is missing', place=place, name=name))
    return kind(**{name: _value(known[name].type, name, value, place) for name, value in entry.items()})


def _value(wanted: Any, name: str, value: Any, place: str) -> Any:
    """The value in the type that the class wants."""
    if name in _NESTED and isinstance(value, list):
        return tuple(_entry(_NESTED[name], one, f"{place}, {name}") for one in value)
    if wanted in _ENUMS and value in list(_ENUMS[wanted]):
        return _ENUMS[wanted](value)
    if wanted is str and isinstance(value, str):
        return value.strip()
    if wanted in (bool, int, date) and type(value) is wanted:
        return value
    if wanted == tuple[str, ...] and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if value in get_args(wanted):
        return value
    raise ValueError(tr("in {place}: {value} does not belong here", place=place, value=repr(value)))
