"""The call chain as it is kept, for the service and for the station board."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.roster.call_chain import USUAL, Link, sound
from wellness_desktop.roster.team_records import ChainRecord


def stored_chain(session: Session, always: Collection[str] = ()) -> tuple[Link, ...]:
    """The chain as it is kept, or the usual one while there is none."""
    rows = list(session.scalars(select(ChainRecord).order_by(ChainRecord.position, ChainRecord.id)))
    if not rows:
        return USUAL
    return sound([Link(row.layer, row.person_id, row.line, row.give_up_minutes) for row in rows], always)
