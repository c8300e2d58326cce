"""The words that reviews are written down in. Stored by value."""

from enum import StrEnum

from wellness_desktop.base.language import tr


class Cause(StrEnum):
    """What a review looks back on."""

    RUN = "run"
    DRILL = "drill"
    NEAR_MISS = "near-miss"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As it stands in lists and on paper."""
        return {
            Cause.RUN: tr("A plan put to use"),
            Cause.DRILL: tr("A drill"),
            Cause.NEAR_MISS: tr("A near miss"),
            Cause.OTHER: tr("Something else"),
        }[self]


class Voice(StrEnum):
    """The three groups that are asked, each on a sheet of its own (crisis_plans.md K)."""

    LEADERS = "leaders"
    LINE = "line"
    COMMUNITY = "community"

    @property
    def label(self) -> str:
        """As it stands on the sheet."""
        return {
            Voice.LEADERS: tr("Leaders"),
            Voice.LINE: tr("Line, dispatch, civilians"),
            Voice.COMMUNITY: tr("Community"),
        }[self]


class Stage(StrEnum):
    """The three dates of a review, in their order."""

    HOT_WASH = "hot-wash"
    DRAFT = "draft"
    FINAL = "final"

    @property
    def label(self) -> str:
        """As it stands on screen and paper."""
        return {
            Stage.HOT_WASH: tr("Hot wash: the first talk"),
            Stage.DRAFT: tr("Draft"),
            Stage.FINAL: tr("Final"),
        }[self]


class LessonState(StrEnum):
    """Where a lesson stands; worked out from its dates, not stored."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"

    @property
    def label(self) -> str:
        """As it stands in the register."""
        return {
            LessonState.OVERDUE: tr("Overdue"),
            LessonState.OPEN: tr("Open"),
            LessonState.DONE: tr("Done"),
        }[self]


def public_record() -> str:
    """What stands on every paper and screen of a review."""
    return tr("This is a public record. Support matters and legal advice stay out of it.")
