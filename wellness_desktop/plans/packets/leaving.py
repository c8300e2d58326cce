"""Papers of somebody who goes are deleted at once, and their envelopes listed to be destroyed (CP-T18)."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.base.language import tr
from wellness_desktop.plans.packets.records import PacketEnvelopeRecord, PacketRecord, PacketRequestRecord
from wellness_desktop.roster.mentions import Fate, Mention, account_of
from wellness_desktop.store.pointing import PointBack


def delete_packet(work: Session, account_id: UUID) -> bool:
    """Deletes the papers and what waits to open them; False when there were none."""
    record = work.scalars(select(PacketRecord).where(PacketRecord.account_id == account_id)).first()
    if record is not None:
        work.delete(record)
    for row in work.scalars(select(PacketRequestRecord).where(PacketRequestRecord.account_id == account_id)).all():
        work.delete(row)
    wanted = PacketEnvelopeRecord.account_id == account_id, PacketEnvelopeRecord.gone_on.is_(None)
    for envelope in work.scalars(select(PacketEnvelopeRecord).where(*wanted)).all():
        envelope.destroy = True
    work.flush()
    return record is not None


def account_closed(work: Session, account_id: UUID) -> None:
    """For the accounts: in their unit of work, when an account is closed."""
    delete_packet(work, account_id)


def person_removed(work: Session, person_id: UUID) -> PointBack:
    """For the roster: in its unit of work, when somebody is taken off. Undo there brings no papers back."""
    account = account_of(work, person_id)
    if account is not None:
        delete_packet(work, account)
    return _nothing_to_put_back


def _nothing_to_put_back(_work: Session) -> None:
    """What is deleted at once stays deleted."""


def mentions(work: Session, person_id: UUID) -> list[Mention]:
    """For the roster, before somebody is taken off: that there are papers, and what becomes of them."""
    account = account_of(work, person_id)
    if account is None:
        return []
    if work.scalars(select(PacketRecord.id).where(PacketRecord.account_id == account)).first() is None:
        return []
    why = tr(
        "Deleted at once, and Undo does not bring them back. If they may be needed, two custodians open them first."
    )
    return [Mention(Fate.NOW, tr("Sealed family papers"), why)]
