"""The words of the roster: what people are, how a number was checked, what stands in a calendar."""

from enum import StrEnum

from wellness_desktop.base.language import tr


class PersonRole(StrEnum):
    """What somebody is to the people of this agency. One person may be several. Stored by value.

    The order is the order of groups on paper: who listens first, who works here last.
    """

    PEER = "peer"
    CHAPLAIN = "chaplain"
    CLINICIAN = "clinician"
    EAP = "eap"
    TREATMENT_CENTER = "treatment_center"
    FAMILY_LIAISON = "family_liaison"
    COMMAND = "command"
    OFFICER = "officer"
    DETECTIVE = "detective"
    DISPATCHER = "dispatcher"
    CORRECTIONS = "corrections"
    CIVILIAN = "civilian"
    MUTUAL_AID = "mutual_aid"
    RETIREE = "retiree"
    FAMILY = "family"
    COMMUNITY_PARTNER = "community_partner"
    VENDOR = "vendor"
    OTHER = "other"

    @property
    def label(self) -> str:
        """One such person."""
        return _role_labels()[self][0]

    @property
    def group(self) -> str:
        """Several of them, as a heading."""
        return _role_labels()[self][1]


HELPERS = frozenset({PersonRole.PEER, PersonRole.CHAPLAIN, PersonRole.CLINICIAN})
"""Who may lead a support session or be on call for one."""


STAFF_ROLES = frozenset(
    {
        PersonRole.COMMAND,
        PersonRole.OFFICER,
        PersonRole.DETECTIVE,
        PersonRole.DISPATCHER,
        PersonRole.CORRECTIONS,
        PersonRole.CIVILIAN,
    }
)
"""Who works here, whatever else they are."""


class Standing(StrEnum):
    """Whether a person is asked. Why somebody pauses is never written down (provider_vetting.md 8)."""

    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"

    @property
    def label(self) -> str:
        return {
            Standing.ACTIVE: tr("Active"),
            Standing.PAUSED: tr("Taking a break"),
            Standing.LEFT: tr("Left"),
        }[self]


class CheckedHow(StrEnum):
    """How we know that a number is right."""

    CALLED = "called"
    IN_PERSON = "in_person"
    WRITTEN = "written"

    @property
    def label(self) -> str:
        return {
            CheckedHow.CALLED: tr("Called, and the right person answered"),
            CheckedHow.IN_PERSON: tr("Asked in person"),
            CheckedHow.WRITTEN: tr("Read in a letter, card or website"),
        }[self]


class CalendarKind(StrEnum):
    """What differs from a person's shift pattern. Never a reason: "leave" is all that is kept."""

    LEAVE = "leave"
    COURT = "court"
    TRAINING = "training"
    EXTRA_DUTY = "extra_duty"
    """Works although the pattern says off: a shift taken over or traded in."""
    OVERTIME = "overtime"
    CALL_OUT = "call_out"
    """Called in from home, and at work."""
    ON_CALL = "on_call"
    """On call from home: neither at work nor at rest (section 13)."""
    SHIFT_FREE = "shift_free"
    """Does not work although the pattern says so: a shift traded away."""
    LISTED = "listed"
    """A shift set for its day, by hand or from an imported list; it replaces the pattern's."""
    LISTED_OFF = "listed_off"
    """Days set free in the same way."""

    @property
    def label(self) -> str:
        return {
            CalendarKind.LEAVE: tr("On leave"),
            CalendarKind.COURT: tr("In court"),
            CalendarKind.TRAINING: tr("In training"),
            CalendarKind.EXTRA_DUTY: tr("Extra shift"),
            CalendarKind.OVERTIME: tr("Overtime"),
            CalendarKind.CALL_OUT: tr("Called out"),
            CalendarKind.ON_CALL: tr("On call from home"),
            CalendarKind.SHIFT_FREE: tr("Shift traded away"),
            CalendarKind.LISTED: tr("Shift set for the day"),
            CalendarKind.LISTED_OFF: tr("Set free for the day"),
        }[self]


TYPED_KINDS = tuple(kind for kind in CalendarKind if kind not in (CalendarKind.LISTED, CalendarKind.LISTED_OFF))
"""What people note by name; the others are set in the month picture or come with an imported list."""


class RelationKind(StrEnum):
    """How a helper is tied to somebody (debrief_protocols.md 7). Entered by the helper alone, and sealed."""

    SPOUSE = "spouse"
    PARTNER = "partner"
    FORMER_PARTNER = "former_partner"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    IN_LAW = "in_law"
    CLOSE_FRIEND = "close_friend"
    GODPARENT = "godparent"
    BUSINESS = "business"

    @property
    def label(self) -> str:
        return {
            RelationKind.SPOUSE: tr("Spouse"),
            RelationKind.PARTNER: tr("Partner"),
            RelationKind.FORMER_PARTNER: tr("Former partner"),
            RelationKind.PARENT: tr("Parent"),
            RelationKind.CHILD: tr("Child"),
            RelationKind.SIBLING: tr("Brother or sister"),
            RelationKind.IN_LAW: tr("In-law"),
            RelationKind.CLOSE_FRIEND: tr("Close friend"),
            RelationKind.GODPARENT: tr("Godparent"),
            RelationKind.BUSINESS: tr("Shared business"),
        }[self]


def phone_labels() -> list[str]:
    """Labels offered for a number; others may be typed."""
    return [tr("Mobile"), tr("Work"), tr("Home"), tr("Desk"), tr("Dispatch"), tr("After hours")]


def _role_labels() -> dict[PersonRole, tuple[str, str]]:
    return {
        PersonRole.PEER: (tr("Peer supporter"), tr("Peer supporters")),
        PersonRole.CHAPLAIN: (tr("Chaplain"), tr("Chaplains")),
        PersonRole.CLINICIAN: (tr("Clinician"), tr("Clinicians")),
        PersonRole.EAP: (tr("EAP"), tr("Employee assistance (EAP)")),
        PersonRole.TREATMENT_CENTER: (tr("Treatment center"), tr("Treatment centers")),
        PersonRole.FAMILY_LIAISON: (tr("Family liaison"), tr("Family liaisons")),
        PersonRole.COMMAND: (tr("Command"), tr("Command")),
        PersonRole.OFFICER: (tr("Officer or deputy"), tr("Officers and deputies")),
        PersonRole.DETECTIVE: (tr("Detective"), tr("Detectives")),
        PersonRole.DISPATCHER: (tr("Dispatcher"), tr("Dispatchers")),
        PersonRole.CORRECTIONS: (tr("Jail staff"), tr("Jail staff")),
        PersonRole.CIVILIAN: (tr("Civilian staff"), tr("Civilian staff")),
        PersonRole.MUTUAL_AID: (tr("Mutual aid"), tr("Mutual aid")),
        PersonRole.RETIREE: (tr("Retiree"), tr("Retirees")),
        PersonRole.FAMILY: (tr("Family member"), tr("Family members")),
        PersonRole.COMMUNITY_PARTNER: (tr("Community partner"), tr("Community partners")),
        PersonRole.VENDOR: (tr("Vendor"), tr("Vendors")),
        PersonRole.OTHER: (tr("Other contact"), tr("Other contacts")),
    }
