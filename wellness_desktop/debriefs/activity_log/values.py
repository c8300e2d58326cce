"""One entry of the activity log, as service and pages hand it on (chaplain_log.md 3).

There is no field for a name, a rank, a shift, an incident, a place on a map, a mood or a story, and no free text at
all (CL-01). Every value is a number, a date or a word of a list.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellness_desktop.base.language import tr

STEP = 15
"""Minutes: durations are multiples of it."""
DAY_MINUTES = 24 * 60
MOST_RECIPIENTS = 500
MOST_MILES = 999
LABEL_LENGTH = 40
CODE_LENGTH = 40


class DayPart(StrEnum):
    """Which part of the day; no clock time is kept. Stored by value."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @property
    def label(self) -> str:
        """The part of the day, for screens and sheets."""
        return {
            DayPart.NIGHT: tr("Night"),
            DayPart.MORNING: tr("Morning"),
            DayPart.AFTERNOON: tr("Afternoon"),
            DayPart.EVENING: tr("Evening"),
        }[self]

    @classmethod
    def at(cls, hour: int) -> "DayPart":
        """The part of the day that an hour of the station's clock (0 to 23) lies in."""
        if hour < 6 or hour >= 22:
            return cls.NIGHT
        if hour < 12:
            return cls.MORNING
        return cls.AFTERNOON if hour < 18 else cls.EVENING


class RecipientClass(StrEnum):
    """What kind of people it was for. Stored by value."""

    SWORN = "sworn"
    CIVILIAN = "civilian"
    DISPATCH = "dispatch"
    CORRECTIONS = "corrections"
    RETIREE = "retiree"
    FAMILY = "family"
    OTHER_RESPONDER = "other_responder"
    COMMUNITY = "community"
    GROUP = "group"
    NONE = "none"

    @property
    def label(self) -> str:
        """The kind of people, for screens and sheets."""
        return {
            RecipientClass.SWORN: tr("Sworn"),
            RecipientClass.CIVILIAN: tr("Civilian staff"),
            RecipientClass.DISPATCH: tr("Dispatch"),
            RecipientClass.CORRECTIONS: tr("Corrections"),
            RecipientClass.RETIREE: tr("Retired"),
            RecipientClass.FAMILY: tr("Family"),
            RecipientClass.OTHER_RESPONDER: tr("Other responders"),
            RecipientClass.COMMUNITY: tr("Community"),
            RecipientClass.GROUP: tr("A mixed group"),
            RecipientClass.NONE: tr("Nobody"),
        }[self]


class Setting(StrEnum):
    """Where it was, as a kind of place. Stored by value."""

    STATION = "station"
    VEHICLE = "vehicle"
    SCENE = "scene"
    HOSPITAL = "hospital"
    HOME = "home"
    TELEPHONE = "telephone"
    VIDEO = "video"
    WORSHIP = "worship"
    SCHOOL = "school"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind of place, for screens and sheets."""
        return {
            Setting.STATION: tr("Station"),
            Setting.VEHICLE: tr("Vehicle"),
            Setting.SCENE: tr("Scene"),
            Setting.HOSPITAL: tr("Hospital"),
            Setting.HOME: tr("Home"),
            Setting.TELEPHONE: tr("Telephone"),
            Setting.VIDEO: tr("Video"),
            Setting.WORSHIP: tr("Place of worship"),
            Setting.SCHOOL: tr("School"),
            Setting.OTHER: tr("Somewhere else"),
        }[self]


class Referral(StrEnum):
    """Where somebody was pointed to; an empty list means nowhere. Stored by value."""

    EAP = "eap"
    CLINICIAN = "clinician"
    MEDICAL = "medical"
    RESIDENTIAL = "residential"
    SUBSTANCE_CARE = "substance_care"
    OWN_CHAPLAIN = "own_chaplain"
    LEGAL = "legal"
    FINANCIAL = "financial"
    FAMILY_SERVICE = "family_service"
    CRISIS_LINE = "crisis_line"

    @property
    def label(self) -> str:
        """The kind of help, for screens and sheets."""
        return {
            Referral.EAP: tr("Employee assistance (EAP)"),
            Referral.CLINICIAN: tr("Clinician"),
            Referral.MEDICAL: tr("Medical care"),
            Referral.RESIDENTIAL: tr("Residential care"),
            Referral.SUBSTANCE_CARE: tr("Substance-use care"),
            Referral.OWN_CHAPLAIN: tr("Chaplain of their own faith"),
            Referral.LEGAL: tr("Legal help"),
            Referral.FINANCIAL: tr("Help with money"),
            Referral.FAMILY_SERVICE: tr("Family service"),
            Referral.CRISIS_LINE: tr("Crisis line"),
        }[self]


class Capacity(StrEnum):
    """As what the helper acted: for reports only, never tied to a person. Stored by value."""

    CHAPLAIN = "chaplain"
    PEER = "peer"

    @property
    def label(self) -> str:
        """As what, for screens and sheets."""
        return tr("Chaplain") if self is Capacity.CHAPLAIN else tr("Peer supporter")


class LateReason(StrEnum):
    """Why an entry comes more than 45 days later; a list, so that nobody types a story. Stored by value."""

    AWAY = "away"
    PAPER = "paper"
    FORGOTTEN = "forgotten"
    MOVED = "moved"

    @property
    def label(self) -> str:
        """The reason as it is picked."""
        return {
            LateReason.AWAY: tr("I was not at a station since"),
            LateReason.PAPER: tr("It waited on paper"),
            LateReason.FORGOTTEN: tr("I forgot it"),
            LateReason.MOVED: tr("It comes from an older log"),
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What was done: everything of an entry but its day, so that it can be repeated and kept as a template."""

    category: str
    minutes: int
    part: DayPart
    recipients: RecipientClass = RecipientClass.NONE
    people: int = 0
    """How many people it was for. They are counted, never named."""
    first_contacts: int = 0
    """How many of them this helper met for the first time this year."""
    setting: Setting = Setting.STATION
    called_out: bool = False
    travel_minutes: int = 0
    miles: int = 0
    referrals: frozenset[Referral] = frozenset()
    safety_protocol: bool = False
    follow_up: bool = False
    """One is planned; when, stands in the helper's own private list or nowhere."""
    capacity: Capacity = Capacity.PEER


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry to be saved. `day` is any day of the month where only the month is kept."""

    day: date
    activity: Activity
    late: LateReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """A saved entry."""

    key: str
    """Names the entry within its sheet; random."""
    month: date
    """The first day of its month."""
    day: date | None
    """None in an agency of fewer than 10 staff, where a day could point to somebody: it was never stored."""
    logged_on: date | None
    """The day it was entered, without a time. None where the day itself is not kept, or it would tell the day."""
    activity: Activity
    late: LateReason | None = None
    imported: bool = False

    @property
    def as_new(self) -> NewEntry:
        """The same as it would be entered again."""
        return NewEntry(day=self.day or self.month, activity=self.activity, late=self.late)


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after this first day."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_before(month: date, count: int) -> date:
    """The first day of the month that lies `count` months before this first day."""
    whole = month.year * 12 + month.month - 1 - count
    return date(whole // 12, whole % 12 + 1, 1)
