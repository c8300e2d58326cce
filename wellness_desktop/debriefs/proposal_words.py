"""Why this time, and why not that person: proposals in sentences that a tired sergeant reads once.

Nothing here says why somebody is away, and no sentence puts anyone in the wrong.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.availability import Obstacle
from wellness_desktop.debriefs.board import Board
from wellness_desktop.debriefs.grid import bits
from wellness_desktop.debriefs.proposal_facts import Leader, Request
from wellness_desktop.roster.conflicts import Exposure, ParticipantFacts, session_conflicts
from wellness_desktop.roster.when import length_text, moment_text

NEAR_TARGET = timedelta(minutes=45)


def names_text(names: Sequence[str]) -> str:
    """Names as one reads them aloud: Lee, Ruiz and Cole."""
    if len(names) < 2:
        return "".join(names)
    return tr("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def session_reasons(
    board: Board, start: int, members: int, team: int, covers: Sequence[int], phoning: int = 0
) -> Iterator[str]:
    """Why a session at this time, for the people in it and for those who lead it."""
    request = board.request
    yield from can_come_words(board, members)
    yield window_words(request, board, start)
    yield from _own_windows(board, start, members)
    on_duty = board.on_duty(start) & members
    if on_duty:
        yield tr("{names} would come during a shift.", names=_names(board, on_duty))
    for number in bits(phoning):
        yield phone_words(board, start, number)
    unsure = [one.name for number in bits(team) if not (one := request.leaders[number]).times.known]
    if unsure:
        yield tr("Not known if {names} can lead: their shifts are not entered. Ask first.", names=names_text(unsure))
    if covers:
        yield tr("{names} can cover.", names=names_text([request.covers[number].name for number in covers]))
    staying = board.staying(start) & members & ~on_duty
    if staying:
        yield tr("{names} would stay on after a shift.", names=_names(board, staying))
    on_call = board.on_call(start) & members
    if on_call:
        yield tr(
            "On call then: {names}. Somebody must stand in, or a call breaks into it.", names=_names(board, on_call)
        )
    between = board.between_nights(start) & members
    if between:
        yield tr("Between two night shifts: {names}.", names=_names(board, between))
    heavy = board.in_heavy_week(start) & members
    if heavy:
        yield tr("In a heavy week: {names}.", names=_names(board, heavy))


def can_come_words(board: Board, members: int) -> Iterator[str]:
    """How many of these people can come, and apart from them whom to ask."""
    sure = members & board.known
    if sure:
        yield tr_count("{count} person can come.", "{count} people can come.", sure.bit_count())
    yield from not_known_words(board, members)


def not_known_words(board: Board, members: int) -> Iterator[str]:
    """Of whom it is not known if they can come."""
    names = board.names(members & ~board.known)
    if names:
        yield ask_first_words(names)


def ask_first_words(names: Sequence[str]) -> str:
    """The same, said of these names."""
    return tr("Not known if {names} can come: their shifts are not entered. Ask first.", names=names_text(names))


def session_warnings(board: Board, members: int, team: int) -> Iterator[str]:
    """What to confirm before this session is booked."""
    request = board.request
    inside = {request.attendees[number].id for number in bits(members)}
    for number in bits(team):
        leader = request.leaders[number]
        yield from leader.warnings
        yield from (words for who, words in leader.close.items() if who in inside)
    yield from _whole_session(request, members, team)
    if request.intervention.like_exposure:
        for number in bits(members):
            attendee = request.attendees[number]
            below = [one.name for one in request.attendees if one.id in attendee.commands & inside]
            if below:
                yield tr(
                    "{name} is above {others} in the chain of command. People may speak less freely.",
                    name=attendee.name,
                    others=names_text(below),
                )
    if members.bit_count() < request.intervention.group_min:
        yield tr("Too few for a group. One-on-one contacts serve better.")
    if request.intervention.group and team.bit_count() * request.rules.engine.people_per_leader < (members.bit_count()):
        yield tr("For a group of this size, one more leader would help.")


def choice_reasons(board: Board, inside: int) -> Iterator[str]:
    """What a choice comes to as a whole."""
    request = board.request
    total = len(request.attendees)
    if not total:
        yield tr("Nobody is left to ask for this kind of support.")
    elif not request.intervention.group:
        yield tr("Everybody is offered a time of their own.")
    elif inside:
        yield from _reached_words(inside & board.known, inside & ~board.known, total)
    elif not board.starts:
        yield tr("The care window is over. One-on-one contact and follow-up are still useful.")
    else:
        yield tr("One-on-one contact for everybody.")


def _reached_words(sure: int, unsure: int, total: int) -> Iterator[str]:
    """How many of all come to a session, apart from them how many are asked, and what the others are offered."""
    if sure.bit_count() == total:
        yield tr_count("Reaches the one person.", "Reaches all {count}.", total)
        return
    if sure:
        yield tr("Reaches {reached} of {total}.", reached=sure.bit_count(), total=total)
    if unsure:
        yield tr_count(
            "{count} person is to be asked, whose shifts are not known.",
            "{count} people are to be asked, whose shifts are not known.",
            unsure.bit_count(),
        )
    if (sure | unsure).bit_count() < total:
        yield tr("Everybody else is offered a time of their own.")


def ranks_apart(board: Board, seated: Sequence[int]) -> Iterator[str]:
    """That nobody sits with somebody they command, where the people of this incident could."""
    attendees = board.request.attendees
    if not board.request.intervention.like_exposure or not any(one.commands for one in attendees):
        return
    for members in seated:
        inside = {attendees[number].id for number in bits(members)}
        if any(attendees[number].commands & inside for number in bits(members)):
            return
    yield tr("Nobody sits with somebody they command.")


def why_not_asked(leader: Leader) -> str:
    """Which rule keeps a helper from leading here, or from leading for whom; empty when none does."""
    return leader.refused or " ".join(dict.fromkeys(leader.blocked.values()))


def fewest_missing(board: Board, group: int) -> Iterator[str]:
    """For a group that can never meet: when the fewest would be missing, and who."""
    start, members = board.fullest(group)
    if members:
        missing = group & ~members
        yield tr(
            "The fewest are missing on {when}: {names}.",
            when=moment_text(board.request.grid.moment(start), board.request.zone),
            names=_names(board, missing),
        )
        yield from not_known_words(board, members)


def why_missing(board: Board, number: int, sessions: Sequence[tuple[int, int]], starts: Sequence[int]) -> str:
    """Why an attendee is in none of the sessions, given as (start, team); `starts` are the times looked at."""
    request = board.request
    attendee = request.attendees[number]
    intervention = request.intervention
    if not intervention.group:
        return tr("A time of their own.")
    if intervention.like_exposure and not _has_a_group(board, number):
        if attendee.exposure is Exposure.NOT_EXPOSED:
            return tr("Not exposed; told where help is, and welcome to talk.")
        return tr("Too few met the event in the same way for a group.")
    return (
        _kept_from_leader(board, number, sessions)
        or _kept_by_time(board, number, starts)
        or tr("There is no seat left, or their own group could not meet.")
    )


def _has_a_group(board: Board, number: int) -> bool:
    """Whether enough people met the event as this one did."""
    attendee = board.request.attendees[number]
    alike = sum(
        other.is_near == attendee.is_near
        for other in board.request.attendees
        if other.exposure is not Exposure.NOT_EXPOSED
    )
    return attendee.exposure is not Exposure.NOT_EXPOSED and alike >= board.request.intervention.group_min


def _kept_from_leader(board: Board, number: int, sessions: Sequence[tuple[int, int]]) -> str:
    """The reason of a leader who may not lead this person, where that is all that stands in the way."""
    for start, team in sessions:
        for leader in bits(team):
            reason = board.request.leaders[leader].blocked.get(board.request.attendees[number].id)
            if reason and board.own_starts[number] >> start & 1:
                return reason
    return ""


def _kept_by_time(board: Board, number: int, starts: Sequence[int]) -> str:
    attendee = board.request.attendees[number]
    for start in starts:
        for obstacle in attendee.times.obstacles(start, board.length):
            return obstacle_text(obstacle, attendee.name)
    if starts:
        return ""
    if board.own_starts[number]:
        return tr("A time of their own.")
    return tr("No time in the care window is free.")


def obstacle_text(obstacle: Obstacle, name: str) -> str:
    """What stands against a time, said of one person."""
    return {
        Obstacle.AWAY: tr("{name} is away then.", name=name),
        Obstacle.MAIN_SLEEP: tr("{name} will not have slept since the incident by then.", name=name),
        Obstacle.NIGHT_REST: tr("{name} rests after a night shift then.", name=name),
        Obstacle.BUFFER: tr("A shift of {name} begins soon after.", name=name),
        Obstacle.QUIET: tr("{name} sleeps then.", name=name),
        Obstacle.REST: tr("{name} rests after a shift then.", name=name),
        Obstacle.ON_DUTY: tr("{name} is on duty then.", name=name),
    }[obstacle]


def _whole_session(request: Request, members: int, team: int) -> Iterator[str]:
    """What the rules say about the session as a whole, as far as nothing else here says it by name."""
    if request.facts is None:
        return
    leaders = [facts for number in bits(team) if (facts := request.leaders[number].facts) is not None]
    people = [request.attendees[number] for number in bits(members)]
    present = [ParticipantFacts(one.person_id or one.id, one.name, one.exposure) for one in people]
    kind = request.intervention.kind.value
    for found in session_conflicts(kind, leaders, present, request.facts):
        by_name = found.rule == "COI-6" or (found.rule == "COI-8" and any(one.commands for one in people))
        if not by_name:
            yield found.words


def phone_words(board: Board, start: int, number: int) -> str:
    leader = board.request.leaders[number]
    if leader.drive.closed >> start & 1:
        return tr("{name} would join by telephone: the road is closed.", name=leader.name)
    minutes = leader.drive.minutes_at(start)
    return tr_count(
        "{name} would join by telephone: {count} minute of driving each way does not fit.",
        "{name} would join by telephone: {count} minutes of driving each way do not fit.",
        minutes,
        name=leader.name,
    )


def _names(board: Board, members: int) -> str:
    return names_text(board.names(members))


def window_words(request: Request, board: Board, start: int) -> str:
    """How a session from step `start` lies to the care window. No time is refused (section 5)."""
    starts = request.grid.moment(start)
    ends = starts + timedelta(minutes=request.minutes)
    if starts < request.opens:
        return tr("It begins {time} before the care window opens.", time=length_text(request.opens - starts))
    if request.closes is not None and ends > request.closes:
        return tr(
            "It ends {time} after the care window. Late is still useful.", time=length_text(ends - request.closes)
        )
    return _distance(board, start)


def _own_windows(board: Board, start: int, members: int) -> Iterator[str]:
    """Whose own care window is not open then, where that differs from the others' (DB-14)."""
    request = board.request
    starts = request.grid.moment(start)
    ends = starts + timedelta(minutes=request.minutes)
    people = [request.attendees[number] for number in bits(members)]
    early = [one.name for one in people if one.opens is not None and starts < one.opens and starts >= request.opens]
    late = [
        one.name
        for one in people
        if one.closes is not None and ends > one.closes and (request.closes is None or ends <= request.closes)
    ]
    if early:
        yield tr("The care window is not open yet for {names}.", names=names_text(early))
    if late:
        yield tr("The care window is over for {names}.", names=names_text(late))


def _distance(board: Board, start: int) -> str:
    away = board.request.grid.moment(start) - board.request.target
    if abs(away) <= NEAR_TARGET:
        return tr("This is about the time the care window aims for.")
    if away > timedelta():
        return tr("{time} later than the care window aims for.", time=length_text(away))
    return tr("{time} earlier than the care window aims for.", time=length_text(-away))
