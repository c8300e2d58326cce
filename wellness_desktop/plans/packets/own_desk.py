"""A member's own papers: written, looked at again, sealed anew and deleted by nobody else.

Nothing here asks the roster, and no word of the papers reaches the audit log, a search, an export or a binder (CP-T7).
"""

import json
import logging
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.packets.custody_desk import CustodyDesk
from wellness_desktop.plans.packets.leaving import delete_packet
from wellness_desktop.plans.packets.records import PacketOpeningRecord, PacketRecord
from wellness_desktop.plans.packets.values import MyPacket, Opening, PacketState, Papers, age_of
from wellness_desktop.roster.people import Done
from wellness_desktop.store.for_two import Holder, holders_of, open_own, seal_for_two
from wellness_desktop.store.key_problems import NotSealedForYou, Tampered

log = logging.getLogger(__name__)


class OwnDesk(CustodyDesk):
    """The member's part of the family papers; see service.py for the whole."""

    def my_packet(self) -> MyPacket:
        """The own papers. LOST when the own key does not open them any more, SPOILED when they were tampered with."""
        self._actor.require(Can.KEEP_PACKET)
        with self._store.read() as work:
            return self._mine_in(work)

    def save_packet(self, answers: Mapping[str, str], *, seen: int) -> Done[MyPacket]:
        """Seals what was answered, to the member and to the custodians of today; looked at today.

        `seen` is the sealing that the page showed. Raises ChangedElsewhere where another window saved since, Problem
        where nothing was answered, Tampered where the custodians' keys are in doubt.
        """
        self._actor.require(Can.KEEP_PACKET)
        kept = {key: words.strip() for key, words in answers.items() if words.strip()}
        if not kept:
            raise Problem(
                tr("There is nothing to seal yet."), tr("Answer what you want to answer; the rest stays open.")
            )
        with self._store.work() as work:
            before = self._mine_in(work)
            if before.sealing != seen:
                raise ChangedElsewhere(
                    tr("You changed your papers in another window."),
                    tr("Nothing was overwritten. Look at them there, then save again."),
                    None,
                )
            after = self._seal_mine(work, kept, self.today)
        return Done(after, lambda: self._back_to(before, after.sealing))

    def still_right(self, *, seen: int) -> Done[MyPacket]:
        """Looked at and found right: sealed anew today, to the custodians of today."""
        self._actor.require(Can.KEEP_PACKET)
        with self._store.read() as work:
            mine = self._mine_in(work)
        if mine.papers is None:
            raise Problem(tr("There is nothing to look at again."), tr("Your papers cannot be opened with your key."))
        return self.save_packet(mine.papers.answers, seen=seen)

    def delete_my_packet(self) -> None:
        """Deletes the own papers at once, without a way back; the envelopes on paper are listed to be destroyed."""
        with self._store.work() as work:
            if delete_packet(work, self._actor.account_id):
                self._audit.record(work, self._actor, Event.PACKET_DELETED, self._actor.account_id)
        self._rebuild_store()

    def my_openings(self) -> list[Opening]:
        """Every opening of the own papers, the newest first; also of papers deleted since."""
        self._actor.require(Can.KEEP_PACKET)
        with self._store.read() as work:
            names = self._account_names(work)
            rows = work.scalars(
                select(PacketOpeningRecord)
                .where(PacketOpeningRecord.account_id == self._actor.account_id)
                .order_by(PacketOpeningRecord.opened_at.desc())
            ).all()
        return [_opening(row, names) for row in rows]

    def note_openings_seen(self) -> None:
        """The member has read them."""
        with self._store.work() as work:
            rows = work.scalars(
                select(PacketOpeningRecord).where(
                    PacketOpeningRecord.account_id == self._actor.account_id, PacketOpeningRecord.seen_at.is_(None)
                )
            ).all()
            for row in rows:
                row.seen_at = self.now

    # ---------------------------------------------------------------------------------------------- inner parts

    def _mine_in(self, work: Session) -> MyPacket:
        record = self._packet_of(work, self._actor.account_id)
        if record is None:
            return MyPacket(PacketState.NONE)
        state, papers = PacketState.SAVED, None
        sealed_to: tuple[Holder, ...] = ()
        try:
            sealed_to = holders_of(self._keyring, record.sealed, record.id, record.sealing)
            papers = papers_of(open_own(self._keyring, record.sealed, record.id, record.sealing))
        except NotSealedForYou:
            state = PacketState.LOST
        except Tampered:
            state = PacketState.SPOILED
        names, doubt = self._account_names(work), False
        try:
            now = self._others(work)
        except Tampered:
            now, doubt = list(sealed_to), True
        joined, left = set(now) - set(sealed_to), set(sealed_to) - set(now)
        return MyPacket(
            state,
            papers,
            record.sealing,
            record.reviewed_on,
            age_of(record.reviewed_on, self.today),
            opened_by=self._sorted_names(sealed_to, names),
            joined=self._sorted_names(joined, names),
            left=self._sorted_names(left, names),
            custody_doubt=doubt,
        )

    def _sorted_names(self, holders: Iterable[Holder], names: dict[UUID, str]) -> tuple[str, ...]:
        ordered = sorted(holders, key=lambda one: (one.code, self._holder_name(one, names).casefold()))
        return tuple(dict.fromkeys(self._holder_name(one, names) for one in ordered))

    def _others(self, work: Session) -> list[Holder]:
        """The custodians of today besides the member."""
        return [one for one in self._holders(work) if one.id != self._actor.account_id]

    def _seal_mine(self, work: Session, answers: Mapping[str, str], reviewed_on: date) -> MyPacket:
        holders = self._others(work)
        record = self._packet_of(work, self._actor.account_id)
        if record is None:
            record = PacketRecord(id=uuid4(), account_id=self._actor.account_id, sealing=0, reviewed_on=reviewed_on)
        record.sealing += 1
        record.reviewed_on = reviewed_on
        text = json.dumps({"answers": dict(answers), "written_on": self.today.isoformat()}, ensure_ascii=False)
        record.sealed = seal_for_two(self._keyring, text, record.id, record.sealing, holders)
        work.add(record)
        self._audit.record(work, self._actor, Event.PACKET_SEALED, self._actor.account_id)
        work.flush()
        return self._mine_in(work)

    def _back_to(self, before: MyPacket, seen: int) -> None:
        if before.papers is None or before.reviewed_on is None:
            if before.state is PacketState.NONE:
                self.delete_my_packet()
            return
        with self._store.work() as work:
            if self._mine_in(work).sealing != seen:
                raise ChangedElsewhere(tr("Your papers were changed since."), tr("Nothing was taken back."), None)
            self._seal_mine(work, before.papers.answers, before.reviewed_on)

    def _packet_of(self, work: Session, account_id: UUID) -> PacketRecord | None:
        return work.scalars(select(PacketRecord).where(PacketRecord.account_id == account_id)).first()

    def _rebuild_store(self) -> None:
        """Deleted pages are overwritten already; this also gives their place back."""
        try:
            self._store.compact()
        except Problem:
            log.info("the store was not rebuilt after a deletion; it is overwritten all the same")


def papers_of(text: str) -> Papers:
    """What was sealed, read again."""
    facts = json.loads(text)
    return Papers(dict(facts["answers"]), date.fromisoformat(facts["written_on"]))


def _opening(row: PacketOpeningRecord, names: dict[UUID, str]) -> Opening:
    closed = tr("A closed account")
    second = tr("the chief's sealed code") if row.second_by is None else names.get(row.second_by, closed)
    return Opening(row.id, row.opened_at, names.get(row.first_by, closed), second, row.reason, row.seen_at is not None)
