"""Teams with a key of their own: the support team, the custodians of next-of-kin packets.

A team's private key is sealed to each member by a member, and signed; nobody else can hand it on, an
administrator neither. Everyone remembers the public key first seen (in the own bundle, where whoever keeps
the PC cannot change it), so that a swapped key is noticed.
"""

import hashlib
from dataclasses import replace
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wellness_desktop.store.boxes import DoesNotOpen, context, open_letter, seal_letter
from wellness_desktop.store.key_data import Directory, Group, Member
from wellness_desktop.store.key_problems import (
    group_exists,
    no_such_group,
    not_a_member,
    not_a_slot,
    swapped_group_key,
)
from wellness_desktop.store.keyring import RECOVERY_ACCOUNT, Keyring
from wellness_desktop.store.recovery_code import LETTERS, grouped

FINGERPRINT_LETTERS = 16


def found(ring: Keyring, group: str) -> None:
    """Makes the team's key. A team that lost its last member may be founded again, with a new key."""
    if ring.from_recovery_sheet:
        raise not_a_member()
    key = X25519PrivateKey.generate()
    with ring.file.changing(ring) as draft:
        present = draft.directory.groups.get(group)
        if present is not None and present.members:
            raise group_exists()
        made = Group(key.public_key().public_bytes_raw())
        made.members[ring.account_id] = _handed_on(ring, group, ring.account_id, ring.private.letter_address, key)
        draft.directory.groups[group] = made
    ring.held.group_keys[group] = key
    trust(ring, group)


def let_in(ring: Keyring, group: str, account_id: UUID) -> None:
    """Seals the team's key to one more person."""
    if account_id == RECOVERY_ACCOUNT:
        raise not_a_slot()
    key = private_key(ring, group)
    if key is None:
        raise not_a_member()
    address = ring.file.address_of(ring, account_id)
    with ring.file.changing(ring) as draft:
        present = _group(draft.directory, group)
        if present.address != key.public_key().public_bytes_raw():
            raise swapped_group_key()
        present.members[account_id] = _handed_on(ring, group, account_id, address, key)


def put_out(ring: Keyring, group: str, account_id: UUID) -> None:
    """Removes a member's sealed copy of the team's key."""
    with ring.file.changing(ring) as draft:
        _group(draft.directory, group).members.pop(account_id, None)
    if account_id == ring.account_id:
        ring.held.group_keys.pop(group, None)


def members(ring: Keyring, group: str) -> frozenset[UUID]:
    present = _fresh(ring).groups.get(group)
    return frozenset(present.members) if present else frozenset()


def is_member(ring: Keyring, group: str) -> bool:
    """Whether the person holds the team's key, as the file says now."""
    if group in ring.held.group_keys:
        return True
    present = _fresh(ring).groups.get(group)
    return present is not None and ring.account_id in present.members


def private_key(ring: Keyring, group: str) -> X25519PrivateKey | None:
    """The team's private key, or None when the person is not a member.

    Raises Tampered when it is not the key that a member handed on, or not the one seen before.
    """
    held = ring.held.group_keys.get(group)
    if held is not None:
        return held
    if not is_member(ring, group):
        return None
    present = _group(ring.held.directory, group)
    key = _received(ring, group, present)
    _require_pinned(ring, group, present.address)
    ring.held.group_keys[group] = key
    return key


def address(ring: Keyring, group: str) -> bytes:
    """The public key to seal to. Raises Problem when there is no such team, Tampered when it was swapped."""
    key = private_key(ring, group)
    if key is not None:
        return key.public_key().public_bytes_raw()
    present = _group(ring.held.directory, group)
    _require_pinned(ring, group, present.address)
    return present.address


def fingerprint(ring: Keyring, group: str) -> str:
    """Sixteen letters that stand for the team's key, in groups of four."""
    digest = hashlib.sha256(_group(_fresh(ring), group).address).digest()
    number = int.from_bytes(digest)
    return grouped("".join(LETTERS[number >> 5 * place & 31] for place in range(FINGERPRINT_LETTERS)))


def trust(ring: Keyring, group: str) -> None:
    """Remembers the team's present key as the true one."""
    ring.held.group_keys.pop(group, None)
    present = _group(_fresh(ring), group).address
    bundle = ring.held.bundle
    ring.held.bundle = replace(bundle, pins=bundle.pins | {group: present})
    ring.file.save_bundle(ring)


def _require_pinned(ring: Keyring, group: str, present: bytes) -> None:
    known = ring.held.bundle.pins.get(group)
    if known is None:
        trust(ring, group)
    elif known != present:
        raise swapped_group_key()


def _handed_on(ring: Keyring, group: str, to: UUID, address_of_member: bytes, key: X25519PrivateKey) -> Member:
    letter = seal_letter(address_of_member, key.private_bytes_raw(), _about(ring, group, to, ring.account_id))
    signature = ring.private.signing.sign(_signed(ring, group, to, ring.account_id, letter))
    return Member(letter, ring.account_id, signature)


def _received(ring: Keyring, group: str, present: Group) -> X25519PrivateKey:
    member = present.members[ring.account_id]
    signed = _signed(ring, group, ring.account_id, member.let_in_by, member.letter)
    if not is_signed_by(ring, member.let_in_by, member.signature, signed):
        raise swapped_group_key()
    about = _about(ring, group, ring.account_id, member.let_in_by)
    try:
        key = X25519PrivateKey.from_private_bytes(open_letter(ring.private.letters, member.letter, about))
    except (DoesNotOpen, ValueError) as error:
        raise swapped_group_key() from error
    if key.public_key().public_bytes_raw() != present.address:
        raise swapped_group_key()
    return key


def is_signed_by(ring: Keyring, account_id: UUID, signature: bytes, signed: bytes) -> bool:
    """Whether that person's key, present or earlier, made the signature; the own key is never looked up."""
    if account_id == ring.account_id:
        checks = [ring.private.signature_check, *ring.held.directory.signers.get(account_id, [])]
    else:
        checks = ring.held.directory.signers.get(account_id) or _fresh(ring).signers.get(account_id, [])
    return any(_fits(check, signature, signed) for check in checks)


def _fits(check: bytes, signature: bytes, signed: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(check).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def _fresh(ring: Keyring) -> Directory:
    ring.held.directory = ring.file.view(ring)
    return ring.held.directory


def _group(directory: Directory, group: str) -> Group:
    if group not in directory.groups:
        raise no_such_group()
    return directory.groups[group]


def _about(ring: Keyring, group: str, to: UUID, by: UUID) -> bytes:
    return context(ring.file.vault, "group key", group, to, by)


def _signed(ring: Keyring, group: str, to: UUID, by: UUID, letter: bytes) -> bytes:
    return context(ring.file.vault, "handed on", group, to, by, letter.hex())
