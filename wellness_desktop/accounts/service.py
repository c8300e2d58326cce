"""The accounts of the station, for whoever keeps the PC; and each person's own passphrase."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Entry, Event, broken_links, read_log
from wellness_desktop.accounts.passphrases import require_good
from wellness_desktop.accounts.records import AccountRecord, DraftRecord, StationNoteRecord
from wellness_desktop.accounts.roles import Can, Role
from wellness_desktop.accounts.station import SUPPORT_TEAM, TEAM_ROLES, SignedIn
from wellness_desktop.accounts.tries import Tries
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.store.rotation import agree, rotate

log = logging.getLogger(__name__)


RECOVERY_SHEET = "recovery sheet"
LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True)
class Account:
    """One account, as the accounts page and its print show it (SEC-01)."""

    id: UUID
    name: str
    roles: frozenset[Role]
    created_at: datetime
    last_used_at: datetime | None
    closed: bool
    locked: bool
    waits_for_team: bool


class Accounts:
    """Built at sign-in. Every method that changes something leaves a line in the audit log."""

    def __init__(self, signed_in: SignedIn, tries: Tries, clock: Clock, own_words: tuple[str, ...] = ()) -> None:
        """`own_words` are the agency's, which do not count in a passphrase."""
        self._store = signed_in.store
        self._keyring = signed_in.keyring
        self._actor = signed_in.actor
        self._audit = signed_in.audit
        self._keys = signed_in.keyring.file
        self._tries = tries
        self._clock = clock
        self._own_words = own_words
        self._at_closing: list[Callable[[Session, UUID], None]] = []

    def tell_at_closing(self, *tell: Callable[[Session, UUID], None]) -> None:
        """Lets other rooms delete what they keep of an account, in the unit of work that closes it."""
        self._at_closing += tell

    def accounts(self) -> list[Account]:
        """All accounts, open ones first, by name."""
        self._actor.require(Can.MANAGE_ACCOUNTS)
        locked = set(self._tries.locked_slots())
        with self._store.read() as session:
            rows = session.scalars(select(AccountRecord)).all()
        found = [_account(row, self._keys.slot_label(row.name) in locked) for row in rows]
        return sorted(found, key=lambda account: (account.closed, name_key(account.name)))

    def who_may_sign_in(self) -> list[Account]:
        """The open accounts by name, for whoever takes over (SEC-01). Whether one is locked is not told."""
        self._actor.require(Can.SEE_KEEPING)
        with self._store.read() as session:
            rows = session.scalars(select(AccountRecord).where(AccountRecord.closed_at.is_(None))).all()
        return sorted((_account(row, locked=False) for row in rows), key=lambda account: name_key(account.name))

    def add(self, name: str, passphrase: str, roles: frozenset[Role]) -> Account:
        """A new account; its owner should change the passphrase at the first sign-in.

        Helpers and coordinators still wait for a member of the support team to let them in: an administrator
        cannot. Raises Problem for an empty or taken name or a weak passphrase.
        """
        if not name.strip():
            raise Problem(tr("The account needs a name."), tr("Type the name this person signs in with."))
        require_good(passphrase, (*self._own_words, name))
        account_id = uuid4()
        with self._changing(Event.ACCOUNT_ADDED, account_id) as session:
            taken = session.scalars(select(AccountRecord).where(AccountRecord.name_key == name_key(name))).first()
            if taken is not None:
                raise Problem(tr("This sign-in name is taken."), tr("Add a middle initial or a call name."))
            row = AccountRecord(
                id=account_id,
                name=name.strip(),
                name_key=name_key(name),
                roles=sorted(roles | {Role.MEMBER}),
                created_at=self._clock.now(),
                waits_for_team=bool(roles & TEAM_ROLES),
            )
            session.add(row)
            self._keys.enrol(self._keyring, account_id, name, passphrase)
        return _account(row, locked=False)

    def change_roles(self, account_id: UUID, roles: frozenset[Role]) -> None:
        """Gives an account other roles. The last open administrator stays one."""
        with self._changing(Event.ACCOUNT_CHANGED, account_id) as session:
            row = session.get_one(AccountRecord, account_id)
            before = frozenset(Role(value) for value in row.roles)
            if Role.ADMINISTRATOR in before - roles:
                _require_another_administrator(session, account_id)
            row.roles = sorted(roles | {Role.MEMBER})
            joins = bool(roles & TEAM_ROLES) and account_id not in self._keyring.members(SUPPORT_TEAM)
            row.waits_for_team = joins

    def close(self, account_id: UUID) -> None:
        """Closes an account at once (SEC-05): its passphrase opens nothing any more. The row is kept.

        The records are re-keyed as well, so that a copy of the old key file opens none of what is saved from
        now on. Where another window is using them that waits for the next sign-in.
        """
        with self._changing(Event.ACCOUNT_CLOSED, account_id) as session:
            row = session.get_one(AccountRecord, account_id)
            if Role.ADMINISTRATOR in row.roles:
                _require_another_administrator(session, account_id)
            row.closed_at = self._clock.now()
            row.waits_for_team = False
            for draft in session.scalars(select(DraftRecord).where(DraftRecord.account_id == account_id)):
                session.delete(draft)  # sealed to keys that are gone: nobody could open it again
            for tell in self._at_closing:
                tell(session, account_id)
            self._keys.remove(self._keyring, account_id)
        try:
            rotate(self._keys, self._keyring, self._store)
        except Problem:
            log.warning("the records could not be re-keyed yet; the next sign-in does it")

    def release(self, account_id: UUID) -> None:
        """Opens an account that wrong passphrases locked (SEC-08)."""
        with self._changing(Event.ACCOUNT_RELEASED, account_id) as session:
            row = session.get_one(AccountRecord, account_id)
            self._tries.release(self._keys.slot_label(row.name))

    def reset_passphrase(self, account_id: UUID, passphrase: str) -> None:
        """Gives someone a new passphrase and new keys. What was sealed under the old ones is lost for good."""
        with self._changing(Event.PASSPHRASE_RESET, account_id) as session:
            row = session.get_one(AccountRecord, account_id)
            require_good(passphrase, (*self._own_words, row.name))
            row.waits_for_team = bool({Role(value) for value in row.roles} & TEAM_ROLES)
            self._keys.reset_passphrase(self._keyring, account_id, row.name, passphrase)
            self._tries.release(self._keys.slot_label(row.name))

    def change_my_passphrase(self, old: str, new: str) -> None:
        """Everyone may change their own; nothing sealed is lost. Raises WrongPassphrase for a wrong old one."""
        require_good(new, (*self._own_words, self._actor.name))
        with self._store.work() as session:
            self._audit.record(session, self._actor, Event.PASSPHRASE_CHANGED, self._actor.account_id)
            self._keys.change_passphrase(self._keyring, old, new)
        agree(self._keys, self._keyring, self._store)

    def new_recovery_code(self) -> str:
        """A new recovery code to print; older sheets open nothing from now on."""
        with self._changing(Event.RECOVERY_RENEWED, None):
            return self._keys.new_recovery_code(self._keyring)

    def recovery_place(self) -> str:
        """Where the recovery sheet lies, as somebody typed it; empty when nobody did."""
        self._actor.require(Can.KNOW_RECOVERY)
        with self._store.read() as session:
            return _place_note(session).text

    def set_recovery_place(self, place: str) -> str:
        """Notes where the recovery sheet lies; gives what stood there before, for the undo. Raises Problem."""
        self._actor.require(Can.KNOW_RECOVERY)
        place = " ".join(place.split())
        if len(place) > LONGEST_PLACE:
            raise Problem(tr("This is too long."), tr("Say in one line where the sheet lies."))
        with self._store.work() as session:
            note = _place_note(session)
            before, note.text = note.text, place
            session.add(note)
            self._audit.record(session, self._actor, Event.RECOVERY_PLACE_NOTED)
        return before

    def waiting_for_team(self) -> list[Account]:
        """Helpers and coordinators whom a member of the support team should let in."""
        if not self._keyring.may_open(SUPPORT_TEAM):
            return []
        with self._store.read() as session:
            rows = session.scalars(select(AccountRecord).where(AccountRecord.waits_for_team)).all()
        return [_account(row, locked=False) for row in rows if row.closed_at is None]

    def let_into_team(self, account_id: UUID) -> None:
        """Hands the support team's key on. Only a member can: an administrator alone gets NotSealedForYou."""
        with self._store.work() as session:
            self._audit.record(session, self._actor, Event.TEAM_LET_IN, account_id)
            session.get_one(AccountRecord, account_id).waits_for_team = False
            self._keyring.let_in(SUPPORT_TEAM, account_id)
        agree(self._keys, self._keyring, self._store)

    def audit_log(self, newest: int = 500) -> list[Entry]:
        """The newest entries of the audit log; reading it is an entry too (SEC-13)."""
        self._actor.require(Can.SEE_AUDIT)
        with self._store.work() as session:
            self._audit.record(session, self._actor, Event.AUDIT_READ)
            return read_log(session, newest)

    def audit_faults(self) -> list[str]:
        """Where the log was altered; empty when its chain is whole."""
        self._actor.require(Can.SEE_AUDIT)
        with self._store.read() as session:
            return list(broken_links(session))

    @contextmanager
    def _changing(self, event: Event, subject: UUID | None) -> Iterator[Session]:
        """A unit of work for administrators, with its line in the log.

        The key file is changed last inside it: if that fails, the records are undone with it. Afterwards the
        store remembers how often the key file was changed, so that an older one is noticed.
        """
        self._actor.require(Can.MANAGE_ACCOUNTS)
        with self._store.work() as session:
            self._audit.record(session, self._actor, event, subject)
            yield session
        agree(self._keys, self._keyring, self._store)


def _account(row: AccountRecord, locked: bool) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        roles=frozenset(Role(value) for value in row.roles),
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        closed=row.closed_at is not None,
        locked=locked,
        waits_for_team=row.waits_for_team,
    )


def _place_note(session: Session) -> StationNoteRecord:
    wanted = select(StationNoteRecord).where(StationNoteRecord.subject == RECOVERY_SHEET)
    return session.scalars(wanted).first() or StationNoteRecord(subject=RECOVERY_SHEET, text="")


def _require_another_administrator(session: Session, account_id: UUID) -> None:
    others = session.scalars(
        select(AccountRecord).where(AccountRecord.id != account_id, AccountRecord.closed_at.is_(None))
    )
    if not any(Role.ADMINISTRATOR in row.roles for row in others):
        raise Problem(
            tr("This is the last administrator."),
            tr("Nothing was changed. Make someone else an administrator first."),
        )
