"""What the program knows about critical-incident support, as values. Read from resources/protocols.

Nothing here is a rule by itself: windows.py, availability.py and followups.py apply these values.
An agency may change them (local_rules.py); a value of status "memory" is only ever shown with
"check locally" (DESIGN, first page).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.state_law import LawDates, StateRecords, WrittenRecord


class Kind(StrEnum):
    """The kinds of support. The word "debrief" never stands for any of them alone (DB-01)."""

    DEMOBILIZATION = "demobilization"
    BRIEFING = "crisis_management_briefing"
    DEFUSING = "defusing"
    GROUP_DEBRIEFING = "group_debriefing"
    ONE_ON_ONE = "individual_peer"
    WITH_CLINICIAN = "post_shooting_individual"
    FAMILY_SUPPORT = "family_support"
    FOLLOW_UP = "follow_up"
    REFERRAL = "clinical_referral"


class Anchor(StrEnum):
    """The moments from which windows are counted."""

    INCIDENT_END = "incident_end"
    """The last person was released from the scene."""
    RELEASED = "release_from_duty"
    """One person's own release."""
    USE_OF_FORCE = "use_of_force"
    ASKED = "request_by_officer"
    DEATH_TOLD = "notification_of_death"
    FUNERAL_END = "funeral_end"


PERSONAL = frozenset({Anchor.RELEASED, Anchor.ASKED})
"""Anchors that each person has for themselves."""


class Status(StrEnum):
    """How sure a value is."""

    SOURCE = "source"
    SECONDARY = "secondary"
    DERIVED = "derived"
    DESIGN = "design"
    MEMORY = "memory"

    @property
    def check_locally(self) -> bool:
        """Whether the value is only a starting point that the agency must confirm."""
        return self is Status.MEMORY

    @property
    def words(self) -> str:
        """How sure it is, in a sentence beside the source."""
        return {
            Status.SOURCE: tr("Read in the source itself."),
            Status.SECONDARY: tr("Read as quoted in another document."),
            Status.DERIVED: tr("Worked out from what the source says."),
            Status.DESIGN: tr("A choice of this program, not of an outside body."),
            Status.MEMORY: tr("Check locally: a starting value that nobody has read in its source."),
        }[self]


class Clinician(StrEnum):
    """What part a licensed clinician has in a kind of support."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    ON_CALL = "on_call"
    CONSULTED = "consulted"
    AVAILABLE = "available"
    RECEIVES = "receives"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from, in a form that can be printed."""

    key: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Intervention:
    """One kind of support: its size, length and team."""

    kind: Kind
    label: str
    short: str
    """One word for a narrow column, never on its own in a sentence."""
    about: str
    clinician: Clinician
    group: bool
    group_min: int
    group_max: int | None
    """None where no limit is stated."""
    minutes: int
    """The usual length."""
    minutes_min: int
    minutes_max: int
    leaders: int
    """How many lead it, the clinician among them."""
    numbers: Status
    source: Source
    like_exposure: bool = False
    """Only people who met the event in the same way belong together (section 4, homogeneity)."""
    after_operations: bool = False
    """Waits until the scene is released (COI-9)."""

    @property
    def name(self) -> str:
        """The name on screen and paper."""
        return tr(self.label)


@dataclass(frozen=True, slots=True)
class Window:
    """When one kind of support is useful, in elapsed hours from an anchor (DB-14)."""

    kind: Kind
    anchor: Anchor
    open_h: float
    target_h: float
    close_h: float | None
    """None where no end is stated."""
    source: Source
    status: Status
    note: str = ""
    after_main_sleep: bool = False
    """People sleep once before it."""
    state: str = ""
    """Set for a statute: the state whose law it is. All other windows are guidance."""
    label: str = ""
    """What a statute asks for, in place of the kind's name."""


@dataclass(frozen=True, slots=True)
class Law:
    """Something that the law of a state asks for, without a clock of its own. Counsel confirms it."""

    state: str
    about: str
    source: Source
    status: Status
    force: bool = False
    """Only where deadly force was used."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A set of windows that an agency chooses once."""

    id: str
    label: str
    about: str
    windows: tuple[Window, ...]
    without: frozenset[Kind] = frozenset()
    """Kinds that this profile does not offer as a routine."""
    for_events: bool = False
    """For single events; an agency does not choose it for all of them."""

    @property
    def name(self) -> str:
        """The name on screen and paper."""
        return tr(self.label)


class Offer(StrEnum):
    """Whether the program proposes support at once or asks the supervisor first."""

    ALWAYS = "always"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A kind of event."""

    id: str
    label: str
    offer: Offer
    plan: str
    """The crisis plan that belongs to it, such as CP-03."""
    force: bool = False
    """Deadly force was used; the windows that count from it apply."""
    may_force: bool = False
    """Deadly force may have been used; the windows apply once its moment is entered."""
    profile: str = ""
    """The profile that takes the place of the agency's own for this kind of event."""
    also: str = ""
    """Other words of the field by which it is found when typed, such as OIS."""
    asks_hurt: bool = False
    """Somebody of our own may have died or been hurt, so the form asks who (COI-4)."""

    @property
    def name(self) -> str:
        """The name on screen. It never leaves the building: calendars and invitations do not carry it."""
        return tr(self.label)


