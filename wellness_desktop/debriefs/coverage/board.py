"""The coverage board: circle by person by kind of support, and in words who was forgotten (DESIGN 6.4).

Pure values. What stands here is sealed to the support team; nobody else is handed a board.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.roster.conflicts import Exposure

MOST_NAMES = 12
"""Names said in one sentence; the board itself shows the others."""

OFTEN_FORGOTTEN = (
    Circle.DISPATCH,
    Circle.JAIL,
    Circle.RECORDS,
    Circle.FAMILY,
    Circle.MUTUAL_AID,
    Circle.RETIREES,
    Circle.HELPERS,
    Circle.COMMAND,
)
"""Circles that are asked about when nobody of them is listed."""

STEPS = (Offered.TO_OFFER, Offered.OFFERED, Offered.DECLINED, Offered.BOOKED, Offered.DONE)
"""The order in which one key goes on."""


@dataclass(frozen=True, slots=True)
class BoardPerson:
    """One line of the board."""

    exposure_id: UUID
    name: str
    is_guest: bool
    circle: Circle
    exposure: Exposure
    offered: Mapping[Kind, Offered]
    """Kinds that were at least offered."""
    from_sessions: frozenset[Kind]
    """Kinds that a booked or held session says; they follow the session, not the board."""

    def state(self, kind: Kind) -> Offered:
        """Where this person stands with one kind."""
        return self.offered.get(kind, Offered.TO_OFFER)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was offered to this person yet."""
        return not self.offered


@dataclass(frozen=True, slots=True)
class CoverageBoard:
    """Everybody exposed, and the circles of which nobody is."""

    kinds: tuple[Kind, ...]
    people: tuple[BoardPerson, ...]
    listed: frozenset[Circle]
    """Circles of which somebody is listed, exposed or not: they were thought of."""
    nobody_in: frozenset[Circle]
    """Circles of which the coordinator said that nobody met the event."""

    @property
    def blanks(self) -> tuple[BoardPerson, ...]:
        """Everybody who was not offered anything yet."""
        return tuple(one for one in self.people if one.is_blank)

    @property
    def to_ask(self) -> tuple[Circle, ...]:
        """Circles that nobody has thought of yet."""
        return tuple(one for one in OFTEN_FORGOTTEN if one not in self.listed and one not in self.nobody_in)

    def circles(self) -> list[tuple[Circle, tuple[BoardPerson, ...]]]:
        """The circles that have somebody, in their usual order, with their people."""
        found = [(circle, tuple(one for one in self.people if one.circle is circle)) for circle in Circle]
        return [(circle, people) for circle, people in found if people]


@dataclass(frozen=True, slots=True)
class SupportGiven:
    """All that a chief sees of one incident: no names, no numbers (section 6)."""

    incident_id: UUID
    code_name: str
    ended_at: datetime
    is_open: bool
    session_held: bool
    offered_to_all: bool


def next_state(state: Offered, *, back: bool = False) -> Offered:
    """What one press of the key makes of a state; `back` goes the other way round."""
    return STEPS[(STEPS.index(state) + (-1 if back else 1)) % len(STEPS)]


def still_to_offer(people: Iterable[BoardPerson], kind: Kind) -> list[UUID]:
    """Those of them to whom this kind was not offered: what "offered to all" means, leaving the others as they are."""
    return [one.exposure_id for one in people if one.state(kind) is Offered.TO_OFFER]


def forgotten_words(board: CoverageBoard) -> str:
    """Who was not offered anything, in one sentence with their names."""
    if not board.people:
        return tr("Nobody is listed as exposed yet.")
    blanks = board.blanks
    if not blanks:
        return tr("Everybody listed was offered something.")
    return tr_count(
        "{count} person has not been offered anything: {names}.",
        "{count} people have not been offered anything: {names}.",
        len(blanks),
        names=names_words([one.name for one in blanks]),
    )


def names_words(names: Sequence[str]) -> str:
    """The names in a row; of many, the first and how many more."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    rest = len(names) - MOST_NAMES
    more = tr_count("{count} more", "{count} more", rest)
    return tr("{names} and {more}", names=", ".join(names[:MOST_NAMES]), more=more)


def circle_state_words(people: Sequence[BoardPerson], kind: Kind) -> str:
    """How far a circle is with one kind, short enough for a cell: "2 of 3"."""
    reached = sum(one.state(kind) is not Offered.TO_OFFER for one in people)
    return tr("{reached} of {all}", reached=reached, all=len(people))


def ask_words(circle: Circle) -> str:
    """The question about a circle of which nobody is listed."""
    return {
        Circle.DISPATCH: tr("Nobody in dispatch? Whoever took the call heard it first."),
        Circle.JAIL: tr("Nobody in the jail?"),
        Circle.RECORDS: tr("Nobody in records or the office? Whoever types the report reads all of it."),
        Circle.FAMILY: tr("Nobody in the families?"),
        Circle.MUTUAL_AID: tr("Nobody from another agency: fire, ambulance, tow, coroner?"),
        Circle.RETIREES: tr("No retiree who is close to it?"),
        Circle.HELPERS: tr("None of the helpers themselves?"),
        Circle.COMMAND: tr("Not the chief, nor anybody else who commands?"),
    }.get(circle, tr("Nobody of {circle}?", circle=circle.label))


def given_facts(given: SupportGiven) -> list[tuple[str, str]]:
    """The two answers as they are read and printed."""
    return [
        (tr("Session held"), tr("Yes") if given.session_held else tr("Not yet")),
        (tr("Support offered to all"), tr("Yes") if given.offered_to_all else tr("Not yet")),
    ]
