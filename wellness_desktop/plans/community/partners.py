"""Our partners in town as plain values, and the rules about them (crisis_plans.md A.1, G.2, J, L)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key

CALL_EVERY = timedelta(days=180)
"""A partner we have not spoken with for longer is due (CP-T10: on day 181)."""
BEFORE_AN_END = timedelta(days=60)
"""Agreements are looked at this long before they end."""
FIRST_CALLS = 5
"""How many partners a plan calls first."""


class PartnerKind(StrEnum):
    """The kinds of partner to cover over time, in the order of crisis_plans.md J."""

    FAITH = "faith"
    SCHOOL = "school"
    BUSINESS = "business"
    FARMS = "farms"
    YOUTH = "youth"
    SENIORS = "seniors"
    DISABILITY = "disability"
    TRIBE = "tribe"
    IMMIGRANTS = "immigrants"
    HOSPITAL = "hospital"
    HOSPICE = "hospice"
    FUNERAL = "funeral"
    MEDIA = "media"
    UNION = "union"
    FIRE = "fire"
    EMS = "ems"
    AGENCIES = "agencies"
    PROSECUTOR = "prosecutor"
    VICTIMS = "victims"
    CRISIS_CENTER = "crisis_center"
    RADIO = "radio"
    VETERANS = "veterans"

    @property
    def label(self) -> str:
        """The kind in words."""
        return {
            PartnerKind.FAITH: tr("Faith"),
            PartnerKind.SCHOOL: tr("Schools"),
            PartnerKind.BUSINESS: tr("Business"),
            PartnerKind.FARMS: tr("Farms"),
            PartnerKind.YOUTH: tr("Youth"),
            PartnerKind.SENIORS: tr("Seniors"),
            PartnerKind.DISABILITY: tr("People with disabilities"),
            PartnerKind.TRIBE: tr("Tribe"),
            PartnerKind.IMMIGRANTS: tr("Immigrant groups"),
            PartnerKind.HOSPITAL: tr("Hospital"),
            PartnerKind.HOSPICE: tr("Hospice"),
            PartnerKind.FUNERAL: tr("Funeral director"),
            PartnerKind.MEDIA: tr("Media"),
            PartnerKind.UNION: tr("Union"),
            PartnerKind.FIRE: tr("Fire"),
            PartnerKind.EMS: tr("Ambulance"),
            PartnerKind.AGENCIES: tr("Neighbor agencies"),
            PartnerKind.PROSECUTOR: tr("Prosecutor"),
            PartnerKind.VICTIMS: tr("Victim services"),
            PartnerKind.CRISIS_CENTER: tr("Crisis center"),
            PartnerKind.RADIO: tr("Amateur radio"),
            PartnerKind.VETERANS: tr("Veterans"),
        }[self]


KINDS_OF_FIELD: Mapping[str, tuple[PartnerKind, ...]] = {
    "partner_faith": (PartnerKind.FAITH,),
    "partner_school": (PartnerKind.SCHOOL,),
    "school_counselor": (PartnerKind.SCHOOL,),
    "partner_business": (PartnerKind.BUSINESS,),
    "fuel_supplier": (PartnerKind.BUSINESS,),
    "partner_youth": (PartnerKind.YOUTH,),
    "partner_neighbors": (PartnerKind.TRIBE, PartnerKind.IMMIGRANTS),
    "rights_group": (PartnerKind.TRIBE, PartnerKind.IMMIGRANTS),
    "hospital": (PartnerKind.HOSPITAL,),
    "hospice": (PartnerKind.HOSPICE,),
    "funeral_director": (PartnerKind.FUNERAL,),
    "editor": (PartnerKind.MEDIA,),
    "union_lodge": (PartnerKind.UNION,),
    "fire_company": (PartnerKind.FIRE,),
    "ems": (PartnerKind.EMS,),
    "nearest_agency": (PartnerKind.AGENCIES,),
    "prosecutor": (PartnerKind.PROSECUTOR,),
    "crisis_center": (PartnerKind.CRISIS_CENTER,),
    "radio_club": (PartnerKind.RADIO,),
}
"""Which kinds of partner may stand behind a field of section S17 (crisis_plans.md G.2)."""


@dataclass(frozen=True, slots=True)
class PartnerDetails:
    """What is typed about a partner."""

    name: str = ""
    """Empty for one who is on the roster: the name is the roster's."""
    person: UUID | None = None
    numbers: tuple[str, ...] = ()
    group: str = ""
    kinds: tuple[PartnerKind, ...] = ()
    speaks_for: str = ""
    languages: str = ""
    knows_what: str = ""
    knows_whom: str = ""
    trusted_by: str = ""
    hours: str = ""
    backup: str = ""
    agreed_on: date | None = None
    agreement: str = ""
    agreement_ends: date | None = None
    promised: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner as plans print it: name and numbers are the roster's where it stands there."""

    id: UUID
    name: str
    numbers: tuple[str, ...]
    details: PartnerDetails
    gone: bool = False
    """Was on the roster, and is not any more: choose again."""
    stale: bool = False
    """The first number is due to be checked."""

    @property
    def who(self) -> str:
        """Name and group in one."""
        group = self.details.group
        return tr("{name}, {group}", name=self.name, group=group) if group and self.name else self.name or group

    @property
    def kind_words(self) -> str:
        """Its kinds, in the order of the list."""
        return ", ".join(kind.label for kind in PartnerKind if kind in self.details.kinds)


