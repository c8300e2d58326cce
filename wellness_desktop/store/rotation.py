"""Renewing the station's secret: needed when someone leaves, who may have kept a copy of the key file.

Two files change, so the work can be cut off at any point:

1. the key file is saved with the new secret, and with the old one in a box under the new (`previous`);
2. the store is re-keyed, in one transaction of SQLite;
3. the key file is saved without the old secret.

Whoever signs in after a cut gets the new secret, sees `previous`, and `open_store` goes on from there.
"""

from wellness_desktop.store.boxes import context, derive, new_key, shut
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.slots import with_secret


def begin(file: KeyFile, by: Keyring) -> None:
    """Step 1. The keyring holds the new secret afterwards."""
    secret = new_key()
    with file.changing(by) as draft:
        data = draft.data
        data.previous = shut(derive(secret, "previous"), draft.secret, context(data.vault, "previous"))
        data.slots = {label: with_secret(data.vault, slot, secret) for label, slot in data.slots.items()}
        data.recovery = with_secret(data.vault, data.recovery, secret)
        draft.secret = secret
