"""One-on-one offers: whoever no session reaches gets a helper's name and a time (DESIGN 6.4, section 12)."""

from collections.abc import Iterator, Mapping

from wellness_desktop.debriefs.grid import STEP_MINUTES
from wellness_desktop.debriefs.proposal_facts import IndividualOffer, Leader, Request
from wellness_desktop.debriefs.protocols import Clinician


class Contacts:
    """The one-on-one contacts that could be offered. Made once, asked for each choice."""

    def __init__(self, request: Request) -> None:
        self._request = request
        minutes = request.individual_minutes if request.intervention.group else request.minutes
        self._length = -(-minutes // STEP_MINUTES)
        allowed = self._every_half_hour()
        self._helpers = {
            number: leader.starts(self._length) & allowed
            for number, leader in enumerate(request.leaders)
            if not leader.refused and _may_contact(request, leader)
        }
        self._own = [attendee.times.starts(self._length) & allowed for attendee in request.attendees]

    def offers(self, reasons: Mapping[int, str]) -> Iterator[IndividualOffer]:
        """An offer for each attendee in `reasons`, in their order.

        The work is spread: of the helpers who may, the one with the fewest offers so far, then the one who
        can come first. Late is fine: the search goes on to the end of the grid.
        """
        free = dict(self._helpers)
        load = dict.fromkeys(free, 0)
        for number, reason in reasons.items():
            attendee = self._request.attendees[number]
            ranked = []
            for helper, starts in free.items():
                leader = self._request.leaders[helper]
                both = self._own[number] & starts
                if attendee.id not in leader.blocked:
                    first = (both & -both).bit_length() - 1
                    doubts = len(leader.warnings) + (attendee.id in leader.close)
                    ranked.append((not both, load[helper], doubts, first, helper))
            if not ranked:
                yield IndividualOffer(attendee.id, reason, None, None, known=attendee.times.known)
                continue
            never, *_, first, helper = min(ranked)
            load[helper] += 1
            free[helper] &= ~self._overlapping(first)
            starts_at = None if never else self._request.grid.moment(first)
            leader = self._request.leaders[helper]
            by_phone = not never and not leader.comes_in(self._length) >> first & 1
            yield IndividualOffer(attendee.id, reason, leader.id, starts_at, by_phone, attendee.times.known)

    def _every_half_hour(self) -> int:
        """Steps at which a contact may begin. For a kind of support of its own, not before its window opens."""
        request = self._request
        first = request.earliest if request.intervention.group else max(request.earliest, request.opens)
        last = request.grid.moment(request.grid.size - self._length)
        pace = request.rules.engine.start_every_minutes
        return sum(1 << start for start in request.grid.every(pace, request.zone, first, last))

    def _overlapping(self, start: int) -> int:
        """Starts of a contact that would run into one that begins at `start`."""
        first = max(0, start - self._length + 1)
        return ((1 << (start + self._length - first)) - 1) << first if start >= 0 else 0


def _may_contact(request: Request, leader: Leader) -> bool:
    """Peers and chaplains do one-on-one contacts; a session with a clinician takes a clinician (DB-06)."""
    if request.intervention.group:
        return True
    return leader.clinician or request.intervention.clinician is not Clinician.REQUIRED
