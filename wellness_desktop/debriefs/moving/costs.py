"""What it costs to move a session to another time, in words and numbers; nothing is refused and nothing is saved."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.board import Board
from wellness_desktop.debriefs.grid import bits
from wellness_desktop.debriefs.proposal_facts import Leader, Request
from wellness_desktop.debriefs.proposal_words import (
    names_text,
    not_known_words,
    obstacle_text,
    phone_words,
    window_words,
)
from wellness_desktop.debriefs.proposals import covers_for
from wellness_desktop.debriefs.protocols import Clinician


@dataclass(frozen=True, slots=True)
class Movable:
    """A session that can be moved on the picture: booked, or one of a proposal."""

    key: str
    """Tells sessions apart; a booked one's id, or the place in the choice."""
    starts: datetime
    minutes: int
    members: tuple[UUID, ...]
    """Attendees who are asked to come. Empty where that is not for this person to know: then everybody counts."""
    leaders: tuple[UUID, ...]
    booked: bool = False
    by_phone: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class MoveCost:
    """What a session would be at another time."""

    starts: datetime
    ends: datetime
    come: int
    """How many of those asked can come, as far as their shifts are known."""
    asked: int
    lost: tuple[str, ...]
    """Who cannot, and why, a sentence each."""
    joined: tuple[str, ...]
    """Who is in no session and could come then."""
    leaders_out: tuple[str, ...]
    """Which leader falls out, and why, a sentence each."""
    not_known: int
    """Of how many of those asked nobody can say it, since their shifts are not entered."""
    others: tuple[str, ...]
    """Of whom it is not known if they can come, how it lies to the care window, who
    covers, who joins by telephone, what a call could break into."""

    @property
    def words(self) -> tuple[str, ...]:
        """All of it, the numbers first."""
        return (self.headline, *self.lost, *self.leaders_out, *self.joined, *self.others)

    @property
    def headline(self) -> str:
        """The numbers: who can come, and which leaders."""
        if self.come == self.asked:
            first = tr_count("The one person can come.", "All {count} can come.", self.asked)
        elif self.come or not self.not_known:
            first = tr("{come} of {asked} can come.", come=self.come, asked=self.asked)
        else:
            first = tr("Nobody is known to be able to come.")
        if not self.leaders_out:
            return first
        out = tr_count("{count} leader falls out.", "{count} leaders fall out.", len(self.leaders_out))
        return f"{first} {out}"


def cost_of_move(request: Request, session: Movable, starts: datetime, free: Collection[UUID] = ()) -> MoveCost:
    """What it would mean to begin `session` at `starts`. `free` are attendees who sit in no session.

    `request.minutes` is the session's length. Raises ValueError for a time that the request does not reach.
    """
    start = request.grid.at_or_after(starts)
    board = Board(request, only=start)
    if not 0 <= start <= request.grid.size - board.length:
        raise ValueError("this time lies outside of what was looked at")
    asked = _mask(request, session.members) or (1 << len(request.attendees)) - 1
    able = board.present(start) & asked
    joining = board.present(start) & board.known & _mask(request, free) & ~asked
    begins = request.grid.moment(start)
    return MoveCost(
        starts=begins,
        ends=begins + timedelta(minutes=request.minutes),
        come=(able & board.known).bit_count(),
        asked=asked.bit_count(),
        lost=tuple(_lost(board, start, asked & ~able)),
        joined=(tr("{names} could come as well.", names=names_text(board.names(joining))),) if joining else (),
        leaders_out=tuple(_leaders_out(board, start, session)),
        not_known=(able & ~board.known).bit_count(),
        others=(*not_known_words(board, able), *_others(board, start, session, able)),
    )


def _lost(board: Board, start: int, members: int) -> Iterator[str]:
    for number in bits(members):
        attendee = board.request.attendees[number]
        obstacles = attendee.times.obstacles(start, board.length)
        yield obstacle_text(obstacles[0], attendee.name)


def _leaders_out(board: Board, start: int, session: Movable) -> Iterator[str]:
    """Leaders who could neither come nor call then."""
    for leader in board.request.leaders:
        if leader.id not in session.leaders or _joins(board, leader, start, session):
            continue
        obstacles = leader.times.obstacles(start, board.length)
        if obstacles:
            yield obstacle_text(obstacles[0], leader.name)
        elif leader.drive.closed >> start & 1:
            yield tr("The road of {name} is closed then.", name=leader.name)
        else:
            yield tr(
                "{name} has no time for the drive of {minutes} minutes each way then.",
                name=leader.name,
                minutes=leader.drive.minutes_at(start),
            )


def _joins(board: Board, leader: Leader, start: int, session: Movable) -> bool:
    if leader.comes_in(board.length) >> start & 1:
        return True
    may_call = (leader.by_phone and leader.clinician) or leader.id in session.by_phone
    return may_call and bool(leader.times.starts(board.length) >> start & 1)


def _others(board: Board, start: int, session: Movable, able: int) -> Iterator[str]:
    request = board.request
    yield window_words(request, board, start)
    team = [number for number, one in enumerate(request.leaders) if one.id in session.leaders]
    for number in team:
        leader = request.leaders[number]
        in_room = leader.comes_in(board.length) >> start & 1
        if not in_room and leader.id not in session.by_phone and _joins(board, leader, start, session):
            yield phone_words(board, start, number)
    mask = sum(1 << number for number in team)
    covers, posts = covers_for(board, start, able, mask)
    if covers:
        yield tr("{names} can cover.", names=names_text([request.covers[number].name for number in covers]))
    if len(covers) < posts:
        yield tr("Nobody is found to cover; it would be tentative.")
    on_call = board.on_call(start) & able
    if on_call:
        yield tr("On call then: {names}.", names=names_text(board.names(on_call)))
    least = request.intervention.group_min
    if request.intervention.group and able.bit_count() < least and request.intervention.clinician is Clinician.REQUIRED:
        yield tr("Too few for a group. One-on-one contacts serve better.")


def _mask(request: Request, ids: Collection[UUID]) -> int:
    wanted = set(ids)
    return sum(1 << number for number, one in enumerate(request.attendees) if one.id in wanted)
