"""A sheet is what every page of a print shares; `make` turns blocks into a PDF on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from wellness_desktop.paper.block import Block


def section_page(section: str, number: int) -> str:
    """The usual code of a binder page: section and page in it, such as S09-2."""
    return f"{section}-{number}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on a page that is not its content."""

    title: str
    printed_on: date | datetime
    """A moment must already be in station time; the same value gives the same file, byte for byte."""
    version: str = ""
    check_again_by: date | None = None
    size: Literal["letter", "a4"] = "letter"
    large: bool = False
    """Large print: 18-point text."""
    draft: bool = False
    """Prints DRAFT across every page and in its head."""
    drill: bool = False
    """Prints DRILL in the same way, and nothing else across the page: nobody may take it for the real thing."""
    copy: tuple[int, int] | None = None
    """This copy's number and how many there are."""
    copy_mark: str = ""
    """Letters behind the number, which tell two copies of one number apart."""
    marked: bool = False
    """Prints on each page of a section the mark that changes with its words (page_marks.py)."""
    mark: str = ""
    """The handling line, e.g. "Confidential personnel support data"."""
    agency: str = ""
    subject: str = ""
    language: str = "en-US"
    punched: bool = False
    """Leaves room for holes at the left."""
    page_code: Callable[[str, int], str] = section_page
    """How a page of a section is numbered; pages outside sections count as "Page 1 of 9"."""
    standing_of: Callable[[str], tuple[str, bool]] | None = None
    """Version and draft mark of a section, where one print holds parts that stand differently."""

    def stands(self, section: str) -> tuple[str, bool]:
        """The version that a page of the section names, and whether it is a draft."""
        return self.standing_of(section) if self.standing_of and section else (self.version, self.draft)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page of a finished print, for the register of a loose-leaf binder."""

    number: int
    section: str
    """The section's code, or empty."""
    code: str
    """What the page calls itself: S09-2, or its plain number."""
    headings: tuple[str, ...]
    fingerprint: str = ""
    """Stays the same as long as the page says the same (page_marks.py)."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished print."""

    pdf: bytes
    pages: tuple[PrintedPage, ...]


def make(sheet: Sheet, blocks: Sequence[Block]) -> bytes:
    """The print as a PDF: tagged, fonts embedded, the same bytes for the same input."""
    return make_with_pages(sheet, blocks).pdf


def make_with_pages(sheet: Sheet, blocks: Sequence[Block]) -> Printed:
    """The print, and which page holds which section and headings."""
    from wellness_desktop.paper.layout import lay_out

    return lay_out(sheet, blocks)
