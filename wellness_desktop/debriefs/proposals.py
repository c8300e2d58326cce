"""Proposals: times at which people can really come, at most three sessions that together reach the most of
them, and an offer for everybody else (section 13; DESIGN 6.4). Exact, explained, and never empty.

The same request always gives the same answer. The program proposes; a person decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from wellness_desktop.debriefs.board import Board
from wellness_desktop.debriefs.grid import bits
from wellness_desktop.debriefs.individuals import Contacts
from wellness_desktop.debriefs.proposal_facts import Choice, Need, Proposals, ProposedSession, Request
from wellness_desktop.debriefs.proposal_words import (
    choice_reasons,
    fewest_missing,
    ranks_apart,
    session_reasons,
    session_warnings,
    why_missing,
    why_not_asked,
)
from wellness_desktop.debriefs.protocols import Clinician
from wellness_desktop.debriefs.search import Limits, Option, Solution, solve
from wellness_desktop.debriefs.seating import seat
from wellness_desktop.debriefs.unknown_shifts import to_be_asked
from wellness_desktop.roster.conflicts import Exposure

CHANGE_OVER = timedelta(minutes=30)
"""Between two sessions: people leave, the room is aired, the leaders breathe."""
OTHER_TIME = timedelta(hours=6)
"""How far an alternative lies from the times already named, so that it is one."""


def propose(request: Request) -> Proposals:
    """The choices, best first: the most people reached, then the fewest sessions, then the best time. People whose
    shifts are not known do not count as reached; they are asked (unknown_shifts).

    The last choice is always one-on-one contact for everybody.
    """
    board, contacts = Board(request), Contacts(request)
    choices = list(islice(_different(board, contacts), request.rules.engine.choices - 1))
    nothing_found = request.intervention.group and not choices
    choices.append(_choice(board, contacts, (), nearly=nothing_found))
    left_out = tuple((leader.id, words) for leader in request.leaders if (words := why_not_asked(leader)))
    return Proposals(tuple(choices), left_out)


def session_at(request: Request, starts: datetime) -> Choice:
    """What a session at any time would mean, inside the window or not: who can come, who cannot and why.

    Used when a person moves a session; nothing is refused (section 5).
    """
    start = request.grid.at_or_after(starts)
    board = Board(request, only=start)
    able = [board.present(start) & one for one in _groups(board)]
    group = max(able, key=lambda one: ((one & board.known).bit_count(), one.bit_count()), default=0)
    group = group & board.known or group
    teams = board.teams(start, group, least=1, saturated=len(request.attendees) + 1)
    widest = max(teams, key=lambda pair: pair[0].bit_count(), default=(board.present(start) & group, 0))
    plan = (_Planned(widest[0], start, widest[1]),) if widest[0] else ()
    return _choice(board, Contacts(request), plan, asked=start)


@dataclass(frozen=True, slots=True)
class _Planned:
    """A session of a plan: who could come, when, and the team that may lead all of them (0: to be found)."""

    members: int
    start: int
    team: int
    apart: bool = False
    """Nobody shall sit in it with somebody they command."""


_Plan = tuple[_Planned, ...]


def _different(board: Board, contacts: Contacts) -> Iterator[Choice]:
    """The choices of all plans, each once: plans can become alike when people are asked to them."""
    seen: list[tuple[ProposedSession, ...]] = []
    for plan in _plans(board):
        choice = _choice(board, contacts, plan)
        if choice.sessions not in seen:
            seen.append(choice.sessions)
            yield choice


def _plans(board: Board) -> Iterator[_Plan]:
    """Plans, best first: for those whose shifts are known. Where that leaves people out whom a plan for everybody
    would reach, if they can come, that one is second; it is the only way where too few are known for a group.
    """
    if not board.request.intervention.group or not board.starts:
        return
    groups = _groups(board)
    sure = _plans_of(board, [group & board.known for group in groups])
    first = next(sure, None)
    if first is not None:
        yield first
    if any(group & ~board.known for group in groups):
        for_all = _plans_of(board, groups)
        if first is None:
            yield from for_all
        elif (wider := next(for_all, None)) and _reach(board, wider) > _reach(board, first):
            yield wider
    yield from sure


def _plans_of(board: Board, groups: Sequence[int]) -> Iterator[_Plan]:
    """Plans for these groups, best first: with our own team, with a team still to be completed where that reaches
    more people, with fewer sessions, and at other times.
    """
    limits = _limits(board)
    most = board.request.rules.engine.most_sessions
    led = _options(board, groups, led=True)
    own = solve(led.options, limits, most)
    unled = _options(board, groups, led=False)
    open_team = solve(unled.options, limits, most)
    if own:
        yield led.plan(own[-1])
    if open_team and (not own or open_team[-1].reached > own[-1].reached):
        yield unled.plan(open_team[-1])
    yield from _ranks_apart(board, groups, led=bool(own))
    for fewer in reversed(own[:-1]):
        yield led.plan(fewer)
    found = own or open_team
    if found:
        table = led if own else unled
        for solution in _other_times(table.options, limits, found[0], board):
            yield table.plan(solution)


def _ranks_apart(board: Board, groups: Sequence[int], *, led: bool) -> Iterator[_Plan]:
    """The best plan in which nobody sits with somebody they command, where like exposure matters (COI-8)."""
    if not board.request.intervention.like_exposure:
        return
    split = [part for group in groups for part in _by_rank(board, group)]
    if len(split) == len(groups):
        return
    table = _options(board, [part for part in split if part.bit_count() >= _least(board)], led=led)
    if found := solve(table.options, _limits(board), board.request.rules.engine.most_sessions):
        yield tuple(replace(planned, apart=True) for planned in table.plan(found[-1]))


def _by_rank(board: Board, group: int) -> list[int]:
    """A group as groups without a chain in them: those who command nobody here, then those right above them, and
    so on.
    """
    attendees = board.request.attendees
    place = {attendee.id: number for number, attendee in enumerate(attendees)}
    below = {
        number: sum(1 << place[one] for one in attendees[number].commands if one in place) for number in bits(group)
    }
    parts: list[int] = []
    while group:
        part = sum(1 << number for number in bits(group) if not below[number] & group)
        if not part:  # a circle, which a mistake at data entry can make
            return [*parts, group]
        parts.append(part)
        group &= ~part
    return parts


@dataclass(frozen=True, slots=True)
class _Options:
    """What the search chooses from, and the team behind each group and time."""

    options: list[Option]
    teams: dict[tuple[int, int], int]

    def plan(self, solution: Solution) -> _Plan:
        """The sessions of a solution with their teams."""
        return tuple(_Planned(members, start, self.teams[members, start]) for members, start in solution.sessions)


def _options(board: Board, groups: Sequence[int], *, led: bool) -> _Options:
    """Every group that can meet, with its times. With `led`, only with a full team that may lead it."""
    least, saturated = _least(board), _limits(board).most * board.request.rules.engine.most_sessions
    times: dict[int, list[tuple[int, int]]] = {}
    teams: dict[tuple[int, int], int] = {}
    for group in groups:
        for start in board.starts:
            present = board.present(start) & group
            if present.bit_count() < least:
                continue
            able = board.teams(start, group, least, saturated) if led else [(present, 0)]
            for members, team in able:
                times.setdefault(members, []).append((board.cost(start, group, team, members), start))
                teams[members, start] = team
    return _Options([Option(members, tuple(sorted(found))) for members, found in times.items()], teams)


def _other_times(options: Sequence[Option], limits: Limits, first: Solution, board: Board) -> Iterator[Solution]:
    """Single sessions at other times, the best first."""
    apart = OTHER_TIME // (board.request.grid.moment(1) - board.request.grid.moment(0))
    taken = [start for _, start in first.sessions]
    while True:
        left = []
        for option in options:
            times = tuple(
                (cost, start) for cost, start in option.times if all(abs(start - other) >= apart for other in taken)
            )
            if times:
                left.append(Option(option.members, times))
        found = solve(left, limits, 1)
        if not found:
            return
        yield found[0]
        taken.append(found[0].sessions[0][1])


def _groups(board: Board) -> list[int]:
    """Who belongs together: people who met the event in the same way, where the kind of support asks for it."""
    request = board.request
    near = far = everybody = 0
    for number, attendee in enumerate(request.attendees):
        everybody |= 1 << number
        if attendee.is_near:
            near |= 1 << number
        elif attendee.exposure is not Exposure.NOT_EXPOSED:
            far |= 1 << number
    if not request.intervention.like_exposure:
        return [everybody]
    return [group for group in (near, far) if group]


def _least(board: Board) -> int:
    return board.request.intervention.group_min


def _limits(board: Board) -> Limits:
    step = board.request.grid.moment(1) - board.request.grid.moment(0)
    return Limits(
        least=_least(board),
        most=board.request.intervention.group_max or len(board.request.attendees) + 1,
        apart=board.length + CHANGE_OVER // step,
    )


def _choice(board: Board, contacts: Contacts, plan: _Plan, asked: int | None = None, *, nearly: bool = False) -> Choice:
    """The plan with its seats, teams, cover and words, and an offer for everybody it does not reach."""
    seated, teams = _filled(board, plan)
    sessions = [_session(board, *each) for each in zip([one.start for one in plan], seated, teams, strict=True)]
    inside = 0
    for members in seated:
        inside |= members
    outside = ((1 << len(board.request.attendees)) - 1) & ~inside
    starts = [planned.start for planned in plan] or ([] if asked is None else [asked])
    reasons = {
        number: why_missing(board, number, [(planned.start, planned.team) for planned in plan], starts)
        for number in bits(outside)
    }
    words = list(choice_reasons(board, inside))
    words += ranks_apart(board, seated) if plan else ()
    if nearly:
        for group in _groups(board):
            if group.bit_count() >= _least(board):
                words += fewest_missing(board, group)
    return Choice(tuple(sessions), tuple(contacts.offers(reasons)), tuple(words))


def _filled(board: Board, plan: _Plan) -> tuple[list[int], list[int]]:
    """The people and the team of each session, with those who are asked because their shifts are not known."""
    seated = _seats(board, plan)
    teams = [one.team or _part_of_a_team(board, one.start, members) for one, members in zip(plan, seated, strict=True)]
    starts = [one.start for one in plan]
    apart = any(one.apart for one in plan)
    asked = to_be_asked(board, starts, seated, teams, _limits(board).most, apart=apart)
    return [members | more for members, more in zip(seated, asked, strict=True)], teams


def _reach(board: Board, plan: _Plan) -> int:
    """How many people a plan reaches if all come who are asked."""
    return sum(members.bit_count() for members in _filled(board, plan)[0])


def _seats(board: Board, plan: _Plan) -> list[int]:
    groups = [planned.members for planned in plan]
    if len(groups) < 2 and all(group.bit_count() <= _limits(board).most for group in groups):
        return groups

    def preference(person: int, session: int) -> int:
        return board.cost(plan[session].start, 1 << person)

    return seat(groups, _limits(board), preference)


def _session(board: Board, start: int, members: int, team: int) -> ProposedSession:
    request = board.request
    leaders = [request.leaders[number] for number in bits(team)]
    clinician = next((leader.id for leader in leaders if leader.clinician), None)
    covers, posts = covers_for(board, start, members, team)
    phoning = board.phoning(start, team)
    needs = []
    if request.intervention.clinician is Clinician.REQUIRED and clinician is None:
        needs.append(Need.CLINICIAN)
    if len(leaders) + len(needs) < request.intervention.leaders:
        needs.append(Need.LEADER)
    if len(covers) < posts:
        needs.append(Need.COVER)
    if request.intervention.group and (members & board.known).bit_count() < _least(board):
        needs.append(Need.ANSWERS)
    starts = request.grid.moment(start)
    return ProposedSession(
        starts=starts,
        ends=starts + timedelta(minutes=request.minutes),
        members=tuple(request.attendees[number].id for number in bits(members)),
        leaders=tuple(leader.id for leader in leaders),
        clinician=clinician,
        covers=tuple(request.covers[number].id for number in covers),
        posts=posts,
        needs=tuple(needs),
        reasons=tuple(session_reasons(board, start, members, team, covers, phoning)),
        warnings=tuple(session_warnings(board, members, team)),
        by_phone=tuple(request.leaders[number].id for number in bits(phoning)),
        not_known=tuple(request.attendees[number].id for number in bits(members & ~board.known)),
    )


def _part_of_a_team(board: Board, start: int, members: int) -> int:
    """Of those who could come and may lead everybody here, as many as a team has; clinicians first."""
    request = board.request
    able = [number for number in bits(board.leading(start)) if board.allowed_for(number, members) == members]
    able.sort(key=lambda number: (not request.leaders[number].clinician, board.weighs(1 << number, members)))
    clinicians = [number for number in able if request.leaders[number].clinician]
    peers = [number for number in able if not request.leaders[number].clinician]
    seats = request.intervention.leaders
    if request.intervention.clinician is not Clinician.REQUIRED:
        chosen = (peers + clinicians)[:seats]
    elif clinicians:
        chosen = (clinicians[:1] + peers + clinicians[1:])[:seats]
    else:
        chosen = peers[: seats - 1]
    return sum(1 << number for number in chosen)


def covers_for(board: Board, start: int, members: int, team: int) -> tuple[list[int], int]:
    """Who covers the posts that the members leave, and how many posts those are.

    A colleague on duty comes first, then one who comes in, then one who is exposed but not in this session.
    """
    request = board.request
    leading = {request.leaders[number].id for number in bits(team)}
    inside = {request.attendees[number].id for number in bits(members)}
    chosen: list[int] = []
    posts = board.posts(start, members)
    for post in posts:
        able = []
        for number, cover in enumerate(request.covers):
            free = cover.times.starts(board.length) >> start & 1
            if cover.circle is post and free and cover.id not in leading and cover.attendee not in inside:
                on_duty = cover.times.on_duty >> start & 1
                able.append((cover.attendee is not None, not on_duty, number))
        left = [number for *_, number in sorted(able) if number not in chosen]
        if left:
            chosen.append(left[0])
    return chosen, len(posts)
