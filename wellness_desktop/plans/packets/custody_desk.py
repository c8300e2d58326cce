"""Who the custodians are: a group with a key of its own, and signed cards with each one's public key.

The group is begun by a planner with two others, and handed on by its members only. The key file changes last inside
the unit of work, and every step may be done again: what a power cut left half done is finished by doing it once more.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.desk import StationDesk
from wellness_desktop.accounts.records import AccountRecord
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.packets.records import PacketCustodianRecord
from wellness_desktop.plans.packets.values import LEAST_CUSTODIANS, Custodian, Custody
from wellness_desktop.roster.people import Done
from wellness_desktop.store.boxes import as_text, from_text
from wellness_desktop.store.for_two import Holder
from wellness_desktop.store.key_problems import NotSealedForYou, Tampered, not_a_member
from wellness_desktop.store.recovery_code import new_code
from wellness_desktop.store.rotation import agree
from wellness_desktop.store.vouching import Card, first_card, forget_first, trusted, vouch_for, vouch_for_code

GROUP = "custodians"
ME = "me"


class CustodyDesk(StationDesk):
    """The custodians' part of the family papers; see service.py for the whole."""

    def custody(self) -> Custody:
        """Who the custodians are, as far as their keys can be trusted."""
        members = self._keyring.members(GROUP)
        if not members:
            return Custody()
        fingerprint = self._keyring.fingerprint(GROUP)
        with self._store.read() as work:
            try:
                cards = self._trusted_cards(work)
            except Tampered:
                return Custody(fingerprint=fingerprint, swapped=True)
            names, made = self._account_names(work), self._card_days(work)
        by_card = {card.id: names.get(card.holder, "") for card in cards}
        current = self._current_cards(cards, members)
        found = [
            Custodian(
                account,
                names.get(account, tr("A closed account")),
                made[current[account].id] if account in current else None,
                _let_in_by(current.get(account), by_card),
                is_me=account == self._actor.account_id,
            )
            for account in members
        ]
        code = self._code_card(cards)
        return Custody(
            tuple(sorted(found, key=lambda one: (one.since is None, one.name.casefold()))),
            made[code.id] if code is not None else None,
            fingerprint,
        )

    def may_become_custodians(self) -> list[tuple[UUID, str]]:
        """Open accounts that are no custodians yet, by name; empty for whoever may not let anybody in."""
        if not (self._keyring.may_open(GROUP) or self._actor.may(Can.BEGIN_CUSTODY)):
            return []
        ready = {one.account_id for one in self.custody().ready} | {self._actor.account_id}
        with self._store.read() as work:
            names = self._account_names(work)
        with_keys = self._keyring.file.accounts()
        found = [(one, name) for one, name in names.items() if one in with_keys and one not in ready]
        return sorted(found, key=lambda pair: pair[1].casefold())

    def begin_custody(self, others: Sequence[UUID]) -> Custody:
        """Makes the custodians' group, with the planner and at least two others. Done again, it finishes a cut.

        Raises Problem with fewer than two others, for an account without a passphrase, or where others have begun.
        """
        self._actor.require(Can.BEGIN_CUSTODY)
        chosen = [one for one in dict.fromkeys(others) if one != self._actor.account_id]
        if len(chosen) < LEAST_CUSTODIANS - 1:
            raise Problem(
                tr("Choose at least two others."),
                tr("Two of you open an envelope together, and one of you may be away, or be the one it is about."),
            )
        with self._store.work() as work:
            self._audit.record(work, self._actor, Event.CUSTODIANS_CHANGED, self._actor.account_id)
            if not self._keyring.may_open(GROUP):
                self._keyring.found_group(GROUP)
                forget_first(self._keyring, GROUP)
            mine = self._my_card(work)
            if mine is None:
                mine = self._file_card(work, first_card(self._keyring, GROUP))
            for account in chosen:
                self._let_one_in(work, mine, account)
        agree(self._keyring.file, self._keyring, self._store)
        return self.custody()

    def let_in_custodian(self, account_id: UUID) -> Done[Custody]:
        """Hands the group's key on and vouches for the public key. Only a custodian can (NotSealedForYou).

        Papers that are sealed already are not opened by the new one until their member seals them again.
        """
        with self._store.work() as work:
            mine = self._require_my_card(work)
            self._audit.record(work, self._actor, Event.CUSTODIANS_CHANGED, account_id)
            self._let_one_in(work, mine, account_id)
        agree(self._keyring.file, self._keyring, self._store)
        return Done(self.custody(), lambda: self._take_out(account_id))

    def put_out_custodian(self, account_id: UUID) -> Done[Custody]:
        """Takes somebody out, or steps down. Papers stay open to them until their member seals them again.

        Raises Problem where fewer than two would stay.
        """
        with self._store.read() as work:
            self._require_my_card(work)
        if len([one for one in self.custody().ready if one.account_id != account_id]) < LEAST_CUSTODIANS - 1:
            raise Problem(tr("Two custodians have to stay."), tr("Let somebody else in first, then try again."))
        self._take_out(account_id)
        if account_id == self._actor.account_id:
            return Done(self.custody(), _cannot_come_back)
        return Done(self.custody(), lambda: self._bring_in(account_id))

    def make_sealed_code(self) -> str:
        """A new code to print for the chief's envelope, shown only this once.

        An older sheet opens what was sealed to it, until each member seals anew. Raises NotSealedForYou for whoever
        is no custodian.
        """
        code = new_code()
        with self._store.work() as work:
            mine = self._require_my_card(work)
            card = vouch_for_code(self._keyring, GROUP, mine, code)
            self._audit.record(work, self._actor, Event.CUSTODY_CODE_MADE, card.id)
            self._file_card(work, card)
        return code

    def trust_custodians(self) -> Custody:
        """Takes the present keys as the true ones, after their letters were compared in person."""
        with self._store.work() as work:
            self._audit.record(work, self._actor, Event.CUSTODIANS_CHANGED, self._actor.account_id, "trusted anew")
        self._keyring.trust(GROUP)
        forget_first(self._keyring, GROUP)
        agree(self._keyring.file, self._keyring, self._store)
        return self.custody()

    # ------------------------------------------------------------------------------------------- for other desks

    def _holders(self, work: Session) -> list[Holder]:
        """Everybody of today to whom papers are sealed. Raises Tampered when their keys are in doubt."""
        members = self._keyring.members(GROUP)
        if not members:
            return []
        cards = self._trusted_cards(work)
        current = self._current_cards(cards, members)
        found = [Holder(card.holder, card.address) for card in current.values()]
        code = self._code_card(cards)
        return [*found, Holder(code.holder, code.address, code=True)] if code is not None and found else found

    def _holder_name(self, holder: Holder, names: dict[UUID, str]) -> str:
        return tr("The chief's sealed code") if holder.code else names.get(holder.id, tr("A closed account"))

    def _account_names(self, work: Session) -> dict[UUID, str]:
        """The sign-in names of all open accounts."""
        rows = work.scalars(select(AccountRecord).where(AccountRecord.closed_at.is_(None)))
        return {row.id: row.name for row in rows}

    def _require_my_card(self, work: Session) -> Card:
        mine = self._my_card(work)
        if mine is None or not self._keyring.may_open(GROUP):
            raise not_a_member()
        return mine

    # ---------------------------------------------------------------------------------------------- inner parts

    def _my_card(self, work: Session) -> Card | None:
        if not self._keyring.may_open(GROUP):
            return None
        me = self._actor.account_id
        return self._current_cards(self._trusted_cards(work), [me]).get(me)

    def _let_one_in(self, work: Session, mine: Card, account_id: UUID) -> None:
        if account_id not in self._account_names(work):
            raise Problem(tr("This account is closed or gone."), tr("Choose somebody who can sign in here."))
        card = vouch_for(self._keyring, GROUP, mine, account_id)
        present = self._current_cards(self._trusted_cards(work), [account_id])
        if account_id not in present:
            self._file_card(work, card)
        self._keyring.let_in(GROUP, account_id)

    def _take_out(self, account_id: UUID) -> None:
        with self._store.work() as work:
            self._require_my_card(work)
            self._audit.record(work, self._actor, Event.CUSTODIANS_CHANGED, account_id)
            self._keyring.put_out(GROUP, account_id)
        agree(self._keyring.file, self._keyring, self._store)

    def _bring_in(self, account_id: UUID) -> None:
        self.let_in_custodian(account_id)

    def _trusted_cards(self, work: Session) -> tuple[Card, ...]:
        rows = work.scalars(select(PacketCustodianRecord).order_by(PacketCustodianRecord.made_at)).all()
        cards = [_card_of(row) for row in rows]
        return trusted(self._keyring, GROUP, [one for one in cards if one is not None])

    def _card_days(self, work: Session) -> dict[UUID, datetime]:
        return {row.id: row.made_at for row in work.scalars(select(PacketCustodianRecord))}

    def _current_cards(self, cards: Iterable[Card], members: Iterable[UUID]) -> dict[UUID, Card]:
        """The card of each member that fits the keys the account has now: after a reset, the old one does not."""
        found: dict[UUID, Card] = {}
        wanted, file = frozenset(members) & self._keyring.file.accounts(), self._keyring.file
        keys = {account: file.public_keys_of(self._keyring, account) for account in wanted}
        for card in cards:
            if not card.code and keys.get(card.holder) == (card.address, card.check):
                found[card.holder] = card
        return found

    def _code_card(self, cards: Iterable[Card]) -> Card | None:
        """The newest printed code."""
        return next((card for card in reversed(list(cards)) if card.code), None)

    def _file_card(self, work: Session, card: Card) -> Card:
        work.add(
            PacketCustodianRecord(
                id=card.id,
                holder_id=card.holder,
                address=as_text(card.address),
                check=as_text(card.check),
                by_card=card.by,
                signature=as_text(card.signature),
                is_code=card.code,
                made_at=self.now,
            )
        )
        work.flush()
        return card


def _let_in_by(card: Card | None, names: dict[UUID, str]) -> str:
    if card is None:
        return ""
    return tr("Began it") if card.by == card.id else names.get(card.by, "")


def _card_of(row: PacketCustodianRecord) -> Card | None:
    """The card; None for a row that somebody spoiled."""
    try:
        keys = from_text(row.address), from_text(row.check)
        return Card(row.id, row.holder_id, *keys, row.by_card, from_text(row.signature), row.is_code)
    except ValueError:
        return None


def _cannot_come_back() -> None:
    raise NotSealedForYou(
        tr("You are no custodian any more."), tr("Another custodian can let you in again. Nothing was changed.")
    )
