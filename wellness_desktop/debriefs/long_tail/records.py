"""Plans with days that somebody set by hand, and families' plans. Whose they are is sealed to the support team."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.store.records import Record, Sealed


class YearPlanRecord(Record):
    """One plan. Which helper asks is not sealed: it says of nobody that they are asked, and a list is handed over
    by it when a helper leaves. For whom, when and why is.
    """

    __tablename__ = "debriefs_year_plan"

    owner_id: Mapped[UUID | None] = mapped_column(index=True)
    deputy_id: Mapped[UUID | None] = mapped_column(index=True)
    sealing: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(Sealed)
