"""People whose shifts nobody has entered: never counted as able to come, and never left out without being asked.

Sessions are found for those whose shifts are known. Whoever is not known joins one as "to be asked", where a seat is
left and nothing that is known stands against it; so a small agency that has entered nothing still gets proposals.
"""

from collections.abc import Sequence

from wellness_desktop.debriefs.board import Board
from wellness_desktop.debriefs.grid import bits
from wellness_desktop.roster.conflicts import Exposure


def to_be_asked(
    board: Board, starts: Sequence[int], seated: Sequence[int], teams: Sequence[int], most: int, *, apart: bool
) -> list[int]:
    """For each session those who are asked to come to it as well, by its start, the people sure of a seat, and its
    team; each person once, in the session that suits the time they have best.

    With `apart`, nobody is asked to sit with somebody they command or are commanded by.
    """
    asked = [0] * len(seated)
    inside = 0
    for members in seated:
        inside |= members
    everybody = (1 << len(board.request.attendees)) - 1
    for person in bits(everybody & ~board.known & ~inside):
        able = [
            (board.cost(start, 1 << person), number)
            for number, start in enumerate(starts)
            if board.present(start) >> person & 1
            and (seated[number] | asked[number]).bit_count() < most
            and all(board.allowed_for(leader, 1 << person) for leader in bits(teams[number]))
            and _belongs(board, person, seated[number] | asked[number])
            and not (apart and _in_a_chain(board, person, seated[number] | asked[number]))
        ]
        if able:
            asked[min(able)[1]] |= 1 << person
    return asked


def _belongs(board: Board, person: int, members: int) -> bool:
    """Whether somebody met the event as the others did, where the kind of support asks for it."""
    people = board.request.attendees
    if not board.request.intervention.like_exposure:
        return True
    return people[person].exposure is not Exposure.NOT_EXPOSED and all(
        people[other].is_near is people[person].is_near for other in bits(members)
    )


def _in_a_chain(board: Board, person: int, members: int) -> bool:
    people = board.request.attendees
    one = people[person]
    return any(people[other].id in one.commands or one.id in people[other].commands for other in bits(members))
