"""Whose keys a text for two may be sealed to: a chain of signatures that begins with whoever founded the group.

A card says "this account (or printed code) has this public key", and is signed by the holder of another card; the
first one is signed by itself. Everybody remembers the first card they ever saw in the own bundle, which whoever
keeps the PC cannot change. So nobody can put a key of their own among the others unnoticed, the administrator
neither: a card that no chain leads to does not count, and another first card is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wellness_desktop.store import groups
from wellness_desktop.store.boxes import context, derive
from wellness_desktop.store.key_problems import not_a_member, swapped_group_key
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.recovery_code import LENGTH, likely_meant, read_code

FIRST = "first card of "
"""Before the group's name: under which pin the first card is remembered."""


@dataclass(frozen=True, slots=True)
class Card:
    """One signed statement."""

    id: UUID
    holder: UUID
    """The account; of a printed code, the card's own id."""
    address: bytes
    check: bytes
    """The public key that the holder's signatures are checked with; a code has none."""
    by: UUID
    """The card of whoever signed it."""
    signature: bytes
    code: bool = False


def first_card(ring: Keyring, group: str) -> Card:
    """The founder's card, signed by itself and remembered at once."""
    card_id = uuid4()
    mine = ring.private
    card = Card(card_id, ring.account_id, mine.letter_address, mine.signature_check, card_id, b"")
    card = _signed(ring, group, card)
    pin_first(ring, group, card)
    return card


def vouch_for(ring: Keyring, group: str, mine: Card, account_id: UUID) -> Card:
    """A card for an account with the keys that stand in the key file now. Raises Problem for an unknown account."""
    _require_mine(ring, mine)
    address, check = ring.file.public_keys_of(ring, account_id)
    return _signed(ring, group, Card(uuid4(), account_id, address, check, mine.id, b""))


def vouch_for_code(ring: Keyring, group: str, mine: Card, code: str) -> Card:
    """A card for a printed code."""
    _require_mine(ring, mine)
    card_id = uuid4()
    address = code_key(read_code(code)).public_key().public_bytes_raw()
    return _signed(ring, group, Card(card_id, card_id, address, b"", mine.id, b"", code=True))


def trusted(ring: Keyring, group: str, cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards that a chain of signatures leads to from the first one, in that order.

    Raises Tampered when the first card is not the one seen before, or there are several and none was seen yet.
    """
    waiting = list(cards)
    if not waiting:
        return ()
    of_group = groups.address(ring, group)
    firsts = [
        one for one in waiting if one.by == one.id and not one.code and _holds(ring, group, of_group, one, one.check)
    ]
    known = ring.held.bundle.pins.get(FIRST + group)
    first = next((one for one in firsts if known == one.check), None)
    if first is None:
        if not firsts and known is None:
            return ()
        if known is not None or len(firsts) > 1:
            raise swapped_group_key()
        first = firsts[0]
        pin_first(ring, group, first)
    found = {first.id: first}
    grown = True
    while grown:
        grown = False
        for one in waiting:
            voucher = found.get(one.by)
            if (
                one.id in found
                or voucher is None
                or voucher.code
                or not _holds(ring, group, of_group, one, voucher.check)
            ):
                continue
            found[one.id], grown = one, True
    return tuple(found.values())


def pin_first(ring: Keyring, group: str, card: Card) -> None:
    """Remembers the first card: at founding, when it is first seen, or after it was talked over in person."""
    bundle = ring.held.bundle
    ring.held.bundle = replace(bundle, pins=bundle.pins | {FIRST + group: card.check})
    ring.file.save_bundle(ring)


def forget_first(ring: Keyring, group: str) -> None:
    """Forgets the remembered first card, so that the present one is taken as new."""
    bundle = ring.held.bundle
    kept = {name: value for name, value in bundle.pins.items() if name != FIRST + group}
    ring.held.bundle = replace(bundle, pins=kept)
    ring.file.save_bundle(ring)


def code_key(letters: str) -> X25519PrivateKey:
    """The private key that a printed code stands for."""
    return X25519PrivateKey.from_private_bytes(derive(letters.encode(), "printed code for two"))


def key_of_code(typed: str, addresses: Iterable[bytes]) -> X25519PrivateKey | None:
    """The key of the code that was typed, forgiving one wrong letter; None when it belongs to no address."""
    wanted = set(addresses)
    letters = read_code(typed)
    for guess in likely_meant(letters) if len(letters) == LENGTH else ():
        key = code_key(guess)
        if key.public_key().public_bytes_raw() in wanted:
            return key
    return None


def _require_mine(ring: Keyring, mine: Card) -> None:
    if mine.holder != ring.account_id or mine.check != ring.private.signature_check:
        raise not_a_member()


def _signed(ring: Keyring, group: str, card: Card) -> Card:
    return replace(
        card, signature=ring.private.signing.sign(_statement(ring, group, groups.address(ring, group), card))
    )


def _holds(ring: Keyring, group: str, of_group: bytes, card: Card, check: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(check).verify(card.signature, _statement(ring, group, of_group, card))
    except (InvalidSignature, ValueError):
        return False
    return True


def _statement(ring: Keyring, group: str, of_group: bytes, card: Card) -> bytes:
    """What is signed: bound to the station and to the group's key, so that no card outlives a group founded anew."""
    keys = (card.address.hex(), card.check.hex())
    return context(ring.file.vault, "card", group, of_group.hex(), card.id, card.holder, *keys, card.by, card.code)
