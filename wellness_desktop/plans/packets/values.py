"""What the family papers are, as pages and prints read them (crisis_plans.md I, F-01 to F-03)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.plans.days import months_later

FORMS = ("F-01", "F-02", "F-03")
ASK_AFTER_MONTHS, DUE_AFTER_MONTHS = 6, 12
"""crisis_plans.md L and I: looked at every six months or on any change; after twelve they are overdue."""
TIME_TO_CONFIRM = timedelta(hours=4)
"""How long a request waits for a second custodian, who may have to drive in."""
LEAST_CUSTODIANS = 3
"""The one who begins, and two others (DESIGN 5): one of them may be away, or be the one it is about."""


class PacketState(StrEnum):
    """What there is of one's own papers."""

    NONE = "none"
    SAVED = "saved"
    LOST = "lost"
    """There are some, and the own key does not open them any more: the passphrase was reset."""
    SPOILED = "spoiled"
    """Somebody changed the sealed record."""


class Age(StrEnum):
    """How long ago their member last looked at them."""

    FRESH = "fresh"
    ASK = "ask"
    DUE = "due"


class Reason(StrEnum):
    """Why papers are to be opened. A choice, so that no text about anybody stands in the store."""

    DEATH = "death"
    HURT = "hurt"
    MISSING = "missing"
    FAMILY = "family"
    TRY_OUT = "try_out"

    @property
    def label(self) -> str:
        return {
            Reason.DEATH: tr("The member has died"),
            Reason.HURT: tr("The member is badly hurt or ill"),
            Reason.MISSING: tr("The member is missing"),
            Reason.FAMILY: tr("The member asked us to, or the family must be reached"),
            Reason.TRY_OUT: tr("A trial, agreed with the member"),
        }[self]


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening, as its member reads it."""

    id: UUID
    opened_at: datetime
    first_by: str
    second_by: str
    """A name, or the words for the sealed code."""
    reason: Reason
    seen: bool


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed envelope on paper."""

    id: UUID
    name: str
    printed_on: date
    kept_at: str
    destroy: bool


@dataclass(frozen=True, slots=True, repr=False)
class Papers:
    """What a member wrote. No `repr`: nothing that prints it into a log shows its words."""

    answers: Mapping[str, str]
    """By the key of a question (questions.py); only what was answered."""
    written_on: date


@dataclass(frozen=True, slots=True, repr=False)
class MyPacket:
    """The papers of the person signed in."""

    state: PacketState
    papers: Papers | None = None
    sealing: int = 0
    """Which sealing this is: saving over a newer one raises ChangedElsewhere."""
    reviewed_on: date | None = None
    age: Age = Age.FRESH
    opened_by: tuple[str, ...] = ()
    """Whom the papers are sealed to, two of whom open them; the sealed code among them."""
    joined: tuple[str, ...] = ()
    """Custodians of today to whom they are not sealed yet."""
    left: tuple[str, ...] = ()
    """Those to whom they are sealed and who are no custodians any more."""
    custody_doubt: bool = False
    """The custodians' keys are not those seen before; nothing is sealed to them until that is settled."""

    @property
    def renew(self) -> bool:
        """Whether the member should seal them again."""
        return bool(self.joined or self.left)

    @property
    def opens_for_two(self) -> bool:
        """Whether two of those may open them: at least two, one of whom is a person."""
        return len(self.opened_by) >= 2


@dataclass(frozen=True, slots=True)
class Custodian:
    """Somebody who opens papers together with another one."""

    account_id: UUID
    name: str
    since: datetime | None
    """None while letting them in is not finished."""
    let_in_by: str
    is_me: bool = False


@dataclass(frozen=True, slots=True)
class Custody:
    """Who the custodians are."""

    custodians: tuple[Custodian, ...] = ()
    code_made_at: datetime | None = None
    fingerprint: str = ""
    """Sixteen letters to compare aloud; empty while there is no group."""
    swapped: bool = False
    """The keys are not those this person saw before."""

    @property
    def ready(self) -> tuple[Custodian, ...]:
        """Those to whom papers are sealed."""
        return tuple(one for one in self.custodians if one.since is not None)

    @property
    def is_set_up(self) -> bool:
        """Whether two can open papers even when one of them is away."""
        return len(self.ready) >= LEAST_CUSTODIANS

    @property
    def mine(self) -> bool:
        """Whether the person signed in is one of them."""
        return any(one.is_me for one in self.ready)


@dataclass(frozen=True, slots=True)
class PacketLine:
    """That a member has papers, for the custodians."""

    account_id: UUID
    name: str
    reviewed_on: date
    opens: bool
    """Whether this custodian can open them with another one."""
    opens_with_code: bool = False
    waits_for: str = ""
    """Who asked to open them, while that waits for a second custodian."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request to open somebody's papers."""

    id: UUID
    account_id: UUID
    name: str
    asked_by: str
    reason: Reason
    asked_at: datetime
    until: datetime
    is_mine: bool
    can_confirm: bool


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """Papers in the hands of two custodians; in memory only."""

    account_id: UUID
    name: str
    papers: Papers
    reviewed_on: date


def age_of(reviewed_on: date, today: date) -> Age:
    """Fresh for six months; then it is asked for; due from the twelfth month on (crisis_plans.md L)."""
    if today >= months_later(reviewed_on, DUE_AFTER_MONTHS):
        return Age.DUE
    return Age.ASK if today >= months_later(reviewed_on, ASK_AFTER_MONTHS) else Age.FRESH
