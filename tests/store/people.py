"""The people of the test station, and how they sign in."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.slots import read_bundle
from wellness_desktop.store.stretching import LOWEST

PHRASES = {
    "Dana Whitfield": "correct horse battery staple",
    "Ruth Okafor": "seven quiet boats at anchor",
    "Sam Lee": "green lantern over the creek",
}


@dataclass(frozen=True, slots=True)
class Station:
    """Dana keeps the PC; Ruth and Sam help."""

    path: Path
    code: str
    ids: dict[str, UUID]

    def file(self) -> KeyFile:
        return KeyFile.load(self.path, LOWEST)

    def sign_in(self, name: str, file: KeyFile | None = None) -> Keyring:
        """Signs in as `unlock` does, but stretches each passphrase once in a test run only."""
        file = file or self.file()
        data = file.storage.read()
        slot = data.slots[file.slot_label(name)]
        key = OPENED.get(slot.bundle_key)
        if key is None:
            ring = file.unlock(name, PHRASES[name])
            OPENED[slot.bundle_key] = ring.held.bundle.key
            return ring
        return file._keyring(data, slot, read_bundle(data.vault, slot, key))


OPENED: dict[bytes, bytes] = {}
"""What a stretched passphrase opened before: the box of a bundle key, and the key in it."""
