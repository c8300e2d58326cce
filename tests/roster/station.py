"""A real station for the roster's tests: an encrypted store, its keys, a clock that stands still."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tests.support.tables import own_tables
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.accounts.records import AuditRecord
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.roster.board import Board, read_board
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import Person, PersonDetails, Phone
from wellness_desktop.roster.service import Roster
from wellness_desktop.store.keyfile import KeyFile, NewSlot
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.records import Base
from wellness_desktop.store.store import Store
from wellness_desktop.store.stretching import LOWEST

NOON = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)
"""Tuesday, Mar 10, 2026, 12:00 in Chicago, two days after the spring clock change."""
TODAY = date(2026, 3, 10)
CHICAGO = ZoneInfo("America/Chicago")
HOUR = timedelta(hours=1)
COORDINATOR, HELPER = UUID(int=0xC0), UUID(int=0xBE)
PHRASES = {COORDINATOR: "four quiet words on paper", HELPER: "a river under seven bridges"}


@dataclass
class Station:
    """What `app/` would build at sign-in, for whoever signs in."""

    folder: Path
    store: Store
    rings: dict[UUID, Keyring]
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))

    def roster(
        self, *roles: Role, account: UUID = COORDINATOR, name: str = "Dana Whitfield", ring: UUID | None = None
    ) -> Roster:
        """The roster as somebody with these roles sees it; the coordinator when none are given."""
        actor = Actor(account, name, frozenset(roles or {Role.COORDINATOR}))
        keyring, audit = self.rings[ring or account], Audit(self.clock)
        return Roster(self.store, actor, keyring, self.clock, audit, CHICAGO, self.board_path)

    @property
    def board_path(self) -> Path:
        return self.folder / "board.json"

    @property
    def board(self) -> Board:
        return read_board(self.board_path)

    def audited(self) -> list[tuple[str, UUID | None]]:
        """What the audit log says, oldest first."""
        with self.store.read() as session:
            rows = session.scalars(select(AuditRecord).order_by(AuditRecord.number))
            return [(row.event, row.subject_id) for row in rows]


def make_station(folder: Path) -> None:
    """Writes key file and store of a new station; signing in and opening costs a second, so tests copy it."""
    first = NewSlot(COORDINATOR, "Dana Whitfield", PHRASES[COORDINATOR])
    file, ring, _ = KeyFile.create(folder / "station.keys", first, LOWEST)
    file.enrol(ring, HELPER, "Lee Park", PHRASES[HELPER])
    store = Store.create(folder / "station.db", ring.store_key, FixedClock(NOON))
    with store.work() as session:
        Base.metadata.create_all(session.connection())
    store.close()


def a_phone(typed: str = "406-555-0142", **changes: object) -> Phone:
    return Phone(**{"typed": typed, "label": "Mobile", **changes})


def a_person(name: str = "Lee Park", **changes: object) -> PersonDetails:
    """A peer supporter with one number, never checked, not published."""
    usual = {"name": name, "roles": frozenset({PersonRole.PEER}), "phones": (a_phone(),)}
    return PersonDetails(**{**usual, **changes})


def published(name: str = "Lee Park", **changes: object) -> PersonDetails:
    """The same, agreed to stand on the front door."""
    usual = {"published_on": TODAY, "phones": (a_phone(published=True, checked_on=TODAY),)}
    return a_person(name, **{**usual, **changes})


def handed_on(name: str = "Lee Park", **changes: object) -> PersonDetails:
    """One who agreed to be handed to other agencies, not to the front door."""
    usual = {"shared_on": TODAY, "phones": (a_phone(published=True, checked_on=TODAY),)}
    return a_person(name, **{**usual, **changes})


def saved_person(**values: object) -> Person:
    """A person as the service gives them, without a store behind."""
    return Person(**{"id": UUID(int=7), "version": 1, "name": "Lee Park", **values})


def added(roster: Roster, *people: PersonDetails) -> list[Person]:
    return [roster.add(person).value for person in people]


def everything_kept(station: Station) -> tuple[dict[str, list[str]], dict[str, bytes]]:
    """Every row of every table, and what stands in the data folder beside them."""
    with station.store.read() as session:
        rows = {table.name: sorted(map(str, session.execute(table.select()).all())) for table in own_tables()}
    files = {file.name: file.read_bytes() for file in station.folder.iterdir() if file.suffix == ".json"}
    return rows, files
