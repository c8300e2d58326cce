"""Millbrook for the plans' tests: nine sworn, two dispatchers, a clerk, a chaplain, and neighbors who help."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

import wellness_desktop.accounts.records
import wellness_desktop.plans.records
import wellness_desktop.roster.records  # noqa: F401 - the tables must be known before a store is made
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.settings import Settings
from wellness_desktop.plans.bands import Band
from wellness_desktop.plans.merged import MergedPlan
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.service import Plans
from wellness_desktop.plans.templates import Templates, shipped_templates
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import PersonDetails, Phone
from wellness_desktop.roster.service import Roster
from wellness_desktop.store.keyfile import KeyFile, NewSlot
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.records import Base
from wellness_desktop.store.store import Store
from wellness_desktop.store.stretching import LOWEST

CHICAGO = ZoneInfo("America/Chicago")
NOON = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
KEY = bytes(range(32))
SETTINGS = Settings(agency_name="Millbrook Police Department", state="MN", time_zone="America/Chicago")

OURS = (
    ("Chief Alana Reyes", PersonRole.COMMAND),
    ("Sgt. Dana Whitfield", PersonRole.OFFICER),
    ("Sgt. Jørgen Østergård", PersonRole.OFFICER),
    ("Officer Kim O'Neil", PersonRole.OFFICER),
    ("Officer Marcus Bell", PersonRole.OFFICER),
    ("Officer Lena Fischer", PersonRole.OFFICER),
    ("Officer Tom Nguyễn", PersonRole.OFFICER),
    ("Officer Ruth Little Thunder", PersonRole.OFFICER),
    ("Officer Sam Ortega", PersonRole.OFFICER),
    ("Pat Lindqvist", PersonRole.DISPATCHER),
    ("Jo Carmichael", PersonRole.DISPATCHER),
    ("Maria Delgado", PersonRole.CIVILIAN),
    ("Rev. Thomas Oduya", PersonRole.CHAPLAIN),
    ("Walter Stone, retired", PersonRole.RETIREE),
)
THEIRS = (
    ("Lt. Grace Park", "Alder County Sheriff"),
    ("Sgt. Will Brandt", "Alder County Sheriff"),
    ("Cpl. Inez Romero", "Alder County Sheriff"),
    ("Dr. Hannah Weiss", "Alder County Peer Team"),
    ("Amos Field", "Alder County Peer Team"),
    ("Bea Larsen", "Alder County Peer Team"),
    ("Chief Paul Novak", "Harmon Police Department"),
    ("Sgt. Ida Moss", "Harmon Police Department"),
    ("Special Agent Ray Cole", "State Bureau of Investigation"),
    ("Special Agent Ana Ruiz", "State Bureau of Investigation"),
    ("Capt. Lou Perry", "State Patrol"),
    ("Noor Haddad", "Alder County Communications"),
    ("Ellen Frost", "Alder County Attorney"),
)
SEATS = {
    "R01": ("Chief Alana Reyes", "Sgt. Dana Whitfield", "Chief Paul Novak"),
    "R02": ("Sgt. Dana Whitfield", "Sgt. Jørgen Østergård", "Lt. Grace Park"),
    "R03": ("Dr. Hannah Weiss", "Officer Lena Fischer", "Amos Field"),
    "R04": ("Sgt. Jørgen Østergård", "Officer Ruth Little Thunder", "Sgt. Will Brandt"),
    "R05": ("Rev. Thomas Oduya", "Officer Kim O'Neil", "Bea Larsen"),
    "R06": ("Bea Larsen", "Officer Tom Nguyễn", "Cpl. Inez Romero"),
    "R07": ("Officer Kim O'Neil", "Officer Marcus Bell", "Sgt. Ida Moss"),
    "R08": ("Officer Marcus Bell", "Officer Sam Ortega", "Sgt. Will Brandt"),
    "R09": ("Chief Alana Reyes", "Maria Delgado", "Capt. Lou Perry"),
    "R10": ("Maria Delgado", "Jo Carmichael", "Ellen Frost"),
    "R11": ("Officer Ruth Little Thunder", "Officer Lena Fischer", "Capt. Lou Perry"),
    "R12": ("Special Agent Ray Cole", "Officer Sam Ortega", "Special Agent Ana Ruiz"),
    "R13": ("Officer Lena Fischer", "Officer Tom Nguyễn", "Amos Field"),
    "R14": ("Pat Lindqvist", "Jo Carmichael", "Noor Haddad"),
    "R15": ("Sgt. Dana Whitfield", "Officer Sam Ortega", "Chief Paul Novak"),
    "R16": ("Maria Delgado", "Jo Carmichael", "Noor Haddad"),
    "R17": ("Chief Alana Reyes", "Officer Ruth Little Thunder", "Lt. Grace Park"),
    "R18": ("Ellen Frost", "Maria Delgado", "Lt. Grace Park"),
    "R19": ("Officer Tom Nguyễn", "Officer Marcus Bell", "Noor Haddad"),
    "R20": ("Capt. Lou Perry", "Officer Sam Ortega", "Sgt. Ida Moss"),
}
WORDS = {
    "town": "Millbrook, Minnesota",
    "sworn": "9",
    "staffing": "Nine sworn, two dispatchers by day, one clerk. Two officers from 18:00 to 06:00, one after 02:00 on "
    "weekdays. Dispatch goes to the county at night.",
    "distances": "County hospital 18 minutes. Harmon Police 12 minutes. The north bottoms flood in spring.",
    "languages": "English, Spanish (Delgado, Ortega), some Hmong (church office).",
    "radio_gaps": "Below the dam and in the school basement.",
    "binder_places": "Station desk, car 1, chief's home.",
    "values_statement": "We serve everyone in Millbrook, on their best day and their worst. We treat people as we "
    "would want our own family treated. We owe each other the truth and a safe way home. We say what we know when we "
    "know it. When we are wrong we say so, and we mend it.",
    "values_line": "We tell the truth, and we take care of one another.",
    "relations": "Good with most. Some families remember the 2019 search on Mill Street. The school fair helps.",
    "challenges": "Opioids, the plant closing, few doctors.",
    "strengths": "Three churches that work together, the volunteer fire company, the food pantry.",
    "media": "Alder County Courier; the town's own page.",
    "public_line": "(507) 555-0100",
    "update_page": "the town's own page",
    "cover_agreement": "Alder County Sheriff, signed 2025, in the chief's safe.",
    "cover_ends": "2028-06-30",
    "quiet_room": "Parish house, Second Street; key with Rev. Oduya.",
    "family_room": "Library meeting room.",
    "second_dispatch": "Alder County Communications.",
    "budget_line": "Public safety contingency.",
    "spending_limit": "Chief up to 5,000 dollars; sergeant up to 500.",
    "card_holders": "Chief Reyes, Maria Delgado.",
    "inclusion": "Women on nights, tribal members, staff with family abroad.",
    "pay_rule": "Until the end of the pay period, then unused leave; the clerk tells the family.",
    "official_fund": "First Bank of Millbrook, memorial account.",
    "honors_policy": "Policy 12, in the chief's safe.",
    "inquiry_agreement": "State Bureau of Investigation, 2024, in the chief's safe.",
    "force_policy": "Policy 3",
    "release_policy": "Names after 48 hours, video after the prosecutor agrees",
    "cp03_alone": "The one Black officer of the county peer team; the officer's family. Amos Field asks.",
}
OFFICES = {
    "dispatch_line": ("Alder County Communications", "507-555-0111"),
    "hospital": ("Alder County Hospital, emergency desk", "507-555-0112"),
    "trauma_center": ("Saint Luke's, Rochester; air ambulance", "507-555-0113"),
    "nearest_agency": ("Alder County Sheriff, desk", "507-555-0114"),
    "coroner": ("Alder County Coroner", "507-555-0115"),
    "outside_investigator": ("State Bureau of Investigation, duty desk", "507-555-0116"),
    "prosecutor": ("Alder County Attorney, on call", "507-555-0117"),
    "emergency_manager": ("Alder County Emergency Management", "507-555-0118"),
    "elected_official": ("Mayor June Castillo", "507-555-0119"),
    "counsel": ("Frost & Hale, town counsel", "507-555-0120"),
    "labor": ("Local 88 steward", "507-555-0121"),
    "records_contact": ("Town clerk", "507-555-0122"),
    "workers_comp": ("League insurance claims desk", "507-555-0123"),
    "partner_faith": ("Pastor Ruth Amdahl", "507-555-0124"),
    "partner_school": ("Principal Dev Patel", "507-555-0125"),
    "partner_business": ("Lars Holt, feed store", "507-555-0126"),
    "partner_youth": ("Coach Mia Torres", "507-555-0127"),
    "partner_neighbors": ("Elder Joseph Redwing", "507-555-0128"),
    "funeral_director": ("Hansen Funeral Home", "507-555-0129"),
    "honor_guard": ("State Patrol honor guard", "507-555-0130"),
    "state_group": ("State fallen officers' group", "507-555-0131"),
    "union_lodge": ("FOP Lodge 14", "507-555-0132"),
    "ems": ("Millbrook Ambulance", "507-555-0133"),
    "editor": ("Carol Benson, Courier", "507-555-0134"),
}


@dataclass
class Agency:
    """What `app/` would build at sign-in, and people to sign in as."""

    store: Store
    keyring: Keyring
    clock: FixedClock
    folder: Path
    account_id: UUID

    def actor(self, *roles: Role) -> Actor:
        return Actor(self.account_id, "Alana Reyes", frozenset(roles))

    def roster(self, *roles: Role) -> Roster:
        actor = self.actor(*(roles or (Role.COORDINATOR, Role.PLANNER)))
        board = self.folder / "board.json"
        return Roster(self.store, actor, self.keyring, self.clock, Audit(self.clock), CHICAGO, board)

    def plans(
        self, *roles: Role, settings: Settings = SETTINGS, templates: Callable[[], Templates] = shipped_templates
    ) -> Plans:
        """The plans as somebody with these roles sees them; the planner when none are given."""
        roles = roles or (Role.PLANNER,)
        return Plans(
            self.store,
            self.actor(*roles),
            self.keyring,
            self.clock,
            Audit(self.clock),
            CHICAGO,
            self.roster(*roles),
            settings,
            templates,
        )

    def id_of(self, name: str) -> UUID:
        """The roster id of the person called so."""
        return next(person.id for person in self.roster().people() if person.name == name)


@pytest.fixture(scope="session")
def a_keyring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    slot = NewSlot(uuid4(), "Alana Reyes", "gravel lantern otter picnic")
    _, keyring, _ = KeyFile.create(tmp_path_factory.mktemp("keys") / "station.keys", slot, LOWEST)
    return keyring


@pytest.fixture(scope="session")
def empty_station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its tables and nothing in it, made once and copied for each test."""
    path = tmp_path_factory.mktemp("empty") / "station.db"
    store = Store.create(path, KEY, FixedClock(NOON))
    with store.work() as session:
        Base.metadata.create_all(session.connection())
    store.close()
    return path


