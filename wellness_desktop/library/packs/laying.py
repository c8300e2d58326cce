"""Lays the packs in use over the shipped library: what replaces what, what is withdrawn, and what is marked.

The rules, which docs/content-packs.md explains to publishers:

* A pack of the project adds and replaces, unless the program itself has a text that was checked later: a pack made
  before the program does not turn an update back. What it withdraws is not shown, on the same condition.
* A pack of an agency's publisher is laid over that; what it adds or changes says so wherever it is shown.
* Nothing that the project withdrew comes back by an agency's pack, whichever was installed first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.fields import Note, Shelf
from wellness_desktop.library.line_freshness import long_day
from wellness_desktop.library.lines import ALWAYS_THERE, HELP_FILE, KINDS, Line, load_line_files
from wellness_desktop.library.packs.installed import LivePack, LivePacks, live_packs

if TYPE_CHECKING:  # the front door needs lines only
    from wellness_desktop.library.catalogue import Resource, Vocabulary
    from wellness_desktop.library.guides import Guide
    from wellness_desktop.library.packs.withdrawn import Withdrawn

Some = TypeVar("Some", "Guide", "Line", "Resource")


class PackShelves:
    """The shelves of the shipped library with every pack in use laid over them."""

    def __init__(self, content: Path, root: Path) -> None:
        """`content` is the folder of the packs, `root` the program's resources."""
        self._content, self._root = content, root

    @cached_property
    def live(self) -> LivePacks:
        """The packs in use, read once."""
        return live_packs(self._content)

    def guides(self, shipped: Shelf[Guide], words: Vocabulary) -> Shelf[Guide]:
        """Every guide, in order of id."""
        from wellness_desktop.library.guides import load_guide_files

        laid = self._laid("guide", shipped, lambda pack: load_guide_files(pack.paths("guides"), words))
        return Shelf(tuple(sorted(laid.entries, key=lambda guide: guide.id)), laid.notes)

    def catalogue(self, shipped: Shelf[Resource], words: Vocabulary) -> Shelf[Resource]:
        """Every entry of the catalogue."""
        from wellness_desktop.library.catalogue import load_catalogue_files

        return self._laid("resource", shipped, lambda pack: load_catalogue_files(pack.paths("catalogue"), words))

    def lines(self, shipped: Shelf[Line], help_ids: Sequence[str]) -> Shelf[Line]:
        """Every line: those of the help page first, the others by kind."""
        laid = self._laid("line", shipped, _lines_of)
        first = {line_id: place for place, line_id in enumerate(help_ids)}
        ordered = sorted(laid.entries, key=lambda line: (first.get(line.id, len(first)), KINDS.index(line.kind)))
        return Shelf(tuple(ordered), laid.notes)

    def help_lines(self, shipped: Shelf[Line]) -> Shelf[Line]:
        """The lines of Get help now: the shipped ones as packs correct them, then those that the project added."""
        every = {line.id: line for line in self._laid("line", shipped, _lines_of).entries}
        wanted = dict.fromkeys(line.id for line in shipped.entries)
        for pack in self.live.of_project:
            added = load_line_files([path for path in pack.paths("support_lines") if path.name == HELP_FILE])
            wanted |= dict.fromkeys(line.id for line in added.entries)
        return Shelf(tuple(every[one] for one in wanted if one in every), shipped.notes)

    def templates(self) -> list[Path]:
        """The plan files of packs; a later one stands in for an earlier one of the same name."""
        return [path for pack in self.live.packs for path in pack.paths("plan_templates")]

    def files(self) -> list[Path]:
        """Every file that decides what the library shows, for the fingerprint of its search index."""
        found: list[Path] = []
        for pack in self.live.packs:
            found.append(pack.folder / "manifest.json")
            found += [pack.folder / each.name for each in pack.manifest.files]
        return found

    # ---- inside ----

    @cached_property
    def _withdrawn(self) -> Withdrawn:
        from wellness_desktop.library.packs.withdrawn import Withdrawn, load_withdrawn

        try:
            return load_withdrawn(self._root, self.live.withdrawn_numbers)
        except Problem:
            return Withdrawn(self.live.withdrawn_numbers)

    def _laid(self, kind: str, shipped: Shelf[Some], load: Callable[[LivePack], Shelf[Some]]) -> Shelf[Some]:
        entries: dict[str, Some] = {entry.id: entry for entry in shipped.entries}
        notes = [*shipped.notes]
        for pack in self.live.of_project:
            shelf = load(pack)
            notes += _named(pack, shelf.notes)
            for entry in shelf.entries:
                before = entries.get(entry.id)
                if before is None or _day(before) <= _day(entry):
                    entries[entry.id] = _marked(entry, pack, before is not None)
        gone = {
            one for pack in self.live.of_project for one in pack.manifest.withdrawn(kind) if one != ALWAYS_THERE
        }  # fmt: skip
        for pack in self.live.of_project:
            for one in pack.manifest.withdrawn(kind):
                if one in gone and one in entries and _day(entries[one]) <= pack.manifest.made_on:
                    del entries[one]
        for pack in self.live.packs:
            if not pack.pack.project:
                shelf = load(pack)
                notes += _named(pack, shelf.notes)
                self._lay_agency(pack, shelf.entries, gone, entries, notes)
        return Shelf(tuple(entries.values()), tuple(notes))

    def _lay_agency(
        self, pack: LivePack, found: Sequence[Some], gone: set[str], entries: dict[str, Some], notes: list[Note]
    ) -> None:
        for entry in found:
            if entry.id in gone or self._withdrawn.found_in(words_of(entry)):
                notes.append(Note(f"{pack.pack.title}: {entry.id}", tr("the project withdrew it, or a number in it")))
            else:
                entries[entry.id] = _marked(entry, pack, entry.id in entries)


def words_of(entry: Guide | Line | Resource) -> str:
    """Everything in an entry that may hold a number, without the addresses of its sources."""
    from wellness_desktop.library.guides import Guide

    if isinstance(entry, Guide):
        parts = (entry.title, entry.summary, *entry.do_now, entry.body)
    elif isinstance(entry, Line):
        parts = (
            entry.name, entry.call, entry.letters, entry.call_note, entry.menu, entry.text_to, entry.text_word,
            entry.text_note, entry.how_to_call, entry.how_to_text, entry.for_whom, entry.what_happens, entry.privacy,
            entry.caution,
        )  # fmt: skip
    else:
        parts = (entry.title, entry.shown_title, entry.annotation)
    return "\n".join(parts)


def _lines_of(pack: LivePack) -> Shelf[Line]:
    return load_line_files(pack.paths("support_lines"))


def _marked(entry: Some, pack: LivePack, stands_in: bool) -> Some:
    day = long_day(pack.manifest.made_on)
    if pack.pack.project:
        mark = tr("From the library update of {day}.", day=day)
    elif stands_in:
        mark = tr("Changed by {publisher}, {day}. The program's own text is different.",
                  publisher=pack.pack.publisher, day=day)  # fmt: skip
    else:
        mark = tr("Added by {publisher}, {day}.", publisher=pack.pack.publisher, day=day)
    return replace(entry, mark=mark)


def _day(entry: Guide | Line | Resource) -> date:
    return entry.checked_on or date.min


def _named(pack: LivePack, notes: Sequence[Note]) -> list[Note]:
    return [Note(f"{pack.pack.title}: {note.place}", note.reason) for note in notes]
