"""What pages and the search see of the agency's documents: frozen values and the words for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from wellness_desktop.base.language import tr

Thing_co = TypeVar("Thing_co", covariant=True)

Step = Callable[[int, int], None]
"""Told how far a long job is; raises Cancelled when it is to stop."""

PAGE_BREAK = "\f"
"""Stands between the pages of a text."""


class Format(StrEnum):
    """What a document is, found out from its bytes and never from its name. Stored by value."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    JPEG = "jpeg"
    PNG = "png"

    @property
    def label(self) -> str:
        """The format's name on the screen."""
        return _labels()[self]

    @property
    def is_picture(self) -> bool:
        """Whether it is one picture, without words of its own."""
        return self in (Format.JPEG, Format.PNG)

    @property
    def is_text(self) -> bool:
        """Whether it is read as flowing text."""
        return self in (Format.DOCX, Format.HTML, Format.MARKDOWN, Format.TEXT)


class Searched(StrEnum):
    """How much of a document the search can find. Stored by value."""

    WHOLE = "whole"
    BEGINNING = "beginning"
    """A very long document: only its first pages."""
    TITLE = "title"
    """Pictures, and PDFs made of pictures: nothing but title and description."""


@dataclass(frozen=True, slots=True)
class AgencyDocument:
    """One document of the agency. `size` is in bytes, `added_at` aware UTC, `pages` 0 where there are none."""

    id: UUID
    version: int
    title: str
    about: str
    format: Format
    size: int
    pages: int
    searched: Searched
    resource_id: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document that answers a search, as library.service.Hit. `page` is where, counted from 1; 0 where unknown.

    `snippet` marks found words with MARK_ON and MARK_OFF.
    """

    id: str
    title: str
    snippet: str
    note: str
    page: int = 0
    kind: str = "document"


@dataclass(frozen=True, slots=True)
class Done(Generic[Thing_co]):
    """What was saved, and how to take it back. `undo` raises Problem when that is no longer possible."""

    value: Thing_co
    undo: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Extracted:
    """The words of a document. `text` has PAGE_BREAK between its pages."""

    text: str
    pages: int = 0
    searched: Searched = Searched.WHOLE


def kind_words(document: AgencyDocument) -> str:
    """What it is, in a few words: "PDF, 12 pages"."""
    if document.pages > 1:
        return tr("{format}, {count} pages", format=document.format.label, count=document.pages)
    return document.format.label


def size_words(size: int) -> str:
    """Bytes as people say them."""
    if size < 1_000_000:
        return tr("{count} KB", count=max(1, round(size / 1000)))
    return tr("{count} MB", count=f"{size / 1_000_000:.1f}")


def _labels() -> dict[Format, str]:
    return {
        Format.PDF: tr("PDF"),
        Format.DOCX: tr("Word document"),
        Format.HTML: tr("Web page"),
        Format.MARKDOWN: tr("Markdown text"),
        Format.TEXT: tr("Text"),
        Format.JPEG: tr("Photo"),
        Format.PNG: tr("Picture"),
    }
