"""What stands in the key file, and how it is spelled.

Anyone with the disk can read: a format number, random ids, how passphrases are stretched, public keys, and
boxes. Names, roles and teams are not in it: slots are filed under a keyed hash of the sign-in name, and the
directory of teams lies in a box under the station's secret.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from wellness_desktop.store.boxes import as_text, canonical, from_text
from wellness_desktop.store.stretching import Stretching

FORMAT = 1


class Unreadable(Exception):
    """The bytes are not a whole key file."""


class WrittenByNewer(Unreadable):
    """The key file has a format that this program does not know."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What one person (or the recovery sheet) needs to get at the station's secret."""

    account: UUID
    salt: bytes
    stretching: Stretching | None
    """None for the recovery sheet: its code is random and needs no stretching."""
    bundle_key: bytes
    """Box under the stretched passphrase. Inside: the key of the bundle, which can so be saved without it."""
    bundle: bytes
    """Box under the bundle key. Inside: the private keys, and the team keys this person has seen before."""
    address: bytes
    signature_check: bytes
    secret: bytes
    """Letter to `address`. Inside: the station's secret."""


@dataclass(frozen=True, slots=True)
class Member:
    """How one member holds the team's private key."""

    letter: bytes
    let_in_by: UUID
    signature: bytes


@dataclass(slots=True)
class Group:
    """A team with a key of its own."""

    address: bytes
    members: dict[UUID, Member] = field(default_factory=dict)


@dataclass(slots=True)
class Directory:
    """Teams, and every public signing key that was ever given out (people leave, their records stay)."""

    groups: dict[str, Group] = field(default_factory=dict)
    signers: dict[UUID, list[bytes]] = field(default_factory=dict)
    rotation_due: bool = False
    """Someone was removed, and the station's secret has not been renewed since."""


@dataclass(slots=True)
class KeyData:
    """The whole file."""

    vault: str
    name_salt: bytes
    slots: dict[str, Slot]
    recovery: Slot
    directory: bytes = b""
    """Box under the station's secret."""
    previous: bytes = b""
    """Box under the station's new secret while the store is re-keyed. Inside: the old secret."""
    epoch: int = 0
    mac: bytes = b""

    def signed_part(self) -> bytes:
        """Everything that the mac vouches for."""
        facts = _facts(self)
        del facts["mac"]
        return canonical(facts)


def to_bytes(data: KeyData) -> bytes:
    """The file's text: canonical JSON with a checksum against accidents (the mac is against people)."""
    facts = _facts(data)
    facts["sum"] = hashlib.sha256(canonical(facts)).hexdigest()
    return canonical(facts) + b"\n"


def from_bytes(text: bytes) -> KeyData:
    """Reads a file back. Raises WrittenByNewer or Unreadable."""
    try:
        facts = json.loads(text)
        found = facts.pop("sum")
        if facts["format"] > FORMAT:
            raise WrittenByNewer
        if found != hashlib.sha256(canonical(facts)).hexdigest():
            raise Unreadable
        return KeyData(
            vault=facts["vault"],
            name_salt=from_text(facts["name_salt"]),
            slots={label: _slot(slot) for label, slot in facts["slots"].items()},
            recovery=_slot(facts["recovery"]),
            directory=from_text(facts["directory"]),
            previous=from_text(facts["previous"]),
            epoch=int(facts["epoch"]),
            mac=from_text(facts["mac"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable from error


def directory_to_bytes(directory: Directory) -> bytes:
    groups = {
        name: {
            "address": as_text(group.address),
            "members": {
                str(account): [as_text(member.letter), str(member.let_in_by), as_text(member.signature)]
                for account, member in group.members.items()
            },
        }
        for name, group in directory.groups.items()
    }
    signers = {str(account): [as_text(key) for key in keys] for account, keys in directory.signers.items()}
    return canonical({"groups": groups, "signers": signers, "rotation_due": directory.rotation_due})


def directory_from_bytes(text: bytes) -> Directory:
    facts = json.loads(text)
    groups = {
        name: Group(
            from_text(group["address"]),
            {
                UUID(account): Member(from_text(letter), UUID(by), from_text(signature))
                for account, (letter, by, signature) in group["members"].items()
            },
        )
        for name, group in facts["groups"].items()
    }
    signers = {UUID(account): [from_text(key) for key in keys] for account, keys in facts["signers"].items()}
    return Directory(groups, signers, facts["rotation_due"])


def _facts(data: KeyData) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "vault": data.vault,
        "name_salt": as_text(data.name_salt),
        "slots": {label: _slot_facts(slot) for label, slot in data.slots.items()},
        "recovery": _slot_facts(data.recovery),
        "directory": as_text(data.directory),
        "previous": as_text(data.previous),
        "epoch": data.epoch,
        "mac": as_text(data.mac),
    }


def _slot_facts(slot: Slot) -> dict[str, Any]:
    settings = slot.stretching
    return {
        "account": str(slot.account),
        "salt": as_text(slot.salt),
        "stretching": [settings.memory, settings.passes, settings.lanes] if settings else None,
        "bundle_key": as_text(slot.bundle_key),
        "bundle": as_text(slot.bundle),
        "address": as_text(slot.address),
        "signature_check": as_text(slot.signature_check),
        "secret": as_text(slot.secret),
    }


def _slot(facts: dict[str, Any]) -> Slot:
    settings = facts["stretching"]
    return Slot(
        account=UUID(facts["account"]),
        salt=from_text(facts["salt"]),
        stretching=None if settings is None else Stretching(*(int(number) for number in settings)),
        bundle_key=from_text(facts["bundle_key"]),
        bundle=from_text(facts["bundle"]),
        address=from_text(facts["address"]),
        signature_check=from_text(facts["signature_check"]),
        secret=from_text(facts["secret"]),
    )
