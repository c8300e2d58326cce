"""The catalogue: resources made by others. What each is, who made it, when, where to get it, how we know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from wellness_desktop.base.language import tr
from wellness_desktop.kit.when import month_name
from wellness_desktop.library.fields import Fields, Note, Shelf, files_in, read_entries, without_doubles

RELEVANCE = ("core", "peripheral", "off-topic")
"""How close a resource is to wellness; the list keeps everything, but the rest sinks."""


@dataclass(frozen=True, slots=True)
class Word:
    """A controlled word: a topic, a kind of resource or a reader."""

    slug: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher that the catalogue can be narrowed to. `names` are the ways in which entries name it."""

    slug: str
    label: str
    names: tuple[str, ...]

    def made(self, publisher: str) -> bool:
        """Whether an entry with this text in its publisher field belongs here, alone or with others."""
        return any(name in publisher for name in self.names)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The controlled words of the library (resources/library/topics.toml)."""

    topics: tuple[Word, ...]
    kinds: tuple[Word, ...]
    readers: tuple[Word, ...]
    publishers: tuple[Publisher, ...] = ()
    notes: tuple[Note, ...] = ()
    """What of the words could not be read, for the administrator."""

    def label(self, slug: str) -> str:
        """The words to show for a slug; the slug itself when it is unknown."""
        words = (*self.topics, *self.kinds, *self.readers)
        return next((word.label for word in words if word.slug == slug), slug)


@dataclass(frozen=True, slots=True)
class Resource:
    """One entry of the catalogue. `url` was printed by our source; `about_url` is a page about it."""

    id: str
    title: str
    shown_title: str
    series: str
    kind: str
    publisher: str
    authors: tuple[str, ...]
    year: int
    month: int
    url: str
    about_url: str
    publication_id: str
    topics: tuple[str, ...]
    readers: tuple[str, ...]
    relevance: str
    annotation: str
    seed: str
    """Which of the five source documents names it; blank for one found later."""
    also_in: tuple[str, ...]
    checked_on: date
    how_we_know: str
    mark: str = ""
    """Which content pack the entry comes from, in a sentence; blank for one that came with the program."""

    @property
    def when(self) -> str:
        """Year, or month and year, in words; blank when unknown."""
        if not self.month:
            return str(self.year or "")
        return tr("{month} {year}", month=month_name(self.month), year=self.year)


def load_vocabulary(path: Path) -> Vocabulary:
    """The controlled words of topics.toml; empty lists where the file is spoiled."""
    topics, kinds, readers = (read_entries([path], table, _word) for table in ("topic", "kind", "reader"))
    publishers = read_entries([path], "publisher", _publisher)
    shelves: dict[str, Shelf[Word] | Shelf[Publisher]] = {
        "topic": topics,
        "kind": kinds,
        "reader": readers,
        "publisher": publishers,
    }
    notes = dict.fromkeys(note for shelf in shelves.values() for note in shelf.notes)
    for table in (table for table, shelf in shelves.items() if not shelf.entries and not shelf.notes):
        notes[Note(path.name, tr("it names no {table}", table=table))] = None
    return Vocabulary(topics.entries, kinds.entries, readers.entries, publishers.entries, tuple(notes))


def load_catalogue(folder: Path, words: Vocabulary) -> Shelf[Resource]:
    """Every entry of the catalogue folder, in file order. Spoiled ones are left out and noted."""
    return load_catalogue_files(files_in(folder, ".toml"), words)


def load_catalogue_files(paths: Iterable[Path], words: Vocabulary) -> Shelf[Resource]:
    """The entries of these files, in order. Spoiled ones are left out and noted."""
    shelf = read_entries(paths, "resource", partial(_resource, words))
    return without_doubles(shelf, lambda resource: resource.id)


def _word(fields: Fields) -> Word:
    return Word(fields.text("slug"), fields.text("label"), fields.text_or_blank("description"))


def _publisher(fields: Fields) -> Publisher:
    return Publisher(fields.text("slug"), fields.text("label"), fields.texts("names"))


def _resource(words: Vocabulary, fields: Fields) -> Resource:
    title = fields.text("title")
    return Resource(
        id=fields.text("id"),
        title=title,
        shown_title=fields.text_or_blank("shown_title") or title,
        series=fields.text_or_blank("series"),
        kind=fields.word("kind", (word.slug for word in words.kinds)),
        publisher=fields.text_or_blank("publisher"),
        authors=fields.texts_or_none("authors"),
        year=fields.number("year"),
        month=fields.number_to("month", 12),
        url=fields.text_or_blank("url"),
        about_url=fields.text_or_blank("about_url"),
        publication_id=fields.text_or_blank("publication_id"),
        topics=fields.words("topics", (word.slug for word in words.topics)),
        readers=fields.words("readers", (word.slug for word in words.readers), needed=False),
        relevance=fields.one_of_or_blank("relevance", RELEVANCE) or RELEVANCE[0],
        annotation=fields.text("annotation"),
        seed=fields.text_or_blank("seed"),
        also_in=fields.texts_or_none("also_in"),
        checked_on=fields.day("checked_on"),
        how_we_know=fields.text("how_we_know"),
    )
