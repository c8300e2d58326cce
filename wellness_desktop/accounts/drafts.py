"""What someone typed and did not save yet: it survives lock, crash and power cut, sealed under their own key."""

import json
from typing import Any
from uuid import UUID, uuid5

from wellness_desktop.accounts.records import DraftRecord
from wellness_desktop.accounts.station import SignedIn
from wellness_desktop.store.key_problems import NotSealedForYou, Tampered

DRAFTS = UUID("6f0c2f6e-2f0a-5d55-9a53-6b1f4c9f3a10")
"""Names the drafts among all ids: one draft for each person and place."""


class Drafts:
    """One draft for each page of the person signed in."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._store = signed_in.store
        self._keyring = signed_in.keyring
        self._account = signed_in.actor.account_id

    def keep(self, place: str, values: dict[str, Any]) -> None:
        """Keeps `values` (plain JSON values) for this place; replaces what was kept before."""
        draft_id = self._id(place)
        with self._store.work() as session:
            record = session.get(DraftRecord, draft_id)
            if record is None:
                record = DraftRecord(id=draft_id, account_id=self._account, place=place, counter=0)
                session.add(record)
            record.counter += 1
            text = json.dumps(values, sort_keys=True)
            record.sealed = self._keyring.seal(text, record=draft_id, version=record.counter)

    def kept(self, place: str) -> dict[str, Any] | None:
        """What is kept for this place; None when there is nothing, or when it can no longer be opened."""
        with self._store.read() as session:
            record = session.get(DraftRecord, self._id(place))
            if record is None:
                return None
            try:
                text = self._keyring.open(record.sealed, record=record.id, version=record.counter)
            except (NotSealedForYou, Tampered):
                return None
        found = json.loads(text)
        return found if isinstance(found, dict) else None

    def forget(self, place: str) -> None:
        """The draft was saved properly, or thrown away."""
        with self._store.work() as session:
            record = session.get(DraftRecord, self._id(place))
            if record is not None:
                session.delete(record)

    def _id(self, place: str) -> UUID:
        return uuid5(DRAFTS, f"{self._account}/{place}")
