"""The words of a PDF, page by page, with limits on what one page may cost (pypdf, read as data, never run)."""

import logging
import time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from wellness_desktop.base.errors import Cancelled, Problem
from wellness_desktop.library.agency import refusals
from wellness_desktop.library.agency.limits import (
    MOST_PAGE_BYTES,
    MOST_PAGE_SECONDS,
    MOST_PAGES,
    MOST_PDF_PAGES,
    MOST_PDF_TEXT,
)
from wellness_desktop.library.agency.passages import clean
from wellness_desktop.library.agency.values import PAGE_BREAK, Extracted, Searched, Step

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_LOOK_UP = 500
"""Drawing commands between two looks at the clock and at a stop."""


class _TooSlow(Exception):
    """A page took longer than it may."""


def read_pdf(data: bytes, step: Step) -> Extracted:
    """The PDF's words; pages without any stay empty.

    Raises Problem for one that is protected with a password, damaged or without pages. A PDF that opens without
    asking (an owner's password only) is read like any other.
    """
    # Its warnings quote the document, and without a handler they would be written to standard error.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = _opened(data)
        count = len(reader.pages)
    except Problem:
        raise
    except Exception as error:  # whatever a foreign file makes a foreign library raise
        raise refusals.damaged() from error
    if count > MOST_PAGES:
        raise refusals.too_many_pages(MOST_PAGES)
    if count < 1:
        raise refusals.damaged()
    return _words(reader, count, step)


def _opened(data: bytes) -> "PdfReader":
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise refusals.protected()
    return reader


def _words(reader: "PdfReader", count: int, step: Step) -> Extracted:
    texts: list[str] = []
    size = 0
    for number in range(min(count, MOST_PDF_PAGES)):
        step(number, min(count, MOST_PDF_PAGES))
        texts.append(_page_words(reader, number, step))
        size += len(texts[-1])
        if size > MOST_PDF_TEXT:
            break
    if not any(texts):
        return Extracted("", count, Searched.TITLE)
    return Extracted(PAGE_BREAK.join(texts), count, Searched.WHOLE if len(texts) == count else Searched.BEGINNING)


def _page_words(reader: "PdfReader", number: int, step: Step) -> str:
    """The words of one page; none when it cannot be read, so that one bad page does not cost the others."""
    watch = _Watch(step, number, min(len(reader.pages), MOST_PDF_PAGES))
    try:
        page = reader.pages[number]
        if _commands(page) > MOST_PAGE_BYTES:
            return ""
        text = page.extract_text(visitor_operand_before=watch)
    except Cancelled:
        raise
    except Exception:  # a page that a foreign library cannot make sense of
        text = ""
    watch.require_going_on()
    return clean(text)


class _Watch:
    """Called at each drawing command: ends a page that takes too long, and one that the person stopped.

    pypdf swallows what is raised inside a form, so the end is told again at every command that follows.
    """

    def __init__(self, step: Step, number: int, count: int) -> None:
        self._step, self._number, self._count = step, number, count
        self._until = time.monotonic() + MOST_PAGE_SECONDS
        self._commands = 0
        self._end: Exception | None = None

    def __call__(self, *_command: Any) -> None:
        self._commands += 1
        if self._end is None and self._commands % _LOOK_UP == 0:
            self._look_up()
        if self._end is not None:
            raise self._end

    def require_going_on(self) -> None:
        """Raises Cancelled when the page was stopped."""
        if isinstance(self._end, Cancelled):
            raise self._end

    def _look_up(self) -> None:
        try:
            self._step(self._number, self._count)
        except Cancelled as cancelled:
            self._end = cancelled
        if time.monotonic() > self._until:
            self._end = self._end or _TooSlow()


def _commands(page: "PageObject") -> int:
    contents = page.get_contents()
    return len(contents.get_data()) if contents is not None else 0
