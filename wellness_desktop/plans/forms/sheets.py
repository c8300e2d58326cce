"""What a form is made of (crisis_plans.md I). A form is a file in resources/forms that a chaplain can edit.

The lists of fields stand alone: the next-of-kin packet shows the same ones on the screen that F-01 to F-03 print.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from wellness_desktop.base.language import tr

ROW = 12
"""A row of boxes is as wide as this; a box says how much of it it takes."""


class Need(StrEnum):
    """When somebody needs a form."""

    READY = "ready"
    NIGHT = "night"
    DAYS = "days"
    AFTER = "after"

    @property
    def label(self) -> str:
        return {
            Need.READY: tr("Before anything happens"),
            Need.NIGHT: tr("In the first hours"),
            Need.DAYS: tr("In the days after"),
            Need.AFTER: tr("Looking back, and practice"),
        }[self]


class PartKind(StrEnum):
    """How a part of a form looks."""

    BOXES = "boxes"
    TABLE = "table"
    TICKS = "ticks"
    NOTE = "note"
    SIGNATURES = "signatures"


class FieldKind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    TICK = "tick"
    ONE_OF = "one_of"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing to fill in: a box, a column of a table, or something to tick."""

    id: str
    label: str
    wide: int = ROW
    """Of a row of twelve; in a table, against the other columns."""
    kind: FieldKind = FieldKind.TEXT
    lines: int = 1
    options: tuple[str, ...] = ()
    known: str = ""
    """A fact or role of the plans that fills it in, or a date the program works out."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a form, under its heading if it has one."""

    kind: PartKind
    title: str = ""
    about: str = ""
    fields: tuple[FormField, ...] = ()
    """Boxes, or things to tick."""
    copies: int = 1
    """The boxes are printed so often on the sheet."""
    columns: tuple[FormField, ...] = ()
    rows: int = 0
    lines: int = 1
    """How many lines a row of the table has room for."""
    number: bool = False
    """The rows of the table are numbered."""
    head: str = ""
    heads: tuple[str, ...] = ()
    """What stands in the first cell of each row, below `head`; an empty one is to be written in."""
    texts: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    """Who signs."""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One form."""

    id: str
    title: str
    use: str
    """What it is for, in a sentence."""
    need: Need
    steps: tuple[str, ...]
    """How to fill it in."""
    part: tuple[Part, ...]
    edition: str
    checked_on: date
    review_by: date
    pages: int = 1
    """How many pages it may take in plain print; its text is set a little smaller where that is needed."""
    words: tuple[str, ...] = ()
    """Other words that people search it by."""
    mark: str = ""
    """The handling line in the head of its pages."""
    sealed: bool = False
    """Goes into a member's sealed envelope, never into a binder."""
    fillable: bool = True
    asks: Literal["", "psob"] = ""
    """What the program can work out for it when asked."""
    needs_review: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the names of its fields begin with, such as f04."""
        return self.id.lower().replace("-", "")

    @property
    def file_name(self) -> str:
        """What a saved copy is called: a code, no name."""
        return f"form-{self.id}.pdf"