@dataclass(frozen=True, slots=True)
class FollowUpPoint:
    """One check-in of the plan for the year after an incident."""

    id: str
    label: str
    offset_days: float | None
    """From the end of the incident, or from its anniversary; None for a date that a person sets by hand."""
    grace_days: float
    about: str
    default_on: bool
    status: Status
    applies_to: frozenset[str] = frozenset()
    """Triggers it is for; empty for all."""
    years: int = 0
    """1 to count from the first anniversary, by the calendar."""

    @property
    def name(self) -> str:
        """The neutral name on screen and paper."""
        return tr(self.label)


class AttendanceValue(StrEnum):
    """The only things that may be kept about somebody's coming. There is no reason field."""

    INFORMATION_PART = "attended_information_part"
    PRESENT = "present"
    EXCUSED = "excused"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """The value as the coordinator picks it."""
        return {
            AttendanceValue.INFORMATION_PART: tr("Came to the information part"),
            AttendanceValue.PRESENT: tr("Present"),
            AttendanceValue.EXCUSED: tr("Excused"),
            AttendanceValue.DECLINED: tr("Declined"),
        }[self]


@dataclass(frozen=True, slots=True)
class AttendancePolicy:
    """What an agency decided about attendance. Speaking is never part of it (DB-03)."""

    id: str
    label: str
    invitation: str
    """The sentences that the invitation carries."""
    values: tuple[AttendanceValue, ...]
    """What may be stored; empty stores nothing."""
    needs_citation: bool

    @property
    def name(self) -> str:
        """The name on screen and paper."""
        return tr(self.label)


@dataclass(frozen=True, slots=True)
class Engine:
    """The scheduler's values (section 13 of the protocols; DESIGN 6.4 sets the rest after nights)."""

    rest_after_night_h: float
    rest_after_shift_h: float
    stay_on_h: float
    """How long after a day or evening shift people can still stay on for a session."""
    buffer_before_shift_h: float
    main_sleep_h: float
    quiet_from: time
    quiet_until: time
    notice_h: float
    """How long people need to be told of a planned session; support on the same shift needs none."""
    start_every_minutes: int
    most_sessions: int
    choices: int
    people_per_leader: int
    target_step_h: float
    """Starts this close to each other count as equally near the target, so that comfort decides."""


@dataclass(frozen=True, slots=True)
class Protocols:
    """Everything in resources/protocols except the shift patterns."""

    checked_on: date
    review_by: date
    interventions: Mapping[Kind, Intervention]
    profiles: Mapping[str, Profile]
    default_profile: str
    event_windows: Mapping[str, tuple[Window, ...]]
    """Windows that count from another moment after some kinds of event, by the kind of event."""
    statutes: tuple[Window, ...]
    laws: tuple[Law, ...]
    triggers: Mapping[str, Trigger]
    followups: tuple[FollowUpPoint, ...]
    policies: Mapping[str, AttendancePolicy]
    default_policy: str
    engine: Engine
    limits: Mapping[str, str]
    """The limits of confidentiality by their stored key; all together are read aloud until counsel confirmed some."""
    states: Mapping[str, StateRecords]
    law_dates: LawDates
    """Of what is written about the states."""

    def profile(self, profile_id: str) -> Profile:
        """The profile called so, or the program's own when there is none of that name."""
        return self.profiles.get(profile_id) or self.profiles[self.default_profile]

    def profile_for(self, trigger: Trigger, usual: str) -> str:
        """The profile that a new incident starts with: that of its kind of event, or else the agency's usual one.

        An agency that offers a kind of support to nobody as a routine is not given it by the kind of event.
        """
        if not trigger.profile:
            return usual
        named = {window.kind for window in self.profile(trigger.profile).windows}
        return usual if named & self.profile(usual).without else trigger.profile

    def windows(
        self, profile_id: str, trigger: Trigger, state: str = "", *, usual: str = "", force: bool = False
    ) -> tuple[Window, ...]:
        """One guidance window for each kind, then the statutes of `state`.

        The incident's own profile comes before the agency's `usual` one, that before the program's. Windows that
        count from the use of force are left out of events without it; `force` says that there was some, whatever
        the kind of event.
        """
        chosen: dict[Kind, Window] = {window.kind: window for window in self.event_windows.get(trigger.id, ())}
        for profile in (self.profile(name) for name in (profile_id, usual, self.default_profile) if name):
            for window in profile.windows:
                chosen.setdefault(window.kind, window)
        without = self.profile(profile_id).without
        laws = [window for window in self.statutes if window.state == state]
        guidance = [chosen[kind] for kind in self.interventions if kind in chosen and kind not in without]
        used = force or trigger.force
        return tuple(window for window in guidance + laws if used or window.anchor is not Anchor.USE_OF_FORCE)

    def laws_of(self, state: str) -> list[Law]:
        """What the law of a state asks for around a hard event. Empty where nothing was seen, which is not "no"."""
        return [law for law in self.laws if law.state == state]

    def notes_allowed(self, state: str) -> bool:
        """Whether a logistics note may be kept at all in this state (section 9 of the protocols)."""
        rules = self.states.get(state)
        return rules is None or rules.written_record is not WrittenRecord.NONE
