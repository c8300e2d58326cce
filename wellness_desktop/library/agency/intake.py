"""Takes a file in: looks at its size before reading, finds out what it is, reads its words. Saves nothing."""

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wellness_desktop.library.agency import refusals
from wellness_desktop.library.agency.formats import recognize, title_of
from wellness_desktop.library.agency.limits import MOST_BYTES, PIECE_BYTES
from wellness_desktop.library.agency.passages import clean
from wellness_desktop.library.agency.values import PAGE_BREAK, Extracted, Format, Searched, Step


@dataclass(frozen=True, slots=True, repr=False)
class Intake:
    """A document that may be kept: its bytes, and what was found out about it."""

    title: str
    format: Format
    data: bytes
    digest: str
    text: str
    pages: int
    searched: Searched


def no_step(_current: int, _total: int) -> None:
    """For whoever neither watches nor stops."""


def read_file(path: Path, step: Step = no_step) -> bytes:
    """The bytes of a file. Raises Problem for a folder, a file over the limit, or one that cannot be read.

    The size is looked at first, and no more than the limit is read whatever the file does meanwhile.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise refusals.not_a_file()
        if about.st_size > MOST_BYTES:
            raise refusals.too_large()
        read = bytearray()
        with path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                read += piece
                if len(read) > MOST_BYTES:
                    raise refusals.too_large()
                step(len(read), max(about.st_size, len(read)))
    except (OSError, ValueError) as error:
        raise refusals.cannot_read() from error
    return bytes(read)


def take_in(name: str, data: bytes, step: Step = no_step) -> Intake:
    """Finds out what these bytes are and reads their words. `name` is the file's name.

    Raises Problem when the document may not be kept, Cancelled when `step` says so.
    """
    if len(data) > MOST_BYTES:
        raise refusals.too_large()
    kind = recognize(name, data)
    try:
        found = _reader_of(kind)(data, step)
    except RecursionError as error:
        raise refusals.damaged() from error
    text = PAGE_BREAK.join(clean(page) for page in found.text.split(PAGE_BREAK))
    return Intake(
        title=title_of(name),
        format=kind,
        data=data,
        digest=hashlib.sha256(data).hexdigest(),
        text=text,
        pages=found.pages,
        searched=found.searched,
    )


def _reader_of(kind: Format) -> Callable[[bytes, Step], Extracted]:
    """Each format's own reader, loaded when it is needed."""
    from wellness_desktop.library.agency import extract_docx, extract_html, extract_pdf, extract_picture, extract_text

    return {
        Format.PDF: extract_pdf.read_pdf,
        Format.DOCX: extract_docx.read_docx,
        Format.HTML: extract_html.read_html,
        Format.MARKDOWN: extract_text.read_markdown,
        Format.TEXT: extract_text.read_text,
        Format.JPEG: extract_picture.read_jpeg,
        Format.PNG: extract_picture.read_png,
    }[kind]
