"""Who could meet when: the request turned round, from people with times to times with people.

Everything here is a mask: bit `i` of a group is attendee `i` of the request, bit `j` of a team is leader `j`.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import timedelta
from itertools import combinations
from uuid import UUID

from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.grid import STEP, STEP_MINUTES, bits, runs
from wellness_desktop.debriefs.proposal_facts import MANNED, Attendee, Request
from wellness_desktop.debriefs.protocols import Clinician
from wellness_desktop.roster.conflicts import STATES_ONE_PEER

LONGEST_LOOK = timedelta(days=14)
"""How far ahead a window without an end is looked at."""

# What weighs on a session as a whole, before what suits its people: a post that nobody is found to cover, a leader
# who should rather not, a leader who cannot drive in.
UNCOVERED, WARNING, BY_PHONE = 5, 4, 1
DIGIT = 1000
"""Each rank of section 13 is a digit of the cost, larger than three sessions can add up to: an earlier rank always
wins over the later ones.
"""
EXACT = 10**5
"""Steps away from the target: the last rank of all."""


class Board:
    """The request on its grid. Made once for a proposal, and asked many times."""

    def __init__(self, request: Request, only: int | None = None) -> None:
        """With `only`, the one step at which a session may begin, wherever it lies: a person decides, so that
        nobody's care window keeps them out.
        """
        self.request = request
        self._any_time = only is not None
        self.length = -(-request.minutes // STEP_MINUTES)
        """Steps that a session takes."""
        self.starts = tuple(self._starts()) if only is None else (only,)
        """Steps at which a session may begin: inside the window, every half hour."""
        self._allowed = sum(1 << start for start in self.starts)
        self.known = sum(1 << number for number, one in enumerate(request.attendees) if one.times.known)
        """Everybody whose shifts are known; of the others nobody can say when they can come."""
        self.own_starts = [self._attendee_starts(one) for one in request.attendees]
        """For each attendee, the steps at which they could begin."""
        self._present = _turned(self.own_starts)
        self._leading = _turned([self._leader_starts(number) for number in range(len(request.leaders))])
        self._coming_in = _turned([leader.comes_in(self.length) & self._allowed for leader in request.leaders])
        self._blocked = [self._those(leader.blocked) for leader in request.leaders]
        self._close = [self._those(leader.close) for leader in request.leaders]
        self._one_peer = request.facts is not None and request.facts.state in STATES_ONE_PEER
        self._teams: dict[tuple[int, int, int, int], list[tuple[int, int]]] = {}
        self._prepare_comfort()
        self._prepare_cover()

    def present(self, start: int) -> int:
        """Everybody who could come at `start`."""
        return self._present.get(start, 0)

    def leading(self, start: int) -> int:
        """Every leader who could come at `start`, or join by telephone."""
        return self._leading.get(start, 0)

    def phoning(self, start: int, team: int) -> int:
        """Those of a team who could join by telephone only."""
        return team & ~self._coming_in.get(start, 0)

    def teams(self, start: int, group: int, least: int, saturated: int) -> list[tuple[int, int]]:
        """(members, team) pairs at `start`: teams of full size, each with everybody of `group` who can come
        and whom it may lead.

        Left out are groups smaller than `least`, groups inside another, and whatever a group of `saturated`
        people replaces at no higher cost: it fills its session whatever other sessions take from it.
        """
        available = self.leading(start)
        driving = available & self._coming_in.get(start, 0)
        present = self.present(start) & group
        key = (available, driving, present, least)
        if key not in self._teams:
            self._teams[key] = self._best_teams(available, driving, present, least, saturated)
        return self._teams[key]

    def allowed_for(self, leader: int, group: int) -> int:
        """The members of a group whom a leader may lead (DB-05)."""
        return group & ~self._blocked[leader]

    def fullest(self, group: int) -> tuple[int, int]:
        """(start, members): when most of a group could meet, counting those whose shifts are known first, at the time
        that suits them best.

        (-1, 0) when the window has no time at all.
        """
        best = (0, 0, 0, -1, 0)
        for start in self.starts:
            members = self.present(start) & group
            sure = (members & self.known).bit_count()
            found = (sure, members.bit_count(), -self.cost(start, members), start, members)
            if best[3] < 0 or found[:3] > best[:3]:
                best = found
        return best[3], best[4]

    def cost(self, start: int, group: int, team: int = 0, members: int = 0) -> int:
        """What a time costs those of a group who can come, with a `team` for `members`; lower is better.

        The ranks of section 13 in their order: (b) distance from the target in coarse steps, then what weighs on
        the whole session, (c) off duty, on call, (d) not right after a shift, (e) between two night shifts, (f) in
        a heavy week, each as a share of those who can come; at last the exact distance.
        """
        present = self.present(start) & group
        away = abs(self.request.grid.moment(start) - self.request.target)
        minutes = int(away.total_seconds()) // 60
        cost = int(minutes / 60 // self.request.rules.engine.target_step_h)
        cost = cost * DIGIT + self._strain(start, present, team, members)
        for those in self._ranked(start, present):
            cost = cost * DIGIT + those.bit_count() * 100 // max(1, present.bit_count())
        return cost * EXACT + minutes // STEP_MINUTES

    def weighs(self, team: int, members: int) -> int:
        """How many things are to be confirmed about a team that leads these people."""
        found = sum(
            len(self.request.leaders[number].warnings) + (self._close[number] & members).bit_count()
            for number in bits(team)
        )
        peers = sum(not self.request.leaders[number].clinician for number in bits(team))
        return found + (self._one_peer and peers > 1)

    def on_duty(self, start: int) -> int:
        """Everybody who would leave a shift for a session at `start`."""
        return self._on_duty.get(start, 0)

    def staying(self, start: int) -> int:
        """Everybody who would stay on after a shift for it."""
        return self._staying.get(start, 0)

    def on_call(self, start: int) -> int:
        """Everybody who is on call from home then."""
        return self._on_call.get(start, 0)

    def between_nights(self, start: int) -> int:
        """Everybody who is between two night shifts then."""
        return self._between_nights.get(start, 0)

    def in_heavy_week(self, start: int) -> int:
        """Everybody whose pattern marks that day as heavy."""
        return self._heavy.get(start, 0)

    def names(self, members: int) -> list[str]:
        """The names of these attendees, in the order of the request."""
        return [self.request.attendees[number].name for number in bits(members)]

    def posts(self, start: int, members: int) -> list[Circle]:
        """The posts that these people would leave at `start`, and that cannot stand empty. Whoever is on call from
        home needs a stand-in as well (section 13).
        """
        leaving = (self.on_duty(start) | self.on_call(start)) & members
        return [circle for circle, group in self._manned.items() if group & leaving]

    def covered(self, circle: Circle, start: int) -> bool:
        """Whether somebody who was not exposed could take such a post at `start`."""
        return bool(self._covering.get(circle, 0) >> start & 1)

    def _those(self, ids: Container[UUID]) -> int:
        return sum(1 << number for number, one in enumerate(self.request.attendees) if one.id in ids)

    def _ranked(self, start: int, present: int) -> Iterator[int]:
        """Whom each of the ranks (c) to (f) speaks of, in their order."""
        off_duty = present & ~self.on_duty(start)
        yield off_duty
        yield present & self.on_call(start)
        yield off_duty & ~self.staying(start)
        yield present & self.between_nights(start)
        yield present & self.in_heavy_week(start)

    def _strain(self, start: int, present: int, team: int, members: int) -> int:
        uncovered = sum(not self.covered(post, start) for post in self.posts(start, present))
        strain = UNCOVERED * uncovered + WARNING * self.weighs(team, members)
        return min(DIGIT // 4, strain + BY_PHONE * self.phoning(start, team).bit_count())

    def _starts(self) -> range:
        """Every half hour by the clock on the wall that lies, with its session, inside the window."""
        request = self.request
        first = max(request.opens, request.earliest)
        last = request.closes or first + LONGEST_LOOK
        last = min(last, request.grid.moment(request.grid.size)) - self.length * STEP
        return request.grid.every(request.rules.engine.start_every_minutes, request.zone, first, last)

    def _attendee_starts(self, attendee: Attendee) -> int:
        grid = self.request.grid
        starts = attendee.times.starts(self.length) & self._allowed
        if self._any_time:
            return starts
        if attendee.opens is not None:
            starts &= ~((1 << max(0, grid.at_or_after(attendee.opens))) - 1)
        if attendee.closes is not None:
            starts &= (1 << max(0, grid.index(attendee.closes) - self.length + 1)) - 1
        return starts

    def _leader_starts(self, number: int) -> int:
        leader = self.request.leaders[number]
        if leader.refused:
            return 0
        # Only a clinician joins a group by telephone; a peer is there to sit with people (section 12).
        found = leader.starts(self.length) if leader.clinician else leader.comes_in(self.length)
        return found & self._allowed

    def _prepare_comfort(self) -> None:
        times = [one.times for one in self.request.attendees]
        self._on_duty = self._touched([one.on_duty for one in times])
        self._staying = _turned([one.stay_on & self._allowed for one in times])
        self._on_call = self._touched([one.on_call for one in times])
        self._between_nights = self._touched([one.between_nights for one in times])
        self._heavy = self._touched([one.heavy for one in times])

    def _prepare_cover(self) -> None:
        self._manned = {circle: 0 for circle in Circle if circle in MANNED}
        for number, attendee in enumerate(self.request.attendees):
            if attendee.circle in self._manned:
                self._manned[attendee.circle] |= 1 << number
        self._covering: dict[Circle, int] = {}
        for cover in self.request.covers:
            if cover.attendee is None:
                free = cover.times.starts(self.length)
                self._covering[cover.circle] = self._covering.get(cover.circle, 0) | free

    def _touched(self, masks: Sequence[int]) -> dict[int, int]:
        """For each start, the people whose mask a session from there would touch."""
        full = self.request.grid.full
        return _turned([full & ~runs(full & ~mask, self.length) & self._allowed if mask else 0 for mask in masks])

    def _best_teams(
        self, available: int, driving: int, present: int, least: int, saturated: int
    ) -> list[tuple[int, int]]:
        """For each group that some team may lead, the team that weighs least. A group inside another is left out
        where the larger one weighs no more.
        """
        if present.bit_count() < least:
            return []
        intervention = self.request.intervention
        found: dict[int, tuple[int, int]] = {}
        for numbers in combinations(bits(available), intervention.leaders):
            team = sum(1 << number for number in numbers)
            clinician = any(self.request.leaders[number].clinician for number in numbers)
            if not team & driving or (intervention.clinician is Clinician.REQUIRED and not clinician):
                continue
            members = present
            for number in numbers:
                members = self.allowed_for(number, members)
            if members.bit_count() < least:
                continue
            phoning = (team & ~driving).bit_count()
            rank = (WARNING * self.weighs(team, members) + BY_PHONE * phoning, team)
            if members not in found or rank < found[members]:
                found[members] = rank
        full = [(rank, members) for members, rank in found.items() if members.bit_count() >= saturated]
        if full:
            best, chosen = min(full)
            found = {members: rank for members, rank in found.items() if rank[0] < best[0]} | {chosen: best}
        return [
            (members, team)
            for members, (weight, team) in found.items()
            if not any(
                members & other == members and members != other and weight >= rank[0] for other, rank in found.items()
            )
        ]


def _turned(masks: Sequence[int]) -> dict[int, int]:
    """From a mask of steps for each number to a mask of numbers for each step."""
    found: dict[int, int] = {}
    for number, mask in enumerate(masks):
        for start in bits(mask):
            found[start] = found.get(start, 0) | 1 << number
    return found
