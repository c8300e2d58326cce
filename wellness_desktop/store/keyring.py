"""What one signed-in person holds in memory; dropped at lock."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.store.boxes import PrivateKeys, derive
from wellness_desktop.store.key_data import Directory
from wellness_desktop.store.slots import Bundle

if TYPE_CHECKING:
    from wellness_desktop.store.keyfile import KeyFile

RECOVERY_ACCOUNT = UUID(int=0)
"""Stands for the recovery sheet, which is nobody's account."""


def store_key_of(secret: bytes) -> bytes:
    """The raw key of the encrypted store that belongs to a station's secret."""
    return derive(secret, "store")


class Locked(Problem):
    """The keys were dropped; nothing can be opened until someone signs in again."""


@dataclass(slots=True, repr=False)
class Held:
    """The keys themselves, in one place, so that dropping them is one step."""

    secret: bytes
    bundle: Bundle
    directory: Directory
    group_keys: dict[str, X25519PrivateKey]


class Keyring:
    """The keys of the person signed in. Python cannot wipe memory; `drop` lets go of every copy we hold."""

    def __init__(self, file: "KeyFile", account_id: UUID, secret: bytes, bundle: Bundle, directory: Directory) -> None:
        self.account_id = account_id
        self._file = file
        self._held: Held | None = Held(secret, bundle, directory, {})

    def __repr__(self) -> str:
        return "Keyring()"

    @property
    def store_key(self) -> bytes:
        """The raw key of the encrypted store (32 bytes)."""
        return store_key_of(self.held.secret)

    @property
    def from_recovery_sheet(self) -> bool:
        """True when the recovery sheet opened it: it may enrol people, and opens no sealed record."""
        return self.account_id == RECOVERY_ACCOUNT

    def seal(self, text: str, *, record: UUID, version: int, to: str | Iterable[str] = "me") -> bytes:
        """The text, sealed to "me" or to a group ("support_team", "custodians"), or to several of them.

        It opens for `record` at `version` only, so give it a number that grows whenever this text is sealed
        again. Raises Problem for a group that has no key yet, Tampered for one whose key was swapped.
        """
        from wellness_desktop.store.sealing import seal

        return seal(self, text, record, version, [to] if isinstance(to, str) else list(to))

    def open(self, sealed: bytes, *, record: UUID, version: int) -> str:
        """The text of a sealed record. Raises NotSealedForYou or Tampered."""
        from wellness_desktop.store.sealing import unseal

        return unseal(self, sealed, record, version)

    def may_open(self, group: str) -> bool:
        """Whether this person holds the group's key."""
        from wellness_desktop.store.groups import is_member

        return is_member(self, group)

    def found_group(self, group: str) -> None:
        """Makes the group's key, with this person as its first member. Raises Problem when it has members."""
        from wellness_desktop.store.groups import found

        found(self, group)

    def let_in(self, group: str, account_id: UUID) -> None:
        """Hands the group's key on to someone; only a member can. Raises NotSealedForYou, Tampered."""
        from wellness_desktop.store.groups import let_in

        let_in(self, group, account_id)

    def put_out(self, group: str, account_id: UUID) -> None:
        """Takes someone's copy of the group's key away. What they have read before they may remember."""
        from wellness_desktop.store.groups import put_out

        put_out(self, group, account_id)

    def members(self, group: str) -> frozenset[UUID]:
        """Who holds the group's key; empty when nobody founded it yet."""
        from wellness_desktop.store.groups import members

        return members(self, group)

    def fingerprint(self, group: str) -> str:
        """A short form of the group's key, to compare aloud. Raises Problem when there is no such group."""
        from wellness_desktop.store.groups import fingerprint

        return fingerprint(self, group)

    def trust(self, group: str) -> None:
        """Accepts the group's present key, after its fingerprint was compared in person."""
        from wellness_desktop.store.groups import trust

        trust(self, group)

    def drop(self) -> None:
        """Lets go of all keys. Everything above raises Locked from now on."""
        self._held = None

    # For the other files of this room:

    @property
    def file(self) -> "KeyFile":
        return self._file

    @property
    def held(self) -> Held:
        if self._held is None:
            raise Locked(tr("The program is locked."), tr("Sign in again to go on."))
        return self._held

    @property
    def private(self) -> PrivateKeys:
        return self.held.bundle.private
