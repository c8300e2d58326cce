"""Sealed records: text that only its owner, or a team, can open; the store's own key cannot.

    mark | record | version | author | count | count x (reader, letter) | nonce, ciphertext | signature

The text is padded to steps of 256 bytes, shut under a fresh key, and that key is sealed to each reader. The
author signs the whole. Everything is bound to the station, the record and the version, so a sealed text
cannot be moved to another record or put back after it was changed.
"""

import hashlib
import struct
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wellness_desktop.store import groups
from wellness_desktop.store.boxes import DoesNotOpen, context, new_key, open_letter, seal_letter, shut, unshut
from wellness_desktop.store.key_problems import not_sealed_for_you, tampered_record
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.seal_mark import SEAL_MARK

STEP = 256
ME = "me"
HEAD = struct.Struct(f">{len(SEAL_MARK)}s16sQ16sB")
READER_BYTES = 16
LETTER_BYTES = 80
SIGNATURE_BYTES = 64


def seal(ring: Keyring, text: str, record: UUID, version: int, to: list[str]) -> bytes:
    """The sealed text. `to` holds "me" and names of teams, at least one."""
    if not to:
        raise ValueError("a sealed record needs a reader")
    author = ring.account_id
    about = _about(ring, record, version, author)
    key = new_key()
    head = HEAD.pack(SEAL_MARK, record.bytes, version, author.bytes, len(to))
    for reader in to:
        label, address = _reader(ring, reader)
        head += label + seal_letter(address, key, about + label)
    sealed = head + shut(key, _padded(text.encode()), about + head)
    return sealed + ring.private.signing.sign(about + sealed)


def unseal(ring: Keyring, sealed: bytes, record: UUID, version: int) -> str:
    """The text. Raises NotSealedForYou, or Tampered for anything that its author did not seal here."""
    signed, signature = sealed[:-SIGNATURE_BYTES], sealed[-SIGNATURE_BYTES:]
    author, letters, head, box = _parts(signed, record, version)
    about = _about(ring, record, version, author)
    if not groups.is_signed_by(ring, author, signature, about + signed):
        raise tampered_record()
    refused = False
    for label, letter in letters:
        key = _key_of(ring, label)
        if key is None:
            continue
        try:
            inside = unshut(open_letter(key, letter, about + label), box, about + head)
        except DoesNotOpen:
            refused = True  # sealed to an own key of before a reset: a team's letter may still open it
            continue
        return _unpadded(inside).decode()
    raise tampered_record() if refused else not_sealed_for_you()


def _parts(signed: bytes, record: UUID, version: int) -> tuple[UUID, list[tuple[bytes, bytes]], bytes, bytes]:
    """Author, letters, head and box of a sealed record; Tampered when it is not this record at this version."""
    if len(signed) < HEAD.size:
        raise tampered_record()
    mark, found_record, found_version, author, count = HEAD.unpack_from(signed)
    if (mark, found_record, found_version) != (SEAL_MARK, record.bytes, version):
        raise tampered_record()
    end = HEAD.size + count * (READER_BYTES + LETTER_BYTES)
    letters = []
    for start in range(HEAD.size, end, READER_BYTES + LETTER_BYTES):
        middle = start + READER_BYTES
        letters.append((signed[start:middle], signed[middle : middle + LETTER_BYTES]))
    return UUID(bytes=author), letters, signed[:end], signed[end:]


def _reader(ring: Keyring, reader: str) -> tuple[bytes, bytes]:
    """What a reader is called inside the record, and the public key to seal to."""
    if reader == ME:
        return ring.account_id.bytes, ring.private.letter_address
    return _group_label(ring, reader), groups.address(ring, reader)


def _key_of(ring: Keyring, label: bytes) -> X25519PrivateKey | None:
    """The private key behind a reader's label, when this person has it."""
    if label == ring.account_id.bytes:
        return ring.private.letters
    for group in (*ring.held.group_keys, *ring.held.directory.groups):
        if label == _group_label(ring, group):
            return groups.private_key(ring, group)
    return None


def _group_label(ring: Keyring, group: str) -> bytes:
    return hashlib.sha256(context(ring.file.vault, "reader", group)).digest()[:READER_BYTES]


def _about(ring: Keyring, record: UUID, version: int, author: UUID) -> bytes:
    return context(ring.file.vault, "sealed record", record, version, author)


def _padded(text: bytes) -> bytes:
    """The length, the text, and zeros up to the next step, so that the size tells little."""
    whole = struct.pack(">I", len(text)) + text
    return whole + bytes(-len(whole) % STEP)


def _unpadded(inside: bytes) -> bytes:
    (length,) = struct.unpack_from(">I", inside)
    return inside[4 : 4 + length]