@pytest.fixture(scope="session")
def millbrook_station(tmp_path_factory: pytest.TempPathFactory, empty_station: Path, a_keyring: Keyring) -> Path:
    """Millbrook with its roster, facts and seats, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("millbrook")
    with _opened(empty_station, folder, a_keyring) as agency:
        _fill(agency)
    return folder / "station.db"


class _opened:  # noqa: N801 - reads as a verb where it is used
    """A copy of a station file, opened; closed at the end."""

    def __init__(self, source: Path, folder: Path, keyring: Keyring) -> None:
        folder.mkdir(exist_ok=True)
        self._path = folder / "station.db"
        shutil.copyfile(source, self._path)
        self._keyring = keyring

    def __enter__(self) -> Agency:
        clock = FixedClock(NOON)
        self._store = Store.open(self._path, KEY, clock)
        return Agency(self._store, self._keyring, clock, self._path.parent, uuid4())

    def __exit__(self, *_: object) -> None:
        self._store.close()


@pytest.fixture(scope="session")
def millbrook_plans(
    tmp_path_factory: pytest.TempPathFactory, millbrook_station: Path, a_keyring: Keyring
) -> dict[str, MergedPlan]:
    """Millbrook's plans, filled in; frozen, so that tests can share them."""
    with _opened(millbrook_station, tmp_path_factory.mktemp("merged"), a_keyring) as agency:
        plans = agency.plans()
        return {line.id: plans.merged(line.id) for line in plans.plans()}


