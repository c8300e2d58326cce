"""Guides: our own texts, one Markdown file each, with its facts in TOML between two +++ lines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wellness_desktop.base.language import tr
from wellness_desktop.library.catalogue import Vocabulary
from wellness_desktop.library.fields import (
    Fields,
    Shelf,
    Spoiled,
    files_in,
    read_each,
    read_file,
    read_toml,
    without_doubles,
)

REVIEWS = ("", "clinician", "counsel")
_FENCE = "+++"
_CITED = re.compile(r" ?\[([a-z0-9][a-z0-9.-]*(?:[,;] ?[a-z0-9][a-z0-9.-]*)*)\](?!\()")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim of the guide stands; the text refers to it by `key` in square brackets."""

    key: str
    title: str
    publisher: str
    year: int
    url: str


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide. `body` is Markdown whose first heading says what to do now."""

    id: str
    title: str
    question: str
    audience: tuple[str, ...]
    topics: tuple[str, ...]
    covers: tuple[str, ...]
    minutes: int
    summary: str
    card: bool
    do_now: tuple[str, ...]
    checked_on: date
    review_by: date
    needs_review: str
    related: tuple[str, ...]
    sources: tuple[Source, ...]
    body: str
    mark: str = ""
    """Which content pack the guide comes from, in a sentence; blank for one that came with the program."""

    def stale(self, today: date) -> bool:
        """Whether the guide waits to be read again by its writers."""
        return today > self.review_by

    def cited(self, write: "Citation", body: str = "") -> str:
        """The body with each [key] replaced by what `write` makes of the numbers of its sources.

        `body` is the body to use when it was already changed for another purpose.
        """
        numbers = {source.key: place for place, source in enumerate(self.sources, 1) if source.key}

        def replace(found: re.Match[str]) -> str:
            keys = re.split(r"[,;] ?", found[1])
            if not all(key in numbers for key in keys):
                return found[0]
            return write([numbers[key] for key in keys])

        return _CITED.sub(replace, body or self.body)


class Citation:
    """Writes the numbers of cited sources in front of a full stop; see `Guide.cited`."""

    def __init__(self, pattern: str, joined: str = "") -> None:
        """`pattern` is filled with each number; `joined` stands between several."""
        self._pattern, self._joined = pattern, joined

    def __call__(self, numbers: list[int]) -> str:
        return self._joined.join(self._pattern.format(number=number) for number in numbers)


NO_CITATION = Citation("")


def load_guides(folder: Path, words: Vocabulary) -> Shelf[Guide]:
    """Every guide of the folder, in order of id. Spoiled files are left out and noted."""
    return load_guide_files(files_in(folder, ".md"), words)


def load_guide_files(paths: Iterable[Path], words: Vocabulary) -> Shelf[Guide]:
    """The guides in these files, in order. Spoiled files are left out and noted."""
    shelf = read_each(paths, lambda path, doubts: read_guide(path, words, doubts))
    return without_doubles(shelf, lambda guide: guide.id)


def read_guide(path: Path, words: Vocabulary, doubts: list[str] | None = None) -> Guide:
    """The guide in the file. Raises Spoiled when it cannot be used; what is odd and no obstacle goes to `doubts`."""
    front, body = split_front(read_file(path))
    fields = read_toml(front)
    if not body.startswith("## "):
        raise Spoiled(tr("the text must begin with a heading that says what to do now"))
    guide = Guide(
        id=fields.text("id"),
        title=fields.text("title"),
        question=fields.text("question"),
        audience=fields.words("audience", (word.slug for word in words.readers)),
        topics=fields.words("topics", (word.slug for word in words.topics)),
        covers=fields.texts("covers"),
        minutes=fields.number("minutes"),
        summary=fields.text("summary"),
        card=fields.flag("card"),
        do_now=fields.texts("do_now"),
        checked_on=fields.day("checked_on"),
        review_by=fields.day("review_by"),
        needs_review=_review(fields),
        related=fields.texts_or_none("related"),
        sources=tuple(_source(each) for each in fields.tables("sources")),
        body=body,
    )
    if doubts is not None:
        doubts += fields.doubts
        named_for = re.match(r"[a-z]\d\d(?=[-.])", path.name.casefold())
        if named_for and named_for[0] != guide.id.casefold():
            # Others name a guide by its id, so one that goes by another id is as good as lost to them.
            doubts.append(tr("the name of the file begins with another id than “{id}”", id=guide.id))
    return guide


def headings(body: str) -> list[str]:
    """The headings of a guide's text, in order."""
    return [line.lstrip("#").strip() for line in body.splitlines() if re.match(r"#{2,3} ", line)]


def plain_text(markdown: str) -> str:
    """The words alone, for the search index and for counting."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"(?m)^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+", "", text)
    text = re.sub(r"(?m)^[ \t]*>[ \t]?", "", text)
    text = re.sub(r"[*_`|]+", " ", text)
    return " ".join(text.split())


def split_front(text: str) -> tuple[str, str]:
    """The TOML between the two +++ lines at the top, and the text below. Raises Spoiled."""
    lines = text.splitlines()
    fences = [place for place, line in enumerate(lines) if line.strip() == _FENCE]
    if len(fences) < 2 or fences[0] != 0:
        raise Spoiled(tr("the facts at the top of the file are missing"))
    return "\n".join(lines[1 : fences[1]]), "\n".join(lines[fences[1] + 1 :]).strip()


def _source(fields: Fields) -> Source:
    return Source(
        key=fields.text_or_blank("key"),
        title=fields.text("title"),
        publisher=fields.text_or_blank("publisher"),
        year=fields.number("year"),
        url=fields.text("url"),
    )


def _review(fields: Fields) -> str:
    value = fields.text_or_blank("needs_review")
    if value not in REVIEWS:
        raise Spoiled(tr("“{value}” is not a known word for “{name}”", value=value, name="needs_review"))
    return value
