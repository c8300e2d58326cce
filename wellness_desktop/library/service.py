"""The library: guides, catalogue and support lines, open to anyone at the PC and read without a trace.

Nothing here knows who reads: no reading or searching is logged, counted or remembered (DESIGN 1.1).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.agency_said import AgencySaid
from wellness_desktop.library.fields import Note, Shelf
from wellness_desktop.library.help_list import help_list
from wellness_desktop.library.lines import (
    Line,
    OwnHelper,
    for_state,
    load_help_lines,
    load_lines,
    load_state_lines,
)

if TYPE_CHECKING:  # loaded at first use, so that the first number is on the screen at once
    from wellness_desktop.library.catalogue import Resource, Vocabulary
    from wellness_desktop.library.guides import Guide
    from wellness_desktop.library.index import Document, Index
    from wellness_desktop.library.packs.laying import PackShelves
    from wellness_desktop.library.synonyms import Synonyms, Urgency
    from wellness_desktop.library.toolbox import Toolbox

log = logging.getLogger(__name__)
Entry = TypeVar("Entry")

HELP = "help"
"""The kind of the hit that leads to Get help now."""
MARK_ON, MARK_OFF = "\x02", "\x03"
"""Stand around each found word in a snippet. Written here too, so that a page need not load the index for them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `kind` is "help", "guide", "line", "resource", "tool" or "path"; `id` opens it.

    `note` says in a few words what it is; `snippet` marks found words with MARK_ON and MARK_OFF.
    """

    kind: str
    id: str
    title: str
    snippet: str
    note: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search; `meant` holds the words searched for in place of typing slips."""

    hits: tuple[Hit, ...]
    meant: tuple[str, ...] = ()