@pytest.fixture
def agency(tmp_path: Path, empty_station: Path, a_keyring: Keyring) -> Iterator[Agency]:
    """An agency that has entered nothing yet."""
    with _opened(empty_station, tmp_path / "empty", a_keyring) as agency:
        yield agency


@pytest.fixture
def millbrook(tmp_path: Path, millbrook_station: Path, a_keyring: Keyring) -> Iterator[Agency]:
    """Millbrook, nearly complete."""
    with _opened(millbrook_station, tmp_path / "millbrook", a_keyring) as agency:
        yield agency


def _fill(agency: Agency) -> None:
    roster = agency.roster()
    phone = iter(range(100, 200))

    def numbers() -> tuple[Phone, ...]:
        return tuple(
            Phone(typed=f"612-555-0{next(phone)}", label=label, checked_on=date(2026, 11, 1), checked_by="Reyes")
            for label in ("Mobile", "Home")
        )

    ids = {
        name: roster.add(PersonDetails(name=name, roles=frozenset({role}), phones=numbers())).value.id
        for name, role in OURS
    }
    for name, other in THEIRS:
        details = PersonDetails(
            name=name, agency=other, own_agency=False, roles=frozenset({PersonRole.MUTUAL_AID}), phones=numbers()
        )
        ids[name] = roster.add(details).value.id
    plans = agency.plans()
    for role, names in SEATS.items():
        for place, name in zip(Place, names, strict=True):
            plans.assign_role(role, place, ids[name])
    for field, words in WORDS.items():
        plans.set_fact(field, words)
    for field, (name, number) in OFFICES.items():
        plans.set_fact(field, name, numbers=[number])
    plans.set_fact("clinician", person=ids["Dr. Hannah Weiss"])
    plans.set_fact("inclusion_lead", person=ids["Amos Field"])
    plans.set_fact("leader_care", person=ids["Chief Paul Novak"])
    for plan in ("CP-01", "CP-03"):
        for name, band in (
            ("Kim O'Neil", Band.LINE),
            ("Dana Whitfield", Band.SUPERVISOR),
            ("Pat Lindqvist", Band.DISPATCH_CIVILIAN),
            ("Joseph Redwing", Band.OUTSIDE),
        ):
            plans.add_contributor(plan, name, band)
