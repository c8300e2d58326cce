"""Notes that anyone can leave at this PC and only a team can read: sealed to its public key, one small file each.

The front door has no key of the store and cannot check who wrote the address file: whoever can change files here
could put another key into it. `publish` notices that at the next sign-in. All notes have one length and no time of
their own; that a note waits can be seen by whoever looks into the folder, from whom and what for cannot.
"""

import base64
import json
import logging
import os
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid4

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import cannot_write, make_private_folder, write_whole
from wellness_desktop.base.language import tr

if TYPE_CHECKING:  # the front door must not wait for the key machinery
    from wellness_desktop.store.keyring import Keyring

log = logging.getLogger(__name__)

T = TypeVar("T")

FORMAT = 1
MARK = b"WDN1"
ROOM = 16 * 1024
"""Bytes of every note before it is sealed, so that its length tells nothing; room for a report of sixty people."""
MOST_NOTES = 40
"""More than a small team can have waiting; a folder filled by a prank must not fill the disk."""
NOTE, SPOILED = ".note", ".spoiled"


@dataclass(frozen=True, slots=True)
class Note:
    """A note as the team reads it."""

    id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The notes that could be read, and how many could not."""

    notes: tuple[Note, ...]
    spoiled: int


class NoteBox:
    """The notes of one station for one team."""

    def __init__(self, folder: Path, address_file: Path, group: str, advice: str = "", too_long: str = "") -> None:
        """`advice` says what to do where a note cannot be left, `too_long` how a long one gets shorter."""
        self._folder, self._address_file, self._group = folder, address_file, group
        self._advice = advice or tr("Call one of the numbers, or print a slip and hand it to somebody you trust.")
        self._too_long = too_long or tr("A name, a number and a time are enough.")

    # Without any key

    @property
    def is_ready(self) -> bool:
        """Whether there is a team to leave a note for."""
        return self._address() is not None

    @property
    def seen_on(self) -> date | None:
        """The day on which somebody of the team last signed in here; None when that is not known."""
        found = self._address()
        with suppress(KeyError, TypeError, ValueError):
            return date.fromisoformat(found["seen"]) if found else None
        return None

    def leave(self, text: str) -> UUID:
        """Seals the text and leaves it; gives the id by which it can be taken back.

        Raises Problem where there is no team yet, too many notes wait, or the disk refuses.
        """
        address = self._address()
        if address is None:
            raise Problem(
                tr("No support team can be reached from this page yet."),
                self._advice,
            )
        if len(self._files()) >= MOST_NOTES:
            raise Problem(
                tr("Many notes wait here already, and this one was not kept."),
                self._advice,
            )
        note_id = uuid4()
        sealed = self._sealed(address, note_id, text)
        make_private_folder(self._folder)
        path = self._folder / f"{note_id.hex}{NOTE}"
        write_whole(path, MARK + note_id.bytes + sealed)
        with suppress(OSError):
            os.utime(path, (0, 0))  # when somebody asked is nobody's business
        return note_id

    def remove(self, note_id: UUID) -> bool:
        """Takes a note away; False when it was gone, such as taken in already. Raises Problem when the disk refuses."""
        path = self._folder / f"{note_id.hex}{NOTE}"
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise cannot_write(error) from error
        return True

    # With the keys of somebody signed in

    def publish(self, ring: "Keyring", today: date) -> bool:
        """Puts the team's present key where the front door finds it; False when another stood there.

        `today` is shown at the front door as the day somebody of the team was here, where the ring is a member's.
        Raises Problem where no team was founded, Tampered when its key was swapped in the key file.
        """
        from wellness_desktop.store import groups

        key = base64.b64encode(groups.address(ring, self._group)).decode()
        before = self._address() or {}
        seen = today.isoformat() if ring.may_open(self._group) else before.get("seen")
        facts = {"format": FORMAT, "vault": ring.file.vault, "address": key, "seen": seen}
        if facts != before:
            write_whole(self._address_file, json.dumps(facts).encode())
        return not before or before.get("address") == key

    def take_in(self, ring: "Keyring") -> TakenIn:
        """Opens every note with the team's key. They stay until `remove`; those that cannot be opened are put aside."""
        from wellness_desktop.store import groups

        key = groups.private_key(ring, self._group)
        if key is None:
            return TakenIn((), 0)
        notes, spoiled = [], 0
        for path in self._files():
            note = self._opened(path, key, ring.file.vault)
            if note is not None:
                notes.append(note)
                continue
            spoiled += 1
            log.warning("a note could not be opened")
            with suppress(OSError):
                path.replace(path.with_suffix(SPOILED))
        return TakenIn(tuple(notes), spoiled)

    def gather(self, ring: "Keyring", read: Callable[[str], T], keep: Callable[[UUID, T], object]) -> int:
        """Reads every note and hands it on to be kept; gives how many could not be opened or read.

        A note is removed only once `keep` returned, so `keep` must know one that it was given before. `read` raises
        ValueError, KeyError, TypeError or AttributeError for what is no note of this kind.
        """
        taken = self.take_in(ring)
        spoiled = taken.spoiled
        for note in taken.notes:
            try:
                said = read(note.text)
            except (ValueError, KeyError, TypeError, AttributeError):
                log.warning("a note was of another kind")
                spoiled += 1
            else:
                keep(note.id, said)
            self.remove(note.id)
        return spoiled

    # Inner parts

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob(f"*{NOTE}")) if self._folder.is_dir() else []

    def _address(self) -> dict[str, Any] | None:
        """What stands in the address file; None when it is missing or not ours."""
        try:
            found = json.loads(self._address_file.read_text(encoding="utf-8"))
            if found["format"] != FORMAT or len(base64.b64decode(found["address"], validate=True)) != 32:
                return None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return found if isinstance(found.get("vault"), str) else None

    def _sealed(self, address: dict[str, Any], note_id: UUID, text: str) -> bytes:
        from wellness_desktop.store.boxes import seal_letter

        inside = text.encode()
        if len(inside) + 4 > ROOM:
            raise Problem(tr("This note is too long."), self._too_long)
        padded = struct.pack(">I", len(inside)) + inside
        padded += bytes(ROOM - len(padded))
        return seal_letter(base64.b64decode(address["address"]), padded, self._about(address["vault"], note_id))

    def _opened(self, path: Path, key: Any, vault: str) -> Note | None:
        from wellness_desktop.store.boxes import DoesNotOpen, open_letter

        try:
            data = path.read_bytes()[: 2 * ROOM]
            note_id = UUID(path.stem)
            if data[: len(MARK)] != MARK or data[len(MARK) : len(MARK) + 16] != note_id.bytes:
                return None
            inside = open_letter(key, data[len(MARK) + 16 :], self._about(vault, note_id))
            (length,) = struct.unpack_from(">I", inside)
            return Note(note_id, inside[4 : 4 + length].decode())
        except (OSError, ValueError, DoesNotOpen, struct.error):
            return None

    def _about(self, vault: str, note_id: UUID) -> bytes:
        from wellness_desktop.store.boxes import context

        return context(vault, "note", self._group, note_id)
