"""What someone typed and did not save yet: it survives lock, crash and power cut, sealed under their own key."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from wellness_desktop.accounts.records import DraftRecord
from wellness_desktop.accounts.station import SignedIn
from wellness_desktop.store.key_problems import NotSealedForYou, Tampered

DRAFTS = UUID("6f0c2f6e-2f0a-5d55-9a53-6b1f4c9f3a10")
"""Names the drafts among all ids: one draft for each person and place."""

NEVER_STORED = 0
"""The counter of a draft that is only in memory. Those in the store begin at 1, so it cannot be slipped in there."""


@dataclass(frozen=True, slots=True, repr=False)
class HeldDraft:
    """A draft that the disk did not take, sealed, for the memory of the running program: it outlives a lock."""

    account_id: UUID
    place: str
    sealed: bytes


class Drafts:
    """One draft for each page of the person signed in."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._store = signed_in.store
        self._keyring = signed_in.keyring
        self._account = signed_in.actor.account_id

    def keep(self, place: str, values: dict[str, Any]) -> None:
        """Keeps `values` (plain JSON values) for this place; replaces what was kept before.

        Raises Problem when the disk is full, or another window keeps the store busy.
        """
        draft_id = self._id(place)
        with self._store.work() as session:
            record = session.get(DraftRecord, draft_id)
            if record is None:
                record = DraftRecord(id=draft_id, account_id=self._account, place=place, counter=NEVER_STORED)
                session.add(record)
            record.counter += 1
            record.sealed = self._keyring.seal(_text(values), record=draft_id, version=record.counter)

    def kept(self, place: str) -> dict[str, Any] | None:
        """What is kept for this place; None when there is nothing, or when it can no longer be opened."""
        with self._store.read() as session:
            record = session.get(DraftRecord, self._id(place))
            return None if record is None else self._opened(place, record.sealed, record.counter)

    def places(self) -> frozenset[str]:
        """Where this person has drafts."""
        with self._store.read() as session:
            mine = select(DraftRecord.place).where(DraftRecord.account_id == self._account)
            return frozenset(session.scalars(mine))

    def forget(self, place: str) -> None:
        """The draft was saved properly, or thrown away. Raises Problem as `keep` does."""
        with self._store.work() as session:
            record = session.get(DraftRecord, self._id(place))
            if record is not None:
                session.delete(record)

    def hold(self, place: str, values: dict[str, Any]) -> HeldDraft:
        """The draft, sealed and not stored: for the time in which the disk takes nothing."""
        sealed = self._keyring.seal(_text(values), record=self._id(place), version=NEVER_STORED)
        return HeldDraft(self._account, place, sealed)

    def held(self, draft: HeldDraft) -> dict[str, Any] | None:
        """What `hold` sealed; None when it is somebody else's, or can no longer be opened."""
        return self._opened(draft.place, draft.sealed, NEVER_STORED) if draft.account_id == self._account else None

    def _opened(self, place: str, sealed: bytes, counter: int) -> dict[str, Any] | None:
        try:
            text = self._keyring.open(sealed, record=self._id(place), version=counter)
        except (NotSealedForYou, Tampered):
            return None
        found = json.loads(text)
        return found if isinstance(found, dict) else None

    def _id(self, place: str) -> UUID:
        return uuid5(DRAFTS, f"{self._account}/{place}")


def _text(values: dict[str, Any]) -> str:
    return json.dumps(values, sort_keys=True)
