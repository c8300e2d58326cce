"""A document made ready for the reader, off the window's thread: bytes checked, words laid out as Markdown by parts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.library.agency.intake import no_step
from wellness_desktop.library.agency.values import PAGE_BREAK, AgencyDocument, Format

if TYPE_CHECKING:
    from wellness_desktop.library.agency.service import AgencyDocuments

PART = 120_000
"""Characters laid out at once: about 60 book pages, a fifth of a second on an old PC."""


_MARK = re.compile(r"\W|(?:\d{1,3}|[A-Za-z])[.)]")
"""A number or dot that stands before an item of a list; in a PDF it is often a line of its own."""
SHORT_LINE = 0.75
"""Of the longest line of its page: a shorter one is the last of its paragraph."""


@dataclass(frozen=True, slots=True, repr=False)
class Ready:
    """What the reader shows. `data` are the bytes of a PDF or picture; `parts` is a text, cut where it is long.

    `marked` says that the parts are Markdown; otherwise they are plain.
    """

    document: AgencyDocument
    data: bytes = b""
    parts: tuple[str, ...] = ()
    marked: bool = False


def make_ready(documents: "AgencyDocuments", document: AgencyDocument) -> Ready:
    """Reads the document from the store. Raises Problem when it is gone or does not come back whole."""
    data = documents.content(document.id)
    if not document.format.is_text:
        return Ready(document, data)
    if document.format is Format.TEXT:
        from wellness_desktop.library.agency.extract_text import text_of

        return Ready(document, parts=tuple(_parts(text_of(data).split("\n"), "\n")))
    return Ready(document, parts=tuple(_parts(_markdown(document.format, data).split("\n\n"), "\n\n")), marked=True)


def words_ready(documents: "AgencyDocuments", document: AgencyDocument) -> Ready:
    """The words of a PDF, page after page, for whoever cannot read pictures of pages."""
    pages = documents.text(document.id).split(PAGE_BREAK)
    told = [_page(number if len(pages) > 1 else 0, page) for number, page in enumerate(pages, 1)]
    return Ready(document, parts=tuple(_parts(told, "\n\n")), marked=True)


def _page(number: int, words: str) -> str:
    from wellness_desktop.library.agency.flow import literal

    heading = ["## " + literal(tr("Page {page}", page=number))] if number else []
    told = [literal(each) for each in _paragraphs(words)] or [literal(tr("(no words)"))]
    return "\n\n".join((*heading, *told))


def _paragraphs(words: str) -> Iterable[str]:
    """The lines of a page put together again: a line that ends well before the edge ends its paragraph."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    longest = max(map(len, lines), default=0)
    gathered: list[str] = []
    for line in lines:
        gathered.append(line)
        if len(line) < longest * SHORT_LINE and not _MARK.fullmatch(line):
            yield " ".join(gathered)
            gathered = []
    if gathered:
        yield " ".join(gathered)


def _markdown(kind: Format, data: bytes) -> str:
    from wellness_desktop.library.agency import extract_docx, extract_html, extract_text
    from wellness_desktop.library.agency.flow import markdown

    if kind is Format.DOCX:
        return markdown(extract_docx.docx_blocks(data, no_step))
    if kind is Format.HTML:
        return markdown(extract_html.html_blocks(data, no_step))
    return extract_text.markdown_to_read(data)


def _parts(pieces: Iterable[str], between: str) -> Iterable[str]:
    """Pieces together until they make a part; a piece longer than that is cut."""
    gathered: list[str] = []
    size = 0
    for whole in pieces:
        for start in range(0, max(1, len(whole)), PART):
            piece = whole[start : start + PART]
            if gathered and size + len(piece) > PART:
                yield between.join(gathered)
                gathered, size = [], 0
            gathered.append(piece)
            size += len(piece)
    yield between.join(gathered)
