"""What a state's law on peer support says, as far as it was seen. Research to ask counsel about, never legal advice."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class WrittenRecord(StrEnum):
    """What a state's law, as far as seen, lets a team write down about a session."""

    NONE = "none"
    """Not even a logistics note."""
    LOGISTICS = "logistics"


class Read(StrEnum):
    """How much of the law itself was read."""

    TEXT = "text"
    PART = "part"
    SUMMARY = "summary"
    """What others say about it only: a bill's summary, a list."""


class Groups(StrEnum):
    """Whether the law speaks of group sessions."""

    YES = "yes"
    LIKELY = "likely"
    UNKNOWN = "unknown"
    """Not seen, which is not "no"."""
    NO = "no"


@dataclass(frozen=True, slots=True)
class StateRecords:
    """What a state's law, as far as seen, allows to be written down, and what narrows what it covers."""

    code: str
    name: str
    citation: str
    written_record: WrittenRecord
    url: str
    read: Read
    groups: Groups
    helper_there: bool
    """It falls away where the helper met the event."""
    cautions: tuple[str, ...]
    """What else narrows it, in plain sentences."""


@dataclass(frozen=True, slots=True)
class LawDates:
    """When somebody looked at the laws, and until when that may be relied on."""

    checked_on: date
    review_by: date

    def are_old(self, today: date) -> bool:
        """Whether the laws must be looked at again before anybody relies on what is written here."""
        return today > self.review_by
