"""The door of the station: made once, opened with a name and a passphrase, or with the recovery sheet."""

import logging
import shutil
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit, Event
from wellness_desktop.accounts.passphrases import require_good
from wellness_desktop.accounts.records import AccountRecord
from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.tries import AccountLocked, Tries
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import make_private_folder
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.base.paths import Paths
from wellness_desktop.store.key_problems import WrongPassphrase, wrong_passphrase
from wellness_desktop.store.keyfile import KeyFile, NewSlot
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.rotation import open_store
from wellness_desktop.store.store import Store
from wellness_desktop.store.stretching import Stretching

log = logging.getLogger(__name__)

SUPPORT_TEAM = "support_team"
"""The group whose key seals who was offered what, attendance and relations (DESIGN 5)."""
TEAM_ROLES = frozenset({Role.HELPER, Role.COORDINATOR})
"""Who belongs to the support team. A chief or administrator alone never does."""


@dataclass(frozen=True, slots=True, repr=False)
class SignedIn:
    """Everything that exists only while somebody is signed in."""

    store: Store
    keyring: Keyring
    actor: Actor
    audit: Audit
    key_copy_was_used: bool = False
    """The key file was damaged and its copy stood in; the person should be told."""

    def end(self) -> None:
        """Drops the keys and closes the store. Nothing of the station can be read afterwards."""
        try:
            with self.store.work() as session:
                self.audit.record(session, self.actor, Event.LOCKED)
        except Problem:
            log.warning("locking could not be written to the audit log")
        finally:
            self.keyring.drop()
            self.store.close()


