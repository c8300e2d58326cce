"""The words that a run is written down in."""

from enum import StrEnum

from wellness_desktop.base.language import tr


class EventKind(StrEnum):
    """What can happen in a run. Each is a line of its own that is added and never changed."""

    TICK = "tick"
    NOTE = "note"
    CALL_TRIED = "call-tried"
    CALL_REACHED = "call-reached"
    LATE_REASON = "late-reason"
    ROLE_TAKEN = "role-taken"
    CONTACT = "contact"
    """Last contact with a member who is missing or cannot be reached (CP-T17)."""
    TAKEN_BACK = "taken-back"
    """The lines it names do not count: a tick by mistake, a wrong note. They stay in the record."""
    END = "end"


class Source(StrEnum):
    """Where a line of the timeline comes from."""

    SCREEN = "screen"
    PAPER = "paper"
    """Typed back from a sheet."""
    RESTORED = "restored"
    """Typed back after the records were restored from a backup that did not hold it."""

    @property
    def label(self) -> str:
        """As it stands on the timeline."""
        return {
            Source.SCREEN: tr("screen"),
            Source.PAPER: tr("from paper"),
            Source.RESTORED: tr("from paper, after the records were restored"),
        }[self]


class DrillKind(StrEnum):
    """The four exercises of a year (crisis_plans.md L)."""

    ROLL_CALL = "roll-call"
    CALL_TREE = "call-tree"
    TABLETOP = "tabletop"
    ROLE_PLAY = "role-play"

    @property
    def label(self) -> str:
        return {
            DrillKind.ROLL_CALL: tr("Roll-call case, 20 minutes"),
            DrillKind.CALL_TREE: tr("Call tree by phone, with times"),
            DrillKind.TABLETOP: tr("Tabletop"),
            DrillKind.ROLE_PLAY: tr("Notification role-play, or dispatch by hand"),
        }[self]


class Rating(StrEnum):
    """How an objective was met, in the four grades of HSEEP."""

    PERFORMED = "P"
    SOME = "S"
    MAJOR = "M"
    UNABLE = "U"

    @property
    def label(self) -> str:
        return {
            Rating.PERFORMED: tr("P: done without challenges"),
            Rating.SOME: tr("S: done with some challenges"),
            Rating.MAJOR: tr("M: done with major challenges"),
            Rating.UNABLE: tr("U: could not be done"),
        }[self]
