"""Whose signature counts: the project's keys, which come with the program, and keys that an administrator trusts.

A key is shown as twelve words, so that two people can compare it by phone. Cryptography is loaded only where a
signature is checked or made; nothing here runs at the front door.
"""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.packs.container import Pack, signed_bytes
from wellness_desktop.library.packs.refusals import PackRefused, damaged

PROJECT_KEYS = ("packs", "keys.toml")
PUBLIC_ENDING = ".wdkey"
FINGERPRINT_WORDS = 12
"""120 bits: nobody finds another key with the same words."""
_WORD_BITS = 10
_PUBLIC = re.compile(r"[0-9a-f]{64}")
_MOST_KEY_FILE = 8192
_ABOUT_KEYS = b"Wellness Desktop pack key\n"


@dataclass(frozen=True, slots=True)
class PackKey:
    """The public half of a publisher's key. `project` tells a key that came with the program."""

    name: str
    public: str
    """32 bytes in hexadecimal."""
    project: bool = False

    @property
    def fingerprint(self) -> bytes:
        """What the words are made of."""
        return hashlib.sha256(_ABOUT_KEYS + bytes.fromhex(self.public)).digest()

    @property
    def subject(self) -> UUID:
        """How the audit log names the key."""
        return UUID(bytes=self.fingerprint[:16])

    @property
    def words(self) -> tuple[str, ...]:
        """The fingerprint in twelve short words, to be compared by phone."""
        from shamir_mnemonic.wordlist import WORDLIST

        number = int.from_bytes(self.fingerprint, "big") >> (256 - FINGERPRINT_WORDS * _WORD_BITS)
        places = [(number >> shift) & 1023 for shift in range((FINGERPRINT_WORDS - 1) * _WORD_BITS, -1, -_WORD_BITS)]
        return tuple(WORDLIST[place] for place in places)


def project_keys(root: Path) -> tuple[PackKey, ...]:
    """The keys in resources/packs/keys.toml; none where the file is missing or spoiled, so that nothing is trusted."""
    try:
        found = tomllib.loads(root.joinpath(*PROJECT_KEYS).read_text(encoding="utf-8")).get("key", [])
        return tuple(_key(str(each["name"]), str(each["public"]), project=True) for each in found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def read_public_key(path: Path) -> PackKey:
    """The key in a publisher's .wdkey file. Raises Problem when there is none in it."""
    try:
        with path.open("rb") as file:
            found = tomllib.loads(file.read(_MOST_KEY_FILE).decode("utf-8"))
        return _key(found["name"], found["public"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Problem(
            tr("This file holds no publisher's key."),
            tr("Nothing was changed. Ask the publisher for the file that ends in .wdkey."),
        ) from error


def public_key_file(key: PackKey) -> bytes:
    """What a publisher gives to stations."""
    # Written once, so that it reads the same in every language.
    return (
        "# Wellness Desktop: the public half of a publisher's key. It may be given to anyone.\n"
        "# Compare these words by phone before trusting it:\n"
        f"#   {' '.join(key.words)}\n"
        f'name = "{key.name}"\n'
        f'public = "{key.public}"\n'
    ).encode()


def check_signature(pack: Pack, trusted: tuple[PackKey, ...]) -> PackKey:
    """The trusted key that signed the pack. Raises PackRefused when none did."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key = next((each for each in trusted if each.public == pack.manifest.key), None)
    if key is None:
        raise unknown_publisher(pack.manifest.publisher)
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.public))
        public.verify(pack.signature, signed_bytes(pack.manifest_bytes))
    except (InvalidSignature, ValueError) as error:
        raise damaged() from error
    if pack.manifest.publisher != key.name:
        raise damaged()
    return key


def unknown_publisher(name: str) -> PackRefused:
    """Signed, perhaps well, by someone whom this station does not trust."""
    return PackRefused(
        tr("This station does not trust the publisher of this pack: {name}.", name=name),
        tr("Nothing was changed. An administrator can add the publisher's key under Settings, Library updates."),
    )


def is_good_name(name: object) -> bool:
    """Whether a publisher's name can stand in a key, a manifest and on the screen."""
    return (
        isinstance(name, str)
        and 3 <= len(name) <= 80
        and name == name.strip()
        and name.isprintable()
        and not set(name) & set('"\\')
    )


def _key(name: object, public: object, *, project: bool = False) -> PackKey:
    if not isinstance(name, str) or not is_good_name(name):
        raise ValueError("a name that cannot be shown")
    if not isinstance(public, str) or not _PUBLIC.fullmatch(public):
        raise ValueError("not a public key")
    return PackKey(name, public, project)