class Station:
    """The records in one data folder, before anyone has opened them."""

    def __init__(self, paths: Paths, clock: Clock, stretching: Stretching | None = None) -> None:
        """`stretching` is for tests and the demo agency; without it this PC's own cost of a guess is measured."""
        self._paths = paths
        self._clock = clock
        self._stretching = stretching
        self.tries = Tries(paths.tries, clock)

    def exists(self) -> bool:
        """Whether a station was set up here."""
        return self._paths.keys.exists() or self._paths.store.exists()

    def create(
        self, name: str, passphrase: str, roles: frozenset[Role], own_words: tuple[str, ...] = ()
    ) -> tuple[SignedIn, str]:
        """A new station with its first account, signed in, and the recovery code to print.

        Made in a folder of its own and moved into place at the end, so that a power cut leaves either a whole
        station or none. Raises Problem for a weak passphrase, an existing station or a folder that refuses.
        """
        if self.exists():
            raise Problem(tr("There are records in this folder already."), tr("Sign in, or choose an empty folder."))
        _require_name(name)
        require_good(passphrase, (*own_words, name))
        make_private_folder(self._paths.data)
        draft = Paths(data=self._paths.data / "new-station", cache=self._paths.cache)
        shutil.rmtree(draft.data, ignore_errors=True)
        make_private_folder(draft.data)
        try:
            code = self._make(draft, name, passphrase, roles | {Role.MEMBER, Role.ADMINISTRATOR})
            draft.store.rename(self._paths.store)
            draft.keys.rename(self._paths.keys)
        finally:
            shutil.rmtree(draft.data, ignore_errors=True)
        return self.sign_in(name, passphrase), code

    def sign_in(self, name: str, passphrase: str) -> SignedIn:
        """Opens the store for one person; takes about a second by intention.

        Raises AccountLocked after five wrong tries, WrongPassphrase, or what the store and key file raise.
        """
        keys = KeyFile.load(self._paths.keys, self._stretching)
        slot = keys.slot_label(name)
        self.tries.require_unlocked(slot)
        try:
            keyring = keys.unlock(name, passphrase)
        except WrongPassphrase as wrong:
            if self.tries.wrong(slot):
                self.tries.require_unlocked(slot)
            raise wrong_passphrase() from wrong
        signed_in = self._open(keys, keyring)
        self.tries.right(slot)
        return signed_in

    def recover(self, code: str, name: str, passphrase: str) -> SignedIn:
        """Enrols a new administrator with the recovery sheet, or gives an account a new passphrase.

        Sealed records of an account that existed under this name stay sealed for good.
        """
        _require_name(name)
        require_good(passphrase, (name,))
        keys = KeyFile.load(self._paths.keys, self._stretching)
        slot = keys.slot_label(name)
        keyring = keys.unlock_with_recovery(code)
        store = self._open_store(keys, keyring)
        try:
            with store.work() as session:
                account = session.scalars(select(AccountRecord).where(AccountRecord.name_key == name_key(name))).first()
                if account is None:
                    account = AccountRecord(
                        id=uuid4(), name=name.strip(), name_key=name_key(name), roles=[], created_at=self._clock.now()
                    )
                    session.add(account)
                roles = {Role(value) for value in account.roles} | {Role.MEMBER, Role.ADMINISTRATOR}
                account.roles = sorted(roles)
                account.closed_at = None
                account.waits_for_team = bool(roles & TEAM_ROLES)
                Audit(self._clock).record(session, None, Event.RECOVERY_USED, account.id)
                if account.id in keys.accounts():
                    keys.reset_passphrase(keyring, account.id, name, passphrase)
                else:
                    keys.enrol(keyring, account.id, name, passphrase)
        finally:
            keyring.drop()
            store.close()
        self.tries.release(slot)
        return self.sign_in(name, passphrase)

    def _make(self, draft: Paths, name: str, passphrase: str, roles: frozenset[Role]) -> str:
        account_id = uuid4()
        _, keyring, code = KeyFile.create(draft.keys, NewSlot(account_id, name, passphrase), self._stretching)
        store = Store.create(draft.store, keyring.store_key, self._clock)
        try:
            with store.work() as session:
                session.add(
                    AccountRecord(
                        id=account_id,
                        name=name.strip(),
                        name_key=name_key(name),
                        roles=sorted(roles),
                        created_at=self._clock.now(),
                    )
                )
                actor = Actor(account_id, name.strip(), roles)
                Audit(self._clock).record(session, actor, Event.STATION_CREATED, account_id)
            if roles & TEAM_ROLES:
                keyring.found_group(SUPPORT_TEAM)
        finally:
            keyring.drop()
            store.close()
        return code

    def _open(self, keys: KeyFile, keyring: Keyring) -> SignedIn:
        store = self._open_store(keys, keyring)
        audit = Audit(self._clock)
        try:
            with store.work() as session:
                account = session.get(AccountRecord, keyring.account_id)
                if account is None or account.closed_at is not None:
                    raise AccountLocked(
                        tr("This account is closed."), tr("Ask whoever keeps the accounts to open it again.")
                    )
                actor = Actor(account.id, account.name, frozenset(Role(value) for value in account.roles))
                self._tell_refusals(session, audit, keys)
                account.last_used_at = self._clock.now()
                audit.record(session, actor, Event.SIGNED_IN)
            self.tries.told()
            _join_team(store, keyring, actor)
        except BaseException:
            keyring.drop()
            store.close()
            raise
        return SignedIn(store, keyring, actor, audit, keys.copy_was_used)

    def _open_store(self, keys: KeyFile, keyring: Keyring) -> Store:
        """The recovery sheet also accepts a key file that is older than the store: whoever holds it may decide."""
        accept = keyring.from_recovery_sheet
        try:
            return open_store(self._paths.store, keys, keyring, self._clock, accept_older=accept)
        except BaseException:
            keyring.drop()
            raise

    def _tell_refusals(self, session: Session, audit: Audit, keys: KeyFile) -> None:
        """Writes the wrong tries since the last sign-in into the log, by account where the slot is known."""
        untold = self.tries.untold()
        if not untold:
            return
        accounts = {keys.slot_label(row.name): row.id for row in session.scalars(select(AccountRecord))}
        for wrong in untold:
            event = Event.ACCOUNT_LOCKED if wrong.locked else Event.SIGN_IN_REFUSED
            audit.record(session, None, event, accounts.get(wrong.slot), outcome="refused")


def _join_team(store: Store, keyring: Keyring, actor: Actor) -> None:
    """Founds the support team when its first member signs in and nobody holds its key yet."""
    if not actor.roles & TEAM_ROLES:
        return
    if not keyring.members(SUPPORT_TEAM):
        keyring.found_group(SUPPORT_TEAM)
    if keyring.may_open(SUPPORT_TEAM):
        _stop_waiting(store, actor.account_id)


def _stop_waiting(store: Store, account_id: UUID) -> None:
    with store.read() as session:
        account = session.get(AccountRecord, account_id)
        waits = account is not None and account.waits_for_team
    if waits:
        with store.work() as session:
            session.get_one(AccountRecord, account_id).waits_for_team = False


def _require_name(name: str) -> None:
    if not name.strip():
        raise Problem(tr("The account needs a name."), tr("Type the name this person signs in with."))
