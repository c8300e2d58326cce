"""Who could meet when: the request turned round, from people with times to times with people.

Everything here is a mask: bit `i` of a group is attendee `i` of the request, bit `j` of a team is leader `j`.
"""

from collections.abc import Container, Sequence
from datetime import timedelta
from itertools import combinations
from uuid import UUID

from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.grid import STEP, STEP_MINUTES, bits, runs
from wellness_desktop.debriefs.proposal_facts import MANNED, Attendee, Request
from wellness_desktop.debriefs.protocols import Clinician

LONGEST_LOOK = timedelta(days=14)
"""How far ahead a window without an end is looked at."""

# What makes a time less good, per person (section 13, rank c to f): coming in from home, staying on after a
# shift, a call that may break into it, a day between two nights, a heavy week.
OFF_DUTY, STAYING_ON, ON_CALL, BETWEEN_NIGHTS, HEAVY = 2, 1, 3, 6, 6
# The same per session: a post that nobody is found to cover, a leader who should rather not.
UNCOVERED, WARNING = 500, 400

DISTANCE_WEIGHT = 10**8
COMFORT_WEIGHT = 10**4


class Board:
    """The request on its grid. Made once for a proposal, and asked many times."""

    def __init__(self, request: Request, only: int | None = None) -> None:
        """With `only`, the one step at which a session may begin, wherever it lies."""
        self.request = request
        self.length = -(-request.minutes // STEP_MINUTES)
        """Steps that a session takes."""
        self.starts = tuple(self._starts()) if only is None else (only,)
        """Steps at which a session may begin: inside the window, every half hour."""
        self._allowed = sum(1 << start for start in self.starts)
        self.own_starts = [self._attendee_starts(one) for one in request.attendees]
        """For each attendee, the steps at which they could begin."""
        self._present = _turned(self.own_starts)
        self._leading = _turned([self._leader_starts(number) for number in range(len(request.leaders))])
        self._blocked = [self._those(leader.blocked) for leader in request.leaders]
        self._teams: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
        self._prepare_comfort()
        self._prepare_cover()

    def present(self, start: int) -> int:
        """Everybody who could come at `start`."""
        return self._present.get(start, 0)

    def leading(self, start: int) -> int:
        """Every leader who could come at `start`."""
        return self._leading.get(start, 0)

    def teams(self, start: int, group: int, least: int, saturated: int) -> list[tuple[int, int]]:
        """(members, team) pairs at `start`: teams of full size, each with everybody of `group` who can come
        and whom it may lead.

        Left out are groups smaller than `least`, groups inside another, and whatever a group of `saturated`
        people replaces at no higher cost: it fills its session whatever other sessions take from it.
        """
        available = self.leading(start)
        present = self.present(start) & group
        key = (available, present, least)
        if key not in self._teams:
            self._teams[key] = self._best_teams(available, present, least, saturated)
        return self._teams[key]

    def allowed_for(self, leader: int, group: int) -> int:
        """The members of a group whom a leader may lead (DB-05)."""
        return group & ~self._blocked[leader]

    def fullest(self, group: int) -> tuple[int, int]:
        """(start, members): when most of a group could meet, at the time that suits them best.

        (-1, 0) when the window has no time at all.
        """
        best = (0, 0, -1, 0)
        for start in self.starts:
            members = self.present(start) & group
            found = (members.bit_count(), -self.cost(start, members), start, members)
            if best[2] < 0 or found[:2] > best[:2]:
                best = found
        return best[2], best[3]

    def cost(self, start: int, group: int, team: int = 0) -> int:
        """What a time costs those of a group who can come, led by `team`; lower is better.

        Distance from the target in coarse steps comes first, then comfort, then the exact distance: within a
        few hours, the better time wins (section 13, rank b to f).
        """
        members = self.present(start) & group
        away = abs(self.request.grid.moment(start) - self.request.target)
        minutes = int(away.total_seconds()) // 60
        coarse = int(minutes / 60 // self.request.rules.engine.target_step_h)
        return (
            coarse * DISTANCE_WEIGHT + self._discomfort(start, members, team) * COMFORT_WEIGHT + minutes // STEP_MINUTES
        )

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
        """The posts that these people would leave at `start`, and that cannot stand empty."""
        leaving = self.on_duty(start) & members
        return [circle for circle, group in self._manned.items() if group & leaving]

    def covered(self, circle: Circle, start: int) -> bool:
        """Whether somebody who was not exposed could take such a post at `start`."""
        return bool(self._covering.get(circle, 0) >> start & 1)

    def _those(self, ids: Container[UUID]) -> int:
        return sum(1 << number for number, one in enumerate(self.request.attendees) if one.id in ids)

    def _discomfort(self, start: int, members: int, team: int) -> int:
        """Hundredths of a point per person, and what weighs on the whole session."""
        off_duty = members & ~self.on_duty(start)
        staying = off_duty & self.staying(start)
        points = OFF_DUTY * (off_duty & ~staying).bit_count() + STAYING_ON * staying.bit_count()
        points += ON_CALL * (members & self.on_call(start)).bit_count()
        points += BETWEEN_NIGHTS * (members & self.between_nights(start)).bit_count()
        points += HEAVY * (members & self.in_heavy_week(start)).bit_count()
        whole = UNCOVERED * sum(not self.covered(post, start) for post in self.posts(start, members))
        whole += WARNING * sum(len(self.request.leaders[number].warnings) for number in bits(team))
        return points * 100 // max(1, members.bit_count()) + whole

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
        if attendee.opens is not None:
            starts &= ~((1 << max(0, grid.at_or_after(attendee.opens))) - 1)
        if attendee.closes is not None:
            starts &= (1 << max(0, grid.index(attendee.closes) - self.length + 1)) - 1
        return starts

    def _leader_starts(self, number: int) -> int:
        leader = self.request.leaders[number]
        if leader.refused:
            return 0
        travel = -(-leader.travel_minutes // STEP_MINUTES)
        return leader.times.starts(self.length, travel) & self._allowed

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

    def _best_teams(self, available: int, present: int, least: int, saturated: int) -> list[tuple[int, int]]:
        if present.bit_count() < least:
            return []
        intervention = self.request.intervention
        found: dict[int, tuple[int, int]] = {}
        for team in combinations(bits(available), intervention.leaders):
            leaders = [self.request.leaders[number] for number in team]
            if intervention.clinician is Clinician.REQUIRED and not any(one.clinician for one in leaders):
                continue
            members = present
            for number in team:
                members = self.allowed_for(number, members)
            if members.bit_count() < least:
                continue
            rank = (sum(len(one.warnings) for one in leaders), sum(1 << number for number in team))
            if members not in found or rank < found[members]:
                found[members] = rank
        full = [(rank, members) for members, rank in found.items() if members.bit_count() >= saturated]
        if full:
            best, chosen = min(full)
            found = {members: rank for members, rank in found.items() if rank[0] < best[0]} | {chosen: best}
        return [
            (members, team)
            for members, (_, team) in found.items()
            if not any(members & other == members and members != other for other in found)
        ]


def _turned(masks: Sequence[int]) -> dict[int, int]:
    """From a mask of steps for each number to a mask of numbers for each step."""
    found: dict[int, int] = {}
    for number, mask in enumerate(masks):
        for start in bits(mask):
            found[start] = found.get(start, 0) | 1 << number
    return found
