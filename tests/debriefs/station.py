"""Millbrook's cousin for tests: a small agency on Pitman shifts, with a coordinator, a sergeant and a helper."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.accounts.records import AuditRecord
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs import records as _tables  # noqa: F401 - so that the store knows them
from wellness_desktop.debriefs.incident_values import Incident, NewExposure, Report
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import Person, PersonDetails
from wellness_desktop.roster.service import Roster
from wellness_desktop.store.keyfile import KeyFile, NewSlot
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.records import Base
from wellness_desktop.store.store import Store
from wellness_desktop.store.stretching import LOWEST

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 11, 6, 30, tzinfo=UTC)
"""Wednesday, Nov 11, 2026, half past midnight at the station."""
ENDED = datetime(2026, 11, 11, 5, 50, tzinfo=UTC)
"""Ten minutes to midnight: when the incident of these tests ended."""
CYCLE = date(2026, 1, 5)

ACCOUNTS = {
    "Dana Whitfield": (UUID(int=0xC0), "four quiet words on paper"),
    "Sam Ortega": (UUID(int=0x5E), "a sergeant keeps the long watch"),
    "Lee Park": (UUID(int=0xBE), "a river under seven bridges"),
}
COORDINATOR, SERGEANT, HELPER = ACCOUNTS
OFFICERS = {
    "Ana Ruiz": "A days",
    "Ben Cole": "A days",
    "Cy Doyle": "B days",
    "Di Lang": "C nights",
    "Ed Moss": "D nights",
}


@dataclass
class Station:
    """What `app/` would build at sign-in, for whoever signs in."""

    folder: Path
    store: Store
    rings: dict[str, Keyring]
    clock: FixedClock

    def roster(self, name: str = COORDINATOR, *roles: Role) -> Roster:
        return Roster(
            self.store,
            self.actor(name, *roles),
            self.rings[name],
            self.clock,
            Audit(self.clock),
            ZONE,
            self.folder / "board.json",
        )

    def debriefs(self, name: str = COORDINATOR, *roles: Role, settings: Settings | None = None) -> Debriefs:
        """The room as somebody sees it: coordinator, sergeant or helper unless other roles are given."""
        return Debriefs(
            self.store,
            self.actor(name, *roles),
            self.rings[name],
            self.clock,
            Audit(self.clock),
            ZONE,
            self.roster(name, *roles),
            settings or Settings(agency_name="Millbrook PD"),
        )

    def chief_s_debriefs(self) -> Debriefs:
        """The room as the chief sees it: the sergeant's sign-in with the planner's role."""
        return self.debriefs(SERGEANT, Role.PLANNER)

    @staticmethod
    def actor(name: str, *roles: Role) -> Actor:
        usual = {COORDINATOR: Role.COORDINATOR, SERGEANT: Role.SUPERVISOR, HELPER: Role.HELPER}
        return Actor(ACCOUNTS[name][0], name, frozenset(roles or {usual[name]}))

    def people(self) -> dict[str, Person]:
        return {person.name: person for person in self.roster().people()}

    def audited(self) -> list[tuple[str, UUID | None]]:
        with self.store.read() as work:
            rows = work.scalars(select(AuditRecord).order_by(AuditRecord.number))
            return [(row.event, row.subject_id) for row in rows]


def make_station(folder: Path) -> None:
    """Key file, store and roster of the agency; tests copy it."""
    clock = FixedClock(NOW)
    first, phrase = ACCOUNTS[COORDINATOR]
    file, ring, _ = KeyFile.create(folder / "station.keys", NewSlot(first, COORDINATOR, phrase), LOWEST)
    for name in (SERGEANT, HELPER):
        account, words = ACCOUNTS[name]
        file.enrol(ring, account, name, words)
    ring.found_group("support_team")
    store = Store.create(folder / "station.db", ring.store_key, clock)
    with store.work() as work:
        Base.metadata.create_all(work.connection())
    station = Station(folder, store, {COORDINATOR: ring}, clock)
    fill_roster(station.roster())
    store.close()


def fill_roster(roster: Roster) -> None:
    """Five officers, a dispatcher, a sergeant who commands them, a county clinician, a peer and a chaplain."""
    sergeant = roster.add(
        a_person(
            "Sam Ortega",
            {PersonRole.COMMAND},
            shift_pattern="five_eights",
            shift_team="days, weekend off",
            cycle_start=CYCLE,
            account_id=ACCOUNTS[SERGEANT][0],
        )
    ).value
    for name, team in OFFICERS.items():
        roster.add(
            a_person(
                name,
                {PersonRole.OFFICER},
                shift_pattern="pitman_fixed",
                shift_team=team,
                cycle_start=CYCLE,
                reports_to=sergeant.id,
            )
        )
    roster.add(a_person("Flo Berg", {PersonRole.DISPATCHER}))
    roster.add(
        a_person("Gus Webb", {PersonRole.OFFICER}, shift_pattern="pitman_fixed", shift_team="B days", cycle_start=CYCLE)
    )
    outside = {"own_agency": False, "agency": "County team", "designated_on": date(2024, 1, 1)}
    roster.add(a_person("Kim Hale", {PersonRole.CLINICIAN}, is_clinician=True, travel_minutes=30, **outside))
    roster.add(a_person("Lee Park", {PersonRole.PEER}, travel_minutes=20, account_id=ACCOUNTS[HELPER][0], **outside))
    roster.add(a_person("Max Tull", {PersonRole.CHAPLAIN}, designated_on=date(2024, 1, 1)))


def a_person(name: str, roles: set[PersonRole], **more: object) -> PersonDetails:
    return PersonDetails(name=name, roles=frozenset(roles), **more)  # type: ignore[arg-type]


def a_report(*names: str, trigger: str = "officer_involved_shooting", **more: object) -> Report:
    """Something happened to these people, all on scene."""
    exposed = tuple(NewExposure(name) for name in names or OFFICERS)
    return Report(trigger=trigger, ended_at=ENDED, exposed=exposed, **more)  # type: ignore[arg-type]


def an_incident(station: Station, *names: str, **more: object) -> Incident:
    return station.debriefs().something_happened(a_report(*names, **more)).value


def exposure_of(incident: Incident, name: str) -> UUID:
    return next(one.id for one in incident.exposed if one.name == name)


DAY = timedelta(days=1)
ALL_EXPOSURES = tuple(Exposure)


def give_calls(room: Debriefs, owner: UUID, *names: str) -> None:
    """Gives the plans of these people, or of everybody, to a helper."""
    for plan in room.plans():
        if not names or plan.name in names:
            room.give_plan(plan, owner, None)
