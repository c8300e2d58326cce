"""The five things to see to before a group session (section 4). Three of them the program knows; two it asks.

None is about one person, none stops anybody, and the two that are ticked are forgotten when the session is closed.
"""

from dataclasses import dataclass
from enum import StrEnum

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.proposal_facts import Need
from wellness_desktop.debriefs.protocols import Clinician, Intervention
from wellness_desktop.debriefs.session_values import Session


class Ready(StrEnum):
    """One of the five."""

    OVER = "over"
    RESTED = "rested"
    CLINICIAN = "clinician"
    ROOM = "room"
    COVER = "cover"

    @property
    def is_asked(self) -> bool:
        """Whether somebody ticks it, since the program cannot know."""
        return self in (Ready.RESTED, Ready.ROOM)


@dataclass(frozen=True, slots=True)
class Tick:
    """One of the five and whether it is seen to."""

    what: Ready
    words: str
    done: bool


def ticks(session: Session, *, still_open: bool) -> tuple[Tick, ...]:
    """The five in the order of the card. `still_open`: the scene is not released yet."""
    done = {
        Ready.OVER: not still_open,
        Ready.RESTED: session.rested,
        Ready.CLINICIAN: Need.CLINICIAN not in session.needs,
        Ready.ROOM: session.room_away,
        Ready.COVER: Need.COVER not in session.needs,
    }
    words = ready_words(session.intervention) | {Ready.ROOM: tr("The room is away from the station.")}
    return tuple(Tick(what, sentence, done[what]) for what, sentence in words.items())


def ready_words(intervention: Intervention) -> dict[Ready, str]:
    """The five in words, for the screen and for the sheet."""
    return {
        Ready.OVER: tr("The incident is over, the scene is released."),
        Ready.RESTED: tr("People have slept and eaten."),
        Ready.CLINICIAN: tr("A licensed clinician is in the room or on the telephone.")
        if intervention.clinician is Clinician.REQUIRED
        else tr("Everybody knows which clinician to call."),
        Ready.ROOM: tr("The room is away from the station, with a second room to step out to."),
        Ready.COVER: tr("Somebody covers the road, the radio and the jail until people are back."),
    }