@dataclass(frozen=True, slots=True)
class Talk:
    """One time we spoke."""

    id: UUID
    partner: UUID
    day: date
    met: bool
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner with what became of it."""

    line: PartnerLine
    version: int
    last_contact: date | None = None
    last_meeting: date | None = None

    @property
    def id(self) -> UUID:
        """The partner's id."""
        return self.line.id

    def is_due(self, today: date) -> bool:
        """Not spoken with for more than 180 days, or never (CP-T10)."""
        return self.last_contact is None or today - self.last_contact > CALL_EVERY

    def agreement_due(self, today: date) -> bool:
        """Its agreement ends within 60 days, or has ended."""
        ends = self.line.details.agreement_ends
        return ends is not None and ends - today <= BEFORE_AN_END


@dataclass(frozen=True, slots=True)
class AgreementEnd:
    """An agreement that ends soon, or has ended."""

    what: str
    ends: date
    partner: UUID | None = None
    """None for a date among the facts; `field` is then where it stands."""
    field: str = ""


@dataclass(frozen=True, slots=True)
class DueList:
    """What the register asks for today."""

    not_contacted: tuple[Partner, ...]
    """The longest silence first."""
    agreements: tuple[AgreementEnd, ...]
    no_leader: str = ""
    """The quarter, in words, in which no leader was seen; empty when there is nothing to say."""


def by_silence(partners: Iterable[Partner], today: date) -> tuple[Partner, ...]:
    """Those who are due, the longest silence first."""
    due = (one for one in partners if one.is_due(today))
    return tuple(sorted(due, key=lambda one: (one.last_contact or date.min, name_key(one.line.who))))


def kinds_missing(partners: Iterable[PartnerLine]) -> tuple[PartnerKind, ...]:
    """Kinds that no partner stands for yet."""
    covered = {kind for one in partners for kind in one.details.kinds}
    return tuple(kind for kind in PartnerKind if kind not in covered)


def proposed(fields: Sequence[tuple[str, UUID | None]], partners: Sequence[PartnerLine]) -> tuple[PartnerLine, ...]:
    """The five to call first, out of the plan's own list of offices (crisis_plans.md G.2).

    `fields` are the ids of that list with the roster person entered there, in their order. A field is answered by
    the partner who is that very person, or by one of its kind; each partner stands once. Pure.
    """
    found: dict[UUID, PartnerLine] = {}
    for field, person in fields:
        same = [one for one in partners if person is not None and one.details.person == person]
        kinds = KINDS_OF_FIELD.get(field, ())
        alike = [one for kind in kinds for one in partners if kind in one.details.kinds]
        fits = next((one for one in (*same, *alike) if one.id not in found and not one.gone), None)
        if fits is not None:
            found[fits.id] = fits
    return tuple(found.values())[:FIRST_CALLS]
