"""The people of the test station, and how they sign in."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.keyring import Keyring
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
        return (file or self.file()).unlock(name, PHRASES[name])
