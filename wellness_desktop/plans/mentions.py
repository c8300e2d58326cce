"""What the crisis plans hold about somebody who is to be taken off the roster."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.plans.community.records import PartnerRecord
from wellness_desktop.plans.copies.kinds import CopyState
from wellness_desktop.plans.copies.records import CopyRecord
from wellness_desktop.plans.records import FactRecord, SeatRecord
from wellness_desktop.roster.mentions import Fate, Mention


def mentions(session: Session, person_id: UUID) -> list[Mention]:
    """Seats, fields and copies that name the person. The plan keeps the place and says that someone is missing."""
    found = []
    if seats := _count(session, SeatRecord, person_id):
        words = tr_count("{count} role in the crisis plans", "{count} roles in the crisis plans", seats)
        found.append(Mention(Fate.HANDS, words, tr("The plans show the place as empty. Name somebody else there.")))
    if facts := _count(session, FactRecord, person_id):
        words = tr_count("{count} entry of the crisis plans", "{count} entries of the crisis plans", facts)
        found.append(Mention(Fate.HANDS, words, tr("The plans show it as missing. Fill it in again, and print anew.")))
    held = select(func.count()).where(CopyRecord.holder_id == person_id, CopyRecord.state == CopyState.IN_USE)
    if copies := session.scalar(held):
        words = tr_count("{count} paper copy of the plans", "{count} paper copies of the plans", copies)
        found.append(Mention(Fate.HANDS, words, tr("Take it back: the next print says which.")))
    if partners := _count(session, PartnerRecord, person_id):
        words = tr_count("{count} partner of the town", "{count} partners of the town", partners)
        found.append(Mention(Fate.HANDS, words, tr("The register shows that a name is missing. Type it there.")))
    return found


def _count(session: Session, kind: type[SeatRecord] | type[FactRecord] | type[PartnerRecord], person_id: UUID) -> int:
    return session.scalar(select(func.count()).select_from(kind).where(kind.person_id == person_id)) or 0
