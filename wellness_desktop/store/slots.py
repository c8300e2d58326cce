"""One person's slot: a passphrase opens a bundle of private keys, and those open the station's secret.

    passphrase -Argon2id-> opens the bundle key -> opens the bundle (private keys, known team keys)
    public key <-letter- station's secret

The secret is sealed to the *public* key, so an administrator can renew it or remove a person without
knowing anyone's passphrase; and whoever holds the secret still opens nobody's sealed records.
"""

import json
import secrets
from dataclasses import dataclass, replace
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wellness_desktop.store.boxes import (
    DoesNotOpen,
    PrivateKeys,
    as_text,
    canonical,
    context,
    derive,
    from_text,
    new_key,
    new_private_keys,
    open_letter,
    seal_letter,
    shut,
    unshut,
)
from wellness_desktop.store.key_data import Slot
from wellness_desktop.store.key_problems import key_file_altered
from wellness_desktop.store.stretching import SALT_BYTES, Stretching, stretch


@dataclass(frozen=True, slots=True, repr=False)
class Bundle:
    """What a person's passphrase opens."""

    key: bytes
    """Saves the bundle again without the passphrase."""
    private: PrivateKeys
    pins: dict[str, bytes]
    """The public key of each team as this person first saw it; another one later is noticed."""


def new_slot(vault: str, account: UUID, phrase: str, settings: Stretching | None, secret: bytes) -> tuple[Slot, Bundle]:
    """A slot with a fresh pair of keys. `settings` is None for a recovery code."""
    bundle = Bundle(new_key(), new_private_keys(), {})
    empty = Slot(
        account=account,
        salt=b"",
        stretching=None,
        bundle_key=b"",
        bundle=b"",
        address=bundle.private.letter_address,
        signature_check=bundle.private.signature_check,
        secret=b"",
    )
    slot = with_secret(vault, with_bundle(vault, empty, bundle), secret)
    return with_passphrase(vault, slot, bundle, phrase, settings), bundle


def with_passphrase(vault: str, slot: Slot, bundle: Bundle, phrase: str, settings: Stretching | None) -> Slot:
    """The slot under a new passphrase, or a new recovery code."""
    salt = secrets.token_bytes(SALT_BYTES)
    key = _stretched(phrase, salt, settings)
    return replace(
        slot, salt=salt, stretching=settings, bundle_key=shut(key, bundle.key, _about(vault, "bundle key", slot))
    )


def with_bundle(vault: str, slot: Slot, bundle: Bundle) -> Slot:
    """The slot with its bundle saved again."""
    facts = {
        "letters": as_text(bundle.private.letters.private_bytes_raw()),
        "signing": as_text(bundle.private.signing.private_bytes_raw()),
        "pins": {group: as_text(address) for group, address in bundle.pins.items()},
    }
    return replace(slot, bundle=shut(bundle.key, canonical(facts), _about(vault, "bundle", slot)))


def with_secret(vault: str, slot: Slot, secret: bytes) -> Slot:
    """The slot with the station's secret sealed to its owner."""
    return replace(slot, secret=seal_letter(slot.address, secret, _about(vault, "secret", slot)))


def open_slot(vault: str, slot: Slot, phrase: str) -> Bundle:
    """The bundle. Raises DoesNotOpen for a wrong passphrase, KeyFileAltered for a slot that does not fit."""
    if slot.stretching is not None and not slot.stretching.within_policy:
        raise key_file_altered()
    key = unshut(_stretched(phrase, slot.salt, slot.stretching), slot.bundle_key, _about(vault, "bundle key", slot))
    try:
        return read_bundle(vault, slot, key)
    except DoesNotOpen as error:
        raise key_file_altered() from error


def read_bundle(vault: str, slot: Slot, key: bytes) -> Bundle:
    """The bundle, by its own key. Raises DoesNotOpen, or KeyFileAltered when a public key was replaced."""
    facts = json.loads(unshut(key, slot.bundle, _about(vault, "bundle", slot)))
    private = PrivateKeys(
        X25519PrivateKey.from_private_bytes(from_text(facts["letters"])),
        Ed25519PrivateKey.from_private_bytes(from_text(facts["signing"])),
    )
    if (private.letter_address, private.signature_check) != (slot.address, slot.signature_check):
        raise key_file_altered()
    return Bundle(key, private, {group: from_text(address) for group, address in facts["pins"].items()})


def read_secret(vault: str, slot: Slot, private: PrivateKeys) -> bytes:
    """The station's secret. Raises DoesNotOpen."""
    return open_letter(private.letters, slot.secret, _about(vault, "secret", slot))


def _stretched(phrase: str, salt: bytes, settings: Stretching | None) -> bytes:
    return derive(salt + phrase.encode(), "recovery code") if settings is None else stretch(phrase, salt, settings)


def _about(vault: str, what: str, slot: Slot) -> bytes:
    """Binds a part of a slot to its place, so that parts of two slots cannot be exchanged.

    The public keys are not in it: they are compared with the private ones when the bundle is opened, and an
    altered one is then told apart from a wrong passphrase.
    """
    return context(vault, what, slot.account)
