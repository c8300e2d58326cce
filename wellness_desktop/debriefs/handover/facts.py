"""What the next one on duty has to know of an incident, and what helpers from outside have to know. Pure values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.coverage.board import BoardPerson, CoverageBoard, names_words
from wellness_desktop.debriefs.followups import FollowUpStanding
from wellness_desktop.debriefs.incident_values import CareLine, CounselAnswer, Incident
from wellness_desktop.debriefs.proposal_words import ask_first_words
from wellness_desktop.debriefs.protocols import Intervention, Kind
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.debriefs.session_values import FollowUp, Session
from wellness_desktop.debriefs.windows import Standing
from wellness_desktop.roster.conflicts import Exposure

LOOK_AHEAD = timedelta(days=14)
"""How far ahead the sheet lists what comes due."""
NOT_BOOKED = frozenset({Kind.FOLLOW_UP, Kind.REFERRAL})
"""Kinds that nobody books a session for."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody to call now: a name where the sheet may have one, what they are on call as, and a number."""

    name: str
    layer: str
    number: str
    """As it is dialed; empty where there is none, or where its owner did not publish it and the sheet leaves."""
    until: datetime
    needs_check: bool = False
    """The number is past its review: check it before use."""


@dataclass(frozen=True, slots=True)
class Handover:
    """One incident as it stands at `at`. What is sealed is None for whoever may not see it."""

    at: datetime
    incident: Incident
    lines: tuple[CareLine, ...]
    sessions: tuple[Session, ...]
    """Those ahead, and those that are over and not closed."""
    board: CoverageBoard | None
    follow_ups: tuple[FollowUp, ...] | None
    """Due and coming within two weeks, still to be done."""
    not_known: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    """By session, whom to ask first since nobody entered their shifts."""

    def to_do(self) -> list[str]:
        """What is open, the most pressing first; the next one ticks it off on the paper."""
        return [*self._people(), *self._sessions(), *self._asking_again(), *self._answers()]

    def useful_now(self) -> list[CareLine]:
        """Kinds that are useful now, not done and not booked."""
        return [
            line
            for line in self.lines
            if line.line.standing is Standing.OPEN
            and not line.done
            and line.booked is None
            and line.kind not in NOT_BOOKED
        ]

    def _people(self) -> Iterable[str]:
        if self.board is None:
            if not self.incident.offered_to_all:
                yield tr("Support was not offered to all yet. Ask the support team who is left.")
            return
        blanks = self.board.blanks
        if blanks:
            yield tr_count(
                "Offer a contact to {names}: nobody has yet.",
                "Offer a contact to {count} people whom nobody has asked yet: {names}.",
                len(blanks),
                names=names_words([one.name for one in blanks]),
            )
        if self.board.to_ask:
            circles = ", ".join(circle.label for circle in self.board.to_ask)
            yield tr("Nobody is listed of: {circles}. Think of each.", circles=circles)

    def _sessions(self) -> Iterable[str]:
        for session in self.sessions:
            over = session.ends <= self.at
            if over or session.state is SessionState.HELD:
                yield tr("{kind}: did it take place? Close it with four questions.", kind=session.title)
            elif session.needs:
                needs = " ".join(need.label for need in session.needs)
                yield tr("{kind}: {needs}", kind=session.title, needs=needs)
            if names := self.not_known.get(session.id):
                yield tr("{kind}: {needs}", kind=session.title, needs=ask_first_words(names))
        useful = self.useful_now()
        if useful:
            yield tr("Useful now and not booked: {kinds}.", kinds="; ".join(line.title for line in useful))

    def _asking_again(self) -> Iterable[str]:
        due = [one for one in self.follow_ups or () if one.standing(self.at) is not FollowUpStanding.LATER]
        if due:
            names = names_words(list(dict.fromkeys(one.name for one in due)))
            yield tr_count(
                "One follow-up is due: {names}.", "{count} follow-ups are due: {names}.", len(due), names=names
            )
        nobody = {one.name for one in self.follow_ups or () if one.owner is None}
        if nobody:
            yield tr_count(
                "Find a helper who asks again for {names}.",
                "Find helpers who ask again for {count} people: {names}.",
                len(nobody),
                names=names_words(sorted(nobody)),
            )

    def _answers(self) -> Iterable[str]:
        if self.incident.trigger.force and self.incident.counsel in (None, CounselAnswer.NOT_YET):
            yield tr("Before a group session, ask counsel or the prosecutor about the timing.")
        if self.incident.still_open:
            yield tr("It was still going on when it was last noted. Type when it ended.")


@dataclass(frozen=True, slots=True)
class Listed:
    """How many people of one circle met the event in one way: for helpers from outside, who need no names."""

    circle: Circle
    exposure: Exposure
    people: int


def counted(incident: Incident) -> list[Listed]:
    """Everybody exposed, counted by circle and kind of exposure."""
    found = []
    for circle in Circle:
        for exposure in Exposure:
            people = sum(one.circle is circle and one.exposure is exposure for one in incident.exposed)
            if people and exposure is not Exposure.NOT_EXPOSED:
                found.append(Listed(circle, exposure, people))
    return found


def offered_words(person: BoardPerson, interventions: "dict[Kind, Intervention]") -> str:
    """What one person was offered, in a row."""
    if person.is_blank:
        return tr("Nothing yet")
    return "; ".join(
        tr("{kind}: {state}", kind=tr(interventions[kind].short), state=state.label.lower())
        for kind, state in person.offered.items()
    )


def still_to_come(sessions: Sequence[Session], at: datetime) -> list[Session]:
    """Sessions that helpers from outside can still come to."""
    return [one for one in sessions if one.state.is_ahead and one.ends > at]
