"""Ticks a plan off until it is killed: what the slow test of runs starts as another process."""

from itertools import cycle
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import wellness_desktop.roster.records  # noqa: F401 - the tables must be known before a store is opened
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.settings import Settings
from wellness_desktop.plans.runs.service import Runs
from wellness_desktop.plans.service import Plans
from wellness_desktop.roster.service import Roster
from wellness_desktop.store.keyfile import KeyFile, NewSlot
from wellness_desktop.store.store import Store
from wellness_desktop.store.stretching import LOWEST

KEY = bytes(range(32))
ZONE = ZoneInfo("America/Chicago")


def runs_of(store: Store, folder: Path, name: str) -> Runs:
    """The runs as a member of this name sees them."""
    account = uuid4()
    _, keyring, _ = KeyFile.create(folder / f"{account}.keys", NewSlot(account, name, "gravel lantern otter"), LOWEST)
    actor, clock = Actor(account, name, frozenset({Role.MEMBER})), Clock()
    audit = Audit(clock)
    roster = Roster(store, actor, keyring, clock, audit, ZONE, folder / "board.json")
    return Plans(store, actor, keyring, clock, audit, ZONE, roster, Settings()).runs


def tick_until_killed(say: Connection, path: str, run: str) -> None:
    """Ticks, unticks and notes, and says the id of each line once it is saved."""
    store = Store.open(Path(path), KEY, Clock())
    runs, key = runs_of(store, Path(path).parent, "Kim O'Neil"), UUID(run)
    steps = [step.id for step in runs.run(key).text.steps]
    for step in cycle(steps):
        say.send(runs.tick(key, step).value.hex)
        say.send(runs.note(key, f"After {step}").value.hex)
