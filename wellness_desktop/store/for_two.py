"""Texts that their author opens alone, and otherwise only two of several holders together (docs/decisions/0008).

The text is shut under a fresh key. That key is sealed to the author; and, for each ordered pair of holders, to the
second of them inside a letter to the first. So the first takes off the outer letter and hands on what is inside,
which only the second can open: neither gets anything alone, and nobody else gets anything at all.

    mark | JSON: record, version, author, holders, own letter, letters of pairs, box | signature of the author
"""

import hashlib
import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wellness_desktop.store import groups
from wellness_desktop.store.boxes import (
    DoesNotOpen,
    as_text,
    canonical,
    context,
    from_text,
    new_key,
    open_letter,
    seal_letter,
    shut,
    unshut,
)
from wellness_desktop.store.key_problems import not_sealed_for_you, tampered_record
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.seal_mark import SEAL_MARK

STEP = 8192
"""Bytes: a text of ordinary length fills one step, so that the size tells nothing."""
SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who opens it together with another one."""

    id: UUID
    """The account; of a printed code, the code's own id."""
    address: bytes
    code: bool = False
    """A printed code: it only ever comes second, after a person who is signed in."""


def seal_for_two(ring: Keyring, text: str, record: UUID, version: int, holders: Iterable[Holder]) -> bytes:
    """The text, sealed to the person signed in, and to each two of the holders.

    The author's own account is left out of the holders: one of the two must be somebody else at any rate, and the
    author needs no second.
    """
    author = ring.account_id
    listed = sorted({one.id: one for one in holders if one.id != author}.values(), key=lambda one: one.id.hex)
    about, key = _about(ring, record, version, author), new_key()
    shown = [[one.id.hex, as_text(one.address), one.code] for one in listed]
    facts = {
        "record": record.hex,
        "version": version,
        "author": author.hex,
        "holders": shown,
        "own": as_text(seal_letter(ring.private.letter_address, key, about + b"own")),
        "pairs": {
            f"{first.id.hex}/{second.id.hex}": as_text(_two_letters(first, second, key, about))
            for first in listed
            for second in listed
            if first.id != second.id and not first.code
        },
        "box": as_text(shut(key, _padded(text.encode()), about + _digest(shown))),
    }
    sealed = SEAL_MARK + canonical(facts)
    return sealed + ring.private.signing.sign(about + sealed)


def holders_of(ring: Keyring, sealed: bytes, record: UUID, version: int) -> tuple[Holder, ...]:
    """Whom it is sealed to besides its author. Raises Tampered."""
    facts, _ = _checked(ring, sealed, record, version)
    return _holders(facts)


def open_own(ring: Keyring, sealed: bytes, record: UUID, version: int) -> str:
    """What the person signed in sealed. Raises NotSealedForYou (also after a reset of the passphrase), Tampered."""
    facts, about = _checked(ring, sealed, record, version)
    if facts["author"] != ring.account_id.hex:
        raise not_sealed_for_you()
    try:
        key = open_letter(ring.private.letters, from_text(facts["own"]), about + b"own")
    except DoesNotOpen as error:
        raise not_sealed_for_you() from error
    return _text(facts, key, about)


def first_half(ring: Keyring, sealed: bytes, record: UUID, version: int) -> dict[UUID, bytes]:
    """What the person signed in hands to each other holder, by holder. Raises NotSealedForYou, Tampered."""
    facts, about = _checked(ring, sealed, record, version)
    mine = next((one for one in _holders(facts) if one.id == ring.account_id), None)
    if mine is None or mine.address != ring.private.letter_address:
        raise not_sealed_for_you()
    halves = {}
    for second in _holders(facts):
        letter = facts["pairs"].get(f"{mine.id.hex}/{second.id.hex}")
        if letter is None:
            continue
        try:
            outer = _pair(b"outer", mine.id, second.id) + about
            halves[second.id] = open_letter(ring.private.letters, from_text(letter), outer)
        except DoesNotOpen as error:
            raise tampered_record() from error
    return halves


def second_half(ring: Keyring, sealed: bytes, record: UUID, version: int, first: UUID, half: bytes) -> str:
    """The text, opened by the person signed in with what `first` handed on. Raises NotSealedForYou, Tampered."""
    facts, about = _checked(ring, sealed, record, version)
    mine = next((one for one in _holders(facts) if one.id == ring.account_id), None)
    if mine is None or mine.address != ring.private.letter_address or first == mine.id:
        raise not_sealed_for_you()
    return _opened(facts, about, first, mine.id, ring.private.letters, half)


def with_code(ring: Keyring, sealed: bytes, record: UUID, version: int, code: UUID, key: X25519PrivateKey) -> str:
    """The text, opened by the person signed in and a printed code at once. Raises NotSealedForYou, Tampered."""
    facts, about = _checked(ring, sealed, record, version)
    halves = first_half(ring, sealed, record, version)
    if code not in halves:
        raise not_sealed_for_you()
    return _opened(facts, about, ring.account_id, code, key, halves[code])


def _opened(facts: dict[str, Any], about: bytes, first: UUID, second: UUID, key: X25519PrivateKey, half: bytes) -> str:
    try:
        inside = open_letter(key, half, _pair(b"inner", first, second) + about)
    except DoesNotOpen as error:
        raise tampered_record() from error
    return _text(facts, inside, about)


def _two_letters(first: Holder, second: Holder, key: bytes, about: bytes) -> bytes:
    inner = seal_letter(second.address, key, _pair(b"inner", first.id, second.id) + about)
    return seal_letter(first.address, inner, _pair(b"outer", first.id, second.id) + about)


def _checked(ring: Keyring, sealed: bytes, record: UUID, version: int) -> tuple[dict[str, Any], bytes]:
    """What stands in it and what it is bound to, once the author's signature holds. Raises Tampered."""
    signed, signature = sealed[:-SIGNATURE_BYTES], sealed[-SIGNATURE_BYTES:]
    try:
        facts = json.loads(signed[len(SEAL_MARK) :])
        author = UUID(facts["author"])
        fits = signed.startswith(SEAL_MARK) and (facts["record"], facts["version"]) == (record.hex, version)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise tampered_record() from error
    about = _about(ring, record, version, author)
    if not fits or not groups.is_signed_by(ring, author, signature, about + signed):
        raise tampered_record()
    return facts, about


def _text(facts: dict[str, Any], key: bytes, about: bytes) -> str:
    try:
        inside = unshut(key, from_text(facts["box"]), about + _digest(facts["holders"]))
    except DoesNotOpen as error:
        raise tampered_record() from error
    (length,) = struct.unpack_from(">I", inside)
    return inside[4 : 4 + length].decode()


def _holders(facts: dict[str, Any]) -> tuple[Holder, ...]:
    return tuple(Holder(UUID(one), from_text(address), code) for one, address, code in facts["holders"])


def _padded(text: bytes) -> bytes:
    whole = struct.pack(">I", len(text)) + text
    return whole + bytes(-len(whole) % STEP)


def _digest(shown: list[list[Any]]) -> bytes:
    return hashlib.sha256(canonical(shown)).digest()


def _pair(layer: bytes, first: UUID, second: UUID) -> bytes:
    return layer + first.bytes + second.bytes


def _about(ring: Keyring, record: UUID, version: int, author: UUID) -> bytes:
    return context(ring.file.vault, "sealed for two", record, version, author)
