"""Paper that shows people: what was printed, when, and whether it still hangs somewhere (DESIGN 1.4)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from wellness_desktop.base.language import tr


class PaperKind(StrEnum):
    """What the roster prints about people. Stored by value."""

    PHONE_LIST = "phone_list"
    WALL_SHEET = "wall_sheet"
    WALLET_CARDS = "wallet_cards"
    CONTACT_CARDS = "contact_cards"
    FRIDGE_SHEET = "fridge_sheet"
    TEAM_ROSTER = "team_roster"
    CALL_SHEET = "call_sheet"
    ON_CALL_MONTH = "on_call_month"
    DOSSIER = "dossier"

    @property
    def label(self) -> str:
        return {
            PaperKind.PHONE_LIST: tr("Phone list"),
            PaperKind.WALL_SHEET: tr("Wall sheet"),
            PaperKind.WALLET_CARDS: tr("Wallet cards of the team"),
            PaperKind.CONTACT_CARDS: tr("A card for each helper"),
            PaperKind.FRIDGE_SHEET: tr("Family fridge sheet"),
            PaperKind.TEAM_ROSTER: tr("Team roster"),
            PaperKind.CALL_SHEET: tr("Call sheet"),
            PaperKind.ON_CALL_MONTH: tr("On-call month"),
            PaperKind.DOSSIER: tr("Vetting dossier"),
        }[self]


def paper_label(kind: str) -> str:
    """The name of a kind as it is stored; one of a newer program is called a print."""
    return PaperKind(kind).label if kind in set(PaperKind) else tr("Print")


@dataclass(frozen=True, slots=True)
class PaperSetup:
    """What every print of a station shares, and who gets this one."""

    agency: str = ""
    size: Literal["letter", "a4"] = "letter"
    large: bool = False
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One print that shows people."""

    id: UUID
    kind: str
    """A value of PaperKind, or one of a newer program."""
    made_at: datetime
    people: tuple[UUID, ...]
    holder: str
    """Who was to get it, as typed; may be blank."""
    gone_on: date | None
    """When somebody said that every copy is shredded or replaced."""

    @property
    def label(self) -> str:
        """What it is, as one reads it."""
        return paper_label(self.kind)
