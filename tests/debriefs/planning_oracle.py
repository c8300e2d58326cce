"""Proposals worked out by hand, from the rules of section 13 alone: no masks, no bounds, nothing of the program.

Every plan of up to three sessions is tried, and every way to seat people in it. Slow on purpose, and meant to be read
beside debrief_protocols.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache, cached_property, lru_cache
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

H = timedelta(hours=1)
STEP = timedelta(minutes=5)
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Somebody:
    """A person's time as it stands in a calendar."""

    shifts: tuple[Span, ...] = ()
    away: tuple[Span, ...] = ()
    on_call: tuple[Span, ...] = ()
    slept_since: datetime | None = None
    """Cannot come before a main sleep since then."""


@dataclass(frozen=True)
class Exposed:
    time: Somebody
    near: bool | None
    """None for whoever was not exposed."""
    patrol: bool
    known: bool = True
    """Whether anybody has entered their shifts."""


@dataclass(frozen=True)
class Helper:
    time: Somebody
    clinician: bool
    refused: bool
    blocked: frozenset[int]
    close: frozenset[int]
    warnings: int
    drive: int
    """Minutes, one way."""
    phone: bool


@dataclass(frozen=True)
class Problem:
    zone: ZoneInfo
    opens: datetime
    target: datetime
    closes: datetime
    minutes: int
    least: int
    most: int
    people: tuple[Exposed, ...]
    helpers: tuple[Helper, ...]
    covers: tuple[Somebody, ...] = ()
    known: dict[tuple[int, datetime], bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    reached: int
    sessions: int
    cost: tuple[int, ...]
    sure: bool
    """Whether it counts people whose shifts are known, and nobody else."""


def best_plan(problem: Problem) -> Answer | None:
    """The plan that reaches the most people, with the fewest sessions, at the lowest cost; None when there is none.

    People whose shifts are not known do not count, unless too few are known for a group; where only a team is missing,
    it is the team that is looked for.
    """
    sure = _Planner(problem, sure=True)
    return sure.best() or (None if sure.could_meet() else _Planner(problem, sure=False).best())


def cost_of_plan(
    problem: Problem, sessions: Sequence[tuple[datetime, bool, tuple[int, ...]]], *, sure: bool
) -> tuple[int, ...]:
    """What a plan costs, given as (start, whether it is the near group, helpers)."""
    planner = _Planner(problem, sure=sure)
    return _sum([planner.cost(start, near, team) for start, near, team in sessions])


class _Planner:
    def __init__(self, problem: Problem, *, sure: bool) -> None:
        self.p = problem
        self.sure = sure
        self.length = timedelta(minutes=problem.minutes)

    @cached_property
    def starts(self) -> list[datetime]:
        """Every half hour by the clock on the wall at which a session lies inside the window."""
        found, moment = [], self.p.opens
        while moment + self.length <= self.p.closes:
            if moment.astimezone(self.p.zone).minute in (0, 30):
                found.append(moment)
            moment += STEP
        return found

    def could_meet(self) -> bool:
        """Whether a group could come together, whoever leads it."""
        return any(
            len(self._members(start, near, ())) >= self.p.least for start in self.starts for near in (True, False)
        )

    def best(self) -> Answer | None:
        meetings = []
        for start in self.starts:
            for near in (True, False):
                for team in self._teams(start):
                    members = self._members(start, near, team)
                    if len(members) >= self.p.least:
                        meetings.append((start, frozenset(members), self.cost(start, near, team)))
        best: Answer | None = None
        for count in (1, 2, 3):
            for chosen in combinations(meetings, count):
                starts = sorted(start for start, _, _ in chosen)
                if any(later - earlier < self.length + H / 2 for earlier, later in pairwise(starts)):
                    continue
                reached = _most_seated(
                    tuple(sorted((members for _, members, _ in chosen), key=sorted)), self.p.least, self.p.most
                )
                if best is not None and reached < best.reached:
                    continue
                found = Answer(reached, count, _sum([cost for _, _, cost in chosen]), self.sure)
                if reached and (best is None or _rank(found) < _rank(best)):
                    best = found
        return best

    def cost(self, start: datetime, near: bool, team: tuple[int, ...]) -> tuple[int, ...]:
        """The ranks (b) to (f) in their order, each as a share of those of this group who could come."""
        present = [n for n in self._group(near) if self._comes(n, start)]
        times = [self.p.people[n].time for n in present]
        span = (start, start + self.length)
        off = [one for one in times if not _touches(one.shifts, span)]
        fresh = [one for one in off if not _stays_on(one, start, self.p.zone)]
        called = [one for one in times if any(self._called(one, moment) for moment in _steps(*span))]
        between = [one for one in times if _touches(_between_nights(one, self.p.zone), span)]
        away = abs(start - self.p.target)
        share = [100 * len(some) // max(1, len(present)) for some in (off, called, fresh, between)]
        return (away // (6 * H), self._strain(start, near, team, present), *share, 0, away // STEP)

    def _strain(self, start: datetime, near: bool, team: tuple[int, ...], present: list[int]) -> int:
        members = self._members(start, near, team)
        span = (start, start + self.length)
        leaving = [
            n
            for n in present
            if self.p.people[n].patrol
            and (
                _touches(self.p.people[n].time.shifts, span)
                or any(self._called(self.p.people[n].time, moment) for moment in _steps(*span))
            )
        ]
        covered = any(_is_free(one, start, self.length, timedelta(), self.p.zone) for one in self.p.covers)
        helpers = [self.p.helpers[n] for n in team]
        doubts = sum(one.warnings + len(one.close & set(members)) for one in helpers)
        phoning = sum(not self._drives_in(n, start) for n in team)
        return (5 if leaving and not covered else 0) + 4 * doubts + phoning

    def _called(self, one: Somebody, moment: datetime) -> bool:
        return _touches(one.on_call, (moment, moment + STEP)) and not _touches(one.shifts, (moment, moment + STEP))

    def _group(self, near: bool) -> list[int]:
        return [n for n, one in enumerate(self.p.people) if one.near is near and (one.known or not self.sure)]

    def _members(self, start: datetime, near: bool, team: tuple[int, ...]) -> list[int]:
        return [
            n
            for n in self._group(near)
            if self._comes(n, start) and not any(n in self.p.helpers[helper].blocked for helper in team)
        ]

    def _comes(self, number: int, start: datetime) -> bool:
        key = (number, start)
        if key not in self.p.known:
            self.p.known[key] = _is_free(self.p.people[number].time, start, self.length, timedelta(), self.p.zone)
        return self.p.known[key]

    def _teams(self, start: datetime) -> Iterator[tuple[int, ...]]:
        """Two helpers, a clinician among them, one of them at least in the room."""
        able = [n for n in range(len(self.p.helpers)) if self._leads(n, start)]
        for team in combinations(able, 2):
            if any(self.p.helpers[n].clinician for n in team) and any(self._drives_in(n, start) for n in team):
                yield team

    def _leads(self, number: int, start: datetime) -> bool:
        helper = self.p.helpers[number]
        if helper.refused:
            return False
        calls = (
            helper.clinician and helper.phone and _is_free(helper.time, start, self.length, timedelta(), self.p.zone)
        )
        return calls or self._drives_in(number, start)

    def _drives_in(self, number: int, start: datetime) -> bool:
        helper = self.p.helpers[number]
        return _is_free(helper.time, start, self.length, timedelta(minutes=helper.drive), self.p.zone)


def _is_free(one: Somebody, start: datetime, length: timedelta, drive: timedelta, zone: ZoneInfo) -> bool:
    """Whether somebody can come: step by step, from the drive there to the drive back."""
    moments = list(_steps(start - drive, start + length + drive))
    if any(not _may(one, moment, zone) for moment in moments):
        return False
    if not any(_rests(one, moment, zone) for moment in moments):
        return True
    # Right after a day or evening shift people may stay on, if eight hours are left before the next one.
    if drive or not any(_stays_on(one, moment, zone) for moment in [*moments, start + length]):
        return False
    return not any(
        not _on_duty(one, moment)
        and any(begins - 8 * H < moment + STEP and moment < begins for begins, _ in one.shifts)
        for moment in moments
    )


def _may(one: Somebody, moment: datetime, zone: ZoneInfo) -> bool:
    """Whether nothing hard stands against five minutes."""
    span = (moment, moment + STEP)
    if _touches(one.away, span):
        return False
    if one.slept_since is not None and moment < _slept(one):
        return False
    if _on_duty(one, moment):
        return True
    if any(begins - H < span[1] and moment < begins for begins, _ in one.shifts):
        return False
    if any(_is_night(end, zone) and end <= moment < end + 10 * H for _, end in one.shifts):
        return False
    clock = moment.astimezone(zone).time()
    return time(7) <= clock < time(22)


def _rests(one: Somebody, moment: datetime, zone: ZoneInfo) -> bool:
    after = any(not _is_night(end, zone) and end <= moment < end + 8 * H for _, end in one.shifts)
    return after and not _on_duty(one, moment)


def _stays_on(one: Somebody, moment: datetime, zone: ZoneInfo) -> bool:
    """At most two hours after a shift that was no night shift."""
    after = any(not _is_night(end, zone) and end <= moment <= end + 2 * H for _, end in one.shifts)
    return after and not _on_duty(one, moment)


def _on_duty(one: Somebody, moment: datetime) -> bool:
    return _touches(one.shifts, (moment, moment + STEP))


@cache
def _slept(one: Somebody) -> datetime:
    """The end of the first seven hours free of duty since then."""
    assert one.slept_since is not None
    for begins in sorted([one.slept_since, *(end for _, end in one.shifts if end > one.slept_since)]):
        if not _touches(one.shifts, (begins, begins + 7 * H)):
            return begins + 7 * H
    raise AssertionError("nobody works for ever")


def _between_nights(one: Somebody, zone: ZoneInfo) -> list[Span]:
    nights = sorted(span for span in one.shifts if _is_night(span[1], zone))
    return [(end, begins) for (_, end), (begins, _) in pairwise(nights) if timedelta() < begins - end < 24 * H]


def _is_night(end: datetime, zone: ZoneInfo) -> bool:
    return end.astimezone(zone).time() <= time(12)


def _touches(spans: Sequence[Span], span: Span) -> bool:
    return any(begins < span[1] and end > span[0] for begins, end in spans)


def _steps(start: datetime, end: datetime) -> Iterator[datetime]:
    while start < end:
        yield start
        start += STEP


def _sum(costs: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*costs, strict=True))


def _rank(answer: Answer) -> tuple[int, int, tuple[int, ...]]:
    return -answer.reached, answer.sessions, answer.cost


@lru_cache(maxsize=100_000)
def _most_seated(groups: tuple[frozenset[int], ...], least: int, most: int) -> int:
    """The most people who can sit, each in one session they can come to, with `least` to `most` in each; 0 if none."""
    everybody = sorted(frozenset().union(*groups))
    reachable: dict[tuple[int, ...], int] = {(0,) * len(groups): 0}
    for person in everybody:
        grown = dict(reachable)
        for sizes, seated in reachable.items():
            for number, group in enumerate(groups):
                if person in group and sizes[number] < most:
                    fuller = (*sizes[:number], sizes[number] + 1, *sizes[number + 1 :])
                    grown[fuller] = max(grown.get(fuller, 0), seated + 1)
        reachable = grown
    return max((seated for sizes, seated in reachable.items() if min(sizes) >= least), default=0)
