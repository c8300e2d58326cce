"""A publisher's own key: made once, its private half shut under a passphrase, opened to sign a pack."""

import json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.library.packs.keys import PUBLIC_ENDING, PackKey, is_good_name, public_key_file

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from wellness_desktop.store.stretching import Stretching

FORMAT = 1
_MOST_KEY_FILE = 8192


def make_key(name: str, passphrase: str, target: Path, stretching: "Stretching | None" = None) -> PackKey:
    """Writes a new key: the private half to `target`, the public half beside it with the ending .wdkey.

    Raises Problem for a poor passphrase or name, when either file is there already, or when the disk refuses.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from wellness_desktop.accounts.passphrases import require_good

    if not is_good_name(name):
        raise Problem(
            tr("The publisher's name must have 3 to 80 characters, without quotation marks."),
            tr("Nothing was written. Give a name that officers will know."),
        )
    phrase = require_good(passphrase, (name,))
    public_file = target.with_suffix(PUBLIC_ENDING)
    if target == public_file or target.exists() or public_file.exists():
        raise Problem(
            tr("There is a key in this place already, or the name ends in .wdkey."),
            tr("Nothing was written. Choose another name: a key that is lost cannot be made again."),
        )
    private = Ed25519PrivateKey.generate()
    key = PackKey(name, private.public_key().public_bytes_raw().hex())
    write_whole(target, _shut(key, private.private_bytes_raw(), phrase, stretching))
    write_whole(public_file, public_key_file(key))
    return key


def open_key(path: Path, passphrase: str) -> "tuple[PackKey, Ed25519PrivateKey]":
    """The key in the file, ready to sign. Raises Problem for another file or a wrong passphrase."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from wellness_desktop.store.boxes import DoesNotOpen, context, from_text, unshut
    from wellness_desktop.store.stretching import Stretching, stretch

    found = _read(path)
    try:
        settings = Stretching(*(int(each) for each in found["stretching"]))
        name, public = str(found["name"]), str(found["public"])
        opened = stretch(passphrase, from_text(found["salt"]), settings)
        raw = unshut(opened, from_text(found["box"]), context("pack key", name, public))
        private = Ed25519PrivateKey.from_private_bytes(raw)
    except DoesNotOpen as error:
        raise Problem(
            tr("This passphrase does not open the key."),
            tr("Nothing was written. Type the one that was given when the key was made."),
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise _no_key() from error
    if private.public_key().public_bytes_raw().hex() != public:
        raise _no_key()
    return PackKey(name, public), private


def _shut(key: PackKey, raw: bytes, phrase: str, stretching: "Stretching | None") -> bytes:
    from wellness_desktop.store.boxes import as_text, context, shut
    from wellness_desktop.store.stretching import SALT_BYTES, calibrated, stretch

    settings = stretching or calibrated()
    salt = secrets.token_bytes(SALT_BYTES)
    box = shut(stretch(phrase, salt, settings), raw, context("pack key", key.name, key.public))
    facts = {
        "format": FORMAT,
        "name": key.name,
        "public": key.public,
        "salt": as_text(salt),
        "stretching": [settings.memory, settings.passes, settings.lanes],
        "box": as_text(box),
    }
    return json.dumps(facts, indent=2).encode() + b"\n"


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_MOST_KEY_FILE))
    except (OSError, ValueError, RecursionError) as error:
        raise _no_key() from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _no_key()
    return found


def _no_key() -> Problem:
    return Problem(
        tr("This file holds no private key for packs."),
        tr("Nothing was written. Choose the file that make-key wrote, not the one that ends in .wdkey."),
    )
