"""What every feature's service stands on: the store, who is signed in, the clock, the audit log."""

from contextlib import AbstractContextManager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.base.clock import Clock
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.store import Store


class StationDesk:
    """The common ground of the features' services. Built at sign-in, gone at lock."""

    def __init__(
        self, store: Store, actor: Actor, keyring: Keyring, clock: Clock, audit: Audit, zone: ZoneInfo
    ) -> None:
        self._store = store
        self._actor = actor
        self._keyring = keyring
        self._clock = clock
        self._audit = audit
        self._zone = zone

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        return self._actor

    @property
    def zone(self) -> ZoneInfo:
        """The station's time zone, in which moments are shown."""
        return self._zone

    @property
    def clock(self) -> Clock:
        """The program's clock, for fields that offer "now"."""
        return self._clock

    @property
    def now(self) -> datetime:
        """The present moment, aware UTC."""
        return self._clock.now()

    @property
    def today(self) -> date:
        """The calendar date at the station."""
        return self._clock.today(self._zone)

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Everything that services say meanwhile is as of one moment, and read once (Store.at_one_moment)."""
        return self._store.at_one_moment()
