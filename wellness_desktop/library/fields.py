"""Reads the library's files strictly, entry by entry: what is missing or odd is said in words, never guessed."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from wellness_desktop.base.language import tr

Entry = TypeVar("Entry")
Value = TypeVar("Value")
_NOTHING: list[Any] = []


@dataclass(frozen=True, slots=True)
class Note:
    """One file or entry that was left out, for the administrator: where it is and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Entry]):
    """What could be read, and notes about what could not."""

    entries: tuple[Entry, ...] = ()
    notes: tuple[Note, ...] = ()


class Spoiled(Exception):
    """An entry cannot be used; the text says why."""


class Fields:
    """The fields of one TOML table. Each reader raises Spoiled when its field is missing or of another kind."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table
        self.doubts: list[str] = []
        """What is wrong with the entry and no reason to leave it out, for the administrator."""

    def text(self, name: str) -> str:
        """A text that must be there and not be blank."""
        value = self._table.get(name)
        if not isinstance(value, str) or not value.strip():
            raise Spoiled(tr("the field “{name}” is missing", name=name))
        return value.strip()

    def text_or_blank(self, name: str) -> str:
        """A text that may be left out."""
        return self._as(name, "").strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts with at least one entry."""
        found = self.texts_or_none(name)
        if not found:
            raise Spoiled(tr("the field “{name}” is missing", name=name))
        return found

    def texts_or_none(self, name: str) -> tuple[str, ...]:
        """A list of texts that may be left out."""
        found = self._as(name, _NOTHING)
        if not all(isinstance(each, str) and each.strip() for each in found):
            raise Spoiled(tr("the field “{name}” must be a list of texts", name=name))
        return tuple(each.strip() for each in found)

    def number(self, name: str) -> int:
        """A whole number; 0 when it is left out."""
        return self._as(name, 0)

    def number_to(self, name: str, most: int) -> int:
        """A whole number from 1 to `most`; 0 when it is left out."""
        value = self.number(name)
        if not 0 <= value <= most:
            raise Spoiled(tr("the field “{name}” must be a number from 1 to {most}", name=name, most=most))
        return value

    def flag(self, name: str) -> bool:
        """True or false; false when it is left out."""
        return self._as(name, False)

    def day(self, name: str) -> date:
        """A date that must be there."""
        value = self._table.get(name)
        if type(value) is not date:
            raise Spoiled(tr("the field “{name}” must be a date", name=name))
        return value

    def one_of(self, name: str, allowed: Iterable[str]) -> str:
        """A text that must be one of the allowed words."""
        value = self.text(name)
        if value not in set(allowed):
            raise Spoiled(_unknown(value, name))
        return value

    def one_of_or_blank(self, name: str, allowed: Iterable[str]) -> str:
        """A text that may be left out, or must be one of the allowed words."""
        return self.one_of(name, allowed) if self.text_or_blank(name) else ""

    def words(self, name: str, known: Iterable[str], *, needed: bool = True) -> tuple[str, ...]:
        """The known words of a list. Others are dropped with a doubt: a misspelled topic must not take a guide away.

        Where no word is known at all, the list of words itself is spoiled, and every word passes.
        """
        found, allowed = self.texts(name) if needed else self.texts_or_none(name), set(known)
        if not allowed:
            return found
        self.doubts += [_unknown(value, name) for value in found if value not in allowed]
        return tuple(value for value in found if value in allowed)

    def word(self, name: str, known: Iterable[str]) -> str:
        """A text that should be a known word; another one passes with a doubt."""
        value, allowed = self.text(name), set(known)
        if allowed and value not in allowed:
            self.doubts.append(_unknown(value, name))
        return value

    def table(self, name: str) -> "Fields":
        """A table that must be there."""
        value = self._table.get(name)
        if not isinstance(value, dict):
            raise Spoiled(tr("the field “{name}” is missing", name=name))
        return Fields(value)

    def tables(self, name: str) -> tuple["Fields", ...]:
        """A list of tables that may be left out."""
        found = self._as(name, _NOTHING)
        if not all(isinstance(each, dict) for each in found):
            raise Spoiled(tr("the field “{name}” must be a list of tables", name=name))
        return tuple(Fields(each) for each in found)

    def _as(self, name: str, default: Value) -> Value:
        value = self._table.get(name, default)
        if type(value) is not type(default):
            raise Spoiled(tr("the field “{name}” has a value of the wrong kind", name=name))
        return value


def read_toml(text: str) -> Fields:
    """The fields of a TOML text. Raises Spoiled when it is not TOML."""
    try:
        return Fields(tomllib.loads(text))
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is no TOMLDecodeError
        raise Spoiled(tr("the file is not written as it should be")) from error


def read_file(path: Path) -> str:
    """The text of a file. Raises Spoiled when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Spoiled(tr("the file cannot be read")) from error


def files_in(folder: Path, ending: str) -> list[Path]:
    """The files of a folder by name; none when the folder is missing."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ending and path.is_file())
    except OSError:
        return []


def read_entries(paths: Iterable[Path], table: str, make: Callable[[Fields], Entry]) -> Shelf[Entry]:
    """Every `[[table]]` of the files, made into entries. What is spoiled is left out and noted."""
    entries: list[Entry] = []
    notes: list[Note] = []
    for path in paths:
        try:
            tables = read_toml(read_file(path)).tables(table)
        except Spoiled as spoiled:
            notes.append(Note(path.name, str(spoiled)))
            continue
        for place, fields in enumerate(tables, 1):
            where = f"{path.name} {place}"
            try:
                entries.append(make(fields))
            except Spoiled as spoiled:
                notes.append(Note(where, str(spoiled)))
            else:
                notes += [Note(where, doubt) for doubt in fields.doubts]
    return Shelf(tuple(entries), tuple(notes))


def read_each(paths: Iterable[Path], make: Callable[[Path, list[str]], Entry]) -> Shelf[Entry]:
    """One entry a file, made by `make(path, doubts)`. What is spoiled is left out and noted; doubts are noted."""
    entries: list[Entry] = []
    notes: list[Note] = []
    for path in paths:
        doubts: list[str] = []
        try:
            entries.append(make(path, doubts))
        except Spoiled as spoiled:
            notes.append(Note(path.name, str(spoiled)))
        else:
            notes += [Note(path.name, doubt) for doubt in doubts]
    return Shelf(tuple(entries), tuple(notes))


def without_doubles(shelf: Shelf[Entry], name: Callable[[Entry], str]) -> Shelf[Entry]:
    """The shelf with only the first entry of each id; later ones are noted."""
    seen: dict[str, Entry] = {}
    notes = list(shelf.notes)
    for entry in shelf.entries:
        if name(entry) in seen:
            notes.append(Note(name(entry), tr("the same id is used twice")))
        else:
            seen[name(entry)] = entry
    return Shelf(tuple(seen.values()), tuple(notes))


def _unknown(value: str, name: str) -> str:
    return tr("“{value}” is not a known word for “{name}”", value=value, name=name)
