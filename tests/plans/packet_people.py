"""A station with real keys for the family papers' tests: Millbrook's people sign in, one after the other."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.support.station import A_NIGHT, PHRASE, a_station
from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.service import Accounts
from wellness_desktop.accounts.station import SignedIn
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import find_paths
from wellness_desktop.plans.packets.service import Packets

CHICAGO = ZoneInfo("America/Chicago")
CHIEF, DANA, TOM, MARIA, KIM = "Alana Reyes", "Dana Whitfield", "Thomas Oduya", "Maria Delgado", "Kim O'Neil"
ROLES = {DANA: {Role.SUPERVISOR}, TOM: {Role.HELPER}, MARIA: {Role.ADMINISTRATOR}, KIM: {Role.MEMBER}}
ANSWERS = {"f01.legal_name": "Kim Oonagh O'Neil", "f01.papers": "Blue tin, hall cupboard"}


class Town:
    """The folder of one station; one person at a time is signed in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FixedClock(A_NIGHT)
        self.station = a_station(folder, self.clock)

    @contextmanager
    def sign_in(self, name: str, phrase: str = PHRASE) -> Iterator[SignedIn]:
        mine = self.station.sign_in(name, phrase)
        try:
            yield mine
        finally:
            mine.end()

    @contextmanager
    def packets(self, name: str, phrase: str = PHRASE) -> Iterator[Packets]:
        """The family papers as this person has them."""
        with self.sign_in(name, phrase) as mine:
            yield packets_of(mine, self.clock)

    def accounts(self, mine: SignedIn) -> Accounts:
        return Accounts(mine, self.station.tries, self.clock)

    def later(self, time: timedelta) -> None:
        self.clock.advance(time)


def packets_of(mine: SignedIn, clock: FixedClock) -> Packets:
    return Packets(mine.store, mine.actor, mine.keyring, clock, mine.audit, CHICAGO)


def make_town(folder: Path) -> dict[str, UUID]:
    """Five people; the accounts by name."""
    station = a_station(folder, FixedClock(A_NIGHT))
    mine, _code = station.create(CHIEF, PHRASE, frozenset({Role.PLANNER}))
    accounts = Accounts(mine, station.tries, FixedClock(A_NIGHT))
    ids = {name: accounts.add(name, PHRASE, frozenset(roles)).id for name, roles in ROLES.items()}
    ids[CHIEF] = mine.actor.account_id
    mine.end()
    return ids


def copy_of(folder: Path, to: Path) -> Town:
    shutil.copytree(find_paths(folder).data, find_paths(to).data)
    return Town(to)
