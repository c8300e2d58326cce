"""The tables of the agency's own documents: what each is, its bytes in pieces, and its words.

Everything is plain inside the encrypted store: whoever may sign in may read the documents, so they are not sealed.
The search tables are no part of this: index.py makes them when they are needed.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.library.agency.values import Format, Searched
from wellness_desktop.store.records import Record, enum_column


class DocumentRecord(Record):
    """One document that the agency keeps."""

    __tablename__ = "library_document"

    title: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(String(300), default="")
    """A line in the agency's own words; the only words that a picture is found by, besides its title."""
    format: Mapped[Format] = enum_column(Format)
    size: Mapped[int] = mapped_column(BigInteger)
    """Bytes of the document itself."""
    digest: Mapped[str] = mapped_column(String(64), index=True)
    """SHA-256 of the bytes, so that the same document is not kept twice and a torn one is noticed."""
    pages: Mapped[int] = mapped_column(default=0)
    """Pages of a PDF; 0 for formats without pages."""
    searched: Mapped[Searched] = enum_column(Searched)
    resource_id: Mapped[str] = mapped_column(String(120), default="", index=True)
    """The entry of the public catalogue that this is a copy of; empty for all others."""
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(120))
    finished_at: Mapped[datetime | None]
    """Empty while the pieces are being written; such a document is shown nowhere."""
    removed_at: Mapped[datetime | None]
    """Taken off the list; kept for a day so that it can be undone, then deleted."""


class PieceRecord(Record):
    """A part of a document's bytes. Small enough that writing one keeps nobody waiting."""

    __tablename__ = "library_document_piece"
    __table_args__ = (UniqueConstraint("document_id", "position"),)

    document_id: Mapped[UUID] = mapped_column(ForeignKey("library_document.id"))
    position: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class DocumentTextRecord(Record):
    """The words of a document, pages apart by a form feed."""

    __tablename__ = "library_document_text"

    document_id: Mapped[UUID] = mapped_column(ForeignKey("library_document.id"), unique=True)
    text: Mapped[str] = mapped_column(Text, deferred=True)
