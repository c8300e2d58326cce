"""The table of the private worklists: one sealed text for each helper who turned the list on.

It holds neither how many lines there are nor when one was written: a list that changes is made anew under a new id,
with the same counter and in steps of four kilobytes. It does not travel, so no side table stamps its changes and no
tombstone remembers it. What is left to see with the store's key is that somebody turned a list on.
"""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.store.records import Record, Sealed


class WorklistRecord(Record):
    """One helper's list, sealed to that helper alone."""

    __tablename__ = "debriefs_worklist"
    travels = False

    account_id: Mapped[UUID] = mapped_column(unique=True)
    sealing: Mapped[int] = mapped_column(default=1)
    sealed: Mapped[bytes] = mapped_column(Sealed)
