"""The few cryptographic steps everything here is made of, all from `cryptography`; no primitive of our own.

A *box* is bytes shut under a secret key (AES-256-GCM); a *letter* is bytes sealed to a public key (HPKE,
RFC 9180, X25519). Both are bound to a context, so that none can be moved to another place.
"""

import base64
import hmac
import json
import secrets
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class DoesNotOpen(Exception):
    """The key, the context or the bytes are not the ones that were used to shut it."""


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKeys:
    """One person's pair of private keys: one opens letters, one signs."""

    letters: X25519PrivateKey
    signing: Ed25519PrivateKey

    @property
    def letter_address(self) -> bytes:
        """The public key that letters to this person are sealed to (32 bytes)."""
        return self.letters.public_key().public_bytes_raw()

    @property
    def signature_check(self) -> bytes:
        """The public key that this person's signatures are checked with (32 bytes)."""
        return self.signing.public_key().public_bytes_raw()


def new_private_keys() -> PrivateKeys:
    return PrivateKeys(X25519PrivateKey.generate(), Ed25519PrivateKey.generate())


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def derive(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, from which neither `key` nor any other purpose's key can be found."""
    return HKDF(hashes.SHA256(), KEY_BYTES, None, purpose.encode()).derive(key)


def context(*facts: object) -> bytes:
    """The facts that something is bound to, written so that no two lists of facts look alike."""
    return canonical([str(fact) for fact in facts])


def shut(key: bytes, inside: bytes, about: bytes) -> bytes:
    """A box: nonce and ciphertext."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, inside, about)


def unshut(key: bytes, box: bytes, about: bytes) -> bytes:
    """What is in the box. Raises DoesNotOpen."""
    try:
        return AESGCM(key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], about)
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpen from error


def seal_letter(address: bytes, inside: bytes, about: bytes) -> bytes:
    """A letter that only the holder of the private key behind `address` can open."""
    return SUITE.encrypt(inside, X25519PublicKey.from_public_bytes(address), about)


def open_letter(key: X25519PrivateKey, letter: bytes, about: bytes) -> bytes:
    """What the letter says. Raises DoesNotOpen."""
    try:
        return SUITE.decrypt(letter, key, about)
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpen from error


def keyed_hash(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, "sha256")


def same(one: bytes, other: bytes) -> bool:
    """Compares without telling by its duration how much is alike."""
    return hmac.compare_digest(one, other)


def canonical(value: Any) -> bytes:
    """JSON in exactly one spelling, so that it can be signed and hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def as_text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def from_text(text: str) -> bytes:
    """Raises ValueError for anything that `as_text` did not write."""
    return base64.b64decode(text, validate=True)
