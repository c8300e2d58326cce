"""A small town's station for Today: three accounts, a few people, and a way to sign in with any roles."""

import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.support.station import A_NIGHT, OTHER_PHRASE, PHRASE, a_station
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.service import Accounts
from wellness_desktop.accounts.station import SignedIn, Station
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import find_paths
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.incident_values import Incident, NewExposure, Report
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.library.fields import Note
from wellness_desktop.plans.service import Plans
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.people import Person, PersonDetails, Phone
from wellness_desktop.roster.service import Roster
from wellness_desktop.today.service import Today

CHICAGO = ZoneInfo("America/Chicago")
SETTINGS = Settings(agency_name="Millbrook Police Department", state="MN", time_zone="America/Chicago")
DANA, LEE = "Dana Whitfield", "Lee Park"
NOW = A_NIGHT
"""Tuesday, Nov 24, 2026, 2 a.m. in Chicago."""
TODAY = date(2026, 11, 24)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVERYTHING = frozenset({Role.COORDINATOR, Role.PLANNER, Role.SUPERVISOR, Role.HELPER})


@dataclass
class Ages:
    """How old the backups are."""

    newest: datetime | None = NOW - DAY
    proved: datetime | None = NOW - 10 * DAY


@dataclass
class Town:
    """What the program builds for whoever signs in; `actor` may be given other roles."""

    folder: Path
    clock: FixedClock
    station: Station
    signed_in: SignedIn
    ages: Ages
    spoiled: tuple[Note, ...] = ()
    """Files of the library that cannot be used."""

    def actor(self, *roles: Role) -> Actor:
        me = self.signed_in.actor
        return Actor(me.account_id, me.name, frozenset({Role.MEMBER, *roles}) if roles else me.roles)

    def roster(self, *roles: Role) -> Roster:
        here = self.signed_in
        board = self.folder / "board.json"
        return Roster(here.store, self.actor(*roles), here.keyring, self.clock, here.audit, CHICAGO, board)

    def debriefs(self, *roles: Role) -> Debriefs:
        here, actor = self.signed_in, self.actor(*roles)
        return Debriefs(here.store, actor, here.keyring, self.clock, here.audit, CHICAGO, self.roster(*roles), SETTINGS)

    def plans(self, *roles: Role) -> Plans:
        here, actor = self.signed_in, self.actor(*roles)
        return Plans(here.store, actor, here.keyring, self.clock, here.audit, CHICAGO, self.roster(*roles), SETTINGS)

    def accounts(self, *roles: Role) -> Accounts:
        here = self.signed_in
        as_actor = SignedIn(here.store, here.keyring, self.actor(*roles), here.audit)
        return Accounts(as_actor, self.station.tries, self.clock)

    def today(self, *roles: Role) -> Today:
        """Today as the person signed in sees it with these roles."""
        return Today(
            self.roster(*roles),
            self.debriefs(*roles),
            self.plans(*roles),
            self.accounts(*roles),
            lambda: self.ages,
            self.clock,
            CHICAGO,
            self.actor(*roles),
            lambda: self.spoiled,
        )

    def person(self, name: str) -> Person:
        return next(one for one in self.roster(Role.COORDINATOR).people() if one.name == name)

    def on_call(self, name: str, starts: datetime, hours: float, layer: Layer = Layer.PRIMARY) -> None:
        roster = self.roster(Role.COORDINATOR)
        roster.add_duty(layer, self.person(name).id, starts, starts + hours * HOUR)

    def covered(self) -> None:
        """Somebody is first to call for the next three weeks."""
        self.on_call("Ruth Okafor", NOW - HOUR, 24 * 21)

    def something_happened(self, hours_ago: float = 6, *names: str) -> Incident:
        exposed = tuple(NewExposure(name) for name in names or ("Ana Ruiz", "Ben Cole", "Cy Doyle", "Di Lang"))
        report = Report("officer_involved_shooting", self.clock.now() - hours_ago * HOUR, exposed)
        return self.debriefs(*EVERYTHING).something_happened(report).value


def make_town(folder: Path) -> None:
    """The station that tests copy: numbers are fresh, but Lee's own."""
    clock = FixedClock(NOW)
    station = a_station(folder, clock)
    signed_in, _ = station.create(DANA, PHRASE, EVERYTHING)
    accounts = Accounts(signed_in, station.tries, clock)
    lee = accounts.add(LEE, OTHER_PHRASE, frozenset({Role.HELPER}))
    accounts.let_into_team(lee.id)
    town = Town(folder, clock, station, signed_in, Ages())
    roster = town.roster()
    roster.add(a_person(DANA, PersonRole.COMMAND, 1, account_id=signed_in.actor.account_id))
    roster.add(a_person(LEE, PersonRole.PEER, 2, account_id=lee.id, designated_on=date(2024, 1, 1)))
    roster.add(a_person("Ruth Okafor", PersonRole.CHAPLAIN, 3, own_agency=False, designated_on=date(2024, 1, 1)))
    roster.add(a_person("Kim Hale", PersonRole.CLINICIAN, 4, own_agency=False, is_clinician=True))
    for number, name in enumerate(("Ana Ruiz", "Ben Cole", "Cy Doyle", "Di Lang"), 5):
        roster.add(a_person(name, PersonRole.OFFICER, number))
    signed_in.end()


def a_person(name: str, role: PersonRole, number: int, **more: object) -> PersonDetails:
    phone = Phone(typed=f"612-555-01{number:02}", label="Mobile", checked_on=date(2026, 11, 1))
    return PersonDetails(name=name, roles=frozenset({role}), phones=(phone,), **more)  # type: ignore[arg-type]


def enter(template: Path, folder: Path, name: str) -> Town:
    """Signs somebody in to a copy of the town."""
    if not folder.exists():
        shutil.copytree(template, folder)
    clock = FixedClock(NOW)
    station = a_station(folder, clock)
    phrase = {DANA: PHRASE, LEE: OTHER_PHRASE}[name]
    return Town(find_paths(folder).data, clock, station, station.sign_in(name, phrase), Ages())
