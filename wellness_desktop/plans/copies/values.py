"""What the register of paper copies takes and returns."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wellness_desktop.base.settings import PaperSize
from wellness_desktop.plans.copies.comparing import PageChange, Pages
from wellness_desktop.plans.copies.kinds import CopyState


@dataclass(frozen=True, slots=True)
class PaperKey:
    """Which paper: its kind, its plan or "all", and how it is printed."""

    kind: str
    plan: str
    large: bool = False
    paper: PaperSize = "letter"


@dataclass(frozen=True, slots=True)
class NewCopy:
    """Who gets a copy, and where it will be. One of person and words is enough."""

    holder: str = ""
    place: str = ""
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in the register."""

    id: UUID
    key: PaperKey
    number: int
    of: int
    """The highest number that a copy of this paper ever had."""
    mark: str
    holder: str
    person: UUID | None
    gone: bool
    """The holder is no longer on the roster: the copy is to be taken back."""
    place: str
    made_on: date
    held: UUID
    """The edition it holds."""
    stale: bool
    """What it holds is not what would be printed now, or a new page waits to be put in."""
    coming_on: date | None
    """When pages were printed for it that nobody has put in yet."""
    state: CopyState
    ended_on: date | None
    readings: "tuple[Reading, ...]" = ()

    @property
    def to_take_back(self) -> bool:
        """In use, and its holder is no longer on the roster (CP-T18)."""
        return self.gone and self.state is CopyState.IN_USE


@dataclass(frozen=True, slots=True)
class Reading:
    """Who has read a copy, by initials."""

    initials: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Planned:
    """A copy that will be entered once it is printed."""

    id: UUID
    number: int
    mark: str
    wanted: NewCopy


@dataclass(frozen=True, slots=True)
class NewEdition:
    """Pages that will be entered once they are printed."""

    id: UUID
    key: PaperKey
    printed_at: datetime
    source: str
    pages: Pages
    check_by: date | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Numbered copies, ready to print; nothing is entered yet."""

    edition: NewEdition
    copies: tuple[Planned, ...]
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Replacement:
    """What one copy needs, and which of its record was read."""

    copy: Copy
    changes: tuple[PageChange, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """Replaced pages for some copies of one paper, ready to print; nothing is entered yet."""

    edition: NewEdition
    replacements: tuple[Replacement, ...]
    pdf: bytes
    """Empty when no page has to be replaced."""
    pages: int
