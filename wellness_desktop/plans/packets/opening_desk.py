"""Opening somebody's papers: one custodian asks with a reason, a second one confirms at the own sign-in.

Or one custodian and the chief's sealed code. The member need not be there, nor live. Each step leaves a line in the
audit log, of ids only; each opening is told to the member.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.packets.own_desk import OwnDesk, papers_of
from wellness_desktop.plans.packets.records import (
    PacketEnvelopeRecord,
    PacketOpeningRecord,
    PacketRecord,
    PacketRequestRecord,
)
from wellness_desktop.plans.packets.values import TIME_TO_CONFIRM, Envelope, Opened, PacketLine, Reason, Request
from wellness_desktop.roster.people import Done
from wellness_desktop.store.boxes import as_text, from_text
from wellness_desktop.store.for_two import Holder, first_half, holders_of, second_half, with_code
from wellness_desktop.store.key_problems import Tampered, WrongPassphrase
from wellness_desktop.store.vouching import key_of_code


class OpeningDesk(OwnDesk):
    """The opening part of the family papers; see service.py for the whole."""

    def packets(self) -> list[PacketLine]:
        """Which others have papers, by name; for custodians only (NotSealedForYou)."""
        with self._store.read() as work:
            self._require_my_card(work)
            names = self._account_names(work)
            waiting = {row.account_id: names.get(row.asked_by, "") for row in self._open_requests(work)}
            others = select(PacketRecord).where(PacketRecord.account_id != self._actor.account_id)
            records = work.scalars(others).all()
            found = [self._line_of(record, names, waiting) for record in records]
        return sorted(found, key=lambda one: one.name.casefold())

    def ask_to_open(self, account_id: UUID, reason: Reason) -> Done[Request]:
        """The first of two: hands the own half on, for four hours. Raises Problem for the own papers, while another
        custodian waits already, and where these papers are not sealed to two; Tampered for swapped shares.
        """
        with self._store.work() as work:
            self._require_my_card(work)
            record = self._packet_to_open(work, account_id)
            if any(one.account_id == account_id for one in self._open_requests(work)):
                raise Problem(
                    tr("Somebody has asked to open these papers already."),
                    tr("Confirm that request instead, if you are the second custodian."),
                )
            halves = first_half(self._keyring, record.sealed, record.id, record.sealing)
            present = {one.id for one in self._holders(work) if not one.code}
            kept = {str(one): as_text(half) for one, half in halves.items() if one in present}
            if not kept:
                raise Problem(
                    tr("There is no second custodian for these papers."),
                    tr("Open them with the chief's sealed code."),
                )
            request = PacketRequestRecord(
                account_id=account_id,
                asked_by=self._actor.account_id,
                reason=reason,
                asked_at=self.now,
                until=self.now + TIME_TO_CONFIRM,
                sealing=record.sealing,
                halves=kept,
            )
            work.add(request)
            self._audit.record(work, self._actor, Event.PACKET_ASKED, account_id)
            work.flush()
            value = self._request_of(request, self._account_names(work))
        return Done(value, lambda: self.withdraw(value.id))

    def requests(self) -> list[Request]:
        """What waits for a second custodian; empty for everybody else."""
        if not self._keyring.may_open("custodians"):
            return []
        with self._store.read() as work:
            names = self._account_names(work)
            return [self._request_of(row, names) for row in self._open_requests(work)]

    def withdraw(self, request_id: UUID) -> None:
        """Takes a request back, or refuses that of another custodian. Its half is deleted."""
        with self._store.work() as work:
            self._require_my_card(work)
            request = self._request(work, request_id)
            self._audit.record(work, self._actor, Event.PACKET_REFUSED, request.account_id)
            work.delete(request)

    def confirm_opening(self, request_id: UUID) -> Opened:
        """The second of two: opens the papers, tells the member, ends the request.

        Raises Problem for one's own request, a late one, or papers sealed anew since; Tampered for a swapped half.
        """
        with self._store.work() as work:
            self._require_my_card(work)
            request = self._request(work, request_id)
            if request.asked_by == self._actor.account_id:
                raise Problem(
                    tr("You asked yourself. A second custodian has to confirm."),
                    tr("Lock the program, and let the other one sign in here."),
                )
            record = self._packet_to_open(work, request.account_id)
            half = request.halves.get(str(self._actor.account_id))
            if record.sealing != request.sealing or half is None:
                raise Problem(
                    tr("These papers were sealed again since they were asked for."),
                    tr("Take the request back, and ask again."),
                )
            first, reason, sealed = request.asked_by, request.reason, (record.sealed, record.id, record.sealing)
            text = second_half(self._keyring, *sealed, first, _letter(half))
            work.delete(request)
            return self._note_opening(work, record, text, reason, first, self._actor.account_id)

    def open_with_code(self, account_id: UUID, reason: Reason, code: str) -> Opened:
        """Opened by one custodian and the chief's sealed code at once. Raises WrongPassphrase for a wrong code."""
        with self._store.work() as work:
            self._require_my_card(work)
            record = self._packet_to_open(work, account_id)
            sealed = record.sealed, record.id, record.sealing
            codes = [one for one in holders_of(self._keyring, *sealed) if one.code]
            if not codes:
                raise Problem(tr("These papers are not sealed to a code."), tr("Two custodians open them together."))
            key = key_of_code(code, [one.address for one in codes])
            if key is None:
                self._audit.record(work, self._actor, Event.PACKET_ASKED, account_id, "refused")
            else:
                address = key.public_key().public_bytes_raw()
                used = next(one.id for one in codes if one.address == address)
                text = with_code(self._keyring, *sealed, used, key)
                for row in self._rows_for(work, account_id):
                    work.delete(row)
                return self._note_opening(work, record, text, reason, self._actor.account_id, None)
        raise WrongPassphrase(
            tr("This is not the code these papers are sealed to."),
            tr("Check the letters on the sheet. A newer sheet opens only what was sealed after it was made."),
        )

    def tidy_packets(self) -> None:
        """Deletes requests whose time is over; at sign-in and in the daily run."""
        with self._store.work() as work:
            for row in work.scalars(select(PacketRequestRecord)).all():
                if row.until <= self.now:
                    work.delete(row)

    # ------------------------------------------------------------------------------------------------ envelopes

    def envelopes(self) -> list[Envelope]:
        """Envelopes on paper, those to destroy first: everybody's for custodians, one's own for their member."""
        everybody = self._keyring.may_open("custodians")
        with self._store.read() as work:
            rows = work.scalars(select(PacketEnvelopeRecord).where(PacketEnvelopeRecord.gone_on.is_(None))).all()
        mine = [row for row in rows if everybody or row.account_id == self._actor.account_id]
        return sorted(map(_envelope, mine), key=lambda one: (not one.destroy, one.name.casefold(), one.printed_on))

    def envelopes_of_mine(self) -> list[Envelope]:
        """The own envelopes on paper: a newer print replaces all of them."""
        with self._store.read() as work:
            rows = work.scalars(
                select(PacketEnvelopeRecord).where(
                    PacketEnvelopeRecord.gone_on.is_(None),
                    PacketEnvelopeRecord.account_id == self._actor.account_id,
                )
            ).all()
        return [_envelope(row) for row in rows]

    def note_envelope(self, account_id: UUID, name: str, kept_at: str) -> None:
        """Writes down that an envelope was printed, and where it will be kept. A newer one makes older ones waste."""
        with self._store.work() as work:
            for row in work.scalars(
                select(PacketEnvelopeRecord).where(
                    PacketEnvelopeRecord.account_id == account_id, PacketEnvelopeRecord.gone_on.is_(None)
                )
            ).all():
                row.destroy = True
            work.add(
                PacketEnvelopeRecord(
                    account_id=account_id, name=name, printed_on=self.today, kept_at=kept_at.strip(), destroy=False
                )
            )
            self._audit.record(work, self._actor, Event.PRINTED, account_id)

    def envelope_gone(self, envelope_id: UUID) -> Done[None]:
        """It was destroyed."""
        self._set_gone(envelope_id, self.today)
        return Done(None, lambda: self._set_gone(envelope_id, None))

    # ---------------------------------------------------------------------------------------------- inner parts

    def _set_gone(self, envelope_id: UUID, day: date | None) -> None:
        with self._store.work() as work:
            work.get_one(PacketEnvelopeRecord, envelope_id).gone_on = day

    def _line_of(self, record: PacketRecord, names: dict[UUID, str], waiting: dict[UUID, str]) -> PacketLine:
        holders: tuple[Holder, ...] = ()
        mine = False
        try:
            holders = holders_of(self._keyring, record.sealed, record.id, record.sealing)
            me = Holder(self._actor.account_id, self._keyring.private.letter_address)
            mine = me in holders
        except Tampered:
            mine = False
        return PacketLine(
            record.account_id,
            names.get(record.account_id, tr("A closed account")),
            record.reviewed_on,
            mine and sum(not one.code for one in holders) > 1,
            mine and any(one.code for one in holders),
            waiting.get(record.account_id, ""),
        )

    def _packet_to_open(self, work: Session, account_id: UUID) -> PacketRecord:
        if account_id == self._actor.account_id:
            raise Problem(tr("These are your own papers."), tr("You open them yourself, under My family papers."))
        record = self._packet_of(work, account_id)
        if record is None:
            raise Problem(
                tr("These papers were deleted."), tr("Their member, or whoever closed the account, did that.")
            )
        return record

    def _note_opening(
        self, work: Session, record: PacketRecord, text: str, reason: Reason, first: UUID, second: UUID | None
    ) -> Opened:
        """Leaves the lines that tell of it; saved before anybody reads a word, since the unit of work ends first."""
        work.add(
            PacketOpeningRecord(
                account_id=record.account_id, opened_at=self.now, first_by=first, second_by=second, reason=reason
            )
        )
        self._audit.record(work, self._actor, Event.PACKET_OPENED, record.account_id)
        work.flush()
        name = self._account_names(work).get(record.account_id, tr("A closed account"))
        return Opened(record.account_id, name, papers_of(text), record.reviewed_on)

    def _rows_for(self, work: Session, account_id: UUID) -> list[PacketRequestRecord]:
        return list(work.scalars(select(PacketRequestRecord).where(PacketRequestRecord.account_id == account_id)))

    def _open_requests(self, work: Session) -> list[PacketRequestRecord]:
        rows = work.scalars(select(PacketRequestRecord).order_by(PacketRequestRecord.asked_at)).all()
        return [row for row in rows if row.until > self.now]

    def _request(self, work: Session, request_id: UUID) -> PacketRequestRecord:
        found = next((row for row in self._open_requests(work) if row.id == request_id), None)
        if found is None:
            raise Problem(tr("This request is over."), tr("Ask again. A request waits four hours for the second one."))
        return found

    def _request_of(self, row: PacketRequestRecord, names: dict[UUID, str]) -> Request:
        closed, me = tr("A closed account"), self._actor.account_id
        return Request(
            row.id,
            row.account_id,
            names.get(row.account_id, closed),
            names.get(row.asked_by, closed),
            row.reason,
            row.asked_at,
            row.until,
            is_mine=row.asked_by == me,
            can_confirm=me not in {row.asked_by, row.account_id} and str(me) in row.halves,
        )


def _letter(half: str) -> bytes:
    try:
        return from_text(half)
    except ValueError:
        return b""  # spoiled: it opens as little as a swapped one


def _envelope(row: PacketEnvelopeRecord) -> Envelope:
    return Envelope(row.id, row.name, row.printed_on, row.kept_at, row.destroy)
