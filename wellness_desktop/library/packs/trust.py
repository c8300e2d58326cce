"""The keys of agencies' publishers that an administrator of this station trusts.

The list lies in a plain file beside the packs, and each key that was added or removed stands in the encrypted audit
log. A key counts only when both say so: whoever can write into the data folder, but not sign in as an administrator,
cannot make the station trust anybody.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.library.packs.keys import PackKey, is_good_name

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KEYS_FILE = "keys.json"
FORMAT = 1
MOST_KEYS = 20

KEY_TRUSTED = "pack key trusted"
KEY_REMOVED = "pack key removed"
INSTALLED = "pack installed"
CHANGED = "pack version changed"
TAKEN_OUT = "pack taken out"
"""What stands in the audit log; app/audit_words.py has the words."""


@dataclass(frozen=True, slots=True)
class AgencyKey:
    """A key in the file. `confirmed` says whether the audit log holds that an administrator added it."""

    key: PackKey
    added_on: date
    confirmed: bool = False

    @property
    def id(self) -> str:
        """Keeps a chosen key chosen when the list is made anew."""
        return self.key.public


def read_keys(content: Path) -> tuple[AgencyKey, ...]:
    """The keys in the file, none of them confirmed yet. Raises Problem for a spoiled file."""
    try:
        found = json.loads((content / KEYS_FILE).read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise ValueError("another format")
        return tuple(_key(each) for each in found["keys"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Problem(
            tr("The list of trusted keys cannot be read."),
            tr(
                "No agency's key is trusted meanwhile. Delete keys.json in the folder named content, "
                "and add them again."
            ),
        ) from error


def write_keys(content: Path, keys: Iterable[AgencyKey]) -> None:
    """Replaces the file whole. Raises Problem when the disk refuses."""
    listed = [
        {"name": each.key.name, "public": each.key.public, "added_on": each.added_on.isoformat()} for each in keys
    ]
    write_whole(content / KEYS_FILE, json.dumps({"format": FORMAT, "keys": listed}, indent=1).encode())


def confirmed_subjects(session: "Session") -> frozenset[UUID]:
    """The keys that an administrator added last, rather than removed, as the audit log tells."""
    from sqlalchemy import select

    from wellness_desktop.accounts.records import AuditRecord

    rows = session.execute(
        select(AuditRecord.subject_id, AuditRecord.event)
        .where(AuditRecord.event.in_((KEY_TRUSTED, KEY_REMOVED)))
        .order_by(AuditRecord.number)
    )
    last = {subject: event for subject, event in rows if subject is not None}
    return frozenset(subject for subject, event in last.items() if event == KEY_TRUSTED)


def _key(found: dict[str, str]) -> AgencyKey:
    name, public = found["name"], found["public"]
    if not is_good_name(name) or len(bytes.fromhex(public)) != 32:
        raise ValueError("not a key")
    return AgencyKey(PackKey(name, public), date.fromisoformat(found["added_on"]))
