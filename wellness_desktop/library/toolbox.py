"""The tools and the paths of the library, read at first use, and what the search index holds of them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.catalogue import Vocabulary
from wellness_desktop.library.fields import Note, Shelf
from wellness_desktop.library.paths import LibraryPath, load_paths
from wellness_desktop.library.synonyms import folded_words
from wellness_desktop.library.tools import Tool, load_tools

if TYPE_CHECKING:  # a page that lists tools need not load the index
    from wellness_desktop.library.index import Document

TOOL, PATH = "tool", "path"
FOLDERS = ("tools", "paths")
_WEIGHT = 0.5
"""Below the guides: whoever asks a question wants the answer first, and finds the sheet beside it."""


class Toolbox:
    """What a library offers beside its texts."""

    def __init__(self, folder: Path, words: Vocabulary) -> None:
        """`folder` is the library's; `words` its topics and readers."""
        self._folder, self._words = folder, words

    def tools(self) -> tuple[Tool, ...]:
        """Every tool, by title."""
        return tuple(sorted(self._tools.entries, key=lambda tool: tool.title.casefold()))

    def tool(self, tool_id: str) -> Tool:
        """One tool. Raises Problem when there is none of this id."""
        for tool in self._tools.entries:
            if tool.id == tool_id:
                return tool
        raise _not_there()

    def with_guide(self, guide_id: str) -> tuple[Tool, ...]:
        """The tools that belong to a guide, those that belong to it most first."""
        found = [tool for tool in self.tools() if guide_id in tool.guides]
        return tuple(sorted(found, key=lambda tool: tool.guides.index(guide_id)))

    def paths(self) -> tuple[LibraryPath, ...]:
        """Every path."""
        return self._paths.entries

    def path(self, path_id: str) -> LibraryPath:
        """One path. Raises Problem when there is none of this id."""
        for path in self._paths.entries:
            if path.id == path_id:
                return path
        raise _not_there()

    def note(self, kind: str, ref: str) -> str:
        """What a search result says below its title."""
        if kind == PATH:
            return tr("Path, {count} steps", count=len(self.path(ref).steps))
        return self.tool(ref).kind_words

    def notes(self) -> tuple[Note, ...]:
        """What was left out because a file is spoiled."""
        return (*self._tools.notes, *self._paths.notes)

    def documents(self, leads: Mapping[str, Iterable[str]]) -> "Iterator[Document]":
        """What can be found of tools and paths. `leads` holds by id what people type who need it."""
        for tool in self.tools():
            topics = " · ".join(self._words.label(topic) for topic in tool.topics)
            yield _document(TOOL, tool.id, tool.title, tool.purpose, topics, leads)
        for path in self.paths():
            steps = " · ".join(step.title for step in path.steps)
            yield _document(PATH, path.id, path.title, path.summary, steps, leads, path.question)

    @cached_property
    def _tools(self) -> Shelf[Tool]:
        return load_tools(self._folder / "tools", self._words)

    @cached_property
    def _paths(self) -> Shelf[LibraryPath]:
        return load_paths(self._folder / "paths")


def _document(
    kind: str, ref: str, title: str, summary: str, tags: str, leads: Mapping[str, Iterable[str]], *questions: str
) -> "Document":
    from wellness_desktop.library.index import APART, Document

    phrases = (" ".join(folded_words(phrase)) for phrase in (*questions, *leads.get(ref, ())))
    return Document(
        kind=kind,
        ref=ref,
        title=title,
        summary=summary,
        tags=tags,
        body="",
        weight=_WEIGHT,
        asked=" ".join(f"{APART} {phrase} {APART}" for phrase in phrases),
    )


def _not_there() -> Problem:
    return Problem(
        tr("This entry is not in the library."),
        tr("Search for it by its title, or open the list of tools."),
    )
