"""Wrong passphrases: five in fifteen minutes lock the account (SEC-08). The front door never locks.

The tries are kept in a small file beside the store, because they happen before the store can be opened.
It holds no names: accounts stand in it under the key file's own slot labels. Someone with the disk can
delete it, as SECURITY.md says; what protects the records then is the cost of each guess.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr

ALLOWED = 5
WITHIN = timedelta(minutes=15)


class AccountLocked(Problem):
    """Too many wrong passphrases; only the recovery sheet or an administrator opens the account."""


@dataclass(frozen=True, slots=True)
class WrongTry:
    """One refused sign-in: which slot, when, and whether it locked the account."""

    slot: str
    at: datetime
    locked: bool


class Tries:
    """The wrong tries of every slot on this station, surviving a restart."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock

    def require_unlocked(self, slot: str) -> None:
        """Raises AccountLocked when this slot is locked."""
        if slot in self._load()["locked"]:
            raise AccountLocked(
                tr("This account is locked after five wrong passphrases."),
                tr(
                    "Another administrator can open it, or use the recovery sheet. "
                    "Get help now and the library stay open to everyone."
                ),
            )

    def wrong(self, slot: str) -> bool:
        """Notes a wrong try; true when it locked the account."""
        kept = self._load()
        now = self._clock.now()
        recent = [
            moment
            for moment in (datetime.fromisoformat(text) for text in kept["wrong"].get(slot, []))
            if abs(now - moment) < WITHIN  # abs: a clock set back must not forgive
        ]
        recent.append(now)
        locked = len(recent) >= ALLOWED
        kept["wrong"][slot] = [moment.isoformat() for moment in recent]
        if locked and slot not in kept["locked"]:
            kept["locked"].append(slot)
        kept["untold"].append([slot, now.isoformat(), locked])
        self._save(kept)
        return locked

    def right(self, slot: str) -> None:
        """Forgets this slot's wrong tries after a good sign-in."""
        kept = self._load()
        if kept["wrong"].pop(slot, None) is not None:
            self._save(kept)

    def release(self, slot: str) -> None:
        """Opens a locked slot again; for an administrator or the recovery sheet."""
        kept = self._load()
        kept["wrong"].pop(slot, None)
        kept["locked"] = [name for name in kept["locked"] if name != slot]
        self._save(kept)

    def locked_slots(self) -> list[str]:
        """The slots that are locked now."""
        return list(self._load()["locked"])

    def untold(self) -> list[WrongTry]:
        """Wrong tries not yet written to the audit log, oldest first."""
        return [WrongTry(slot, datetime.fromisoformat(at), locked) for slot, at, locked in self._load()["untold"]]

    def told(self) -> None:
        """The audit log holds them now."""
        kept = self._load()
        if kept["untold"]:
            kept["untold"] = []
            self._save(kept)

    def _load(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            return {
                "wrong": {str(slot): [str(at) for at in times] for slot, times in found["wrong"].items()},
                "locked": [str(slot) for slot in found["locked"]],
                "untold": [[str(slot), str(at), bool(locked)] for slot, at, locked in found["untold"]],
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {"wrong": {}, "locked": [], "untold": []}

    def _save(self, kept: dict[str, Any]) -> None:
        write_whole(self._path, json.dumps(kept, sort_keys=True).encode())