class Library:
    """Everything public that can be read offline. Files are read at first use, each kind by itself."""

    def __init__(
        self,
        index_file: Path | None = None,
        root: Path | None = None,
        agency_lines: Path | None = None,
        content: Path | None = None,
    ) -> None:
        """`index_file` is where the search index may be kept (`Paths.library_index`); None keeps it in memory.

        `root` is the resources folder; the program's own when left out. `agency_lines` is the file with what the
        agency said about support lines (`Paths.agency_lines`); None shows them as shipped. `content` is the folder of
        the installed packs (`Paths.content`); None shows only what was shipped.
        """
        self._content = content
        self._agency = AgencySaid(agency_lines)
        self._index_file = index_file
        self._root = root
        self._lock = threading.RLock()

    # ---- guides and catalogue ----

    def guides(self) -> tuple[Guide, ...]:
        """Every guide, in order of id."""
        return self._guides.entries

    def guide(self, guide_id: str) -> Guide:
        """One guide. Raises Problem when the library has none of this id."""
        for guide in self.guides():
            if guide.id == guide_id:
                return guide
        raise _not_there()

    def catalogue(self) -> tuple[Resource, ...]:
        """Every resource made by others, what is about wellness first, then by title."""
        return self._catalogue

    def resource(self, resource_id: str) -> Resource:
        """One entry of the catalogue. Raises Problem when there is none of this id."""
        for resource in self.catalogue():
            if resource.id == resource_id:
                return resource
        raise _not_there()

    @cached_property
    def words(self) -> Vocabulary:
        """The controlled words: topics, kinds, readers."""
        from wellness_desktop.library.catalogue import load_vocabulary

        return load_vocabulary(self._folder / "library" / "topics.toml")

    @cached_property
    def toolbox(self) -> Toolbox:
        """The tools that go with the guides, and the paths."""
        from wellness_desktop.library.toolbox import Toolbox

        return Toolbox(self._folder / "library", self.words)

    def notes(self) -> tuple[Note, ...]:
        """What was left out because a file is spoiled, for the administrator."""
        shelves: tuple[Shelf[Any], ...] = (self._guides, self._resources, self._lines)
        own = (note for shelf in shelves for note in shelf.notes)
        of_packs = self._packs.live.notes() if self._packs else ()
        return (*self.words.notes, *own, *self.toolbox.notes(), *self._synonyms.notes, *of_packs)

    def plan_files(self) -> list[Path]:
        """The plan files that packs add to the shipped ones; a later one stands in for an earlier of the same name."""
        return self._packs.templates() if self._packs else []

    def reload(self) -> None:
        """Reads everything anew at its next use: a pack was installed or taken out."""
        with self._lock:
            index = self.__dict__.get("_index")
            read = [name for name in self.__dict__ if isinstance(getattr(type(self), name, None), cached_property)]
            for name in read:
                del self.__dict__[name]
            if index is not None:
                index.close()

    # ---- support lines ----

    def lines(self, state: str = "") -> list[Line]:
        """Every line that works in `state` (two letters), the agency's own first; national ones only when blank."""
        return for_state(self._every_line(), state)

    def line(self, line_id: str) -> Line:
        """One line, as the agency corrected it. Raises Problem when there is none of this id, or it is hidden."""
        for line in self._every_line():
            if line.id == line_id:
                return line
        raise _not_there()

    def shipped_lines(self) -> tuple[Line, ...]:
        """Every line as it was shipped, whatever the agency said."""
        return self._lines.entries

    def help_lines(self, state: str = "", on_call: Sequence[OwnHelper] = (), today: date | None = None) -> list[Line]:
        """The three to five lines of Get help now: own helpers on call, then 988, the text line, COPLINE, the state's,
        or the order that the coordinator set. With `today`, late lines stand last.
        """
        agency, shipped = self._agency.lines(), list(self._help_lines.entries)
        if agency is None:  # nothing but two small files is read
            return help_list(shipped, self._state_lines.entries if state else (), state, on_call, today)
        first, every = {line.id for line in shipped}, self._every_line()
        shipped = [line for line in every if line.id in first]
        changed = bool(agency.corrections)
        return help_list(shipped, every, state, on_call, today, order=agency.order, changed=changed)

    # ---- search ----

    def prepare(self) -> None:
        """Makes the search index ready, so that no keystroke waits for it. Safe to call from a background job."""
        with self._lock:
            _ = self._index

    def search(self, text: str, state: str = "") -> list[Hit]:
        """What answers `text`, the best first; after words of suicide, Get help now always stands first."""
        return list(self.find(text, state).hits)

    def find(self, text: str, state: str = "") -> Found:
        """Like `search`, and says which words were searched for in place of slips. Raises Problem."""
        import sqlite3

        from wellness_desktop.library.search import search

        with self._lock:
            try:
                answer = search(self._index, self._synonyms, text, state)
            except sqlite3.Error:
                # A damaged cache is no reason to leave someone without an answer.
                answer = search(self._again(), self._synonyms, text, state)
        hits = self._agency_hits(text, state)
        known = {line.id for line in self._every_line()} - {hit.id for hit in hits}
        hits += [
            self._hit(match.kind, match.ref, match.title, match.snippet)
            for match in answer.matches
            if match.kind != "line" or match.ref in known  # not what the agency hid
        ]
        if answer.urgency:
            hits = [_help_hit(), *self._with_urgent_guide(hits, answer.urgency)]
        return Found(tuple(hits), answer.meant)

    # ---- inside ----

    @cached_property
    def _folder(self) -> Path:
        return self._root or resources_root()

    @cached_property
    def _packs(self) -> PackShelves | None:
        """The installed packs; where there are none, one look at the file system says so and nothing is loaded."""
        if self._content is None or not (self._content / "installed.json").is_file():
            return None
        from wellness_desktop.library.packs.laying import PackShelves

        return PackShelves(self._content, self._folder)

    @cached_property
    def _guides(self) -> Shelf[Guide]:
        from wellness_desktop.library.guides import load_guides

        shelf = load_guides(self._folder / "library" / "guides", self.words)
        return _told(self._packs.guides(shelf, self.words) if self._packs else shelf)

    @cached_property
    def _resources(self) -> Shelf[Resource]:
        from wellness_desktop.library.catalogue import load_catalogue

        shelf = load_catalogue(self._folder / "library" / "catalogue", self.words)
        return _told(self._packs.catalogue(shelf, self.words) if self._packs else shelf)

    @cached_property
    def _catalogue(self) -> tuple[Resource, ...]:
        order = {"core": 0, "peripheral": 1, "off-topic": 2}
        return tuple(sorted(self._resources.entries, key=lambda each: (order.get(each.relevance, 1), each.shown_title)))

    @cached_property
    def _lines(self) -> Shelf[Line]:
        shelf = load_lines(self._folder / "support_lines")
        if self._packs:
            shelf = self._packs.lines(shelf, [line.id for line in self._help_lines.entries])
        return _told(shelf)

    @cached_property
    def _help_lines(self) -> Shelf[Line]:
        shelf = load_help_lines(self._folder / "support_lines")
        return _told(self._packs.help_lines(shelf) if self._packs else shelf)

    @cached_property
    def _state_lines(self) -> Shelf[Line]:
        if self._packs:
            return Shelf(tuple(line for line in self._lines.entries if line.state))
        return load_state_lines(self._folder / "support_lines")

    @cached_property
    def _synonyms(self) -> Synonyms:
        from wellness_desktop.library.synonyms import load_synonyms

        return load_synonyms(self._folder / "library" / "synonyms.toml")

    @cached_property
    def _fingerprint(self) -> str:
        from wellness_desktop.library.index import fingerprint
        from wellness_desktop.library.toolbox import FOLDERS

        library = self._folder / "library"
        folders = (*(library / part for part in ("", "guides", "catalogue", *FOLDERS)), self._folder / "support_lines")
        files = [
            path for folder in folders for path in (folder.iterdir() if folder.is_dir() else ())
            if path.suffix in (".md", ".toml")
        ]  # fmt: skip
        return fingerprint([*sorted(files), *(self._packs.files() if self._packs else ())])

    @cached_property
    def _index(self) -> Index:
        import sqlite3

        from wellness_desktop.library.index import build_file, open_index

        wanted = self._fingerprint
        places = [self._folder / "library" / "library.db"]
        if self._index_file is not None:
            places.append(self._index_file)
        for place in places:
            if found := open_index(place, wanted):
                return found
        if self._index_file is not None:
            try:
                build_file(self._index_file, self._documents(), wanted)
                if built := open_index(self._index_file, wanted):
                    return built
            except (OSError, sqlite3.Error):
                log.info("the search index cannot be kept and stays in memory")
        return self._in_memory()

    def _again(self) -> Index:
        """Puts an index in memory in the place of one that turned out damaged. Raises Problem."""
        import sqlite3

        log.warning("the search index is damaged and is built again in memory")
        try:
            self.__dict__["_index"].close()
            self.__dict__["_index"] = self._in_memory()
        except (KeyError, sqlite3.Error) as error:
            raise Problem(
                tr("The library cannot be searched on this PC."),
                tr("The guides and the support lines can still be read: choose one from the list."),
            ) from error
        return self._index

    def _in_memory(self) -> Index:
        from wellness_desktop.library.index import build_in_memory

        return build_in_memory(self._documents(), self._fingerprint)

    def _every_line(self) -> list[Line]:
        agency = self._agency.lines()
        if agency is None:
            return list(self._lines.entries)
        from wellness_desktop.library.agency_lines import laid_over

        return laid_over(self._lines.entries, agency)

    def _agency_hits(self, text: str, state: str) -> list[Hit]:
        """The agency's own lines stand first, for nobody knows the place better."""
        if self._agency.lines() is None:
            return []
        from wellness_desktop.library.agency_lines import matching

        found = matching(self.lines(state), text)
        return [self._hit("line", line.id, line.name, line.agency_note or line.for_whom) for line in found]

    def _documents(self) -> list[Document]:
        from wellness_desktop.library.documents import documents

        found = documents(
            self._guides.entries, self._lines.entries, self._resources.entries, self.words, self._synonyms.leads
        )
        return [*found, *self.toolbox.documents(self._synonyms.leads)]

    def _with_urgent_guide(self, hits: list[Hit], urgency: Urgency) -> list[Hit]:
        """The guide for the person in danger at once, or among the first three where suicide is only spoken of."""
        from wellness_desktop.library.synonyms import Urgency

        wanted = self._synonyms.urgent_guide
        guide = next((guide for guide in self._guides.entries if guide.id == wanted), None)
        latest = {Urgency.ONESELF: 0, Urgency.SUICIDE: 2}.get(urgency)
        if guide is None or latest is None:
            return hits
        place = next((place for place, hit in enumerate(hits) if hit.id == wanted), len(hits))
        if place <= latest:
            return hits
        others = [hit for hit in hits if hit.id != wanted]
        mine = [hit for hit in hits if hit.id == wanted] or [self._hit("guide", wanted, guide.title, guide.summary)]
        return [*others[:latest], *mine, *others[latest:]]

    def _hit(self, kind: str, ref: str, title: str, snippet: str) -> Hit:
        return Hit(kind, ref, title, snippet, self._note(kind, ref))

    def _note(self, kind: str, ref: str) -> str:
        if kind == "guide":
            return tr("Guide, {minutes} min", minutes=self.guide(ref).minutes)
        if kind == "line":
            return " · ".join(self.line(ref).ways)
        if kind in ("tool", "path"):
            return self.toolbox.note(kind, ref)
        resource = self.resource(ref)
        parts = (self.words.label(resource.kind), str(resource.year or ""), resource.publisher)
        return " · ".join(part for part in parts if part)


def _told(shelf: Shelf[Entry]) -> Shelf[Entry]:
    """Passes the shelf on; the log learns which of our own files are spoiled."""
    for note in shelf.notes:
        log.warning("left out a spoiled library file: %s", note.place)
    return shelf


def _help_hit() -> Hit:
    said = tr("Talk with someone tonight. Call or text 988, day and night.")
    return Hit(HELP, HELP, tr("Get help now"), said, tr("Help card"))


def _not_there() -> Problem:
    return Problem(
        tr("This entry is not in the library."),
        tr("Search for it by its title, or open the list of guides."),
    )
