"""The tables of reports: what was issued, as issued, and sealed to the support team what was left out and why."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.store.records import Record, Sealed


class IssuedReportRecord(Record):
    """A report as it was issued. No row is ever changed; it goes when its time to be kept is over."""

    __tablename__ = "debriefs_issued_report"

    first_month: Mapped[date] = mapped_column(index=True)
    last_month: Mapped[date]
    issued_at: Mapped[datetime] = mapped_column(index=True)
    issued_by: Mapped[UUID]
    """Id of the account."""
    figures: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))


class ReportProofRecord(Record):
    """What was counted and which cells were left out by which rule (R13), sealed to the support team."""

    __tablename__ = "debriefs_report_proof"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("debriefs_issued_report.id"), index=True)
    sealing: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(Sealed)
